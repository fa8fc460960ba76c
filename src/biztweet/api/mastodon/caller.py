"""Who asks, with which scopes, and how often: what every handler begins with."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from biztweet import inject
from biztweet.access.quotas import Allowance, Quota
from biztweet.access.tokens import TokenInvalid
from biztweet.access.viewer import Viewer
from biztweet.api.mastodon.encoded import Encoder
from biztweet.api.mastodon.site import Site
from biztweet.api.pages import Pages
from biztweet.company import Company

# Mastodon's own 300 in five minutes is soon used up by apps that poll, such as Phanpy.
EACH_TOKEN = Allowance("mastodon", 1_500, 300)
EACH_ADDRESS = Allowance("mastodon address", 3_000, 300)  # of those who bring no token: a whole floor may share one
_WRONG_TOKENS = Allowance("mastodon wrong tokens", 300, 300)
_QUOTA = "biztweet.mastodon.quota"


async def viewer(request: HTTPConnection, scope: str) -> Viewer:
    """The person whose token the request brings; the request counts against the token's quota.

    Raises SecretMissing, TokenInvalid, ScopeMissing, QuotaUsedUp; Unauthenticated for an app that asks for itself.
    """
    found = await bearer(request)
    found.need_person()
    found.need(scope)
    return found


async def bearer(request: HTTPConnection) -> Viewer:
    """Whom the request's token speaks for, a person or an app. Raises SecretMissing, TokenInvalid, QuotaUsedUp."""
    return await known(request, inject.secret_of(request))


async def known(request: HTTPConnection, secret: str) -> Viewer:
    """Whom a token speaks for; the request counts against its quota. Raises TokenInvalid, QuotaUsedUp."""
    here = inject.company(request)
    try:
        found = await inject.known(request, secret)
    except TokenInvalid:
        await here.quotas.spend(_WRONG_TOKENS, inject.address(request), always=True)
        raise
    request.scope[_QUOTA] = await here.quotas.spend(EACH_TOKEN, str(found.token_id))
    return found


async def quota(request: HTTPConnection) -> Quota:
    """Where the asker stands after this request; one without token counts by address. Raises QuotaUsedUp."""
    counted: Quota | None = request.scope.get(_QUOTA)
    if counted is None:
        here = inject.company(request)
        counted = await here.quotas.spend(EACH_ADDRESS, inject.address(request))
        request.scope[_QUOTA] = counted
    return counted


def site(request: HTTPConnection) -> Site:
    """The public address that answers are made for."""
    return inject.company(request).of_face(site_of)


def site_of(company: Company) -> Site:
    """A company's public address, as its settings tell."""
    settings = company.settings
    return Site(
        base_url=settings.base_url.rstrip("/"),
        domain=urlsplit(settings.base_url).netloc,
        language=settings.default_language,
        shows_titles=settings.show_titles,
    )


def encoder(request: HTTPConnection) -> Encoder:
    """What makes statuses into bytes."""
    return inject.company(request).of_face(encoder_of)


def encoder_of(company: Company) -> Encoder:
    """A company's statuses as bytes."""
    return Encoder(company.of_face(site_of))


def pages(request: HTTPConnection) -> Pages:
    """What makes lists of statuses into bytes."""
    return inject.company(request).of_face(pages_of)


def pages_of(company: Company) -> Pages:
    """A company's newest pages as bytes."""
    return Pages(company.of_face(encoder_of), company.views)
