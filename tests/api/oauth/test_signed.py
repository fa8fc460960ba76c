"""OAuth 1.0a's three steps, by oauthlib's signer: request, consent by PIN or callback, token; and what is refused."""

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from oauthlib.oauth1 import Client as Signer  # type: ignore[import-untyped]  # it ships no types

from biztweet.access import administer_apps, apps, own_apps
from biztweet.access.apps import OUT_OF_BAND
from biztweet.access.own_apps import AppForm
from biztweet.access.scopes import Level
from biztweet.access.sessions import begin
from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Role
from biztweet.company import Company
from biztweet.kernel.clock import MINUTE
from tests.api.mastodon.clients import a_stranger
from tests.api.oauth.browsers import Browser, answered, shown_code
from tests.factories import a_person

BASE = "http://127.0.0.1:8000"
CALLBACK = "https://app.example/done?x=1"
Pair = dict[str, str]


class Program:
    """A Twitter client on its way to a token; its `keys` are named as oauthlib names them."""

    def __init__(self, company: Company, app: apps.App) -> None:
        self.company = company
        self.app = app
        self.http = a_stranger(company).http
        self.keys: dict[str, Any] = {
            "client_key": app.client_id,
            "client_secret": company.vault.unlock(app.client_secret),
        }

    async def asks(
        self, path: str, *, method: str = "POST", sent_to: str = "", query: str = "", **signing: Any
    ) -> httpx2.Response:
        """One signed request; `signing` changes how it is signed, `sent_to` where it goes."""
        url = f"{BASE}{path}{query}"
        uri, headers, _ = Signer(**(self.keys | signing)).sign(url, method)
        return await self.http.request(method, sent_to or uri, headers=headers)

    async def requests(self, callback: str = "oob", **more: Any) -> Pair:
        """A request token."""
        return pairs(await self.asks("/oauth/request_token", callback_uri=callback, **more))

    async def exchanges(self, asked: Pair, verifier: str, **signing: Any) -> httpx2.Response:
        """The request token for the real one."""
        own = {"resource_owner_key": asked["oauth_token"], "resource_owner_secret": asked["oauth_token_secret"]}
        return await self.asks("/oauth/access_token", **(own | {"verifier": verifier} | signing))


def pairs(answer: httpx2.Response) -> Pair:
    assert answer.status_code == 200, answer.text
    return {name: values[0] for name, values in parse_qs(answer.text).items()}


def code(answer: httpx2.Response) -> tuple[int, int]:
    [error] = answer.json()["errors"]
    return answer.status_code, error["code"]


@pytest.fixture
async def owner(any_company: Company) -> Viewer:
    return await a_person(any_company, "jihye", name="박지혜")


@pytest.fixture
async def program(any_company: Company, owner: Viewer) -> Program:
    wanted = AppForm("Twidere", "https://twidere.example", (CALLBACK, OUT_OF_BAND), " ".join(Level.write.scopes))
    return Program(any_company, await own_apps.register(any_company.db, any_company.vault, owner, wanted))


@pytest.fixture
async def browser(any_company: Company) -> Browser:
    minsu = await a_person(any_company, "minsu", name="김민수")
    secret = await begin(any_company.db, minsu.id, address="127.0.0.1", device="Firefox")
    return Browser(a_stranger(any_company), secret)


async def a_pin(browser: Browser, asked: Pair) -> str:
    return shown_code((await browser.allows(oauth_token=asked["oauth_token"])).text)


async def test_a_pin_becomes_a_token_that_speaks_for_its_person(program: Program, browser: Browser) -> None:
    asked = await program.requests()
    assert asked["oauth_callback_confirmed"] == "true"
    page = (await browser.page(oauth_token=asked["oauth_token"])).text
    for said in ("Twidere", "박지혜", "김민수", "https://twidere.example"):
        assert said in page
    pin = await a_pin(browser, asked)
    assert len(pin) == 7
    assert pin.isdigit()
    token = pairs(await program.exchanges(asked, pin))
    assert token["screen_name"] == "minsu"
    assert token["oauth_token"].startswith(f"{token['user_id']}-")
    viewer = await program.company.tokens.by_oauth1(token["oauth_token"])
    assert frozenset(viewer.scopes.split()) == Level.write.scopes
    again = await program.exchanges(asked, pin)
    assert code(again) == (401, 89)


async def test_a_callback_gets_the_verifier(program: Program, browser: Browser) -> None:
    asked = await program.requests(CALLBACK)
    page = await browser.page(oauth_token=asked["oauth_token"])
    assert "form-action 'self' https://app.example;" in page.headers["content-security-policy"]
    answer = await browser.allows(oauth_token=asked["oauth_token"])
    assert answer.headers["location"].startswith(f"{CALLBACK}&")
    told = answered(answer.headers["location"])
    assert told["oauth_token"] == asked["oauth_token"]
    assert pairs(await program.exchanges(asked, told["oauth_verifier"]))["screen_name"] == "minsu"


