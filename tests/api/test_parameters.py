"""One reader for every way in which clients send parameters."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from biztweet.api.brackets import merged
from biztweet.api.errors import BodyBroken, ParameterWrong
from biztweet.api.parameters import Parameters, parameters

_FORM = "application/x-www-form-urlencoded"


async def read(method: str = "POST", query: str = "", body: bytes = b"", kind: str | None = None) -> Parameters:
    return await parameters(a_request(method, query, body, kind))


def a_request(method: str = "POST", query: str = "", body: bytes = b"", kind: str | None = None) -> Request:
    headers = [(b"content-type", kind.encode())] if kind else []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": method, "path": "/", "query_string": query.encode(), "headers": headers}
    return Request(scope, receive)


async def test_a_query_a_form_json_and_multipart_say_the_same() -> None:
    multipart = b'--x\r\nContent-Disposition: form-data; name="status"\r\n\r\n\xec\x95\x88 a\r\n--x--\r\n'
    for asked in (
        await read(query="status=%EC%95%88+a"),
        await read("GET", query="status=%EC%95%88+a"),
        await read(body=b"status=%EC%95%88+a", kind=_FORM),
        await read(body="status=안 a".encode(), kind=_FORM),
        await read(body='{"status":"안 a"}'.encode(), kind="application/json; charset=utf-8"),
        await read(body='{"status":"안 a"}'.encode()),
        await read(body=multipart, kind="multipart/form-data; boundary=x"),
    ):
        assert asked.text("status") == "안 a"


async def test_the_body_outdoes_the_query() -> None:
    asked = await read(query="media_ids=1&count=5", body=b"media_ids=2", kind=_FORM)
    assert asked.values == {"media_ids": "2", "count": "5"}


async def test_an_empty_json_body_leaves_the_query() -> None:
    assert (await read(query="id=7", kind="application/json")).number("id") == 7


async def test_only_the_query_and_the_urlencoded_form_are_signed() -> None:
    assert (await read(query="b=2&a=", body=b"a=1&a=0", kind=_FORM)).signed == [
        ("b", "2"),
        ("a", ""),
        ("a", "1"),
        ("a", "0"),
    ]
    assert (await read(query="b=2", body=b'{"a":1}', kind="application/json")).signed == [("b", "2")]


async def test_a_body_is_read_once() -> None:
    request = a_request(body=b"a=1", kind=_FORM)
    assert await parameters(request) is await parameters(request)


async def test_a_file_keeps_its_name_type_and_bytes() -> None:
    body = (
        b"--x\r\nContent-Disposition: form-data; name=media_ids[]\r\n\r\n1\r\n"
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
        b"\x89PNG\r\n\x00\xff\r\n--x--\r\n"
    )
    asked = await read(body=body, kind='multipart/form-data; boundary="x"')
    assert asked.uploads["file"] == ("a.png", "image/png", b"\x89PNG\r\n\x00\xff")
    assert asked.texts("media_ids") == ["1"]
    assert "file" in asked


def test_brackets_make_lists_and_objects() -> None:
    asked = Parameters(
        merged(
            [
                ("media_ids[]", "1"),
                ("media_ids[]", "2"),
                ("poll[options][]", "a"),
                ("poll[options][]", "b"),
                ("poll[expires_in]", "60"),
                ("keywords[][keyword]", "x"),
                ("keywords[][whole]", "true"),
                ("keywords[][keyword]", "y"),
                ("fields[0][name]", "n"),
                ("fields[1][name]", "m"),
                ("odd]name", "1"),
            ]
        )
    )
    assert asked.texts("media_ids") == ["1", "2"]
    assert asked.inner("poll").texts("options") == ["a", "b"]
    assert asked.inner("poll").number("expires_in") == 60
    assert [(one.text("keyword"), one.flag("whole")) for one in asked.each("keywords")] == [("x", True), ("y", None)]
    assert [one.text("name") for one in asked.each("fields")] == ["n", "m"]
    assert asked.text("odd]name") == "1"
    assert asked.inner("none").values == {}
    assert asked.each("none") == []


@pytest.mark.parametrize("sent", ["true", "True", "1", "t", True], ids=repr)
def test_yes_has_many_forms(sent: Any) -> None:
    assert Parameters({"x": sent}).flag("x") is True


@pytest.mark.parametrize("sent", ["false", "False", "0", "off", False], ids=repr)
def test_no_has_many_forms(sent: Any) -> None:
    assert Parameters({"x": sent}).flag("x") is False


@pytest.mark.parametrize("sent", ["", None], ids=repr)
def test_nothing_is_neither_yes_nor_no(sent: Any) -> None:
    assert Parameters({"x": sent}).flag("x") is None


@pytest.mark.parametrize("sent", ["1.5", "x", " 1", "１", "1_0", "9" * 21, 1.5, True, [1], {"a": 1}], ids=repr)
def test_what_is_no_whole_number_is_refused(sent: Any) -> None:
    with pytest.raises(ParameterWrong):
        Parameters({"x": sent}).number("x")


def test_numbers_of_json_are_texts_too() -> None:
    assert Parameters({"x": 12}).text("x") == "12"
    assert Parameters({"x": [1, "2"]}).texts("x") == ["1", "2"]
    assert Parameters({"x": "3"}).texts("x") == ["3"]
    assert Parameters({}).texts("x") == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (_FORM, b"status=%FF"),
        (_FORM, b"status=\xff"),
        (_FORM, b"&".join([b"a=1"] * 1_001)),
        ("application/json", b"[1]"),
        ("application/json", b"{"),
        ("application/json", b'{"a":"\xff"}'),
        ("application/json", b"[" * 100_000),
        ("multipart/form-data", b"--x--"),
        ("multipart/form-data; boundary=x", b"nothing"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\ncut off'),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--'),
        ("multipart/form-data; boundary=" + "x" * 300, b"--x--"),
    ],
)
async def test_a_broken_body_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(BodyBroken):
        await read(body=body, kind=kind)


@pytest.mark.parametrize("names", [["a", "a[]"], ["a[]", "a"], ["a[]", "a[b]"], ["a[b]", "a[]"], ["a" + "[b]" * 7]])
def test_names_that_contradict_each_other_are_refused(names: list[str]) -> None:
    with pytest.raises(ParameterWrong):
        merged([(name, "1") for name in names])


async def test_a_body_of_another_type_says_nothing() -> None:
    assert (await read(query="a=1", body=b"<x/>", kind="text/xml")).values == {"a": "1"}


@given(st.dictionaries(st.text(min_size=1).filter(lambda name: "[" not in name), st.text(), max_size=5))
def test_plain_names_stay_as_they_are(values: dict[str, str]) -> None:
    assert merged(values.items()) == values


@given(st.binary(max_size=200), st.sampled_from([_FORM, "application/json", "multipart/form-data; boundary=x", None]))
async def test_no_body_is_a_server_error(body: bytes, kind: str | None) -> None:
    try:
        await read(body=body, kind=kind)
    except (BodyBroken, ParameterWrong) as refused:
        assert refused.message  # noqa: PT017 - most random bytes are refused, some are not


async def test_what_a_get_says_in_a_json_body_counts_and_other_bodies_of_it_do_not() -> None:
    body = b'{"id": ["1", "2"]}'
    asked = await parameters(a_request("GET", "limit=3", body, "application/json"))
    assert (asked.texts("id"), asked.number("limit")) == (["1", "2"], 3)
    assert "id" not in await parameters(a_request("GET", "", b"id=1", "application/x-www-form-urlencoded"))
    with pytest.raises(BodyBroken):
        await parameters(a_request("GET", "", b"{", "application/json"))
