"""Timelines: ids from the domain, shown as Status objects."""

from starlette.responses import Response

from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.answers import named_or_me, statuses
from biztweet.api.twitter_v1.calls import Ask
from biztweet.timelines.home import home
from biztweet.timelines.mentions import mentions
from biztweet.timelines.person import Shown, person


async def home_timeline(ask: Ask) -> Response:
    """The asker's Home, as they chose it to be. What is excluded makes a page shorter, as it did at Twitter's."""
    page = parse.page(ask.given)
    choice = (await ask.company.people.one(ask.me.id)).home
    ids = await home(ask.company.timelines, ask.me, choice, page)
    if ask.given.flag("exclude_replies"):
        views = await ask.company.views.of(ask.me, ids)
        ids = [view.id for view in views if view.shared.post.reply_to_id is None]
    return await statuses(ask, ids)


async def user_timeline(ask: Ask) -> Response:
    """Somebody's posts, or the asker's own."""
    page, account = parse.page(ask.given), await named_or_me(ask)
    shown = Shown(
        replies=not ask.given.flag("exclude_replies"),
        reposts=ask.given.flag("include_rts") is not False,
    )
    return await statuses(ask, await person(ask.company.timelines, account.id, page, shown))


async def mentions_timeline(ask: Ask) -> Response:
    """Posts that name the asker."""
    return await statuses(ask, await mentions(ask.company.timelines, ask.me, parse.page(ask.given)))


async def retweets_of_me(ask: Ask) -> Response:
    """The asker's posts that others have repeated."""
    page, only = parse.page(ask.given, most=100), Shown(only_reposted=True)
    return await statuses(ask, await person(ask.company.timelines, ask.me.id, page, only))
