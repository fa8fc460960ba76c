"""Scopes in the words of Mastodon's apps. Source: docs.joinmastodon.org, OAuth Scopes.

They know of no messages: there a message is a status, so whoever may read statuses may read the messages among them.
"""

from collections.abc import Iterable

from biztweet.access.viewer import Viewer
from biztweet.kernel.errors import Invalid

_READ = (
    "accounts", "blocks", "bookmarks", "collections", "favourites", "filters", "follows", "lists", "mutes",
    "notifications", "search", "statuses",
)  # fmt: skip
_WRITE = (
    "accounts", "blocks", "bookmarks", "collections", "conversations", "favourites", "filters", "follows", "lists",
    "media", "mutes", "notifications", "reports", "statuses",
)  # fmt: skip
_ADMIN = tuple(f"{act}{what}" for act in ("read", "write") for what in ("", ":accounts", ":reports"))

KNOWN = (
    "read", *(f"read:{what}" for what in _READ),
    "write", *(f"write:{what}" for what in _WRITE),
    "follow", "push", "profile",
    *(f"admin:{what}" for what in _ADMIN),
)  # fmt: skip
_DEFAULT = "read"
_BESIDES = {"read:statuses": "read:messages", "write:statuses": "write:messages"}


class ScopeInvalid(Invalid):
    """A scope that does not exist, or that the app or the person may not give."""

    def __init__(self) -> None:
        super().__init__("scope", "The requested scope is invalid, unknown, or malformed")


def scopes(text: str | None) -> str:
    """Scopes as they are stored: each once, spaces between; `read` where none is named. Raises ScopeInvalid."""
    named = list(dict.fromkeys((text or "").replace("+", " ").split())) or [_DEFAULT]
    if any(scope not in KNOWN for scope in named):
        raise ScopeInvalid
    return " ".join([*named, *(_BESIDES[scope] for scope in named if scope in _BESIDES)])


def shown(stored: str) -> list[str]:
    """Stored scopes in Mastodon's words."""
    return [scope for scope in stored.split() if scope in KNOWN]


def may_give(viewer: Viewer, wanted: str) -> bool:
    """Whether the person may give an app these scopes: an administrator's only who is one."""
    return viewer.may("admin") or not any(scope.startswith("admin") for scope in wanted.split())


def families(wanted: Iterable[str]) -> list[str]:
    """What a person is told an app will be able to do: the families of its scopes, in the order of their weight."""
    first = {"follow" if scope == "follow" else scope.partition(":")[0] for scope in wanted}
    return [family for family in ("read", "write", "follow", "push", "profile", "admin") if family in first]
