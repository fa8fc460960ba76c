"""Hostile requests to every route of every face: no fault of ours, no waiting, each dialect's own words; strangers.

Routes come from the application's own table and names of parameters from its source, so new ones are tried as well.
"""

import http.client
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pytest
from starlette.routing import Route

import biztweet
from biztweet import app
from biztweet.settings import Settings
from tests.companies import BOTH, migrate_now
from tests.running import RunningServer, running_server
from tests.servers import PostgresServer, RedisServer

pytestmark = pytest.mark.xdist_group("hostile")  # one server for all

ON_ONE_SIDE = pytest.mark.parametrize("besieged", ["sqlite"], indirect=True)  # the database has no say in it
PASSWORD = "correct horse battery"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
SLOW_SECONDS = 2.0
# What strangers get an answer from; none of it holds people or posts.
OPEN = {
    "/healthz",
    "/readyz",
    "/health",
    "/login",
    "/auth/sign_in",
    "/manifest.webmanifest",
    "/offline",
    "/service-worker.js",
    "/share",  # leads on to the composer, which stands behind the door
    "/api/v1/instance",
    "/api/v2/instance",
    "/api/v1/instance/rules",
    "/api/v1/instance/peers",
    "/api/v1/instance/activity",
    "/api/v1/instance/domain_blocks",
    "/api/v1/instance/languages",
    "/api/v1/instance/extended_description",
    "/api/v1/instance/translation_languages",
    "/api/v1/custom_emojis",
    "/api/v1/streaming/health",
    "/.well-known/nodeinfo",
    "/.well-known/host-meta",
    "/.well-known/oauth-authorization-server",
    "/1.1/openapi.json",
    "/2/openapi.json",
}
APPS_OWN = "/api/v1/apps/verify_credentials"
ENDS_SIGN_IN = {"/logout", "/oauth/invalidate_token", "/1.1/oauth/invalidate_token.json"}
CONSENT = {"/oauth/authorize", "/oauth/authenticate", "/2/oauth2/authorize"}

