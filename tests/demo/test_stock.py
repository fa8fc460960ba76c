"""The written store."""

import random
import re

import pytest

from biztweet.demo import stock
from biztweet.demo.cast import Cast, tags_of
from biztweet.demo.departments import INTERESTS
from biztweet.demo.people import make_people
from biztweet.demo.pictures import KINDS
from biztweet.demo.slots import Slots

PEOPLE = make_people(300)
EVERYTHING = [
    *(thread for language in ("ko", "en") for thread in stock.openings(language)),
    *(thread for language in ("ko", "en", "mixed") for thread in stock.threads(language)),
    *(thread for language in ("ko", "en") for thread in stock.private(language)),
    *(thread for bot in ("deploy_bot", "menu_bot", "build_bot") for thread in stock.bot_posts(bot)),
]


@pytest.mark.parametrize(("language", "posts", "threads"), [("ko", 260, 30), ("en", 190, 28)])
def test_there_is_much_to_say_and_nothing_twice(language: str, posts: int, threads: int) -> None:
    texts = [thread.parts[0].text for thread in (*stock.openings(language), *stock.threads(language))]
    assert len(set(texts)) == len(texts)
    assert len(stock.openings(language)) >= posts
    assert len(stock.threads(language)) >= threads


def test_threads_have_two_to_six_answers_and_each_answers_an_earlier_part() -> None:
    for language in ("ko", "en", "mixed"):
        for thread in stock.threads(language):
            assert 3 <= len(thread.parts) <= 7
            assert all(part.answers is not None and part.answers < at for at, part in enumerate(thread.parts) if at)
            assert {part.speaker for part in thread.parts} == set(thread.cast)


def test_everything_can_be_said_by_somebody_of_the_company() -> None:
    known = frozenset().union(*map(tags_of, PEOPLE)) | {f"interest:{interest}" for interest in INTERESTS}
    wanted = {tag for thread in EVERYTHING for tags in thread.cast.values() for tag in tags}
    wanted |= {tag for thread in EVERYTHING for chain in thread.replies for tag in chain.who}
    assert wanted <= known


def test_every_picture_that_is_named_can_be_drawn() -> None:
    assert {thread.picture for thread in EVERYTHING if thread.picture} <= set(KINDS)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_topic_that_is_named_has_replies(language: str) -> None:
    named = {thread.replies_as for thread in stock.openings(language)}
    assert named - {"none"} <= set(stock.replies(language))


def test_no_slot_is_left_open() -> None:
    pick = random.Random(3)
    cast = Cast(PEOPLE, pick)
    for thread in EVERYTHING:
        speakers = {name: PEOPLE[at] for at, name in enumerate(thread.cast)}
        slots = Slots(pick, cast, thread.language, speakers)
        said = [slots.fill(part.text, speakers[part.speaker]) for part in thread.parts]
        said += [slots.fill(text, PEOPLE[0]) for chain in thread.replies for text in chain.texts]
        assert not [text for text in said if re.search(r"[{}]", text)]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_slot_of_a_reply_is_left_open(language: str) -> None:
    pick = random.Random(3)
    slots = Slots(pick, Cast(PEOPLE, pick), language, {})
    for chains in stock.replies(language).values():
        for chain in chains:
            assert not [text for text in chain.texts if re.search(r"[{}]", slots.fill(text, PEOPLE[0]))]
