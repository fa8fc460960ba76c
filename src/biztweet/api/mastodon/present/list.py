"""List."""

from typing import Any

from biztweet.lists.model import List, Replies

POLICIES = {Replies.followed: "followed", Replies.members: "list", Replies.none: "none"}


def account_list(found: List) -> dict[str, Any]:
    """A list, as its owner sees it; others see none here."""
    return {
        "id": str(found.id),
        "title": found.name,
        "replies_policy": POLICIES[found.replies],
        "exclusive": found.exclusive,
    }
