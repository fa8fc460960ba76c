"""Where a form may lead, and what may be an id."""

from zoneinfo import ZoneInfo

import pytest
from starlette.datastructures import FormData
from starlette.requests import Request

from biztweet.kernel.errors import Invalid
from biztweet.web.forms import FormBroken, an_id, came_from, form_of, moment, safe_path


@pytest.mark.parametrize("path", ["/", "/posts/1", "/@kim?tab=likes", "/tags/%EC%A0%90", "/a//b"])
def test_paths_of_ours_are_kept(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "/\t/evil",
        "javascript:alert(1)",
        "/a\nb",
        "x",
        "http://[",
        "//[",
    ],
)
def test_everything_else_leads_home(path: str) -> None:
    assert safe_path(path) == "/"


@pytest.mark.parametrize("text", ["", "-1", "1e3", "١٢", "9223372036854775808", "1" * 30, "abc", " 1"])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        an_id(text)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Seoul", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    "wish", ["9999-12-31T23:59", "9999-01-01T00:00", "0001-01-01T00:00", "1970-01-01T00:00", "soon"]
)
def test_what_has_no_date_in_every_zone_is_no_time(wish: str, zone: str) -> None:
    with pytest.raises(Invalid):
        moment(FormData({"at": wish}), "at", ZoneInfo(zone))


def test_the_largest_id_is_one() -> None:
    assert an_id("9223372036854775807") == 2**63 - 1


def test_what_no_header_can_hold_is_percent_encoded() -> None:
    assert safe_path("/tags/점심?a=b&c=%20#post-1") == "/tags/%EC%A0%90%EC%8B%AC?a=b&c=%20#post-1"


def a_request(body: bytes, **headers: str) -> Request:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": raw}, receive)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x--"),
        ("multipart/form-data; boundary=x", b"nothing"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; filename="a"\r\n\r\n\r\n--x--'),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 41 + b"--x--",
        ),
    ],
)
async def test_a_broken_form_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(FormBroken):
        await form_of(a_request(body, content_type=kind))


def test_an_address_that_cannot_be_read_is_no_page_of_ours() -> None:
    assert came_from(a_request(b"", host="a", referer="http://["), "/home") == "/home"
    assert came_from(a_request(b"", host="a", referer="http://a/x?y=1"), "/home") == "/x?y=1"
