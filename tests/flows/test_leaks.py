"""What is said among a few is as if it were not there for everybody else: every route of every face, asked by others.

Routes and names of parameters come from the application itself, so new ones are asked as well.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import NamedTuple

import httpx2
import msgspec
import pytest
from starlette.routing import Route

from biztweet import app
from biztweet.access import apps, sessions, tokens
from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.transaction import Transaction
from biztweet.media import store as media
from biztweet.opening import opened
from biztweet.settings import Settings
from tests.factories import a_person, a_picture, said, told_to
from tests.flows.test_hostile import NAMES, face_of, filled, is_page
from tests.notifications.test_inbox import reacted

SECRET, TAG = "비밀낱말", "secrettag"
ENDLESS = re.compile(r"/live$|/api/v1/streaming|/1\.1/(user|statuses/(sample|filter|firehose))|/2/tweets/.*stream")
# What changes from one request to the next or ends the asker's sign-in, and what knows of no posts.
LEFT_OUT = re.compile(
    r"/logout$|/login$|/end-all$|/metrics$|/1\.1/application|/oauth2?/|/static/|/healthz|/readyz|/saved_searches/create"
)
# Parameters that may name a post.
ID_NAMES = {
    face: [name for name in names if re.search(r"(^|_)ids?$|url|cursor|token|^q$|query", name)]
    for face, names in NAMES.items()
}
_PATIENCE_SECONDS = 60
# Tokens of forms, how long it took, and the stretches of time that are counted.
_FRESH = re.compile(r'[0-9a-f]{32,64}|"completed_in":[0-9.e-]+|"(start|end)":"[^"]*"')
# What differs from one answer to the next, whatever was asked.
VARIES = {"date", "content-length", "x-request-id", "server-timing"} | {
    name for part in ("remaining", "reset") for name in (f"x-rate-limit-{part}", f"x-ratelimit-{part}")
}


class Secret(NamedTuple):
    """A message between two, and an id of the same length that nobody has."""

    id: str
    missing: str
    picture_key: str
    conversation_id: str


class Asker:
    """Somebody who was not addressed, or an app for itself; on the pages and through every API."""

    def __init__(self, http: httpx2.AsyncClient, me: Viewer | None, bearer: str, cookie: str) -> None:
        self._http = http
        self.me = me
        self._headers = {
            True: {"Cookie": f"__Host-session={cookie}", "Sec-Fetch-Site": "same-origin"} if cookie else {},
            False: {"Authorization": f"Bearer {bearer}"},
        }

    async def asks(self, method: str, path: str, **given: str) -> httpx2.Response:
        """One request; what is given stands where the method has it."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return await self._answer(method, path, given)

    async def _answer(self, method: str, path: str, given: dict[str, str]) -> httpx2.Response:
        headers = {"Accept-Encoding": "identity", **self._headers[is_page(path)]}
        if method == "GET" or not given:
            return await self._http.request(method, path, params=given, headers=headers)
        if path.startswith("/2/"):
            return await self._http.request(method, path, json=given, headers=headers)
        return await self._http.request(method, path, data=given, headers=headers)


@pytest.fixture
async def here(any_settings: Settings) -> AsyncIterator[Company]:
    """A company in which one may ask as often as one likes."""
    async with opened(msgspec.structs.replace(any_settings, rate_limits=False)) as company:
        yield company


@pytest.fixture
async def secret(here: Company) -> Secret:
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
    picture = a_picture(id=7, owner_id=minsu.id, post_id=None)

    async def upload(tx: Transaction) -> None:
        await tx.execute(media.INSERT, **msgspec.structs.asdict(picture))

    await here.db.write(upload)
    post = await said(here, jane, "모두에게 하는 말")
    text = f"@jane {SECRET} #{TAG}"
    message = await told_to(here, minsu, jane, text=text, reply_to_id=post, media_ids=(picture.id,))
    shared = (await here.views.shared([message], messages=True))[message]
    return Secret(str(message), str(message + 1), picture.key, str(shared.post.conversation_id))


