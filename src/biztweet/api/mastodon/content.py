"""Plain text and its spans as the HTML of Mastodon's `content`: everything is escaped, and what is named is linked."""

from html import escape
from urllib.parse import urlsplit

from biztweet.api.mastodon.site import Site
from biztweet.posts.links import links
from biztweet.posts.model import Entities, Hashtag, Link, Mention

_SHOWN = 30  # of a long address, as Mastodon shows it; the rest is there for copying, invisible
_WEB = frozenset({"http", "https"})
_Named = Mention | Hashtag | Link


def html(site: Site, text: str, entities: Entities) -> str:
    """A text as paragraphs; an empty line begins a new one. An empty text is the empty string."""
    named: list[_Named] = [*entities.mentions, *entities.hashtags, *entities.links]
    spans = sorted(named, key=lambda span: span.start)
    pieces: list[str] = []
    end = 0
    for span in spans:
        if span.start < end or span.end > len(text):
            continue  # spans never overlap; should stored ones do, the words still stand once
        pieces += [_lines(text[end : span.start]), _linked(site, span, text[span.start : span.end])]
        end = span.end
    pieces.append(_lines(text[end:]))
    return f"<p>{''.join(pieces)}</p>" if text else ""


def plain_html(text: str, *, wrap: bool = True) -> str:
    """A text that names nothing; without `wrap` it is not put into paragraphs."""
    if not wrap:
        return escape(text, quote=False)
    return f"<p>{_lines(text)}</p>" if text else ""


def field_html(text: str) -> str:
    """A line in which addresses are links."""
    pieces: list[str] = []
    end = 0
    for link in links(text, intranet=True, internal_tlds=()):
        pieces += [escape(text[end : link.start], quote=False), _address(text[link.start : link.end], own=True)]
        end = link.end
    return "".join([*pieces, escape(text[end:], quote=False)])


def person_html(site: Site, handle: str, name: str) -> str:
    """Somebody's name, with the way to their page."""
    return f'<a href="{escape(site.page(handle))}" class="u-url mention">{escape(name, quote=False)}</a>'


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n\n", "</p><p>").replace("\n", "<br />")


def _linked(site: Site, span: _Named, shown: str) -> str:
    match span:
        case Mention():
            url = escape(site.page(span.handle))
            name = f"{escape(shown[:1])}<span>{escape(shown[1:])}</span>"
            return f'<span class="h-card" translate="no"><a href="{url}" class="u-url mention">{name}</a></span>'
        case Hashtag():
            name = f"{escape(shown[:1])}<span>{escape(shown[1:])}</span>"
            return f'<a href="{escape(site.tag(span.tag))}" class="mention hashtag" rel="tag">{name}</a>'
        case Link():
            return _address(shown)


def _address(shown: str, *, own: bool = False) -> str:
    """A link out; only web addresses become links. `own`: to a page of whoever shows it."""
    url = shown if "://" in shown else f"https://{shown}"
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in _WEB:
        return escape(shown, quote=False)
    start = len(shown) - len(shown.split("://", 1)[-1].removeprefix("www."))
    before, middle, rest = shown[:start], shown[start : start + _SHOWN], shown[start + _SHOWN :]
    kind = ' class="ellipsis"' if rest else ' class=""'
    return (
        f'<a href="{escape(url)}" target="_blank" rel="nofollow noopener{" me" if own else ""}" translate="no">'
        f'<span class="invisible">{escape(before, quote=False)}</span>'
        f"<span{kind}>{escape(middle, quote=False)}</span>"
        f'<span class="invisible">{escape(rest, quote=False)}</span></a>'
    )
