"""Uploaded pictures as rows, without the work of making them."""

import itertools

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.transaction import Transaction
from biztweet.media import store
from tests.factories import a_picture

_numbers = itertools.count(1)


async def uploaded(company: Company, owner: Viewer) -> int:
    """The id of a picture that somebody has uploaded and no post has taken up."""

    async def work(tx: Transaction) -> int:
        key = f"{next(_numbers):032x}"
        picture = a_picture(id=tx.new_id(), owner_id=owner.id, key=key, post_id=None, created_at=tx.now)
        await tx.execute(store.INSERT, **msgspec.structs.asdict(picture))
        return picture.id

    return await company.db.write(work)


async def owner_post(company: Company, media_id: int) -> int | None:
    """The post a picture belongs to."""
    [picture] = await company.db.rows(store.BY_IDS, ids=[media_id])
    return picture.post_id
