"""The operator's commands, run in this process: what they print, and how they end."""

from collections.abc import Callable
from typing import NamedTuple

from click.testing import CliRunner

from biztweet.cli.main import biztweet
from biztweet.settings import Settings, described, variable


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Ended]


def environment(settings: Settings, **more: str) -> dict[str, str | None]:
    """The variables that name an installation, and no others."""
    none: dict[str, str | None] = {variable(name): None for name, _, _ in described()}
    return none | {
        "BIZTWEET_DATA": str(settings.data),
        "BIZTWEET_DATABASE_URL": settings.database_url or None,
        "BIZTWEET_BUS_URL": settings.bus_url or None,
        **more,
    }


def commands_of(settings: Settings, **more: str) -> Command:
    """`command("people", "list")` runs it on the installation of `settings`."""

    def command(*arguments: str, given: str = "", code: int = 0) -> Ended:
        result = CliRunner().invoke(biztweet, arguments, env=environment(settings, **more), input=given)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return Ended(result.exit_code, result.stdout, result.stderr)

    return command
