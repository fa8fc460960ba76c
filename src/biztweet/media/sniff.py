"""What a file is, by its first bytes; what its sender says it is must agree."""

import re
from importlib.util import find_spec

from biztweet.media.errors import ImageBroken, TypeMismatch, TypeNotAllowed

_MAGIC = [
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"%!PS", "application/postscript"),
    (b"\xc5\xd0\xd3\xc6", "application/postscript"),  # EPS with a preview
    (b"PK\x03\x04", "application/zip"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
]
# Brands of ISO media files whose pictures are HEVC. Source: ISO/IEC 23008-12, and what iPhones write.
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
_AVIF_BRANDS = {b"avif", b"avis"}
_MARKUP = re.compile(rb"\s*<(!doctype html|html|head|body|script|svg|\?xml|!--|!doctype svg)", re.IGNORECASE)
_MARKUP_TYPES = {b"svg": "image/svg+xml", b"!doctype svg": "image/svg+xml", b"?xml": "application/xml"}

_SAME = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/x-png": "image/png",
    "image/heif": "image/heic",
    "text/xml": "application/xml",
}
_SAYS_NOTHING = {"", "application/octet-stream", "binary/octet-stream", "image/*", "*/*"}
_TAKEN = {"image/jpeg", "image/png", "image/gif", "image/webp"}


def sniff(content: bytes) -> str | None:
    """The content type that the first bytes of `content` show; None for what is not known here."""
    for magic, content_type in _MAGIC:
        if content.startswith(magic):
            return content_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        brand = content[8:12]
        return "image/heic" if brand in _HEIC_BRANDS else "image/avif" if brand in _AVIF_BRANDS else None
    if markup := _MARKUP.match(content[:1000].removeprefix(b"\xef\xbb\xbf")):
        return _MARKUP_TYPES.get(markup[1].lower(), "text/html")
    return None


def picture_type(content: bytes, declared_type: str | None) -> str:
    """The content type of the picture `content`, one that is taken; HEIC only where pi-heif is installed.

    `declared_type` is a Content-Type as it was sent, or None. Raises ImageBroken (empty), TypeMismatch, TypeNotAllowed.
    """
    if not content:
        raise ImageBroken
    found = sniff(content)
    declared = (declared_type or "").partition(";")[0].strip().lower()
    declared = _SAME.get(declared, declared)
    if found and declared not in _SAYS_NOTHING and declared != found:
        raise TypeMismatch(declared, found)
    if found in _TAKEN or (found == "image/heic" and find_spec("pi_heif")):
        return found
    raise TypeNotAllowed(found or "")
