"""Apps and bots on the pages: registered, given keys, shown, allowed, ruled."""

import io
import re
from typing import Any

import pytest
from PIL import Image

from biztweet.access import apps, tokens
from biztweet.access.apps import OUT_OF_BAND, AppUnknown, authenticated, by_client_id
from biztweet.access.scopes import Level
from biztweet.access.tokens import TokenInvalid
from biztweet.accounts import bots
from biztweet.accounts.errors import AccountNotFound
from biztweet.accounts.join import deactivate
from biztweet.accounts.model import AccountKind, Role
from biztweet.api.mastodon.routes import spoken
from biztweet.api.twitter_v1.routes import CALLS
from biztweet.company import Company
from biztweet.web.endpoints import parsed, tables
from tests.factories import a_person
from tests.web.visitors import Visitor, a_visitor, shown

FORM: dict[str, Any] = {
    "name": "점심 봇",
    "website": "https://wiki.example/lunch",
    "callbacks": "",
    "level": "write",
    "pin": "1",
}


@pytest.fixture
async def minsu(any_company: Company) -> Visitor:
    return await a_visitor(any_company, await a_person(any_company, "minsu", name="김민수", language="en"))


@pytest.fixture
async def jihye(any_company: Company) -> Visitor:
    return await a_visitor(any_company, await a_person(any_company, "jihye", name="박지혜", language="en"))


@pytest.fixture
async def boss(any_company: Company) -> Visitor:
    return await a_visitor(any_company, await a_person(any_company, "boss", role=Role.admin, language="en"))


async def an_app(company: Company, owner: Visitor) -> apps.App:
    await owner.sends("/developers/apps", 200, **FORM)
    [found] = re.findall(r"/developers/apps/(\d+)", await owner.page("/developers"))
    return await apps.by_id(company.db, int(found))


async def test_keys_are_shown_once(any_company: Company, minsu: Visitor) -> None:
    answer = await minsu.sends("/developers/apps", 200, **FORM)
    assert answer.headers["cache-control"] == "no-store"
    secret = shown(answer, "consumer-secret")
    [app_id] = re.findall(r"/developers/apps/(\d+)", await minsu.page("/developers"))
    page = await minsu.page(f"/developers/apps/{app_id}")
    assert secret not in page
    app = await apps.by_id(any_company.db, int(app_id))
    assert app.client_id in page
    assert (await authenticated(any_company.db, any_company.vault, app.client_id, secret)).id == app.id
    assert (app.redirect_uris, app.trusted, app.owner_id) == ((OUT_OF_BAND,), True, minsu.me.id)
    assert frozenset(app.scopes.split()) == Level.write.scopes
    renewed = shown(await minsu.sends(f"/developers/apps/{app_id}/secret", 200), "consumer-secret")
    with pytest.raises(AppUnknown):
        await authenticated(any_company.db, any_company.vault, app.client_id, secret)
    assert (await authenticated(any_company.db, any_company.vault, app.client_id, renewed)).id == app.id


async def test_a_token_speaks_for_its_owner_or_a_bot_of_theirs(
    any_company: Company, minsu: Visitor, jihye: Visitor
) -> None:
    app = await an_app(any_company, minsu)
    own = await minsu.sends(f"/developers/apps/{app.id}/token", 200, bot="")
    assert (await any_company.tokens.viewer(shown(own, "bearer"))).id == minsu.me.id
    assert shown(own, "access-token").startswith(f"{minsu.me.id}-")
    await minsu.sends("/developers/bots", handle="@lunch_bot", name="점심 봇")
    bot = await any_company.people.by_handle("lunch_bot")
    assert (bot.kind, bot.owner_id, bool(bot.photo_key)) == (AccountKind.bot, minsu.me.id, True)
    given = await minsu.sends(f"/developers/apps/{app.id}/token", 200, bot=str(bot.id))
    speaks = await any_company.tokens.viewer(shown(given, "bearer"))
    assert speaks.id == bot.id
    for stranger in (jihye.me.id, minsu.me.id, 1):
        await minsu.sends(f"/developers/apps/{app.id}/token", 404, bot=str(stranger))
    await jihye.sends(f"/developers/bots/{bot.id}/end", 404)
    await minsu.sends(f"/developers/bots/{bot.id}/end")
    await any_company.relay.barrier()
    with pytest.raises(TokenInvalid):
        await any_company.tokens.viewer(shown(given, "bearer"))


async def test_a_bots_page_names_its_owner(any_company: Company, minsu: Visitor, jihye: Visitor) -> None:
    await minsu.sends("/developers/bots", handle="lunch_bot", name="점심 봇")
    assert "A bot of 김민수" in await jihye.page("/@lunch_bot")


