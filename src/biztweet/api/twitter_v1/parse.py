"""Requests to our own words: pages, cursors, ids, looks. Twitter's ids are whole numbers of 63 bits."""

from typing import TypeVar

from biztweet.api.errors import ParameterWrong
from biztweet.api.parameters import Parameters
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v1.errors import Missing, TooManyTerms
from biztweet.api.twitter_v1.present.status import COMPAT, Look
from biztweet.kernel.ids import MAX_ID
from biztweet.kernel.paging import Page

T = TypeVar("T")

MAX_TERMS = 100


def look(given: Parameters) -> Look:
    """Which form of a Status is asked for."""
    if not given.values:
        return COMPAT
    wants_entities = given.flag("include_entities")
    return Look(
        extended=given.text("tweet_mode") == "extended",
        trim_user=bool(given.flag("trim_user")),
        entities=wants_entities is not False,
        alt_text=bool(given.flag("include_ext_alt_text")),
    )


def page(given: Parameters, *, default: int = 20, most: int = 200) -> Page:
    """`since_id`, `max_id`, `count`. v1.1 counts max_id in; our pages do not. Raises ParameterWrong."""
    if not given.values:
        return Page(limit=default)
    max_id, since_id = given.number("max_id"), given.number("since_id")
    return Page(
        limit=count(given, default=default, most=most),
        before=MAX_ID if max_id is None else min(max(max_id + 1, 0), MAX_ID),
        after=min(max(since_id or 0, 0), MAX_ID),
    )


def count(given: Parameters, *, default: int, most: int) -> int:
    """How many are asked for, within bounds. Raises ParameterWrong."""
    wanted = given.number("count")
    return default if wanted is None else min(max(wanted, 1), most)


def post_id(given: Parameters, name: str = "id") -> int | None:
    """The id of a status, None for what cannot be one. Raises Missing."""
    text = given.text(name)
    if not text:
        raise Missing(name)
    return as_id(text)


def terms(given: Parameters, name: str) -> list[str]:
    """What stands between commas, or in a JSON list. Raises TooManyTerms."""
    found = [term for text in given.texts(name) for part in text.split(",") if (term := part.strip())]
    if len(found) > MAX_TERMS:
        raise TooManyTerms
    return found


def ids(given: Parameters, name: str) -> list[int]:
    """Ids between commas; what cannot be one is left out. Raises TooManyTerms."""
    return [found for term in terms(given, name) if (found := as_id(term)) is not None]


def media_ids(given: Parameters) -> tuple[int, ...]:
    """The pictures of a draft, in order. Raises ParameterWrong for what cannot be one."""
    wanted = terms(given, "media_ids")
    found = ids(given, "media_ids")
    if len(found) < len(wanted):
        raise ParameterWrong("media_ids", "a list of ids")
    return tuple(found)


def cursor(given: Parameters, *, default: int, most: int) -> Page:
    """A page of a list with cursors: -1 begins, a positive one goes on, a negative one goes back.

    One more than asked for tells whether there are more. Raises ParameterWrong.
    """
    at = given.number("cursor")
    limit = count(given, default=default, most=most) + 1
    if at is None or at == -1:
        return Page(limit=limit)
    if at < 0:
        return Page(limit=limit, after=min(-at, MAX_ID), nearest=True)
    return Page(limit=limit, before=min(at, MAX_ID))
