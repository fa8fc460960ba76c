"""What Twitter itself has answered, as two clients have recorded it: every key that was always there is here too.

`cassettes` of tweepy and `testdata` of python-twitter in the folder that BIZTWEET_TWITTER_DOCS names; none is ours.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v1.present.status import EXTENDED, status
from biztweet.api.twitter_v1.present.user import user
from tests.factories import a_view, an_account

FOLDER = os.environ.get("BIZTWEET_TWITTER_DOCS", "")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="BIZTWEET_TWITTER_DOCS names no folder: no key was compared with what Twitter has answered"
)

# Nobody has to ask an agency that a picture be shown after all.
ABSENT = {"possibly_sensitive_appealable"}
SITE = Site("https://tweets.example")


def recorded() -> Iterator[Any]:
    """The JSON of every answer."""
    for path in sorted((Path(FOLDER) / "cassettes").glob("*")):
        text = path.read_text(encoding="utf-8")
        tape = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
        for one in tape["interactions"]:
            body = one["response"]["body"]["string"]
            words = body.decode(errors="ignore") if isinstance(body, bytes) else body
            if words[:1] in ("{", "["):
                yield json.loads(words)
    for path in sorted((Path(FOLDER) / "testdata").rglob("*.json")):
        try:
            yield json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue  # some hold what is no answer


def inside(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in an answer, however deep."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from inside(item)


def always(objects: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Keys that all of some objects have, with the kinds of what stands there."""
    keys = set.intersection(*(set(one) for one in objects))
    return {key: {type(one[key]).__name__ for one in objects} for key in keys}


@pytest.mark.parametrize("name", ["status", "status extended", "user"])
def test_every_key_that_twitter_always_sent_is_here(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    ours = {
        "status": lambda: status(SITE, a_view()),
        "status extended": lambda: status(SITE, a_view(), EXTENDED),
        "user": lambda: user(SITE, an_account(), following=True),
    }[name]()
    marks = {
        "status": {"text", "retweet_count", "in_reply_to_screen_name", "user"},
        "status extended": {"full_text", "retweet_count", "user"},
        "user": {"screen_name", "followers_count", "friends_count", "profile_image_url_https"},
    }[name]
    found = [one for answer in recorded() for one in inside(answer) if marks <= one.keys()]
    theirs = always(found)
    with capsys.disabled():
        print(f"\n  {name}: {len(found)} recorded, {len(theirs)} keys in each of them", end="")
    assert found
    assert theirs.keys() - ours.keys() <= ABSENT
    kinds = {"NoneType"}
    wrong = {
        key: (type(ours[key]).__name__, known)
        for key, known in theirs.items()
        if ours.get(key) is not None and not {type(ours[key]).__name__} <= known | kinds and known != kinds
    }
    assert wrong == {}
