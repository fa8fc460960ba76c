"""twitter-text's own cases, from the folder that BIZTWEET_CONFORMANCE names; they are Twitter's, so not kept here.

Run with intranet links off, since Twitter knows no intranet. What autolink.yml expects as HTML is read back into
pieces: where each begins and ends. Its JSON cases give the entities; they must be those that are found.
"""

import html
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from biztweet.kernel.urls import may_be_url
from biztweet.posts.highlight import highlight
from biztweet.posts.links import links
from biztweet.posts.spans import addressee, cashtags, mentions_or_lists
from biztweet.posts.text import TextRules, fitting, length, spans
from biztweet.posts.weights import SCALE, weigh

FOLDER = Path(os.environ.get("BIZTWEET_CONFORMANCE", "/nowhere")) / "twitter-text"
TWITTERS = TextRules(intranet_links=False)
DEAD = {"Invalid Tweet: 141 characters", "Invalid Tweet: 141 characters (due to newline)"}  # of the years before 280
NO_CHARACTERS = re.compile("[\ufffe\ufeff\uffff]")

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="BIZTWEET_CONFORMANCE names no folder with twitter-text/")

Case = dict[str, Any]


@cache
def groups(file: str) -> dict[str, list[Case]]:
    loaded: dict[str, dict[str, list[Case]]] = yaml.load((FOLDER / file).read_text(), yaml.CSafeLoader)
    return loaded["tests"]


# ── extract.yml, tlds.yml ───────────────────────────────────────────────────────────────────────────────────────


def handles(case: Case) -> object:
    return [name.handle for name in mentions_or_lists(case["text"]) if not name.slug]


def handles_with_indices(case: Case) -> object:
    return [
        {"screen_name": name["screen_name"], "indices": name["indices"]} for name in named(case) if not name["slug"]
    ]


def named(case: Case) -> list[dict[str, Any]]:
    return [
        {"screen_name": name.handle, "slug": name.slug, "indices": [name.start, name.end]}
        for name in mentions_or_lists(case["text"])
    ]


def handles_or_lists(case: Case) -> object:
    return [
        {
            "screen_name": name["screen_name"],
            "list_slug": name["slug"] and f"/{name['slug']}",
            "indices": name["indices"],
        }
        for name in named(case)
    ]


def reply(case: Case) -> object:
    return addressee(case["text"])


def urls(case: Case) -> object:
    return [link.url for link in links(case["text"])]


def urls_with_indices(case: Case) -> object:
    return [{"url": link.url, "indices": [link.start, link.end]} for link in links(case["text"])]


def tags(case: Case) -> object:
    return [tag.tag for tag in spans(case["text"], TWITTERS).hashtags]


def tags_with_indices(case: Case) -> object:
    return [{"hashtag": tag.tag, "indices": [tag.start, tag.end]} for tag in spans(case["text"], TWITTERS).hashtags]


def symbols(case: Case) -> object:
    return [tag.symbol for tag in cashtags(case["text"])]


def symbols_with_indices(case: Case) -> object:
    return [{"cashtag": tag.symbol, "indices": [tag.start, tag.end]} for tag in cashtags(case["text"])]


# ── validate.yml, hit_highlighting.yml ──────────────────────────────────────────────────────────────────────────


def tweet(case: Case) -> object:
    return 0 < length(case["text"], TWITTERS) <= TWITTERS.limit and not NO_CHARACTERS.search(case["text"])


def username(case: Case) -> object:
    return [name.handle for name in mentions_or_lists(case["text"]) if not name.slug] == [case["text"][1:]]


def list_name(case: Case) -> object:
    return [(name.start, name.end) for name in mentions_or_lists(case["text"]) if name.slug] == [(0, len(case["text"]))]


def hashtag(case: Case) -> object:
    return [tag.tag for tag in spans(case["text"], TWITTERS).hashtags] == [case["text"][1:]]


def url(case: Case) -> object:
    return may_be_url(case["text"], intranet=False)


