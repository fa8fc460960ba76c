"""Posts: publish, show, delete, hide."""

from starlette.responses import Response

from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v2 import compose
from biztweet.api.twitter_v2.answers import named_tweet, one_tweet, these_tweets
from biztweet.api.twitter_v2.bodies import Hiding
from biztweet.api.twitter_v2.calls import Ask, json
from biztweet.api.twitter_v2.errors import not_found
from biztweet.api.twitter_v2.includes import seen
from biztweet.api.twitter_v2.present.fields import shown
from biztweet.api.twitter_v2.present.tweet import DEFAULT, FIELDS
from biztweet.posts.hide_reply import hide_reply, unhide_reply
from biztweet.posts.publish import publish
from biztweet.posts.remove import remove
from biztweet.posts.rules import POSTS_PER_PERSON


async def create(ask: Ask) -> Response:
    """Publish a post, a reply or a quote; the answer holds its id and text."""
    here = ask.company
    draft = await compose.draft(ask, ask.body)
    await here.quotas.spend(POSTS_PER_PERSON, str(ask.me.id))
    [made] = await seen(ask, [await publish(here.db, ask.me, draft, here.text_rules)])
    return json(ask, {"data": shown(FIELDS, DEFAULT, ask.encoder.site, made)}, 201)


async def one(ask: Ask) -> Response:
    """One post."""
    return await one_tweet(ask, ask.given["id"])


async def many(ask: Ask) -> Response:
    """Posts by id, and which of them are not there."""
    terms: tuple[str, ...] = ask.given["ids"]
    found = await seen(ask, [as_id(term) or 0 for term in terms])
    there = {str(each.post.id) for each in found}
    missing = [not_found("tweet", "ids", term) for term in dict.fromkeys(terms) if term.lstrip("0") not in there]
    return await these_tweets(ask, found, errors=missing)


async def delete(ask: Ask) -> Response:
    """Delete a post or repeat of one's own."""
    await remove(ask.company.db, ask.me, await named_tweet(ask, ask.sent["id"], "id"))
    return json(ask, {"data": {"deleted": True}})


async def hide(ask: Ask) -> Response:
    """Put a reply in a thread of one's own behind the fold, or let it stand among the others again."""
    body: Hiding = ask.body
    act = hide_reply if body.hidden else unhide_reply
    await act(ask.company.db, ask.me, await named_tweet(ask, ask.sent["id"], "id"))
    return json(ask, {"data": {"hidden": body.hidden}})
