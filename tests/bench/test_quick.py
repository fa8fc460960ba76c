"""The harness runs, on SQLite, with few of everything."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench import crowd, pgbench, signing
from bench.keys import Key
from biztweet.access.oauth1 import signed

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("group", ["home", "writes", "live", "streams", "searches", "growth", "start"])
def test_a_quick_run_prints_a_table_and_leaves_the_docs_alone(group: str) -> None:
    page = ROOT / "docs" / "benchmarks.md"
    before = page.read_bytes() if page.exists() else b""
    result = subprocess.run(
        [sys.executable, "-m", "bench", group, "--quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith(f"{group}: ")
    assert "SQLite" in result.stdout or "broadcaster" in result.stdout
    assert (page.read_bytes() if page.exists() else b"") == before


def test_the_made_up_posts_are_the_same_each_time_and_in_order() -> None:
    posts = list(crowd.posts(500))
    assert posts == list(crowd.posts(500))
    ids = [post.id for post in posts]
    assert ids == sorted(set(ids))
    assert any(post.reply_to_id for post in posts)
    assert any(post.repost_of_id for post in posts)
    assert max(ids) < crowd.LAST_ID


def test_pgbench_is_given_the_statements_of_a_post_with_its_own_variables() -> None:
    script = pgbench.script(numbered=True)
    assert script.count("INSERT INTO posts") == script.count("INSERT INTO events") == 1
    assert "UPDATE counters" in script
    assert "UPDATE counters" not in pgbench.script(numbered=False)
    assert "VALUES (:id::BIGINT, :author::BIGINT" in script


def test_a_signed_header_is_read_as_it_was_made() -> None:
    key = Key("", "", "consumer", "secret", "7-token", "token secret")
    url = "http://127.0.0.1:8000/1.1/statuses/home_timeline.json"
    [header] = signing.headers(url, [key], 1)
    found = signed(header, "GET", [url], [])
    assert found is not None
    assert found.claim["oauth_token"] == "7-token"
