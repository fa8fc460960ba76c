"""Documents as offices and attackers send them, made on the spot."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*names: str, packed: bool = True) -> bytes:
    """A zip that holds these entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name in names:
            made.writestr(zipfile.ZipInfo(name), name * 10, made.compression)  # no time of day: it names tests
    return file.getvalue()


def office(folder: str, *more: str) -> bytes:
    """A document of Office, by the folder of its parts: word, xl or ppt."""
    return zipped("[Content_Types].xml", "_rels/.rels", f"{folder}/document.xml", *more)


def open_document(content_type: str) -> bytes:
    """A document of OpenOffice, or of Hancom's newer kind."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(zipfile.ZipInfo("mimetype"), content_type)
        made.writestr(zipfile.ZipInfo("content.xml"), "<x/>")
    return file.getvalue()


def ole(*streams: str) -> bytes:
    """A document of the older kind: a file of streams, named in UTF-16."""
    return _OLE + bytes(504) + b"".join(stream.encode("utf-16-le") + bytes(64) for stream in streams)


def bomb(size_bytes: int = 200_000_000) -> bytes:
    """A document of Word that unpacks to as much."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<x/>", zipfile.ZIP_DEFLATED)
        with made.open("word/document.xml", "w") as part:
            for _ in range(size_bytes // 1_000_000):
                part.write(bytes(1_000_000))
    return file.getvalue()
