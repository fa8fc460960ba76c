"""Posts: publish, show, delete, repeat."""

from starlette.responses import Response

from biztweet.access.quotas import QuotaUsedUp
from biztweet.api.twitter_v1 import compose, parse
from biztweet.api.twitter_v1.answers import shown, site, status, statuses, view_of
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.api.twitter_v1.cursors import stretch
from biztweet.api.twitter_v1.errors import AlreadyReposted, DailyLimit, Missing
from biztweet.api.twitter_v1.present.status import status as present
from biztweet.kernel.paging import Page
from biztweet.posts.model import Source
from biztweet.posts.publish import publish
from biztweet.posts.remove import remove
from biztweet.posts.repost import own_repost, repost, unrepost
from biztweet.posts.rules import POSTS_PER_PERSON
from biztweet.timelines.marked import marks_of


async def update(ask: Ask) -> Response:
    """Publish a post, a reply or a quote.

    Raises DailyLimit.
    """
    draft = await compose.draft(ask)
    try:
        await ask.company.quotas.spend(POSTS_PER_PERSON, str(ask.me.id))
    except QuotaUsedUp as used_up:
        raise DailyLimit from used_up
    return await status(ask, await publish(ask.company.db, ask.me, draft, ask.company.text_rules))


async def show(ask: Ask) -> Response:
    """One post, and with `include_my_retweet` which repeat of it is the asker's."""
    view = await view_of(ask, parse.post_id(ask.given))
    answer = present(site(ask), view, parse.look(ask.given))
    if ask.given.flag("include_my_retweet"):
        original = view.shared.original or view.shared
        if (mine := await own_repost(ask.company.db, ask.me, original.post.id)) is not None:
            answer["current_user_retweet"] = {"id": mine, "id_str": str(mine)}
    return json(answer)


async def destroy(ask: Ask) -> Response:
    """Delete a post or repost of one's own; the answer shows it for the last time."""
    view = await view_of(ask, parse.post_id(ask.given))
    await remove(ask.company.db, ask.me, view.id)
    return shown(ask, view)


async def retweet(ask: Ask) -> Response:
    """Repeat a post.

    Raises AlreadyReposted.
    """
    view = await view_of(ask, parse.post_id(ask.given))
    made = await repost(ask.company.db, ask.me, view.id, Source(ask.me.app_name, ask.me.app_url))
    if not made.new:
        raise AlreadyReposted
    return await status(ask, made.post_id)


async def unretweet(ask: Ask) -> Response:
    """Take a repeat back; the answer shows the original."""
    view = await view_of(ask, parse.post_id(ask.given))
    return await status(ask, await unrepost(ask.company.db, ask.me, view.id))


async def lookup(ask: Ask) -> Response:
    """Many posts by id; with `map`, those that are not there stand as null.

    Raises Missing.
    """
    terms = parse.terms(ask.given, "id")
    if not terms:
        raise Missing("id")
    wanted = parse.ids(ask.given, "id")
    if not ask.given.flag("map"):
        return await statuses(ask, list(dict.fromkeys(wanted)))
    look = parse.look(ask.given)
    found = {str(view.id): present(site(ask), view, look) for view in await ask.company.views.of(ask.me, wanted)}
    return json({"id": {term: found.get(term) for term in terms}})


async def retweets(ask: Ask) -> Response:
    """The latest repeats of a post."""
    view = await view_of(ask, parse.post_id(ask.given))
    page = Page(limit=parse.count(ask.given, default=100, most=100))
    marks = await marks_of(ask.company.timelines, view.id, "reposts", page)
    return await statuses(ask, [mark.subject_id for mark in marks])


async def retweeters_ids(ask: Ask) -> Response:
    """Who repeated a post, latest first."""
    view = await view_of(ask, parse.post_id(ask.given))
    page = parse.cursor(ask.given, default=100, most=100)
    found = stretch(await marks_of(ask.company.timelines, view.id, "reposters", page), page)
    stringify = ask.given.flag("stringify_ids")
    ids = [str(mark.subject_id) if stringify else mark.subject_id for mark in found.items]
    return json({"ids": ids, **found.cursors()})
