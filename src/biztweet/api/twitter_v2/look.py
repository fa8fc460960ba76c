"""Look: which fields and expansions an answer is asked to have, and the parameters that ask."""

from functools import lru_cache
from typing import Any

import msgspec

from biztweet.api.twitter_v2.parameters import Parameter, words
from biztweet.api.twitter_v2.present import dm_event, media, poll, tweet, user
from biztweet.api.twitter_v2.present import list as lists

# What an expansion makes an object show besides: the field that leads to what stands under `includes`.
OF_TWEETS = {
    "author_id": "author_id",
    "in_reply_to_user_id": "in_reply_to_user_id",
    "entities.mentions.username": "entities",
    "referenced_tweets.id": "referenced_tweets",
    "referenced_tweets.id.author_id": "referenced_tweets",
    "referenced_tweets.id.attachments.media_keys": "referenced_tweets",
    "attachments.media_keys": "attachments",
    "attachments.poll_ids": "attachments",
    "attachments.media_source_tweet": "attachments",
    "edit_history_tweet_ids": "edit_history_tweet_ids",
    "article.cover_media": "article",
    "article.media_entities": "article",
    "geo.place_id": "geo",
    "entities.note.mentions.username": "note_tweet",
}
OF_USERS = {
    "affiliation.user_id": "affiliation",
    "most_recent_tweet_id": "most_recent_tweet_id",
    "pinned_tweet_id": "pinned_tweet_id",
}
OF_DM_EVENTS = {
    "attachments.media_keys": "attachments",
    "participant_ids": "participant_ids",
    "referenced_tweets.id": "referenced_tweets",
    "sender_id": "sender_id",
}
OF_LISTS = {"owner_id": "owner_id"}
_PLACE = ("id", "full_name", "contained_within", "country", "country_code", "geo", "name", "place_type")

_TWEET_FIELDS = words("tweet.fields", tweet.FIELDS)
_USER_FIELDS = words("user.fields", user.FIELDS)
_MEDIA_FIELDS = words("media.fields", media.FIELDS)
_POLL_FIELDS = words("poll.fields", poll.FIELDS)

TWEET: tuple[Parameter, ...] = (
    _TWEET_FIELDS,
    words("expansions", OF_TWEETS),
    _MEDIA_FIELDS,
    _POLL_FIELDS,
    _USER_FIELDS,
    words("place.fields", _PLACE),
)
USER: tuple[Parameter, ...] = (_USER_FIELDS, words("expansions", OF_USERS), _TWEET_FIELDS)
LIST: tuple[Parameter, ...] = (words("list.fields", lists.FIELDS), words("expansions", OF_LISTS), _USER_FIELDS)
MEDIA: tuple[Parameter, ...] = (_MEDIA_FIELDS,)
DM_EVENT: tuple[Parameter, ...] = (
    words("dm_event.fields", dm_event.FIELDS),
    words("expansions", OF_DM_EVENTS),
    _MEDIA_FIELDS,
    _USER_FIELDS,
    _TWEET_FIELDS,
)


class Look(msgspec.Struct, frozen=True, cache_hash=True):
    """The fields of each kind of object, in the order in which they are shown, and what is expanded."""

    tweet: tuple[str, ...] = tweet.DEFAULT
    user: tuple[str, ...] = user.DEFAULT
    media: tuple[str, ...] = media.DEFAULT
    dm_event: tuple[str, ...] = dm_event.DEFAULT
    list: tuple[str, ...] = lists.DEFAULT
    poll: tuple[str, ...] = poll.DEFAULT
    expansions: frozenset[str] = frozenset()
    new_words: bool = False


def look(given: dict[str, Any], *, new_words: bool) -> Look:
    """What a request's parameters ask for."""
    return _look(
        given.get("tweet.fields", ()),
        given.get("user.fields", ()),
        given.get("media.fields", ()),
        given.get("dm_event.fields", ()),
        given.get("list.fields", ()),
        given.get("poll.fields", ()),
        given.get("expansions", ()),
        new_words,
    )


@lru_cache(maxsize=512)
def _look(
    tweet_fields: tuple[str, ...],
    user_fields: tuple[str, ...],
    media_fields: tuple[str, ...],
    dm_event_fields: tuple[str, ...],
    list_fields: tuple[str, ...],
    poll_fields: tuple[str, ...],
    expansions: tuple[str, ...],
    new_words: bool,  # noqa: FBT001 - a part of the key
) -> Look:
    led = {OF_TWEETS[one] for one in expansions if one in OF_TWEETS}
    led_of_message = {OF_DM_EVENTS[one] for one in expansions if one in OF_DM_EVENTS}
    led_of_user = {OF_USERS[one] for one in expansions if one in OF_USERS}
    led_of_list = {OF_LISTS[one] for one in expansions if one in OF_LISTS}
    return Look(
        tweet=_ordered(tweet.FIELDS, {*tweet.DEFAULT, *tweet_fields, *led}),
        user=_ordered(user.FIELDS, {*user.DEFAULT, *user_fields, *led_of_user}),
        media=_ordered(media.FIELDS, {*media.DEFAULT, *media_fields}),
        dm_event=_ordered(dm_event.FIELDS, {*dm_event.DEFAULT, *dm_event_fields, *led_of_message}),
        list=_ordered(lists.FIELDS, {*lists.DEFAULT, *list_fields, *led_of_list}),
        poll=_ordered(poll.FIELDS, {*poll.DEFAULT, *poll_fields}),
        expansions=frozenset(expansions),
        new_words=new_words,
    )


def _ordered(table: Any, wanted: set[str]) -> tuple[str, ...]:  # noqa: ANN401 - a table of any object's fields
    return tuple(name for name in table if name in wanted)
