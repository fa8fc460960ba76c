"""Messages are sent: to one person, to a conversation, to a group that begins with them."""

from starlette.responses import Response

from biztweet.api.twitter.compose import idempotency_key
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v2.bodies import NewConversation, NewMessage
from biztweet.api.twitter_v2.calls import Ask, json
from biztweet.api.twitter_v2.dm_events import conversation_of, messages_of
from biztweet.api.twitter_v2.present.dm_event import conversation_id
from biztweet.messages.errors import ConversationNotFound
from biztweet.messages.model import MessageDraft
from biztweet.messages.rules import MESSAGES_PER_PERSON
from biztweet.messages.send import send
from biztweet.posts.model import Source


async def create(ask: Ask) -> Response:
    """Say something to several people; those who talk already go on in the same conversation."""
    sent: NewConversation = ask.body
    return await _send(ask, sent.message, to_ids=tuple(as_id(one) or 0 for one in sent.participant_ids))


async def to_person(ask: Ask) -> Response:
    """Say something to one person."""
    return await _send(ask, ask.body, to_ids=(ask.given["participant_id"],))


async def to_conversation(ask: Ask) -> Response:
    """Say something in a conversation that the asker takes part in. Raises ConversationNotFound."""
    conversation = await conversation_of(ask, ask.given["dm_conversation_id"])
    if conversation is None:
        raise ConversationNotFound
    return await _send(ask, ask.body, talk_id=conversation.id)


async def _send(ask: Ask, sent: NewMessage, to_ids: tuple[int, ...] = (), talk_id: int | None = None) -> Response:
    here = ask.company
    await here.quotas.spend(MESSAGES_PER_PERSON, str(ask.me.id))
    draft = MessageDraft(
        text=sent.text,
        media_ids=tuple(as_id(one.media_id) or 0 for one in sent.attachments),
        source=Source(ask.me.app_name, ask.me.app_url),
        idempotency_key=idempotency_key(ask.request),
        to_ids=to_ids,
        conversation_id=talk_id,
    )
    [made] = await messages_of(ask, [await send(here.db, ask.me, draft, here.message_rules)])
    names = {"dm_conversation_id": conversation_id(made.conversation), "dm_event_id": str(made.shared.post.id)}
    return json(ask, {"data": names}, 201)
