"""Scopes in the words of Twitter's API v2, and ours. Source: X's "OAuth 2.0 Authorization Code Flow with PKCE"."""

from biztweet.access.scopes import OFFLINE, within
from biztweet.api.oauth.scopes import ScopeInvalid

# No two share one of ours, so that what was granted can be said in Twitter's words again.
_OURS = {
    "tweet.read": ("read:statuses", "read:search"),
    "tweet.write": ("write:statuses", "write:search"),
    "tweet.moderate.write": ("write:replies",),
    "users.read": ("read:accounts",),
    "follows.read": ("read:follows",),
    "follows.write": ("write:follows",),
    "offline.access": (OFFLINE,),
    "mute.read": ("read:mutes",),
    "mute.write": ("write:mutes",),
    "like.read": ("read:favourites",),
    "like.write": ("write:favourites",),
    "list.read": ("read:lists",),
    "list.write": ("write:lists",),
    "block.read": ("read:blocks",),
    "block.write": ("write:blocks",),
    "bookmark.read": ("read:bookmarks",),
    "bookmark.write": ("write:bookmarks",),
    "dm.read": ("read:messages",),
    "dm.write": ("write:messages",),
    "media.write": ("write:media",),
}
KNOWN = tuple(_OURS)


def scopes(text: str | None) -> str:
    """Scopes as they are stored. Raises ScopeInvalid, for none at all too."""
    named = list(dict.fromkeys((text or "").split()))
    if not named or any(scope not in _OURS for scope in named):
        raise ScopeInvalid
    return " ".join(ours for scope in named for ours in _OURS[scope])


def shown(stored: str) -> list[str]:
    """Stored scopes in Twitter's words."""
    given = frozenset(stored.split())
    return [word for word, ours in _OURS.items() if within(ours, given)]
