"""Every path of OAuth: 2.0 as Mastodon's apps and as Twitter's speak it, 1.0a, and apps that act for themselves.

`/oauth/authorize` is claimed by both worlds; OAuth 1.0a's requests name an `oauth_token`.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from biztweet.api.mastodon.resource import resource
from biztweet.api.oauth import apps, errors, signed, tokens, twitter_app_only, twitter_errors, twitter_tokens, wellknown
from biztweet.api.oauth.authorize import MASTODON, TWITTER, Authorize
from biztweet.api.oauth.page import Pages
from biztweet.api.oauth.signed_authorize import SignedAuthorize, is_signed
from biztweet.api.parameters import parameters
from biztweet.kernel.errors import Refusal

_PAGE = ["GET", "POST"]


def routes(pages: Pages) -> list[BaseRoute]:
    """All of them, with `pages` to show to people."""
    return [*mastodons(pages), *twitters(pages)]


def mastodons(pages: Pages) -> list[Route]:
    """What Mastodon's apps ask for."""
    authorize, by_signature = Authorize(pages, MASTODON), SignedAuthorize(pages)

    async def either(request: Request) -> Response:
        try:
            signed = is_signed(await parameters(request))
        except Refusal as refusal:
            return pages.refused(request, refusal)
        return await (by_signature if signed else authorize)(request)

    return [
        resource("/api/v1/apps", POST=apps.register),
        resource("/api/v1/apps/verify_credentials", GET=apps.verify_credentials),
        Route("/oauth/authorize", either, methods=_PAGE),
        resource("/oauth/token", word=errors.answer, POST=tokens.give),
        resource("/oauth/revoke", word=errors.answer, POST=tokens.end),
        resource("/oauth/userinfo", word=errors.answer, GET=wellknown.userinfo, POST=wellknown.userinfo),
        resource("/.well-known/oauth-authorization-server", GET=wellknown.metadata),
    ]


def twitters(pages: Pages) -> list[Route]:
    """What Twitter's clients ask for, besides `/oauth/authorize`."""
    sign_in, authorize = SignedAuthorize(pages, again=True), Authorize(pages, TWITTER)
    word = twitter_errors.answer
    return [
        resource("/oauth/request_token", word=word, GET=signed.request_token, POST=signed.request_token),
        Route("/oauth/authenticate", sign_in.__call__, methods=_PAGE),
        resource("/oauth/access_token", word=word, GET=signed.access_token, POST=signed.access_token),
        resource("/oauth/invalidate_token", word=word, POST=signed.invalidate_token),
        resource("/1.1/oauth/invalidate_token", word=word, POST=signed.invalidate_token),
        resource("/1.1/oauth/invalidate_token.json", word=word, POST=signed.invalidate_token),
        resource("/oauth2/token", word=word, POST=twitter_app_only.give),
        resource("/oauth2/invalidate_token", word=word, POST=twitter_app_only.end),
        Route("/i/oauth2/authorize", authorize.__call__, methods=_PAGE),
        Route("/2/oauth2/authorize", authorize.__call__, methods=_PAGE),
        resource("/2/oauth2/token", word=errors.answer, POST=twitter_tokens.give),
        resource("/2/oauth2/revoke", word=errors.answer, POST=twitter_tokens.end),
    ]
