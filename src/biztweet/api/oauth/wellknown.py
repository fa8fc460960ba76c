"""What an authorization server says of itself (RFC 8414), and what a token's app may know of its person."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.present.account import account
from biztweet.api.mastodon.resource import json
from biztweet.api.oauth.scopes import KNOWN
from biztweet.inject import company


async def metadata(request: Request) -> Response:
    """Where everything is, and what of OAuth is spoken."""
    base_url = site(request).base_url
    return json(
        {
            "issuer": f"{base_url}/",
            "service_documentation": "https://docs.joinmastodon.org/",
            "authorization_endpoint": f"{base_url}/oauth/authorize",
            "token_endpoint": f"{base_url}/oauth/token",
            "app_registration_endpoint": f"{base_url}/api/v1/apps",
            "revocation_endpoint": f"{base_url}/oauth/revoke",
            "userinfo_endpoint": f"{base_url}/oauth/userinfo",
            "scopes_supported": KNOWN,
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "client_credentials"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
            "code_challenge_methods_supported": ["S256"],
        }
    )


async def userinfo(request: Request) -> Response:
    """Who the token speaks for, in OpenID's words."""
    me = await viewer(request, "profile")
    here = site(request)
    shown = account(here, await company(request).people.one(me.id))
    return json(
        {
            "iss": f"{here.base_url}/",
            "sub": shown["url"],
            "name": shown["display_name"],
            "preferred_username": shown["username"],
            "profile": shown["url"],
            "picture": shown["avatar"],
        }
    )
