"""Direct messages, as events: sent, listed, shown, put away; marks of what was read."""

import msgspec
from starlette.responses import Response

from biztweet.api.errors import ParameterWrong
from biztweet.api.parameters import Parameters
from biztweet.api.twitter.compose import idempotency_key
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.answers import site
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.api.twitter_v1.errors import Missing
from biztweet.api.twitter_v1.present.direct_message import event
from biztweet.kernel.paging import Page
from biztweet.messages.errors import ConversationNotFound, MessageNotFound
from biztweet.messages.model import MessageDraft
from biztweet.messages.read import read
from biztweet.messages.remove import remove
from biztweet.messages.rules import MESSAGES_PER_PERSON
from biztweet.messages.send import send
from biztweet.posts.model import Audience, Source
from biztweet.posts.view import Shared

_MAX_LISTED = 50
_OF_TWO = 2


async def new(ask: Ask) -> Response:
    """Send a message to one person, or into the conversation that a group's message names.

    Raises ParameterWrong.
    """
    wanted = ask.given.inner("event")
    if (kind := wanted.text("type")) not in {None, "message_create"}:
        raise ParameterWrong("type", f"message_create, not {kind}")
    message = wanted.inner("message_create")
    target, data = message.inner("target"), message.inner("message_data")
    words, media_ids = data.text("text") or "", _attached(data)
    if conversation := target.text("conversation_id"):
        draft = MessageDraft(words, conversation_id=as_id(conversation) or 0, media_ids=media_ids)
    else:
        draft = MessageDraft(words, to_ids=(await recipient(ask, target),), media_ids=media_ids)
    return json({"event": event(site(ask), await sent_to(ask, draft), ask.me.id)})


async def listed(ask: Ask) -> Response:
    """The asker's messages, sent and received, newest first; a cursor as long as there are more.

    Raises ParameterWrong.
    """
    page = _page(ask.given)
    ids = await ask.company.conversations.message_ids(ask.me, page)
    more, shown = len(ids) == page.limit, ids[: page.limit - 1]
    views = await ask.company.views.of(ask.me, shown, messages=True)
    answer: dict[str, object] = {"events": [event(site(ask), view.shared, ask.me.id) for view in views]}
    return json(answer | ({"next_cursor": str(shown[-1])} if more else {}))


async def show(ask: Ask) -> Response:
    """One message."""
    return json({"event": event(site(ask), await shared_of(ask, parse.post_id(ask.given)), ask.me.id)})


async def destroy(ask: Ask) -> Response:
    """Put a message away for oneself; the others keep it."""
    shared = await shared_of(ask, parse.post_id(ask.given))
    await remove(ask.company.db, ask.me, shared.post.id)
    return Response(status_code=204)


async def mark_read(ask: Ask) -> Response:
    """All is read up to a message, where one person wrote; in a group, where the message stands.

    Raises ConversationNotFound.
    """
    up_to = parse.post_id(ask.given, "last_read_event_id") or 0
    other = await recipient(ask, ask.given)
    last = await ask.company.views.one(ask.me, up_to, messages=True)
    if last is not None and len(last.shared.addressees) > _OF_TWO:
        conversation_id = last.shared.post.conversation_id
    else:
        between = await ask.company.conversations.between(ask.me, other)
        conversation_id = None if between is None else between.id
    if conversation_id is None:
        raise ConversationNotFound
    await read(ask.company.db, ask.me, conversation_id, up_to)
    return Response(status_code=204)


async def indicate_typing(ask: Ask) -> Response:
    """Nobody is told that somebody types; whom it is for must be there."""
    await recipient(ask, ask.given)
    return Response(status_code=204)


async def recipient(ask: Ask, named: Parameters) -> int:
    """Whom `recipient_id` names. Raises Missing, AccountNotFound."""
    text = named.text("recipient_id")
    if not text:
        raise Missing("recipient_id")
    return (await ask.company.people.one(as_id(text) or 0)).id


async def sent_to(ask: Ask, draft: MessageDraft) -> Shared:
    """Send a draft; the message it became. Raises what `send` does, Missing, QuotaUsedUp."""
    if not draft.text.strip() and not draft.media_ids:
        raise Missing("text")
    here = ask.company
    await here.quotas.spend(MESSAGES_PER_PERSON, str(ask.me.id))
    source = Source(ask.me.app_name, ask.me.app_url)
    draft = msgspec.structs.replace(draft, source=source, idempotency_key=idempotency_key(ask.request))
    return await shared_of(ask, await send(here.db, ask.me, draft, here.message_rules))


async def shared_of(ask: Ask, post_id: int | None) -> Shared:
    """A message that the asker may read. Raises MessageNotFound."""
    view = await ask.company.views.one(ask.me, post_id, messages=True) if post_id is not None else None
    if view is None or view.shared.post.audience is not Audience.direct:
        raise MessageNotFound
    return view.shared


def _attached(data: Parameters) -> tuple[int, ...]:
    attachment = data.inner("attachment")
    if not attachment.values:
        return ()
    if attachment.text("type") != "media":
        raise ParameterWrong("attachment", "of the type media")
    media_id = as_id(attachment.inner("media").text("id") or "")
    if media_id is None:
        raise ParameterWrong("attachment", "a picture that was uploaded")
    return (media_id,)


def _page(given: Parameters) -> Page:
    """`count`, and a cursor that is the last id told; one more tells whether there are more. Raises ParameterWrong."""
    limit = parse.count(given, default=20, most=_MAX_LISTED) + 1
    cursor = given.text("cursor")
    if not cursor:
        return Page(limit=limit)
    before = as_id(cursor)
    if before is None:
        raise ParameterWrong("cursor", "one that was told")
    return Page(limit=limit, before=before)
