"""Lists: which there are, made, changed, deleted, subscribed to and pinned, who stands in them, and what these post."""

from collections.abc import Awaitable, Callable, Iterable

from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v2.answers import (
    Meta,
    account_of,
    answer,
    joined,
    named_account,
    nobody,
    tweets,
    users,
)
from biztweet.api.twitter_v2.bodies import ListChanges, NewList, OfList, OfMember
from biztweet.api.twitter_v2.calls import Ask, Handler, json
from biztweet.api.twitter_v2.errors import Missing, not_found
from biztweet.api.twitter_v2.includes import NOTHING, around_lists
from biztweet.api.twitter_v2.paging import kept, kept_ids, turned
from biztweet.kernel.database import Database
from biztweet.lists.change import change
from biztweet.lists.create import create
from biztweet.lists.errors import ListNotFound
from biztweet.lists.listed import People, Which, lists_of, people_of, several
from biztweet.lists.members import add_members, remove_members
from biztweet.lists.model import Changes, Outline
from biztweet.lists.pin import pin as pin_list
from biztweet.lists.pin import unpin as unpin_list
from biztweet.lists.remove import remove
from biztweet.lists.rosters import Roster
from biztweet.lists.subscribe import subscribe, unsubscribe
from biztweet.timelines.list import list_timeline

Act = Callable[[Database, Viewer, int], Awaitable[object]]


async def one(ask: Ask) -> Response:
    """One list."""
    roster = await _roster(ask)
    return (
        _missing(ask)
        if roster is None
        else answer(ask.encoder, ask.encoder.list(roster.list), await around_lists(ask, [roster.list]))
    )


def of_user(which: Which) -> Handler:
    """A page of the lists that somebody made, stands in, reads or keeps at hand."""

    async def handle(ask: Ask) -> Response:
        account, turn = await account_of(ask), turned(ask)
        if account is None:
            return nobody(ask)
        entries, meta = kept(ask, await lists_of(ask.company.db, ask.me, account.id, which, turn.page), turn)
        return await _these(ask, [entry.subject_id for entry in entries], meta)

    return handle


def people(which: People) -> Handler:
    """A page of who stands in a list, or reads it, newest first."""

    async def handle(ask: Ask) -> Response:
        roster, turn = await _roster(ask), turned(ask)
        if roster is None:
            return _missing(ask)
        entries, meta = kept(ask, await people_of(ask.company.db, roster.list.id, which, turn.page), turn)
        found = await ask.company.people.by_id([entry.subject_id for entry in entries])
        return await users(ask, [found[entry.subject_id] for entry in entries if entry.subject_id in found], meta)

    return handle


async def posts(ask: Ask) -> Response:
    """What a list's members post."""
    roster, turn = await _roster(ask), turned(ask)
    if roster is None:
        return _missing(ask)
    ids, meta = kept_ids(ask, await list_timeline(ask.company.timelines, ask.me, roster, turn.page), turn)
    return await tweets(ask, ids, meta)


async def make(ask: Ask) -> Response:
    """Make a list."""
    body: NewList = ask.body
    list_id = await create(ask.company.db, ask.me, Outline(body.name, body.description, private=body.private))
    made = (await ask.company.rosters.seen(ask.me, list_id)).list
    return json(ask, {"data": {"id": str(list_id), "name": made.name}})


async def update(ask: Ask) -> Response:
    """Change a list of one's own; what is not sent stays."""
    body: ListChanges = ask.body
    changes = Changes(name=body.name, description=body.description, private=body.private)
    await change(ask.company.db, ask.me, ask.given["id"], changes)
    return json(ask, {"data": {"updated": True}})


async def delete(ask: Ask) -> Response:
    """Delete a list of one's own."""
    await remove(ask.company.db, ask.me, ask.given["id"])
    return json(ask, {"data": {"deleted": True}})


async def add(ask: Ask) -> Response:
    """Put somebody into a list of one's own; twice is once."""
    body: OfMember = ask.body
    account_id = await named_account(ask, body.user_id, "user_id")
    await add_members(ask.company.db, ask.me, ask.given["id"], [account_id])
    return json(ask, {"data": {"is_member": True}})


async def take_out(ask: Ask) -> Response:
    """Take somebody out of a list of one's own; twice is once."""
    await remove_members(ask.company.db, ask.me, ask.given["id"], [ask.given["user_id"]])
    return json(ask, {"data": {"is_member": False}})


def mark(act: Act, flag: str) -> Handler:
    """Do something to the list that the body names; twice is once.

    Raises Missing.
    """

    async def handle(ask: Ask) -> Response:
        body: OfList = ask.body
        try:
            await act(ask.company.db, ask.me, as_id(body.list_id) or 0)
        except ListNotFound:
            raise Missing("list", "list_id", body.list_id) from None
        return json(ask, {"data": {flag: True}})

    return handle


def unmark(act: Act, flag: str) -> Handler:
    """Take it back, for the list in the path."""

    async def handle(ask: Ask) -> Response:
        await act(ask.company.db, ask.me, ask.given["list_id"])
        return json(ask, {"data": {flag: False}})

    return handle


follow, unfollow = mark(subscribe, "following"), unmark(unsubscribe, "following")
pin, unpin = mark(pin_list, "pinned"), unmark(unpin_list, "pinned")


async def _roster(ask: Ask) -> Roster | None:
    """The list in the path with its members, as the asker may see it; else None."""
    try:
        return await ask.company.rosters.seen(ask.me, ask.given["id"])
    except ListNotFound:
        return None


async def _these(ask: Ask, ids: Iterable[int], meta: Meta) -> Response:
    there = await several(ask.company.db, ask.me, wanted := list(ids))
    found = [there[list_id] for list_id in wanted if list_id in there]
    data = joined(map(ask.encoder.list, found)) if found else None
    return answer(ask.encoder, data, await around_lists(ask, found), meta=meta)


def _missing(ask: Ask) -> Response:
    """The problem that a list is not there: with 200, as X does."""
    return answer(ask.encoder, None, NOTHING, [not_found("list", "id", ask.sent["id"])])
