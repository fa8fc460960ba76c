"""Change a list: its name, its description, who may see it, what its timeline shows."""

from biztweet.access.viewer import Viewer
from biztweet.events import ListChanged
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.lists import store
from biztweet.lists.counts import count_all_within
from biztweet.lists.model import Changes, List
from biztweet.lists.rules import checked_description, checked_name
from biztweet.lists.visibility import owned_within


async def change(db: Database, viewer: Viewer, list_id: int, changes: Changes) -> None:
    """Change a list of the viewer's own; its slug stays. One that turns private is nobody else's any more.

    Raises ListNotFound, NotTheOwner, NameMissing, WordsTooLong; Invalid for characters that no words hold.
    """
    wanted = {name: value for name in changes.__struct_fields__ if (value := getattr(changes, name)) is not None}
    for name, check in (("name", checked_name), ("description", checked_description)):
        if name in wanted:
            wanted[name] = check(wanted[name])

    async def work(tx: Transaction) -> None:
        before = await owned_within(tx, viewer, list_id)
        as_it_is = {name: getattr(before, name) for name in changes.__struct_fields__}
        if as_it_is | wanted != as_it_is:
            await tx.execute(store.CHANGE, list_id=before.id, **(as_it_is | wanted))
            private = wanted.get("private", before.private)
            turned = private != before.private
            if turned and private:
                await _let_go_within(tx, before)
            counted = await count_all_within(tx, before.id, more=-1 if private else 1) if turned else ()
            await tx.emit(ListChanged(list_id=before.id, owner_id=before.owner_id, counted_ids=counted))

    await db.write(work)


async def _let_go_within(tx: Transaction, gone: List) -> None:
    """Take a list from everybody who subscribed to it or pinned it: they could not even leave what they cannot see."""
    left = await tx.rows(store.UNSUBSCRIBE_OTHERS, list_id=gone.id, owner_id=gone.owner_id)
    await tx.rows(store.UNPIN_OTHERS, list_id=gone.id, owner_id=gone.owner_id)
    if left:
        await tx.execute(store.COUNT_SUBSCRIBERS, list_id=gone.id, more=-len(left))
