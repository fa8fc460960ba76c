"""Which lists there are, and who stands in one: pages, newest first, of what the viewer may see."""

from collections.abc import Iterable, Sequence
from typing import Literal

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.paging import Page
from biztweet.lists import store
from biztweet.lists.errors import ListNotFound
from biztweet.lists.model import List
from biztweet.lists.store import Entry
from biztweet.lists.visibility import may_see

Which = Literal["owned", "memberships", "subscriptions", "pinned"]
People = Literal["members", "subscribers"]


async def lists_of(db: Database, viewer: Viewer, account_id: int, which: Which, page: Page) -> list[Entry]:
    """A page of the lists that an account made, stands in, subscribed to or pinned; page by `Entry.id`; one query."""
    return await store.LISTS[which].page(db, page, account_id=account_id, viewer_id=viewer.account_id or 0)


async def memberships_in_own(db: Database, viewer: Viewer, account_id: int, page: Page) -> list[Entry]:
    """A page of the viewer's own lists that an account stands in; one query."""
    values = {"account_id": account_id, "viewer_id": viewer.id, "owner_id": viewer.id}
    return await store.OWNED_MEMBERSHIPS.page(db, page, **values)


async def people_of(db: Database, list_id: int, which: People, page: Page) -> list[Entry]:
    """A page of a list's members or subscribers; page by `Entry.id`; one query."""
    return await store.PEOPLE[which].page(db, page, list_id=list_id)


async def latest_members(db: Database, ids: Sequence[int], most: int) -> dict[int, list[int]]:
    """Who came last into each of some lists, at most so many of each, by list; one query."""
    found: dict[int, list[int]] = {}
    for membership in await db.rows(store.LATEST_MEMBERS, ids=ids, most=most):
        found.setdefault(membership.list_id, []).append(membership.account_id)
    return found


async def several(db: Database, viewer: Viewer, ids: Iterable[int]) -> dict[int, List]:
    """The lists of `ids` that are there for the viewer; one query."""
    found = await db.rows(store.BY_IDS, ids=list(dict.fromkeys(ids)))
    return {each.id: each for each in found if may_see(viewer, each)}


async def one(db: Database, viewer: Viewer, list_id: int) -> List:
    """One list. Raises ListNotFound."""
    found = await several(db, viewer, [list_id])
    if list_id not in found:
        raise ListNotFound
    return found[list_id]


async def by_slug(db: Database, viewer: Viewer, owner_id: int, slug: str) -> List:
    """The list that its owner's addresses call `slug`. Raises ListNotFound."""
    found = await db.one(store.BY_SLUG, owner_id=owner_id, slug=slug.casefold())
    if found is None or not may_see(viewer, found):
        raise ListNotFound
    return found


async def subscribed(db: Database, account_id: int | None, ids: Sequence[int]) -> frozenset[int]:
    """Which of `ids` an account has subscribed to; one query, none for an app that asks for itself."""
    if account_id is None:
        return frozenset()
    return frozenset(await db.rows(store.SUBSCRIBED, account_id=account_id, ids=ids))
