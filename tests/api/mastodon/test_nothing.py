"""What this product has none of: answered as apps expect, to those who may ask."""

from typing import Any

import pytest

from biztweet.accounts.model import Role
from tests.api.mastodon.clients import App, a_stranger, an_app, an_app_of

ACCOUNT = "/api/v1/accounts/{id}"


@pytest.mark.parametrize(
    ("path", "none"),
    [
        ("/api/v1/follow_requests", []),
        ("/api/v1/domain_blocks", []),
        ("/api/v1/instance/domain_blocks", []),
        ("/api/v1/trends/links", []),
        ("/api/v1/annual_reports", {"annual_reports": [], "accounts": [], "statuses": []}),
        ("/api/v1/annual_reports/2026/state", {"state": "ineligible"}),
        (f"{ACCOUNT}/identity_proofs", []),
        (f"{ACCOUNT}/collections", {"collections": []}),
        (f"{ACCOUNT}/in_collections", {"collections": []}),
    ],
)
async def test_there_is_nothing(minsu: App, path: str, none: Any) -> None:
    assert await minsu.get(path.format(id=minsu.me.id)) == none
    if "instance" not in path:
        await a_stranger(minsu.company).get(path.format(id=minsu.me.id), 401)
    if ACCOUNT in path:
        await minsu.get(path.format(id=7), 404)


async def test_nobody_asks_to_follow_and_no_server_can_be_blocked(minsu: App) -> None:
    for act in ("authorize", "reject"):
        assert await minsu.post(f"/api/v1/follow_requests/{minsu.me.id}/{act}", 404) == {"error": "Record not found"}
    refused = await minsu.post("/api/v1/domain_blocks", 422, domain="other.example")
    assert refused == {"error": "Validation failed: There are no other servers here"}
    assert await minsu.ask("DELETE", "/api/v1/domain_blocks", params={"domain": "other.example"}) == {}


async def test_nobody_registers_by_an_app(minsu: App) -> None:
    form = {"username": "eve", "email": "eve@x.example", "password": "x" * 12, "agreement": "true", "locale": "en"}
    assert await a_stranger(minsu.company).post("/api/v1/accounts", 403, **form) == {
        "error": "This action is not allowed"
    }


async def test_what_keeps_strangers_out_elsewhere_is_empty_for_administrators(minsu: App) -> None:
    scopes = "read admin:read admin:write"
    boss = await an_app(minsu.company, "boss", scopes, role=Role.admin)
    reader = await an_app_of(minsu.company, minsu.me, scopes)
    names = ("domain_allows", "domain_blocks", "email_domain_blocks", "ip_blocks", "canonical_email_blocks")
    for name in (*names, "trends/links", "trends/statuses", "trends/tags"):
        assert await boss.get(f"/api/v1/admin/{name}") == []
        assert await reader.get(f"/api/v1/admin/{name}", 403) == {"error": "This action is not allowed"}
    for act in ("unsilence", "unsensitive"):
        path = f"/api/v1/admin/accounts/{minsu.me.id}/{act}"
        assert (await boss.post(path))["id"] == str(minsu.me.id)
        await reader.post(path, 403)
