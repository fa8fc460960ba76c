"""TLS: a certificate that clients accept who trust our authority, private files, renewal."""

import asyncio
import datetime as dt
import ssl
import stat
from pathlib import Path

import pytest

from biztweet.server.listener import ListenerLimits
from biztweet.server.tls import TlsFiles, self_signed
from tests.server.served import connected, echo, seconds_until, served

NAMES = ["localhost", "127.0.0.1", "::1"]


@pytest.fixture
def files(tmp_path: Path) -> TlsFiles:
    return self_signed(tmp_path / "tls", NAMES)


def trusting(files: TlsFiles) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=files.authority)


async def test_a_client_that_trusts_the_authority_is_served_over_tls(files: TlsFiles) -> None:
    async with served(echo, tls=files) as port:
        for name in ("localhost", "127.0.0.1"):
            async with connected(port, ssl=trusting(files), server_hostname=name) as client:
                client.send(b"GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                assert b"GET /a" in await client.rest()
            async with connected(port, ssl=trusting(files), server_hostname=name) as client:
                client.send(b"nonsense\r\n\r\n")
                assert (await client.rest()).startswith(b"HTTP/1.1 400")


async def test_another_name_is_not_certified(files: TlsFiles) -> None:
    async with served(echo, tls=files) as port:
        with pytest.raises(ssl.SSLCertVerificationError):
            await asyncio.open_connection("127.0.0.1", port, ssl=trusting(files), server_hostname="other.example")


async def test_an_authority_for_one_domain_certifies_no_other(tmp_path: Path) -> None:
    ours = self_signed(tmp_path, ["api.twitter.com"], only=["twitter.com"])
    named = {"ssl": trusting(ours), "server_hostname": "api.twitter.com"}
    async with served(echo, tls=ours) as port, connected(port, **named) as client:
        client.send(b"GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert b"GET /a" in await client.rest()
    for name in ("evil.example", "twitter.com.evil.example", "127.0.0.1"):
        stolen = self_signed(tmp_path, [name], only=["twitter.com"])
        async with served(echo, tls=stolen) as port:
            with pytest.raises(ssl.SSLCertVerificationError):
                await asyncio.open_connection("127.0.0.1", port, ssl=trusting(stolen), server_hostname=name)


async def test_a_handshake_that_does_not_come_is_given_up(files: TlsFiles) -> None:
    async with served(echo, ListenerLimits(head_seconds=0.3), tls=files) as port, connected(port) as client:
        client.send(b"\x16\x03\x01")
        assert await seconds_until(client.rest(2)) < 1


def test_only_the_owner_can_read_the_files(files: TlsFiles) -> None:
    folder = files.key.parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_files_stay_until_they_expire_or_the_names_change(files: TlsFiles) -> None:
    folder = files.key.parent

    def kept(names: list[str], days: int) -> tuple[bool, bool]:
        """Whether the authority and the certificate are the same after so many days."""
        assert files.authority is not None
        before = files.authority.read_bytes(), files.certificate.read_bytes()
        self_signed(folder, names, lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=days))
        return files.authority.read_bytes() == before[0], files.certificate.read_bytes() == before[1]

    assert kept(NAMES, 0) == (True, True)
    assert kept(NAMES, 360) == (True, True)
    assert kept(NAMES, 370) == (True, False)
    assert kept([*NAMES, "biz.example"], 0) == (True, False)
    assert kept([*NAMES, "biz.example"], 3_640) == (False, False)
