"""Status and what hangs on it: its source, its history, its thread.

The viewer's own flags come last, so that all before them is the same for everybody and can be kept encoded.
"""

from typing import Any

from biztweet.accounts.model import Account
from biztweet.api.mastodon.content import html
from biztweet.api.mastodon.present import poll as polls
from biztweet.api.mastodon.present.account import account, mention
from biztweet.api.mastodon.present.card import card
from biztweet.api.mastodon.present.media import attachment
from biztweet.api.mastodon.present.times import instant
from biztweet.api.mastodon.site import Site
from biztweet.media.model import Media
from biztweet.posts.model import Audience, Entities, Post, Revision
from biztweet.posts.view import Marks, PostView, Shared

_QUOTING = {"automatic": ["public"], "manual": [], "current_user": "automatic"}
_NOT_QUOTING: dict[str, Any] = {"automatic": [], "manual": [], "current_user": "denied"}


def status(site: Site, view: PostView) -> dict[str, Any]:
    """A post as its viewer sees it."""
    shared = view.shared
    return {
        **body(site, shared),
        **related(
            None if shared.original is None else status(site, PostView(shared.original, view.marks, view.quoted_marks)),
            _quote(site, shared, view.quoted_marks),
        ),
        "poll": polls.seen(polls.shown(shared), view.marks),
        **flags(view.marks, mine=view.mine),
    }


def heard(site: Site, shared: Shared) -> dict[str, Any]:
    """A post as streams tell of it: with nothing that differs from viewer to viewer."""
    original = None if shared.original is None else heard(site, shared.original)
    quoted = None if shared.quoted is None else heard_inside(site, shared.quoted)
    return {**body(site, shared), **related(original, quote(shared, quoted)), "poll": polls.heard(polls.shown(shared))}


def heard_inside(site: Site, quoted: Shared) -> dict[str, Any]:
    """The same for a post that another quotes."""
    return {**body(site, quoted), **related(None, shallow_quote(quoted)), "poll": polls.heard(quoted.poll)}


def flags(marks: Marks, *, mine: bool) -> dict[str, Any]:
    """What the viewer has done with a post."""
    found: dict[str, Any] = {
        "favourited": marks.liked,
        "reblogged": marks.reposted,
        "muted": marks.muted,
        "bookmarked": marks.bookmarked,
        "filtered": [],
    }
    return {**found, "pinned": marks.pinned} if mine else found


def related(original: dict[str, Any] | None, quoted: dict[str, Any] | None) -> dict[str, Any]:
    """The posts inside a post."""
    return {"reblog": original, "quote": quoted}


def quote(shared: Shared, quoted: dict[str, Any] | None) -> dict[str, Any] | None:
    """The quote of a post that quotes; its `quoted_status` is `quoted`, or gone; of a detached one nothing is told."""
    if shared.post.detached_from_id is not None:
        return {"state": "revoked", "quoted_status": None}
    if shared.post.quote_of_id is None:
        return None
    return {"state": "accepted" if quoted is not None else "deleted", "quoted_status": quoted}


def shallow_quote(shared: Shared) -> dict[str, Any] | None:
    """The quote of a post that is quoted itself: only one level is shown."""
    if shared.post.detached_from_id is not None:
        return {"state": "revoked", "quoted_status_id": None}
    if shared.post.quote_of_id is None:
        return None
    return {"state": "accepted", "quoted_status_id": str(shared.post.quote_of_id)}


def body(site: Site, shared: Shared) -> dict[str, Any]:
    """All of a post that is the same for everybody, without the posts inside it."""
    post, author = shared.post, shared.author
    url = site.permalink(author.handle, post.id)
    return {
        "id": str(post.id),
        "created_at": instant(post.created_at),
        "in_reply_to_id": _id(post.reply_to_id),
        "in_reply_to_account_id": _id(post.reply_to_account_id),
        "sensitive": post.sensitive,
        "spoiler_text": post.warning,
        "visibility": "public" if post.audience is Audience.company else "direct",
        "language": post.language,
        "uri": url,
        "url": url,
        "replies_count": post.reply_count,
        "reblogs_count": post.repost_count,
        "favourites_count": post.like_count,
        "quotes_count": post.quote_count,
        "edited_at": None if post.edited_at is None else instant(post.edited_at),
        "content": html(site, post.text, post.entities),
        "application": {"name": post.source.name, "website": post.source.url or None},
        "account": account(site, author),
        "media_attachments": [attachment(site, media) for media in shared.media],
        "mentions": _mentions(site, shared),
        "tags": _tags(site, post.entities),
        "emojis": [],
        "card": None if shared.card is None else card(site, shared.card),
        "quote_approval": _QUOTING if post.audience is Audience.company else _NOT_QUOTING,
    }


def source(post: Post) -> dict[str, Any]:
    """A post's words as they were typed, for an editor."""
    return {"id": str(post.id), "text": post.text, "spoiler_text": post.warning}


def revision(site: Site, author: Account, stood: Revision, pictures: list[Media]) -> dict[str, Any]:
    """A post as it stood for a time."""
    return {
        "content": html(site, stood.text, stood.entities),
        "spoiler_text": stood.warning,
        "sensitive": stood.sensitive,
        "created_at": instant(stood.created_at),
        "account": account(site, author),
        "media_attachments": [attachment(site, media) for media in pictures],
        "emojis": [],
        **({"poll": asked} if (asked := polls.asked(stood.options)) else {}),
    }


def _quote(site: Site, shared: Shared, marks: Marks) -> dict[str, Any] | None:
    if shared.quoted is None:
        return quote(shared, None)
    inside = related(None, shallow_quote(shared.quoted))
    poll = polls.seen(shared.quoted.poll, marks)
    return quote(shared, {**body(site, shared.quoted), **inside, "poll": poll, **flags(marks, mine=False)})


def _mentions(site: Site, shared: Shared) -> list[dict[str, Any]]:
    """Who is named, each once: apps address their own answers by this list.

    Whom an answer answers is among them. Of a message all its addressees are, and only they.
    """
    answered, author = shared.reply_to_account, shared.author
    if shared.post.audience is Audience.direct:
        named = {account.id: account.handle for account in shared.addressees if account.id != author.id}
    else:
        named = {} if answered is None or answered.id == author.id else {answered.id: answered.handle}
        named |= {mention.account_id: mention.handle for mention in shared.post.entities.mentions}
    return [mention(site, account_id, handle) for account_id, handle in named.items()]


def _tags(site: Site, entities: Entities) -> list[dict[str, Any]]:
    names = dict.fromkeys(hashtag.tag for hashtag in entities.hashtags)
    return [{"name": name, "url": site.tag(name)} for name in names]


def _id(number: int | None) -> str | None:
    return None if number is None else str(number)