def url_without_protocol(case: Case) -> object:
    return may_be_url(case["text"], scheme_needed=False, intranet=False)


def weighed(case: Case, *, emoji_as_one: bool) -> object:
    """twitter-text's parseTweet; its ranges count UTF-16 units and name the last one inside."""
    text = unicodedata.normalize("NFC", case["text"])
    total = fits = 0
    for end, weight in weigh(text, links(text), emoji_as_one=emoji_as_one):
        total += weight
        fits = end if total <= TWITTERS.limit * SCALE else fits
    wrong = NO_CHARACTERS.search(text)
    normalised_away = utf16(case["text"]) - utf16(text)
    return {
        "weightedLength": total // SCALE,
        "valid": 0 < total <= TWITTERS.limit * SCALE and not wrong,
        "permillage": total // SCALE * 1000 // TWITTERS.limit,
        "displayRangeStart": 0,
        "displayRangeEnd": utf16(case["text"]) - 1,
        "validRangeStart": 0,
        "validRangeEnd": utf16(text[: min(fits, wrong.start() if wrong else fits)]) - 1 + normalised_away,
    }


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def weighed_as_version_2(case: Case) -> object:
    return weighed(case, emoji_as_one=False)


def weighed_as_version_3(case: Case) -> object:
    text = unicodedata.normalize("NFC", case["text"])
    found = weighed(case, emoji_as_one=True)
    assert isinstance(found, dict)
    assert length(case["text"], TWITTERS) == found["weightedLength"]
    assert (fitting(text, TWITTERS) == len(text)) == (found["weightedLength"] <= TWITTERS.limit)
    return found


def highlighted(case: Case) -> object:
    return highlight(case["text"], case["hits"])


# ── autolink.yml ────────────────────────────────────────────────────────────────────────────────────────────────

ANCHOR = re.compile(r"(?P<at>[@＠]?)<a(?P<attributes> [^>]*)>(?P<inside>.*?)</a>", re.DOTALL)


def pieces_in(markup: str) -> tuple[str, list[tuple[int, int]]]:
    """The text under the links of `markup`, and where its links begin and end; an @ before a name belongs to it."""
    text, done, pieces = "", 0, []
    for anchor in ANCHOR.finditer(markup):
        text += markup[done : anchor.start()]
        start = len(text)
        is_name = "username" in anchor["attributes"] or "list-slug" in anchor["attributes"]
        text += anchor["at"] + html.unescape(anchor["inside"])
        pieces.append((start if is_name else start + len(anchor["at"]), len(text)))
        done = anchor.end()
    return text + markup[done:], pieces


def linked_names(case: Case) -> object:
    return case["text"], [(name.start, name.end) for name in mentions_or_lists(case["text"])]


def linked_tags(case: Case) -> object:
    return case["text"], [(tag.start, tag.end) for tag in spans(case["text"], TWITTERS).hashtags]


def linked_urls(case: Case) -> object:
    return case["text"], [(link.start, link.end) for link in links(case["text"]) if "://" in link.url]


def linked_symbols(case: Case) -> object:
    return case["text"], [(tag.start, tag.end) for tag in cashtags(case["text"])]


def linked(case: Case) -> object:
    found = spans(case["text"], TWITTERS)
    pieces = [(link.start, link.end) for link in found.links if "://" in link.url]
    pieces += [(name.start, name.end) for name in found.mentions]
    pieces += [(tag.start, tag.end) for tag in found.hashtags]
    pieces += [(tag.start, tag.end) for tag in cashtags(case["text"])]
    return case["text"], sorted(pieces)


def entities(case: Case) -> object:
    found = spans(case["text"], TWITTERS)
    return {
        "hashtags": [(tag.tag, [tag.start, tag.end]) for tag in found.hashtags],
        "urls": [(link.url, [link.start, link.end]) for link in found.links],
        "user_mentions": [(name.handle, [name.start, name.end]) for name in found.mentions],
    }


