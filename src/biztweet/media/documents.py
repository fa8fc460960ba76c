"""Documents: which kinds are taken, and whether a file is what its name says; it is never unpacked, never changed."""

import io
import struct
import zipfile
from collections.abc import Callable

import msgspec

from biztweet.media.errors import FileBroken, FileTooCostly, TypeMismatch, TypeNotAllowed
from biztweet.media.sniff import said_type, sniff

_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
_ZIP, _OLE = "application/zip", "application/x-ole-storage"
_MAX_ENTRIES = 10_000
_ENTRY, _END_OF_ZIP, _END_BYTES = b"PK\x01\x02", b"PK\x05\x06", 22
_MAX_COMMENT_LENGTH = 65_535
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f")


class Document(msgspec.Struct, frozen=True):
    """A kind of document. `also`: by what other names browsers send it."""

    content_type: str
    holds: Callable[[bytes], bool]
    also: frozenset[str] = frozenset()


def _zip_with(*folders: str) -> Callable[[bytes], bool]:
    """Office's newer formats: a zip whose parts stand in a folder that says which; with macros it is another kind."""

    def holds(content: bytes) -> bool:
        names = _entries(content)
        return (
            "[Content_Types].xml" in names
            and any(name.startswith(folders) for name in names)
            and not any("vbaproject" in name.lower() for name in names)
        )

    return holds


def _zip_of(content_type: str) -> Callable[[bytes], bool]:
    """Formats that say in an entry named `mimetype`, first and not packed, what they are."""
    first = b"mimetype" + content_type.encode()
    return lambda content: content[30 : 30 + len(first)] == first and bool(_entries(content))


def _ole_with(*streams: str) -> Callable[[bytes], bool]:
    """Office's older formats, and HWP: a file of streams, one of which has a name that says which; no macros."""
    wanted = [stream.encode("utf-16-le") for stream in streams]
    return lambda content: sniff(content) == _OLE and any(each in content for each in wanted) and _MACROS not in content


def _text(content: bytes) -> bool:
    """Readable text, in UTF-8, in UTF-16 with its mark, or as Korean Windows writes it; no page, no drawing."""
    if sniff(content) not in (None, "image/bmp"):  # a picture for Windows begins with two letters
        return False
    for encoding in ("utf-16", "utf-8-sig", "cp949"):
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not _CONTROLS.intersection(map(ord, set(text)))
    return False


_EXCEL = frozenset({"application/vnd.ms-excel"})  # so Windows calls a table of plain text
BY_ENDING = {
    "pdf": Document("application/pdf", lambda content: sniff(content) == "application/pdf"),
    "docx": Document(f"{_OOXML}.wordprocessingml.document", _zip_with("word/")),
    "xlsx": Document(f"{_OOXML}.spreadsheetml.sheet", _zip_with("xl/")),
    "pptx": Document(f"{_OOXML}.presentationml.presentation", _zip_with("ppt/")),
    "odt": Document(f"{_ODF}.text", _zip_of(f"{_ODF}.text")),
    "ods": Document(f"{_ODF}.spreadsheet", _zip_of(f"{_ODF}.spreadsheet")),
    "odp": Document(f"{_ODF}.presentation", _zip_of(f"{_ODF}.presentation")),
    "hwpx": Document("application/hwp+zip", _zip_of("application/hwp+zip"), frozenset({"application/haansofthwpx"})),
    "hwp": Document(
        "application/x-hwp",
        _ole_with("FileHeader"),
        frozenset({"application/haansofthwp", "application/hwp"}),
    ),
    "doc": Document("application/msword", _ole_with("WordDocument")),
    "xls": Document("application/vnd.ms-excel", _ole_with("Workbook", "Book")),
    "ppt": Document("application/vnd.ms-powerpoint", _ole_with("PowerPoint Document")),
    "txt": Document("text/plain", _text),
    "csv": Document("text/csv", _text, _EXCEL | {"text/plain", "application/csv"}),
    "srt": Document("application/x-subrip", _text, frozenset({"text/plain", "text/srt", "application/srt"})),
    "md": Document("text/markdown", _text, frozenset({"text/plain", "text/x-markdown"})),
}
TYPES = tuple(document.content_type for document in BY_ENDING.values())


def document_type(content: bytes, declared_type: str | None, filename: str) -> str:
    """The content type of a document, which its name, its bytes and what it was declared as agree on.

    `filename` is a name made safe. Raises FileBroken, FileTooCostly, TypeMismatch, TypeNotAllowed.
    """
    if not content:
        raise FileBroken
    ending = filename.rpartition(".")[2].lower()
    document = BY_ENDING.get(ending)
    if document is None:
        raise TypeNotAllowed(sniff(content) or said_type(declared_type) or ending)
    declared = said_type(declared_type)
    if declared and declared not in {document.content_type, *document.also, _ZIP, "application/x-zip-compressed"}:
        raise TypeMismatch(declared, document.content_type)
    if not document.holds(content):
        raise TypeMismatch(document.content_type, sniff(content) or "something else")
    return document.content_type


def ending_of(declared_type: str | None) -> str:
    """The ending that a nameless document gets by its declared type; "" where there is none."""
    declared = said_type(declared_type)
    return next((ending for ending, document in BY_ENDING.items() if document.content_type == declared), "")


def _entries(content: bytes) -> set[str]:
    """The names in a zip, by its directory alone. Raises FileBroken, FileTooCostly."""
    end = content.rfind(_END_OF_ZIP, max(0, len(content) - _END_BYTES - _MAX_COMMENT_LENGTH))
    if end < 0:
        raise FileBroken
    if content.count(_ENTRY) > _MAX_ENTRIES:  # counted, since what the end says of itself may be a lie
        raise FileTooCostly
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return set(file.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise FileBroken from error
