"""Policies of notifications in both versions, and requests: listed, shown, accepted, dismissed, merged."""

import asyncio
from typing import Any

import pytest

from biztweet.company import Company
from tests.api.mastodon.clients import App, an_app_of

V1, V2 = "/api/v1/notifications/policy", "/api/v2/notifications/policy"
REQUESTS = "/api/v1/notifications/requests"


async def waiting(app: App) -> list[dict[str, Any]]:
    """The app's requests, once there are any."""
    for _ in range(100):
        found: list[dict[str, Any]] = await app.get(REQUESTS)
        if found:
            return found
        await asyncio.sleep(0.02)
    raise AssertionError


async def test_a_policy_is_told_in_both_versions(minsu: App) -> None:
    summary = {"pending_requests_count": 0, "pending_notifications_count": 0}
    assert await minsu.get(V2) == {
        "for_not_following": "accept",
        "for_not_followers": "accept",
        "for_new_accounts": "accept",
        "for_private_mentions": "accept",
        "for_limited_accounts": "accept",
        "summary": summary,
    }
    changed = await minsu.ask("PATCH", V2, data={"for_not_following": "drop", "for_limited_accounts": "filter"})
    assert (changed["for_not_following"], changed["for_limited_accounts"]) == ("drop", "filter")
    assert await minsu.ask("PUT", V1, json={"filter_new_accounts": True, "filter_not_followers": None}) == {
        "filter_not_following": True,
        "filter_not_followers": False,
        "filter_new_accounts": True,
        "filter_private_mentions": False,
        "summary": summary,
    }
    assert (await minsu.get(V2))["for_not_following"] == "drop"
    assert (await minsu.ask("PATCH", V1, data={"filter_not_following": "false"}))["filter_not_following"] is False
    refused = await minsu.ask("PATCH", V2, 422, data={"for_new_accounts": "never"})
    assert refused == {"error": "Validation failed: for_new_accounts must be one of accept, filter, drop"}
    await minsu.ask("PATCH", V2, 422, json={"for_new_accounts": ["drop"]})


async def test_a_request_is_listed_shown_and_accepted(minsu: App, jane: App) -> None:
    await minsu.ask("PATCH", V2, data={"for_not_following": "filter"})
    said = await jane.says("@minsu 안녕하세요")
    [found] = await waiting(minsu)
    assert (found["account"]["acct"], found["notifications_count"]) == ("jane", "1")
    assert found["last_status"]["id"] == said["id"]
    assert found.keys() == {"id", "created_at", "updated_at", "notifications_count", "account", "last_status"}
    assert await minsu.get(f"{REQUESTS}/{found['id']}") == found
    assert await minsu.get("/api/v1/notifications") == []
    look = {"account_id": str(jane.me.id), "include_filtered": "true"}
    [kept] = await minsu.get("/api/v1/notifications", **look)
    assert kept["filtered"] is True
    assert len((await minsu.get("/api/v2/notifications", **look))["notification_groups"]) == 1
    for nobody in (str(minsu.me.id), "x", "9" * 30):
        assert await minsu.get("/api/v1/notifications", **look | {"account_id": nobody}) == []
    assert (await minsu.get(V2))["summary"] == {"pending_requests_count": 1, "pending_notifications_count": 1}
    await minsu.post(f"{REQUESTS}/{found['id']}/accept")
    assert await minsu.get(f"{REQUESTS}/merged") == {"merged": True}
    [told] = await minsu.get("/api/v1/notifications")
    assert "filtered" not in told
    assert await minsu.get(REQUESTS) == []


async def test_several_are_accepted_or_dismissed_at_once(minsu: App, jane: App) -> None:
    await minsu.ask("PATCH", V2, data={"for_not_following": "filter"})
    await jane.says("@minsu 하나")
    [found] = await waiting(minsu)
    await minsu.post(f"{REQUESTS}/dismiss", **{"id[]": found["id"]})
    assert await minsu.get("/api/v1/notifications", include_filtered="true") == []
    await jane.says("@minsu 둘")
    await waiting(minsu)
    await minsu.post(f"{REQUESTS}/accept", **{"id[]": found["id"]})
    assert len(await minsu.get("/api/v1/notifications")) == 1


@pytest.mark.parametrize("wrong", ["1", "x", "0", "9" * 19, str(2**63 - 1), str(2**63), "9" * 400])
async def test_a_request_that_is_not_there_is_not_found(minsu: App, jane: App, wrong: str) -> None:
    for one in (wrong, str(jane.me.id)):
        await minsu.get(f"{REQUESTS}/{one}", 404)
        for verb in ("accept", "dismiss"):
            await minsu.post(f"{REQUESTS}/{one}/{verb}", 404)
            await minsu.post(f"{REQUESTS}/{verb}", 404, **{"id[]": one})


async def test_an_app_needs_the_scopes_and_learns_nothing_of_messages_without_theirs(
    company: Company, minsu: App, jane: App
) -> None:
    await minsu.ask("PATCH", V2, data={"for_private_mentions": "filter"})
    await jane.says("@minsu 비밀", visibility="direct")
    [found] = await waiting(minsu)
    assert found["last_status"]["visibility"] == "direct"
    reader = await an_app_of(company, minsu.me, "read:notifications")
    assert await reader.get(REQUESTS) == []
    assert (await reader.get(V2))["summary"]["pending_requests_count"] == 0
    await reader.get(f"{REQUESTS}/{found['id']}", 404)
    await reader.ask("PATCH", V2, 403, data={"for_private_mentions": "accept"})
    await reader.post(f"{REQUESTS}/{found['id']}/accept", 403)
