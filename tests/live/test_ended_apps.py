"""When an app is ended, by its person, its owner or an administrator, so are the streams it opened; others go on."""

from collections.abc import Awaitable, Callable

import pytest

from biztweet.access import administer_apps, own_apps, tokens
from biztweet.access.own_apps import AppForm
from biztweet.access.revoke import end_what_ran_out, revoke_app_for
from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.clock import HOUR
from biztweet.kernel.transaction import Transaction
from biztweet.live import channels
from tests.factories import a_person
from tests.fresh import told
from tests.live.outlets import Heard, a_stream

FORM = AppForm("App", "", ("app://done",), "read")
End = Callable[[Company, Viewer, Viewer, int], Awaitable[object]]


async def by_its_person(here: Company, _: Viewer, person: Viewer, app_id: int) -> None:
    await revoke_app_for(here.db, app_id, person.id)


async def by_its_owner(here: Company, owner: Viewer, _: Viewer, app_id: int) -> None:
    await own_apps.remove(here.db, owner, app_id)


async def by_an_administrator(here: Company, owner: Viewer, _: Viewer, app_id: int) -> None:
    await administer_apps.revoke_all(here.db, Viewer(owner.id, frozenset({"admin"})), app_id)


async def by_a_block(here: Company, owner: Viewer, _: Viewer, app_id: int) -> None:
    await administer_apps.block(here.db, Viewer(owner.id, frozenset({"admin"})), app_id)


async def by_time(here: Company, _: Viewer, __: Viewer, ___: int) -> None:
    clock = here.db.clock
    here.db.clock = lambda: clock() + 2 * HOUR
    await end_what_ran_out(here.db)


ENDINGS = [by_its_person, by_its_owner, by_an_administrator, by_a_block, by_time]


@pytest.mark.parametrize("end", ENDINGS, ids=lambda end: end.__name__)
async def test_an_ended_apps_streams_end_and_others_go_on(any_company: Company, end: End) -> None:
    here = any_company
    owner, person = await a_person(here), await a_person(here)
    ended, other = [await own_apps.register(here.db, here.vault, owner, FORM) for _ in range(2)]
    heard = await _listening(here, ended.id, person, holds=HOUR if end is by_time else None)
    stays = await _listening(here, other.id, person)
    await end(here, owner, person, ended.id)
    await told(here)
    assert heard.outlet.code == 1008
    assert not stays.outlet.closed


async def _listening(here: Company, app_id: int, person: Viewer, holds: int | None = None) -> Heard:
    """A stream that a fresh token of the app has opened."""

    async def work(tx: Transaction) -> int:
        issued = await tokens.issue_within(tx, here.vault, app_id, person.id, "read", holds=holds)
        return issued.token_id

    heard = a_stream(person.id, token_id=await here.db.write(work))
    here.hub.open(heard.stream, [(channels.COMPANY, "c")])
    here.hub.go_live(heard.stream, here.relay.position)
    return heard
