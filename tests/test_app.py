"""The door that all faces share: no program is ever answered with a page for people."""

import httpx2
import pytest

from biztweet.app import make
from biztweet.company import Company

PATHS = [
    "/healthz", "/readyz", "/metrics", "/media/nothing/small", "/1.1", "/1.1/nothing", "/2", "/2/nothing", "/2/tweets",
    "/api", "/api/v1", "/api/v1/nothing", "/api/v1/instance", "/oauth", "/oauth/nothing", "/oauth2/token", "/nodeinfo",
    "/.well-known/nothing",
]  # fmt: skip
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "MOVE"]


@pytest.mark.parametrize("method", METHODS)
async def test_what_programs_ask_for_is_never_answered_with_a_page(company: Company, method: str) -> None:
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(make(company)), base_url="http://127.0.0.1:8000"
    ) as client:
        for path in PATHS:
            answer = await client.request(method, path)
            assert "html" not in answer.headers.get("content-type", ""), f"{method} {path}: {answer.status_code}"
            assert answer.status_code < 500, f"{method} {path}"
