"""Banners: the picture at the head of somebody's page; one at a time, nothing left of those before."""

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.clock import HOUR
from biztweet.media import litter
from biztweet.media.banner import remove_banner, set_banner
from biztweet.media.errors import FileBroken, TypeMismatch, TypeNotAllowed
from biztweet.media.found import Sent
from tests.clocks import FakeClock
from tests.factories import a_person
from tests.media.kept import files
from tests.media.papers import PDF
from tests.media.pictures import animated, file, photograph, with_metadata

PICTURE = Sent(file(photograph(300, 100)), "image/jpeg")


async def _key(here: Company, viewer: Viewer) -> str:
    await here.relay.barrier()
    return (await here.people.one(viewer.id)).banner_key


async def test_one_hangs_at_a_time_and_the_one_before_is_swept(here: Company, minsu: Viewer) -> None:
    jane = await a_person(here, "jane")
    revision = (await here.people.one(minsu.id)).revision
    await set_banner(here.media, minsu, PICTURE)
    first = await _key(here, minsu)
    await set_banner(here.media, minsu, PICTURE)
    second = await _key(here, minsu)
    assert first != second
    assert (await here.people.one(minsu.id)).revision == revision + 2
    assert await litter.sweep(here.db, here.blobs) == 1
    assert await files(here) == {f"{second}/large", f"{second}/small"}
    await remove_banner(here.db, jane)
    await remove_banner(here.db, minsu)
    assert await _key(here, minsu) == ""
    assert await litter.sweep(here.db, here.blobs) == 1
    assert await files(here) == set()


async def test_what_hangs_is_no_litter_however_long(here: Company, minsu: Viewer, clock: FakeClock) -> None:
    await set_banner(here.media, minsu, PICTURE)
    clock.now += 2 * HOUR
    assert await litter.sweep(here.db, here.blobs) == 0
    assert len(await files(here)) == 2


async def test_it_is_made_safe_and_stands_still(here: Company, minsu: Viewer) -> None:
    await set_banner(here.media, minsu, Sent(with_metadata(photograph(900, 300)), "image/jpeg"))
    assert b"SecretCamera" not in await here.blobs.get(f"{await _key(here, minsu)}/large")
    await set_banner(here.media, minsu, Sent(animated(), "image/gif"))
    assert not (await here.blobs.get(f"{await _key(here, minsu)}/large")).startswith(b"GIF")


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (Sent(b"", "image/png"), FileBroken),
        (Sent(b"<svg/>", "image/svg+xml"), TypeNotAllowed),
        (Sent(PDF, "application/pdf"), TypeNotAllowed),
        (Sent(PICTURE.content, "image/png"), TypeMismatch),
    ],
)
async def test_what_is_no_picture_is_refused(here: Company, minsu: Viewer, sent: Sent, why: type[Exception]) -> None:
    with pytest.raises(why):
        await set_banner(here.media, minsu, sent)
    assert await _key(here, minsu) == ""
    assert await files(here) == set()
