"""Messages of two as v1.1 shows them: as an event, and in the older form of an object with both people in it."""

from typing import Any

from biztweet.accounts.model import Account
from biztweet.api.twitter.present import words as w
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter.present.whole import plain, quoting, visible
from biztweet.api.twitter_v1.present.media import pictures
from biztweet.api.twitter_v1.present.times import date
from biztweet.api.twitter_v1.present.user import user
from biztweet.posts.view import Shared

_MILLISECOND = 1_000


def event(site: Site, shared: Shared) -> dict[str, Any]:
    """A DirectMessageEvent of the type `message_create`."""
    text, named, attached = _said(site, shared)
    data: dict[str, Any] = {"text": text, "entities": named}
    if attached:
        data["attachment"] = {"type": "media", "media": attached[0]}
    return {
        "type": "message_create",
        "id": str(shared.post.id),
        "created_timestamp": str(shared.post.created_at // _MILLISECOND),
        "message_create": {
            "target": {"recipient_id": str(recipient(shared).id)},
            "sender_id": str(shared.author.id),
            "message_data": data,
        },
    }


def message(site: Site, shared: Shared) -> dict[str, Any]:
    """A Direct Message as it was before events, and as streams still tell of it."""
    text, named, attached = _said(site, shared)
    to, sender = recipient(shared), shared.author
    return {
        "created_at": date(shared.post.created_at),
        "id": shared.post.id,
        "id_str": str(shared.post.id),
        "text": text,
        "entities": named | ({"media": attached} if attached else {}),
        "sender": user(site, sender),
        "sender_id": sender.id,
        "sender_id_str": str(sender.id),
        "sender_screen_name": sender.handle,
        "recipient": user(site, to),
        "recipient_id": to.id,
        "recipient_id_str": str(to.id),
        "recipient_screen_name": to.handle,
    }


def recipient(shared: Shared) -> Account:
    """The other of two; of a note to oneself, its author."""
    return next((account for account in shared.addressees if account.id != shared.author.id), shared.author)


def _said(site: Site, shared: Shared) -> tuple[str, dict[str, Any], list[dict[str, Any]]]:
    """The text, what it names, and its pictures, whose first one's address stands at the end of the text."""
    words = quoting(site, shared, plain(site, shared))
    shown = visible(shared)
    if not shown:
        return w.escaped(words.text), w.entities(words), []
    url = site.picture(shown[0].key, shown[0].large.name)
    words = words.linked(url)
    named, text = w.entities(words), w.escaped(words.text)
    indices = named["urls"][-1]["indices"]
    return text, named, pictures(site, shown, url, indices, alt_text=True)
