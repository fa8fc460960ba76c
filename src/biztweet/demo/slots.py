"""Slots: what stands in braces in the stock, and how it is filled.

`{place}` a word of the stock's list · `{3-9}` a number · `{@}`, `{@platform}`, `{@same}` a mention of somebody, of
that department, of the author's · `{@B}`, `{B}` a mention or the given name of one of the cast · `{myname}`,
`{mydept}`, `{dept}` the author's name and department, another department · any of them with `이/가` and the like.
"""

import random
import re
from collections.abc import Mapping

from biztweet.demo import stock
from biztweet.demo.cast import Cast
from biztweet.demo.departments import DEPARTMENTS
from biztweet.demo.particles import particle
from biztweet.demo.people import DemoPerson

_SLOT = re.compile(r"\{(@?)([A-Za-z_:]*|\d+-\d+)([가-힣]+/[가-힣]+)?\}")


class Slots:
    """Fills the slots of one conversation: the same slot has the same word in all its posts."""

    def __init__(self, pick: random.Random, cast: Cast, language: str, speakers: Mapping[str, DemoPerson]) -> None:
        self._pick = pick
        self._cast = cast
        self._words = stock.words(language)
        self._speakers = speakers
        self._language = language
        self._filled: dict[str, tuple[str, str]] = {}

    def fill(self, text: str, author: DemoPerson) -> str:
        """The text with its slots filled, as `author` says it."""

        def filled(slot: re.Match[str]) -> str:
            name = slot[1] + slot[2]
            if name not in self._filled or name in {"myname", "mydept"}:
                self._filled[name] = self._word(slot[1], slot[2], author)
            written, spoken = self._filled[name]
            return written + particle(spoken, slot[3]) if slot[3] else written

        return _SLOT.sub(filled, text)

    def _word(self, at: str, name: str, author: DemoPerson) -> tuple[str, str]:
        """What is written, and the word that decides on the particle."""
        if name in self._speakers:
            person = self._speakers[name]
            return (f"@{person.handle}" if at else person.given_name), person.name
        if at:
            return self._mention(name, author)
        if name in {"myname", "mydept"}:
            word = author.name if name == "myname" else author.department
        elif name == "dept":
            word = self._pick.choice([place.name for place in DEPARTMENTS if place.name != author.department])
        elif name in self._words:
            word = self._pick.choice(self._words[name])
        else:
            low, _, high = name.partition("-")
            word = str(self._pick.randint(int(low), int(high)))
        return word, word

    def _mention(self, tag: str, author: DemoPerson) -> tuple[str, str]:
        wanted = {author.department_key} if tag == "same" else {tag} if tag else set()
        but = {author.handle, *(person.handle for person in self._speakers.values())}
        person = self._cast.someone(frozenset({*wanted, self._language}), but) or author
        return f"@{person.handle}", person.name
