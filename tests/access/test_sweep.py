"""What ran out is forgotten, and nothing that still holds."""

from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from biztweet.access import sessions as sign_ins
from biztweet.access.apps import register
from biztweet.access.authorization_codes import AuthorizationRequest, issue_code
from biztweet.access.invitations import invite, invited
from biztweet.access.sessions import IDLE, begin
from biztweet.access.sweep import sweep, sweep_nonces
from biztweet.access.tables import grants, invitations, nonces, sessions
from biztweet.company import Company
from biztweet.kernel.clock import DAY, HOUR, MINUTE
from biztweet.kernel.transaction import Transaction
from biztweet.opening import opened
from biztweet.ports.sql.statement import Command, Query
from biztweet.settings import Settings
from tests.clocks import FakeClock
from tests.factories import a_person

NOTE = Command(sa.insert(nonces))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def here(any_settings: Settings, clock: FakeClock) -> AsyncIterator[Company]:
    """A company on each side in turn, in which time stands still."""
    async with opened(any_settings, clock) as company:
        yield company


async def count(here: Company, table: sa.Table) -> int:
    [rows] = await here.db.rows(Query(int, sa.select(sa.func.count()).select_from(table)))
    return rows


async def test_a_nonce_is_kept_as_long_as_its_timestamp_could_be_taken(here: Company, clock: FakeClock) -> None:
    async def work(tx: Transaction) -> None:
        await tx.execute(NOTE, digest=f"{tx.now}", created_at=tx.now)

    await here.db.write(work)
    clock.now += 10 * MINUTE
    await here.db.write(work)
    await sweep_nonces(here.db)
    assert await count(here, nonces) == 2
    clock.now += 6 * MINUTE
    await sweep_nonces(here.db)
    assert await count(here, nonces) == 1


async def test_sign_ins_that_ran_out_are_forgotten(here: Company, clock: FakeClock) -> None:
    minsu = await a_person(here)
    used = await begin(here.db, minsu.id, address="", device="")
    await begin(here.db, minsu.id, address="", device="")
    clock.now += IDLE - HOUR
    await here.sessions.viewer(used)
    clock.now += 2 * HOUR
    await sweep(here.db)
    assert await count(here, sessions) == 1
    assert (await here.sessions.viewer(used)).id == minsu.id
    clock.now += sign_ins.MAX_AGE
    await sweep(here.db)
    assert await count(here, sessions) == 0


async def test_codes_and_invitations_are_forgotten_when_nobody_can_use_them(here: Company, clock: FakeClock) -> None:
    minsu = await a_person(here)
    app = await register(here.db, here.vault, name="Ivory", redirect_uris=("ivory://done",), scopes="read")
    await issue_code(here.db, minsu, AuthorizationRequest(app, "ivory://done", "read"))
    secret = await invite(here.db, minsu.id)
    clock.now += 6 * DAY
    await sweep(here.db)
    assert (await count(here, grants), await count(here, invitations)) == (0, 1)
    assert (await invited(here.db, secret)).id == minsu.id
    clock.now += 9 * DAY
    await sweep(here.db)
    assert await count(here, invitations) == 0
