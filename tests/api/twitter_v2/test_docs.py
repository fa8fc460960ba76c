"""docs/dialects/twitter.md says what of v2 is there, and nothing else."""

import re
from pathlib import Path

from biztweet.api.twitter_v2.routes import CALLS
from tests.api.twitter_v2.asking import Client

_PAGE = Path(__file__).parents[3] / "docs/dialects/twitter.md"


def test_the_page_lists_every_call_and_no_other() -> None:
    listed = re.findall(r"^\| (\w+) \| /2/(\S+) \| (?:full|partial|empty) \|", _PAGE.read_text(), re.MULTILINE)
    spoken = [(call.method, re.sub(r"\{(\w+)\}", r":\1", call.path)) for call in CALLS]
    assert sorted(listed) == sorted(spoken)
    assert len(set(spoken)) == len(spoken)


def test_every_call_says_who_may_and_how_often() -> None:
    for call in CALLS:
        assert call.scope, call.path
        assert call.each.limit > 0, call.path
        assert call.own in ("", *call.in_path), call.path


async def test_what_is_absent_answers_404(client: Client) -> None:
    rows = re.findall(r"^\| (\w+) \| /2/(\S+) \| absent \|", _PAGE.read_text(), re.MULTILINE)
    assert len(rows) > 10
    there = []
    for method, path in rows:
        if (await client.send(method, re.sub(r":\w+", "1", path))).status_code != 404:
            there.append((method, path))
    assert there == []
