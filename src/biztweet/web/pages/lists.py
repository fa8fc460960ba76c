"""Lists: one's own, those one reads, those one stands in; made, changed, deleted."""

from typing import Any

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.model import Account
from biztweet.kernel.errors import Invalid
from biztweet.kernel.paging import Page
from biztweet.lists.change import change
from biztweet.lists.create import create
from biztweet.lists.errors import NotTheOwner
from biztweet.lists.listed import Which, latest_members, lists_of, one, several
from biztweet.lists.model import Changes, List, Outline, Replies
from biztweet.lists.pin import pin
from biztweet.lists.remove import remove
from biztweet.web.answers import once, see_other
from biztweet.web.forms import an_id, field, form_of
from biztweet.web.sentences import sentence_of
from biztweet.web.visit import Visit, visit

_SHOWN = Page(limit=100)
_FACES = 4
_BLANK = Outline("")


async def lists(request: Request) -> Response:
    """GET /lists."""
    here = await visit(request)
    return await _overview(here, here.me, ("owned", "subscriptions", "memberships"))


async def of_person(request: Request) -> Response:
    """GET /@{handle}/lists: those that anybody may see."""
    here = await visit(request)
    account = await here.company.people.by_handle(request.path_params["handle"])
    return await _overview(here, account, ("owned", "memberships"))


async def new(request: Request) -> Response:
    """GET /lists/new."""
    here = await visit(request)
    return await _form(here, _BLANK)


async def make(request: Request) -> Response:
    """POST /lists: what is wrong is said above the form, which keeps what was typed."""
    here = await visit(request)
    form = await form_of(request)
    outline = Outline(**_said(form))
    try:
        list_id = await create(here.company.db, here.viewer, outline)
    except Invalid as refusal:
        return await _form(here, outline, error=sentence_of(request, refusal))
    if "pinned" in form:
        await pin(here.company.db, here.viewer, list_id)
    return see_other(f"/lists/{list_id}/members")


async def edit(request: Request) -> Response:
    """GET /lists/{id}/edit. Raises ListNotFound, NotTheOwner."""
    here = await visit(request)
    return await _form(here, await own(request, here))


async def save(request: Request) -> Response:
    """POST /lists/{id}/edit."""
    here = await visit(request)
    found, form = await own(request, here), await form_of(request)
    said = _said(form)
    try:
        await change(here.company.db, here.viewer, found.id, Changes(**said))
    except Invalid as refusal:
        return await _form(here, msgspec.structs.replace(found, **said), error=sentence_of(request, refusal))
    return see_other(f"/lists/{found.id}")


async def ask(request: Request) -> Response:
    """GET /lists/{id}/delete."""
    here = await visit(request)
    return await once(here, "pages/list_delete.html", {}, frame=here.frame("lists"), list=await own(request, here))


async def delete(request: Request) -> Response:
    """POST /lists/{id}/delete. Raises ListNotFound, NotTheOwner."""
    here = await visit(request)
    await remove(here.company.db, here.viewer, an_id(request.path_params["id"]))
    return see_other("/lists")


async def own(request: Request, here: Visit) -> List:
    """The list that the path names, which must be the visitor's. Raises ListNotFound, NotTheOwner."""
    found = await one(here.company.db, here.viewer, an_id(request.path_params["id"]))
    if found.owner_id != here.viewer.id:
        raise NotTheOwner
    return found


async def _overview(here: Visit, account: Account, parts: tuple[Which, ...]) -> Response:
    company = here.company
    ids = {
        which: [entry.subject_id for entry in await lists_of(company.db, here.viewer, account.id, which, _SHOWN)]
        for which in parts
    }
    found = await several(company.db, here.viewer, [list_id for part in ids.values() for list_id in part])
    latest = await latest_members(company.db, list(found), _FACES)
    known = {each.owner_id for each in found.values()}.union(*latest.values())
    people = await company.people.by_id(known)
    faces = {list_id: [people[account_id] for account_id in ids] for list_id, ids in latest.items()}
    pinned = {each.id for each in await company.rosters.pinned(here.viewer)}
    shown = {which: [found[list_id] for list_id in part if list_id in found] for which, part in ids.items()}
    mine = account.id == here.me.id
    frame = here.frame("lists")
    context = {"account": account, "mine": mine, "parts": shown, "people": people, "faces": faces, "pinned": pinned}
    return await once(here, "pages/lists.html", {}, frame=frame, **context)


async def _form(here: Visit, outline: Outline | List, error: str = "") -> Response:
    list_id = outline.id if isinstance(outline, List) else None
    frame = here.frame("lists")
    answer = await once(here, "pages/list_edit.html", {}, frame=frame, list=outline, list_id=list_id, error=error)
    answer.status_code = 422 if error else 200
    return answer


def _said(form: FormData) -> dict[str, Any]:
    """What a form says of a list, by the names of its outline."""
    replies = field(form, "replies")
    return {
        "name": field(form, "name"),
        "description": field(form, "description"),
        "private": "private" in form,
        "replies": Replies(replies) if replies in set(Replies) else Replies.members,
        "exclusive": "exclusive" in form,
    }
