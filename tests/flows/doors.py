"""The doors to one post, and what each of them says of it in words that can be compared."""

import re
from datetime import datetime
from html import unescape
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import unquote

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from tests.web.visitors import Visitor


class Piece(NamedTuple):
    """A part of a text: plain words, or a name with what it stands for. An address is shown in full."""

    kind: str
    shown: str
    meant: str = ""


class Reading(NamedTuple):
    """What everybody must read alike."""

    id: str
    author_id: str
    handle: str
    at: str
    pieces: list[Piece]


class Counts(NamedTuple):
    """The echo; a door shows some of it."""

    likes: int
    reposts: int
    replies: int
    quotes: int


class Doors:
    """A company of three, and all its doors for one of them."""

    def __init__(self, company: Company, people: list[Viewer], visitor: Visitor, bearer: str) -> None:
        self.company = company
        self.author, *self.others = people
        self.visitor = visitor
        self._headers = {"Authorization": f"Bearer {bearer}"}

    async def asks(self, path: str, **query: str) -> Any:
        answer = await self.visitor.http.get(path, params=query, headers=self._headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def v1(self, post_id: int) -> tuple[Reading, tuple[int, ...]]:
        found = await self.asks("/1.1/statuses/show.json", id=str(post_id), tweet_mode="extended")
        names = found["entities"]
        marked = [
            *[(each["indices"], "mention", each["screen_name"]) for each in names["user_mentions"]],
            *[(each["indices"], "hashtag", each["text"]) for each in names["hashtags"]],
            *[(each["indices"], "link", "") for each in names["urls"]],
        ]
        at = f"{datetime.strptime(found['created_at'], '%a %b %d %H:%M:%S %z %Y'):%Y-%m-%dT%H:%M:%S}"
        by = found["user"]
        text = cut(found["full_text"], marked)
        reading = Reading(found["id_str"], by["id_str"], by["screen_name"], at, text)
        return reading, (found["favorite_count"], found["retweet_count"])

    async def v2(self, post_id: int) -> tuple[Reading, tuple[int, ...]]:
        fields = {"tweet.fields": "author_id,created_at,entities,public_metrics", "expansions": "author_id"}
        answer = await self.asks(f"/2/tweets/{post_id}", **fields)
        found, [by] = answer["data"], answer["includes"]["users"]
        names, counts = found.get("entities", {}), found["public_metrics"]
        marked = [
            *[([each["start"], each["end"]], "mention", each["username"]) for each in names.get("mentions", [])],
            *[([each["start"], each["end"]], "hashtag", each["tag"]) for each in names.get("hashtags", [])],
            *[([each["start"], each["end"]], "link", "") for each in names.get("urls", [])],
        ]
        text = cut(found["text"], marked)
        reading = Reading(found["id"], found["author_id"], by["username"], second(found["created_at"]), text)
        return reading, tuple(counts[f"{name}_count"] for name in ("like", "retweet", "reply", "quote"))

    async def mastodon(self, post_id: int) -> tuple[Reading, tuple[int, ...]]:
        found = await self.asks(f"/api/v1/statuses/{post_id}")
        by = found["account"]
        text = read(found["content"].removesuffix("</p>"))
        reading = Reading(found["id"], by["id"], by["acct"], second(found["created_at"]), text)
        return reading, tuple(found[f"{name}_count"] for name in ("favourites", "reblogs", "replies", "quotes"))

    async def page(self, post_id: int) -> tuple[Reading, tuple[int, ...]]:
        answer = await self.visitor.http.get(f"/posts/{post_id}")
        article = found(rf'(?s)(<article class="post" id="post-{post_id}".*?</article>)', answer.text)
        reading = Reading(
            found(r'data-post="(\d+)"', article),
            found(r'data-author="(\d+)"', article),
            found(r'class="post__handle">@(\w+)<', article),
            second(found(r'<time datetime="([^"]+)"', article)),
            read(found(r'(?s)<p class="post__text"[^>]*>(.*?)</p>', article)),
        )
        shown = [found(rf'data-count="{name}">(\d*)<', article) for name in ("like", "repost", "reply")]
        return reading, tuple(int(number or "0") for number in shown)


def found(pattern: str, text: str) -> str:
    """What the first group of a pattern holds."""
    match = re.search(pattern, text)
    assert match is not None, (pattern, text)
    return match[1]


def second(instant: str) -> str:
    """An instant without what is smaller than a second, which only some doors tell."""
    return instant.removesuffix("Z").partition(".")[0]


def cut(text: str, marked: list[tuple[list[int], str, str]]) -> list[Piece]:
    """An escaped text, cut where its entities say."""
    pieces, end = [], 0
    for (start, stop), kind, meant in sorted(marked):
        pieces += [Piece("", unescape(text[end:start])), named(kind, unescape(text[start:stop]), meant)]
        end = stop
    return joined([*pieces, Piece("", unescape(text[end:]))])


def named(kind: str, shown: str, meant: str) -> Piece:
    """A name, or an address in full."""
    if kind != "link":
        return Piece(kind, shown, meant)
    return Piece(kind, shown if "://" in shown else f"https://{shown}")


def joined(pieces: list[Piece]) -> list[Piece]:
    """The same without empty words, and with words in one piece."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and piece.kind == whole[-1].kind == "":
            whole[-1] = Piece("", whole[-1].shown + piece.shown)
        elif piece.shown:
            whole.append(piece)
    return whole


class Reader(HTMLParser):
    """Reads a text from HTML as a browser does: its words, and where its links lead."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._link: dict[str, str] | None = None
        self._shown = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.pieces.append(Piece("", "\n"))
        elif tag == "a":
            self._link, self._shown = {name: value or "" for name, value in attrs}, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.pieces.append(Piece("", "\n\n"))
        elif tag == "a" and self._link is not None:
            self.pieces.append(self._named(self._link))
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._link is None:
            self.pieces.append(Piece("", data))
        else:
            self._shown += data

    def _named(self, link: dict[str, str]) -> Piece:
        classes, href = link.get("class", "").split(), link["href"]
        if "hashtag" in classes:
            return Piece("hashtag", self._shown, unquote(href.partition("/tags/")[2]))
        if "mention" in classes:
            return Piece("mention", self._shown, href.partition("/@")[2])
        return Piece("link", href)


def read(html: str) -> list[Piece]:
    """The pieces of a text in HTML."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return joined(reader.pieces)
