"""What a search found, marked in the words of posts. Pure."""

import re
from collections.abc import Iterator, Sequence

from markupsafe import escape

from biztweet.posts.highlight import highlight
from biztweet.search.tree import All, Any, Node, Not, Phrase, Query, Word
from biztweet.search.words import stem

_TEXT = re.compile(r'(<p class="post__text"[^>]*>)(.*?)(?=</p>)', re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


def stems(query: Query) -> list[str]:
    """What of a query is to be seen in texts: its words without particles, and its phrases; nothing unwanted."""
    return [found for found in dict.fromkeys(_seen(query.wanted)) if found]


def marked(articles: str, found: Sequence[str]) -> str:
    """Articles in whose texts every one of `found` stands in a <mark>."""
    if not found:
        return articles
    # As the texts are escaped, so is what is looked for; what an entity is made of (&amp;, &#39;) is no word.
    one_of = "|".join(_pattern(str(escape(text))) for text in sorted(found, key=len, reverse=True))
    wanted = re.compile(rf"(?<!&)(?<!&#)(?:{one_of})", re.IGNORECASE)

    def mark(text: re.Match[str]) -> str:
        return text[1] + highlight(text[2], _hits(text[2], wanted), "mark")

    return _TEXT.sub(mark, articles)


def _seen(node: Node) -> Iterator[str]:
    match node:
        case Word(text):
            yield stem(text)
        case Phrase(text):
            yield text.strip()
        case All(parts) | Any(parts):
            for part in parts:
                yield from _seen(part)
        case Not():
            return
        case _ if node.name in ("#", "@", "$"):
            yield str(node)


def _pattern(text: str) -> str:
    """A Latin word begins where it is found; a Korean one may stand within another."""
    return (r"\b" if text[0].isascii() and text[0].isalnum() else "") + re.escape(text)


def _hits(html: str, wanted: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where it stands, counted without tags; none reaches over one."""
    offset = 0
    for piece in _TAG.split(html):
        yield from ((offset + hit.start(), offset + hit.end()) for hit in wanted.finditer(piece))
        offset += len(piece)