async def test_who_says_no_is_sent_back_and_nothing_is_left(program: Program, browser: Browser) -> None:
    asked = await program.requests(CALLBACK)
    answer = await browser.denies(oauth_token=asked["oauth_token"])
    assert answered(answer.headers["location"]) == {"x": "1", "denied": asked["oauth_token"]}
    assert (await browser.page(oauth_token=asked["oauth_token"])).status_code == 400
    by_pin = await program.requests()
    assert (await browser.denies(oauth_token=by_pin["oauth_token"])).status_code == 400
    assert code(await program.exchanges(by_pin, "0000000")) == (401, 89)


@pytest.mark.parametrize("callback", ["https://evil.example/", "https://app.example/done", "javascript:alert(1)", "x"])
async def test_a_callback_has_to_be_registered(program: Program, callback: str) -> None:
    assert code(await program.asks("/oauth/request_token", callback_uri=callback)) == (403, 415)


async def test_a_callback_has_to_be_named(program: Program) -> None:
    assert code(await program.asks("/oauth/request_token")) == (400, 38)


async def test_an_app_that_did_not_register_a_pin_gets_none(any_company: Company, owner: Viewer) -> None:
    wanted = AppForm("Web", "", (CALLBACK,), "read")
    web = Program(any_company, await own_apps.register(any_company.db, any_company.vault, owner, wanted))
    assert code(await web.asks("/oauth/request_token", callback_uri="oob")) == (403, 415)


async def test_a_request_is_signed_once_in_time_by_the_right_secret(program: Program) -> None:
    ask = "/oauth/request_token"
    old = str(int(time.time()) - 20 * 60)
    assert code(await program.asks(ask, callback_uri="oob", client_secret="x")) == (401, 32)
    assert code(await program.asks(ask, callback_uri="oob", client_key="x")) == (401, 32)
    assert code(await program.asks(ask, callback_uri="oob", timestamp=old)) == (401, 135)
    assert code(await program.asks(ask, callback_uri="oob", signature_method="PLAINTEXT")) == (401, 32)
    assert code(await program.asks(ask, callback_uri="oob", sent_to=f"{BASE}{ask}?x=1")) == (401, 32)
    assert code(await program.asks(ask, callback_uri="oob", sent_to=f"{BASE}/oauth/access_token")) == (401, 89)
    once = {"nonce": "once", "timestamp": str(int(time.time()))}
    await program.requests(**once)
    assert code(await program.asks(ask, callback_uri="oob", **once)) == (401, 32)
    doubled = await program.http.post(f"{ask}?oauth_nonce=1&oauth_nonce=2&oauth_signature=x")
    assert code(doubled) == (401, 32)
    assert code(await program.http.post(ask)) == (400, 215)


async def test_parameters_may_stand_in_the_query_and_the_method_may_be_get(program: Program) -> None:
    answer = await program.asks("/oauth/request_token", method="GET", signature_type="QUERY", callback_uri="oob")
    assert pairs(answer)["oauth_token"]


async def test_a_few_wrong_pins_end_the_request(program: Program, browser: Browser) -> None:
    asked = await program.requests()
    pin = await a_pin(browser, asked)
    wrong = f"{(int(pin) + 1) % 10**7:07}"
    for _ in range(5):
        assert code(await program.exchanges(asked, wrong)) == (401, 89)
    assert code(await program.exchanges(asked, pin)) == (401, 89)


async def test_one_wrong_pin_is_forgiven(program: Program, browser: Browser) -> None:
    asked = await program.requests()
    pin = await a_pin(browser, asked)
    assert code(await program.exchanges(asked, "x")) == (401, 89)
    assert pairs(await program.exchanges(asked, pin))["oauth_token"]


async def test_what_nobody_allowed_becomes_nothing(program: Program) -> None:
    asked = await program.requests()
    for verifier in ("0000000", "None", " "):
        assert code(await program.exchanges(asked, verifier)) == (401, 89)


async def test_a_request_is_for_its_app_and_its_secret(
    any_company: Company, owner: Viewer, program: Program, browser: Browser
) -> None:
    wanted = AppForm("Other", "", (OUT_OF_BAND,), "read")
    other = Program(any_company, await own_apps.register(any_company.db, any_company.vault, owner, wanted))
    asked = await program.requests()
    pin = await a_pin(browser, asked)
    assert code(await other.exchanges(asked, pin)) == (401, 32)
    assert code(await program.exchanges(asked | {"oauth_token_secret": "x"}, pin)) == (401, 32)
    assert pairs(await program.exchanges(asked, pin))["oauth_token"]


async def test_a_request_holds_for_a_quarter_of_an_hour(program: Program, browser: Browser) -> None:
    asked = await program.requests()
    clock = program.company.db.clock
    program.company.db.clock = lambda: clock() + 16 * MINUTE
    assert (await browser.page(oauth_token=asked["oauth_token"])).status_code == 400


async def test_a_page_that_was_answered_cannot_be_answered_again(program: Program, browser: Browser) -> None:
    asked = await program.requests()
    form = {"oauth_token": asked["oauth_token"]}
    await a_pin(browser, asked)
    assert (await browser.page(**form)).status_code == 400
    assert (await browser.sends(form | {"decision": "allow", "csrf": "0" * 64})).status_code == 400


