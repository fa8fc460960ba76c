"""Rulebook: thousands of rules, of which a post is held against few: those that share a token with it. Pure.

Each rule stands under tokens of which a document must hold at least one to match; facts that nearly every post has
(its language, that it has a link) are taken only where there is nothing better.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import Generic, TypeVar

from biztweet.ports.index import Either, Every, Expression, Term
from biztweet.search.match import Held

K = TypeVar("K", bound=Hashable)

_COMMON = (":lang:", ":is:", ":has:")
_Handle = tuple[str, bool]  # a token, and whether it need only begin so


class Rulebook(Generic[K]):
    """Rules by keys of the caller's own."""

    def __init__(self) -> None:
        self._rules: dict[K, tuple[int, Expression]] = {}
        self._entered = 0
        self._exact: defaultdict[str, set[K]] = defaultdict(set)
        self._open: defaultdict[str, set[K]] = defaultdict(set)
        self.asked = 0  # how many rules a post was held against, all in all

    def __len__(self) -> int:
        return len(self._rules)

    def put(self, key: K, wanted: Expression) -> None:
        """Enter a rule, in place of what stood under its key."""
        self.remove(key)
        self._entered += 1
        self._rules[key] = self._entered, wanted
        for token, is_open in handles(wanted):
            (self._open if is_open else self._exact)[token].add(key)

    def remove(self, key: K) -> None:
        """Take a rule out, if it is there."""
        _, wanted = self._rules.pop(key, (0, None))
        for token, is_open in handles(wanted) if wanted is not None else ():
            book = self._open if is_open else self._exact
            book[token].discard(key)
            if not book[token]:
                del book[token]

    def matching(self, tokens: Sequence[str]) -> list[K]:
        """The keys of the rules that a document matches, in the order in which they were entered."""
        held = Held(tokens)
        candidates = {key for token in held.sorted for key in self._named_by(token)}
        self.asked += len(candidates)
        matched = [key for key in candidates if held.holds(self._rules[key][1])]
        return sorted(matched, key=lambda key: self._rules[key][0])

    def _named_by(self, token: str) -> Iterator[K]:
        yield from self._exact.get(token, ())
        if self._open:
            for end in range(1, len(token) + 1):
                yield from self._open.get(token[:end], ())


def handles(wanted: Expression) -> frozenset[_Handle]:
    """Tokens of which every document that holds what is wanted has at least one."""
    match wanted:
        case Term(tokens, is_open):
            whole = tokens[:-1] if is_open else tokens
            return frozenset({(max(whole, key=len), False)} if whole else {(tokens[0], True)})
        case Either(parts):
            return frozenset().union(*map(handles, parts))
        case Every(parts):
            return min(map(handles, parts), key=_burden)


def _burden(found: frozenset[_Handle]) -> tuple[int, int]:
    """Fewer posts come by rare tokens, and by few of them."""
    return sum(token.startswith(_COMMON) for token, _ in found), len(found)
