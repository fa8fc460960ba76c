"""`biztweet config show`: every setting as this process reads it."""

import os

import click

from biztweet.settings import described, load, variable


@click.group()
def config() -> None:
    """Look at the settings."""


@config.command()
def show() -> None:
    """Print every setting; secrets are hidden."""
    settings = load()
    for name, says, _ in described():
        value = getattr(settings, name)
        text = ("(set)" if value else "(not set)") if says.secret else _text(value)
        given = variable(name) in os.environ or f"{variable(name)}_FILE" in os.environ
        click.echo(f"{variable(name)}={text}{'' if given else '  # default'}")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return str(value)
