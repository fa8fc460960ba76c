"""X's newer vocabulary, in which a tweet is a post: renamed at the edge, so that nothing within knows of it.

It is spoken to who asks in it, and to X's own SDK. Source: X's OpenAPI 2.167 beside 2.166.
"""

from collections.abc import Mapping
from typing import Any

_KEYS = {
    "tweets": "posts",
    "referenced_tweets": "referenced_posts",
    "edit_history_tweet_ids": "edit_history_post_ids",
    "note_tweet": "note_post",
    "pinned_tweet_id": "pinned_post_id",
    "most_recent_tweet_id": "most_recent_post_id",
    "retweet_count": "repost_count",
    "tweet_count": "post_count",
}
_EXPANSIONS = {
    "referenced_posts": "referenced_tweets.id",
    "referenced_posts.author_id": "referenced_tweets.id.author_id",
    "referenced_posts.attachments.media_keys": "referenced_tweets.id.attachments.media_keys",
}
_CLASSIC = {new: classic for classic, new in _KEYS.items()}
_FIELDS, _NEW_FIELDS = "tweet.fields", "post.fields"
SDK = "xdk-"
CLASSIC_PROBLEMS, NEW_PROBLEMS = "https://api.twitter.com/2/problems/", "https://api.x.com/2/problems/"


def is_new(query: Mapping[str, Any], user_agent: str) -> bool:
    """Whether a request speaks the newer vocabulary."""
    return _NEW_FIELDS in query or "post" in str(query.get("expansions", "")) or user_agent.startswith(SDK)


def classic(query: Mapping[str, Any]) -> dict[str, Any]:
    """A query's names and words, as they are called here."""
    return {
        _FIELDS if name == _NEW_FIELDS else name: _words(name, value) if isinstance(value, str) else value
        for name, value in query.items()
    }


def renamed(value: Any) -> Any:  # noqa: ANN401 - whatever JSON may hold
    """An answer in the newer vocabulary."""
    match value:
        case dict():
            return {_KEYS.get(name, name): _renamed(name, inner) for name, inner in value.items()}
        case list():
            return [renamed(inner) for inner in value]
        case _:
            return value


def _renamed(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever JSON may hold
    if name == "type" and isinstance(value, str):
        return value.replace(CLASSIC_PROBLEMS, NEW_PROBLEMS)
    return renamed(value)


def _words(name: str, text: str) -> str:
    if name != "expansions" and not name.endswith(".fields"):
        return text
    known = {**_CLASSIC, **_EXPANSIONS} if name == "expansions" else _CLASSIC
    return ",".join(known.get(word, word) for word in text.split(","))
