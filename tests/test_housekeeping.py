"""The company's own chores: each is done at the first turn, and none of them fails."""

import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.clock import DAY, HOUR
from biztweet.opening import opened
from biztweet.ports.sql.statement import Query
from biztweet.posts.model import Draft
from biztweet.posts.publish import publish
from biztweet.posts.tables import idempotency
from biztweet.settings import Settings
from tests.clocks import FakeClock
from tests.factories import a_person


async def test_every_chore_is_done_and_none_fails(any_company: Company) -> None:
    chores = any_company.chores
    failed: list[str] = []
    for at, chore in enumerate(chores._all):

        async def watched(do: object = chore.do, name: str = chore.name) -> None:
            try:
                await do()  # type: ignore[operator] # a chore's own function
            except Exception:
                failed.append(name)
                raise

        chores._all[at] = chore._replace(do=watched)
    assert await chores.turn() == [chore.name for chore in chores._all]
    assert failed == []


async def test_an_idempotency_key_is_forgotten_after_a_day(any_settings: Settings) -> None:
    clock = FakeClock()
    async with opened(any_settings, clock) as here:

        async def keys() -> list[str]:
            return await here.db.rows(Query(str, sa.select(idempotency.c.key)))

        async def post(author: Viewer, key: str) -> None:
            await publish(here.db, author, Draft("안녕", idempotency_key=key), here.text_rules)

        minsu = await a_person(here)
        await post(minsu, "first")
        clock.now += DAY - HOUR
        await post(minsu, "second")
        await here.chores.turn()
        assert sorted(await keys()) == ["first", "second"]
        clock.now += 2 * HOUR
        await here.chores.turn()
        assert await keys() == ["second"]
