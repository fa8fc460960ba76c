"""toot, the command line, unmodified: signed in by the code that its user copies, then a day's talk of two people."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from toot.cli import cli

from tests.flows.test_mastodon_py import PASSWORD, a_picture, consented, signed_in, soon
from tests.running import RunningServer

pytestmark = pytest.mark.xdist_group("places")


class Terminal:
    """Somebody's terminal: toot keeps its keys in a folder of theirs."""

    def __init__(self, place: RunningServer, handle: str, folder: Path) -> None:
        self.place = place
        self.handle = handle
        trust = {"REQUESTS_CA_BUNDLE": str(place.authority)} if place.authority else {}
        self._runner = CliRunner(env=trust | {"XDG_CONFIG_HOME": str(folder / handle), "BROWSER": "true"})

    def __call__(self, *arguments: str) -> str:
        """What it prints; it must end well."""
        ran = self._runner.invoke(cli, arguments)
        assert ran.exit_code == 0, (ran.output, ran.exception)
        return ran.output

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments, "--json"))

    def refused(self, *arguments: str) -> str:
        """What it says when the server does not do it."""
        ran = self._runner.invoke(cli, arguments)
        assert ran.exit_code == 1, ran.output
        return ran.output

    def signs_in(self, browser: Callable[[str], str]) -> str:
        """The whole way of `toot login`, as a process; `browser` opens an address and comes back with a code."""
        with subprocess.Popen(
            [sys.executable, "-u", "-m", "toot", "login", "-i", self.place.base_url],
            env=self.place.environment | {name: value or "" for name, value in self._runner.env.items()},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            while not (url := process.stdout.readline().strip()).startswith("http"):
                assert process.poll() is None
            process.stdin.write(f"n\n{browser(url)}\n")
            process.stdin.flush()
            said = process.stdout.read()
        assert process.returncode == 0, said
        return said


@pytest.fixture(scope="module")
def terminals(place: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> tuple[Terminal, Terminal]:
    """김민수's and Jane's, both signed in."""
    folder = tmp_path_factory.mktemp("toot")
    place.add_person("toot_minsu", "김민수", "--department", "데이터팀")
    place.add_person("toot_jane", "Jane Kim")
    minsu, jane = (Terminal(place, handle, folder) for handle in ("toot_minsu", "toot_jane"))
    for terminal in (minsu, jane):
        browser = partial(consented, place, signed_in(place, terminal.handle))
        assert "Successfully logged in" in terminal.signs_in(browser)
    return minsu, jane


def ids(statuses: list[dict[str, Any]]) -> list[str]:
    return [status["id"] for status in statuses]


def test_it_knows_the_server_and_itself(terminals: tuple[Terminal, Terminal]) -> None:
    minsu, _ = terminals
    assert "toot_minsu@" in minsu("auth")
    assert PASSWORD not in minsu("auth")
    assert minsu.json("instance")["title"] == "BizTweet"
    assert "BizTweet" in minsu("instance")
    me = minsu.json("whoami")
    assert (me["acct"], me["display_name"]) == ("toot_minsu", "김민수")
    assert "김민수" in minsu("whoami")
    assert minsu.json("whois", "toot_jane")["display_name"] == "Jane Kim"
    assert "Account not found" in minsu.refused("whois", "nobody_here")
    assert minsu.json("update-account", "--note", "데이터를 봅니다")["source"]["note"] == "데이터를 봅니다"
    assert "Validation failed" in minsu.refused("update-account", "--display-name", "Somebody Else")


def test_people_post_answer_and_pass_on(terminals: tuple[Terminal, Terminal], tmp_path: Path) -> None:
    minsu, jane = terminals
    photo = tmp_path / "lunch.jpg"
    photo.write_bytes(a_picture())
    post = minsu.json("post", "오늘 점심 @toot_jane #점심번개", "--media", str(photo), "--description", "비빔밥")
    assert [each["acct"] for each in post["mentions"]] == ["toot_jane"]
    assert [each["description"] for each in post["media_attachments"]] == ["비빔밥"]
    assert post["application"]["name"].startswith("toot")
    assert "오늘 점심 @toot_jane #점심번개" in jane("status", post["id"])
    warned = minsu.json("post", "범인은…", "--spoiler-text", "영화 이야기", "--sensitive", "--language", "ko")
    assert (warned["spoiler_text"], warned["sensitive"], warned["language"]) == ("영화 이야기", True, "ko")
    assert f"{minsu.place.base_url}/@toot_minsu/" in minsu("post", "주소를 알려 줘요")
    answer = jane.json("post", "저도 갈게요", "--reply-to", post["id"])
    assert answer["in_reply_to_id"] == post["id"]
    assert ids(minsu.json("thread", post["id"])["descendants"]) == [answer["id"]]
    assert "저도 갈게요" in minsu("thread", post["id"])
    for verb, undone, flag in (
        ("favourite", "unfavourite", "favourited"),
        ("reblog", "unreblog", "reblogged"),
        ("bookmark", "unbookmark", "bookmarked"),
    ):
        assert jane.json(verb, post["id"])[flag] is True
        assert post["id"] in json.dumps(jane.json(verb, post["id"])), "twice is once"
        if verb == "reblog":
            assert [each["acct"] for each in minsu.json("reblogged-by", post["id"])] == ["toot_jane"]
        if verb == "favourite":
            assert post["id"] in ids(jane.json("timelines", "favourites"))
        if verb == "bookmark":
            assert post["id"] in jane("bookmarks", "--once")
        assert jane.json(undone, post["id"])[flag] is False
    assert minsu.json("pin", post["id"])["pinned"] is True
    assert minsu.json("unpin", post["id"])["pinned"] is False
    assert "280" in minsu.refused("post", "가" * 141)
    assert "Validation failed" in minsu.refused("post", "비밀", "--visibility", "private")
    assert "Record not found" in jane.refused("delete", post["id"])
    minsu("delete", warned["id"])
    assert "not found" in minsu.refused("status", warned["id"])


def test_timelines_are_read_page_by_page(terminals: tuple[Terminal, Terminal]) -> None:
    minsu, jane = terminals
    said = [minsu.json("post", f"글 {number} #toot쪽수")["id"] for number in range(5)][::-1]
    for timeline in (("home",), ("public",), ("tag", "toot쪽수"), ("account", "toot_minsu")):
        assert ids(jane.json("timelines", *timeline, "--limit", "5")) == said, timeline
        assert ids(jane.json("timelines", *timeline, "--limit", "2", "--max-id", said[1])) == said[2:4], timeline
    assert "글 4" in jane("timelines", "home", "--no-pager", "--no-clear")
    assert soon(lambda: said[0] in ids(jane.json("search", "toot쪽수", "--type", "statuses")["statuses"]))
    assert [each["name"] for each in jane.json("search", "toot쪽수")["hashtags"]] == ["toot쪽수"]
    assert "toot_minsu" in [each["acct"] for each in jane.json("search", "김민수")["accounts"]]
    private = minsu.json("post", "@toot_jane 둘이서만", "--visibility", "direct")
    assert private["visibility"] == "direct"
    assert private["id"] not in ids(jane.json("timelines", "home"))
    assert "둘이서만" in jane("status", private["id"])


def test_people_topics_and_lists_are_kept(terminals: tuple[Terminal, Terminal]) -> None:
    minsu, jane = terminals
    for verb, undone, flag, listing in (
        ("follow", "unfollow", "following", "following"),
        ("mute", "unmute", "muting", "muted"),
        ("block", "unblock", "blocking", "blocked"),
    ):
        assert minsu.json(verb, "toot_jane")[flag] is True
        listed = minsu.json(listing, *(["toot_minsu"] if listing == "following" else []))
        assert [each["acct"] for each in listed] == ["toot_jane"]
        if verb == "follow":
            assert [each["acct"] for each in jane.json("followers", "toot_jane")] == ["toot_minsu"]
        assert minsu.json(undone, "toot_jane")[flag] is False
    assert minsu.json("follow-requests", "list") == []
    jane("post", "다음 주 #세미나")
    assert minsu.json("tags", "follow", "세미나")["following"] is True
    assert [each["name"] for each in minsu.json("tags", "followed")] == ["세미나"]
    assert minsu.json("tags", "info", "세미나")["following"] is True
    assert minsu.json("tags", "unfollow", "세미나")["following"] is False
    featured = minsu.json("tags", "feature", "보고서")
    assert [each["name"] for each in minsu.json("tags", "featured")] == [featured["name"]] == ["보고서"]
    assert minsu.json("lists", "create", "팀")["title"] == "팀"
    minsu("lists", "add", "팀", "toot_jane")
    assert [each["acct"] for each in minsu.json("lists", "accounts", "팀")] == ["toot_jane"]
    said = jane.json("post", "목록에 보여요")
    assert ids(minsu.json("timelines", "list", "팀", "--limit", "1")) == [said["id"]]
    minsu("lists", "remove", "팀", "toot_jane")
    minsu("lists", "delete", "팀")
    assert minsu.json("lists", "list") == []


def test_polls_waiting_posts_and_notices(terminals: tuple[Terminal, Terminal]) -> None:
    minsu, jane = terminals
    asked = minsu.json("post", "점심?", "--poll-option", "국밥", "--poll-option", "냉면", "--poll-expires-in", "1h")
    poll_id = asked["poll"]["id"]
    assert [each["title"] for each in asked["poll"]["options"]] == ["국밥", "냉면"]
    voted = jane.json("polls", "vote", poll_id, "1")
    assert voted["voted"] is True
    assert [each["votes_count"] for each in minsu.json("polls", "show", poll_id)["options"]] == [0, 1]
    later = minsu.json("post", "나중에", "--scheduled-in", "10 minutes")
    assert re.match(r"\d{4}-\d\d-\d\dT", later["scheduled_at"])
    jane("favourite", asked["id"])
    jane("post", "@toot_minsu 네", "--reply-to", asked["id"])
    jane("follow", "toot_minsu")
    seen = soon(lambda: [each for each in minsu.json("notifications") if each["type"] == "follow"])
    assert seen[0]["account"]["acct"] == "toot_jane"
    assert {"favourite", "mention", "follow"} <= {each["type"] for each in minsu.json("notifications")}
    assert {each["type"] for each in minsu.json("notifications", "--type", "favourite")} == {"favourite"}
    assert "Jane Kim" in minsu("notifications")
    minsu("notifications", "--clear")
    assert minsu.json("notifications") == []


def test_signing_out_ends_it_on_this_terminal(terminals: tuple[Terminal, Terminal]) -> None:
    """Runs last."""
    minsu, _ = terminals
    [account] = re.findall(r"toot_minsu@\S+", minsu("auth"))
    assert "logged out" in minsu("logout", account)
    assert "requires you to be logged in" in minsu.refused("whoami")
