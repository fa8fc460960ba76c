"""Match: does a document hold what is wanted? The plain answer, which index and rulebook are held to. Pure."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from biztweet.ports.index import Either, Every, Expression, Term


class Held:
    """A document, ready to be asked."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tuple(tokens)
        self.sorted = sorted(set(tokens))
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, token in enumerate(tokens):
            self._places[token].append(place)

    def holds(self, wanted: Expression) -> bool:
        """Whether it holds what is wanted."""
        match wanted:
            case Term():
                return self._has(wanted)
            case Every(parts, without):
                return all(map(self.holds, parts)) and not any(map(self.holds, without))
            case Either(parts):
                return any(map(self.holds, parts))

    def _has(self, term: Term) -> bool:
        first, *rest = term.tokens
        if not rest:
            return self._begins(first) if term.open else first in self._places
        return any(self._follow(place + 1, rest, is_open=term.open) for place in self._places.get(first, ()))

    def _begins(self, start: str) -> bool:
        at = bisect_left(self.sorted, start)
        return at < len(self.sorted) and self.sorted[at].startswith(start)

    def _follow(self, place: int, tokens: Sequence[str], *, is_open: bool) -> bool:
        *middle, last = tokens
        there = self.tokens[place : place + len(tokens)]
        if len(there) < len(tokens) or list(there[:-1]) != middle:
            return False
        return there[-1].startswith(last) if is_open else there[-1] == last
