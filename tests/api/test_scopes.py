"""Every route of every dialect needs a scope, the one its table or page names, and no other opens it."""

import re
from collections.abc import AsyncIterator, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import httpx2
import pytest
from starlette.routing import Route

from biztweet import app
from biztweet.access import apps, tokens
from biztweet.access.scopes import KNOWN, NARROW, holds
from biztweet.access.viewer import Viewer
from biztweet.api.twitter_v1.routes import CALLS
from biztweet.api.twitter_v2.routes import CALLS as CALLS_OF_V2
from biztweet.company import Company
from tests.factories import a_person

API = ("/1.1/", "/2/", "/api/", "/oauth/", "/oauth2/", "/.well-known/", "/nodeinfo", "/health")
MASTODON = Path(__file__).parents[2] / "docs/dialects/mastodon.md"
OUTSIDE = {"error": "This action is outside the authorized scopes"}
# These tell what everybody may know, or ask for an app's secret, or for somebody who is signed in on the web.
# What one may change one has to be able to see: an app that is not for messages changes no conversation.
BESIDE = {"write:conversations": {"read:messages"}}
FOR_STRANGERS = ("/.well-known/", "/nodeinfo", "/health", "/oauth/", "/oauth2/", "/1.1/oauth/", "/2/oauth2/")
OPEN = {
    "/1.1/openapi.json",
    "/2/openapi.json",
    "/api/v1/announcements",  # said to everybody: any token of a person's
    "/api/v1/apps",
    "/api/v1/apps/verify_credentials",  # any token's own app
    "/api/v1/blank/{name}.png",
    "/api/v1/custom_emojis",
    "/api/v1/instance",
    "/api/v1/instance/rules",
    "/api/v1/instance/peers",
    "/api/v1/instance/activity",
    "/api/v1/instance/domain_blocks",
    "/api/v1/instance/languages",
    "/api/v1/instance/extended_description",
    "/api/v1/instance/translation_languages",
    "/api/v1/streaming/health",
    "/api/v2/instance",
}
# Refused to everybody, whatever their token.
CLOSED = {("POST", "/api/v1/accounts")}
# An app's own affair: no posts and no people come of it.
OF_APPS = {"tweets/search/stream/rules"}
# What opens does not end; that it opens is shown where streams are tested.
STREAMS = (
    "/api/v1/streaming",
    "/1.1/user.json",
    "/1.1/statuses/sample.json",
    "/1.1/statuses/filter.json",
    "/1.1/statuses/firehose.json",
)


class Person:
    """Somebody with an app for every set of scopes."""

    def __init__(self, company: Company, me: Viewer, app_id: int, http: httpx2.AsyncClient) -> None:
        self._company = company
        self._me = me
        self._app_id = app_id
        self._http = http
        self._bearers: dict[str, str] = {}

    async def asks(self, method: str, path: str, scopes: AbstractSet[str]) -> httpx2.Response:
        """The answer to an app of theirs that has just these scopes."""
        here, text = self._company, " ".join(sorted(scopes))
        if text not in self._bearers:
            issued = await tokens.issue(here.db, here.vault, self._app_id, self._me.id, text)
            self._bearers[text] = issued.bearer
        target = re.sub(r"\{[^}]*\}", "1", path.replace("{name:path}", "user"))
        headers = {"Authorization": f"Bearer {self._bearers[text]}"}
        return await self._http.request(method, target, params={"stream": "user"}, headers=headers)


@pytest.fixture
async def person(company: Company) -> AsyncIterator[Person]:
    me = await a_person(company, "minsu")
    program = await apps.register(company.db, company.vault, name="Narrow", trusted=True)
    transport = httpx2.ASGITransport(app.make(company))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as http:
        yield Person(company, me, program.id, http)


def routes() -> Iterator[tuple[str, str]]:
    """Every method and path of an API; one of two spellings; without what answers for all that is not there."""
    calls = {(f"/1.1/{call.path}.json", call.method) for call in CALLS}
    calls |= {(f"/2/{call.path}", call.method) for call in CALLS_OF_V2}
    for route in app.every_route():
        if not isinstance(route, Route) or not route.path.startswith(API) or "{rest:path}" in route.path:
            continue
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            if not route.path.startswith(("/1.1/", "/2/")) or (route.path, method) in calls:
                yield method, route.path


def told() -> Iterator[tuple[str, str, str]]:
    """Method, path and scope of each row of Mastodon's page."""
    text = MASTODON.read_text(encoding="utf-8")
    for methods, path, scopes in re.findall(r"^\| ([A-Z ]+) \| `([^`]+)` \| ([^|]+) \|", text, re.MULTILINE):
        each = scopes.split(" / ")
        for method in methods.split():
            yield method, path, (each[0] if method == "GET" else each[-1]).split(" ")[0]


async def test_a_token_without_scopes_opens_nothing(person: Person) -> None:
    opened = []
    for method, path in routes():
        if path not in OPEN and not path.startswith(FOR_STRANGERS):
            answer = await person.asks(method, path, frozenset())
            if answer.status_code != 403:
                opened.append((method, path, answer.status_code))
    assert opened == []


async def test_what_mastodons_page_names_opens_a_path_and_nothing_else_does(person: Person) -> None:
    wrong = []
    for method, path, scope in told():
        if scope not in KNOWN:
            assert path in OPEN or (method, path) in CLOSED or path.startswith(FOR_STRANGERS), (path, scope)
            continue
        others = {other for other in NARROW if not holds({other}, scope)}
        if (await person.asks(method, path, others)).status_code != 403:
            wrong.append((method, path, scope, "is not needed"))
        if (
            not path.startswith(STREAMS)
            and (await person.asks(method, path, {scope} | BESIDE.get(scope, set()))).json() == OUTSIDE
        ):
            wrong.append((method, path, scope, "is not enough"))
    assert wrong == []


async def test_each_call_of_v1_needs_its_scope_and_no_other(person: Person) -> None:
    wrong = []
    for call in CALLS:
        path = f"/1.1/{call.path}.json"
        assert call.scope in NARROW
        assert call.changes == (call.method != "GET" and call.scope.startswith("write:")), call.path
        others = {other for other in NARROW if not holds({other}, call.scope)}
        if (await person.asks(call.method, path, others)).status_code != 403:
            wrong.append((call.path, "is not needed"))
        if path not in STREAMS and _codes(await person.asks(call.method, path, {call.scope})) & {93, 220, 261}:
            wrong.append((call.path, "is not enough"))
    assert wrong == []


async def test_each_call_of_v2_needs_its_scope_and_no_other(person: Person) -> None:
    wrong = []
    for call in CALLS_OF_V2:
        assert call.scope in NARROW
        reads = call.method == "GET" and call.path != "media/upload"  # whoever sends a file asks what became of it
        assert (reads or call.path in OF_APPS) == call.scope.startswith("read:"), call.path
        others = {other for other in NARROW if not holds({other}, call.scope)}
        if (await person.asks(call.method, f"/2/{call.path}", others)).status_code != 403:
            wrong.append((call.path, "is not needed"))
        if call.path.endswith("/stream"):
            continue
        answer = await person.asks(call.method, f"/2/{call.path}", {call.scope})
        if answer.json().get("detail") == "You are not permitted to perform this action.":
            wrong.append((call.path, "is not enough"))
    assert wrong == []


def _codes(answer: httpx2.Response) -> set[int]:
    said = answer.json() if answer.status_code >= 400 else {}
    return {error["code"] for error in said.get("errors", ())}
