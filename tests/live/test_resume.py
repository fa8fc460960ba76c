"""Resume: who comes back to a log that no longer reaches so far is told to read anew."""

import pytest
import sqlalchemy as sa

from biztweet.company import Company
from biztweet.kernel.tables import events
from biztweet.kernel.transaction import Transaction
from biztweet.live import channels
from biztweet.live.resume import go_live
from biztweet.live.stream import Stream
from biztweet.ports.sql.statement import Command
from tests.factories import a_person, said
from tests.fresh import Paper, Plain, _Opening, told

FORGET = Command(sa.delete(events))


async def heard_from(here: Company, position: int) -> bytes:
    """What a stream is sent that knows all up to `position`."""
    paper = Paper()
    stream = Stream(format=Plain(), outlet=paper)
    here.hub.open(stream, [(channels.COMPANY, "company")])
    mark = f"{here.live.epoch}-{position}"
    await go_live(here.db, here.relay, here.live, stream, _Opening(), mark)  # type: ignore[arg-type]
    here.hub.close(stream)
    return paper.written


@pytest.mark.parametrize("after", [False, True], ids=["nothing is left", "something happened since"])
async def test_a_gap_that_the_log_has_forgotten_is_told(any_company: Company, *, after: bool) -> None:
    here = any_company
    minsu = await a_person(here)
    known = here.relay.position
    await said(here, minsu, "잊힌 글")
    await told(here)

    async def forget(tx: Transaction) -> None:
        await tx.execute(FORGET)

    await here.db.write(forget)
    if after:
        await said(here, minsu, "새 글")
        await told(here)
    assert b"resync" in await heard_from(here, known)
    assert await heard_from(here, here.relay.position) == b""
