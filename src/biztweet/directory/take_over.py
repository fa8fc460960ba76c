"""Take over a directory table: what it would change, and changing it, all in one transaction."""

from collections.abc import Mapping, Sequence

import msgspec

from biztweet.accounts.handles import key
from biztweet.accounts.join import Entry, add_within, change_within
from biztweet.accounts.model import Account
from biztweet.directory.table import Row
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction

_COMPARED = ("name", "department", "title", "level", "office", "email")


class Difference(msgspec.Struct, frozen=True):
    """What a row changes: `was` is None for somebody new; `fields` are (name, before, after)."""

    row: Row
    was: Account | None
    fields: tuple[tuple[str, str, str], ...] = ()

    def changes(self, field: str) -> bool:
        """Whether it changes this field of somebody who was in."""
        return any(name == field for name, _, _ in self.fields)


def differences(rows: Sequence[Row], people: Mapping[str, Account], photo_keys: Mapping[str, str]) -> list[Difference]:
    """What each row would change; rows that change nothing are left out.

    `people`: who is in, by folded handle. `photo_keys`: the names of the rows' photographs, by handle.
    """
    handles = {account.id: account.handle for account in people.values()}
    found = []
    for row in rows:
        was = people.get(key(row.handle))
        if was is None:
            found.append(Difference(row, None))
            continue
        fields = [
            (name, _text(getattr(was, name)), _text(getattr(row, name)))
            for name in _COMPARED
            if name in row.columns and getattr(was, name) != getattr(row, name)
        ]
        manager = handles.get(was.manager_id, "") if was.manager_id is not None else ""
        if "manager" in row.columns and key(manager) != key(row.manager):
            fields.append(("manager", manager, row.manager))
        if row.photo is not None and photo_keys[row.handle] != was.photo_key:
            fields.append(("photo", "", row.photo.name))
        if fields:
            found.append(Difference(row, was, tuple(fields)))
    return found


async def take_over(
    db: Database, found: Sequence[Difference], photo_keys: Mapping[str, str], people: Mapping[str, Account]
) -> None:
    """Make every difference true, or none. `photo_keys`: kept photographs by handle; newcomers need one each."""
    ids = {folded: account.id for folded, account in people.items()}

    async def work(tx: Transaction) -> None:
        all_ids = dict(ids)
        for difference in found:
            row = difference.row
            if difference.was is None:
                entry = Entry(
                    handle=row.handle,
                    name=row.name,
                    photo_key=photo_keys[row.handle],
                    department=row.department,
                    title=row.title,
                    level=row.level,
                    office=row.office,
                    email=row.email,
                )
                all_ids[key(row.handle)] = await add_within(tx, entry)
        for difference in found:
            await _settle(tx, difference, photo_keys, all_ids)

    await db.write(work)


async def _settle(
    tx: Transaction, difference: Difference, photo_keys: Mapping[str, str], ids: Mapping[str, int]
) -> None:
    """The manager of a newcomer, and everything that changed of somebody who was in."""
    row = difference.row
    changes: dict[str, object] = {"manager_id": ids[key(row.manager)]} if row.manager else {}
    if difference.was is not None:
        changes |= {name: getattr(row, name) for name in _COMPARED if name in row.columns}
        if "manager" in row.columns:
            changes.setdefault("manager_id", None)
        if row.handle in photo_keys:
            changes["photo_key"] = photo_keys[row.handle]
    if changes:
        await change_within(tx, ids[key(row.handle)], changes)


def _text(value: object) -> str:
    return "" if value is None else str(value)
