"""`biztweet doctor`: is everything in order, and what mends it."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from enum import StrEnum
from urllib.parse import urlsplit

import apsw
import click
import msgspec

from biztweet.kernel import outbox
from biztweet.kernel.shared_reactor import COUNT_PARKED
from biztweet.migrations import HEAD
from biztweet.opening import open_engine, shape
from biztweet.ports.blobs import StorageFailed
from biztweet.ports.blobs.store import open_blobs
from biztweet.ports.mail import MailAway, MailRefused
from biztweet.ports.mail.choose import open_mail
from biztweet.ports.sql import StorageAway
from biztweet.search.react import COUNT_NOT_ENTERED
from biztweet.settings import SettingInvalid, Settings, load

_LITTLE_SPACE = 1 << 30
_HARDLY_ANY_SPACE = 200 << 20
_BEHIND = 1_000  # posts that a server may just be about to enter


class Grade(StrEnum):
    """How a check came out."""

    ok = "OK"
    warn = "WARN"
    fail = "FAIL"


class Finding(msgspec.Struct, frozen=True):
    """One check; `mend` is what to do about it."""

    check: str
    grade: Grade
    found: str
    mend: str = ""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def doctor(*, as_json: bool) -> None:
    """Check the installation; exit code 1 when something fails."""
    findings = asyncio.run(_examined())
    if as_json:
        click.echo(msgspec.json.encode(findings).decode())
    else:
        for number, finding in enumerate(findings, 1):
            mend = f"\n      → {finding.mend}" if finding.mend else ""
            click.echo(f"{number:2} {finding.grade:4} {finding.check}: {finding.found}{mend}")
    sys.exit(any(finding.grade is Grade.fail for finding in findings))


async def _examined() -> list[Finding]:
    try:
        settings = load()
    except SettingInvalid as error:
        return [Finding("settings", Grade.fail, str(error), "set the variable right; docs/configuration.md lists them")]
    return [finding async for finding in _findings(settings)]


async def _findings(settings: Settings) -> AsyncIterator[Finding]:
    yield Finding("settings", Grade.ok, "all readable")
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("versions", Grade.ok, f"Python {version}, SQLite {apsw.sqlite_lib_version()}")
    yield _data_folder(settings)
    yield _space(settings)
    yield await _database(settings)
    yield await _pictures(settings)
    yield await _bus(settings)
    yield await _mail(settings)
    yield _base_url(settings)
    yield _key(settings)
    yield _limits(settings)


def _data_folder(settings: Settings) -> Finding:
    folder = settings.data
    if not folder.exists():
        return Finding("data folder", Grade.ok, f"{folder} will be made at the first start")
    if not os.access(folder, os.W_OK):
        return Finding("data folder", Grade.fail, f"{folder} cannot be written to", f"chown it to user {os.geteuid()}")
    if folder.stat().st_mode & 0o077:
        return Finding("data folder", Grade.warn, f"others may look into {folder}", f"chmod 700 {folder}")
    return Finding("data folder", Grade.ok, str(folder))


def _space(settings: Settings) -> Finding:
    there = settings.data if settings.data.exists() else settings.data.absolute().parent
    free = shutil.disk_usage(there).free
    found = f"{free >> 20} MiB free"
    if free < _HARDLY_ANY_SPACE:
        return Finding("disk", Grade.fail, found, "free some space: posts are refused when the disk is full")
    return Finding("disk", Grade.warn if free < _LITTLE_SPACE else Grade.ok, found)


async def _database(settings: Settings) -> Finding:
    try:
        version = await shape(settings)
        if version is None:
            return Finding("database", Grade.warn, "has no tables yet", "biztweet migrate, or the first start")
        if version != HEAD:
            return Finding("database", Grade.fail, f"has shape {version}, needed is {HEAD}", "biztweet migrate")
        engine = await open_engine(settings)
        try:
            [counters] = await engine.rows(outbox.READ_COUNTERS, {})
            [parked] = await engine.rows(COUNT_PARKED, {})
            [unfound] = await engine.rows(COUNT_NOT_ENTERED, {})
        finally:
            await engine.close()
    except StorageAway as away:
        return Finding("database", Grade.fail, f"cannot be reached: {away}", "start it, or mend BIZTWEET_DATABASE_URL")
    if parked:
        return Finding("database", Grade.warn, f"{parked} events could not be dealt with", "see table dead_letters")
    if unfound > _BEHIND:
        return Finding("database", Grade.warn, f"{unfound:,} posts cannot be found by searching", "biztweet reindex")
    return Finding("database", Grade.ok, f"{engine.dialect}, shape {version}, {counters.last_position} events so far")


async def _pictures(settings: Settings) -> Finding:
    probe = "doctor/probe"
    try:
        blobs = open_blobs(settings.blobs)
        await blobs.put(probe, b"probe")
        await blobs.delete(probe)
    except (StorageFailed, OSError) as failed:
        return Finding("pictures", Grade.fail, f"cannot be kept: {failed}", "mend BIZTWEET_BLOBS_URL or its rights")
    return Finding("pictures", Grade.ok, settings.blobs)


async def _bus(settings: Settings) -> Finding:
    if not settings.bus_url:
        return Finding("bus", Grade.ok, "none: one process only")
    from redis.asyncio import Redis  # noqa: PLC0415 - loaded only where it is used
    from redis.exceptions import RedisError  # noqa: PLC0415 - the same

    try:
        async with Redis.from_url(settings.bus_url, socket_connect_timeout=3, socket_timeout=3) as redis:
            await redis.ping()
    except (RedisError, OSError) as error:
        return Finding(
            "bus", Grade.warn, f"does not answer: {error}", "posts then reach other processes a second later"
        )
    return Finding("bus", Grade.ok, "answers")


async def _mail(settings: Settings) -> Finding:
    if not settings.mail_url:
        return Finding("mail", Grade.ok, "none is sent")
    if not settings.mails:
        return Finding("mail", Grade.fail, "nobody to come from", "set BIZTWEET_MAIL_FROM=talk@your.host")
    try:
        await open_mail(settings.mail_url, settings.mail_from).check()
    except (MailAway, MailRefused, KeyError) as error:
        return Finding("mail", Grade.fail, f"would not be sent: {error}", "start the server, or mend BIZTWEET_MAIL_URL")
    return Finding("mail", Grade.ok, f"from {settings.mail_from}")


def _base_url(settings: Settings) -> Finding:
    url = urlsplit(settings.base_url)
    if url.scheme not in ("http", "https") or not url.hostname or url.path.strip("/"):
        return Finding("base URL", Grade.fail, settings.base_url, "set BIZTWEET_BASE_URL=https://your.host")
    if url.scheme == "http" and url.hostname not in ("127.0.0.1", "localhost", "::1"):
        return Finding("base URL", Grade.warn, f"{settings.base_url} is not encrypted", "serve HTTPS: most apps insist")
    return Finding("base URL", Grade.ok, settings.base_url)


def _key(settings: Settings) -> Finding:
    path = settings.data / "secret.key"
    if settings.secret_key:
        return Finding("secret key", Grade.ok, "from the environment")
    if not path.exists():
        return Finding("secret key", Grade.ok, "will be made at the first start")
    if path.stat().st_mode & 0o077:
        return Finding("secret key", Grade.fail, f"others may read {path}", f"chmod 600 {path}")
    return Finding("secret key", Grade.ok, str(path))


def _limits(settings: Settings) -> Finding:
    if not settings.rate_limits:
        return Finding("rate limits", Grade.warn, "are off", "leave BIZTWEET_RATE_LIMITS on, but for load tests")
    return Finding("rate limits", Grade.ok, "on")
