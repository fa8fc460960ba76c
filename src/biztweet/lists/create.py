"""Make a list."""

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.events import ListCreated
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.lists import store
from biztweet.lists.errors import TooManyLists
from biztweet.lists.model import List, Outline
from biztweet.lists.rules import MAX_LISTS, checked_description, checked_name, slug_of


async def create(db: Database, viewer: Viewer, outline: Outline) -> int:
    """Make an empty list of the viewer's; return its id.

    Raises NameMissing, WordsTooLong, TooManyLists; Invalid for characters that no words hold.
    """
    name, description = checked_name(outline.name), checked_description(outline.description)

    async def work(tx: Transaction) -> int:
        taken = await tx.rows(store.SLUGS, owner_id=viewer.id)
        if len(taken) >= MAX_LISTS:
            raise TooManyLists(MAX_LISTS)
        made = List(
            id=tx.new_id(),
            owner_id=viewer.id,
            name=name,
            slug=slug_of(name, taken),
            description=description,
            private=outline.private,
            replies=outline.replies,
            exclusive=outline.exclusive,
            created_at=tx.now,
        )
        await tx.execute(store.INSERT, **msgspec.structs.asdict(made))
        await tx.emit(ListCreated(list_id=made.id, owner_id=made.owner_id))
        return made.id

    return await db.write(work)
