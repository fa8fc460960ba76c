"""Announcements over HTTP: read, put away, reacted to; in the words of Mastodon's documentation."""

import re

import pytest

from biztweet.announcements.announce import announce, withdraw
from biztweet.announcements.model import AnnouncementDraft
from biztweet.announcements.rules import REACTIONS_PER_PERSON
from biztweet.company import Company
from tests.api.mastodon.clients import App, an_app_for_itself, an_app_of

PATH = "/api/v1/announcements"
THUMB, PARTY = "%F0%9F%91%8D", "%F0%9F%8E%89"


@pytest.fixture
def company(any_company: Company) -> Company:
    return any_company


async def announced(company: Company, text: str, **draft: int | bool) -> str:
    made = await announce(company.db, None, AnnouncementDraft(text, **draft), company.text_rules)  # type: ignore[arg-type] # of these kinds
    await company.relay.barrier()
    return str(made)


async def test_an_announcement_looks_as_the_docs_say(company: Company, minsu: App) -> None:
    post = await minsu.says("안내 글")
    now = company.db.clock()
    text = f"@minsu #점검\n{post['url']} https://example.com/<b>"
    made = await announced(company, text, starts_at=now, ends_at=now + 3_600_000_000, all_day=True)
    [seen] = await minsu.get(PATH)
    assert (seen["id"], seen["read"], seen["all_day"], seen["reactions"], seen["emojis"]) == (made, False, True, [], [])
    assert seen["content"].startswith('<p><span class="h-card"')
    assert "<b>" not in seen["content"]
    assert [(one["id"], one["acct"], one["username"]) for one in seen["mentions"]] == [
        (str(minsu.me.id), "minsu", "minsu")
    ]
    assert seen["statuses"] == [{"id": post["id"], "url": post["url"]}]
    assert [tag["name"] for tag in seen["tags"]] == ["점검"]
    for name in ("starts_at", "ends_at", "published_at", "updated_at"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", seen[name])


async def test_reading_and_reacting(company: Company, minsu: App, jane: App) -> None:
    made = await announced(company, "알립니다")
    assert await minsu.ask("PUT", f"{PATH}/{made}/reactions/{THUMB}") == {}
    await jane.ask("PUT", f"{PATH}/{made}/reactions/{THUMB}")
    await jane.ask("PUT", f"{PATH}/{made}/reactions/{PARTY}")
    [seen] = await minsu.get(PATH)
    assert seen["reactions"] == [
        {"name": "👍", "count": 2, "me": True},
        {"name": "🎉", "count": 1, "me": False},
    ]
    assert await minsu.ask("DELETE", f"{PATH}/{made}/reactions/{THUMB}") == {}
    assert [one["me"] for one in (await minsu.get(PATH))[0]["reactions"]] == [False, False]
    assert await minsu.post(f"{PATH}/{made}/dismiss") == {}
    assert [one["read"] for one in await minsu.get(PATH)] == [True]
    assert [one["read"] for one in await jane.get(PATH)] == [False]
    await withdraw(company.db, None, int(made))
    await company.relay.barrier()
    assert await minsu.get(PATH) == []


async def test_refusals(company: Company, minsu: App) -> None:
    made = await announced(company, "알립니다")
    refused = await minsu.ask("PUT", f"{PATH}/{made}/reactions/nonsense", 422)
    assert refused == {"error": "Validation failed: Name is not a recognized emoji"}
    on_nothing = [("PUT", f"7/reactions/{THUMB}"), ("DELETE", f"7/reactions/{THUMB}"), ("POST", "7/dismiss")]
    for method, path in (*on_nothing, ("POST", "x/dismiss")):
        assert await minsu.ask(method, f"{PATH}/{path}", 404) == {"error": "Record not found"}
    reader = await an_app_of(company, minsu.me, "profile")
    assert len(await reader.get(PATH)) == 1
    await reader.post(f"{PATH}/{made}/dismiss", 403)
    await reader.ask("PUT", f"{PATH}/{made}/reactions/{THUMB}", 403)
    await (await an_app_for_itself(company)).get(PATH, 401)


async def test_who_reacts_and_takes_it_back_on_and_on_is_stopped_through_whichever_app(
    company: Company, minsu: App, jane: App
) -> None:
    again = await an_app_of(company, minsu.me, "write:favourites")
    path = f"{PATH}/{await announced(company, '알립니다')}/reactions/{THUMB}"
    for _ in range(REACTIONS_PER_PERSON.limit // 2):
        await minsu.ask("PUT", path)
        await again.ask("DELETE", path)
    await again.ask("PUT", path, 429)
    await jane.ask("PUT", path)
