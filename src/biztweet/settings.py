"""Every knob, typed, read once from the environment. `docs/configuration.md` is this page as a table."""

import os
import types
import typing
from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

Network = IPv4Network | IPv6Network


class Says(msgspec.Struct, frozen=True):
    """What a setting is for, as the table says it; a `secret` is never shown and may come from a file."""

    meaning: str
    secret: bool = False


class SettingInvalid(Exception):
    """An environment variable holds what its setting cannot be."""


class Settings(msgspec.Struct, frozen=True):
    """The whole configuration of one company; the defaults run everything in one process on one file."""

    company_name: Annotated[str, Says("The company's name, as pages and apps show it")] = "BizTweet"
    data: Annotated[Path, Says("Folder of everything that is kept: database, pictures, keys")] = Path("biztweet-data")
    database_url: Annotated[
        str, Says("`sqlite:FILE` or `postgresql://…`; empty: a file in the data folder", secret=True)
    ] = ""
    bus_url: Annotated[
        str, Says("`redis://…` of a Valkey or Redis server, needed by more than one process; empty: none", secret=True)
    ] = ""
    blobs_url: Annotated[str, Says("Folder or `s3://BUCKET/PREFIX` of pictures; empty: in the data folder")] = ""
    base_url: Annotated[str, Says("The public address, from which all links are made")] = "http://127.0.0.1:8000"
    trusted_proxies: Annotated[
        tuple[Network, ...], Says("Networks of proxies whose forwarded headers count, with commas between")
    ] = ()
    secret_key: Annotated[
        str,
        Says("Encrypts secrets that must be read again; empty: made at first start, in the data folder", secret=True),
    ] = ""
    rate_limits: Annotated[bool, Says("`off` lifts every quota per person, token and address, for load tests")] = True
    insecure_sign_in: Annotated[
        bool,
        Says("`on` allows signing in over plain http from other machines; passwords then cross the network readable"),
    ] = False
    post_limit: Annotated[int, Says("Longest post, 140 to 5000"), msgspec.Meta(ge=140, le=5000)] = 280
    post_counting: Annotated[
        Literal["weighted", "characters"], Says("`weighted` as Twitter counts (Hangul 2, links 23), or `characters`")
    ] = "weighted"
    longest_poll_days: Annotated[int, Says("Longest time a poll is open, 1 to 31"), msgspec.Meta(ge=1, le=31)] = 7
    message_limit: Annotated[
        int,
        Says("Longest direct message in characters, 140 to 10000"),
        msgspec.Meta(ge=140, le=10_000),
    ] = 10_000
    internal_tlds: Annotated[
        tuple[str, ...], Says("Endings of internal host names that become links without http://, with commas between")
    ] = ()
    video_size_mb: Annotated[int, Says("Largest video, 1 to 500"), msgspec.Meta(ge=1, le=500)] = 64
    video_seconds: Annotated[int, Says("Longest video, 1 to 3600"), msgspec.Meta(ge=1, le=3600)] = 140
    document_size_mb: Annotated[int, Says("Largest document, 1 to 200"), msgspec.Meta(ge=1, le=200)] = 25
    show_titles: Annotated[bool, Says("`on` prints job titles beside posts")] = False
    default_language: Annotated[Literal["ko", "en"], Says("Language of pages before somebody signs in")] = "ko"
    streams_per_account: Annotated[int, Says("Open streams one account may hold through apps"), msgspec.Meta(ge=1)] = 10
    push: Annotated[
        Literal["off", "hints", "full"],
        Says(
            "Notices to browsers and phones through their push services, encrypted; `hints` tells only that there is "
            "something, `off` asks no other host ever"
        ),
    ] = "off"
    mail_url: Annotated[
        str,
        Says(
            "`smtp://USER:PASSWORD@HOST:587` (STARTTLS), `smtps://…:465`, or `console:` to log mails; empty: no mail",
            secret=True,
        ),
    ] = ""
    mail_from: Annotated[str, Says("Whom mails come from, such as `BizTweet <talk@example.com>`")] = ""
    mail_words: Annotated[
        Literal["hints", "posts", "full"],
        Says("What mails tell: that there is something, also the words of posts, or of direct messages too"),
    ] = "posts"
    internal_networks: Annotated[
        tuple[Network, ...],
        Says(
            "Networks inside the company whose hosts may be asked, as a push server of one's own, with commas between"
        ),
    ] = ()
    link_cards: Annotated[
        bool,
        Says(
            "`on` shows title and picture of the page behind a post's first link: the server asks the hosts that "
            "people name, of the internet and of `internal_networks`; `off` asks none"
        ),
    ] = False
    metrics_token: Annotated[str, Says("Bearer that opens `/metrics`; empty: closed to everybody", secret=True)] = ""
    log_level: Annotated[Literal["debug", "info", "warning", "error"], Says("Least important message to log")] = "info"
    log_format: Annotated[
        Literal["console", "json"], Says("How the log is written; `json` adds a line for each request")
    ] = "console"

    # Everybody may sign in as anybody. Set by `biztweet demo` alone: no environment variable opens this door.
    demo: bool = False

    @property
    def mails(self) -> bool:
        """Whether there is a way to send mail."""
        return bool(self.mail_url and self.mail_from)

    @property
    def sqlite_path(self) -> Path | None:
        """The database's file; None on PostgreSQL."""
        if self.database_url.startswith(("postgresql:", "postgres:")):
            return None
        return Path(self.database_url.removeprefix("sqlite:").replace("///", "/", 1) or self.data / "biztweet.db")

    @property
    def blobs(self) -> str:
        """Where pictures are kept: a folder's path, or s3://…."""
        return self.blobs_url or str(self.data / "media")


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"BIZTWEET_{name.upper()}"


def described() -> Iterator[tuple[str, Says, Any]]:
    """Every setting: its name, what it is for, its default."""
    for field in msgspec.structs.fields(Settings):
        for note in typing.get_args(_hints()[field.name]):
            if isinstance(note, Says):
                yield field.name, note, field.default


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process. Raises SettingInvalid, which names the variable and what it may be."""
    values: dict[str, Any] = {}
    for name, says, _ in described():
        text = _read(environment, variable(name), secret=says.secret)
        if text is not None:
            values[name] = _value(variable(name), _hints()[name], text, secret=says.secret)
    return Settings(**values)


def _hints() -> dict[str, Any]:
    return typing.get_type_hints(Settings, include_extras=True)


def _read(environment: Mapping[str, str], name: str, *, secret: bool) -> str | None:
    if secret and (path := environment.get(f"{name}_FILE")):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingInvalid(f"{name}_FILE names {path}, which cannot be read: {error.strerror}") from error
    return environment.get(name)


def _value(name: str, hint: Any, text: str, *, secret: bool) -> object:  # noqa: ANN401 - a type is an object
    kind = typing.get_args(hint)[0]
    try:
        if kind is bool:
            return {"on": True, "off": False, "true": True, "false": False, "1": True, "0": False}[text.lower()]
        if kind is Path:
            return Path(text)
        if typing.get_origin(kind) is tuple:
            items = [item.strip() for item in text.split(",") if item.strip()]
            is_network = isinstance(typing.get_args(kind)[0], types.UnionType)
            return tuple(ip_network(item, strict=False) if is_network else item.lower() for item in items)
        return msgspec.convert(text, hint, strict=False)
    except (KeyError, ValueError, msgspec.ValidationError) as error:
        shown = "its value" if secret else repr(text)
        raise SettingInvalid(f"{name}: {shown} will not do ({error})") from error
