"""Queries: Twitter's and Mastodon's operators in one language; from text to a tree and back. Pure.

    words "a phrase" OR -without (groups) #tag @handle $SYMBOL from: to: url: lang: is: has: … since: until: max_id:

Words side by side must all be there; that binds stronger than OR. Source: X's "Build a query" and "Standard operators",
Mastodon's "Search" page.
"""

import re

from biztweet.search.errors import QueryWrong
from biztweet.search.operators import Bounds, Operator
from biztweet.search.parser import CONNECTIVES, MAX_PARTS, Parser, signed
from biztweet.search.tree import All, Node, Query, Word, joined

MAX_QUERY_LENGTH = 1_024  # characters, as X allows


def parse(text: str, *, strict: bool = False, rule: bool = False) -> Query:
    """The query that a text means. Raises QueryWrong.

    `strict` refuses operators that are not known, which else are words like any other. A `rule` looks ahead and stands
    by itself: it can neither say when nor name a list.
    """
    if len(text) > MAX_QUERY_LENGTH:
        raise QueryWrong(f"A query may have {MAX_QUERY_LENGTH:,} characters", MAX_QUERY_LENGTH)
    return Parser(text.replace("“", '"').replace("”", '"'), strict=strict, rule=rule).whole()


def understood(text: str) -> Query:
    """The same for whoever types into a search box: what is no query is taken as words.

    Raises QueryWrong where there are none, or too many characters.
    """
    try:
        return parse(text)
    except QueryWrong:
        words = re.findall(r"[^\s\"“”()]+", text)[:MAX_PARTS] if len(text) <= MAX_QUERY_LENGTH else []
        plain = tuple(Word(word.lstrip("-")) for word in words if word.strip("-") and word not in CONNECTIVES)
        if not plain:
            raise
        return Query(All(plain) if len(plain) > 1 else plain[0])


def narrowed(query: Query, *more: Operator | Bounds | None) -> Query:
    """The same, of which all of `more` must be true as well."""
    facts = [one for one in more if isinstance(one, Operator)]
    bounds = Bounds(query.after, query.before)
    for one in more:
        bounds = bounds.within(one) if isinstance(one, Bounds) else bounds
    return Query(joined(All, [query.wanted, *facts]), bounds.after, bounds.before)


def terms_of(text: str) -> Node | None:
    """Words side by side, of which each may be a #tag, an @handle or a $SYMBOL, and nothing else means anything."""
    parts = tuple(signed(word) or Word(word) for word in text.split()[:MAX_PARTS])
    return All(parts) if len(parts) > 1 else parts[0] if parts else None
