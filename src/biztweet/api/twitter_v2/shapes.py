"""Shapes of answers: the schemas that `/2/openapi.json` shows, made of the tables of fields."""

from biztweet.api.twitter_v2.present import dm_event, media, poll, tweet, user
from biztweet.api.twitter_v2.present import list as lists
from biztweet.api.twitter_v2.present.fields import Table
from biztweet.api.twitter_v2.present.schema import COUNT, FLAG, ID, INSTANT, MEDIA_KEY, TEXT, Schema, many, thing


def _of(table: Table, required: tuple[str, ...]) -> Schema:  # type: ignore[type-arg]  # a table of any object's fields
    return thing(required, **{name: field.schema for name, field in table.items()})


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


COMPONENTS: dict[str, Schema] = {
    "Tweet": _of(tweet.FIELDS, tweet.DEFAULT),
    "User": _of(user.FIELDS, user.DEFAULT),
    "List": _of(lists.FIELDS, lists.DEFAULT),
    "Media": _of(media.FIELDS, media.DEFAULT),
    "DmEvent": _of(dm_event.FIELDS, ("id", "event_type")),  # a move has no text
    "Poll": _of(poll.FIELDS, poll.DEFAULT),
    "Includes": thing(
        users=many(_ref("User")), tweets=many(_ref("Tweet")), media=many(_ref("Media")), polls=many(_ref("Poll"))
    ),
    "Meta": thing(
        ["result_count"], result_count=COUNT, next_token=TEXT, previous_token=TEXT, newest_id=ID, oldest_id=ID
    ),
    "Problem": thing(["type", "title"], type=TEXT, title=TEXT, detail=TEXT, status=COUNT, errors=many(thing())),
}
PROBLEMS = many(_ref("Problem"))


def _answer(**parts: Schema) -> Schema:
    return thing(**parts, errors=PROBLEMS) | {"minProperties": 1}


ONE_TWEET = _answer(data=_ref("Tweet"), includes=_ref("Includes"))
TWEETS = _answer(data=many(_ref("Tweet")), includes=_ref("Includes"), meta=_ref("Meta"))
ONE_USER = _answer(data=_ref("User"), includes=_ref("Includes"))
USERS = _answer(data=many(_ref("User")), includes=_ref("Includes"), meta=_ref("Meta"))
ONE_DM_EVENT = _answer(data=_ref("DmEvent"), includes=_ref("Includes"))
DM_EVENTS = _answer(data=many(_ref("DmEvent")), includes=_ref("Includes"), meta=_ref("Meta"))
SENT = thing(
    ["data"],
    data=thing(["dm_conversation_id", "dm_event_id"], dm_conversation_id=dm_event.CONVERSATION_ID, dm_event_id=ID),
)
ONE_LIST = _answer(data=_ref("List"), includes=_ref("Includes"))
LISTS = _answer(data=many(_ref("List")), includes=_ref("Includes"), meta=_ref("Meta"))
MADE_LIST = thing(["data"], data=thing(lists.DEFAULT, id=ID, name=TEXT))
UPLOADED = thing(
    ["data"],
    data=thing(
        id=ID,
        media_key=MEDIA_KEY,
        size=COUNT,
        expires_after_secs=COUNT,
        expires_at=COUNT,
        processing_info=thing(["state"], state=TEXT, check_after_secs=COUNT, progress_percent=COUNT),
    ),
)
DESCRIBED = thing(["data"], data=thing(["id"], id=ID, associated_metadata=thing(alt_text=thing(text=TEXT))))
_SUBTITLES = thing(["id", "language_code", "display_name"], id=ID, language_code=TEXT, display_name=TEXT)
CAPTIONED = thing(
    ["data"],
    data=thing(
        ["id", "media_category", "associated_subtitles"],
        id=ID,
        media_category=TEXT,
        associated_subtitles=many(_SUBTITLES),
    ),
)
ONE_MEDIA = _answer(data=_ref("Media"))
MEDIA = _answer(data=many(_ref("Media")))
MADE_TWEET = thing(["data"], data=thing(tweet.DEFAULT, id=ID, text=TEXT, edit_history_tweet_ids=many(ID)))
RETWEETED = thing(["data"], data=thing(["retweeted"], retweeted=FLAG, rest_id=ID, id=ID))
USAGE = thing(["data"], data=thing(cap_reset_day=COUNT, project_cap=COUNT, project_id=ID, project_usage=COUNT))
TRENDS = _answer(data=many(thing(trend_name=TEXT, tweet_count=COUNT)), meta=_ref("Meta"))
EMPTY_LIST = thing(["meta"], meta=_ref("Meta"))


COUNTS = thing(
    ["meta"],
    data=many(thing(["start", "end", "tweet_count"], start=INSTANT, end=INSTANT, tweet_count=COUNT)),
    meta=thing(["total_tweet_count"], total_tweet_count=COUNT, next_token=TEXT),
)
RULES = thing(
    ["meta"],
    data=many(thing(["id", "value"], id=ID, value=TEXT, tag=TEXT)),
    meta=thing(["sent"], sent=INSTANT, result_count=COUNT, next_token=TEXT, summary=thing()),
    errors=many(thing()),
)
HEARD = thing(
    ["data"],
    data=_ref("Tweet"),
    includes=_ref("Includes"),
    matching_rules=many(thing(["id", "tag"], id=ID, tag=TEXT)),
    errors=PROBLEMS,
)


def said(*names: str) -> Schema:
    """What an act has come to: flags under `data`."""
    return thing(["data"], data=thing(names, **dict.fromkeys(names, FLAG)))
