import pytest

from biztweet.media.errors import FileBroken, TypeMismatch, TypeNotAllowed
from biztweet.media.sniff import picture_type, sniff
from tests.media.pictures import file, photograph

SMALL = photograph(8, 8)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


KNOWN = {
    "jpeg": (file(SMALL, "JPEG"), "image/jpeg"),
    "png": (file(SMALL, "PNG"), "image/png"),
    "gif": (file(SMALL, "GIF"), "image/gif"),
    "webp": (file(SMALL, "WEBP"), "image/webp"),
    "bmp": (file(SMALL, "BMP"), "image/bmp"),
    "tiff": (file(SMALL, "TIFF"), "image/tiff"),
    "avif": (file(SMALL, "AVIF"), "image/avif"),
    "heic": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image/heic"),
    "pdf": (file(SMALL, "PDF"), "application/pdf"),
    "eps": (file(SMALL, "EPS"), "application/postscript"),
    "zip": (b"PK\x03\x04rest of a zip", "application/zip"),
    "svg": (SVG, "image/svg+xml"),
    "svg behind a mark": (b"\xef\xbb\xbf \n<SVG>", "image/svg+xml"),
    "xml": (b'<?xml version="1.0"?><svg/>', "application/xml"),
    "html": (HTML, "text/html"),
    "script": (b"  <script>", "text/html"),
    "empty": (b"", None),
    "text": (b"hello", None),
    "video": (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
    "old video": (b"\x00\x00\x00\x18ftypqt  ", "video/quicktime"),
    "some box": (b"\x00\x00\x00\x18ftypabcd", None),
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_file_is_known_by_its_first_bytes(name: str) -> None:
    content, content_type = KNOWN[name]
    assert sniff(content) == content_type


@pytest.mark.parametrize("declared", ["image/png", "image/x-png", "IMAGE/PNG; charset=utf-8", "image/*", "", None,
                                      "application/octet-stream"])  # fmt: skip
def test_a_declared_type_agrees_or_says_nothing(declared: str | None) -> None:
    assert picture_type(file(SMALL, "PNG"), declared) == "image/png"


@pytest.mark.parametrize("declared", ["image/jpg", "image/jpeg", "image/pjpeg"])
def test_a_jpeg_has_several_names(declared: str) -> None:
    assert picture_type(file(SMALL), declared) == "image/jpeg"


@pytest.mark.parametrize("declared", ["image/jpeg", "image/gif", "image/svg+xml", "text/html", "video/mp4", "png"])
def test_a_declared_type_that_disagrees_is_refused(declared: str) -> None:
    with pytest.raises(TypeMismatch) as refused:
        picture_type(file(SMALL, "PNG"), declared)
    assert (refused.value.declared, refused.value.found) == (declared, "image/png")


@pytest.mark.parametrize("content", [SVG, HTML, b"PK\x03\x04", b"%PDF-1.7", b"%!PS-Adobe-3.0"])
@pytest.mark.parametrize("declared", ["image/png", "image/jpeg", "image/gif", "image/webp"])
def test_a_document_in_a_pictures_clothes_is_refused(content: bytes, declared: str) -> None:
    with pytest.raises(TypeMismatch):
        picture_type(content, declared)


@pytest.mark.parametrize("declared", [None, "application/octet-stream", "image/svg+xml", "text/html"])
@pytest.mark.parametrize("content", [SVG, HTML])
def test_a_document_is_refused_under_its_own_name_too(content: bytes, declared: str | None) -> None:
    with pytest.raises((TypeNotAllowed, TypeMismatch)):
        picture_type(content, declared)


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "AVIF"])
def test_a_picture_of_a_kind_that_is_not_taken_is_refused(kind: str) -> None:
    with pytest.raises(TypeNotAllowed) as refused:
        picture_type(file(SMALL, kind), None)
    assert refused.value.found == f"image/{kind.lower()}"
    assert refused.value.field == "file"


def test_an_empty_file_is_broken_and_unknown_bytes_are_no_picture() -> None:
    with pytest.raises(FileBroken):
        picture_type(b"", "image/png")
    with pytest.raises(TypeNotAllowed):
        picture_type(b"\x00" * 100, "image/png")
