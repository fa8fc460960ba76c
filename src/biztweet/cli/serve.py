"""`biztweet serve`: a real installation."""

import asyncio
import logging
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click
import msgspec
import structlog

from biztweet.cli.running import prepare
from biztweet.company import media_limits
from biztweet.installation import Beside, Installation
from biztweet.media.intake import MediaLimits
from biztweet.posts.rules import MAX_DOCUMENTS, MAX_PICTURES
from biztweet.server.listener import ListenerLimits
from biztweet.server.middleware import BODY_BYTES, Cap, within_limits
from biztweet.server.proxies import Trust
from biztweet.server.request_log import JsonLines
from biztweet.server.run import Listening, Site
from biztweet.server.run import serve as run
from biztweet.server.sockets import Address, CannotListen
from biztweet.server.tls import TlsFiles, self_signed
from biztweet.settings import Settings, load, variable

# Paths that bring files. Twitter's clients send what is large in chunks; base64 takes a third more than the file.
_WHOLE_OR_CHUNKS = ("/1.1/media/upload", "/2/media/", "/developers/")
_WHOLE = ("/api/v1/media", "/api/v2/media", "/uploads")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes; more than one needs PostgreSQL.",
)
@click.option(
    "--tls-cert", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Certificate chain (PEM)."
)
@click.option("--tls-key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Its key (PEM).")
@click.option("--tls-self-signed", is_flag=True, help="HTTPS under a small CA of our own, kept in the data folder.")
def serve(
    host: str, port: int, workers: int, tls_cert: Path | None, tls_key: Path | None, *, tls_self_signed: bool
) -> None:
    """Serve the company; an embedded database is brought to this version's shape first."""
    settings = load()
    if workers > 1 and (settings.sqlite_path is not None or not settings.bus_url):
        raise click.UsageError("--workers needs BIZTWEET_DATABASE_URL=postgresql:… and BIZTWEET_BUS_URL=redis:…")
    if (tls_cert is None) != (tls_key is None):
        raise click.UsageError("--tls-cert and --tls-key belong together")
    secure = tls_self_signed or tls_cert is not None
    settings = _with_address(settings, host, port, secure=secure)
    asyncio.run(prepare(settings))
    tls = TlsFiles(tls_cert, tls_key) if tls_cert and tls_key else None
    if tls_self_signed:
        names = dict.fromkeys([host, "localhost", "127.0.0.1", urlsplit(settings.base_url).hostname or host])
        tls = self_signed(settings.data / "tls", list(names))
    sys.exit(listen(settings, Address(host, port), tls=tls, workers=workers))


def _with_address(settings: Settings, host: str, port: int, *, secure: bool) -> Settings:
    """Links are made from where we listen, unless the environment says what the public address is."""
    if variable("base_url") in os.environ:
        return settings
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not listened on
    place = f"[{shown}]" if ":" in shown else shown
    return msgspec.structs.replace(settings, base_url=f"{'https' if secure else 'http'}://{place}:{port}")


def listen(
    settings: Settings, address: Address, *, tls: TlsFiles | None = None, workers: int = 1, beside: Beside | None = None
) -> int:
    """Serve until told to stop; return the exit code."""
    _log_as(settings)
    trust = Trust(str(network) for network in settings.trusted_proxies)
    limits = ListenerLimits() if settings.rate_limits else ListenerLimits(strangers_per_address=None)

    requests = JsonLines(sys.stderr.buffer) if settings.log_format == "json" else None

    def build() -> Site:
        installation = Installation(settings, beside)
        app = within_limits(installation, trust=trust, cap=caps(media_limits(settings)), log=requests)
        return Site(app=app, leaving=installation.leaving, goodbye=installation.goodbye)

    def announce(url: str) -> None:
        click.echo(f"BizTweet answers at {url}")

    listening = Listening(address=address, tls=tls, limits=limits, exempt=trust.covers, announce=announce)
    try:
        return run(build, listening, workers=workers)
    except CannotListen as error:
        raise click.ClickException(str(error)) from error


def caps(limits: MediaLimits) -> Cap:
    """How many bytes a path may bring; the page's form without JavaScript brings all of a post's files at once."""
    picture = limits.image.size_bytes * 3 // 2
    page = max(MAX_PICTURES * limits.image.size_bytes, MAX_DOCUMENTS * limits.document_bytes, limits.video.size_bytes)

    def cap(path: str) -> int:
        if path == "/posts":
            return page + BODY_BYTES
        if path.startswith(_WHOLE):
            return limits.largest_bytes + picture + BODY_BYTES
        return picture if path.startswith(_WHOLE_OR_CHUNKS) else BODY_BYTES

    return cap


def _log_as(settings: Settings) -> None:
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    renderer = structlog.processors.JSONRenderer() if settings.log_format == "json" else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
