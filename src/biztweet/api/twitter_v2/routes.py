"""Every path of v2 that is spoken here. Limits are X's own, a token and 15 minutes; `app_only` an app's."""

from typing import Any

from biztweet.api.twitter.ids import DIGITS
from biztweet.api.twitter_v2 import (
    bodies,
    dm_conversations,
    dm_events,
    lists,
    look,
    marks,
    media,
    misc,
    openapi,
    relations,
    rules,
    search,
    shapes,
    streaming,
    timelines,
    tweets,
    users,
)
from biztweet.api.twitter_v2.calls import Call, Handler, call, routes_of
from biztweet.api.twitter_v2.paging import SPAN, paged
from biztweet.api.twitter_v2.parameters import Parameter, number, term, terms, words
from biztweet.api.twitter_v2.present.dm_event import EVENT_TYPES

_POSTS, _POST = "read:statuses", "write:statuses"
_PEOPLE = "read:accounts"
_SEARCH = "read:search"
_TIES, _TIE = "read:follows", "write:follows"
_MUTES, _MUTE = "read:mutes", "write:mutes"
_BLOCKS, _BLOCK = "read:blocks", "write:blocks"
_LIKES, _LIKE = "read:favourites", "write:favourites"
_LISTS, _LIST = "read:lists", "write:lists"
_UPLOAD = "write:media"
_KEPT, _KEEP = "read:bookmarks", "write:bookmarks"

_MEDIA_KEY = f"[0-9]{{1,2}}_{DIGITS}"
_IDS = terms("ids", DIGITS, 100)
_RULES = "tweets/search/stream/rules"
_HANDLE = "[A-Za-z0-9_]{1,20}"
_NAMES, _NAME = terms("usernames", _HANDLE, 100), term("username", _HANDLE)
_EXCLUDE = words("exclude", timelines.EXCLUDE)
_EVENT_TYPES = words("event_types", EVENT_TYPES)
_TALK_ID = f"{DIGITS}(-{DIGITS})?"
_TALK = term("dm_conversation_id", _TALK_ID)
_DAY = 24 * 3_600


def _posts(path: str, handle: Handler, scope: str, limit: int, *parameters: Parameter, **more: Any) -> Call:
    """A list of posts."""
    return call("GET", path, handle, scope, limit, shapes.TWEETS, parameters=(*parameters, *look.TWEET), **more)


def _people(path: str, handle: Handler, scope: str, limit: int, *parameters: Parameter, **more: Any) -> Call:
    """A list of people."""
    return call("GET", path, handle, scope, limit, shapes.USERS, parameters=(*parameters, *look.USER), **more)


def _stream(path: str, handle: Handler) -> Call:
    """Posts as they happen."""
    parameters = (*streaming.BACKFILLED, *look.TWEET)
    return call("GET", path, handle, _POSTS, 50, shapes.HEARD, parameters=parameters, app_only=50)


def _person(path: str, handle: Handler, limit: int, *parameters: Parameter, **more: Any) -> Call:
    """One person."""
    parameters = (*parameters, *look.USER)
    return call("GET", path, handle, _PEOPLE, limit, shapes.ONE_USER, parameters=parameters, **more)


def _messages(path: str, handle: Handler, *parameters: Parameter) -> Call:
    """A list of messages."""
    asked = (*parameters, *paged(1, 100, 100), _EVENT_TYPES, *look.DM_EVENT)
    return call("GET", path, handle, "read:messages", 300, shapes.DM_EVENTS, parameters=asked)


def _sent(path: str, handle: Handler, body: type[Any], *parameters: Parameter) -> Call:
    """Something that is said to a few; X allows 1,440 a day."""
    return call(
        *("POST", path, handle, "write:messages", 1_440, shapes.SENT),
        parameters=parameters,
        body=body,
        status=201,
        seconds=_DAY,
    )


