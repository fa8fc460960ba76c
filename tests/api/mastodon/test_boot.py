"""What Phanpy asks for when it opens, as seen in a browser: all of it together costs little, however much was said."""

import time
from collections.abc import Sequence

import pytest

from biztweet.company import Company
from tests.api.mastodon.clients import App, an_app
from tests.counting import counted_reads

OPENS = (
    "/.well-known/host-meta",
    "/.well-known/oauth-authorization-server",
    "/.well-known/nodeinfo",
    "/nodeinfo/2.0",
    "/api/v2/instance",
    "/api/v1/preferences",
    "/api/v1/accounts/verify_credentials",
    "/api/v1/timelines/home?limit=20",
    "/api/v1/followed_tags?limit=200",
    "/api/v1/notifications?limit=1",
    "/api/v1/markers?timeline[]=notifications",
)
# What its first pages ask for besides.
LOOKS_AROUND = (
    "/api/v1/custom_emojis",
    "/api/v2/notifications?limit=20&exclude_types[]=follow_request",
    "/api/v2/notifications/policy",
    "/api/v1/announcements",
    "/api/v1/follow_requests?limit=80",
    "/api/v1/timelines/public?local=true&limit=20",
    "/api/v1/timelines/tag/점심?limit=20",
    "/api/v1/lists",
    "/api/v1/bookmarks?limit=20",
    "/api/v2/filters",
    "/api/v2/search?q=점심&resolve=true&limit=5",
)
BUDGET_SECONDS = 0.150
MAX_READS = 20


@pytest.fixture
async def lively(company: Company) -> App:
    """An app of somebody to whom much was said."""
    minsu, jane = await an_app(company, "minsu"), await an_app(company, "jane")
    for number in range(30):
        post = await jane.says(f"@minsu 점심 {number} #점심 https://example.com/{number}")
        await minsu.post(f"/api/v1/statuses/{post['id']}/favourite")
        await minsu.post(f"/api/v1/statuses/{post['id']}/bookmark")
    await company.relay.barrier()
    return minsu


async def opened(app: App, paths: Sequence[str]) -> float:
    """Seconds of this process's own work that the answers took."""
    began = time.process_time()
    for path in paths:
        answer = await app.http.get(path)
        assert answer.status_code == 200, (path, answer.text)
    return time.process_time() - began


async def test_phanpy_opens_within_its_budget(company: Company, lively: App) -> None:
    """The target counts the server's time: what other processes take of a busy machine is not in it."""
    taken = [await opened(lively, OPENS + LOOKS_AROUND) for _ in range(4)]
    assert min(taken) < BUDGET_SECONDS, taken
    with counted_reads(company) as count:
        await opened(lively, OPENS + LOOKS_AROUND)
    assert count.reads <= MAX_READS
    print(
        f"Phanpy opens in {min(taken) * 1000:.0f} ms of work, the first time {taken[0] * 1000:.0f}; {count.reads} reads"
    )
