"""Lists: one's own, who stands in them, and what these post. Mastodon knows no others' lists, so they look missing."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.links import links
from biztweet.api.mastodon.present.account import account
from biztweet.api.mastodon.present.list import POLICIES, account_list
from biztweet.api.mastodon.resource import json
from biztweet.api.mastodon.statuses import answer_many
from biztweet.api.parameters import Parameters, parameters
from biztweet.company import Company
from biztweet.inject import company
from biztweet.kernel.errors import Invalid
from biztweet.kernel.paging import Page
from biztweet.lists.change import change
from biztweet.lists.create import create
from biztweet.lists.errors import ListNotFound
from biztweet.lists.listed import lists_of, memberships_in_own, people_of, several
from biztweet.lists.members import add_members, remove_members
from biztweet.lists.model import Changes, Outline, Replies
from biztweet.lists.remove import remove
from biztweet.lists.rosters import Roster
from biztweet.lists.rules import MAX_LISTS, MAX_MEMBERS
from biztweet.lists.store import Entry
from biztweet.timelines.list import list_timeline

_EVERY = Page(limit=MAX_LISTS)
_REPLIES = {word: replies for replies, word in POLICIES.items()}


async def every(request: Request) -> Response:
    """The viewer's lists, latest first."""
    me = await viewer(request, "read:lists")
    return await _answer(request, me, await lists_of(company(request).db, me, me.id, "owned", _EVERY))


async def holding(request: Request) -> Response:
    """The viewer's lists that an account stands in."""
    me = await viewer(request, "read:lists")
    here = company(request)
    whom = await here.people.one(parse.path_id(request))
    return await _answer(request, me, await memberships_in_own(here.db, me, whom.id, _EVERY))


async def one(request: Request) -> Response:
    """One list."""
    me = await viewer(request, "read:lists")
    return json(account_list((await own_list(company(request), me, parse.path_id(request))).list))


async def make(request: Request) -> Response:
    """Make a list; nobody else sees it. Raises Invalid."""
    me = await viewer(request, "write:lists")
    sent = await parameters(request)
    outline = Outline(
        sent.text("title") or "",
        private=True,
        replies=_replies(sent) or Replies.members,
        exclusive=sent.flag("exclusive") or False,
    )
    return await _as_it_is(request, me, await create(company(request).db, me, outline))


async def update(request: Request) -> Response:
    """Change a list; what is not sent stays. Raises Invalid."""
    me = await viewer(request, "write:lists")
    here, sent = company(request), await parameters(request)
    list_id = (await own_list(here, me, parse.path_id(request))).list.id
    changes = Changes(name=sent.text("title"), replies=_replies(sent), exclusive=sent.flag("exclusive"))
    await change(here.db, me, list_id, changes)
    return await _as_it_is(request, me, list_id)


async def delete(request: Request) -> Response:
    """Delete a list."""
    me = await viewer(request, "write:lists")
    here = company(request)
    await remove(here.db, me, (await own_list(here, me, parse.path_id(request))).list.id)
    return json({})


async def members(request: Request) -> Response:
    """Who stands in a list, latest first; `limit=0` asks for all."""
    me = await viewer(request, "read:lists")
    here, sent = company(request), await parameters(request)
    found = (await own_list(here, me, parse.path_id(request))).list
    page = Page(limit=MAX_MEMBERS) if sent.number("limit") == 0 else parse.page(sent, 40, 80)
    entries = await people_of(here.db, found.id, "members", page)
    there = await here.people.by_id(entry.subject_id for entry in entries)
    shown = [account(site(request), there[entry.subject_id]) for entry in entries if entry.subject_id in there]
    return json(shown, headers=links(request, [entry.id for entry in entries], page.limit))


async def add(request: Request) -> Response:
    """Put accounts into a list; twice is once."""
    me = await viewer(request, "write:lists")
    here, sent = company(request), await parameters(request)
    found = (await own_list(here, me, parse.path_id(request))).list
    await add_members(here.db, me, found.id, parse.ids(sent, "account_ids"))
    return json({})


async def take_out(request: Request) -> Response:
    """Take accounts out of a list."""
    me = await viewer(request, "write:lists")
    here, sent = company(request), await parameters(request)
    found = (await own_list(here, me, parse.path_id(request))).list
    await remove_members(here.db, me, found.id, parse.ids(sent, "account_ids"))
    return json({})


async def timeline(request: Request) -> Response:
    """What the members of a list post."""
    me = await viewer(request, "read:lists")
    here, page = company(request), parse.page(await parameters(request))
    ids = await list_timeline(here.timelines, me, await own_list(here, me, parse.path_id(request)), page)
    return await answer_many(request, me, ids, links(request, ids, page.limit))


async def own_list(here: Company, me: Viewer, list_id: int) -> Roster:
    """A list of the viewer's. Raises ListNotFound, for others' as well."""
    found = await here.rosters.of(list_id)
    if found is None or found.list.owner_id != me.id:
        raise ListNotFound
    return found


async def _answer(request: Request, me: Viewer, entries: Iterable[Entry]) -> Response:
    ids = [entry.subject_id for entry in entries]
    found = await several(company(request).db, me, ids)
    return json([account_list(found[list_id]) for list_id in ids if list_id in found])


async def _as_it_is(request: Request, me: Viewer, list_id: int) -> Response:
    """One list, as of every change committed before."""
    here = company(request)
    await here.relay.written()
    return json(account_list((await own_list(here, me, list_id)).list))


def _replies(sent: Parameters) -> Replies | None:
    policy = sent.text("replies_policy")
    if not policy:
        return None
    if policy not in _REPLIES:
        raise Invalid("replies_policy", f"replies_policy must be one of {', '.join(_REPLIES)}")
    return _REPLIES[policy]
