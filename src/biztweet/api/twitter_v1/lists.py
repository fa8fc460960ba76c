"""Lists: which there are, made, changed and deleted, and what their members post."""

from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from biztweet.api.errors import ParameterWrong
from biztweet.api.parameters import Parameters
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.answers import named, named_or_me, users
from biztweet.api.twitter_v1.answers import statuses as answer_statuses
from biztweet.api.twitter_v1.calls import Ask, Handler, json
from biztweet.api.twitter_v1.cursors import Stretch, stretch
from biztweet.api.twitter_v1.errors import ListUnnamed, Missing
from biztweet.api.twitter_v1.present.list import account_list
from biztweet.kernel.paging import Page
from biztweet.lists.change import change
from biztweet.lists.create import create
from biztweet.lists.errors import ListNotFound
from biztweet.lists.listed import Which, by_slug, lists_of, memberships_in_own, one, several, subscribed
from biztweet.lists.model import Changes, List, Outline
from biztweet.lists.remove import remove
from biztweet.lists.store import Entry
from biztweet.timelines.list import list_timeline

_MODES = {"public": False, "private": True}
_EVERY = Page(limit=100)


async def every(ask: Ask) -> Response:
    """What somebody subscribed to, and their own lists; `reverse` puts their own first."""
    account = await named_or_me(ask)
    theirs = await lists_of(ask.company.db, ask.me, account.id, "owned", _EVERY)
    others = await lists_of(ask.company.db, ask.me, account.id, "subscriptions", _EVERY)
    found = [*theirs, *others] if ask.given.flag("reverse") else [*others, *theirs]
    return json(await shown(ask, list(dict.fromkeys(entry.subject_id for entry in found))[: _EVERY.limit]))


async def show(ask: Ask) -> Response:
    """One list."""
    return await answer(ask, (await the_list(ask)).id)


async def statuses(ask: Ask) -> Response:
    """What the members of a list post."""
    page, found = parse.page(ask.given), await the_list(ask)
    roster = await ask.company.rosters.seen(ask.me, found.id)
    reposts = ask.given.flag("include_rts") is not False
    return await answer_statuses(ask, await list_timeline(ask.company.timelines, ask.me, roster, page, reposts=reposts))


async def make(ask: Ask) -> Response:
    """Make a list.

    Raises Missing, ParameterWrong.
    """
    name = ask.given.text("name")
    if not name:
        raise Missing("name")
    outline = Outline(name, ask.given.text("description") or "", private=_private(ask.given) or False)
    return await answer(ask, await create(ask.company.db, ask.me, outline))


async def update(ask: Ask) -> Response:
    """Change a list of one's own; what is not sent stays.

    Raises ParameterWrong.
    """
    found = await the_list(ask)
    changes = Changes(
        name=ask.given.text("name") or None,
        description=ask.given.text("description"),
        private=_private(ask.given),
    )
    await change(ask.company.db, ask.me, found.id, changes)
    return await answer(ask, found.id)


async def destroy(ask: Ask) -> Response:
    """Delete a list of one's own; the answer shows it for the last time."""
    found = await the_list(ask)
    last = await shown(ask, [found.id])
    await remove(ask.company.db, ask.me, found.id)
    return json(last[0])


def paged(which: Which) -> Handler:
    """The lists that somebody made or subscribed to."""

    async def handle(ask: Ask) -> Response:
        account, page = await named_or_me(ask), parse.cursor(ask.given, default=20, most=1_000)
        return await _stretch(ask, stretch(await lists_of(ask.company.db, ask.me, account.id, which, page), page))

    return handle


async def memberships(ask: Ask) -> Response:
    """The lists that somebody stands in; with `filter_to_owned_lists` the asker's own alone."""
    account, page = await named_or_me(ask), parse.cursor(ask.given, default=20, most=1_000)
    db = ask.company.db
    if ask.given.flag("filter_to_owned_lists"):
        return await _stretch(ask, stretch(await memberships_in_own(db, ask.me, account.id, page), page))
    return await _stretch(ask, stretch(await lists_of(db, ask.me, account.id, "memberships", page), page))


async def the_list(ask: Ask) -> List:
    """The list that `list_id`, or `slug` with its owner, names. Raises ListNotFound, AccountNotFound, ListUnnamed."""
    db, given = ask.company.db, ask.given
    if text := given.text("list_id"):
        list_id = as_id(text)
        if list_id is None:
            raise ListNotFound
        return await one(db, ask.me, list_id)
    slug, owner = given.text("slug"), await named(ask, "owner_")
    if not slug or owner is None:
        raise ListUnnamed
    return await by_slug(db, ask.me, owner.id, slug)


async def answer(ask: Ask, list_id: int) -> Response:
    """One List object, as of now. Raises ListNotFound."""
    found = await shown(ask, [list_id])
    if not found:
        raise ListNotFound
    return json(found[0])


async def shown(ask: Ask, ids: Sequence[int]) -> list[dict[str, Any]]:
    """List objects in the order of `ids`."""
    db, people = ask.company.db, ask.company.people
    found = await several(db, ask.me, ids)
    followed = await subscribed(db, ask.me.account_id, list(found))
    owners = await people.by_id(each.owner_id for each in found.values())
    objects = dict(zip(owners, await users(ask, owners.values()), strict=True))
    return [
        account_list(each, owners[each.owner_id], objects[each.owner_id], following=each.id in followed)
        for each in (found[list_id] for list_id in ids if list_id in found)
    ]


async def _stretch(ask: Ask, found: Stretch[Entry]) -> Response:
    lists = await shown(ask, [entry.subject_id for entry in found.items])
    return json({"lists": lists, **found.cursors()})


def _private(given: Parameters) -> bool | None:
    mode = given.text("mode")
    if not mode:
        return None
    if mode.lower() not in _MODES:
        raise ParameterWrong("mode", "public or private")
    return _MODES[mode.lower()]
