"""Conversation: who talks with the viewer, and what was said last."""

from typing import Any

from biztweet.api.mastodon.present.account import account
from biztweet.api.mastodon.site import Site
from biztweet.messages.model import ConversationView


def conversation(site: Site, view: ConversationView, viewer_id: int, last: dict[str, Any]) -> dict[str, Any]:
    """A conversation as `viewer_id` sees it; `last` is its last message. Of a note to oneself the other is oneself."""
    others = [member for member in view.members if member.id != viewer_id] or list(view.members)
    return {
        "id": str(view.id),
        "unread": view.entry.unread,
        "accounts": [account(site, other) for other in others],
        "last_status": last,
    }
