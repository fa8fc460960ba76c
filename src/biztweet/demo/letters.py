"""Letters: what two or a few of the company write each other, which nobody else reads."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime

from biztweet.demo import stock
from biztweet.demo.acts import Write
from biztweet.demo.cast import Cast, tags_of
from biztweet.demo.hours import moments
from biztweet.demo.people import DemoPerson
from biztweet.demo.slots import Slots
from biztweet.demo.stock import Thread

_MAX_CONVERSATIONS = 320
_USUAL_WAIT_SECONDS = 240


def letters(people: Sequence[DemoPerson], pick: random.Random, until: datetime, days: int) -> Iterator[Write]:
    """Conversations of the company's last `days`, two begun by each while there are few; none goes on past `until`.

    In no order; `at_offset_seconds` counts from `until`.
    """
    cast = Cast(people, pick)
    persons = [person for person in people if not person.is_bot]
    beginners = [person for _ in range(2) for person in pick.sample(persons, len(persons))][:_MAX_CONVERSATIONS]
    pick.shuffle(beginners)
    for person, moment in zip(beginners, moments(pick, until, days, len(beginners)), strict=False):
        thread = pick.choice([thread for thread in stock.private(person.language) if _fits(person, thread)])
        yield from _written(pick, cast, thread, person, round((moment - until).total_seconds()))


def _fits(beginner: DemoPerson, thread: Thread) -> bool:
    return thread.cast[thread.parts[0].speaker] <= tags_of(beginner)


def _written(pick: random.Random, cast: Cast, thread: Thread, beginner: DemoPerson, at: int) -> Iterator[Write]:
    """A conversation, as far as it has come by now."""
    speakers = {thread.parts[0].speaker: beginner}
    for name, tags in thread.cast.items():
        if name not in speakers:
            other = cast.someone(tags, [person.handle for person in speakers.values()])
            if other is None:
                return
            speakers[name] = other
    slots = Slots(pick, cast, thread.language, speakers)
    for part in thread.parts:
        if at > 0:
            return
        author = speakers[part.speaker]
        to = tuple(person.handle for person in speakers.values() if person is not author)
        text = slots.fill(part.text, author)
        yield Write(at_offset_seconds=at, author_handle=author.handle, to_handles=to, text=text)
        at += 20 + round(pick.expovariate(1 / _USUAL_WAIT_SECONDS))
