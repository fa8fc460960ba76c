"""Conversations: the viewer's list, read marks, and what they put away."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.links import links
from biztweet.api.mastodon.present.conversation import conversation
from biztweet.api.mastodon.present.status import status
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import parameters
from biztweet.inject import company
from biztweet.messages import read as reading
from biztweet.messages.model import ConversationView
from biztweet.messages.remove import hide


async def listed(request: Request) -> Response:
    """Conversations, the one with the latest message first; pages go by that message's id."""
    me = await viewer(request, "read:messages")
    here = company(request)
    page = parse.page(await parameters(request))
    standings = await here.conversations.page(me, page)
    views = await here.conversations.views(me, standings)
    pages = links(request, [each.last_message_id for each in standings], page.limit)
    return json([_shown(request, me, view) for view in views], headers=pages)


async def read(request: Request) -> Response:
    """Mark a conversation as read."""
    me = await _changer(request)
    conversation_id = parse.path_id(request)
    await reading.read(company(request).db, me, conversation_id)
    return await _answer(request, me, conversation_id)


async def unread(request: Request) -> Response:
    """Mark its last message as not read."""
    me = await _changer(request)
    conversation_id = parse.path_id(request)
    await reading.unread(company(request).db, me, conversation_id)
    return await _answer(request, me, conversation_id)


async def delete(request: Request) -> Response:
    """Take a conversation out of the list, until something is said in it."""
    me = await _changer(request)
    await hide(company(request).db, me, parse.path_id(request))
    return json({})


async def _changer(request: Request) -> Viewer:
    """Who wants to change a conversation: an app that is not for messages may not, since it sees none of them."""
    me = await viewer(request, "write:conversations")
    me.need("read:messages")
    return me


async def _answer(request: Request, me: Viewer, conversation_id: int) -> Response:
    return json(_shown(request, me, await company(request).conversations.one(me, conversation_id)))


def _shown(request: Request, me: Viewer, view: ConversationView) -> dict[str, object]:
    here = site(request)
    return conversation(here, view, me.id, status(here, view.last))
