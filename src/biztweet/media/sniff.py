"""What a file is, by its first bytes; what its sender says it is must agree."""

import re
from importlib.util import find_spec

from biztweet.media.errors import FileBroken, TypeMismatch, TypeNotAllowed

_MAGIC = [
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"%!PS", "application/postscript"),
    (b"\xc5\xd0\xd3\xc6", "application/postscript"),  # EPS with a preview
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\x7fELF", "application/x-executable"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
]
# Brands of ISO media files whose pictures are HEVC. Source: ISO/IEC 23008-12, and what iPhones write.
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
_AVIF_BRANDS = {b"avif", b"avis"}
# Brands of films in MP4. Source: mp4ra.org, the ones that phones and cameras write.
_MP4_BRANDS = {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9", b"mp41", b"mp42",
               b"mp4v", b"avc1", b"dash", b"cmfc", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"3gp4", b"3gp5"}  # fmt: skip
_EBML = b"\x1a\x45\xdf\xa3"
_MARKUP = re.compile(rb"\s*<(!doctype html|html|head|body|script|svg|\?xml|!--|!doctype svg)", re.IGNORECASE)
_MARKUP_TYPES = {b"svg": "image/svg+xml", b"!doctype svg": "image/svg+xml", b"?xml": "application/xml"}

_SAME = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/x-png": "image/png",
    "image/heif": "image/heic",
    "text/xml": "application/xml",
    "video/x-m4v": "video/mp4",
}
_SAYS_NOTHING = {"", "application/octet-stream", "binary/octet-stream", "image/*", "video/*", "*/*"}
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
VIDEOS = frozenset({"video/mp4", "video/webm"})


def sniff(content: bytes) -> str | None:
    """The content type that the first bytes of `content` show; None for what is not known here."""
    for magic, content_type in _MAGIC:
        if content.startswith(magic):
            return content_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        return _of_brand(content[8:12])
    if content.startswith(_EBML):
        return "video/webm" if b"webm" in content[:64] else "video/x-matroska"
    if markup := _MARKUP.match(content[:1000].removeprefix(b"\xef\xbb\xbf")):
        return _MARKUP_TYPES.get(markup[1].lower(), "text/html")
    return None


def said_type(declared_type: str | None) -> str:
    """A Content-Type as it was sent, by its usual name and without parameters; "" where it says nothing."""
    declared = (declared_type or "").partition(";")[0].strip().lower()
    declared = _SAME.get(declared, declared)
    return "" if declared in _SAYS_NOTHING else declared


def picture_type(content: bytes, declared_type: str | None) -> str:
    """The content type of the picture `content`, one that is taken; HEIC only where pi-heif is installed.

    `declared_type` is a Content-Type as it was sent, or None. Raises FileBroken (empty), TypeMismatch, TypeNotAllowed.
    """
    if not content:
        raise FileBroken
    found = sniff(content)
    declared = said_type(declared_type)
    if found and declared and declared != found:
        raise TypeMismatch(declared, found)
    if found is None or not is_picture(found):
        raise TypeNotAllowed(found or "")
    return found


def is_picture(found: str | None) -> bool:
    """Whether a content type is of pictures that are taken."""
    return found in PICTURES or (found == "image/heic" and find_spec("pi_heif") is not None)


def _of_brand(brand: bytes) -> str | None:
    if brand in _MP4_BRANDS:
        return "video/mp4"
    if brand == b"qt  ":
        return "video/quicktime"
    return "image/heic" if brand in _HEIC_BRANDS else "image/avif" if brand in _AVIF_BRANDS else None
