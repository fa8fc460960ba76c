"""Handles: directory logins as a company of some age has them, each given once."""

import random

from biztweet.demo.names import ascii_letters, romanised

_MAX_LENGTH = 20


class Handles:
    """Gives out logins that are unique ignoring case, at most 20 ASCII characters."""

    def __init__(self, pick: random.Random) -> None:
        self._pick = pick
        self._given: set[str] = set()

    def give(self, surname: str, given: str, *, old: bool) -> str:
        """A login: `minsu_kim`, or by the `old` rule `mskim` and `jlee`; numbered if somebody has it."""
        parts = [romanised(syllable) for syllable in given] if not given.isascii() and _hangul(given) else []
        family = romanised(surname, surname=True) if _hangul(surname) else ascii_letters(surname)
        first = "".join(parts) or ascii_letters(given)
        if not old:
            wanted = f"{first}_{family}"
        elif parts and self._pick.random() < 0.7:
            wanted = "".join(part[0] for part in parts) + family
        else:
            wanted = first[0] + family
        return self._free(wanted[:_MAX_LENGTH])

    def _free(self, wanted: str) -> str:
        handle, number = wanted, 2
        while handle in self._given:
            handle = f"{wanted[: _MAX_LENGTH - len(str(number))]}{number}"
            number += 1
        self._given.add(handle)
        return handle


def _hangul(name: str) -> bool:
    return "가" <= name[0] <= "힣"