def _lists(path: str, handle: Handler, limit: int, app_only: int, **more: Any) -> Call:
    """A list of lists."""
    parameters = (*paged(1, 100, 100), *look.LIST)
    return call("GET", path, handle, _LISTS, limit, shapes.LISTS, parameters=parameters, app_only=app_only, **more)


def _own(method: str, path: str, handle: Handler, scope: str, *flags: str, own: str = "id", **more: Any) -> Call:
    """Something that one does, or does no longer; X allows 50 of each."""
    return call(method, path, handle, scope, 50, shapes.said(*flags), own=own, **more)


CALLS = [
    # ── posts ───────────────────────────────────────────────────────────────────────────────────────────────────
    call("POST", "tweets", tweets.create, _POST, 100, shapes.MADE_TWEET, body=bodies.NewTweet, status=201),
    _posts("tweets", tweets.many, _POSTS, 5_000, _IDS, app_only=3_500),
    call("GET", "tweets/{id}", tweets.one, _POSTS, 900, shapes.ONE_TWEET, parameters=look.TWEET, app_only=450),
    call("DELETE", "tweets/{id}", tweets.delete, _POST, 50, shapes.said("deleted")),
    call("PUT", "tweets/{id}/hidden", tweets.hide, "write:replies", 50, shapes.said("hidden"), body=bodies.Hiding),
    # ── timelines ───────────────────────────────────────────────────────────────────────────────────────────────
    _posts("users/{id}/tweets", timelines.of_user, _POSTS, 900, *SPAN, *paged(5, 100, 10), _EXCLUDE, app_only=10_000),
    _posts("users/{id}/mentions", timelines.mentions, _POSTS, 300, *SPAN, *paged(5, 100, 10), app_only=450),
    _posts(
        *("users/{id}/timelines/reverse_chronological", timelines.home, _POSTS, 180),
        *(*SPAN, *paged(1, 100, 100), _EXCLUDE),
        own="id",
    ),
    _posts("users/reposts_of_me", timelines.reposts_of_me, _POSTS, 75, *paged(1, 100, 100)),
    # ── likes, repeats, bookmarks ───────────────────────────────────────────────────────────────────────────────
    _own("POST", "users/{id}/likes", marks.like, _LIKE, "liked", body=bodies.OfTweet),
    _own("DELETE", "users/{id}/likes/{tweet_id}", marks.unlike, _LIKE, "liked"),
    _posts("users/{id}/liked_tweets", marks.marked("likes"), _LIKES, 75, *paged(5, 100, 100), app_only=75),
    _people("tweets/{id}/liking_users", marks.people("likers"), _LIKES, 75, *paged(1, 100, 100), app_only=75),
    _own("POST", "users/{id}/retweets", marks.retweet, _POST, "retweeted", body=bodies.OfTweet),
    _own("DELETE", "users/{id}/retweets/{source_tweet_id}", marks.unretweet, _POST, "retweeted"),
    _people("tweets/{id}/retweeted_by", marks.people("reposters"), _POSTS, 75, *paged(1, 100, 100), app_only=75),
    _posts("tweets/{id}/retweets", marks.reposts, _POSTS, 75, *paged(1, 100, 100), app_only=75),
    _posts("tweets/{id}/quote_tweets", marks.quotes, _POSTS, 75, *paged(10, 100, 10), _EXCLUDE, app_only=75),
    _own("POST", "users/{id}/bookmarks", marks.bookmark, _KEEP, "bookmarked", body=bodies.OfTweet),
    _own("DELETE", "users/{id}/bookmarks/{tweet_id}", marks.unbookmark, _KEEP, "bookmarked"),
    _posts("users/{id}/bookmarks", marks.marked("bookmarks"), _KEPT, 180, *paged(1, 100, 100), own="id"),
    # ── search and streams ──────────────────────────────────────────────────────────────────────────────────────
    _posts("tweets/search/recent", search.posts, _SEARCH, 180, *search.searched(100), app_only=450),
    _posts("tweets/search/all", search.posts, _SEARCH, 300, *search.searched(500), app_only=300),
    *(
        call("GET", path, search.counts, _SEARCH, 300, shapes.COUNTS, parameters=search.COUNTED, app_only=300)
        for path in ("tweets/counts/recent", "tweets/counts/all")
    ),
    _people("users/search", search.people, _SEARCH, 900, *search.FOUND_PEOPLE),
    call("GET", _RULES, rules.listed, _SEARCH, 450, shapes.RULES, parameters=rules.LISTED, app_only=450),
    # What an app lets through is the app's own affair, and changes nothing of anybody's.
    call(
        *("POST", _RULES, rules.change, _SEARCH, 450, shapes.RULES),
        parameters=rules.CHANGED,
        body=bodies.RulesChange,
        also=(201,),
        app_only=450,
    ),
    _stream("tweets/search/stream", streaming.filtered),
    _stream("tweets/sample/stream", streaming.sample),
    # ── people ──────────────────────────────────────────────────────────────────────────────────────────────────
    _person("users/me", users.me, 75),
    _person("users/{id}", users.one, 900, app_only=300),
    _person("users/by/username/{username}", users.by_username, 900, _NAME, app_only=300),
    _people("users", users.many, _PEOPLE, 900, _IDS, app_only=300),
    _people("users/by", users.by_usernames, _PEOPLE, 900, _NAMES, app_only=300),
    _people("users/{id}/following", relations.people("followees"), _TIES, 300, *paged(1, 1_000, 100), app_only=300),
    _people("users/{id}/followers", relations.people("followers"), _TIES, 300, *paged(1, 1_000, 100), app_only=300),
    _people("users/{id}/muting", relations.people("mutes"), _MUTES, 15, *paged(1, 1_000, 100), own="id"),
    _people("users/{id}/blocking", relations.people("blocks"), _BLOCKS, 15, *paged(1, 1_000, 100), own="id"),
    _own("POST", "users/{id}/following", relations.follow, _TIE, "following", "pending_follow", body=bodies.OfUser),
    _own("POST", "users/{id}/muting", relations.mute, _MUTE, "muting", body=bodies.OfUser),
    _own("POST", "users/{id}/blocking", relations.block, _BLOCK, "blocking", body=bodies.OfUser),
    *(
        _own("DELETE", f"users/{{source_user_id}}/{what}/{{target_user_id}}", undo, scope, what, own="source_user_id")
        for what, undo, scope in (
            ("following", relations.unfollow, _TIE),
            ("muting", relations.unmute, _MUTE),
            ("blocking", relations.unblock, _BLOCK),
        )
    ),
    # ── messages ────────────────────────────────────────────────────────────────────────────────────────────────
    _sent("dm_conversations", dm_conversations.create, bodies.NewConversation),
    _sent("dm_conversations/with/{participant_id}/messages", dm_conversations.to_person, bodies.NewMessage),
    _sent("dm_conversations/{dm_conversation_id}/messages", dm_conversations.to_conversation, bodies.NewMessage, _TALK),
    _messages("dm_events", dm_events.every),
    _messages("dm_conversations/with/{participant_id}/dm_events", dm_events.with_person),
    _messages("dm_conversations/{id}/dm_events", dm_events.of_conversation, term("id", _TALK_ID)),
    call(
        *("GET", "dm_events/{event_id}", dm_events.one, "read:messages", 300, shapes.ONE_DM_EVENT),
        parameters=look.DM_EVENT,
    ),
    call("DELETE", "dm_events/{event_id}", dm_events.delete, "write:messages", 300, shapes.said("deleted")),
    # ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────
    call("POST", "lists", lists.make, _LIST, 300, shapes.MADE_LIST, body=bodies.NewList),
    call("GET", "lists/{id}", lists.one, _LISTS, 75, shapes.ONE_LIST, parameters=look.LIST, app_only=75),
    call("PUT", "lists/{id}", lists.update, _LIST, 300, shapes.said("updated"), body=bodies.ListChanges),
    call("DELETE", "lists/{id}", lists.delete, _LIST, 300, shapes.said("deleted")),
    _posts("lists/{id}/tweets", lists.posts, _LISTS, 900, *paged(1, 100, 100), app_only=900),
    _people("lists/{id}/members", lists.people("members"), _LISTS, 900, *paged(1, 100, 100), app_only=900),
    _people("lists/{id}/followers", lists.people("subscribers"), _LISTS, 180, *paged(1, 100, 100), app_only=180),
    call("POST", "lists/{id}/members", lists.add, _LIST, 300, shapes.said("is_member"), body=bodies.OfMember),
    call("DELETE", "lists/{id}/members/{user_id}", lists.take_out, _LIST, 300, shapes.said("is_member")),
    _lists("users/{id}/owned_lists", lists.of_user("owned"), 15, 15),
    _lists("users/{id}/list_memberships", lists.of_user("memberships"), 75, 75),
    _lists("users/{id}/followed_lists", lists.of_user("subscriptions"), 15, 15),
    _lists("users/{id}/pinned_lists", lists.of_user("pinned"), 15, 0, own="id"),
    _own("POST", "users/{id}/followed_lists", lists.follow, _LIST, "following", body=bodies.OfList),
    _own("DELETE", "users/{id}/followed_lists/{list_id}", lists.unfollow, _LIST, "following"),
    _own("POST", "users/{id}/pinned_lists", lists.pin, _LIST, "pinned", body=bodies.OfList),
    _own("DELETE", "users/{id}/pinned_lists/{list_id}", lists.unpin, _LIST, "pinned"),
    # ── uploads ─────────────────────────────────────────────────────────────────────────────────────────────────
    call("POST", "media/upload", media.upload, _UPLOAD, 615, shapes.UPLOADED, parameters=media.COMMANDS),
    call("GET", "media/upload", media.state, _UPLOAD, 615, shapes.UPLOADED, parameters=media.STATE),
    call("POST", "media/upload/initialize", media.initialize, _UPLOAD, 615, shapes.UPLOADED, body=bodies.Announced),
    call(
        *("POST", "media/upload/{id}/append", media.add, _UPLOAD, 615, shapes.UPLOADED),
        parameters=(number("segment_index", 0, 999),),
    ),
    call("POST", "media/upload/{id}/finalize", media.finalize, _UPLOAD, 615, shapes.UPLOADED),
    call("POST", "media/metadata", media.describe, _UPLOAD, 615, shapes.DESCRIBED, body=bodies.OfMedia),
    call("POST", "media/subtitles", media.caption, _UPLOAD, 615, shapes.CAPTIONED, body=bodies.NewSubtitles),
    call("DELETE", "media/subtitles", media.uncaption, _UPLOAD, 615, shapes.said("deleted"), body=bodies.OldSubtitles),
    call(
        *("GET", "media/{media_key}", media.one, _POSTS, 900, shapes.ONE_MEDIA),
        parameters=(term("media_key", _MEDIA_KEY), *look.MEDIA),
        app_only=450,
    ),
    call(
        *("GET", "media", media.many, _POSTS, 900, shapes.MEDIA),
        parameters=(terms("media_keys", _MEDIA_KEY, 100), *look.MEDIA),
        app_only=450,
    ),
    # ── the rest ────────────────────────────────────────────────────────────────────────────────────────────────
    call("GET", "trends/by/woeid/{woeid}", misc.trends, _POSTS, 75, shapes.TRENDS, parameters=misc.TRENDS, app_only=75),
    call("GET", "usage/tweets", misc.usage, _POSTS, 50, shapes.USAGE, parameters=misc.USAGE, app_only=50),
    call("GET", "compliance/jobs", misc.no_jobs, _POSTS, 150, shapes.EMPTY_LIST, parameters=misc.JOBS, app_only=150),
]

routes = [openapi.route(CALLS), *routes_of(CALLS)]
