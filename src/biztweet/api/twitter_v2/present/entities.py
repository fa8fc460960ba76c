"""What a text names, as v2 shows it."""

from typing import Any

from biztweet.api.twitter.present import words as w
from biztweet.api.twitter_v2.present.schema import COUNT, HANDLE, ID, MEDIA_KEY, TEXT, many, thing

_PLACE = {"start": COUNT, "end": COUNT}
_PICTURE = thing(["url", "width", "height"], url=TEXT, width=COUNT, height=COUNT)
_CARD: dict[str, Any] = {
    **dict.fromkeys(("unwound_url", "title", "description"), TEXT),
    "status": COUNT,
    "images": many(_PICTURE),
}
ENTITIES = thing(
    urls=many(
        thing(
            ["start", "end", "url"],
            **_PLACE,
            url=TEXT,
            expanded_url=TEXT,
            display_url=TEXT,
            media_key=MEDIA_KEY,
            **_CARD,
        )
    ),
    hashtags=many(thing(["start", "end", "tag"], **_PLACE, tag=TEXT)),
    mentions=many(thing(["start", "end", "username"], **_PLACE, username=HANDLE, id=ID)),
)


def entities(
    words: w.Words, more_urls: list[dict[str, Any]], card: dict[str, Any] | None = None
) -> dict[str, Any] | None:
    """Each kind that there is any of; None for a text that names nothing. `card` is of the first address."""
    named = w.entities(words)
    found = {
        "urls": [_placed(one) | _url(one) | (card if card and not at else {}) for at, one in enumerate(named["urls"])]
        + more_urls,
        "hashtags": [_placed(one) | {"tag": one["text"]} for one in named["hashtags"]],
        "mentions": [
            _placed(one) | {"username": one["screen_name"], "id": one["id_str"]} for one in named["user_mentions"]
        ],
    }
    return {kind: those for kind, those in found.items() if those} or None


def _placed(entity: dict[str, Any]) -> dict[str, int]:
    start, end = entity["indices"]
    return {"start": start, "end": end}


def _url(entity: dict[str, Any]) -> dict[str, Any]:
    return {name: entity[name] for name in ("url", "expanded_url", "display_url")}
