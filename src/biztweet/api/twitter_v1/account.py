"""The asker's own account."""

from starlette.responses import Response

from biztweet.accounts.errors import OwnedByDirectory
from biztweet.accounts.join import edit_profile
from biztweet.accounts.languages import LANGUAGES
from biztweet.api.errors import ParameterWrong
from biztweet.api.twitter_v1.answers import one_user, site
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.api.twitter_v1.media import sent
from biztweet.api.twitter_v1.present.user import user
from biztweet.api.twitter_v1.users import latest
from biztweet.media.banner import remove_banner, set_banner


async def verify_credentials(ask: Ask) -> Response:
    """Who one is, with one's latest post."""
    account = await ask.company.people.one(ask.me.id)
    found = user(site(ask), account, following=False, email=bool(ask.given.flag("include_email")))
    return json(found | await latest(ask, account.id))


async def update_profile(ask: Ask) -> Response:
    """Change what is one's own: website, location, description. A name that stays the same is let pass.

    Raises OwnedByDirectory, WebsiteInvalid, Invalid.
    """
    given, account = ask.given, await ask.company.people.one(ask.me.id)
    if given.text("name") not in (None, "", account.name):
        raise OwnedByDirectory
    await edit_profile(
        ask.company.db,
        account.id,
        bio=given.text("description"),
        url=given.text("url"),
        location=given.text("location"),
    )
    return json(await one_user(ask, account.id) | await latest(ask, account.id))


async def update_profile_image(_ask: Ask) -> Response:
    """A photograph is the directory's. Raises OwnedByDirectory."""
    raise OwnedByDirectory


async def update_profile_banner(ask: Ask) -> Response:
    """Put a picture at the head of one's page. Raises Missing, FileRefused and what else uploads raise."""
    await set_banner(ask.company.media, ask.me, sent(ask.given, "banner", encoded="banner"))
    return Response(status_code=201)


async def remove_profile_banner(ask: Ask) -> Response:
    """Take it down again."""
    await remove_banner(ask.company.db, ask.me)
    return Response(status_code=200)


async def change_settings(ask: Ask) -> Response:
    """Change the language of pages; what else Twitter knows means nothing here and is passed over.

    Raises ParameterWrong.
    """
    language = ask.given.text("lang")
    if language in LANGUAGES:
        await edit_profile(ask.company.db, ask.me.id, language=language)
    elif language:
        raise ParameterWrong("lang", " or ".join(LANGUAGES))
    return await settings(ask)


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
