"""Scopes: what an app may do for somebody. Narrow ones are asked for by each route; wide ones hold narrow ones. Pure.

The names are those of docs.joinmastodon.org, "OAuth Scopes", and a few of ours: messages, and `write:replies`.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum

_READ = (
    "accounts", "blocks", "bookmarks", "collections", "favourites", "filters", "follows", "lists", "messages", "mutes",
    "notifications", "search", "statuses",
)  # fmt: skip
# `replies`: to hide others' replies under one's own posts; `search`: to keep searches.
_WRITE = (
    "accounts", "blocks", "bookmarks", "collections", "conversations", "favourites", "filters", "follows", "lists",
    "media", "messages", "mutes", "notifications", "replies", "reports", "search", "statuses",
)  # fmt: skip
_ADMIN = ("accounts", "reports")
_RELATIONS = ("blocks", "follows", "mutes")

READING = frozenset(f"read:{what}" for what in _READ)
WRITING = frozenset(f"write:{what}" for what in _WRITE)
_ADMIN_READING = frozenset(f"admin:read:{what}" for what in _ADMIN)
_ADMIN_WRITING = frozenset(f"admin:write:{what}" for what in _ADMIN)
MESSAGES = frozenset({"read:messages", "write:messages"})
NARROW = READING | WRITING | _ADMIN_READING | _ADMIN_WRITING | {"push", "profile"}

# Which narrow ones a wide one holds. `follow` is of Mastodon's early days; `profile` is one's own account.
_HELD: Mapping[str, AbstractSet[str]] = {
    "read": READING | {"profile"},
    "read:accounts": {"profile"},
    "write": WRITING,
    "follow": {f"{act}:{what}" for act in ("read", "write") for what in _RELATIONS},
    "admin:read": _ADMIN_READING,
    "admin:write": _ADMIN_WRITING,
    "admin": _ADMIN_READING | _ADMIN_WRITING | {"admin:read", "admin:write"},
}
OFFLINE = "offline"
"""To be given a secret that renews the token; no route needs it."""

KNOWN = NARROW | _HELD.keys() | {OFFLINE}
_HOLDERS = {scope: frozenset({scope, *(wide for wide, held in _HELD.items() if scope in held)}) for scope in KNOWN}


class Level(StrEnum):
    """The three things that an app of a developer's may be: each holds the one before it."""

    read = "read"
    write = "write"
    messages = "messages"

    @property
    def scopes(self) -> frozenset[str]:
        """What the level holds: all that people and posts are, without messages; to change it; and messages too."""
        return _LEVELS[self]


_LEVELS = {
    Level.read: (READING - MESSAGES) | {"profile", OFFLINE},
    Level.write: ((READING | WRITING) - MESSAGES) | {"profile", "push", OFFLINE},
    Level.messages: frozenset({"read", "write", "follow", "push", "profile", OFFLINE}),
}


def holds(given: AbstractSet[str], scope: str) -> bool:
    """Whether `scope`, or a wider one that holds it, is among those given. KeyError for one that does not exist."""
    return not _HOLDERS[scope].isdisjoint(given)


def within(wanted: Iterable[str], given: AbstractSet[str]) -> bool:
    """Whether each of those wanted is held by those given."""
    return all(holds(given, scope) for scope in wanted)


def level_of(given: AbstractSet[str]) -> Level:
    """The highest level of which something is given that the ones below have not."""
    if not MESSAGES.isdisjoint(given) or within(MESSAGES, given):
        return Level.messages
    return Level.write if any(holds(given, scope) for scope in WRITING - MESSAGES) else Level.read
