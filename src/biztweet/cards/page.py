"""What a page says of itself in its head: Open Graph's words before its own. Pure; it reads whatever strangers send."""

import codecs
import contextlib
import re
import unicodedata
from html.parser import HTMLParser
from urllib.parse import urljoin

import msgspec

_MAX_TITLE_LENGTH, _MAX_DESCRIPTION_LENGTH, _MAX_NAME_LENGTH = 200, 300, 80
_READ_BYTES = 256 * 1024  # a head is at the beginning
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
# Those of the web (WHATWG, "Encoding"), as Python names them. It knows others that no page is written in, of which
# some take seconds (punycode) and some make what is no text (unicode_escape).
_CHARSETS = re.compile(
    r"utf-8|utf-16(-[bl]e)?|ascii|iso8859-\d+|cp(125\d|866|874|932|949)|koi8-[ru]|mac-roman|"
    r"euc_kr|euc_jp|shift_jis|iso2022_jp|gb2312|gbk|gb18030|big5|big5hkscs"
)
_WORDS = {
    "title": ("og:title", "twitter:title"),
    "description": ("og:description", "twitter:description", "description"),
    "site_name": ("og:site_name",),
    "picture": ("og:image:secure_url", "og:image:url", "og:image", "twitter:image"),
}


class Described(msgspec.Struct, frozen=True):
    """A page's words about itself, and the address of its picture; empty where it says nothing."""

    title: str = ""
    description: str = ""
    site_name: str = ""
    picture: str = ""


def described(body: bytes, content_type: str, address: str) -> Described:
    """What the page says that came from `address`; in no time, whatever it is."""
    head = _Head()
    with contextlib.suppress(ValueError, AssertionError):  # the parser's own, of references and declarations gone wild
        head.feed(_text(body[:_READ_BYTES], content_type))
    found = {name: next((head.said[key] for key in keys if head.said.get(key)), "") for name, keys in _WORDS.items()}
    return Described(
        title=_line(found["title"] or head.title, _MAX_TITLE_LENGTH),
        description=_line(found["description"], _MAX_DESCRIPTION_LENGTH),
        site_name=_line(found["site_name"], _MAX_NAME_LENGTH),
        picture=_joined(address, found["picture"]),
    )


class _Head(HTMLParser):
    """Gathers meta elements and the title until the body begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: dict[str, str] = {}
        self.title = ""
        self._in_title = False
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title" and not self.title
        self._over = self._over or tag == "body"
        if tag != "meta" or self._over:
            return
        given = {name: value or "" for name, value in attrs}
        name = (given.get("property") or given.get("name") or "").strip().lower()
        if name and given.get("content", "").strip():
            self.said.setdefault(name, given["content"])

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title and not self._over and len(self.title) < _MAX_TITLE_LENGTH * 4:
            self.title += data[: _MAX_TITLE_LENGTH * 4]


def _text(body: bytes, content_type: str) -> str:
    declared = re.search(r"charset=[\"']?([\w.:-]{1,40})", content_type, re.IGNORECASE)
    inside = _CHARSET.search(body[:4096])
    for name in (declared and declared[1], inside and inside[1].decode("ascii", "replace"), "utf-8"):
        try:
            if name and _CHARSETS.fullmatch(codecs.lookup(name).name):
                return body.decode(name, "replace")
        except (LookupError, ValueError):
            continue
    return ""


def _line(text: str, longest: int) -> str:
    """One line without anything that is not seen or turns the words around."""
    shown = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text[: longest * 4])
    line = unicodedata.normalize("NFC", " ".join(shown.split()))
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _joined(address: str, picture: str) -> str:
    try:
        return urljoin(address, picture.strip()) if picture else ""
    except ValueError:
        return ""
