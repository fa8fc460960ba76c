"""`biztweet demo`: a made-up company, open in seconds, with people posting live."""

import asyncio
import shutil
import sys
import time
from pathlib import Path

import click
import msgspec

from biztweet.cli.running import prepare
from biztweet.cli.serve import listen
from biztweet.demo.alive import keep_talking
from biztweet.demo.people import COMPANY_KO
from biztweet.demo.seed import Past, seed
from biztweet.kernel.clock import system_clock
from biztweet.opening import opened
from biztweet.server.sockets import Address
from biztweet.settings import Settings, load

_DONE = "demo-is-ready"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--people", default=300, show_default=True, type=click.IntRange(10, 20_000), help="How many work there.")
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), default=Path("biztweet-demo"), show_default=True
)
@click.option("--fresh", is_flag=True, help="Throw away what an earlier demo left in the folder.")
def demo(host: str, port: int, people: int, data: Path, *, fresh: bool) -> None:
    """Open a made-up company: pick anybody and look around. Never for real people: everybody may sign in as anybody."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not listened on
    settings = msgspec.structs.replace(
        load(),
        company_name=COMPANY_KO,
        data=data,
        database_url="",
        bus_url="",
        blobs_url="",
        base_url=f"http://{f'[{shown}]' if ':' in shown else shown}:{port}",
        demo=True,
    )
    done = data / _DONE
    if fresh or (data.exists() and not done.exists()):
        _throw_away(data)
    if not done.exists():
        began = time.monotonic()
        click.echo(f"Making up a company of {people} people and their last three weeks …")
        asyncio.run(_make(settings, people))
        done.touch()
        click.echo(f"Done in {time.monotonic() - began:.0f} s.")
    else:
        asyncio.run(prepare(settings))  # made by an older version, perhaps
    click.echo(f"Open {settings.base_url} and pick who you want to be. Ctrl-C ends the demo.")
    sys.exit(listen(settings, Address(host, port), beside=keep_talking))


async def _make(settings: Settings, people: int) -> None:
    await prepare(settings)
    clock = Past(system_clock())
    async with opened(settings, clock, durable=False) as company:
        await seed(company, clock, people)


def _throw_away(data: Path) -> None:
    """Remove an earlier demo, and never a folder that is something else."""
    if data.exists() and not (data / "biztweet.db").exists() and any(data.iterdir()):
        raise click.ClickException(f"{data} holds something that is no demo; name another folder with --data")
    shutil.rmtree(data, ignore_errors=True)
