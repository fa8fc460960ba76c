"""Messages as v2 shows them: events of a conversation."""

from collections.abc import Iterable
from typing import Any

import msgspec

from biztweet.api.twitter.ids import DIGITS
from biztweet.api.twitter.present import words as w
from biztweet.api.twitter.present.keys import media_key
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter.present.whole import plain, quoting, visible
from biztweet.api.twitter_v2.present.entities import ENTITIES, entities
from biztweet.api.twitter_v2.present.fields import Field, Table, never, shown
from biztweet.api.twitter_v2.present.schema import ID, INSTANT, MEDIA_KEY, TEXT, Schema, choice, many, thing
from biztweet.api.twitter_v2.present.times import instant
from biztweet.messages.model import Conversation, Move, MoveKind
from biztweet.posts.view import Shared

MESSAGE = "MessageCreate"
MOVES = {MoveKind.joined: "ParticipantsJoin", MoveKind.left: "ParticipantsLeave"}
EVENT_TYPES = (MESSAGE, *MOVES.values())
CONVERSATION_ID: Schema = {"type": "string", "pattern": f"^{DIGITS}(-{DIGITS})?$"}


class Said(msgspec.Struct, frozen=True):
    """A message and where it was said."""

    shared: Shared
    conversation: Conversation


class Moved(msgspec.Struct, frozen=True):
    """Who came into a group, or left it."""

    move: Move
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
    "event_type": Field(choice(EVENT_TYPES), lambda _, __: MESSAGE),
    "attachments": Field(thing(media_keys=many(MEDIA_KEY), card_ids=many(ID)), _attachments),
    "created_at": Field(INSTANT, lambda _, said: instant(said.shared.post.created_at)),
    "dm_conversation_id": Field(CONVERSATION_ID, lambda _, said: conversation_id(said.conversation)),
    "entities": Field(ENTITIES, lambda site, said: entities(_words(site, said), [])),
    "participant_ids": never(many(ID)),  # of a message: of moves it tells
    "referenced_tweets": Field(many(thing(["id"], id=ID)), _references),
    "sender_id": Field(ID, lambda _, said: str(said.shared.author.id)),
}
# What of these a move has.
OF_MOVES: Table[Moved] = {
    "id": Field(ID, lambda _, moved: str(moved.move.id)),
    "event_type": Field(choice(EVENT_TYPES), lambda _, moved: MOVES[moved.move.kind]),
    "created_at": Field(INSTANT, lambda _, moved: instant(moved.move.created_at)),
    "dm_conversation_id": Field(CONVERSATION_ID, lambda _, moved: conversation_id(moved.conversation)),
    "participant_ids": Field(many(ID), lambda _, moved: [str(account_id) for account_id in moved.move.moved_ids]),
    "sender_id": Field(ID, lambda _, moved: str(moved.move.actor_id)),
}


DmEvent = Said | Moved


def event(site: Site, names: Iterable[str], each: DmEvent) -> dict[str, Any]:
    """The fields of `names` that there are of a message or a move."""
    if isinstance(each, Said):
        return shown(FIELDS, names, site, each)
    return shown(OF_MOVES, (name for name in names if name in OF_MOVES), site, each)
