"""Forms of other sites are refused; ours carry what only ours can know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from biztweet.company import Company
from biztweet.inject import COMPANY, SESSION_COOKIE
from biztweet.origin import CrossSite
from biztweet.web.csrf import check
from biztweet.web.visit import csrf_token, is_csrf_token

COOKIE = f"{SESSION_COOKIE}=secret"


def a_form(company: Company, **headers: str) -> Request:
    given = {"host": "127.0.0.1:8000", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/posts",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        COMPANY: company,
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    return Request(scope, receive)


@pytest.mark.parametrize("site", ["same-origin", "none"])
async def test_our_own_pages_may(company: Company, site: str) -> None:
    await check(a_form(company, sec_fetch_site=site, cookie=COOKIE))


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_other_sites_may_not(company: Company, site: str) -> None:
    with pytest.raises(CrossSite):
        await check(a_form(company, sec_fetch_site=site, cookie=COOKIE, x_csrf_token=csrf_token("secret")))


async def test_without_fetch_metadata_the_origin_decides(company: Company) -> None:
    await check(a_form(company, origin="http://127.0.0.1:8000", cookie=COOKIE))
    for origin in ("https://evil.example", "null", "http://127.0.0.1:8001", "http://[", "http://127.0.0.1:8000@evil"):
        with pytest.raises(CrossSite):
            await check(a_form(company, origin=origin, cookie=COOKIE))


async def test_without_either_the_token_decides(company: Company) -> None:
    await check(a_form(company, cookie=COOKIE, x_csrf_token=csrf_token("secret")))
    for token in ("", "zz", csrf_token("another"), "0" * 64):
        with pytest.raises(CrossSite):
            await check(a_form(company, cookie=COOKIE, x_csrf_token=token))


async def test_a_stranger_at_the_door_has_nothing_to_protect(company: Company) -> None:
    await check(a_form(company))


def test_a_token_looks_different_each_time() -> None:
    assert csrf_token("secret") != csrf_token("secret")


@given(st.text())
def test_no_other_text_is_a_token(text: str) -> None:
    assert not is_csrf_token(text, "secret")
