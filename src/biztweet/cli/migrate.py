"""`biztweet migrate`: the database in this version's shape."""

import asyncio

import click

from biztweet.migrations import HEAD
from biztweet.opening import migrate as upgrade
from biztweet.opening import shape
from biztweet.settings import load


@click.command()
def migrate() -> None:
    """Bring the database to this version's shape."""
    settings = load()
    asyncio.run(upgrade(settings))
    click.echo(f"The database has shape {asyncio.run(shape(settings))}, the newest is {HEAD}.")
