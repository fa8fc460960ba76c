"""A draft from what statuses/update was sent, and from the posts it names."""

import re
from urllib.parse import urlsplit

from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.answers import site
from biztweet.api.twitter_v1.calls import Ask
from biztweet.api.twitter_v1.errors import AttachmentWrong
from biztweet.kernel.errors import Invalid
from biztweet.posts.errors import MediaMissing, ReplyToMissing
from biztweet.posts.model import Draft, Source
from biztweet.posts.spans import mentions
from biztweet.posts.view import PostView

_PERMALINK = re.compile(r"/(?:@[A-Za-z0-9_]{1,20}|[A-Za-z0-9_]{1,20}/status(?:es)?|posts)/([0-9]{1,19})/?", re.ASCII)
_TWITTER = frozenset(f"{sub}{domain}" for domain in ("twitter.com", "x.com") for sub in ("", "www.", "mobile."))
_LONGEST_KEY = 255


async def draft(ask: Ask) -> Draft:
    """What is to be posted. Raises ReplyToMissing, AttachmentWrong, MediaMissing, Invalid."""
    given = ask.given
    text = given.text("status") or ""
    parent = await _parent(ask)
    if parent is not None and given.flag("auto_populate_reply_metadata"):
        text = _addressed(text, parent, {ask.me.id, *parse.ids(given, "exclude_reply_user_ids")})
    text, quote_of_id = await _quoted(ask, text)
    return Draft(
        text=text,
        reply_to_id=parent.id if parent else None,
        quote_of_id=quote_of_id,
        media_ids=_media_ids(ask),
        sensitive=bool(given.flag("possibly_sensitive")),
        source=Source(ask.me.app_name, ask.me.app_url),
        idempotency_key=_key(ask),
        refuse_repeats=True,
    )


def permalinked(ask: Ask, url: str) -> int | None:
    """The id of the post whose page an address names: one of ours, or what it would be at Twitter's."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    ours = urlsplit(site(ask).base_url)
    hosts = {ours.netloc.lower(), ask.request.headers.get("host", "").lower(), *_TWITTER}
    if parts.scheme not in {"http", "https"} or parts.netloc.lower() not in hosts:
        return None
    found = _PERMALINK.fullmatch(parts.path.removeprefix(ours.path))
    return as_id(found[1]) if found else None


async def _parent(ask: Ask) -> PostView | None:
    text = ask.given.text("in_reply_to_status_id")
    if not text:
        return None
    post_id = as_id(text)
    parent = await ask.company.views.one(ask.me, post_id) if post_id is not None else None
    if parent is None:
        raise ReplyToMissing
    return parent


def _addressed(text: str, parent: PostView, left_out: set[int]) -> str:
    """The text behind the names of those who take part, as far as they are not named in it."""
    shared = parent.shared.original or parent.shared
    present = {span.handle.lower() for span in mentions(text)}
    handles = {shared.author.id: shared.author.handle}
    handles |= {mention.account_id: mention.handle for mention in shared.post.entities.mentions}
    names = [
        f"@{handle}"
        for account_id, handle in handles.items()
        if account_id not in left_out and handle.lower() not in present
    ]
    return " ".join([*names, text]) if text else text


async def _quoted(ask: Ask, text: str) -> tuple[str, int | None]:
    """The text, and what it quotes: by `attachment_url`, or by the address of a post at its very end."""
    if url := ask.given.text("attachment_url"):
        return text, _found(ask, url)
    head, _, last = text.rstrip().rpartition(" ")
    post_id = permalinked(ask, last) if "://" in last else None
    if post_id is None or await ask.company.views.one(ask.me, post_id) is None:
        return text, None
    return head or text, post_id


def _found(ask: Ask, url: str) -> int:
    post_id = permalinked(ask, url)
    if post_id is None:
        raise AttachmentWrong
    return post_id


def _media_ids(ask: Ask) -> tuple[int, ...]:
    try:
        return parse.media_ids(ask.given)
    except Invalid as wrong:
        raise MediaMissing from wrong


def _key(ask: Ask) -> str | None:
    key = ask.request.headers.get("idempotency-key")
    if key is not None and len(key) > _LONGEST_KEY:
        raise Invalid("Idempotency-Key", f"An Idempotency-Key may have {_LONGEST_KEY} characters")
    return key or None
