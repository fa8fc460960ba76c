"""Clients in which Twitter's address is fixed, unmodified, through `biztweet gateway`: tweepy with a PIN, twarc2."""

import os
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape
from pathlib import Path
from typing import NamedTuple

import httpx2
import pytest
import tweepy

from biztweet.settings import Settings
from tests.companies import BOTH, migrate_now
from tests.running import RunningServer, running_server
from tests.servers import PostgresServer, RedisServer

pytestmark = pytest.mark.xdist_group("gateway")
PASSWORD = "correct horse battery"


class Gateway(NamedTuple):
    """A running gateway: what points one program at it."""

    port: int
    authority: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"HTTPS_PROXY": f"http://127.0.0.1:{self.port}", "REQUESTS_CA_BUNDLE": str(self.authority)}


@pytest.fixture(scope="module", params=BOTH)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """김민수's company, on each side in turn."""
    folder = tmp_path_factory.mktemp("gateway")
    with ExitStack() as stack:
        settings = Settings(data=folder)
        if request.param == "postgres":
            postgres: PostgresServer = request.getfixturevalue("postgres_server")
            redis: RedisServer = request.getfixturevalue("redis_server")
            url = stack.enter_context(postgres.copy_of("company", migrate_now))
            settings = Settings(data=folder, database_url=url, bus_url=redis.url)
        started = stack.enter_context(running_server(settings, folder))
        started.add_person("minsu", "김민수")
        started.command("people", "set-password", "minsu", "--stdin", given=PASSWORD)
        yield started


@pytest.fixture(scope="module")
def gateway(server: RunningServer) -> Iterator[Gateway]:
    """The gateway to it, ended afterwards."""
    command = [sys.executable, "-m", "biztweet", "gateway", "--port", "0"]
    process = subprocess.Popen(command, env=server.environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said = ""
    while "REQUESTS_CA_BUNDLE" not in said:
        line = process.stderr.readline()
        assert line, said
        said += line
    port = re.search(r"HTTPS_PROXY=http://127\.0\.0\.1:(\d+)", said)
    authority = re.search(r"REQUESTS_CA_BUNDLE=(\S+)", said)
    assert "WARNING" in said
    assert port is not None
    assert authority is not None
    yield Gateway(int(port[1]), Path(authority[1]))
    process.terminate()
    process.wait()
    process.stderr.close()


class Browser:
    """김민수's browser, signed in; it is led to the company's own address, not through the gateway."""

    def __init__(self, server: RunningServer) -> None:
        own = {"Sec-Fetch-Site": "same-origin"}
        self.http = httpx2.Client(base_url=server.base_url, headers=own, trust_env=False)
        signed_in = self.http.post("/login", data={"handle": "minsu", "password": PASSWORD})
        self.http.headers["Cookie"] = signed_in.headers["set-cookie"].partition(";")[0]

    def allows(self, url: str) -> httpx2.Response:
        """The answer to pressing the first button of the page that a client leads to."""
        path = re.sub(r"^https://(?:api\.)?twitter\.com", "", url)
        page = self.http.get(path).text
        fields = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page))
        form = {name: unescape(value) for name, value in fields.items()} | {"decision": "allow"}
        return self.http.post(path.partition("?")[0], data=form)

    def registers(self, callback: str) -> tuple[str, str]:
        """The id and secret of a new app."""
        form = {"name": "PKCE", "callbacks": callback, "level": "write"}
        page = self.http.post("/developers/apps", data=form).text
        client_id, secret = re.findall(r'<code class="keys__value"[^>]*>([^<]+)<', page)
        return client_id, secret


@pytest.fixture
def browser_of_minsu(server: RunningServer) -> Iterator[Browser]:
    found = Browser(server)
    yield found
    found.http.close()