async def test_who_makes_too_much_waits(company: Company) -> None:
    company.quotas._lifted = False
    minsu = await a_visitor(company, await a_person(company))
    app = await an_app(company, minsu)
    for _ in range(59):
        await minsu.sends(f"/developers/apps/{app.id}/token", 200)
    await minsu.sends(f"/developers/apps/{app.id}/token", 429)


async def test_a_bot_ends_with_its_owner(any_company: Company, minsu: Visitor) -> None:
    await minsu.sends("/developers/bots", handle="lunch_bot", name="점심 봇")
    await deactivate(any_company.db, minsu.me.id)
    await any_company.relay.barrier()
    assert not (await any_company.people.by_handle("lunch_bot")).active


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"handle": "minsu", "name": "x"}, "That handle is taken."),
        ({"handle": "api", "name": "x"}, "A handle has 1 to 20 letters"),
        ({"handle": "한글", "name": "x"}, "A handle has 1 to 20 letters"),
        ({"handle": "bot", "name": " "}, "The form cannot be read."),
        ({"handle": "bot", "name": "a\u202eb"}, "The form cannot be read."),
    ],
)
async def test_what_is_no_bot_is_not_made(company: Company, form: dict[str, str], said: str) -> None:
    minsu = await a_visitor(company, await a_person(company, "minsu", language="en"))
    answer = await minsu.http.post("/developers/bots", data=form)
    assert answer.status_code in {409, 422}
    assert said in answer.text


async def test_an_app_is_changed_and_removed(any_company: Company, minsu: Visitor) -> None:
    app = await an_app(any_company, minsu)
    wish = FORM | {"name": "Lunch", "callbacks": "https://a.example/cb\nlunch://done", "level": "read", "native": "1"}
    await minsu.sends(f"/developers/apps/{app.id}", **(wish | {"pin": ""}))
    changed = await apps.by_id(any_company.db, app.id)
    assert (changed.name, changed.redirect_uris, changed.native) == (
        "Lunch",
        ("https://a.example/cb", "lunch://done"),
        True,
    )
    page = await minsu.page(f"/developers/apps/{app.id}")
    assert "https://a.example/cb\nlunch://done" in page
    assert re.search(r'value="read" checked', page)
    await minsu.sends(f"/developers/apps/{app.id}/delete")
    await minsu.page(f"/developers/apps/{app.id}", 404)


@pytest.mark.parametrize(
    "wrong",
    [
        {"callbacks": "javascript:alert(1)"},
        {"callbacks": "/relative"},
        {"website": "javascript:alert(1)"},
        {"website": "wiki"},
        {"level": "admin"},
        {"level": ""},
        {"name": ""},
        {"name": "x" * 81},
        {"name": "a\u202eb"},
    ],
)
async def test_what_does_harm_is_not_registered(company: Company, wrong: dict[str, str]) -> None:
    minsu = await a_visitor(company, await a_person(company))
    await minsu.sends("/developers/apps", 422, **(FORM | wrong))
    assert "/developers/apps/1" not in await minsu.page("/developers")


async def test_another_ones_app_is_not_there(any_company: Company, minsu: Visitor, jihye: Visitor) -> None:
    app = await an_app(any_company, minsu)
    missing = await jihye.page("/developers/apps/1", 404)
    assert await jihye.page(f"/developers/apps/{app.id}", 404) == missing
    for verb in ("", "/secret", "/token", "/gallery", "/delete"):
        await jihye.sends(f"/developers/apps/{app.id}{verb}", 404, **FORM)
    assert (await apps.by_id(any_company.db, app.id)).name == "점심 봇"


async def test_the_gallery_shows_what_owners_show(any_company: Company, minsu: Visitor, jihye: Visitor) -> None:
    app = await an_app(any_company, minsu)
    assert "점심 봇" not in await jihye.page("/apps/gallery")
    picture = io.BytesIO()
    Image.new("RGB", (64, 64), "green").save(picture, "PNG")
    files = {"picture": ("lunch.png", picture.getvalue(), "image/png")}
    form = {"listed": "1", "description": "오늘의 <메뉴>"}
    answer = await minsu.http.post(f"/developers/apps/{app.id}/gallery", data=form, files=files)
    assert answer.status_code == 303
    page = await jihye.page("/apps/gallery")
    assert "오늘의 <메뉴>" in page
    assert "김민수" in page
    key = (await apps.by_id(any_company.db, app.id)).picture_key
    assert f"/media/{key}/small" in page
    await minsu.sends(f"/developers/apps/{app.id}/gallery", description="")
    assert "점심 봇" not in await jihye.page("/apps/gallery")
    assert (await apps.by_id(any_company.db, app.id)).picture_key == key


