"""Messages: one's conversations, beside them one that is open, and a search through all that was said."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.model import Account
from biztweet.kernel.errors import Invalid
from biztweet.kernel.paging import Page
from biztweet.messages.model import ConversationView, MessageDraft
from biztweet.messages.read import read
from biztweet.messages.rules import SEARCHES
from biztweet.messages.search import found
from biztweet.posts.view import PostView
from biztweet.web import conversations
from biztweet.web.answers import fragment, once, see_other
from biztweet.web.forms import an_id
from biztweet.web.paging import POSTS_A_PAGE, asked, below, empty, older_than
from biztweet.web.sentences import sentence_of
from biztweet.web.visit import Visit, visit

_PAGE = "pages/conversation.html"
_NOTHING = ("mail", "No messages yet", "Write to one colleague or to a few; nobody else reads it.")
_NOT_FOUND = ("search", "Nothing found", "Only your own messages are looked through. Try fewer or shorter words.")
_MAX_SEARCH_LENGTH = 100


async def messages(request: Request) -> Response:
    """GET /messages: the list, the conversation with the newest message first; `?q=` looks for words in all of them."""
    here = await visit(request)
    typed = request.query_params.get("q", "").strip()[:_MAX_SEARCH_LENGTH]
    holes = await _found(request, here, typed) if typed else await _listed(request, here)
    if here.by_htmx:
        return fragment(holes["conversations"] + holes["older"])
    return await once(here, "pages/messages.html", holes, frame=here.frame("messages"), q=typed)


async def conversation(request: Request) -> Response:
    """GET /messages/{id}: its newest messages; looking at them marks it as read. `?before=` shows older ones."""
    here = await visit(request)
    conversation = await here.company.conversations.one(here.viewer, an_id(request.path_params["id"]))
    views, older = await _said(request, here, conversation)
    drawn = conversations.messages(here, views, conversation.entry.last_read_id)
    newest = "before" not in request.query_params
    if here.by_htmx and not newest:
        way = here.face.templates.macro(here.locale, "components/messages.html", "older_messages", older)
        return fragment(way.encode() + drawn)
    if newest:
        await read(here.company.db, here.viewer, conversation.id)
    text = request.query_params.get("text", "")
    return await shown(
        here, conversation.members, drawn, conversation=conversation, older=older, newest=newest, text=text
    )


async def begin(request: Request) -> Response:
    """GET /@{handle}/message: the conversation with somebody, or an empty one to begin it."""
    here = await visit(request)
    account = await here.company.people.by_handle(request.path_params["handle"])
    if (known := await open_with(here, [account.id])) is not None:
        return see_other(f"/messages/{known}")
    return await shown(here, (account, here.me), b"")


async def open_with(here: Visit, account_ids: Sequence[int]) -> int | None:
    """The conversation with just these people that stands in the viewer's list."""
    known = await here.company.conversations.between(here.viewer, *account_ids)
    seen = None if known is None else await here.company.conversations.seen_by(here.viewer.id, known.id)
    return None if seen is None else seen.id


async def say_again(request: Request, here: Visit, draft: MessageDraft, refusal: Invalid) -> Response:
    """A message that could not be sent as it stands, to be mended: for browsers without JavaScript."""
    refused: dict[str, Any] = {"text": draft.text, "error": sentence_of(request, refusal)}
    if draft.conversation_id is None:
        people = await here.company.people.by_id([*draft.to_ids, here.me.id])
        answer = await shown(here, tuple(people.values()), b"", **refused)
    else:
        conversation = await here.company.conversations.one(here.viewer, draft.conversation_id)
        views, older = await _said(request, here, conversation)
        drawn = conversations.messages(here, views, conversation.entry.last_read_id)
        answer = await shown(here, conversation.members, drawn, conversation=conversation, older=older, **refused)
    answer.status_code = 422
    return answer


async def shown(
    here: Visit,
    members: Sequence[Account],
    drawn: bytes,
    *,
    conversation: ConversationView | None = None,
    older: str | None = None,
    newest: bool = True,
    text: str = "",
    error: str = "",
) -> Response:
    """The page of a conversation, or of one that is yet to begin, beside the list of all."""
    with_whom = conversations.others(here, members)
    entries = await here.company.conversations.page(here.viewer, Page(limit=POSTS_A_PAGE))
    views = await here.company.conversations.views(here.viewer, entries)
    return await once(
        here,
        _PAGE,
        {
            "messages": drawn,
            "conversations": conversations.rows(here, views, conversation.id if conversation else None),
            "older": b"",
        },
        frame=here.frame("messages"),
        conversation=conversation,
        people=with_whom,
        names=", ".join(person.name for person in with_whom),
        alone=with_whom == [here.me],
        older=older,
        newest=newest,
        limit=here.company.message_rules.text.limit,
        text=text,
        error=error,
    )


async def _said(request: Request, here: Visit, conversation: ConversationView) -> tuple[list[PostView], str | None]:
    page = asked(request)
    ids = await here.company.conversations.message_ids(here.viewer, page, conversation_id=conversation.id)
    views = await here.company.views.of(here.viewer, ids[::-1], messages=True)
    return views, f"/messages/{conversation.id}?before={ids[-1]}" if len(ids) == page.limit else None


async def _listed(request: Request, here: Visit) -> dict[str, bytes]:
    entries = await here.company.conversations.page(here.viewer, asked(request))
    views = await here.company.conversations.views(here.viewer, entries)
    open_id = request.query_params.get("open", "")
    rows = conversations.rows(here, views, an_id(open_id) if open_id else None)
    older = older_than(request, [entry.last_message_id for entry in entries])
    first = "before" not in request.query_params
    if first and views and older is None:
        return {"conversations": rows, "older": b""}  # a short list shows by itself that it is all
    end = below(here, older, lambda: empty(here, *_NOTHING, "/messages/new", "New message"), first=first and not views)
    return {"conversations": rows, "older": end}


async def _found(request: Request, here: Visit, typed: str) -> dict[str, bytes]:
    await here.company.quotas.spend(SEARCHES, str(here.viewer.id))
    ids = await found(here.company.db, here.viewer, typed, asked(request))
    views = await here.company.views.of(here.viewer, ids, messages=True)
    ids_found = {view.shared.post.conversation_id for view in views} - {None}
    by_id = await here.company.conversations.those(here.viewer, [each for each in ids_found if each is not None])
    first = "before" not in request.query_params and not ids
    end = below(here, older_than(request, ids), lambda: empty(here, *_NOT_FOUND), first=first)
    return {"conversations": conversations.hits(here, views, by_id, typed), "older": end}


def new_address(account_ids: Sequence[int]) -> str:
    """Where a message to these people is begun."""
    return "/messages/new" + ("?" + "&".join(f"to={quote(str(each))}" for each in account_ids) if account_ids else "")