async def test_another_sites_form_allows_nothing(program: Program, browser: Browser) -> None:
    asked = await program.requests(CALLBACK)
    form = {"oauth_token": asked["oauth_token"], "decision": "allow"}
    for csrf, headers in (("", {}), ("0" * 64, {}), ("x", {"Sec-Fetch-Site": "cross-site"})):
        answer = await browser.sends(form | {"csrf": csrf}, **headers)
        assert (answer.status_code, "location" in answer.headers) == (400, False)
    assert (await browser.allows(oauth_token=asked["oauth_token"])).status_code == 303


async def test_a_stranger_signs_in_first_and_may_be_named(program: Program) -> None:
    asked = await program.requests()
    params = {"oauth_token": asked["oauth_token"], "screen_name": "minsu", "force_login": "true"}
    answer = await program.http.get("/oauth/authorize", params=params)
    told = answered(answer.headers["location"])
    assert urlsplit(answer.headers["location"]).path == "/login"
    assert told["handle"] == "minsu"
    assert answered(told["next"]) == params


async def test_a_sign_in_may_have_to_be_fresh(program: Program, browser: Browser) -> None:
    asked = await program.requests()
    params = {"oauth_token": asked["oauth_token"], "force_login": "true"}
    assert (await browser.page(**params)).status_code == 200
    clock = program.company.db.clock
    program.company.db.clock = lambda: clock() + 6 * MINUTE
    assert (await browser.page(**params)).headers["location"].startswith("/login?next=")
    assert (await browser.page(oauth_token=asked["oauth_token"])).status_code == 200


async def test_signing_in_by_an_app_asks_once(program: Program, browser: Browser) -> None:
    browser.path = "/oauth/authenticate"
    asked = await program.requests(CALLBACK)
    told = answered((await browser.allows(oauth_token=asked["oauth_token"])).headers["location"])
    await program.exchanges(asked, told["oauth_verifier"])
    again = await program.requests(CALLBACK)
    at_once = await browser.page(oauth_token=again["oauth_token"])
    assert answered(at_once.headers["location"])["oauth_token"] == again["oauth_token"]
    by_pin = await program.requests()
    assert (await browser.page(oauth_token=by_pin["oauth_token"])).status_code == 200


async def test_an_app_may_ask_to_read_only(program: Program, browser: Browser) -> None:
    asked = await program.requests(query="?x_auth_access_type=read")
    token = pairs(await program.exchanges(asked, await a_pin(browser, asked)))
    known = await program.company.tokens.by_oauth1(token["oauth_token"])
    assert frozenset(known.scopes.split()) == Level.read.scopes


async def test_administrators_rights_are_never_given_by_signature(any_company: Company) -> None:
    boss = await a_person(any_company, "boss", role=Role.admin)
    wanted = AppForm("Tools", "", (OUT_OF_BAND,), "read admin")
    tools = Program(any_company, await own_apps.register(any_company.db, any_company.vault, boss, wanted))
    asked = await tools.requests()
    browser = Browser(a_stranger(any_company), await begin(any_company.db, boss.id, address="", device=""))
    token = pairs(await tools.exchanges(asked, await a_pin(browser, asked)))
    assert (await any_company.tokens.by_oauth1(token["oauth_token"])).scopes == "read"


async def test_npms_client_is_answered_in_json(program: Program) -> None:
    url = f"{BASE}/oauth/request_token"
    uri, headers, _ = Signer(**program.keys, callback_uri="oob").sign(url, "POST")
    answer = await program.http.post(uri, headers=headers | {"x-user-agent": "Node.twitter-api-v2"})
    assert answer.json()["oauth_callback_confirmed"] == "true"


async def test_a_token_ends_itself(program: Program, browser: Browser) -> None:
    asked = await program.requests()
    token = pairs(await program.exchanges(asked, await a_pin(browser, asked)))
    own = {"resource_owner_key": token["oauth_token"], "resource_owner_secret": token["oauth_token_secret"]}
    assert (await program.asks("/1.1/oauth/invalidate_token.json", **own)).status_code == 200
    assert code(await program.asks("/1.1/oauth/invalidate_token.json", **own)) == (401, 89)


async def test_a_blocked_app_gets_nowhere(any_company: Company, program: Program, browser: Browser) -> None:
    boss = await a_person(any_company, "boss")
    admin = Viewer(boss.id, frozenset({"admin"}))
    asked = await program.requests()
    pin = await a_pin(browser, asked)
    later = await program.requests()
    await administer_apps.block(any_company.db, admin, program.app.id)
    assert code(await program.exchanges(asked, pin)) == (401, 89)
    assert (await browser.page(oauth_token=later["oauth_token"])).status_code == 400
    assert code(await program.asks("/oauth/request_token", callback_uri="oob")) == (401, 32)


@pytest.mark.parametrize("token", ["", "x", "\0", "9" * 5_000, "\u202e"])
async def test_what_is_no_request_is_a_page_that_says_so(browser: Browser, token: str) -> None:
    for answer in (await browser.page(oauth_token=token), await browser.sends({"oauth_token": token})):
        assert (answer.status_code, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")
