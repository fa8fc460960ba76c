"""OAuth: the way of an app to a token, and every way round that must stay closed."""

import hashlib
from base64 import b64encode, urlsafe_b64encode
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from biztweet.access.sessions import begin, end_all
from biztweet.access.tables import grants
from biztweet.accounts.model import Role
from biztweet.api.mastodon.caller import EACH_ADDRESS
from biztweet.company import Company
from biztweet.ports.sql.statement import Query
from tests.api.mastodon.clients import App, a_stranger, an_app_of
from tests.api.oauth.browsers import Browser, answered, fields, shown_code
from tests.factories import a_person

OOB = "urn:ietf:wg:oauth:2.0:oob"
CALLBACK = "https://app.example/callback?x=1"
VERIFIER = "v" * 43
CHALLENGE = urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
PKCE = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}


@pytest.fixture
def stranger(company: Company) -> App:
    return a_stranger(company)


@pytest.fixture
async def browser(company: Company, stranger: App) -> Browser:
    person = await a_person(company, "minsu", name="김민수")
    return Browser(stranger, await begin(company.db, person.id, address="127.0.0.1", device="Firefox"))


async def registered(stranger: App, **more: str) -> dict[str, Any]:
    form = {"client_name": "Ivory", "redirect_uris": f"{CALLBACK}\n{OOB}", "scopes": "read write follow push"} | more
    app: dict[str, Any] = await stranger.post("/api/v1/apps", **form)
    return app


def asks(app: dict[str, Any], **more: str) -> dict[str, str]:
    client_id: str = app["client_id"]
    return {"response_type": "code", "client_id": client_id, "redirect_uri": CALLBACK, "scope": "read write"} | more


def brings(app: dict[str, Any], code: str, **more: str) -> dict[str, str]:
    found = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
    return found | {"client_id": app["client_id"], "client_secret": app["client_secret"]} | more


async def a_code(browser: Browser, app: dict[str, Any], **more: str) -> str:
    answer = await browser.allows(**asks(app, **more))
    assert answer.status_code == 303
    return answered(answer.headers["location"])["code"]


async def test_an_app_registers_by_form_or_json(stranger: App) -> None:
    app = await registered(stranger, website="https://ivory.example")
    assert app["redirect_uris"] == [CALLBACK, OOB]
    assert app["scopes"] == ["read", "write", "follow", "push"]
    sent = {"client_name": "Elk", "redirect_uris": ["https://elk.example/cb", "elk://cb"]}
    elk = await stranger.ask("POST", "/api/v1/apps", json=sent)
    assert elk["redirect_uris"] == ["https://elk.example/cb", "elk://cb"]
    assert elk["scopes"] == ["read"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_name": ""},
        {"client_name": "x" * 81},
        {"redirect_uris": "javascript:alert(1)"},
        {"redirect_uris": "data:text/html,x"},
        {"redirect_uris": "/relative"},
        {"redirect_uris": "https://app.example/#fragment"},
        {"redirect_uris": "https://"},
        {"redirect_uris": "https://user@app.example/"},
        {"redirect_uris": 'https://app.example/"><script>'},
        {"redirect_uris": ""},
        {"scopes": "read everything"},
        {"website": "javascript:alert(1)"},
    ],
)
async def test_an_app_that_does_harm_is_not_registered(stranger: App, wrong: dict[str, str]) -> None:
    form = {"client_name": "Ivory", "redirect_uris": OOB, "scopes": "read"} | wrong
    assert (await stranger.post("/api/v1/apps", 422, **form))["error"].startswith("Validation failed: ")


async def test_registrations_of_one_address_are_counted(company: Company, stranger: App) -> None:
    company.quotas._lifted = False
    for _ in range(10):
        await registered(stranger)
    assert (await stranger.http.post("/api/v1/apps", data={"client_name": "x"})).status_code == 429


