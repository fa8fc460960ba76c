"""Filter, in both versions, its parts, and FilterResult."""

from typing import Any

from biztweet.api.mastodon.present.times import instant
from biztweet.filters.model import Action, Filter, Keyword, Marked, Match


def filter_v2(one: Filter) -> dict[str, Any]:
    """A filter with all that it looks for."""
    return {
        **_head(one),
        "keywords": [keyword(word) for word in one.keywords],
        "statuses": [marked(each) for each in one.posts],
    }


def filter_v1(one: Filter, word: Keyword) -> dict[str, Any]:
    """One keyword, which was a whole filter once."""
    return {
        "id": str(word.id),
        "phrase": word.text,
        "context": [str(context) for context in one.contexts],
        "whole_word": word.whole_word,
        "expires_at": None if one.expires_at is None else instant(one.expires_at),
        "irreversible": one.action is Action.hide,
    }


def keyword(word: Keyword) -> dict[str, Any]:
    """FilterKeyword."""
    return {"id": str(word.id), "keyword": word.text, "whole_word": word.whole_word}


def marked(each: Marked) -> dict[str, Any]:
    """FilterStatus."""
    return {"id": str(each.id), "status_id": str(each.post_id)}


def result(match: Match, post_id: int) -> dict[str, Any]:
    """Why a status was filtered."""
    return {
        "filter": _head(match.filter),
        "keyword_matches": list(match.keywords) or None,
        "status_matches": [str(post_id)] if match.is_marked else None,
    }


def _head(one: Filter) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "title": one.title,
        "context": [str(context) for context in one.contexts],
        "expires_at": None if one.expires_at is None else instant(one.expires_at),
        "filter_action": str(one.action),
    }
