"""Twitter's OAuth 2.0: codes with PKCE, tokens that run out and are renewed, apps that act for themselves."""

import hashlib
from base64 import b64encode, urlsafe_b64encode
from typing import Any

import httpx2
import pytest

from biztweet.access import apps, own_apps
from biztweet.access.apps import OUT_OF_BAND
from biztweet.access.own_apps import AppForm
from biztweet.access.revoke import end_what_ran_out, revoke_app_for
from biztweet.access.scopes import Level, holds
from biztweet.access.sessions import begin
from biztweet.access.tokens import TokenInvalid
from biztweet.access.viewer import Viewer
from biztweet.accounts.join import deactivate
from biztweet.api.oauth.twitter_scopes import KNOWN, scopes, shown
from biztweet.api.twitter_v2.routes import CALLS
from biztweet.company import Company
from biztweet.kernel.clock import DAY, HOUR, MINUTE
from tests.api.mastodon.clients import a_stranger
from tests.api.oauth.browsers import Browser, answered
from tests.factories import a_person

CALLBACK = "https://app.example/done"
LOOPBACK = "http://127.0.0.1/done"
VERIFIER = "v" * 64
CHALLENGE = urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
SCOPE = "tweet.read users.read tweet.write offline.access"


class Program:
    """A client of Twitter's API v2; `native` ones have no secret to bring."""

    def __init__(self, company: Company, app: apps.App) -> None:
        self.company = company
        self.app = app
        self.http = a_stranger(company).http
        secret = company.vault.unlock(app.client_secret)
        self.pair = f"Basic {b64encode(f'{app.client_id}:{secret}'.encode()).decode()}"

    def asks(self, **more: str) -> dict[str, str]:
        asked = {"response_type": "code", "client_id": self.app.client_id, "redirect_uri": CALLBACK, "scope": SCOPE}
        return asked | {"state": "s", "code_challenge": CHALLENGE, "code_challenge_method": "S256"} | more

    async def sends(self, path: str, *, basic: bool = True, **form: str) -> httpx2.Response:
        headers = {"Authorization": self.pair} if basic else {}
        return await self.http.post(path, data=form, headers=headers)

    async def a_code(self, browser: Browser, **more: str) -> str:
        answer = await browser.allows(**self.asks(**more))
        return answered(answer.headers["location"])["code"]

    async def changes(self, code: str, *, basic: bool = True, **more: str) -> httpx2.Response:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "code_verifier": VERIFIER}
        return await self.sends("/2/oauth2/token", basic=basic, **(form | more))

    async def renews(self, secret: str, **more: Any) -> httpx2.Response:
        return await self.sends("/2/oauth2/token", grant_type="refresh_token", refresh_token=secret, **more)

    async def a_token(self, browser: Browser, **more: str) -> dict[str, Any]:
        answer = await self.changes(await self.a_code(browser, **more))
        assert answer.status_code == 200, answer.text
        token: dict[str, Any] = answer.json()
        return token

    async def holds(self, token: dict[str, Any]) -> bool:
        await self.company.relay.barrier()
        try:
            return (await self.company.tokens.viewer(token["access_token"])).account_id is not None
        except TokenInvalid:
            return False


def later(company: Company, microseconds: int) -> None:
    clock = company.db.clock
    company.db.clock = lambda: clock() + microseconds


@pytest.fixture
async def owner(any_company: Company) -> Viewer:
    return await a_person(any_company, "jihye", name="박지혜")


async def registered(company: Company, owner: Viewer, *, native: bool = False) -> Program:
    wanted = AppForm("Bot", "", (CALLBACK, LOOPBACK, OUT_OF_BAND), " ".join(Level.messages.scopes), native)
    return Program(company, await own_apps.register(company.db, company.vault, owner, wanted))


@pytest.fixture
async def program(any_company: Company, owner: Viewer) -> Program:
    return await registered(any_company, owner)


@pytest.fixture
async def native(any_company: Company, owner: Viewer) -> Program:
    return await registered(any_company, owner, native=True)


@pytest.fixture
async def minsu(any_company: Company) -> Viewer:
    return await a_person(any_company, "minsu", name="김민수")


@pytest.fixture
async def browser(any_company: Company, minsu: Viewer) -> Browser:
    secret = await begin(any_company.db, minsu.id, address="127.0.0.1", device="Firefox")
    return Browser(a_stranger(any_company), secret, "/i/oauth2/authorize")


@pytest.mark.parametrize("path", ["/i/oauth2/authorize", "/2/oauth2/authorize"])
async def test_a_code_becomes_a_token_for_two_hours_and_a_secret_that_renews_it(
    program: Program, browser: Browser, minsu: Viewer, path: str
) -> None:
    browser.path = path
    token = await program.a_token(browser)
    assert (token["token_type"], token["expires_in"]) == ("bearer", 7_200)
    assert sorted(token["scope"].split()) == sorted(SCOPE.split())
    me = await program.company.tokens.viewer(token["access_token"])
    assert me.id == minsu.id
    assert me.may("write:statuses")
    assert not me.may("read:messages")
    later(program.company, 2 * HOUR)
    assert not await program.holds(token)
    renewed = (await program.renews(token["refresh_token"])).json()
    assert renewed["scope"] == token["scope"]
    assert renewed["expires_in"] == 7_200
    assert await program.holds(renewed)


