"""Mutes and blocks: whom the asker does not want to read."""

from starlette.responses import Response

from biztweet.api.twitter_v1.answers import one_user, whom
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.api.twitter_v1.errors import NotMuted
from biztweet.api.twitter_v1.people import ids_of, users_of
from biztweet.follows import hide
from biztweet.moderation.model import Category, Complaint
from biztweet.moderation.report import report


async def mute(ask: Ask) -> Response:
    """Hide somebody's posts."""
    account = await whom(ask)
    await hide.mute(ask.company.db, ask.me, account.id)
    return json(await one_user(ask, account.id))


async def unmute(ask: Ask) -> Response:
    """Show them again.

    Raises NotMuted.
    """
    account = await whom(ask)
    if not await hide.unmute(ask.company.db, ask.me, account.id):
        raise NotMuted
    return json(await one_user(ask, account.id))


async def block(ask: Ask) -> Response:
    """Hide somebody and what they do."""
    account = await whom(ask)
    await hide.block(ask.company.db, ask.me, account.id)
    return json(await one_user(ask, account.id))


async def report_spam(ask: Ask) -> Response:
    """Tell administrators of somebody, and hide them unless `perform_block` says no. Raises OneselfRefused."""
    account = await whom(ask)
    if ask.given.flag("perform_block") is not False:
        await hide.block(ask.company.db, ask.me, account.id)
    await report(ask.company.db, ask.me, Complaint(account.id, category=Category.spam))
    return json(await one_user(ask, account.id))


async def unblock(ask: Ask) -> Response:
    """Hide them no longer."""
    account = await whom(ask)
    await hide.unblock(ask.company.db, ask.me, account.id)
    return json(await one_user(ask, account.id))


async def muted_ids(ask: Ask) -> Response:
    """Whom the asker mutes."""
    return await ids_of(ask, ask.me.id, "mutes")


async def muted(ask: Ask) -> Response:
    """The same as User objects."""
    return await users_of(ask, ask.me.id, "mutes")


async def blocked_ids(ask: Ask) -> Response:
    """Whom the asker blocks."""
    return await ids_of(ask, ask.me.id, "blocks")


async def blocked(ask: Ask) -> Response:
    """The same as User objects."""
    return await users_of(ask, ask.me.id, "blocks")
