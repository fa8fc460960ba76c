"""`biztweet backup` and `biztweet restore`."""

import asyncio
from pathlib import Path

import click

from biztweet.cli import archive
from biztweet.cli.archive import KEY, MEDIA, BackupRefused, Manifest
from biztweet.cli.postgres_tools import ToolFailed
from biztweet.cli.restoring import restore as put_in_place
from biztweet.cli.running import TOLD
from biztweet.settings import load

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--without-key", is_flag=True, help="Leave out the key that decrypts app secrets; keep it elsewhere.")
def backup(file: Path, *, without_key: bool) -> None:
    """Write database and pictures to FILE (gzipped tar) while the server runs, then read it back and compare.

    Not in it: settings from the environment, TLS files, and logs.
    """
    if file.exists():
        raise click.ClickException(f"{file} exists; an earlier backup is not overwritten")
    try:
        asyncio.run(archive.write(load(), file, with_key=not without_key))
        manifest = archive.check(file)
    except (BackupRefused, ToolFailed, *TOLD) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: {_summary(manifest)}; read back and compared.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only read it whole and compare it with its manifest.")
def restore(file: Path, *, check: bool) -> None:
    """Put a backup in place of an empty installation."""
    try:
        manifest = archive.check(file) if check else asyncio.run(put_in_place(load(), file))
    except (BackupRefused, ToolFailed, *TOLD) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: {_summary(manifest)}; {'whole' if check else 'restored'}.")


def _summary(manifest: Manifest) -> str:
    pictures = sum(name.startswith(MEDIA) for name in manifest.sha256_by_name)
    key = "with" if KEY in manifest.sha256_by_name else "without"
    return f"{manifest.kind} of shape {manifest.shape}, {pictures} picture files, {key} the key"
