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

LETTER_VERBS: dict[str, Verb] = {"remove": remove, "delete": delete}
TALK_VERBS: dict[str, Verb] = {"read": read, "unread": unread, "hide": hide, "leave": leave}


def treating(name: str) -> Handler:
    """The handler of what is done with one message; it is gone afterwards, and its conversation stays open.

    The handler raises MessageNotFound.
    """

    async def treat(request: Request) -> Response:
        here = await visit(request)
        letter_id = an_id(request.path_params["id"])
        view = await here.company.views.one(here.viewer, letter_id, messages=True)
        talk_id = None if view is None else view.shared.post.conversation_id
        if talk_id is None:
            raise MessageNotFound
        await LETTER_VERBS[name](here.company.db, here.viewer, letter_id)
        if here.by_htmx:
            return fragment(b"")
        left = await here.company.conversations.seen_by(here.viewer.id, talk_id)
        return see_other("/messages" if left is None else f"/messages/{talk_id}")

    return treat


def keeping(name: str) -> Handler:
    """The handler of what is done with a whole conversation: afterwards one stands before the list again."""

    async def keep(request: Request) -> Response:
        here = await visit(request)
        talk_id = an_id(request.path_params["id"])
        await TALK_VERBS[name](here.company.db, here.viewer, talk_id)
        if here.by_htmx and name == "read":
            return fragment(b"")
        back = f"/messages/{talk_id}" if name == "read" else "/messages"
        return fragment(b"", HX_Redirect=back) if here.by_htmx else see_other(back)

    return keep
