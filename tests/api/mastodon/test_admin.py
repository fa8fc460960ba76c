"""Reports and administrators, on both databases: who may, who must not, and what nobody else sees."""

import pytest

from biztweet.accounts.join import change
from biztweet.accounts.model import Role
from biztweet.company import Company
from biztweet.kernel.clock import DAY
from biztweet.opening import opened
from biztweet.settings import Settings
from tests.api.mastodon.clients import App, an_app
from tests.clocks import FakeClock

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
