"""What a form brings: fields, pictures, and where to go afterwards."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from urllib.parse import quote, urlsplit

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from biztweet.kernel.clock import SECOND
from biztweet.kernel.errors import Invalid
from biztweet.kernel.ids import read_id

_MAX_FIELDS = 40
_MAX_FILES = 8
_MAX_FIELD_BYTES = 128 * 1024  # as it arrives: the longest message, in letters of which each takes twelve bytes
_KEPT = "/?&=#%:@!$'()*+,;~[]"  # what an address may hold as it is
_YEARS = range(1971, 9999)  # what lies beyond them in some zone is no instant that can be shown


class FormBroken(Invalid):
    """The body is no form, or one with too many parts."""

    def __init__(self) -> None:
        super().__init__("body", "The form cannot be read")


async def form_of(request: Request) -> FormData:
    """The form's fields and files; read once. Raises FormBroken."""
    try:
        return await request.form(max_files=_MAX_FILES, max_fields=_MAX_FIELDS, max_part_size=_MAX_FIELD_BYTES)
    except (HTTPException, MultiPartException, UnicodeDecodeError) as broken:
        raise FormBroken from broken


def field(form: FormData, name: str, default: str = "") -> str:
    """One field's text."""
    found = form.get(name)
    return found if isinstance(found, str) else default


def number(form: FormData, name: str) -> int | None:
    """One field as an id; None when it is empty. Raises Invalid."""
    text = field(form, name)
    return an_id(text) if text else None


def moment(form: FormData, name: str, zone: tzinfo) -> int | None:
    """What a field for date and time says, in microseconds; None when it is empty. Raises Invalid."""
    wish = field(form, name)
    if not wish:
        return None
    try:
        local = datetime.fromisoformat(wish)
    except ValueError:
        raise Invalid(name, "That is no time") from None
    if local.year not in _YEARS:
        raise Invalid(name, "That is no time")
    return round(local.replace(tzinfo=zone).timestamp()) * SECOND


def named(form: FormData, *names: str) -> list[tuple[str, str]]:
    """The fields of some names that hold text, in their order."""
    return [(name, text) for name in names for text in texts(form, name) if text]


def files(form: FormData, name: str) -> Sequence[UploadFile]:
    """The files picked in a field; a field left empty brings none."""
    return [found for found in form.getlist(name) if isinstance(found, UploadFile) and found.filename]


def texts(form: FormData, name: str) -> Sequence[str]:
    """All texts of a field that stands several times."""
    return [found for found in form.getlist(name) if isinstance(found, str)]


def an_id(text: str) -> int:
    """A number that may be an id. Raises Invalid."""
    if (found := read_id(text)) is None:
        raise Invalid("id", "That is no number of a post")
    return found


def safe_path(target: str, default: str = "/") -> str:
    """`target` if it leads somewhere on this very site, else `default`; what is not ASCII in it is percent-encoded."""
    ours = target.startswith("/") and not target.startswith("//") and "\\" not in target and target.isprintable()
    return quote(target, safe=_KEPT) if ours else default


def came_from(request: Request, default: str = "/") -> str:
    """The page that the visitor was on, as a path of ours."""
    try:
        parts = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return default
    if parts.netloc != request.headers.get("host", ""):
        return default
    return safe_path(parts.path + (f"?{parts.query}" if parts.query else ""), default)