async def test_a_person_consents_and_the_app_gets_a_token_that_speaks_for_them(stranger: App, browser: Browser) -> None:
    app = await registered(stranger)
    answer = await browser.allows(**asks(app, state="s t&a=te"))
    told = answered(answer.headers["location"])
    assert answer.headers["location"].startswith(f"{CALLBACK}&")
    assert told["state"] == "s t&a=te"
    token = await stranger.post("/oauth/token", **brings(app, told["code"]))
    assert (token["token_type"], token["scope"]) == ("Bearer", "read write")
    assert token["created_at"] > 1_600_000_000
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    me = await stranger.ask("GET", "/api/v1/accounts/verify_credentials", headers=headers)
    assert me["acct"] == "minsu"
    userinfo = await stranger.ask("GET", "/oauth/userinfo", headers=headers)
    assert userinfo["preferred_username"] == "minsu"


async def test_the_page_says_who_asks_for_what_and_its_first_button_allows(stranger: App, browser: Browser) -> None:
    app = await registered(stranger, client_name='<b>"Ivory"</b>')
    page = await browser.page(**asks(app, scope="read"))
    assert "&lt;b&gt;" in page.text
    assert "<b>" not in page.text
    assert fields(page.text)["decision"] == "allow"
    assert "김민수" in page.text
    policy = page.headers["content-security-policy"]
    assert "form-action 'self' https://app.example;" in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["cache-control"] == "no-store"
    mobile = await registered(stranger, redirect_uris="tuba://callback")
    page = await browser.page(**asks(mobile, redirect_uri="tuba://callback"))
    assert "form-action 'self' tuba:;" in page.headers["content-security-policy"]


async def test_out_of_band_shows_the_code(stranger: App, browser: Browser) -> None:
    app = await registered(stranger)
    answer = await browser.allows(**asks(app, redirect_uri=OOB))
    assert answer.status_code == 200
    await stranger.post("/oauth/token", **brings(app, shown_code(answer.text), redirect_uri=OOB))


async def test_who_is_not_signed_in_does_that_first_and_comes_back(stranger: App) -> None:
    app = await registered(stranger)
    answer = await stranger.http.get("/oauth/authorize", params=asks(app, state="1&2"))
    assert answer.status_code == 303
    goal = parse_qs(urlsplit(answer.headers["location"]).query)["next"][0]
    assert urlsplit(goal).path == "/oauth/authorize"
    assert answered(goal) == asks(app, state="1&2")


async def test_who_says_no_is_sent_back_without_a_code(stranger: App, browser: Browser) -> None:
    app = await registered(stranger)
    form = fields((await browser.page(**asks(app, state="7"))).text) | {"decision": "deny"}
    answer = await browser.sends(form)
    assert answered(answer.headers["location"]) | {"x": ""} == {"error": "access_denied", "state": "7", "x": ""}


@pytest.mark.parametrize(
    "address",
    [
        "https://app.example/callback",
        "https://app.example/callback?x=1&y=2",
        "https://app.example/callback?x=1/",
        "https://app.example.evil.example/callback?x=1",
        "HTTPS://app.example/callback?x=1",
        "https://app.example/callback?x=1#frag",
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        "",
    ],
)
async def test_nobody_is_sent_to_an_address_that_was_not_registered(
    stranger: App, browser: Browser, address: str
) -> None:
    app = await registered(stranger)
    asked = asks(app, redirect_uri=address)
    page = await browser.page(**asked)
    assert (page.status_code, page.headers.get("location")) == (400, None)
    good = fields((await browser.page(**asks(app))).text)
    sent = await browser.sends(good | {"redirect_uri": address})
    assert (sent.status_code, sent.headers.get("location")) == (400, None)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "read everything"}, "invalid_scope"),
        ({"scope": "admin:read"}, "invalid_scope"),
        ({"code_challenge": VERIFIER, "code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": CHALLENGE}, "invalid_request"),
        ({"code_challenge": "short", "code_challenge_method": "S256"}, "invalid_request"),
        ({"code_challenge_method": "S256"}, "invalid_request"),
    ],
)
async def test_what_an_app_asks_wrongly_it_is_told_at_its_own_address(
    stranger: App, browser: Browser, wrong: dict[str, str], error: str
) -> None:
    app = await registered(stranger)
    answer = await browser.page(**asks(app, state="s", **wrong))
    assert answered(answer.headers["location"])["error"] == error
    assert answered(answer.headers["location"])["state"] == "s"


