"""Ties: what an account keeps of others besides following and hiding them, and whom it may know."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from biztweet.accounts import store as accounts
from biztweet.accounts.model import Account
from biztweet.follows import store
from biztweet.follows.graph import Circle
from biztweet.kernel.database import Database


class Ties(msgspec.Struct, frozen=True):
    """One's notes on others, whom one shows, of whose posts one is told."""

    notes: dict[int, str] = {}
    endorsed: frozenset[int] = frozenset()
    awaited: frozenset[int] = frozenset()


async def ties(db: Database, account_id: int, ids: Sequence[int]) -> Ties:
    """What an account keeps of some others; three queries."""
    notes = await db.rows(store.NOTES, account_id=account_id, ids=ids)
    return Ties(
        notes={note.target_id: note.text for note in notes if note.text},
        endorsed=frozenset(await db.rows(store.ENDORSED_AMONG, account_id=account_id, ids=ids)),
        awaited=frozenset(await db.rows(store.AWAITED_AMONG, account_id=account_id, ids=ids)),
    )


async def familiar(db: Database, account_id: int, ids: Sequence[int]) -> dict[int, list[int]]:
    """Of whom one follows, who follows each of some accounts; one query."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for pair in await db.rows(store.FAMILIAR, account_id=account_id, ids=ids):
        found[pair.followee_id].append(pair.follower_id)
    return found


async def suggested(db: Database, me: Account, circle: Circle, limit: int) -> list[tuple[Account, str]]:
    """Whom one might follow, and why: `department` for colleagues next door, `new` for who came last; three queries."""
    declined = frozenset(await db.rows(store.DECLINED_IDS, account_id=me.id))
    passed_over = circle.followees | circle.hidden | declined | {me.id}
    near = await db.rows(accounts.OF_DEPARTMENT, department=me.department, limit=10 * limit) if me.department else []
    newest = await db.rows(accounts.NEWEST, limit=10 * limit)
    found = {account.id: (account, "department") for account in near}
    for account in newest:
        found.setdefault(account.id, (account, "new"))
    return [pair for account_id, pair in found.items() if account_id not in passed_over][:limit]
