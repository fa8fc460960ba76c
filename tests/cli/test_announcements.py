"""`announcements`: what the operator tells everybody."""

import pytest

from tests.cli.commands import Command


def test_announcements_are_made_listed_and_withdrawn(command: Command) -> None:
    made = command("announcements", "add", "오늘 밤\n점검이 있습니다").out.strip()
    late = command(
        "announcements", "add", "송년회", "--at", "2099-12-01T09:00", "--starts", "2099-12-24", "--ends", "2099-12-25",
        "--all-day",
    ).out.strip()  # fmt: skip
    assert command("announcements", "withdraw", made).out == "Withdrawn.\n"
    assert command("announcements", "withdraw", made).out == "It was withdrawn before.\n"
    first, second = (line.split("\t") for line in command("announcements", "list").out.splitlines())
    assert first == [late, "planned", "2099-12-01T09:00", "2099-12-25T23:59", "송년회"]
    assert (second[0], second[1], second[3], second[4]) == (made, "withdrawn", "-", "오늘 밤 점검이 있습니다")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add", " "], "Text can't be blank"),
        (["add", "끝", "--ends", "2001-01-01"], "ends after it has begun"),
        (["withdraw", "7"], "No such announcement"),
    ],
)
def test_what_cannot_be_is_one_clear_line(command: Command, arguments: list[str], says: str) -> None:
    ended = command("announcements", *arguments, code=1)
    assert says in ended.err
    assert len(ended.err.splitlines()) == 1
