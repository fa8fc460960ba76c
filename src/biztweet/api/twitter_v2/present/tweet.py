"""Posts as v2 shows them: the same for every viewer."""

from typing import Any

from biztweet.api.twitter.present import words as w
from biztweet.api.twitter.present.keys import media_key
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter.present.whole import Whole, visible, whole
from biztweet.api.twitter_v2.present.entities import ENTITIES, entities
from biztweet.api.twitter_v2.present.fields import Field, Table, never
from biztweet.api.twitter_v2.present.schema import (
    COUNT,
    FLAG,
    ID,
    INSTANT,
    MEDIA_KEY,
    TEXT,
    choice,
    many,
    thing,
)
from biztweet.api.twitter_v2.present.times import instant
from biztweet.posts.view import Shared

_FOUND = 200  # HTTP's own, as it was answered to us


def _text(site: Site, shared: Shared) -> str:
    return whole(site, shared).text


def _entities(site: Site, shared: Shared) -> dict[str, Any] | None:
    said = whole(site, shared)
    return entities(said.words, _media_urls(said, shared), _card(site, shared))


def _card(site: Site, shared: Shared) -> dict[str, Any] | None:
    """What the page behind the first address says, as Twitter told it of each."""
    card = shared.card
    if card is None:
        return None
    found = {"status": _FOUND, "unwound_url": card.address, "title": card.title, "description": card.description}
    if card.picture is not None:
        file = card.picture.file
        url = site.picture(card.picture.key, file.name)
        found["images"] = [{"url": url, "width": file.width, "height": file.height}]
    return {name: value for name, value in found.items() if value}


def _media_urls(said: Whole, shared: Shared) -> list[dict[str, Any]]:
    """The address that stands at the text's end for the pictures: once for each of them, as Twitter does."""
    if said.pictures_url is None:
        return []
    end = len(said.text)
    place = {"start": end - len(said.pictures_url), "end": end, **w.shown_url(said.pictures_url)}
    return [place | {"media_key": media_key(media)} for media in visible(shared)]


def referenced(shared: Shared) -> dict[str, int]:
    """What a post repeats, quotes and answers, by how it does."""
    post = shared.post
    ways = {"retweeted": post.repost_of_id, "quoted": post.quote_of_id, "replied_to": post.reply_to_id}
    return {way: post_id for way, post_id in ways.items() if post_id is not None}


def _references(_: Site, shared: Shared) -> list[dict[str, str]] | None:
    return [{"type": way, "id": str(post_id)} for way, post_id in referenced(shared).items()] or None


def _attachments(_: Site, shared: Shared) -> dict[str, list[str]] | None:
    if shared.poll is not None:
        return {"poll_ids": [str(shared.post.id)]}
    shown = visible(shared)
    return {"media_keys": [media_key(media) for media in shown]} if shown else None


def _metrics(_: Site, shared: Shared) -> dict[str, int]:
    """A repeat shows how often its original was repeated, and nothing else."""
    if shared.original is not None:
        return dict.fromkeys(_COUNTS, 0) | {"retweet_count": shared.original.post.repost_count}
    post = shared.post
    counts = (post.repost_count, post.reply_count, post.like_count, post.quote_count)
    return dict.fromkeys(_COUNTS, 0) | dict(zip(_COUNTS, counts, strict=False))


def _edits(_: Site, shared: Shared) -> dict[str, Any]:
    """An edit changes a post in place, and not through Twitter's API."""
    return {"edits_remaining": 0, "is_edit_eligible": False, "editable_until": instant(shared.post.created_at)}


def _answered(_: Site, shared: Shared) -> str | None:
    answered_id = shared.post.reply_to_account_id
    return None if answered_id is None else str(answered_id)


_COUNTS = ("retweet_count", "reply_count", "like_count", "quote_count", "bookmark_count", "impression_count")
_REFERENCE = thing(["type", "id"], type=choice(["retweeted", "quoted", "replied_to"]), id=ID)

DEFAULT = ("id", "text", "edit_history_tweet_ids")
FIELDS: Table[Shared] = {
    "id": Field(ID, lambda _, shared: str(shared.post.id)),
    "text": Field(TEXT, _text),
    "edit_history_tweet_ids": Field(many(ID), lambda _, shared: [str(shared.post.id)]),
    "article": never(thing()),
    "attachments": Field(thing(media_keys=many(MEDIA_KEY), poll_ids=many(ID)), _attachments),
    "author_id": Field(ID, lambda _, shared: str(shared.author.id)),
    "card_uri": never(TEXT),
    "community_id": never(ID),
    "context_annotations": never(many(thing())),
    "conversation_id": Field(ID, lambda _, shared: str(shared.post.thread_id)),
    "created_at": Field(INSTANT, lambda _, shared: instant(shared.post.created_at)),
    "display_text_range": Field(many(COUNT, at_least=2), lambda site, shared: [0, whole(site, shared).shown]),
    "edit_controls": Field(
        thing(
            ["edits_remaining", "is_edit_eligible", "editable_until"],
            edits_remaining=COUNT,
            is_edit_eligible=FLAG,
            editable_until=INSTANT,
        ),
        _edits,
    ),
    "entities": Field(ENTITIES, _entities),
    "geo": never(thing()),
    "in_reply_to_user_id": Field(ID, _answered),
    "lang": Field(TEXT, lambda _, shared: (shared.original or shared).post.language or "und"),
    "matched_media_notes": never(thing()),
    "media_metadata": never(many(thing())),
    "non_public_metrics": never(thing()),
    "note_request_suggestions": never(thing()),
    "note_tweet": never(thing()),
    "organic_metrics": never(thing()),
    "paid_partnership": Field(FLAG, lambda _, __: False),
    "possibly_sensitive": Field(FLAG, lambda _, shared: (shared.original or shared).post.sensitive),
    "promoted_metrics": never(thing()),
    "public_metrics": Field(thing(_COUNTS, **dict.fromkeys(_COUNTS, COUNT)), _metrics),
    "referenced_tweets": Field(many(_REFERENCE), _references),
    "reply_settings": Field(choice(["everyone"]), lambda _, __: "everyone"),
    "scopes": never(thing()),
    "source": Field(TEXT, lambda _, shared: shared.post.source.name),
    "suggested_source_links": never(many(thing())),
    "suggested_source_links_with_counts": never(thing()),
    "withheld": never(thing()),
}
