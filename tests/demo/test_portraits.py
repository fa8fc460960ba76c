"""Drawn faces."""

import io
from itertools import combinations

from PIL import Image, ImageChops, ImageStat

from biztweet.demo.hairstyles import MEN, OLDER_MEN, OLDER_WOMEN, STYLES, WOMEN
from biztweet.demo.looks import look_of
from biztweet.demo.people import make_people
from biztweet.demo.portraits import portrait

PEOPLE = make_people(300)


def a_small(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("RGB").resize((40, 40))


def test_a_portrait_is_a_square_of_400() -> None:
    picture = Image.open(io.BytesIO(portrait(PEOPLE[0])))
    assert picture.size == (400, 400)
    assert picture.format == "WEBP"


def test_a_person_always_looks_the_same() -> None:
    assert portrait(PEOPLE[5]) == portrait(make_people(300)[5])


def test_no_two_people_of_a_page_look_alike_even_at_40_pixels() -> None:
    faces = [a_small(portrait(person)) for person in PEOPLE[60:110]]
    distances = [
        sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3 for one, other in combinations(faces, 2)
    ]
    assert min(distances) > 5
    assert sum(distances) / len(distances) > 30


def test_three_hundred_people_have_three_hundred_looks() -> None:
    people = [person for person in PEOPLE if not person.is_bot]
    assert len({look_of(person) for person in people}) == len(people)


def test_seven_thousand_people_can_share_some_hundred_looks() -> None:
    people = [person for person in make_people(7_000) if not person.is_bot]
    assert len({look_of(person, variants=16) for person in people}) < 16 * 40


def test_bots_are_robots_of_their_own() -> None:
    robots = {portrait(person) for person in PEOPLE if person.is_bot}
    assert len(robots) == 3


def test_every_hair_style_that_is_worn_can_be_drawn() -> None:
    assert set(STYLES) == {*MEN, *OLDER_MEN, *WOMEN, *OLDER_WOMEN}
