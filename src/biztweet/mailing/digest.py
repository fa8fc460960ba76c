"""The digest: on working days at half past eight, for those who have been away for two days and have something unread.

Looked after every few minutes, once in the installation. Whoever was down at half past eight catches up until noon.
"""

from datetime import datetime

from biztweet.accounts.zones import zone_or_company
from biztweet.events import MailQueued
from biztweet.kernel.clock import DAY, as_datetime
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.mailing import store
from biztweet.mailing.model import Absent, Stream
from biztweet.notifications.preferences import Preferences, rings_at, works_on
from biztweet.notifications.set_preferences import preferences_by_id

AWAY_FOR = 2 * DAY
_BEGINS, _ENDS = 8 * 60 + 30, 12 * 60  # minutes of the day
_AT_ONCE = 200


async def queue_digests(db: Database) -> None:
    """Queue what is due now, zone by zone."""
    for name in await db.rows(store.ZONES):
        when = as_datetime(db.clock()).astimezone(zone_or_company(name))
        if is_time(when):
            await _queue_in(db, name, when)


def is_time(when: datetime) -> bool:
    """Whether it is the hour of digests there."""
    return _BEGINS <= when.hour * 60 + when.minute < _ENDS


async def _queue_in(db: Database, time_zone: str, when: datetime) -> None:
    day, after = when.toordinal(), 0
    while True:
        values = {"time_zone": time_zone, "day": day, "since": db.clock() - AWAY_FOR, "limit": _AT_ONCE}
        absent = await db.rows(store.ABSENT, after=after, **values)
        if absent:
            await _queue(db, absent, when)
        if len(absent) < _AT_ONCE:
            return
        after = absent[-1].account_id


async def _queue(db: Database, absent: list[Absent], when: datetime) -> None:
    ids, day = [each.account_id for each in absent], when.toordinal()

    async def work(tx: Transaction) -> None:
        preferences = await preferences_by_id(tx, ids)
        before = {each.account_id: each for each in await tx.rows(store.DIGESTED, ids=ids)}
        for each in absent:
            wanted, last = preferences.get(each.account_id, Preferences()), before.get(each.account_id)
            if not wanted.digest or not works_on(wanted, when):
                continue
            if last is not None and (last.day >= day or last.last_id >= each.newest_id):
                continue  # sent today by another process, or nothing new since the last one
            mark = {"account_id": each.account_id, "day": day, "last_id": each.newest_id}
            await tx.execute(store.SET_DIGESTED, **mark)
            await tx.rows(
                store.QUEUE,
                id=tx.new_id(),
                account_id=each.account_id,
                stream=Stream.digest,
                notification_id=0,
                attempts=0,
                due_at=rings_at(wanted, when.tzinfo or as_datetime(tx.now).tzinfo, tx.now),  # type: ignore[arg-type] # aware
            )
        await tx.emit(MailQueued())

    await db.write(work)
