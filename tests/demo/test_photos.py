"""Everybody has a portrait, and each face is drawn once."""

from pathlib import Path

from biztweet.demo.drawing import drawers
from biztweet.demo.people import make_people
from biztweet.demo.photos import Photos
from biztweet.demo.portraits import portrait
from biztweet.ports.blobs.folder import FolderBlobs


def test_in_a_company_of_some_hundred_everybody_has_a_face_of_their_own() -> None:
    people = make_people(300)
    assert len(set(Photos(people).keys.values())) == len(people)


def test_in_a_large_company_those_who_share_a_face_share_its_files() -> None:
    people = make_people(1_000)
    photos = Photos(people)
    assert photos.keys.keys() == {person.handle for person in people}
    assert len(set(photos.keys.values())) < len(people) / 2
    drawn: dict[str, bytes] = {}
    for person in people[:40]:
        face = portrait(person, 8)
        assert drawn.setdefault(photos.keys[person.handle], face) == face
    assert len(set(drawn.values())) == len(drawn)


async def test_every_face_is_kept_under_the_key_that_was_given_out(tmp_path: Path) -> None:
    people, blobs = make_people(10), FolderBlobs(tmp_path)
    photos = Photos(people)
    with drawers() as pool:
        await photos.keep(pool, blobs)
    for key in photos.keys.values():
        assert (await blobs.get(f"{key}/large")).startswith(b"\xff\xd8")
        assert await blobs.get(f"{key}/small")
