"""Messages as v1.1 shows them: as an event, and in the older form of an object with sender and recipient in it.

Twitter's v1.1 knew no groups. One of a group's messages goes to its reader, as far as a client knows; which group it
was said in, and to whom besides, stands beside that, for clients of ours.
"""

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
_OF_TWO = 2


def event(site: Site, shared: Shared, reader_id: int) -> dict[str, Any]:
    """A DirectMessageEvent of the type `message_create`, as one of the addressees reads it."""
    text, named, attached = _said(site, shared)
    data: dict[str, Any] = {"text": text, "entities": named}
    if attached:
        data["attachment"] = {"type": "media", "media": attached[0]}
    return {
        "type": "message_create",
        "id": str(shared.post.id),
        "created_timestamp": str(shared.post.created_at // _MILLISECOND),
        "message_create": {
            "target": {"recipient_id": str(recipient(shared, reader_id).id), **_group(shared)},
            "sender_id": str(shared.author.id),
            "message_data": data,
        },
    }


def message(site: Site, shared: Shared, reader_id: int | None = None) -> dict[str, Any]:
    """A Direct Message as it was before events, and as streams still tell of it, to all who hear of it alike."""
    text, named, attached = _said(site, shared)
    to, sender = recipient(shared, reader_id), shared.author
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
        **_group(shared),
    }


def recipient(shared: Shared, reader_id: int | None = None) -> Account:
    """The other of two; in a group its reader, or, for what they said themselves, the first of the others.

    Of a note to oneself, its author.
    """
    others = [account for account in shared.addressees if account.id != shared.author.id]
    return next((account for account in others if account.id == reader_id), others[0] if others else shared.author)


def _group(shared: Shared) -> dict[str, Any]:
    if len(shared.addressees) <= _OF_TWO:
        return {}
    others = [str(account.id) for account in shared.addressees if account.id != shared.author.id]
    return {"conversation_id": str(shared.post.conversation_id), "recipient_ids": others}


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
