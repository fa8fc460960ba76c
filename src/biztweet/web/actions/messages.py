"""What can be done with a message, and with a whole conversation."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.messages.errors import MessageNotFound
from biztweet.messages.leave import leave
from biztweet.messages.read import read, unread
from biztweet.messages.remove import delete, hide, remove
from biztweet.web.answers import fragment, see_other
from biztweet.web.forms import an_id
from biztweet.web.visit import visit

Handler = Callable[[Request], Awaitable[Response]]
Verb = Callable[[Database, Viewer, int], Awaitable[object]]

MESSAGE_VERBS: dict[str, Verb] = {"remove": remove, "delete": delete}
CONVERSATION_VERBS: dict[str, Verb] = {"read": read, "unread": unread, "hide": hide, "leave": leave}


def on_message(name: str) -> Handler:
    """The handler of what is done with one message; it is gone afterwards, and its conversation stays open.

    The handler raises MessageNotFound.
    """

    async def treat(request: Request) -> Response:
        here = await visit(request)
        message_id = an_id(request.path_params["id"])
        view = await here.company.views.one(here.viewer, message_id, messages=True)
        conversation_id = None if view is None else view.shared.post.conversation_id
        if conversation_id is None:
            raise MessageNotFound
        await MESSAGE_VERBS[name](here.company.db, here.viewer, message_id)
        if here.by_htmx:
            return fragment(b"")
        left = await here.company.conversations.seen_by(here.viewer.id, conversation_id)
        return see_other("/messages" if left is None else f"/messages/{conversation_id}")

    return treat


def on_conversation(name: str) -> Handler:
    """The handler of what is done with a whole conversation: afterwards one stands before the list again."""

    async def keep(request: Request) -> Response:
        here = await visit(request)
        conversation_id = an_id(request.path_params["id"])
        await CONVERSATION_VERBS[name](here.company.db, here.viewer, conversation_id)
        if here.by_htmx and name == "read":
            return fragment(b"")
        back = f"/messages/{conversation_id}" if name == "read" else "/messages"
        return fragment(b"", HX_Redirect=back) if here.by_htmx else see_other(back)

    return keep
