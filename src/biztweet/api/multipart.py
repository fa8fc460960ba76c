"""Multipart forms: fields and files, from bytes that are all there."""

from typing import NamedTuple

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header


class Upload(NamedTuple):
    """A file in a multipart form, as its sender declared it."""

    filename: str
    content_type: str
    content: bytes


def parts(body: bytes, boundary: bytes, most: int) -> tuple[list[tuple[str, str]], dict[str, Upload]]:
    """The fields and the files of a form; a part without a file name is a field, whatever its type.

    Raises ValueError, UnicodeDecodeError.
    """
    fields: list[tuple[str, str]] = []
    uploads: dict[str, Upload] = {}
    for part in _parsed(body, boundary, most):
        _, named = parse_options_header(part.headers.get(b"content-disposition", b""))
        name = named.get(b"name", b"").decode()
        if b"filename" in named:
            kind = part.headers.get(b"content-type", b"").decode("latin-1")
            uploads[name] = Upload(named[b"filename"].decode(errors="replace"), kind, part.content())
        else:
            fields.append((name, part.content().decode()))
    return fields, uploads


class _Part:
    def __init__(self) -> None:
        self.headers: dict[bytes, bytes] = {}
        self.field, self.value = bytearray(), bytearray()
        self.pieces: list[memoryview] = []

    def content(self) -> bytes:
        """Copied once, out of the body: it may be a video."""
        return b"".join(self.pieces)

    def end_header(self) -> None:
        self.headers[bytes(self.field).lower()] = bytes(self.value)
        self.field, self.value = bytearray(), bytearray()


def _parsed(body: bytes, boundary: bytes, most: int) -> list[_Part]:
    found: list[_Part] = []
    ended: list[bool] = []

    def begin() -> None:
        if len(found) == most:
            raise ValueError("of too many parts")
        found.append(_Part())

    def end_header() -> None:
        found[-1].end_header()

    try:
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": begin,
                "on_header_field": lambda data, start, end: found[-1].field.extend(data[start:end]),
                "on_header_value": lambda data, start, end: found[-1].value.extend(data[start:end]),
                "on_header_end": end_header,
                "on_part_data": lambda data, start, end: found[-1].pieces.append(memoryview(data)[start:end]),
                "on_end": lambda: ended.append(True),
            },
        )
        parser.write(body)
        parser.finalize()
    except FormParserError as error:
        raise ValueError("damaged") from error
    if not ended:
        raise ValueError("cut off")
    return found
