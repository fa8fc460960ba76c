"""Counts: what a call costs, and the head of the answer that tells of it."""

from functools import lru_cache

from biztweet.access.quotas import Allowance, Quota
from biztweet.access.scopes import Level, level_of
from biztweet.access.viewer import Viewer
from biztweet.company import Company

QUARTER = 15 * 60


def allowance_of(each: Allowance, app_only: int, me: Viewer) -> Allowance:
    """What a call costs: an app that asks for itself has an allowance of its own, `app_only` a quarter of an hour."""
    if me.account_id is None and app_only:
        return Allowance(f"{each.name} alone", app_only, QUARTER)
    return each


async def spend(here: Company, me: Viewer, allowance: Allowance) -> Quota:
    """Count one call of a token. Raises QuotaUsedUp."""
    return await here.quotas.spend(allowance, str(me.token_id))


def counted(quota: Quota) -> list[tuple[bytes, bytes]]:
    """Where the token stands."""
    return [
        (b"x-rate-limit-limit", b"%d" % quota.limit),
        (b"x-rate-limit-remaining", b"%d" % quota.remaining),
        (b"x-rate-limit-reset", b"%d" % quota.reset_at),
    ]


def access(me: Viewer) -> list[tuple[bytes, bytes]]:
    """What the token may do."""
    return [(b"x-access-level", _access(me.scopes))]


@lru_cache(maxsize=256)
def _access(scopes: frozenset[str]) -> bytes:
    return _ACCESS[level_of(scopes)]


_ACCESS = {
    Level.read: b"read",
    Level.write: b"read-write",
    Level.messages: b"read-write-directmessages",
}
