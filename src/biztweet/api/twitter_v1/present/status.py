"""Status: a post as v1.1 shows it, in compatibility or extended mode; the viewer's flags come last."""

from html import escape
from typing import Any

import msgspec

from biztweet.api.twitter.present import words as w
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter.present.whole import pictures_url, quoting, repeated_words, visible
from biztweet.api.twitter.present.whole import plain as plain_words
from biztweet.api.twitter_v1.present.media import pictures
from biztweet.api.twitter_v1.present.times import date
from biztweet.api.twitter_v1.present.user import trimmed, user
from biztweet.posts.model import Source
from biztweet.posts.view import Marks, PostView, Shared


class Look(msgspec.Struct, frozen=True):
    """Which of a Status's forms is asked for."""

    extended: bool = False
    trim_user: bool = False
    entities: bool = True
    alt_text: bool = False


COMPAT, EXTENDED = Look(), Look(extended=True)


def status(site: Site, view: PostView, look: Look = COMPAT) -> dict[str, Any]:
    """A Status object as its viewer sees it. What there is none of is absent where clients stumble over null."""
    return _whole(site, view.shared, view.marks, view.quoted_marks, look)


def heard(site: Site, shared: Shared) -> dict[str, Any]:
    """A Status as streams send it: for nobody in particular, short, with the whole beside it where that is longer."""
    whole = _whole(site, shared, Marks(), Marks(), COMPAT)
    for post, said in ((shared, whole), (shared.original, whole.get("retweeted_status"))):
        if post is not None and said is not None and said["truncated"]:
            extended = body(site, post, EXTENDED)
            names = ("full_text", "display_text_range", "entities", "extended_entities")
            said["extended_tweet"] = {name: extended[name] for name in names if name in extended}
    return whole


def body(site: Site, shared: Shared, look: Look) -> dict[str, Any]:
    """The part that is the same for every viewer, without the posts inside and the flags."""
    post, author = shared.post, shared.author
    answered = _answered(shared)
    inner = shared.original or shared
    found: dict[str, Any] = {"created_at": date(post.created_at), "id": post.id, "id_str": str(post.id)}
    found |= _said(site, shared, look)
    found |= {
        "source": _source(site, post.source),
        "in_reply_to_status_id": post.reply_to_id,
        "in_reply_to_status_id_str": None if post.reply_to_id is None else str(post.reply_to_id),
        "in_reply_to_user_id": answered[0],
        "in_reply_to_user_id_str": None if answered[0] is None else str(answered[0]),
        "in_reply_to_screen_name": answered[1],
        "user": trimmed(author.id) if look.trim_user else user(site, author),
        "geo": None,
        "coordinates": None,
        "place": None,
        "contributors": None,
        "is_quote_status": inner.post.quote_of_id is not None,
        "retweet_count": inner.post.repost_count,
        "favorite_count": inner.post.like_count,
        "possibly_sensitive": inner.post.sensitive,
        "lang": inner.post.language or "und",
    }
    if inner.post.quote_of_id is not None:
        found |= _quotes(site, inner, inner.post.quote_of_id)
    return found


def flags(marks: Marks) -> dict[str, Any]:
    """What the viewer has done with it."""
    return {"favorited": marks.liked, "retweeted": marks.reposted}


def _whole(site: Site, shared: Shared, marks: Marks, quoted_marks: Marks, look: Look) -> dict[str, Any]:
    whole = body(site, shared, look)
    if shared.quoted is not None:
        whole["quoted_status"] = _whole(site, shared.quoted, quoted_marks, Marks(), look)
    if shared.original is not None:
        whole["retweeted_status"] = _whole(site, shared.original, marks, quoted_marks, look)
    return whole | flags(marks)


def _said(site: Site, shared: Shared, look: Look) -> dict[str, Any]:
    """The text and what stands in it."""
    if shared.original is not None:
        return _repeated(site, shared.original, look)
    link, plain = site.permalink(shared.author.handle, shared.post.id), plain_words(site, shared)
    short = None if look.extended else w.short(plain, link)
    words = short or quoting(site, shared, plain)
    text, named = w.escaped(words.text), w.entities(words)
    extended: dict[str, Any] = {}
    if (url := pictures_url(site, shared)) is not None:
        # As Twitter does: the pictures have an address in the text, which clients that show them leave out.
        start = len(text) + 1 if text else 0
        shown = pictures(site, visible(shared), url, [start, start + len(url)], alt_text=look.alt_text)
        text, named = f"{text} {url}".lstrip(), named | {"media": shown[:1]}
        extended = {"extended_entities": {"media": shown}}
    return _text(text, len(w.escaped(plain.text)), look, truncated=short is not None) | (
        {"entities": named, **extended} if look.entities else {}
    )


def _repeated(site: Site, original: Shared, look: Look) -> dict[str, Any]:
    words = repeated_words(site, original)
    text = w.escaped(words.text)
    return _text(text, len(text), look, truncated=False) | ({"entities": w.entities(words)} if look.entities else {})


def _text(text: str, shown: int, look: Look, *, truncated: bool) -> dict[str, Any]:
    if look.extended:
        return {"full_text": text, "truncated": False, "display_text_range": [0, shown]}
    return {"text": text, "truncated": truncated}


def _quotes(site: Site, shared: Shared, quoted_id: int) -> dict[str, Any]:
    found: dict[str, Any] = {"quoted_status_id": quoted_id, "quoted_status_id_str": str(quoted_id)}
    if shared.quoted is not None:
        link = w.shown_url(site.permalink(shared.quoted.author.handle, quoted_id))
        names = {"url": "url", "expanded": "expanded_url", "display": "display_url"}
        found["quoted_status_permalink"] = {ours: link[theirs] for ours, theirs in names.items()}
    return found


def _answered(shared: Shared) -> tuple[int | None, str | None]:
    """Whom a post answers: the author of what it replies to, or whom its text begins with."""
    account, mentions = shared.reply_to_account, shared.post.entities.mentions
    if account is not None:
        return account.id, account.handle
    if shared.post.reply_to_account_id is None and mentions and mentions[0].start == 0:
        return mentions[0].account_id, mentions[0].handle
    return shared.post.reply_to_account_id, None


def _source(site: Site, source: Source) -> str:
    return f'<a href="{escape(source.url or site.base_url)}" rel="nofollow">{escape(source.name)}</a>'