async def test_an_unknown_app_gets_a_page_and_no_redirect(browser: Browser) -> None:
    page = await browser.page(response_type="code", client_id="nobody", redirect_uri="https://evil.example/")
    assert (page.status_code, page.headers.get("location")) == (400, None)


async def test_another_sites_form_is_refused(stranger: App, browser: Browser) -> None:
    app = await registered(stranger)
    form = fields((await browser.page(**asks(app))).text)
    other = await registered(stranger)
    for sent, headers in (
        (form, {"Sec-Fetch-Site": "cross-site"}),
        (form, {"Sec-Fetch-Site": "same-site"}),
        (form, {"Origin": "https://evil.example"}),
        (form, {"Origin": "null"}),
        (form | {"csrf": ""}, {}),
        (form | {"csrf": "0" * 64}, {}),
        (form | {"client_id": other["client_id"]}, {}),
    ):
        answer = await browser.sends(sent, **headers)
        assert (answer.status_code, answer.headers.get("location")) == (400, None)
    assert (await browser.page(**form)).status_code == 200
    assert (await browser.sends(form)).status_code == 303


async def test_a_code_becomes_a_token_once_and_its_second_use_ends_that(stranger: App, browser: Browser) -> None:
    app = await registered(stranger)
    code = await a_code(browser, app)
    token = (await stranger.post("/oauth/token", **brings(app, code)))["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    await stranger.ask("GET", "/api/v1/accounts/verify_credentials", headers=headers)
    again = await stranger.post("/oauth/token", 400, **brings(app, code))
    assert again["error"] == "invalid_grant"
    await stranger.ask("GET", "/api/v1/accounts/verify_credentials", 401, headers=headers)


async def test_a_code_holds_for_a_minute(company: Company, stranger: App, browser: Browser) -> None:
    app = await registered(stranger)
    code = await a_code(browser, app)
    clock = company.db.clock
    company.db.clock = lambda: clock() + 61_000_000
    assert (await stranger.post("/oauth/token", 400, **brings(app, code)))["error"] == "invalid_grant"


async def test_a_code_is_for_its_app_and_its_address(stranger: App, browser: Browser) -> None:
    app, other = await registered(stranger), await registered(stranger)
    code = await a_code(browser, app)
    for wrong in (
        brings(other, code),
        brings(app, code, redirect_uri=OOB),
        brings(app, code, redirect_uri=f"{CALLBACK}&"),
        brings(app, f"{code}x"),
        brings(app, ""),
    ):
        assert (await stranger.post("/oauth/token", 400, **wrong))["error"] == "invalid_grant"
    await stranger.post("/oauth/token", **brings(app, code))


async def test_a_code_with_a_challenge_needs_its_verifier(stranger: App, browser: Browser) -> None:
    app = await registered(stranger)
    code = await a_code(browser, app, **PKCE)
    for wrong in ({}, {"code_verifier": "w" * 43}, {"code_verifier": CHALLENGE}, {"code_verifier": "v" * 200}):
        assert (await stranger.post("/oauth/token", 400, **brings(app, code, **wrong)))["error"] == "invalid_grant"
    await stranger.post("/oauth/token", **brings(app, code, code_verifier=VERIFIER))


async def test_a_verifier_without_a_challenge_means_that_somebody_took_it_away(stranger: App, browser: Browser) -> None:
    app = await registered(stranger)
    code = await a_code(browser, app)
    assert (await stranger.post("/oauth/token", 400, **brings(app, code, code_verifier=VERIFIER)))["error"]


async def test_an_app_without_secret_must_use_pkce(stranger: App, browser: Browser) -> None:
    app = await registered(stranger)
    public = {"client_secret": ""}
    code = await a_code(browser, app)
    assert (await stranger.post("/oauth/token", 400, **brings(app, code) | public))["error"] == "invalid_grant"
    code = await a_code(browser, app, **PKCE)
    await stranger.post("/oauth/token", **brings(app, code, code_verifier=VERIFIER) | public)


async def test_a_wrong_secret_is_refused_and_so_is_who_keeps_guessing(stranger: App, browser: Browser) -> None:
    app = await registered(stranger)
    code = await a_code(browser, app)
    refused = await stranger.post("/oauth/token", 401, **brings(app, code, client_secret="wrong"))
    assert refused["error"] == "invalid_client"
    assert (await stranger.post("/oauth/token", 401, **brings(app, code, client_id="nobody")))["error"]
    answers = [
        await stranger.http.post("/oauth/token", data=brings(app, code, client_secret="wrong")) for _ in range(30)
    ]
    assert answers[-1].status_code == 429


async def test_credentials_may_come_by_basic(stranger: App, browser: Browser) -> None:
    app = await registered(stranger)
    code = await a_code(browser, app)
    pair = b64encode(f"{app['client_id']}:{app['client_secret']}".encode()).decode()
    sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
    await stranger.ask("POST", "/oauth/token", data=sent, headers={"Authorization": f"Basic {pair}"})
    for broken in ("Basic !!!", "Basic", f"Basic {b64encode(b'x').decode()}"):
        refused = await stranger.ask("POST", "/oauth/token", 401, data=sent, headers={"Authorization": broken})
        assert refused["error"] == "invalid_client"


async def test_an_app_may_act_for_itself_within_its_scopes_and_there_is_no_password_grant(stranger: App) -> None:
    app = await registered(stranger, scopes="read")
    own = {"client_id": app["client_id"], "client_secret": app["client_secret"]}
    token = await stranger.post("/oauth/token", grant_type="client_credentials", **own)
    assert token["scope"] == "read"
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    assert (await stranger.ask("GET", "/api/v1/apps/verify_credentials", headers=headers))["name"] == "Ivory"
    await stranger.ask("GET", "/api/v1/timelines/public", 401, headers=headers)
    wide = await stranger.post("/oauth/token", 400, grant_type="client_credentials", scope="write", **own)
    assert wide["error"] == "invalid_scope"
    public = await stranger.post("/oauth/token", 401, grant_type="client_credentials", client_id=app["client_id"])
    assert public["error"] == "invalid_client"
    for grant_type in ("password", "refresh_token", ""):
        refused = await stranger.post("/oauth/token", 400, grant_type=grant_type, username="a", password="b", **own)
        assert refused["error"] == "unsupported_grant_type"


async def test_a_token_is_ended_by_its_own_app_only(company: Company, stranger: App) -> None:
    person = await a_person(company)
    app, other = await registered(stranger), await registered(stranger)
    bearer = (await a_token(company, stranger, app, person.id))["access_token"]
    headers = {"Authorization": f"Bearer {bearer}"}
    own = {name: app[name] for name in ("client_id", "client_secret")}
    others = {name: other[name] for name in ("client_id", "client_secret")}
    refused = await stranger.post("/oauth/revoke", 403, token=bearer, **others)
    assert refused["error"] == "unauthorized_client"
    await stranger.ask("GET", "/api/v1/accounts/verify_credentials", headers=headers)
    for _ in range(2):
        assert await stranger.post("/oauth/revoke", token=bearer, **own) == {}
    await stranger.ask("GET", "/api/v1/accounts/verify_credentials", 401, headers=headers)


async def a_token(company: Company, stranger: App, app: dict[str, Any], account_id: int) -> dict[str, Any]:
    """By the whole way."""
    browser = Browser(stranger, await begin(company.db, account_id, address="", device=""))
    token: dict[str, Any] = await stranger.post("/oauth/token", **brings(app, await a_code(browser, app)))
    return token


async def test_an_administrators_rights_are_given_by_administrators_only(company: Company, stranger: App) -> None:
    admin = await a_person(company, role=Role.admin)
    browser = Browser(stranger, await begin(company.db, admin.id, address="", device=""))
    app = await registered(stranger, scopes="read admin:read")
    answer = await browser.allows(**asks(app, scope="read admin:read"))
    token = await stranger.post("/oauth/token", **brings(app, answered(answer.headers["location"])["code"]))
    assert token["scope"] == "read admin:read"


async def test_a_session_that_is_over_consents_to_nothing(company: Company, stranger: App) -> None:
    person = await a_person(company)
    browser = Browser(stranger, await begin(company.db, person.id, address="", device=""))
    app = await registered(stranger)
    form = fields((await browser.page(**asks(app))).text)
    await end_all(company.db, person.id)
    answer = await browser.sends(form)
    assert answer.headers["location"].startswith("/login?next=")


async def test_the_server_says_what_of_oauth_it_speaks(stranger: App) -> None:
    told = await stranger.get("/.well-known/oauth-authorization-server")
    assert told["code_challenge_methods_supported"] == ["S256"]
    assert told["authorization_endpoint"] == "http://127.0.0.1:8000/oauth/authorize"
    assert "write:statuses" in told["scopes_supported"]


async def test_a_bearer_of_another_person_is_not_touched_by_a_reused_code(company: Company, stranger: App) -> None:
    first, second = await a_person(company), await a_person(company)
    kept = await an_app_of(company, second)
    app = await registered(stranger)
    browser = Browser(stranger, await begin(company.db, first.id, address="", device=""))
    code = await a_code(browser, app)
    await stranger.post("/oauth/token", **brings(app, code))
    await stranger.post("/oauth/token", 400, **brings(app, code))
    await kept.get("/api/v1/accounts/verify_credentials")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"client_id=%FF"),
        ("application/json", b"[1]"),
        ("multipart/form-data", b"--x--"),
        ("application/x-www-form-urlencoded", b"state[]=1&client_id=x"),
        ("application/json", b'{"client_id": {"a": 1}}'),
    ],
)
async def test_what_cannot_be_read_is_answered_with_a_page(browser: Browser, kind: str, body: bytes) -> None:
    for cookie in (browser.cookie, {}):
        answer = await browser.http.post("/oauth/authorize", content=body, headers=cookie | {"Content-Type": kind})
        assert (answer.status_code, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")


async def test_a_state_that_is_no_text_leads_nobody_anywhere(stranger: App, browser: Browser) -> None:
    asked = asks(await registered(stranger)) | {"state[]": "x"}
    for cookie in (browser.cookie, {}):
        for path in ("", "&scope=nonsense"):
            query = "&".join(f"{name}={value}" for name, value in asked.items() if name != "redirect_uri") + path
            page = await stranger.http.get(f"/oauth/authorize?{query}", headers=cookie)
            assert (page.status_code, "location" in page.headers) == (400, False)


@pytest.mark.parametrize("origin", ["http://[", "null", "http://127.0.0.1:8000@evil.example", "https://evil.example"])
async def test_a_form_of_another_site_gives_nothing(stranger: App, browser: Browser, origin: str) -> None:
    page = await browser.page(**asks(await registered(stranger)))
    answer = await browser.sends(fields(page.text), Origin=origin)
    assert (answer.status_code, "location" in answer.headers) == (400, False)


async def test_other_addresses_of_oauth_are_answered_as_apps_read(stranger: App) -> None:
    for method, path in (
        ("GET", "/oauth/token"),
        ("PUT", "/oauth/revoke"),
        ("GET", "/oauth/x"),
        ("GET", "/.well-known/x"),
    ):
        assert await stranger.ask(method, path, 404) == {"error": "Not found"}


async def test_an_address_that_asked_too_often_is_given_no_token(
    company: Company, stranger: App, browser: Browser
) -> None:
    app = await registered(stranger)
    code = await a_code(browser, app)
    while (await company.quotas.peek(EACH_ADDRESS, "127.0.0.1")).remaining:
        await company.quotas.spend(EACH_ADDRESS, "127.0.0.1")
    refused = await stranger.http.post("/oauth/token", data=brings(app, code))
    assert (refused.status_code, refused.json()["error"]) == (429, "temporarily_unavailable")
    assert await company.db.rows(Query(int, sa.select(grants.c.token_id).where(grants.c.token_id.is_not(None)))) == []


async def test_mastodons_statuses_bring_messages_and_nothing_else_does(
    company: Company, stranger: App, browser: Browser
) -> None:
    app = await registered(stranger, scopes="read:statuses read:accounts")
    asked = asks(app, scope="read:statuses read:accounts")
    told = answered((await browser.allows(**asked)).headers["location"])
    token = await stranger.post("/oauth/token", **brings(app, told["code"]))
    assert token["scope"] == "read:statuses read:accounts"
    viewer = await company.tokens.viewer(token["access_token"])
    assert viewer.may("read:messages")
    assert not viewer.may("write:messages")
