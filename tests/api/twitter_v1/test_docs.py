"""docs/dialects/twitter.md says what is there, and nothing else."""

import re
from pathlib import Path

from biztweet.api.oauth.routes import twitters
from biztweet.api.twitter_v1.described import PATHS
from biztweet.api.twitter_v1.routes import CALLS
from biztweet.web.pages import consent
from tests.api.twitter_v1.asking import Client

_PAGE = Path(__file__).parents[3] / "docs/dialects/twitter.md"


def test_the_page_lists_every_call_and_no_other() -> None:
    rows = re.findall(r"^\| (GET|POST|DELETE) \| (\S+) \| (?:full|partial) \|", _PAGE.read_text(), re.MULTILINE)
    listed = [(method, path) for method, path in rows if not path.startswith("/2/")]
    spoken = [(call.method, re.sub(r"\{(\w+)\}", r":\1", call.path)) for call in CALLS]
    assert sorted(listed) == sorted(spoken)
    assert len(set(spoken)) == len(spoken)


def test_the_page_lists_every_path_of_oauth() -> None:
    rows = re.findall(r"^\| `(/[^`]+)` \| ([A-Z ]+) \| full \|", _PAGE.read_text(), re.MULTILINE)
    listed = {(method, path) for path, methods in rows for method in methods.split()}
    routes = [route for route in twitters(consent) if not route.path.startswith("/1.1/")]
    spoken = {(method, route.path) for route in routes for method in (route.methods or set()) & {"GET", "POST"}}
    assert listed == spoken | {("GET", "/oauth/authorize"), ("POST", "/oauth/authorize")}


def test_what_a_call_reads_is_told_of_calls_that_there_are() -> None:
    paths = {call.path for call in CALLS} | {call.path.partition("/{")[0] for call in CALLS}
    assert paths >= PATHS


def test_what_is_partial_says_what_is_missing() -> None:
    assert re.findall(r"\| partial \|\s*\|", _PAGE.read_text()) == []


async def test_what_is_absent_answers_404(client: Client) -> None:
    rows = re.findall(r"^\| (\w+) \| ([^/\s]\S*) \| absent \|", _PAGE.read_text(), re.MULTILINE)
    assert len(rows) > 10
    there = []
    for method, path in rows:
        if (await client.send(method, re.sub(r":\w+", "1", path))).status_code != 404:
            there.append((method, path))
    assert there == []
