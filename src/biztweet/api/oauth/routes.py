"""Every path of OAuth 2.0, as Mastodon's apps expect them."""

from starlette.routing import BaseRoute, Route

from biztweet.api.mastodon.resource import resource
from biztweet.api.oauth import apps, authorize, errors, tokens, wellknown

routes: list[BaseRoute] = [
    resource("/api/v1/apps", POST=apps.register),
    resource("/api/v1/apps/verify_credentials", GET=apps.verify_credentials),
    Route("/oauth/authorize", authorize.ask, methods=["GET"]),
    Route("/oauth/authorize", authorize.decide, methods=["POST"]),
    resource("/oauth/token", word=errors.answer, POST=tokens.give),
    resource("/oauth/revoke", word=errors.answer, POST=tokens.end),
    resource("/oauth/userinfo", word=errors.answer, GET=wellknown.userinfo, POST=wellknown.userinfo),
    resource("/.well-known/oauth-authorization-server", GET=wellknown.metadata),
]