# ── all of them ─────────────────────────────────────────────────────────────────────────────────────────────────

FOUND: dict[tuple[str, str], Callable[[Case], object]] = {
    ("extract.yml", "mentions"): handles,
    ("extract.yml", "mentions_with_indices"): handles_with_indices,
    ("extract.yml", "mentions_or_lists_with_indices"): handles_or_lists,
    ("extract.yml", "replies"): reply,
    ("extract.yml", "urls"): urls,
    ("extract.yml", "urls_with_indices"): urls_with_indices,
    ("extract.yml", "urls_with_directional_markers"): urls_with_indices,
    ("extract.yml", "tco_urls_with_params"): urls,
    ("extract.yml", "hashtags"): tags,
    ("extract.yml", "hashtags_from_astral"): tags,
    ("extract.yml", "hashtags_with_indices"): tags_with_indices,
    ("extract.yml", "cashtags"): symbols,
    ("extract.yml", "cashtags_with_indices"): symbols_with_indices,
    ("validate.yml", "tweets"): tweet,
    ("validate.yml", "usernames"): username,
    ("validate.yml", "lists"): list_name,
    ("validate.yml", "hashtags"): hashtag,
    ("validate.yml", "urls"): url,
    ("validate.yml", "urls_without_protocol"): url_without_protocol,
    ("validate.yml", "WeightedTweetsCounterTest"): weighed_as_version_2,
    ("validate.yml", "WeightedTweetsWithDiscountedEmojiCounterTest"): weighed_as_version_3,
    ("validate.yml", "UnicodeDirectionalMarkerCounterTest"): weighed_as_version_3,
    ("hit_highlighting.yml", "plain_text"): highlighted,
    ("hit_highlighting.yml", "with_links"): highlighted,
    ("tlds.yml", "country"): urls,
    ("tlds.yml", "generic"): urls,
    ("autolink.yml", "usernames"): linked_names,
    ("autolink.yml", "lists"): linked_names,
    ("autolink.yml", "hashtags"): linked_tags,
    ("autolink.yml", "urls"): linked_urls,
    ("autolink.yml", "cashtags"): linked_symbols,
    ("autolink.yml", "all"): linked,
    ("autolink.yml", "json"): entities,
}


def expected(file: str, case: Case) -> object:
    if "json" in case:
        given = json.loads(case["json"])
        name_of = {"hashtags": "text", "urls": "url", "user_mentions": "screen_name"}
        return {kind: [(one[name_of[kind]], one["indices"]) for one in given[kind]] for kind in name_of}
    return pieces_in(case["expected"]) if file == "autolink.yml" else case["expected"]


def missed(file: str, group: str) -> list[str]:
    """The descriptions of the cases that come out otherwise than Twitter says."""
    find = FOUND[file, group]
    return [case["description"] for case in groups(file)[group] if find(case) != expected(file, case)]


@pytest.mark.parametrize(("file", "group"), FOUND, ids=lambda name: name.removesuffix(".yml"))
def test_texts_are_read_as_twitter_reads_them(file: str, group: str) -> None:
    assert set(missed(file, group)) <= DEAD


def test_no_group_of_cases_is_left_out() -> None:
    files = {file for file, _ in FOUND}
    assert {(file, group) for file in files for group in groups(file)} == set(FOUND)


def test_the_counts_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\ntwitter-text conformance, passed of all:")
        for file, rows in by_file(FOUND):
            cells = [(group, len(groups(file)[group]), len(missed(file, group))) for group in rows]
            total, misses = sum(cell[1] for cell in cells), sum(cell[2] for cell in cells)
            each = ", ".join(f"{group} {count - miss}/{count}" for group, count, miss in cells)
            print(f"  {file} {total - misses}/{total}: {each}")


def by_file(keys: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    keys = list(keys)
    return [(file, [group for other, group in keys if other == file]) for file in dict.fromkeys(key[0] for key in keys)]