@pytest.fixture
def through(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process's clients go through the gateway."""
    for name, value in gateway.environment.items():
        monkeypatch.setenv(name, value)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("through")
def test_tweepys_pin_flow(server: RunningServer, browser_of_minsu: Browser) -> None:
    keys = server.token("minsu", app="PIN")
    auth = tweepy.OAuth1UserHandler(keys["consumer_key"], keys["consumer_secret"], callback="oob")
    url = auth.get_authorization_url()
    assert url.startswith("https://api.twitter.com/oauth/authorize?oauth_token=")
    pin = re.search(r'id="code" value="(\d{7})"', browser_of_minsu.allows(url).text)
    assert pin is not None
    token, secret = auth.get_access_token(pin[1])
    assert token.startswith(f"{keys['account_id']}-")
    api = tweepy.API(auth)
    assert api.verify_credentials().screen_name == "minsu"
    assert api.update_status("v1.1 through the gateway").text == "v1.1 through the gateway"
    client = tweepy.Client(
        consumer_key=keys["consumer_key"],
        consumer_secret=keys["consumer_secret"],
        access_token=token,
        access_token_secret=secret,
    )
    assert client.create_tweet(text="v2 through the gateway").data["text"] == "v2 through the gateway"
    app = tweepy.API(tweepy.OAuth2AppHandler(keys["consumer_key"], keys["consumer_secret"]))
    said = {status.text for status in app.user_timeline(screen_name="minsu")}
    assert said == {"v1.1 through the gateway", "v2 through the gateway"}
    for each in (api, app):
        each.session.close()
    client.session.close()


@pytest.mark.usefixtures("through")
def test_tweepys_pkce_flow(browser_of_minsu: Browser) -> None:
    callback = "https://app.example/done"
    client_id, secret = browser_of_minsu.registers(callback)
    scope = ["tweet.read", "tweet.write", "users.read", "offline.access"]
    auth = tweepy.OAuth2UserHandler(client_id=client_id, redirect_uri=callback, scope=scope, client_secret=secret)
    url = auth.get_authorization_url()
    assert url.startswith("https://twitter.com/i/oauth2/authorize?")
    token = auth.fetch_token(browser_of_minsu.allows(url).headers["location"])
    assert (token["expires_in"], sorted(token["scope"])) == (7_200, sorted(scope))
    client = tweepy.Client(token["access_token"])
    assert client.create_tweet(text="PKCE through the gateway", user_auth=False).data["text"]
    assert client.get_me(user_auth=False).data.username == "minsu"
    renewed = auth.refresh_token(
        "https://api.twitter.com/2/oauth2/token", refresh_token=token["refresh_token"], auth=(client_id, secret)
    )
    assert renewed["access_token"] != token["access_token"]
    client.session.close()
    auth.close()


def test_twarc2s_command_line(server: RunningServer, gateway: Gateway, tmp_path: Path) -> None:
    keys = server.token("minsu", app="Archive")
    twarc2 = [str(Path(sys.executable).with_name("twarc2")), "--bearer-token", keys["bearer_token"]]
    environment = {**os.environ, **gateway.environment, "HOME": str(tmp_path), "NO_PROXY": "", "no_proxy": ""}
    names = tmp_path / "names.txt"
    names.write_text("minsu\n")
    me = run([*twarc2, "users", "--usernames", "--", str(names)], environment, tmp_path)
    assert '"username": "minsu"' in me
    timeline = run([*twarc2, "timeline", "minsu"], environment, tmp_path)
    assert "through the gateway" in timeline


def run(command: list[str], environment: dict[str, str], folder: Path) -> str:
    ran = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("target", ["example.com:443", "127.0.0.1:443", "api.twitter.com:80", "evil.twitter.com:443"])
def test_any_other_target_is_refused(gateway: Gateway, target: str) -> None:
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=10) as asked:
        asked.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
        assert asked.recv(100).startswith(b"HTTP/1.1 403 ")


def test_what_is_no_connect_is_refused_and_others_are_unharmed(gateway: Gateway) -> None:
    silent = socket.create_connection(("127.0.0.1", gateway.port), timeout=10)
    for sent, status in ((b"GET / HTTP/1.1\r\n\r\n", b"405"), (b"\0" * 70_000 + b"\r\n\r\n", b"431")):
        with socket.create_connection(("127.0.0.1", gateway.port), timeout=10) as asked:
            asked.sendall(sent)
            assert asked.recv(100).split()[1] == status
    assert answer_of(gateway, b"GET /healthz HTTP/1.1\r\nHost: api.twitter.com\r\n\r\n").startswith(b"HTTP/1.1 200 ")
    assert answer_of(gateway, b"GET http://evil.example/ HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    silent.close()


def answer_of(gateway: Gateway, request: bytes) -> bytes:
    """What comes back through a tunnel, whose certificate the authority vouches for."""
    context = ssl.create_default_context(cafile=str(gateway.authority))
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=10) as plain:
        plain.sendall(b"CONNECT api.twitter.com:443 HTTP/1.1\r\n\r\n")
        assert plain.recv(100).startswith(b"HTTP/1.1 200 ")
        with context.wrap_socket(plain, server_hostname="api.twitter.com") as tunnel:
            tunnel.sendall(request)
            return tunnel.recv(1_000)