async def test_a_person_takes_back_what_they_allowed(any_company: Company, minsu: Visitor, jihye: Visitor) -> None:
    app = await an_app(any_company, minsu)
    bearers = [
        (await tokens.issue(any_company.db, any_company.vault, app.id, jihye.me.id, scopes)).bearer
        for scopes in ("read:statuses", "write:statuses")
    ]
    own = (await tokens.issue(any_company.db, any_company.vault, app.id, minsu.me.id, "read")).bearer
    page = await jihye.page("/apps")
    assert page.count(f"/settings/apps/{app.id}/end") == 1
    assert "Post, reply and repost in your name" in page
    await jihye.sends(f"/settings/apps/{app.id}/end")
    await any_company.relay.barrier()
    for bearer in bearers:
        with pytest.raises(TokenInvalid):
            await any_company.tokens.viewer(bearer)
    assert (await any_company.tokens.viewer(own)).id == minsu.me.id
    assert f"/settings/apps/{app.id}/end" not in await jihye.page("/apps")


async def test_an_administrator_rules_over_all_apps(any_company: Company, minsu: Visitor, boss: Visitor) -> None:
    app = await an_app(any_company, minsu)
    issued = await tokens.issue(any_company.db, any_company.vault, app.id, minsu.me.id, "read")
    await minsu.page("/admin/apps", 403)
    for verb in ("allow", "block", "kill"):
        await minsu.sends(f"/admin/apps/{app.id}/{verb}", 403)
    assert "1 token in use" in await boss.page("/admin/apps")
    await boss.sends(f"/admin/apps/{app.id}/block")
    await any_company.relay.barrier()
    with pytest.raises(TokenInvalid):
        await any_company.tokens.viewer(issued.bearer)
    assert f"/admin/apps/{app.id}/allow" in await boss.page("/admin/apps")
    assert "has blocked this app" in await minsu.page(f"/developers/apps/{app.id}")
    await boss.sends(f"/admin/apps/{app.id}/allow")
    assert (await by_client_id(any_company.db, app.client_id)).id == app.id
    await boss.sends("/admin/apps/1/block", 404)
    await boss.page("/admin/apps?before=x", 422)


async def test_pages_for_developers_are_for_people_of_the_company(company: Company) -> None:
    minsu = await a_visitor(company, await a_person(company))
    minsu.http.headers.pop("Cookie")
    pages = ("/developers", "/developers/start", "/developers/endpoints", "/apps", "/apps/gallery", "/admin/apps")
    for path in (*pages, "/settings/apps"):
        answer = await minsu.http.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/login?next={path.replace('/', '%2F')}")


async def test_bots_of_nobody_are_nobodys(company: Company) -> None:
    with pytest.raises(AccountNotFound):
        await bots.one(company.db, 1, 2)


# ── the table of endpoints ──────────────────────────────────────────────────────────────────────────────────────


async def test_the_page_lists_every_route_and_how_far_it_goes(company: Company) -> None:
    listed = {(method, row.path) for table in tables() for row in table.rows for method in row.methods.split()}
    assert {(call.method, re.sub(r"\{(\w+)\}", r":\1", call.path)) for call in CALLS} <= listed
    mastodons = {(method, route.path) for route in spoken for method in (route.methods or set()) - {"HEAD", "OPTIONS"}}
    assert mastodons <= listed
    assert {"/oauth/request_token", "/2/oauth2/token", "/oauth2/token"} <= {path for _, path in listed}
    assert {row.mark for table in tables() for row in table.rows} == {"full", "partial", "empty", "absent"}
    minsu = await a_visitor(company, await a_person(company))
    page = (await minsu.page("/developers/endpoints")).replace("<wbr>", "")
    assert all(f"<code>{path}</code>" in page for _, path in listed)


def test_a_table_is_read_with_its_marks() -> None:
    text = """## One
| method | path | how far | notes |
|---|---|---|---|
| GET | users/show | full | |
| POST | media/upload | partial | no video |
words | with | pipes | here
## Two
| `/oauth2/token` | POST | full | x |
| GET POST | `/api/v1/statuses` | read:statuses / write:statuses | polls are refused |
| GET | `/api/v1/lists` | read:lists | empty |
| GET | `/api/v1/tags` | read:follows | `any[]` is passed over |
| not | a | row | at all |
"""
    one, two = parsed("twitter", text)
    assert [(row.methods, row.path, row.mark) for row in one.rows] == [
        ("GET", "users/show", "full"),
        ("POST", "media/upload", "partial"),
    ]
    assert [(row.methods, row.path, row.mark, row.scope) for row in two.rows] == [
        ("POST", "/oauth2/token", "full", ""),
        ("GET POST", "/api/v1/statuses", "partial", "read:statuses / write:statuses"),
        ("GET", "/api/v1/lists", "empty", "read:lists"),
        ("GET", "/api/v1/tags", "partial", "read:follows"),
    ]
    assert two.rows[-1].notes == "`any[]` is passed over"
