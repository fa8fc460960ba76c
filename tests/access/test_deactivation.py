"""What was given before a deactivation gives no access after it, nor while it lasts."""

from collections.abc import Awaitable, Callable

import pytest

from biztweet.access import apps, authorization_codes, invitations, request_tokens
from biztweet.access.apps import App
from biztweet.access.errors import GrantInvalid
from biztweet.access.viewer import Viewer
from biztweet.accounts.join import activate, deactivate
from biztweet.company import Company
from biztweet.kernel.clock import SECOND
from biztweet.kernel.errors import Refusal
from tests.clocks import FakeClock
from tests.factories import a_person

Take = Callable[[], Awaitable[object]]
Give = Callable[[Company, App, Viewer], Awaitable[Take]]


async def a_code(here: Company, app: App, minsu: Viewer) -> Take:
    code = await authorization_codes.issue_code(
        here.db, minsu, authorization_codes.AuthorizationRequest(app, apps.OUT_OF_BAND, "read")
    )
    brought = authorization_codes.Redemption(code, apps.OUT_OF_BAND, None, authenticated=True)
    return lambda: authorization_codes.redeem(here.db, here.vault, app, brought)


async def a_request(here: Company, app: App, minsu: Viewer) -> Take:
    token, _ = await request_tokens.ask(here.db, here.vault, app, request_tokens.PIN, "read")
    verifier = await request_tokens.allow(here.db, minsu, await request_tokens.by_token(here.db, token))
    return lambda: request_tokens.redeem(here.db, here.vault, app, token, verifier)


async def an_invitation(here: Company, _app: App, minsu: Viewer) -> Take:
    secret = await invitations.invite(here.db, minsu.id)
    accepted = {"address": "127.0.0.1", "device": "tests"}
    return lambda: invitations.accept(here.db, here.passwords, secret, "correct horse battery", **accepted)


@pytest.mark.parametrize("give", [a_code, a_request, an_invitation])
@pytest.mark.parametrize("back", [True, False])
async def test_nothing_from_before_a_deactivation_lets_anybody_in(
    any_company: Company, give: Give, *, back: bool
) -> None:
    here, minsu = any_company, await a_person(any_company)
    app = await apps.register(here.db, here.vault, name="App", trusted=True)
    take = await give(here, app, minsu)
    await deactivate(here.db, minsu.id)
    if back:
        await activate(here.db, minsu.id)
    with pytest.raises((GrantInvalid, Refusal)):
        await take()


@pytest.mark.parametrize("give", [a_code, a_request, an_invitation])
async def test_what_is_given_to_who_is_back_does(any_company: Company, give: Give) -> None:
    here, minsu = any_company, await a_person(any_company)
    app = await apps.register(here.db, here.vault, name="App", trusted=True)
    await deactivate(here.db, minsu.id)
    await activate(here.db, minsu.id)
    here.db.clock = clock = FakeClock()
    clock.now += SECOND
    assert await (await give(here, app, minsu))()
