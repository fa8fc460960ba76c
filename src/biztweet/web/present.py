"""What templates may ask of a view: addresses, initials, counts, small truths. Pure; no query, no clock."""

import base64
import struct
import zlib
from functools import lru_cache
from urllib.parse import quote, urlsplit

import blurhash

from biztweet.accounts.model import Account
from biztweet.kernel.clock import MINUTE
from biztweet.media.documents import BY_ENDING
from biztweet.media.model import Media
from biztweet.media.sniff import PICTURES, VIDEOS
from biztweet.polls.model import Option, Poll
from biztweet.posts.model import Post

_QUIET_EDIT = 30 * MINUTE
_HUES = 12
_MUCH, _MANY_LINES = 600, 12
_TEN_THOUSAND = 10_000
_HANGUL = range(0xAC00, 0xD7A4)
_BLUR_SIDE = 8
_KILOBYTE, _MEGABYTE = 1_000, 1_000_000
_SHEET, _SLIDES = "file-spreadsheet", "presentation"
_ICONS = {"xlsx": _SHEET, "xls": _SHEET, "ods": _SHEET, "csv": _SHEET, "pptx": _SLIDES, "ppt": _SLIDES, "odp": _SLIDES}
# What a file field offers to pick; by endings too, since systems disagree on the types of documents.
TAKEN_FILES = ",".join([*sorted(PICTURES), *sorted(VIDEOS), *[f".{ending}" for ending in BY_ENDING]])


def post_url(post: Post) -> str:
    """A post's own page."""
    return f"/posts/{post.id}"


def account_url(account: Account) -> str:
    """A person's page."""
    return f"/@{account.handle}"


def picture_url(key: str, variant: str) -> str:
    """One size of an uploaded picture or a person's photo."""
    return f"/media/{key}/{variant}"


def document_url(media: Media) -> str:
    """A document, under its own name."""
    return f"/media/{media.key}/document/{quote(media.filename)}"


def document_icon(media: Media) -> str:
    """Which icon a document gets by its ending."""
    return _ICONS.get(media.filename.rpartition(".")[2].lower(), "file-text")


def short_size(size_bytes: int) -> str:
    """`900 B`, `12 KB`, `3.4 MB`: powers of ten, as files are sold."""
    if size_bytes < _KILOBYTE:
        return f"{size_bytes} B"
    if size_bytes < _MEGABYTE:
        return f"{size_bytes / _KILOBYTE:.0f} KB"
    return f"{size_bytes / _MEGABYTE:.1f} MB"


def place(account: Account, *, titled: bool) -> str:
    """Where somebody works, beside their name: the department, and the job title where the company shows such."""
    return " · ".join(part for part in (account.department, account.title if titled else "") if part)


def initials(name: str) -> str:
    """What stands where a photo is missing: the given name of a Korean, else the first letters of two names."""
    words = name.split()
    if not words:
        return "?"
    if ord(words[0][0]) in _HANGUL:
        return words[0][-2:]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def hue(account: Account) -> int:
    """Which of the twelve ground colours an account without photo gets; the same for ever."""
    return (account.id >> 22 ^ account.id) % _HUES


def edited_visibly(post: Post) -> bool:
    """Whether readers are told: not of a slip mended within half an hour."""
    return post.edited_at is not None and post.edited_at - post.created_at > _QUIET_EDIT


def host_of(address: str) -> str:
    """Whose page it is, as people read it: Korean names in Korean."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def is_long(post: Post) -> bool:
    """Whether a list shows only the beginning of it: more than a good screen of a phone would."""
    return len(post.text) > _MUCH or post.text.count("\n") >= _MANY_LINES


def changed_since(post: Post, author: Account) -> str:
    """How the author signed when the post was made, if that differs from today; else nothing."""
    then = post.signature
    if not then.name or (then.name, then.department) == (author.name, author.department):
        return ""
    return " · ".join(part for part in (then.name, then.department) if part)


def short_count(count: int, locale: str) -> str:
    """`12`, `1,234`, then `1.2만` or `12K`."""
    if count < _TEN_THOUSAND:
        return f"{count:,}"
    if locale == "ko":
        return f"{count / _TEN_THOUSAND:.1f}".removesuffix(".0") + "만"
    return f"{count // 1000}K"


def share(poll: Poll, option: Option) -> int:
    """How many in a hundred voters chose an option."""
    return round(100 * option.vote_count / max(poll.voter_count, 1))


def grid_size(media: Media) -> tuple[int, int]:
    """Width and height of the picture as the grid shows it, so that nothing moves when it arrives."""
    shown = media.small
    return shown.width, shown.height


@lru_cache(maxsize=2048)
def placeholder(hashed: str) -> str:
    """A blurhash as a `data:` address of an 8 x 8 PNG: about 300 bytes, stretched and blurred by the browser itself."""
    try:
        rows = blurhash.decode(hashed, _BLUR_SIDE, _BLUR_SIDE)
    except (ValueError, IndexError):
        rows = [[[200.0, 205.0, 200.0]] * _BLUR_SIDE] * _BLUR_SIDE
    raw = b"".join(b"\0" + bytes(int(channel) for pixel in row for channel in pixel) for row in rows)
    header = struct.pack(">IIBBBBB", _BLUR_SIDE, _BLUR_SIDE, 8, 2, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(raw, 9)) + _chunk(b"IEND", b"")
    return "data:image/png;base64," + base64.b64encode(png).decode()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
