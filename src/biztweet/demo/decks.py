"""Decks: texts drawn in a shuffled order, so that nothing comes back before the rest has been seen."""

import random
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from biztweet.demo.stock import Thread

T = TypeVar("T")


class Deck(Generic[T]):
    """A shuffled pile that is dealt from the top and shuffled anew when it runs low."""

    def __init__(self, pick: random.Random, cards: Sequence[T], keeps: Callable[[T], bool] | None = None) -> None:
        """`keeps` tells which cards go back into the pile after they were dealt; all do, if it is not given."""
        self._pick = pick
        self._keeps = keeps
        self._pile = list(cards)
        self._dealt: list[T] = []
        self._low = len(self._pile) // 6
        pick.shuffle(self._pile)

    def deal(self, fits: Callable[[T], bool]) -> T | None:
        """The next card that fits; None if there is none."""
        if len(self._pile) <= self._low:
            self._pick.shuffle(self._dealt)
            self._pile += self._dealt
            self._dealt = []
        for at, card in enumerate(self._pile):
            if fits(card):
                del self._pile[at]
                if self._keeps is None or self._keeps(card):
                    self._dealt.append(card)
                return card
        return None


def fits(thread: Thread, now: frozenset[str], *, strict: bool) -> bool:
    """Whether something may be said at a moment named as by `hours.named`.

    Not `strict`: as if it were a working day, so that a demo at night is not silent.
    """
    days = thread.when & {"mon", "fri", "weekend"}
    parts = thread.when & {"am", "noon", "pm", "evening"}
    if not strict:
        return not days - now and not (parts and not parts & now)
    if "weekend" in now:
        return "weekend" in days or ("any" in thread.when and not days and not parts)
    if days and not days & now:
        return False
    return bool(parts & now) if parts else "any" in thread.when or "evening" not in now
