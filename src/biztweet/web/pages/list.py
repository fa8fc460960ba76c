"""One list: what its people write, who stands in it; kept at hand, subscribed to."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.accounts.find import matching
from biztweet.company import Company
from biztweet.kernel.ids import MAX_ID
from biztweet.kernel.paging import Page
from biztweet.lists.listed import lists_of, memberships_in_own, one, people_of, several, subscribed
from biztweet.lists.members import add_members, remove_members
from biztweet.lists.pin import pin, unpin
from biztweet.lists.subscribe import subscribe, unsubscribe
from biztweet.timelines.list import list_timeline
from biztweet.web.answers import once, page, see_other
from biztweet.web.forms import an_id, form_of, texts
from biztweet.web.pages.lists import own
from biztweet.web.paging import asked, empty, listed, more
from biztweet.web.typeahead import typed
from biztweet.web.visit import Visit, visit

Handler = Callable[[Request], Awaitable[Response]]
Verb = Callable[[Company, Viewer, int], Awaitable[object]]

_FOUND = 8
_MEMBERS = 100
_OWN = Page(limit=1_000)

VERBS: dict[str, Verb] = {
    "pin": lambda company, viewer, list_id: pin(company.db, viewer, list_id),
    "unpin": lambda company, viewer, list_id: unpin(company.db, viewer, list_id),
    "subscribe": lambda company, viewer, list_id: subscribe(company.db, viewer, list_id),
    "unsubscribe": lambda company, viewer, list_id: unsubscribe(company.db, viewer, list_id),
}


async def timeline(request: Request) -> Response:
    """GET /lists/{id}. Raises ListNotFound."""
    here = await visit(request)
    roster = await here.company.rosters.seen(here.viewer, an_id(request.path_params["id"]))
    ids = await list_timeline(here.company.timelines, here.viewer, roster, asked(request))
    mine = roster.list.owner_id == here.viewer.id
    holes = await listed(here, request, ids, lambda: _why_empty(here, roster.list.id, mine))
    if here.by_htmx:
        return more(holes)
    owner = await here.company.people.one(roster.list.owner_id)
    pinned = roster.list.id in {each.id for each in await here.company.rosters.pinned(here.viewer)}
    reads = bool(await subscribed(here.company.db, here.viewer.id, [roster.list.id]))
    key = (roster.list, owner.revision, pinned, reads)
    context = {"list": roster.list, "owner": owner, "mine": mine, "pinned": pinned, "reads": reads}
    return await page(here, "pages/list.html", key, holes, frame=here.frame("lists"), **context)


async def members(request: Request) -> Response:
    """GET /lists/{id}/members; `?q=` looks for people to add. Raises ListNotFound, QuotaUsedUp."""
    here = await visit(request)
    company = here.company
    found = await one(company.db, here.viewer, an_id(request.path_params["id"]))
    before = request.query_params.get("before", "")
    entries = await people_of(company.db, found.id, "members", Page(_MEMBERS, an_id(before) if before else MAX_ID))
    accounts = await company.people.by_id(entry.subject_id for entry in entries)
    text = await typed(request, here) if "q" in request.query_params else ""
    everyone = (await company.rosters.seen(here.viewer, found.id)).members
    others = [account for account in await matching(company.db, text, limit=_FOUND) if account.id not in everyone]
    return await once(
        here,
        "pages/list_members.html",
        {},
        frame=here.frame("lists"),
        list=found,
        mine=found.owner_id == here.viewer.id,
        people=[accounts[entry.subject_id] for entry in entries if entry.subject_id in accounts],
        older=f"/lists/{found.id}/members?before={entries[-1].id}" if len(entries) == _MEMBERS else None,
        q=text,
        others=others,
    )


def doing(name: str) -> Handler:
    """The handler of one verb on a list: POST /lists/{id}/{verb}."""
    verb = VERBS[name]

    async def act(request: Request) -> Response:
        here = await visit(request)
        list_id = an_id(request.path_params["id"])
        await verb(here.company, here.viewer, list_id)
        return see_other(f"/lists/{list_id}")

    return act


async def add(request: Request) -> Response:
    """POST /lists/{id}/members/{handle}/add. Raises ListNotFound, NotTheOwner, TooManyMembers."""
    here = await visit(request)
    found, account = await own(request, here), await here.company.people.by_handle(request.path_params["handle"])
    await add_members(here.company.db, here.viewer, found.id, [account.id])
    return see_other(f"/lists/{found.id}/members")


async def take_out(request: Request) -> Response:
    """POST /lists/{id}/members/{handle}/remove. Raises ListNotFound, NotTheOwner."""
    here = await visit(request)
    found, account = await own(request, here), await here.company.people.by_handle(request.path_params["handle"])
    await remove_members(here.company.db, here.viewer, found.id, [account.id])
    return see_other(f"/lists/{found.id}/members")


async def choose(request: Request) -> Response:
    """GET /@{handle}/in-lists: in which of one's own lists somebody shall stand."""
    here = await visit(request)
    account = await here.company.people.by_handle(request.path_params["handle"])
    ids = await _own_ids(here)
    found = await several(here.company.db, here.viewer, ids)
    memberships = await _own_lists_with(here, account.id)
    frame, lists = here.frame("lists"), [found[list_id] for list_id in ids if list_id in found]
    return await once(
        here, "pages/list_choose.html", {}, frame=frame, account=account, lists=lists, memberships=memberships
    )


async def put(request: Request) -> Response:
    """POST /@{handle}/in-lists: they stand in the lists that are ticked, and in no other of one's own."""
    here = await visit(request)
    account = await here.company.people.by_handle(request.path_params["handle"])
    wanted = {an_id(text) for text in texts(await form_of(request), "list")}
    memberships = await _own_lists_with(here, account.id)
    for list_id in sorted(wanted - memberships):
        await add_members(here.company.db, here.viewer, list_id, [account.id])
    for list_id in sorted(memberships - wanted):
        await remove_members(here.company.db, here.viewer, list_id, [account.id])
    return see_other(f"/@{account.handle}")


async def _own_ids(here: Visit) -> list[int]:
    return [entry.subject_id for entry in await lists_of(here.company.db, here.viewer, here.viewer.id, "owned", _OWN)]


async def _own_lists_with(here: Visit, account_id: int) -> set[int]:
    entries = await memberships_in_own(here.company.db, here.viewer, account_id, _OWN)
    return {entry.subject_id for entry in entries}


def _why_empty(here: Visit, list_id: int, mine: bool) -> str:  # noqa: FBT001 - the page's own word
    if not mine:
        text = "What its people write stands here, newest first."
        return empty(here, "list", "Nothing on this list yet", text, "/lists", "Your lists")
    text = "Put colleagues on it; what they write stands here, newest first."
    return empty(here, "list", "Nothing on this list yet", text, f"/lists/{list_id}/members", "Add people")
