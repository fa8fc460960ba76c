"""`people` and `token`: who is in, who may sign in, and the secrets of apps."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from PIL import Image

from biztweet.access.invitations import invited
from biztweet.access.sessions import SessionOver, begin
from biztweet.access.tokens import TokenInvalid
from biztweet.company import Company
from biztweet.opening import connected
from biztweet.settings import Settings
from tests.cli.commands import Command, commands_of

T = TypeVar("T")


def inside(settings: Settings, act: Callable[[Company], Awaitable[T]]) -> T:
    """What `act` answers in the company that the commands work on."""

    async def run() -> T:
        async with connected(settings) as company:
            return await act(company)

    return asyncio.run(run())


def test_people_come_are_listed_go_and_come_back(command: Command) -> None:
    added = command("people", "add", "minsu", "--name", "김민수", "--department", "데이터팀", "--admin")
    assert "@minsu" in added.out
    command("people", "add", "jane", "--name", "Jane Doe", "--language", "en")
    command("people", "deactivate", "jane")
    command("people", "deactivate", "JANE")
    assert command("people", "list").out.splitlines() == [
        "minsu\t김민수\t데이터팀\tadmin\tactive",
        "jane\tJane Doe\t\temployee\tdeactivated",
    ]
    command("people", "activate", "jane")
    assert "jane\tJane Doe\t\temployee\tactive" in command("people", "list").out


def test_what_is_refused_is_one_line_without_a_trace(command: Command, tmp_path: Path) -> None:
    command("people", "add", "minsu", "--name", "김민수")
    (tmp_path / "no.jpg").write_bytes(b"no picture")
    for arguments in (
        ("people", "add", "MINSU", "--name", "다른 이"),
        ("people", "add", "min su", "--name", "다른 이"),
        ("people", "add", "api", "--name", "다른 이"),
        ("people", "add", "jane", "--name", "Jane", "--photo", str(tmp_path / "no.jpg")),
        ("people", "deactivate", "nobody"),
        ("people", "invite", "nobody"),
        ("token", "create", "--handle", "nobody", "--app", "App"),
    ):
        ended = command(*arguments, code=1)
        assert ended.err.startswith("biztweet: ")
        assert ended.err.count("\n") == 1
    assert len(command("people", "list").out.splitlines()) == 1


def test_an_invitation_is_a_link_that_holds(any_settings: Settings) -> None:
    command = commands_of(any_settings, BIZTWEET_BASE_URL="https://talk.corp.test/")
    command("people", "add", "minsu", "--name", "김민수")
    link = command("people", "invite", "minsu").out.strip()
    assert link.startswith("https://talk.corp.test/invitation/")
    account = inside(any_settings, lambda company: invited(company.db, link.rpartition("/")[2]))
    assert account.handle == "minsu"


def test_a_new_password_signs_in_and_ends_other_sign_ins(any_settings: Settings, command: Command) -> None:
    command("people", "add", "minsu", "--name", "김민수")

    async def sign_in(company: Company) -> str:
        account = await company.people.by_handle("minsu")
        return await begin(company.db, account.id, address="", device="")

    cookie = inside(any_settings, sign_in)
    assert command("people", "set-password", "minsu", "--stdin", given="short\n", code=1).err.startswith("biztweet: ")
    command("people", "set-password", "minsu", "--stdin", given="correct horse battery\n")
    assert inside(any_settings, lambda company: company.passwords.check("minsu", "correct horse battery"))
    with pytest.raises(SessionOver):
        inside(any_settings, lambda company: company.sessions.viewer(cookie))


def test_a_token_has_the_values_that_apps_need_and_the_app_is_used_again(
    any_settings: Settings, command: Command
) -> None:
    command("people", "add", "minsu", "--name", "김민수")
    arguments = ("token", "create", "--handle", "minsu", "--app", "봇", "--json")
    first, second = (msgspec.json.decode(command(*arguments).out, type=dict[str, str]) for _ in range(2))
    assert list(first) == [
        "handle",
        "account_id",
        "consumer_key",
        "consumer_secret",
        "access_token",
        "access_token_secret",
        "bearer_token",
    ]
    assert first["handle"] == "minsu"
    assert first["access_token"].startswith(first["account_id"] + "-")
    assert (first["consumer_key"], first["consumer_secret"]) == (second["consumer_key"], second["consumer_secret"])
    assert first["bearer_token"] != second["bearer_token"]
    for token in (first, second):
        viewer = inside(any_settings, lambda company, token=token: company.tokens.viewer(token["bearer_token"]))  # type: ignore[misc]
        assert (viewer.app_name, viewer.trusted_app, str(viewer.id)) == ("봇", True, first["account_id"])
        assert viewer.scopes == {"read", "write", "follow", "push"}
    plain = command("token", "create", "--handle", "minsu", "--app", "봇", "--scopes", "read").out
    assert [line.partition(": ")[0] for line in plain.splitlines()] == list(first)
    command("people", "deactivate", "minsu")
    with pytest.raises(TokenInvalid):
        inside(any_settings, lambda company: company.tokens.viewer(first["bearer_token"]))


# ── import ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def table(tmp_path: Path) -> Path:
    Image.new("RGB", (300, 300), "#336699").save(tmp_path / "face.png")
    path = tmp_path / "people.csv"
    path.write_text("handle,name,department,manager,photo\nminsu,김민수,데이터팀,boss,face.png\nboss,대표,,,\n")
    return path


def test_a_dry_run_tells_what_would_change_and_changes_nothing(command: Command, table: Path) -> None:
    told = command("people", "import", str(table), "--dry-run")
    assert told.out.splitlines() == ["+ @minsu 김민수 · 데이터팀", "+ @boss 대표 · ", "Would be: 2 new, 0 changed."]
    assert command("people", "list").out == ""


def test_a_table_is_taken_over_and_then_its_differences_only(command: Command, table: Path) -> None:
    done = command("people", "import", str(table))
    assert done.out.splitlines()[-1] == "Now: 2 new, 0 changed."
    assert "Photographs" in done.err
    assert len(command("people", "list").out.splitlines()) == 2
    table.write_text("handle,name,department,manager\nminsu,김민수,법무팀,boss\nboss,대표,,\njane,Jane,,boss\n")
    assert command("people", "import", str(table)).out.splitlines() == [
        "~ @minsu department: '데이터팀' -> '법무팀'",
        "+ @jane Jane · ",
        "Now: 1 new, 1 changed.",
    ]


def test_mistakes_are_named_by_line_and_column_and_nothing_is_taken_over(command: Command, table: Path) -> None:
    table.write_text("handle,name,level\nminsu,김민수,\njane,,zero\n")
    ended = command("people", "import", str(table), code=1)
    assert "nothing was taken over" in ended.err
    assert "line 3, column name: " in ended.err
    assert "line 3, column level: " in ended.err
    (table.parent / "broken.jpg").write_bytes(b"\xff\xd8\xff no picture")
    table.write_text("handle,name,photo\nminsu,김민수,face.png\njane,Jane,broken.jpg\n")
    assert "line 3, column photo: " in command("people", "import", str(table), code=1).err
    assert command("people", "list").out == ""
