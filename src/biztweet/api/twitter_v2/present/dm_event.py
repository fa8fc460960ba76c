"""Messages as v2 shows them: events of a conversation."""

from typing import Any

import msgspec

from biztweet.api.twitter.ids import DIGITS
from biztweet.api.twitter.present import words as w
from biztweet.api.twitter.present.keys import media_key
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter.present.whole import plain, quoting, visible
from biztweet.api.twitter_v2.present.entities import ENTITIES, entities
from biztweet.api.twitter_v2.present.fields import Field, Table, never
from biztweet.api.twitter_v2.present.schema import ID, INSTANT, MEDIA_KEY, TEXT, Schema, choice, many, thing
from biztweet.api.twitter_v2.present.times import instant
from biztweet.messages.model import Conversation
from biztweet.posts.view import Shared

# Of these there are only messages here: who joins or leaves is not told.
EVENT_TYPES = ("MessageCreate", "ParticipantsJoin", "ParticipantsLeave")
CONVERSATION_ID: Schema = {"type": "string", "pattern": f"^{DIGITS}(-{DIGITS})?$"}


class Said(msgspec.Struct, frozen=True):
    """A message and where it was said."""

    shared: Shared
    conversation: Conversation


def conversation_id(conversation: Conversation) -> str:
    """Both people's ids, the smaller first; for a group an id of its own."""
    named = None if conversation.is_group else conversation.key
    return named or str(conversation.id)


def _words(site: Site, said: Said) -> w.Words:
    return quoting(site, said.shared, plain(site, said.shared))


def _references(_: Site, said: Said) -> list[dict[str, str]] | None:
    quoted_id = said.shared.post.quote_of_id
    return None if quoted_id is None else [{"id": str(quoted_id)}]


def _attachments(_: Site, said: Said) -> dict[str, Any] | None:
    media = visible(said.shared)
    return {"media_keys": [media_key(one) for one in media]} if media else None


DEFAULT = ("id", "text", "event_type")
FIELDS: Table[Said] = {
    "id": Field(ID, lambda _, said: str(said.shared.post.id)),
    "text": Field(TEXT, lambda site, said: w.escaped(_words(site, said).text)),
    "event_type": Field(choice(EVENT_TYPES), lambda _, __: EVENT_TYPES[0]),
    "attachments": Field(thing(media_keys=many(MEDIA_KEY), card_ids=many(ID)), _attachments),
    "created_at": Field(INSTANT, lambda _, said: instant(said.shared.post.created_at)),
    "dm_conversation_id": Field(CONVERSATION_ID, lambda _, said: conversation_id(said.conversation)),
    "entities": Field(ENTITIES, lambda site, said: entities(_words(site, said), [])),
    "participant_ids": never(many(ID)),
    "referenced_tweets": Field(many(thing(["id"], id=ID)), _references),
    "sender_id": Field(ID, lambda _, said: str(said.shared.author.id)),
}
