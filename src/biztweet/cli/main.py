"""The group of all commands, and how a refusal is told to an operator: one line, no stack trace."""

import gc
import importlib
import sys

import click

# Each command in the module that defines it, loaded when it is called: `people list` need not load the web.
COMMANDS = {
    "serve": "biztweet.cli.serve",
    "demo": "biztweet.cli.demo",
    "migrate": "biztweet.cli.migrate",
    "doctor": "biztweet.cli.doctor",
    "people": "biztweet.cli.people",
    "token": "biztweet.cli.token",
    "announcements": "biztweet.cli.announcements",
    "config": "biztweet.cli.config",
    "gateway": "biztweet.cli.gateway",
    "backup": "biztweet.cli.backup",
    "restore": "biztweet.cli.backup",
    "reindex": "biztweet.cli.reindex",
}


class Commands(click.Group):
    """Finds a command in its module; what it refuses becomes one clear line and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order an operator meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        gc.disable()  # modules that are being loaded leave no garbage: a fifth of a start went into looking for it
        try:
            command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
        finally:
            gc.enable()
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        from biztweet.cli.running import TOLD  # noqa: PLC0415 - after the command's own module was found

        try:
            return super().invoke(ctx)
        except TOLD as refusal:
            click.echo(f"biztweet: {refusal}", err=True)
            sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="biztweet")
def biztweet() -> None:
    """A company's own Twitter."""
