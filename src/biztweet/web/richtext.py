"""A post's words as safe HTML: everything is escaped, and what the text names becomes a link."""

from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from biztweet.posts.links import links
from biztweet.posts.model import Entities, Hashtag, Link, Mention

_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), 127])  # all but tab and line feed: never text, and holes use two
_SHOWN_URL_LENGTH = 32  # what stays of a long address; the rest hides behind an ellipsis, as readers know it


def rich(text: str, entities: Entities) -> Markup:
    """`text` with links to people, topics and addresses."""
    named: list[Mention | Hashtag | Link] = [*entities.mentions, *entities.hashtags, *entities.links]
    spans = sorted(named, key=lambda entity: entity.start)
    pieces: list[str] = []
    end = 0
    for span in spans:
        if span.start < end or span.end > len(text):
            continue  # entities never overlap; should stored ones do, the words are still shown once
        pieces.append(_words(text[end : span.start]))
        pieces.append(_linked(span, text[span.start : span.end]))
        end = span.end
    pieces.append(_words(text[end:]))
    return Markup("".join(pieces))  # noqa: S704 - every piece was escaped above


def linked(text: str) -> Markup:
    """A line in which nothing but addresses is named."""
    found = [Link(link.start, link.end, link.url) for link in links(text, intranet=True, internal_tlds=())]
    return rich(text, Entities(links=tuple(found)))


def _words(text: str) -> str:
    return str(escape(text.translate(_CONTROLS))).replace("\n", "<br>")


def _linked(span: Mention | Hashtag | Link, shown: str) -> str:
    match span:
        case Mention():
            return f'<a class="mention" href="/@{quote(span.handle)}" title="{escape(span.name)}">{escape(shown)}</a>'
        case Hashtag():
            return f'<a class="hashtag" href="/tags/{quote(span.tag)}">{escape(shown)}</a>'
        case Link():
            return _address(span.url)


def _leads_to_the_web(target: str) -> bool:
    """Not so where Python cannot read the host (http://\u2100.com is a/c.com to it): nor might others alike."""
    try:
        return urlsplit(target).scheme.lower() in {"http", "https"}
    except ValueError:
        return False


def _address(url: str) -> str:
    """A link out, shown without scheme and not longer than readable; only web addresses become links."""
    target = url if "://" in url else f"https://{url}"
    if not _leads_to_the_web(target):
        return str(escape(url))
    bare = target.split("://", 1)[1].removeprefix("www.").removesuffix("/")
    shown = bare if len(bare) <= _SHOWN_URL_LENGTH else bare[: _SHOWN_URL_LENGTH - 1] + "…"
    return (
        f'<a class="link" href="{escape(target)}" title="{escape(target)}" target="_blank"'
        f' rel="noopener noreferrer nofollow">{escape(shown)}</a>'
    )
