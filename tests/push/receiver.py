"""A push service on loopback, with a phone behind it that can read what it gets."""

import asyncio
import os
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from biztweet.push.encoding import base64url, from_base64
from biztweet.push.encrypt import point
from biztweet.push.model import Keys
from biztweet.server.tls import self_signed


class Pushed(NamedTuple):
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


class Phone:
    """Who is told: keys of its own, and what they open."""

    def __init__(self, key: EllipticCurvePrivateKey | None = None, secret: bytes | None = None) -> None:
        self._key = key or generate_private_key(SECP256R1())
        self._secret = secret or os.urandom(16)

    def keys(self, *, standard: bool = True) -> Keys:
        return Keys(point(self._key.public_key()), self._secret, standard)

    def form(self, endpoint: str, *alerts: str, standard: bool = True, policy: str = "all") -> dict[str, str]:
        """What an app sends to subscribe."""
        keys = self.keys()
        return {
            "subscription[endpoint]": endpoint,
            "subscription[keys][p256dh]": base64url(keys.public),
            "subscription[keys][auth]": base64url(keys.secret),
            "subscription[standard]": str(standard).lower(),
            "data[policy]": policy,
            **{f"data[alerts][{name}]": "true" for name in alerts},
        }

    def read(self, pushed: Pushed) -> Any:
        """What was said to it, whatever the encoding."""
        opens = self.opened if pushed.headers["content-encoding"] == "aes128gcm" else self._opened_older
        return msgspec.json.decode(opens(pushed))

    def opened(self, pushed: Pushed) -> bytes:
        """By RFC 8188 and RFC 8291, written from their side."""
        salt, length = pushed.body[:16], pushed.body[20]
        theirs, sealed = pushed.body[21 : 21 + length], pushed.body[21 + length :]
        ours = self.keys().public
        secret = derived(self._secret, self._shared(theirs), b"WebPush: info\0" + ours + theirs, 32)
        key = derived(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derived(salt, secret, b"Content-Encoding: nonce\0", 12)
        padded = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
        assert padded.endswith(b"\x02")
        return padded[:-1]

    def _opened_older(self, pushed: Pushed) -> bytes:
        fields = dict(part.split("=", 1) for part in pushed.headers["crypto-key"].split(";"))
        salt = from_base64(pushed.headers["encryption"].removeprefix("salt="))
        theirs, ours = from_base64(fields["dh"]), self.keys().public
        secret = derived(self._secret, self._shared(theirs), b"Content-Encoding: auth\0", 32)
        context = b"P-256\0" + len(ours).to_bytes(2, "big") + ours + len(theirs).to_bytes(2, "big") + theirs
        key = derived(salt, secret, b"Content-Encoding: aesgcm\0" + context, 16)
        nonce = derived(salt, secret, b"Content-Encoding: nonce\0" + context, 12)
        padded = AESGCM(key).decrypt(nonce, pushed.body, None)
        return padded[2 + int.from_bytes(padded[:2], "big") :]

    def _shared(self, theirs: bytes) -> bytes:
        return self._key.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), theirs))


class PushService:
    """Takes what is pushed and answers as it is told to."""

    def __init__(self, port: int, trust: ssl.SSLContext) -> None:
        self.trust = trust
        self.got: asyncio.Queue[Pushed] = asyncio.Queue()
        self.answers: list[int] = []
        self._port = port

    def endpoint(self, name: str = "phone") -> str:
        return f"https://127.0.0.1:{self._port}/{name}"

    async def next(self) -> Pushed:
        async with asyncio.timeout(15):
            return await self.got.get()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers["content-length"]))
        status = self.answers.pop(0) if self.answers else 201
        writer.write(f"HTTP/1.1 {status} Told\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        self.got.put_nowait(Pushed(first.split(" ")[1], headers, body))


@asynccontextmanager
async def push_service(folder: Path) -> AsyncIterator[PushService]:
    """A running push service under a certificate of its own authority."""
    files = self_signed(folder / "push-tls", ["127.0.0.1"])
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(files.certificate, files.key)
    service: PushService | None = None

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert service is not None
        await service.serve(reader, writer)

    async with await asyncio.start_server(serve, "127.0.0.1", 0, ssl=ours) as server:
        trust = ssl.create_default_context(cafile=str(files.authority))
        service = PushService(server.sockets[0].getsockname()[1], trust)
        yield service


def derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