async def test_without_offline_access_nothing_renews(program: Program, browser: Browser) -> None:
    assert "refresh_token" not in await program.a_token(browser, scope="tweet.read users.read")


async def test_a_secret_renews_once_and_its_second_use_ends_all(program: Program, browser: Browser) -> None:
    first = await program.a_token(browser)
    second = (await program.renews(first["refresh_token"])).json()
    assert not await program.holds(first)
    third = (await program.renews(second["refresh_token"])).json()
    assert await program.holds(third)
    stolen = await program.renews(first["refresh_token"])
    assert (stolen.status_code, stolen.json()["error"]) == (400, "invalid_grant")
    assert not await program.holds(third)
    assert (await program.renews(third["refresh_token"])).status_code == 400


async def test_a_code_used_twice_ends_what_it_gave_and_what_renews_that(program: Program, browser: Browser) -> None:
    code = await program.a_code(browser)
    token = (await program.changes(code)).json()
    assert (await program.changes(code)).json()["error"] == "invalid_grant"
    assert not await program.holds(token)
    assert (await program.renews(token["refresh_token"])).status_code == 400


async def test_a_secret_is_for_its_app_for_half_a_year_and_for_those_who_are_here(
    any_company: Company, owner: Viewer, program: Program, browser: Browser, minsu: Viewer
) -> None:
    other = await registered(any_company, owner)
    token = await program.a_token(browser)
    assert (await other.renews(token["refresh_token"])).json()["error"] == "invalid_grant"
    assert (await program.renews("")).json()["error"] == "invalid_grant"
    assert (await program.renews(token["refresh_token"], basic=False)).status_code == 401
    renewed = (await program.renews(token["refresh_token"])).json()
    await deactivate(any_company.db, minsu.id)
    assert (await program.renews(renewed["refresh_token"])).status_code == 400
    later(any_company, 181 * DAY)
    assert (await program.renews(renewed["refresh_token"])).status_code == 400


async def test_who_takes_an_app_back_ends_what_renews_it_too(
    any_company: Company, program: Program, browser: Browser, minsu: Viewer
) -> None:
    token = await program.a_token(browser)
    assert await revoke_app_for(any_company.db, program.app.id, minsu.id) == 1
    assert not await program.holds(token)
    assert (await program.renews(token["refresh_token"])).status_code == 400


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
async def test_either_half_is_revoked_with_the_other(program: Program, browser: Browser, which: str) -> None:
    token = await program.a_token(browser)
    for _ in range(2):
        assert (await program.sends("/2/oauth2/revoke", token=token[which])).json() == {"revoked": True}
    assert not await program.holds(token)
    assert (await program.renews(token["refresh_token"])).status_code == 400


async def test_a_token_that_ends_itself_ends_what_renews_it(program: Program, browser: Browser) -> None:
    token = await program.a_token(browser)
    own = {"Authorization": f"Bearer {token['access_token']}"}
    assert (await program.http.post("/oauth/invalidate_token", headers=own)).status_code == 200
    assert (await program.renews(token["refresh_token"])).status_code == 400


async def test_what_ran_out_is_revoked_so_that_its_streams_end(program: Program, browser: Browser) -> None:
    await program.a_token(browser)
    assert await end_what_ran_out(program.company.db) == 0
    later(program.company, 2 * HOUR + MINUTE)
    assert [await end_what_ran_out(program.company.db) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"code_challenge": "", "code_challenge_method": ""}, "invalid_request"),
        ({"code_challenge": VERIFIER, "code_challenge_method": "plain"}, "invalid_request"),
        ({"scope": "tweet.read everything"}, "invalid_scope"),
        ({"scope": "read"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
    ],
)
async def test_what_an_app_asks_wrongly_it_is_told(
    program: Program, browser: Browser, wrong: dict[str, str], error: str
) -> None:
    answer = await browser.page(**program.asks(**wrong))
    assert answered(answer.headers["location"]) == {"error": error, "state": "s"}


async def test_an_app_gets_no_more_than_it_registered_for(
    any_company: Company, owner: Viewer, browser: Browser
) -> None:
    wanted = AppForm("Reader", "", (CALLBACK,), " ".join(Level.read.scopes))
    reader = Program(any_company, await own_apps.register(any_company.db, any_company.vault, owner, wanted))
    for scope in ("tweet.write", "dm.read", "media.write"):
        answer = await browser.page(**reader.asks(scope=scope))
        assert answered(answer.headers["location"])["error"] == "invalid_scope"
    assert (await browser.page(**reader.asks(scope="tweet.read like.read offline.access"))).status_code == 200


