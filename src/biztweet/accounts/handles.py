"""Handles: short ASCII names made from directory logins, once and for ever."""

import re
from collections.abc import Collection

MAX_LENGTH = 20
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,20}\Z")

# First words of our own addresses; `root` or `admin` are ordinary logins.
RESERVED = frozenset(
    {
        "1", "2", "api", "oauth", "oauth2", "i", "nodeinfo", "scim", "media", "static", "login", "logout", "auth",
        "settings", "posts", "tags", "hashtag", "home", "live", "bookmarks", "notifications", "search", "explore",
        "healthz", "readyz", "metrics", "invitation", "demo", "design", "apps", "messages", "lists", "about",
    }
)  # fmt: skip


def may_be_handle(text: str) -> bool:
    """Whether `text` has the shape of a handle and is no reserved word."""
    return _HANDLE.match(text) is not None and text.lower() not in RESERVED


def key(handle: str) -> str:
    """How handles compare: without case."""
    return handle.lower()


def handle_for(login: str, taken: Collection[str]) -> str:
    """A free handle for a directory login: other characters become `_`, what is long or taken is cut and numbered.

    `taken` holds the keys of handles that stand.
    """
    wish = re.sub(r"[^A-Za-z0-9_]", "_", login.split("@", maxsplit=1)[0])[:MAX_LENGTH] or "_"
    handle, number = wish, 1
    while key(handle) in taken or handle.lower() in RESERVED:
        number += 1
        handle = f"{wish[: MAX_LENGTH - len(str(number))]}{number}"
    return handle