@pytest.fixture
async def askers(here: Company) -> AsyncIterator[list[Asker]]:
    """A colleague with every right, and an app that an employee registered."""
    third = await a_person(here, "third")
    program = await apps.register(here.db, here.vault, name="Curious", trusted=True)
    everything = "read write follow push admin"
    async with AsyncExitStack() as stack:
        found = []
        for me in (third, None):
            issued = await tokens.issue(here.db, here.vault, program.id, me.id if me else None, everything)
            cookie = await sessions.begin(here.db, me.id, address="127.0.0.1", device="tests") if me else ""
            transport = httpx2.ASGITransport(app.make(here))
            http = httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")
            found.append(Asker(await stack.enter_async_context(http), me, issued.bearer, cookie))
        yield found


def routes() -> Iterator[tuple[str, str]]:
    """Every method and path that ends; of two spellings, one."""
    for route in app.every_route():
        if not isinstance(route, Route) or ENDLESS.search(route.path) or LEFT_OUT.search(route.path):
            continue
        if route.path.startswith("/1.1/") and not route.path.endswith((".json", "}")):
            continue
        yield from ((method, route.path) for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}))


def seen(answer: httpx2.Response, asked: str) -> tuple[int, dict[str, str], str]:
    """An answer as it looks whatever id was asked for."""
    headers = {name: value.replace(asked, "ID") for name, value in answer.headers.items() if name not in VARIES}
    return answer.status_code, headers, _FRESH.sub("", answer.text.replace(asked, "ID"))


async def test_a_message_looks_like_a_missing_one_on_every_route(
    here: Company, secret: Secret, askers: list[Asker]
) -> None:
    step = 1 if here.db.engine.dialect == "sqlite" else 8  # the database has little say in it
    wrong = []
    for asker in askers:
        own = str(asker.me.id) if asker.me else "1"
        for method, path in routes():
            pairs = [
                [(filled(path, own), {name: wanted}) for wanted in secret[:2]]
                for name in ID_NAMES[face_of(path)][::step]
            ]
            if "{" in path:
                pairs.append([(filled(path, wanted), {}) for wanted in secret[:2]])
            for pair in pairs:
                answers = [await asker.asks(method, target, **given) for target, given in pair]
                if answers[0].status_code == 405:
                    break
                if seen(answers[0], secret.id) != seen(answers[1], secret.missing):
                    wrong.append((method, *pair[0], answers[0].status_code, answers[1].status_code))
    assert not wrong, "\n".join(map(str, wrong))


async def test_no_answer_to_others_holds_a_word_of_it(here: Company, secret: Secret, askers: list[Asker]) -> None:
    minsu = await here.people.by_handle("minsu")
    fills = [secret.id, str(minsu.id), str(minsu.id + 1), "minsu", TAG, secret.conversation_id]
    queries: list[dict[str, str]] = [{}, {"q": SECRET}, {"query": SECRET}, {"q": "from:minsu", "type": "statuses"}]
    if here.db.engine.dialect != "sqlite":
        fills, queries = fills[:2], queries[:2]
    leaks = []
    for asker in askers:
        for method, path in routes():
            if method != "GET":
                continue
            for fill in fills if "{" in path else [""]:
                for query in queries:
                    answer = await asker.asks("GET", filled(path, fill), **query)
                    told = answer.text.replace("%EB%B9%84%EB%B0%80%EB%82%B1%EB%A7%90", "")
                    if query.get("q") == SECRET or query.get("query") == SECRET:
                        told = told.replace(SECRET, "", 3)  # what was asked may be repeated
                    if SECRET in told or secret.picture_key in told:
                        leaks.append((path, fill, query))
    assert not leaks, "\n".join(map(str, leaks))


async def test_the_page_of_notifications_says_who_wrote_and_not_what(here: Company, secret: Secret) -> None:
    await reacted(here)
    jane = await here.people.by_handle("jane")
    cookie = await sessions.begin(here.db, jane.id, address="127.0.0.1", device="tests")
    transport = httpx2.ASGITransport(app.make(here))
    headers = {"Cookie": f"__Host-session={cookie}", "Accept-Language": "ko"}
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", headers=headers) as browser:
        page = await browser.get("/notifications")
    assert page.status_code == 200
    assert 'data-kind="message"' in page.text
    assert secret.id not in page.text
    assert SECRET not in page.text
