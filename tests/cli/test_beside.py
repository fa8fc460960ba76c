"""Commands beside a running server: new people and tokens count from the next request on, who is out is out soon."""

import time

import httpx2
import pytest

from biztweet.settings import Settings
from tests.cli.commands import commands_of
from tests.running import RunningServer

_SOON_SECONDS = 5


@pytest.fixture
def settings(any_settings: Settings) -> Settings:
    """The settings that both the server and the commands read."""
    return any_settings


def asked(server: RunningServer, bearer: str, path: str = "/api/v1/accounts/verify_credentials") -> httpx2.Response:
    return httpx2.get(f"{server.base_url}{path}", headers={"Authorization": f"Bearer {bearer}"}, timeout=10)


def test_a_server_sees_at_once_what_commands_do(settings: Settings, server: RunningServer) -> None:
    command = commands_of(settings)
    for number in range(3):
        command("people", "add", f"person{number}", "--name", f"사람 {number}")
        bearer = server.token(f"person{number}")["bearer_token"]
        answer = asked(server, bearer)
        assert answer.status_code == 200
        assert answer.json()["acct"] == f"person{number}"
        posted = httpx2.post(
            f"{server.base_url}/api/v1/statuses",
            headers={"Authorization": f"Bearer {bearer}"},
            data={"status": f"글 {number}"},
            timeout=10,
        )
        assert posted.status_code == 200
        newest = asked(server, bearer, "/api/v1/timelines/public").json()[0]
        assert newest["id"] == posted.json()["id"], "one's own post shows at once"
    command("people", "deactivate", "person0")
    gone = server.token("person1")
    assert asked(server, gone["bearer_token"]).status_code == 200
    first = server.token("person2")["bearer_token"]
    assert asked(server, first).status_code == 200
    command("people", "deactivate", "person2")
    deadline = time.monotonic() + _SOON_SECONDS
    while (code := asked(server, first).status_code) == 200:
        assert time.monotonic() < deadline
    assert code == 401
    command("people", "activate", "person2")
    second = server.token("person2")["bearer_token"]
    while asked(server, second).status_code != 200:
        assert time.monotonic() < deadline + _SOON_SECONDS
    assert asked(server, first).status_code == 401, "what was ended stays ended"
