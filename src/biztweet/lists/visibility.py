"""May this viewer see this list, and is it theirs? The one place that says so, as SQL in `store.visible`."""

from biztweet.access.viewer import Viewer
from biztweet.kernel.transaction import Transaction
from biztweet.lists import store
from biztweet.lists.errors import ListNotFound, NotTheOwner
from biztweet.lists.model import List


def may_see(viewer: Viewer, found: List) -> bool:
    """Whether a list is there for the viewer: a private one is there for its owner only."""
    return not found.private or found.owner_id == viewer.account_id


async def seen_within(tx: Transaction, viewer: Viewer, list_id: int) -> List:
    """The list as the caller's transaction sees it. Raises ListNotFound."""
    found = await tx.one(store.BY_IDS, ids=[list_id])
    if found is None or not may_see(viewer, found):
        raise ListNotFound
    return found


async def owned_within(tx: Transaction, viewer: Viewer, list_id: int) -> List:
    """The same for one that the viewer may change. Raises ListNotFound, NotTheOwner."""
    found = await seen_within(tx, viewer, list_id)
    if found.owner_id != viewer.id:
        raise NotTheOwner
    return found
