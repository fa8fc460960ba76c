"""Addresses in a text: found as twitter-text 3 finds them, and besides as a company's own network needs them."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from biztweet.kernel.characters import CYRILLIC
from biztweet.posts.characters import LATIN_ACCENTS
from biztweet.posts.hosts import BEFORE_HOST, RUN, Run
from biztweet.posts.tlds import ASCII_TLDS


class LinkSpan(msgspec.Struct, frozen=True):
    """An address as typed, with or without http:// before it."""

    start: int
    end: int
    url: str


# twitter-text's bounds; 63 is DNS's own.
_MAX_URL = 4096
_MAX_LABEL = 63
_SHORT_LABEL = 8  # punycode takes at most seven digits a letter: no need to look
_MAX_TCO_SLUG = 40

_SCHEME = re.compile(rf"(?:^|(?<={BEFORE_HOST}))[Hh][Tt]{{2}}[Pp][Ss]?$")
_ANY_HOST = re.compile(r"(?:[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?", re.ASCII)
_IPV6 = re.compile(r"\[[0-9A-Fa-f:.]+\]")
_USER_INFO = re.compile(r"[\w.~!$&'()*+,;=:%-]*+@", re.ASCII)
_NO_BARE_HOST_AFTER = frozenset("-_./")

_PORT = re.compile(r":[0-9]+")
_PATH_CHARACTER = rf"[A-Za-z0-9{CYRILLIC}{LATIN_ACCENTS}!*';:=+,.$/%#\[\]\-–_~@|&]"
_PATH = re.compile(
    rf"/(?:{_PATH_CHARACTER}++"  # then parentheses, once nested: /Primer_(film), /We_Up_(Album_(Edited))
    rf"|\({_PATH_CHARACTER}++\)|\({_PATH_CHARACTER}*+\({_PATH_CHARACTER}++\){_PATH_CHARACTER}*+\))*+"
)
_NOT_LAST_IN_PATH = "!*';:,.$%[]–~@|&"
_QUERY = re.compile(r"\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]_.,~|-]*")
_NOT_LAST_IN_QUERY = "!?*'@();:+$%[].,~|"
_TCO = re.compile(r"[Hh][Tt]{2}[Pp][Ss]?://[Tt]\.[Cc][Oo]/([A-Za-z0-9]+)")


def links(text: str, *, intranet: bool = False, internal_tlds: Iterable[str] = ()) -> Iterator[LinkSpan]:
    """Every address of a text, in its order.

    Without http:// only hosts under a known top-level domain or one of `internal_tlds` (of letters and digits) count.
    `intranet`: with http:// any host does.
    """
    if "." not in text and "://" not in text:
        return  # as in most posts
    own_tlds = frozenset(tld.lower() for tld in internal_tlds)
    tlds = ASCII_TLDS | own_tlds if own_tlds else ASCII_TLDS
    last = -1  # where the last find ended; the character there cannot be the one before the next find as well
    scheme = host_at = -1  # where the last http:// began, and where it calls for a host
    for found in RUN.finditer(text):
        start, end = max(found.start(), last), found.end()
        if start >= end:
            continue
        if start == host_at or text.find(".", start, end) >= 0:  # no host is without a dot, but after http://
            run = Run(text, start, end, tlds)
            any_end = _any_host_end(text, start) if intranet and start == host_at else 0
            if start == host_at and (host_end := max(run.host_at_start(), any_end)):
                link, last = _with_scheme(text, scheme, start, host_end)
                yield from link
            while host := run.first_host(last + 1):
                bare, last = _without_scheme(text, run, host, own_tlds)
                yield from bare
        if text.startswith("://", end) and (http := _SCHEME.search(text, max(last + 1, end - 5), end)):
            scheme, host_at = http.start(), end + 3
            if intranet and (address := _IPV6.match(text, host_at)):
                link, last = _with_scheme(text, scheme, host_at, address.end())
                yield from link


def _any_host_end(text: str, at: int) -> int:
    """Where the host ends that an intranet may have at `at`; 0 if none does, or if it is somebody's name: user@host."""
    host = _ANY_HOST.match(text, at)
    return host.end() if host and not _USER_INFO.match(text, host.end()) else 0


def _with_scheme(text: str, start: int, host_at: int, host_end: int) -> tuple[Sequence[LinkSpan], int]:
    """The link, if it is one, and where the find ended."""
    last, _ = _tail(text, host_end)
    end = last
    host = text[host_at:host_end]
    if not _is_sound(host, last - start) or (host.startswith("xn--") and not host.isascii()):
        return (), last
    if tco := _TCO.match(text, start, last):  # nothing but a query follows Twitter's own short links
        if len(tco[1]) > _MAX_TCO_SLUG:
            return (), last
        end = _query_end(text, tco.end())
    return (LinkSpan(start, end, text[start:end]),), last


def _without_scheme(
    text: str, run: Run, host: tuple[int, int], own_tlds: frozenset[str]
) -> tuple[Sequence[LinkSpan], int]:
    """The links in a find, since foreign letters may be glued to them and between them, and where the find ended."""
    start, host_end = host
    last, has_path = _tail(text, host_end)
    if text[start - 1 : start] in _NO_BARE_HOST_AFTER or not _is_sound(text[start:host_end], last - start):
        return (), last
    found = []
    for first, end in run.ascii_hosts(start, host_end):
        with_tail = end == host_end and (has_path or text[first:end].rpartition(".")[2].lower() in own_tlds)
        stop = last if with_tail else end
        found.append(LinkSpan(first, stop, text[first:stop]))
    return found, last


def _is_sound(host: str, url_length: int) -> bool:
    return url_length + len("https://") <= _MAX_URL and all(_is_label(label) for label in host.split("."))


def _is_label(label: str) -> bool:
    """Whether DNS takes a label as long as this, once encoded."""
    if label.isascii() or len(label) > _MAX_LABEL:
        return len(label) <= _MAX_LABEL
    return len(label) <= _SHORT_LABEL or len(b"xn--" + label.encode("punycode")) <= _MAX_LABEL


def _tail(text: str, at: int) -> tuple[int, bool]:
    """Where port, path and query end that follow a host, and whether there is a path."""
    if port := _PORT.match(text, at):
        at = port.end()
    path = _PATH.match(text, at)
    if path:
        at += len(path[0].rstrip(_NOT_LAST_IN_PATH))
    return _query_end(text, at), path is not None


def _query_end(text: str, at: int) -> int:
    query = _QUERY.match(text, at)
    return at + len(query[0].rstrip(_NOT_LAST_IN_QUERY)) if query else at