async def test_only_a_native_app_comes_without_its_secret(program: Program, native: Program, browser: Browser) -> None:
    code = await program.a_code(browser)
    refused = await program.changes(code, basic=False, client_id=program.app.client_id)
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
    code = await native.a_code(browser)
    token = (await native.changes(code, basic=False, client_id=native.app.client_id)).json()
    renewed = await native.renews(token["refresh_token"], basic=False, client_id=native.app.client_id)
    assert renewed.status_code == 200
    stolen = await native.renews(token["refresh_token"], basic=False, client_id=native.app.client_id)
    assert stolen.json()["error"] == "invalid_grant"
    code = await native.a_code(browser)
    unproved = await native.changes(code, basic=False, client_id=native.app.client_id, code_verifier="w" * 64)
    assert unproved.json()["error"] == "invalid_grant"


async def test_a_native_app_listens_on_any_port_and_no_other_does(
    program: Program, native: Program, browser: Browser
) -> None:
    ported = "http://127.0.0.1:49152/done"
    answer = await browser.allows(**native.asks(redirect_uri=ported))
    assert answer.headers["location"].startswith(f"{ported}?code=")
    code = answered(answer.headers["location"])["code"]
    exchanged = await native.changes(code, basic=False, client_id=native.app.client_id, redirect_uri=ported)
    assert exchanged.status_code == 200
    for wrong in ("http://localhost:1/done", "http://127.0.0.1:1/other", "http://127.0.0.1:1@evil.example/done"):
        assert (await browser.page(**native.asks(redirect_uri=wrong))).status_code == 400
    assert (await browser.page(**program.asks(redirect_uri=ported))).status_code == 400


def test_words_and_scopes_are_each_others() -> None:
    for word in KNOWN:
        assert shown(scopes(word)) == [word]
    assert shown(scopes(" ".join(KNOWN))) == list(KNOWN)


def test_every_call_of_v2_can_be_asked_for() -> None:
    given = frozenset(scopes(" ".join(KNOWN)).split())
    assert [call.path for call in CALLS if not holds(given, call.scope)] == []


# ── apps for themselves ─────────────────────────────────────────────────────────────────────────────────────────


def code(answer: httpx2.Response) -> tuple[int, int]:
    [error] = answer.json()["errors"]
    return answer.status_code, error["code"]


async def test_an_app_acts_for_itself_and_ends_that_again(program: Program) -> None:
    given = (await program.sends("/oauth2/token", grant_type="client_credentials")).json()
    assert given["token_type"] == "bearer"
    me = await program.company.tokens.viewer(given["access_token"])
    assert me.account_id is None
    assert me.may("read:statuses")
    assert not me.may("read:messages")
    assert not me.may("write:statuses")
    ended = await program.sends("/oauth2/invalidate_token", access_token=given["access_token"])
    assert ended.json() == {"access_token": given["access_token"]}
    assert code(await program.sends("/oauth2/invalidate_token", access_token=given["access_token"])) == (401, 89)


async def test_only_an_app_that_somebody_here_registered_acts_for_itself(any_company: Company) -> None:
    stranger = Program(any_company, await apps.register(any_company.db, any_company.vault, name="Stranger"))
    assert code(await stranger.sends("/oauth2/token", grant_type="client_credentials")) == (403, 99)


async def test_a_wrong_pair_is_refused(program: Program) -> None:
    form = {"grant_type": "client_credentials"}
    own = {"client_id": program.app.client_id}
    assert code(await program.sends("/oauth2/token", basic=False, **form)) == (403, 99)
    assert code(await program.sends("/oauth2/token", basic=False, **form, **own)) == (403, 99)
    for pair in ("x:y", f"{program.app.client_id}:x", program.app.client_id, "\udc80", ":"):
        encoded = b64encode(pair.encode("utf-8", "surrogateescape")).decode()
        headers = {"Authorization": f"Basic {encoded}"}
        assert code(await program.http.post("/oauth2/token", data=form, headers=headers)) == (403, 99)
    assert code(await program.sends("/oauth2/token", grant_type="password")) == (400, 38)


async def test_an_app_ends_no_tokens_but_its_own(
    any_company: Company, owner: Viewer, program: Program, browser: Browser
) -> None:
    other = await registered(any_company, owner)
    given = (await other.sends("/oauth2/token", grant_type="client_credentials")).json()
    persons = await program.a_token(browser)
    for token in (given, persons):
        refused = await program.sends("/oauth2/invalidate_token", access_token=token["access_token"])
        assert code(refused) == (403, 348)


async def test_programs_that_ask_at_each_start_do_not_pile_up_tokens(program: Program) -> None:
    given = [await program.sends("/oauth2/token", grant_type="client_credentials") for _ in range(21)]
    bearers = [answer.json()["access_token"] for answer in given]
    await program.company.relay.barrier()
    with pytest.raises(TokenInvalid):
        await program.company.tokens.viewer(bearers[0])
    for bearer in bearers[1:]:
        assert (await program.company.tokens.viewer(bearer)).account_id is None
