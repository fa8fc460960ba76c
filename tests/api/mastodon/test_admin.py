"""Reports and administrators, on both databases: who may, who must not, and what nobody else sees."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from biztweet.accounts.join import change
from biztweet.accounts.model import Role
from biztweet.company import Company
from biztweet.kernel.clock import DAY, as_datetime
from biztweet.media.model import Media
from biztweet.media.tables import media as media_table
from biztweet.opening import opened
from biztweet.ports.sql.statement import Query
from biztweet.settings import Settings
from tests.api.mastodon.clients import App, an_app, an_app_of
from tests.clocks import FakeClock
from tests.posts.pictures import uploaded

ADMIN = "/api/v1/admin"
SCOPES = "read write follow admin:read admin:write"


@pytest.fixture
def company(any_company: Company) -> Company:
    return any_company


@pytest.fixture
def scopes() -> str:
    return SCOPES


@pytest.fixture
async def boss(any_company: Company) -> App:
    return await an_app(any_company, "boss", SCOPES, role=Role.admin)


async def test_a_report_reaches_administrators_and_nobody_else(minsu: App, jane: App, boss: App) -> None:
    bad, own = await jane.says("나쁜 말"), await minsu.says("내 말")
    form = {"account_id": str(jane.me.id), "status_ids[]": [bad["id"], own["id"], "7"], "comment": "보세요"}
    made = await minsu.post("/api/v1/reports", category="spam", **form)
    assert (made["category"], made["status_ids"], made["action_taken"]) == ("spam", [bad["id"]], False)
    assert made["target_account"]["acct"] == "jane"
    [seen] = await boss.get(f"{ADMIN}/reports")
    assert (seen["id"], seen["account"]["username"], seen["comment"]) == (made["id"], "minsu", "보세요")
    assert [status["id"] for status in seen["statuses"]] == [bad["id"]]
    path = f"{ADMIN}/reports/{made['id']}"
    for who in (minsu, jane):
        for method, address in (("GET", f"{ADMIN}/reports"), ("GET", path), ("POST", f"{path}/resolve")):
            assert await who.ask(method, address, 403) == {"error": "This action is not allowed"}
    resolved = await boss.post(f"{path}/resolve")
    assert (resolved["action_taken"], resolved["action_taken_by_account"]["username"]) == (True, "boss")
    assert await boss.get(f"{ADMIN}/reports") == []
    assert await boss.get(f"{ADMIN}/reports", resolved="true") == [resolved]
    assert (await boss.post(f"{path}/reopen"))["action_taken"] is False
    await boss.get(f"{ADMIN}/reports/7", 404)


async def test_a_report_does_not_tell_which_messages_there_are(minsu: App, jane: App, boss: App) -> None:
    secret = await jane.says("@boss 비밀", visibility="direct")
    mine = await jane.says("@minsu 나쁜 말", visibility="direct")
    form = {"account_id": str(jane.me.id), "status_ids[]": [secret["id"], mine["id"]]}
    assert (await minsu.post("/api/v1/reports", **form))["status_ids"] == [mine["id"]]


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"account_id": "7"}, 404),
        ({"account_id": "x"}, 404),
        ({}, 404),
        ({"comment": "x" * 1_001}, 422),
        ({"comment": "a\u202e"}, 422),
        ({"category": "boring"}, 422),
        ({"status_ids[]": [str(number) for number in range(101)]}, 422),
    ],
)
async def test_what_is_no_report_is_refused(minsu: App, jane: App, form: dict[str, object], status: int) -> None:
    whom = {} if "account_id" in form or not form else {"account_id": str(jane.me.id)}
    await minsu.post("/api/v1/reports", status, **whom, **form)


async def test_so_many_reports_a_day_and_no_more(any_settings: Settings) -> None:
    clock = FakeClock()
    async with opened(any_settings, clock) as company:
        minsu, jane = await an_app(company), await an_app(company)
        for _ in range(40):
            await minsu.post("/api/v1/reports", account_id=str(jane.me.id))
        await minsu.post("/api/v1/reports", 429, account_id=str(jane.me.id))
        clock.now += DAY
        await minsu.post("/api/v1/reports", account_id=str(jane.me.id))


async def test_administrators_close_and_open_the_way_in(any_company: Company, minsu: App, jane: App, boss: App) -> None:
    made = await minsu.post("/api/v1/reports", account_id=str(jane.me.id))
    path = f"{ADMIN}/accounts/{jane.me.id}"
    assert (await boss.get(path))["disabled"] is False
    for who in (minsu, jane):
        for method, address in (("GET", path), ("POST", f"{path}/action"), ("POST", f"{path}/enable")):
            await who.ask(method, address, 403)
    assert await boss.post(f"{path}/action", type="disable", report_id=made["id"]) == {}
    assert (await boss.get(path))["disabled"] is True
    assert (await boss.get(f"{ADMIN}/reports/{made['id']}"))["action_taken"] is True
    await jane.get("/api/v1/timelines/home", 401)
    assert (await boss.post(f"{path}/enable"))["disabled"] is False
    await boss.post(f"{path}/action", 422, type="silence")
    await boss.post(f"{ADMIN}/accounts/{boss.me.id}/action", 422, type="disable")
    await change(any_company.db, boss.me.id, role=Role.employee)
    await boss.get(path, 403)


async def test_administrators_page_through_everybody(minsu: App, jane: App, boss: App) -> None:
    names = [each["username"] for each in await boss.get(f"{ADMIN}/accounts")]
    assert set(names) == {"minsu", "jane", "boss"}
    first = await boss.http.get("/api/v2/admin/accounts", params={"limit": 1})
    assert [each["username"] for each in first.json()] == names[:1]
    assert 'rel="next"' in first.headers["link"]
    rest = await boss.get(f"{ADMIN}/accounts", max_id=first.json()[0]["id"])
    assert [each["username"] for each in rest] == names[1:]
    assert len({minsu.me.id, jane.me.id}) == 2


async def figures(app: App, what: str, expect: int = 200, /, **form: Any) -> Any:
    today = as_datetime(app.company.db.clock()).date()
    dates = {"start_at": (today - timedelta(days=2)).isoformat(), "end_at": f"{today.isoformat()}T10:00:00Z"}
    return await app.post(f"{ADMIN}/{what}", expect, **{**dates, **form})


async def test_what_is_done_is_counted_by_day_and_nobody_is_named(minsu: App, jane: App, boss: App) -> None:
    posts = [await minsu.says(f"점심 #점심 {number}") for number in range(3)]
    await jane.says("답", in_reply_to_id=posts[0]["id"])
    await jane.post(f"/api/v1/statuses/{posts[0]['id']}/favourite")
    await jane.post(f"/api/v1/statuses/{posts[1]['id']}/reblog")
    await jane.says("@minsu 둘만의 말", visibility="direct")
    made = await minsu.post("/api/v1/reports", account_id=str(jane.me.id))
    await boss.post(f"{ADMIN}/reports/{made['id']}/resolve")
    keys = ["active_users", "new_users", "interactions", "opened_reports", "resolved_reports"]
    keys += ["tag_accounts", "tag_uses", "tag_servers", "instance_media_attachments", "nonsense"]
    of_tag = {"tag_accounts[id]": "점심", "tag_uses[id]": "#점심", "tag_servers[id]": "점심"}
    found = {each["key"]: each for each in await figures(boss, "measures", **{"keys[]": keys}, **of_tag)}
    assert list(found) == keys[:-1]
    totals = {key: each["total"] for key, each in found.items()}
    assert totals == {
        "active_users": "2",
        "new_users": "3",
        "interactions": "3",
        "opened_reports": "1",
        "resolved_reports": "1",
        "tag_accounts": "1",
        "tag_uses": "3",
        "tag_servers": "0",
        "instance_media_attachments": "0",
    }
    for each in found.values():
        assert each["previous_total"] == "0"
        assert [day["value"] for day in each["data"]] == ["0", "0", each["total"]]
    assert found["instance_media_attachments"]["unit"] == "bytes"
    assert all(day["date"].endswith("T00:00:00.000Z") for day in found["new_users"]["data"])


async def test_dimensions_tell_what_most_have_in_common(minsu: App, jane: App, boss: App) -> None:
    for words in ("하나", "둘", "셋"):
        await minsu.says(words)
    await jane.says("an English post #lunch")
    keys = ["languages", "sources", "servers", "tag_languages", "software_versions", "space_usage", "nonsense"]
    form = {"keys[]": keys, "tag_languages[id]": "Lunch", "limit": "1"}
    found = {each["key"]: each["data"] for each in await figures(boss, "dimensions", **form)}
    assert list(found) == keys[:-1]
    assert found["languages"] == [{"key": "ko", "human_key": "한국어", "value": "3"}]
    assert found["sources"] == [{"key": "Ivory", "human_key": "Ivory", "value": "4"}]
    assert found["servers"] == []
    assert found["tag_languages"] == [{"key": "en", "human_key": "영어", "value": "1"}]
    assert [each["key"] for each in found["software_versions"]] == ["biztweet", "python"]
    database, media = found["space_usage"]
    assert (database["key"], database["unit"], int(database["value"]) > 10_000) == ("database", "bytes", True)
    assert (media["human_key"], media["value"], media["human_value"]) == ("Media", "0", "0 B")


async def test_the_room_that_files_take_is_told_each_file_once(boss: App) -> None:
    await uploaded(boss.company, boss.me)
    [shown] = await boss.company.db.rows(Query(Media, sa.select(media_table)))
    [found] = await figures(boss, "dimensions", **{"keys[]": "space_usage"})
    assert found["data"][1]["value"] == str(sum(file.size_bytes for file in shown.files()))


@pytest.mark.parametrize("frequency", ["day", "month"])
async def test_retention_tells_how_many_newcomers_stay(minsu: App, jane: App, boss: App, frequency: str) -> None:
    await minsu.says("저는 남습니다")
    *earlier, last = await figures(boss, "retention", frequency=frequency)
    assert all(each["data"][0]["value"] == "0" for each in earlier)
    [seen] = last["data"]
    assert (last["frequency"], last["period"], seen["value"]) == (frequency, seen["date"], "1")
    assert seen["rate"] == pytest.approx(1 / 3)
    assert await boss.post(f"{ADMIN}/retention", frequency="day") == []


async def test_figures_are_for_administrators_and_of_days_that_there_are(minsu: App, boss: App) -> None:
    for what in ("measures", "dimensions", "retention"):
        assert await figures(minsu, what, 403, keys="new_users") == {"error": "This action is not allowed"}
        form = {"keys[]": "languages" if what == "dimensions" else "new_users", "frequency": "day"}
        for dates in ({"start_at": "yesterday"}, {"start_at": "2001-01-01"}, {"start_at": "9999-12-31"}):
            assert (await figures(boss, what, 422, **form, **dates))["error"].startswith("Validation failed: ")
    assert await figures(boss, "measures") == []
    reader = await an_app_of(boss.company, boss.me, "read")
    await figures(reader, "measures", 403)


async def test_accounts_are_looked_for(minsu: App, jane: App, boss: App) -> None:
    await boss.post(f"{ADMIN}/accounts/{jane.me.id}/action", type="disable")

    async def handles(path: str = f"{ADMIN}/accounts", /, **query: str) -> list[str]:
        return [each["username"] for each in await boss.get(path, **query)]

    v2 = "/api/v2/admin/accounts"
    everybody = ["boss", "jane", "minsu"]
    assert sorted(await handles()) == sorted(await handles(v2, origin="local")) == everybody
    assert await handles(username="INS") == await handles(v2, display_name="김민") == ["minsu"]
    assert await handles(disabled="true") == await handles(v2, status="suspended") == ["jane"]
    assert sorted(await handles(active="true")) == sorted(await handles(v2, status="active")) == ["boss", "minsu"]
    assert await handles(staff="true") == await handles(v2, permissions="staff") == ["boss"]
    assert await handles(username="m_nsu") == await handles(email="%@nowhere") == []
    for nobody in ({"remote": "true"}, {"pending": "true"}, {"by_domain": "other.example"}):
        assert await handles(**nobody) == []
    assert await handles(v2, origin="remote") == await handles(v2, status="pending") == []
    await minsu.get(f"{ADMIN}/accounts", 403, username="x")


async def test_reports_are_taken_on_and_filed_anew(minsu: App, jane: App, boss: App) -> None:
    made = await minsu.post("/api/v1/reports", account_id=str(jane.me.id))
    await jane.post("/api/v1/reports", account_id=str(minsu.me.id))
    path = f"{ADMIN}/reports/{made['id']}"
    for query in ({"account_id": str(minsu.me.id)}, {"target_account_id": str(jane.me.id)}):
        assert [each["id"] for each in await boss.get(f"{ADMIN}/reports", **query)] == [made["id"]]
    assert (await boss.post(f"{path}/assign_to_self"))["assigned_account"]["username"] == "boss"
    changed = await boss.ask("PUT", path, data={"category": "legal"})
    assert (changed["category"], changed["assigned_account"]["username"]) == ("legal", "boss")
    assert (await boss.ask("PUT", path))["category"] == "legal"
    assert (await boss.post(f"{path}/unassign"))["assigned_account"] is None
    assert (await boss.ask("PUT", path, 422, data={"category": "boring"}))["error"].startswith("Validation failed: ")
    for method, address in (("POST", f"{path}/assign_to_self"), ("POST", f"{path}/unassign"), ("PUT", path)):
        assert await minsu.ask(method, address, 403, data={"category": "spam"}) == {
            "error": "This action is not allowed"
        }
    await boss.post(f"{ADMIN}/reports/7/assign_to_self", 404)
