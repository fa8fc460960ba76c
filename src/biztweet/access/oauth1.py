"""OAuth 1.0a: whom a signed request speaks for, if its HMAC-SHA1 is right, fresh and new. Source: RFC 5849."""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

import msgspec
from authlib.oauth1.rfc5849.signature import hmac_sha1_signature, normalize_base_string_uri
from authlib.oauth1.rfc5849.util import escape

from biztweet.access.apps import App, by_client_id
from biztweet.access.tables import nonces
from biztweet.access.tokens import TokenInvalid, Tokens, viewer_of
from biztweet.access.vault import Vault
from biztweet.access.viewer import Viewer
from biztweet.kernel.cache import Cache
from biztweet.kernel.clock import SECOND
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Unauthenticated
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Query, insert_or_skip

WINDOW_SECONDS = 300  # intranet clocks drift; Twitter's own window was as wide
_NONCE_CHARACTERS = 200
_REMEMBERED = 20_000
_SHORT = 64
_PAIR = re.compile(r'\s*([A-Za-z0-9_]+)\s*=\s*"([^"]*)"\s*')

_USE = Query(str, insert_or_skip(nonces, returning=nonces.c.digest))


class SignatureWrong(Unauthenticated):
    """Not signed as it has to be: another secret, other words, another method, or no HMAC-SHA1 at all."""

    def __init__(self) -> None:
        super().__init__("The request's signature is wrong")


class TimestampOutside(Unauthenticated):
    """Signed too long ago, or in the future."""

    def __init__(self) -> None:
        super().__init__("Timestamp out of bounds")


class Replayed(SignatureWrong):
    """The very same signed request came before."""


class Signed(msgspec.Struct, frozen=True):
    """A signed request: all `pairs` that the signature covers, decoded, and the protocol's own among them, `claim`.

    `urls`: under which addresses the client may have signed it, the likeliest first.
    """

    method: str
    urls: Sequence[str]
    pairs: Sequence[tuple[str, str]]
    claim: Mapping[str, str]


class _Keys(NamedTuple):
    """With what a request must be signed: both secrets encrypted, the second empty where there is no token."""

    client_id: str
    client_secret: str
    token_secret: str


def signed(authorization: str, method: str, urls: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Signed | None:
    """The request as it is signed, in its header or else among the `pairs` of its query and form; None if it is not.

    Raises SignatureWrong for a header that cannot be read, and where the protocol's own are given twice.
    """
    every = [*pairs, *_header(authorization)]
    own = [(name, value) for name, value in every if name.startswith("oauth_")]
    claim = dict(own)
    if len(claim) < len(own):
        raise SignatureWrong
    covered = [pair for pair in every if pair[0] != "oauth_signature"]
    return Signed(method, urls, covered, claim) if "oauth_signature" in claim else None


class Signatures:
    """This process's memory of unlocked secrets; nonces stand in the database, since a request counts once anywhere."""

    def __init__(self, db: Database, vault: Vault, tokens: Tokens) -> None:
        self._db = db
        self._vault = vault
        self._tokens = tokens
        self._secrets: Cache[str, str] = Cache(_REMEMBERED)

    async def viewer(self, request: Signed) -> Viewer:
        """Whom it speaks for. Raises TokenInvalid, SignatureWrong, TimestampOutside, Replayed."""
        said = request.claim
        if not said.get("oauth_token"):
            raise SignatureWrong
        token = await self._tokens.by_oauth1(said["oauth_token"])
        if token.oauth1_secret is None:
            raise TokenInvalid
        await self._check(request, _Keys(token.client_id, token.client_secret, token.oauth1_secret))
        return viewer_of(token)

    async def app(self, request: Signed, token_secret: str = "") -> App:
        """The app that signs, with the (encrypted) secret of its request token once it has one.

        Raises AppUnknown, SignatureWrong, TimestampOutside, Replayed.
        """
        app = await by_client_id(self._db, request.claim.get("oauth_consumer_key", ""))
        await self._check(request, _Keys(app.client_id, app.client_secret, token_secret))
        return app

    async def _check(self, request: Signed, keys: _Keys) -> None:
        said = request.claim
        if said.get("oauth_signature_method") != "HMAC-SHA1" or said.get("oauth_version", "1.0") != "1.0":
            raise SignatureWrong
        if not _same(keys.client_id, said.get("oauth_consumer_key", "")):
            raise SignatureWrong
        self._check_fresh(said.get("oauth_timestamp", ""))
        self._check_signature(request, keys)
        await self._use_once(said)

    def _check_fresh(self, timestamp: str) -> None:
        if not timestamp.isascii() or not timestamp.isdigit():
            raise TimestampOutside
        if abs(int(timestamp[:20]) - self._db.clock() // SECOND) > WINDOW_SECONDS:
            raise TimestampOutside

    def _check_signature(self, request: Signed, keys: _Keys) -> None:
        client_secret = self._unlocked(keys.client_secret)
        token_secret = self._unlocked(keys.token_secret) if keys.token_secret else ""
        words = escape(_normal(request.pairs))
        given = request.claim.get("oauth_signature", "")
        for url in request.urls:
            base = f"{escape(request.method.upper())}&{escape(normalize_base_string_uri(url))}&{words}"
            if _same(hmac_sha1_signature(base, client_secret, token_secret), given):
                return
        raise SignatureWrong

    async def _use_once(self, said: Mapping[str, str]) -> None:
        nonce = said.get("oauth_nonce", "")
        if not nonce or len(nonce) > _NONCE_CHARACTERS:
            raise SignatureWrong
        names = ("oauth_consumer_key", "oauth_token", "oauth_timestamp", "oauth_nonce")
        digest = hashlib.sha256("\n".join(said.get(name, "") for name in names).encode()).hexdigest()

        async def work(tx: Transaction) -> bool:
            return bool(await tx.rows(_USE, digest=digest, created_at=tx.now))

        if not await self._db.write(work):
            raise Replayed

    def _unlocked(self, stored: str) -> str:
        secret = self._secrets.get(stored)
        if secret is None:
            secret = self._vault.unlock(stored)
            self._secrets.put(stored, secret, self._secrets.ticket())
        return secret


def _header(authorization: str) -> Iterable[tuple[str, str]]:
    kind, _, rest = authorization.partition(" ")
    if kind.lower() != "oauth":
        return
    for part in rest.split(","):
        match = _PAIR.fullmatch(part)
        if match is None:
            raise SignatureWrong
        if match[1].lower() != "realm":
            yield match[1], unquote(match[2])


def _same(ours: str, given: str) -> bool:
    return hmac.compare_digest(ours.encode(), given.encode("utf-8", "surrogateescape"))


def _normal(pairs: Iterable[tuple[str, str]]) -> str:
    """The pairs escaped, sorted and joined. Source: RFC 5849, 3.4.1.3.2."""
    escaped = sorted((_escaped(name), _escaped(value)) for name, value in pairs)
    return "&".join([f"{name}={value}" for name, value in escaped])


def _escaped(text: str) -> str:
    return _short_escaped(text) if len(text) <= _SHORT else escape(text)


@lru_cache(maxsize=4_096)
def _short_escaped(text: str) -> str:
    """Names, keys and tokens come again with every request."""
    escaped: str = escape(text)
    return escaped
