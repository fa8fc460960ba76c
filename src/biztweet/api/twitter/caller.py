"""Who calls: a signed request (OAuth 1.0a) or a bearer, a person or an app that asks for itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from starlette.requests import Request

from biztweet import inject
from biztweet.access.oauth1 import Signatures, Signed, signed
from biztweet.access.quotas import Allowance
from biztweet.access.scopes import MESSAGES, READING
from biztweet.access.viewer import ScopeMissing, Viewer
from biztweet.api.parameters import signed_pairs
from biztweet.api.twitter.errors import MayNotMessage, MayNotRead, PersonNeeded
from biztweet.company import Company
from biztweet.kernel.errors import Unauthenticated

# Clients that were pointed here by DNS or a proxy sign under the names they know.
_TWITTER = tuple(
    f"{scheme}://{name}.{domain}"
    for domain in ("twitter.com", "x.com")
    for name in ("api", "upload", "stream")
    for scheme in ("https", "http")
)
_WRONG_SECRETS = Allowance("wrong secrets", 300, 300)


async def caller(request: Request) -> Viewer:
    """Whom the request speaks for. Raises SecretMissing, TokenInvalid, SignatureWrong, TimestampOutside, BodyBroken."""
    authorization = inject.header(request, b"authorization") or ""
    if authorization[:7].lower() == "bearer ":
        try:
            return await inject.known(request, authorization[7:].strip())
        except Unauthenticated:
            await _count_wrong_secret(request)
            raise
    async with counting_wrong_secrets(request):
        request_signed = await _signed(request)
        if request_signed is None:
            return await inject.bearer(request)
        here = inject.company(request)
        await here.relay.barrier()
        return await here.of_face(signatures).viewer(request_signed)


@asynccontextmanager
async def counting_wrong_secrets(request: Request) -> AsyncIterator[None]:
    """What is refused inside counts against the address it came from. Raises QuotaUsedUp for who keeps guessing."""
    try:
        yield
    except inject.SecretMissing:
        raise
    except Unauthenticated:
        await _count_wrong_secret(request)
        raise


async def _count_wrong_secret(request: Request) -> None:
    await inject.company(request).quotas.spend(_WRONG_SECRETS, inject.address(request), always=True)


async def signature(request: Request) -> Signed:
    """The request as it is signed. Raises SecretMissing where it is not, SignatureWrong, BodyBroken."""
    found = await _signed(request)
    if found is None:
        raise inject.SecretMissing
    return found


def signatures(company: Company) -> Signatures:
    """What checks a company's signatures."""
    return Signatures(company.db, company.vault, company.tokens)


def need(viewer: Viewer, scope: str, *, app_only: bool) -> None:
    """Refuse whoever lacks `scope`, and an app that asks for itself unless it may do so `app_only`.

    Raises MayNotMessage, MayNotRead, ScopeMissing, PersonNeeded.
    """
    if viewer.account_id is None and not (app_only and viewer.trusted_app):
        raise PersonNeeded
    if not viewer.may(scope):
        if scope in MESSAGES:
            raise MayNotMessage
        raise MayNotRead if scope in READING else ScopeMissing(scope)


async def _signed(request: Request) -> Signed | None:
    pairs = await signed_pairs(request)
    authorization = request.headers.get("authorization", "")
    return signed(authorization, request.method, _urls(request, inject.company(request)), pairs)


def _urls(request: Request, company: Company) -> list[str]:
    """The addresses under which a client may have signed this request, the likeliest first."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    path = raw.partition(b"?")[0].decode("latin-1")
    host = request.headers.get("host", "")
    public = company.settings.base_url.rstrip("/")
    schemes = ("http", "https") if request.scope.get("scheme") == "http" else ("https", "http")
    hosts = dict.fromkeys(name for name in (host, urlsplit(public).netloc) if name)
    ours = [f"{scheme}://{name}" for name in hosts for scheme in schemes]
    return [f"{base}{path}" for base in (*ours, public, *_TWITTER)]
