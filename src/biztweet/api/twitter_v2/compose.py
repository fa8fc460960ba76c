"""A draft from what POST /2/tweets was sent, and from the posts it names."""

from biztweet.api.twitter.compose import addressed, idempotency_key, quoted_at_the_end
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v2.bodies import NewTweet, Reply
from biztweet.api.twitter_v2.calls import Ask
from biztweet.polls.model import PollDraft
from biztweet.posts.errors import QuotedMissing, ReplyToMissing
from biztweet.posts.model import Draft, Source
from biztweet.posts.view import PostView


async def draft(ask: Ask, sent: NewTweet) -> Draft:
    """What is to be posted. Raises ReplyToMissing, QuotedMissing, Invalid."""
    text = sent.text
    parent = await _parent(ask, sent.reply) if sent.reply else None
    if parent is not None and sent.reply is not None and sent.reply.auto_populate_reply_metadata:
        left_out = {ask.me.id, *(int(one) for one in sent.reply.exclude_reply_user_ids)}
        text = addressed(text, parent, left_out)
    if sent.quote_tweet_id is not None:
        quote_of_id = as_id(sent.quote_tweet_id)
        if quote_of_id is None:
            raise QuotedMissing
    else:
        text, quote_of_id = await quoted_at_the_end(ask.company, ask.me, ask.request, text)
    return Draft(
        text=text,
        reply_to_id=parent.id if parent else None,
        quote_of_id=quote_of_id,
        media_ids=tuple(as_id(one) or 0 for one in sent.media.media_ids) if sent.media else (),
        source=Source(ask.me.app_name, ask.me.app_url),
        idempotency_key=idempotency_key(ask.request),
        refuse_repeats=True,
        poll=PollDraft(sent.poll.options, sent.poll.duration_minutes * 60) if sent.poll else None,
    )


async def _parent(ask: Ask, reply: Reply) -> PostView:
    post_id = as_id(reply.in_reply_to_tweet_id)
    parent = await ask.company.views.one(ask.me, post_id) if post_id is not None else None
    if parent is None:
        raise ReplyToMissing
    return parent