IDS = [
    "0", "-1", "1.5", "1e30", "NaN", "null", "[]", "9" * 19, "9" * 25, "9" * 5_000, "ungrouped-" + "9" * 5_000,
    "%00", "%FF", "%ED%A0%80", "%EF%BC%91", "%D9%A1", "%C2%B2", "%F0%9F%94%A2", "a%2Fb", "..%2f..%2fbiztweet.db",
    "%3Cscript%3E", "a" * 3_000,
]  # fmt: skip
TEXTS = [
    "", "%00", "%FF", "%ED%A0%80", "-1", "1e30", "1.5", "NaN", "9" * 25, "9" * 5_000, "%F0%9F%94%A2", "%D9%A1",
    "a%0D%0Ab:c", "%E2%80%AE", "%22%3E%3Cscript%3E", "http://[", "//[", "http://%E2%84%80.com", "%25", "x" * 2_000,
    ",".join(map(str, range(5_000))),
]  # fmt: skip
QUERIES = ["%FF=1", "id[]=1&id=2", "id=1&id[a]=2", "a[b][c][d][e][f][g][h]=1", "&=&&", "&".join(["a=1"] * 1_500)]
VALUES: list[Any] = [
    None, True, -1, 1.5, 10**30, 1e308, [], {}, [[]], [None], {"a": [1]}, "", "\0", "\u202e", "9" * 5_000, "http://[",
    ["x"] * 5_000, [{"a": 1}], {"last_read_id": 10**30}, {"text": ["x"]},
]  # fmt: skip
BODIES: list[tuple[str, bytes]] = [
    ("application/json", b""),
    ("application/json", b"{"),
    ("application/json", b"[1]"),
    ("application/json", b'"x"'),
    ("application/json", b'{"status": NaN}'),
    ("application/json", b'{"status": 1e999}'),
    ("application/json", b'{"status": "\\ud800"}'),
    ("application/json", b'{"status": "\xff"}'),
    ("application/json", b'{"a":' * 1_000 + b"1" + b"}" * 1_000),
    ("application/json", b"[" * 100_000),
    ("application/json; charset=utf-16", b"\xff\xfe{\0}\0"),
    ("", b'{"status"'),
    (FORM, b"status=%FF"),
    (FORM, b"\xff=\xff"),
    (FORM, b"a=1&" * 1_500),
    (FORM, b"x" * 300_000),
    ("multipart/form-data", b"--x--"),
    ("multipart/form-data; boundary=", b"--x--"),
    (MULTIPART, b"nothing"),
    (MULTIPART, b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\ncut'),
    (MULTIPART, b'--x\r\nContent-Disposition: form-data; filename="a"\r\n\r\n\r\n--x--\r\n'),
    (MULTIPART, b'--x\r\nContent-Disposition: form-data; name="status"\r\n\r\n\xff\r\n--x--\r\n'),
    (MULTIPART, b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 500 + b"--x--\r\n"),
    ("text/xml", b"<!DOCTYPE x><x/>"),
    (";;;", b"a=1"),
]
HEADERS: list[dict[str, str]] = [
    {"Origin": "http://["},
    {"Referer": "http://["},
    {"Accept-Language": "ko;q=nan,en;q=1e999,;;q,"},
    {"Authorization": "Bearer"},
    {"Authorization": "Basic %%%"},
    {"Authorization": "Basic AAAA/w=="},
    {"Authorization": 'OAuth oauth_token="%00",oauth_signature="x",oauth_signature_method="HMAC-SHA1"'},
    {"Cookie": "__Host-session=" + "x" * 4_000},
    {"Idempotency-Key": "\xff" * 600},
    {"Last-Event-ID": "9" * 5_000},
]


class Answer(NamedTuple):
    """What came back; the body of a stream is not waited for."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float


class Attacker:
    """One connection to a server, with or without somebody's secrets."""

    def __init__(self, server: RunningServer, **secrets: str) -> None:
        self.secrets = secrets
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def asks(self, method: str, target: str, body: bytes | None = None, **headers: str) -> Answer:
        given = {name.replace("_", "-"): value for name, value in {**self.secrets, **headers}.items() if value}
        began = time.perf_counter()
        try:
            self._connection.request(method, target, body, given)
            answer = self._connection.getresponse()
        except (http.client.HTTPException, ConnectionError):  # it was ended after the last answer
            self._connection.close()
            self._connection.request(method, target, body, given)
            answer = self._connection.getresponse()
        endless = answer.getheader("transfer-encoding") == "chunked"
        content = b"" if endless else answer.read()
        if endless:
            self._connection.close()
        return Answer(answer.status, answer.headers, content, time.perf_counter() - began)

    def close(self) -> None:
        self._connection.close()

    def sends(self, target: str, **form: str) -> Answer:
        """A form of our own page."""
        return self.asks(
            "POST", target, urlencode(form).encode(), **{"Content-Type": FORM, "Sec-Fetch-Site": "same-origin"}
        )


def wrong_with(method: str, target: str, answer: Answer) -> str | None:
    """What an answer lacks, if anything."""
    head = answer.headers
    policy = head.get("content-security-policy", "")
    lacks = {
        "a fault of ours": answer.status >= 500 or b"Traceback" in answer.body,
        "no request id, or several": len(head.get_all("x-request-id", [])) != 1,
        "may be sniffed, or says so twice": answer.body and head.get_all("x-content-type-options") != ["nosniff"],
        "a page without its policy": kind_of(answer) == "text/html" and "frame-ancestors 'none'" not in policy,
        "other words": answer.status >= 400 and method != "HEAD" and answer.body and not in_words(target, answer),
        "slow": answer.seconds > SLOW_SECONDS,
    }
    return next((name for name, lack in lacks.items() if lack), None)


def kind_of(answer: Answer) -> str:
    return answer.headers.get_content_type() if "content-type" in answer.headers else ""


def in_words(target: str, answer: Answer) -> bool:
    """Whether a refusal is said as those who asked expect it; what comes before any dialect is plain JSON."""
    kind = kind_of(answer)
    if kind == "application/problem+json":
        return target.startswith("/2/") and {"title", "detail", "type", "status"} <= json.loads(answer.body).keys()
    if kind != "application/json":
        return is_page(target) and (kind == "text/html" or target.startswith("/metrics"))
    said = json.loads(answer.body)
    if target.startswith(("/1.1/", "/oauth")) and answer.status != 413 and "errors" in said:
        return bool(said["errors"][0].keys() == {"code", "message"})
    return isinstance(said.get("error"), str) and (answer.status in {405, 413} or not target.startswith("/1.1/"))


def is_page(target: str) -> bool:
    path = target.partition("?")[0]
    of_an_api = ("/1.1/", "/2/", "/api/", "/oauth/", "/oauth2/", "/.well-known/", "/nodeinfo/")
    return not path.startswith(of_an_api) or path in CONSENT


def routes() -> Iterator[tuple[str, str]]:
    """Every method and path; of two spellings that lead to the same, one."""
    for route in app.every_route():
        if isinstance(route, Route) and not (
            route.path.startswith("/1.1/") and not route.path.endswith((".json", "}"))
        ):
            for method in sorted((route.methods or set()) - {"PUT", "PATCH", "DELETE"} or route.methods or set()):
                yield method, route.path
            for method in sorted({"PUT", "PATCH", "DELETE"} & (route.methods or set())):
                if not route.path.startswith("/1.1/"):
                    yield method, route.path


def filled(path: str, value: str) -> str:
    return re.sub(r"\{[^}]*\}", lambda _: value, path)


# The faces, and the folders whose sources ask for their parameters.
FACES = {
    "mastodon": ["api/mastodon"],
    "twitter_v1": ["api/twitter", "api/twitter_v1"],
    "twitter_v2": ["api/twitter", "api/twitter_v2"],
    "oauth": ["api/oauth"],
    "web": ["web"],
}


def face_of(path: str) -> str:
    """The face that answers at an address."""
    starts = {"/1.1/": "twitter_v1", "/2/oauth2/": "oauth", "/2/": "twitter_v2", "/oauth": "oauth"}
    if is_page(path) and path not in CONSENT:
        return "web"
    return next((face for start, face in starts.items() if path.startswith(start)), "mastodon")


def names() -> dict[str, list[str]]:
    """Of each face, every parameter that it may ask for by its name."""
    readers = "text|number|flag|texts|inner|each|terms|ids|post_id|named|field|get|an_id|words|word|instant"
    asked = re.compile(rf'(?:(?:{readers})\((?:[\w.]+, )?"([a-z_.]+)"|"((?:[a-z]+_)+ids?)")')
    root = Path(biztweet.__file__).parent
    shared = [*(root / "api").glob("*.py")]
    sources = {
        face: "".join(
            path.read_text(encoding="utf-8")
            for path in [*shared, *(path for folder in folders for path in (root / folder).rglob("*.py"))]
            if path.parent.name != "present" and path.stem != "vocabulary"  # they say, and ask for nothing
        )
        for face, folders in FACES.items()
    }
    known = {name for source in sources.values() for groups in asked.findall(source) for name in groups if name}
    assert {"status", "max_id", "acct", "screen_name", "redirect_uri", "handle", "next", "in_reply_to_id"} <= known
    return {face: sorted(name for name in known if f'"{name}"' in source) for face, source in sources.items()}


NAMES = names()


def nasty(method: str, path: str, number: int, known: str) -> Iterator[tuple[str, bytes | None, dict[str, str]]]:
    """Targets, bodies and headers; which names meet which values changes from route to route (`number`)."""
    here = filled(path, known)
    if "{" in path and method not in {"HEAD", "OPTIONS"}:
        yield from ((filled(path, value), None, {}) for value in IDS)
    some = NAMES[face_of(path)][number % 3 :: 3]
    texts = cycle(TEXTS[number % len(TEXTS) :] + TEXTS[: number % len(TEXTS)])
    values = cycle(VALUES[number % len(VALUES) :] + VALUES[: number % len(VALUES)])
    if method == "GET":
        yield from ((f"{here}?{query}", None, {}) for query in QUERIES)
        yield from ((f"{here}?{name}={next(texts)}", None, {}) for name in some)
        yield from ((here, None, headers) for headers in HEADERS)
    elif method in {"POST", "PUT", "PATCH", "DELETE"}:
        yield from ((here, f"{name}={next(texts)}".encode(), {"Content-Type": FORM}) for name in some)
        for name in some:
            yield here, json.dumps({name: next(values)}).encode(), {"Content-Type": "application/json"}
        yield from ((here, body, {"Content-Type": kind}) for kind, body in BODIES)
        yield from ((here, b"a=1", {"Content-Type": FORM, **headers}) for headers in HEADERS)


@pytest.fixture(scope="module", params=BOTH)
def besieged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One server for all of it, on each side in turn."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    with ExitStack() as stack:
        if request.param == "postgres":
            postgres: PostgresServer = request.getfixturevalue("postgres_server")
            redis: RedisServer = request.getfixturevalue("redis_server")
            url = stack.enter_context(postgres.copy_of("company", migrate_now))
            settings = Settings(data=settings.data, database_url=url, bus_url=redis.url)
        server = stack.enter_context(running_server(settings, tmp_path_factory.mktemp("log")))
        server.add_person("minsu", "김민수")
        server.command("people", "set-password", "minsu", "--stdin", given=PASSWORD)
        yield server


@pytest.fixture
def with_secrets(besieged: RunningServer) -> Iterator[Callable[..., Attacker]]:
    """Makes attackers."""
    with ExitStack() as stack:
        yield lambda **secrets: stack.enter_context(closing(Attacker(besieged, **secrets)))


@pytest.fixture
def stranger(with_secrets: Callable[..., Attacker]) -> Attacker:
    """Whoever brings nothing."""
    return with_secrets()


@pytest.fixture(scope="module")
def bearer(besieged: RunningServer) -> str:
    """Of an app that may do everything for minsu."""
    return f"Bearer {besieged.token('minsu')['bearer_token']}"


@pytest.fixture
def minsus(bearer: str, with_secrets: Callable[..., Attacker]) -> Attacker:
    """That app."""
    return with_secrets(Authorization=bearer)


@pytest.fixture
def visitor(stranger: Attacker, with_secrets: Callable[..., Attacker]) -> Attacker:
    """Somebody's browser, signed in."""
    answer = stranger.sends("/login", handle="minsu", password=PASSWORD, next="/")
    cookie = answer.headers["set-cookie"].partition(";")[0]
    return with_secrets(**{"Cookie": cookie, "Sec-Fetch-Site": "same-origin"})


def test_nothing_that_is_sent_to_any_route_breaks_it(
    besieged: RunningServer, minsus: Attacker, visitor: Attacker
) -> None:
    words = {"status": "먹잇감 #tag https://example.com", "visibility": "public"}
    posted = minsus.asks("POST", "/api/v1/statuses", urlencode(words).encode(), **{"Content-Type": FORM})
    known = json.loads(posted.body)["id"]
    share = 2 if besieged.environment["BIZTWEET_DATABASE_URL"] == "" else 6  # others are another route's turn
    wrong = []
    for number, (method, path) in enumerate(routes()):
        attacker = visitor if is_page(path) else minsus
        if path in ENDS_SIGN_IN or attacker.asks(method, filled(path, known)).status == 405:
            continue
        for target, body, headers in list(nasty(method, path, number, known))[number % share :: share]:
            answer = attacker.asks(method, target, body, **headers)
            if answer.seconds > SLOW_SECONDS:  # the machine may have been busy: once more
                answer = attacker.asks(method, target, body, **headers)
            if lack := wrong_with(method, target, answer):
                wrong.append((lack, method, target[:120], (body or b"")[:60], headers, answer.status, answer.body[:80]))
    assert not wrong, "\n".join(map(str, wrong))


@ON_ONE_SIDE
def test_odd_methods_and_addresses_are_answered_in_words(minsus: Attacker) -> None:
    odd = ["/api", "/1.1/x", "/2/x", "/2/tweets/a/b/c", "/oauth/x", "/oauth/token", "/.well-known/x"]
    odd += ["/nodeinfo/a/b", "/.git/config", "/docs"]
    for method in ("GET", "PUT", "DELETE", "TRACE", "PROPFIND"):
        for target in [*odd, "/login", "/healthz", "/metrics", "/media/a/b", "/api/v1/statuses"]:
            answer = minsus.asks(method, target)
            assert answer.status in {200, 403, 404, 405, 422}, (method, target, answer)
            assert wrong_with(method, target, answer) is None, (method, target, answer)


def test_strangers_and_apps_for_themselves_learn_nothing(
    stranger: Attacker, with_secrets: Callable[..., Attacker]
) -> None:
    form = urlencode({"client_name": "Evil", "redirect_uris": "https://evil.example/", "scopes": "read write"})
    app_ = json.loads(stranger.asks("POST", "/api/v1/apps", form.encode(), **{"Content-Type": FORM}).body)
    wish = {name: app_[name] for name in ("client_id", "client_secret")} | {"grant_type": "client_credentials"}
    given = stranger.asks("POST", "/oauth/token", urlencode(wish).encode(), **{"Content-Type": FORM})
    for_itself = with_secrets(Authorization=f"Bearer {json.loads(given.body)['access_token']}")
    for attacker in (stranger, for_itself):
        for method, path in routes():
            answer = attacker.asks(method, filled(path, "1"), b"" if method == "POST" else None)
            may = path in OPEN or method == "OPTIONS" or (path == APPS_OWN and attacker is for_itself)
            to_the_door = answer.status == 303 and answer.headers["location"].startswith("/login")
            assert answer.status >= 400 or may or to_the_door, (method, path, answer)
            assert "set-cookie" not in answer.headers, (method, path)


@ON_ONE_SIDE
def test_a_handle_that_is_written_otherwise_has_no_count_of_guesses_of_its_own(
    besieged: RunningServer, stranger: Attacker
) -> None:
    besieged.add_person("victim", "Victim")
    besieged.command("people", "set-password", "victim", "--stdin", given=PASSWORD)
    guesses = [stranger.sends("/login", handle="victim", password=f"guess {i}").status for i in range(11)]
    assert guesses == [401] * 10 + [429]
    for handle in ("victim", "VICTIM", " @victim ", "@@victim", "@ victim", "@\u3000victim"):
        answer = stranger.sends("/login", handle=handle, password=PASSWORD)
        assert answer.status in {401, 429}, handle
        assert "set-cookie" not in answer.headers, handle


@ON_ONE_SIDE
def test_sign_in_leads_to_our_own_pages_only(stranger: Attacker) -> None:
    for goal in ("//evil.example", "/\\evil.example", "/\t/evil.example", "https:evil.example", "http://[", "\\\\evil"):
        assert stranger.sends("/login", handle="minsu", password=PASSWORD, next=goal).headers["location"] == "/"
    sent = stranger.asks("GET", "/tags/" + quote("점심?"))
    page = stranger.asks("GET", sent.headers["location"])
    form = re.search(r'name="next" value="([^"]*)"', page.body.decode())
    assert form is not None
    back = stranger.sends("/login", handle="minsu", password=PASSWORD, next=form[1])
    assert (back.status, back.headers["location"]) == (303, "/tags/" + quote("점심?"))


@ON_ONE_SIDE
@pytest.mark.parametrize("host", ["℀.com", "a：b.com", "ex℀mple.com", "[::1]", "[::1"])
def test_no_post_makes_pages_unreadable(minsus: Attacker, visitor: Attacker, host: str) -> None:
    words = urlencode({"status": f"http://{host}/ {host}"}).encode()
    posted = minsus.asks("POST", "/api/v1/statuses", words, **{"Content-Type": FORM})
    assert posted.status == 200
    for target in ("/", f"/posts/{json.loads(posted.body)['id']}", "/@minsu"):
        assert visitor.asks("GET", target).status == 200, target


@ON_ONE_SIDE
def test_secrets_stand_in_no_file(besieged: RunningServer, visitor: Attacker) -> None:
    given = besieged.token("minsu")
    secrets = [given[name] for name in ("bearer_token", "consumer_secret", "access_token_secret")]
    secrets += [PASSWORD, visitor.secrets["Cookie"].partition("=")[2]]
    secrets += re.findall(r"/invitation/(\S+)", besieged.command("people", "invite", "minsu"))
    assert len(secrets) == 6
    data = Path(besieged.environment["BIZTWEET_DATA"])
    kept = b"".join(path.read_bytes() for path in [*data.rglob("*"), besieged.log] if path.is_file())
    assert [secret for secret in secrets if secret.encode() in kept] == []
