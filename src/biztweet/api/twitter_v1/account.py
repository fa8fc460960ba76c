"""The asker's own account."""

from starlette.responses import Response

from biztweet.api.twitter_v1.answers import site
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.api.twitter_v1.present.user import user
from biztweet.api.twitter_v1.users import latest


async def verify_credentials(ask: Ask) -> Response:
    """Who one is, with one's latest post."""
    account = await ask.company.people.one(ask.me.id)
    found = user(site(ask), account, following=False, email=bool(ask.given.flag("include_email")))
    return json(found | await latest(ask, account.id))


async def settings(ask: Ask) -> Response:
    """The few settings that mean something here."""
    account = await ask.company.people.one(ask.me.id)
    return json(
        {
            "protected": False,
            "screen_name": account.handle,
            "always_use_https": True,
            "use_cookie_personalization": False,
            "sleep_time": {"enabled": False, "end_time": None, "start_time": None},
            "geo_enabled": False,
            "language": account.language,
            "discoverable_by_email": True,
            "discoverable_by_mobile_phone": False,
            "display_sensitive_media": False,
            "allow_contributor_request": "none",
            "allow_dms_from": "all",
            "allow_dm_groups_from": "all",
            "translator_type": "none",
        }
    )
