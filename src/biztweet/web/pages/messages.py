"""Messages: one's conversations, and one of them with what was said in it."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.model import Account
from biztweet.messages.errors import ConversationNotFound
from biztweet.messages.model import ConversationView
from biztweet.messages.read import read
from biztweet.web.answers import fragment, once, see_other
from biztweet.web.forms import an_id
from biztweet.web.paging import asked, below, empty, older_than
from biztweet.web.visit import Visit, visit

_PAGE, _PARTS = "pages/conversation.html", "components/letters.html"
_NOTHING = ("mail", "No messages yet", "Begin on the page of whom you want to write to.", "/search", "Search people")


async def messages(request: Request) -> Response:
    """GET /messages: the list, the conversation with the newest message first."""
    here = await visit(request)
    standings = await here.company.conversations.page(here.viewer, asked(request))
    talks = await here.company.conversations.views(here.viewer, standings)
    older = older_than(request, [standing.last_message_id for standing in standings])
    first = "before" not in request.query_params and not talks
    rows = "".join(_part(here, "talk", talk, others(here, talk.members)) for talk in talks).encode()
    end = below(here, older, lambda: empty(here, *_NOTHING), first=first)
    if here.by_htmx:
        return fragment(rows + end)
    return await once(here, "pages/messages.html", {"talks": rows, "older": end}, frame=here.frame("messages"))


async def conversation(request: Request) -> Response:
    """GET /messages/{id}: its newest messages; looking at them marks it as read."""
    here = await visit(request)
    talk = await here.company.conversations.one(here.viewer, an_id(request.path_params["id"]))
    ids = await here.company.conversations.message_ids(here.viewer, asked(request), conversation_id=talk.id)
    views = await here.company.views.of(here.viewer, ids[::-1], messages=True)
    if "before" not in request.query_params:
        await read(here.company.db, here.viewer, talk.id)
    letters = "".join(_part(here, "letter", view.shared, view.mine) for view in views).encode()
    return await _shown(here, talk.members, letters, older_than(request, ids), talk)


async def begin(request: Request) -> Response:
    """GET /@{handle}/message: the conversation with somebody, or an empty one to begin it."""
    here = await visit(request)
    account = await here.company.people.by_handle(request.path_params["handle"])
    known = await here.company.conversations.between(here.viewer, account.id)
    try:
        if known is not None:
            return see_other(f"/messages/{(await here.company.conversations.one(here.viewer, known.id)).id}")
    except ConversationNotFound:
        pass  # all of it was removed from the viewer's box: it begins anew
    return await _shown(here, (account, here.me), b"", None)


async def mark_read(request: Request) -> Response:
    """POST /messages/{id}/read: what arrived while the conversation was open."""
    here = await visit(request)
    conversation_id = an_id(request.path_params["id"])
    await read(here.company.db, here.viewer, conversation_id)
    return fragment(b"") if here.by_htmx else see_other(f"/messages/{conversation_id}")


def others(here: Visit, members: Sequence[Account]) -> list[Account]:
    """Whom the viewer talks with: themselves in notes to oneself."""
    return [member for member in members if member.id != here.me.id] or [here.me]


async def _shown(
    here: Visit, members: Sequence[Account], letters: bytes, older: str | None, talk: ConversationView | None = None
) -> Response:
    with_whom = others(here, members)
    return await once(
        here,
        _PAGE,
        {"letters": letters},
        frame=here.frame("messages"),
        talk=talk,
        people=with_whom,
        names=", ".join(person.name for person in with_whom),
        alone=with_whom == [here.me],
        older=older,
        limit=here.company.message_rules.text.limit,
    )


def _part(here: Visit, macro: str, *values: object) -> str:
    return here.face.templates.macro(here.locale, _PARTS, macro, *values)
