"""Which parameters each call of v1.1 reads, as a table; `/1.1/openapi.json` is made of it and of the calls."""

from biztweet.api.twitter_v1.calls import Call

# Groups that many calls share.
_LOOK = "tweet_mode trim_user include_entities include_ext_alt_text"
_SPAN = f"since_id max_id count {_LOOK}"
_CURSOR = "cursor count"
_WHOM = "user_id screen_name"
_PEOPLE = f"{_WHOM} {_CURSOR} skip_status"
_LIST = "list_id slug owner_id owner_screen_name"
_PROFILE = "mode name description"

_READ: dict[str, str] = {
    "account/verify_credentials": "include_entities skip_status include_email tweet_mode",
    "account/settings": "lang",
    "account/update_profile": "name url location description skip_status",
    "account/update_profile_banner": "banner",
    "statuses/update": "status in_reply_to_status_id auto_populate_reply_metadata exclude_reply_user_ids "
    f"attachment_url media_ids possibly_sensitive {_LOOK}",
    "statuses/show": f"id include_my_retweet {_LOOK}",
    "statuses/destroy": f"id {_LOOK}",
    "statuses/retweet": _LOOK,
    "statuses/unretweet": _LOOK,
    "statuses/retweets/{id}": f"count {_LOOK}",
    "statuses/retweeters/ids": f"id stringify_ids {_CURSOR}",
    "statuses/lookup": f"id map {_LOOK}",
    "statuses/home_timeline": f"exclude_replies {_SPAN}",
    "statuses/user_timeline": f"{_WHOM} exclude_replies include_rts {_SPAN}",
    "statuses/mentions_timeline": _SPAN,
    "statuses/retweets_of_me": _SPAN,
    "statuses/oembed": "id url maxwidth",
    "favorites/create": f"id {_LOOK}",
    "favorites/destroy": f"id {_LOOK}",
    "favorites/list": f"{_WHOM} {_SPAN}",
    "users/show": f"{_WHOM} skip_status",
    "users/lookup": _WHOM,
    "users/profile_banner": _WHOM,
    "users/search": "q page count",
    "search/tweets": f"q result_type until lang {_SPAN}",
    "friendships/create": f"{_WHOM} follow",
    "friendships/destroy": _WHOM,
    "friendships/update": f"{_WHOM} retweets device",
    "friendships/show": "source_id source_screen_name target_id target_screen_name",
    "friendships/lookup": _WHOM,
    "followers/ids": f"{_WHOM} {_CURSOR} stringify_ids",
    "followers/list": _PEOPLE,
    "friends/ids": f"{_WHOM} {_CURSOR} stringify_ids",
    "friends/list": _PEOPLE,
    "blocks/create": _WHOM,
    "blocks/destroy": _WHOM,
    "blocks/ids": f"{_CURSOR} stringify_ids",
    "blocks/list": _CURSOR,
    "mutes/users/create": _WHOM,
    "mutes/users/destroy": _WHOM,
    "mutes/users/ids": f"{_CURSOR} stringify_ids",
    "mutes/users/list": _CURSOR,
    "users/report_spam": f"{_WHOM} perform_block",
    "lists/list": f"{_WHOM} reverse",
    "lists/show": _LIST,
    "lists/statuses": f"{_LIST} include_rts {_SPAN}",
    "lists/ownerships": f"{_WHOM} {_CURSOR}",
    "lists/subscriptions": f"{_WHOM} {_CURSOR}",
    "lists/memberships": f"{_WHOM} {_CURSOR} filter_to_owned_lists",
    "lists/create": _PROFILE,
    "lists/update": f"{_LIST} {_PROFILE}",
    "lists/destroy": _LIST,
    **{
        f"lists/{whose}{act}": f"{_LIST} {more}"
        for whose in ("members", "subscribers")
        for act, more in (("", f"{_CURSOR} skip_status"), *((act, _WHOM) for act in ("/show", "/create", "/destroy")))
    },
    "lists/members/create_all": f"{_LIST} {_WHOM}",
    "lists/members/destroy_all": f"{_LIST} {_WHOM}",
    "saved_searches/create": "query",
    "media/upload": "command media_id media_data total_bytes media_type media_category segment_index",
    "media/metadata/create": "media_id alt_text",
    "media/subtitles/create": "media_id media_category subtitle_info",
    "media/subtitles/delete": "media_id media_category subtitle_info",
    "direct_messages/events/new": "event",
    "direct_messages/events/list": _CURSOR,
    "direct_messages/events/show": "id",
    "direct_messages/events/destroy": "id",
    "direct_messages/mark_read": "last_read_event_id recipient_id",
    "direct_messages/indicate_typing": "recipient_id",
    "direct_messages": "since_id max_id count",
    "direct_messages/sent": "since_id max_id count",
    "direct_messages/show": "id",
    "direct_messages/new": f"{_WHOM} text",
    "direct_messages/destroy": "id",
    "user": "with replies stringify_friend_ids delimited stall_warnings",
    "statuses/sample": "delimited stall_warnings",
    "statuses/firehose": "delimited stall_warnings",
    "statuses/filter": "track follow language count delimited stall_warnings",
    "trends/place": "id exclude",
    "application/rate_limit_status": "resources",
}


PATHS = frozenset(_READ)


def parameters_of(call: Call) -> list[str]:
    """What a call reads besides what stands in its path."""
    inside = [part[1:-1] for part in call.path.split("/") if part.startswith("{")]
    path = call.path if call.path in _READ else call.path.partition("/{")[0]
    return [name for name in _READ.get(path, "").split() if name not in inside]
