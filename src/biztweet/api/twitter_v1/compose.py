"""A draft from what statuses/update was sent, and from the posts it names."""

from biztweet.api.twitter.compose import addressed, idempotency_key, permalinked, quoted_at_the_end
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.calls import Ask
from biztweet.api.twitter_v1.errors import AttachmentWrong
from biztweet.kernel.errors import Invalid
from biztweet.posts.errors import MediaMissing, ReplyToMissing
from biztweet.posts.model import Draft, Source
from biztweet.posts.view import PostView


async def draft(ask: Ask) -> Draft:
    """What is to be posted. Raises ReplyToMissing, AttachmentWrong, MediaMissing, Invalid."""
    given = ask.given
    text = given.text("status") or ""
    parent = await _parent(ask)
    if parent is not None and given.flag("auto_populate_reply_metadata"):
        text = addressed(text, parent, {ask.me.id, *parse.ids(given, "exclude_reply_user_ids")})
    text, quote_of_id = await _quoted(ask, text)
    return Draft(
        text=text,
        reply_to_id=parent.id if parent else None,
        quote_of_id=quote_of_id,
        media_ids=_media_ids(ask),
        sensitive=bool(given.flag("possibly_sensitive")),
        source=Source(ask.me.app_name, ask.me.app_url),
        idempotency_key=idempotency_key(ask.request),
        refuse_repeats=True,
    )


async def _parent(ask: Ask) -> PostView | None:
    text = ask.given.text("in_reply_to_status_id")
    if not text:
        return None
    post_id = as_id(text)
    parent = await ask.company.views.one(ask.me, post_id) if post_id is not None else None
    if parent is None:
        raise ReplyToMissing
    return parent


async def _quoted(ask: Ask, text: str) -> tuple[str, int | None]:
    """The text, and what it quotes: by `attachment_url`, or by the address of a post at its very end."""
    if url := ask.given.text("attachment_url"):
        post_id = permalinked(ask.company, ask.request, url)
        if post_id is None:
            raise AttachmentWrong
        return text, post_id
    return await quoted_at_the_end(ask.company, ask.me, ask.request, text)


def _media_ids(ask: Ask) -> tuple[int, ...]:
    try:
        return parse.media_ids(ask.given)
    except Invalid as wrong:
        raise MediaMissing from wrong
