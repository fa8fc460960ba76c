"""Documents: taken when name, bytes and declaration agree; never unpacked; what runs or shows itself is refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.media.documents import BY_ENDING, document_type, ending_of
from biztweet.media.errors import FileBroken, FileRefused, FileTooCostly, TypeMismatch, TypeNotAllowed
from tests.media.films import mp4
from tests.media.papers import PDF, bomb, office, ole, open_document, zipped

_ODF = "application/vnd.oasis.opendocument"
GOOD = {
    "보고서.pdf": PDF,
    "회의록.docx": office("word"),
    "예산.xlsx": office("xl"),
    "발표.pptx": office("ppt"),
    "a.odt": open_document(f"{_ODF}.text"),
    "a.ods": open_document(f"{_ODF}.spreadsheet"),
    "a.odp": open_document(f"{_ODF}.presentation"),
    "공문.hwpx": open_document("application/hwp+zip"),
    "공문.hwp": ole("FileHeader", "BodyText"),
    "a.doc": ole("WordDocument"),
    "a.xls": ole("Workbook"),
    "a.ppt": ole("PowerPoint Document"),
    "MZ세대.txt": "MZ세대 설문\n".encode(),
    "BM.txt": b"BM is a letter pair",
    "표.csv": "이름,부서\n김민수,데이터팀\n".encode("cp949"),
    "표8.csv": "\ufeff이름,부서\n".encode(),
    "표16.csv": "이름\t부서\n".encode("utf-16"),
    "README.md": "# 제목\n".encode(),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_document_is_what_its_name_says(name: str) -> None:
    expected = BY_ENDING[name.rpartition(".")[2]].content_type
    for declared in (None, "", "application/octet-stream", expected, f"{expected}; charset=utf-8"):
        assert document_type(GOOD[name], declared, name) == expected


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("표.csv", "application/vnd.ms-excel"),
        ("README.md", "text/plain"),
        ("공문.hwp", "application/haansofthwp"),
        ("회의록.docx", "application/zip"),
    ],
)
def test_what_browsers_call_it_is_understood(name: str, declared: str) -> None:
    assert document_type(GOOD[name], declared, name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", office("word")),
        ("a.pdf", b"MZ\x90\0\x03"),
        ("a.docx", office("xl")),
        ("a.docx", zipped("evil.exe")),
        ("a.docx", zipped("word/document.xml")),
        ("a.docx", office("word", "word/vbaProject.bin")),
        ("a.docx", PDF),
        ("a.doc", office("word")),
        ("a.xls", ole("Workbook", "_VBA_PROJECT_CUR", "_VBA_PROJECT")),
        ("a.hwp", ole("WordDocument")),
        ("a.odt", zipped("mimetype", "content.xml")),
        ("a.txt", b"<!doctype html><script>alert(1)</script>"),
        ("a.md", b"<svg onload=alert(1)>"),
        ("a.csv", b"a,b\0c"),
        ("a.txt", b"\x7fELF\x02\x01"),
        ("a.txt", b"\xff\xff\xff\xff"),
        ("a.txt", mp4()),
        ("a.txt", PDF),
    ],
)
def test_what_is_something_else_is_refused(name: str, content: bytes) -> None:
    with pytest.raises((TypeMismatch, FileBroken)):
        document_type(content, None, name)


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.docm", "a.zip", "a.js", "a.pdf.exe", "a", "a.rtf"])
def test_what_is_not_taken_is_refused_whatever_it_holds(name: str) -> None:
    with pytest.raises(TypeNotAllowed):
        document_type(PDF, "application/pdf", name)


def test_what_is_declared_as_something_else_is_refused() -> None:
    for declared in ("text/html", "image/png", "application/msword"):
        with pytest.raises(TypeMismatch):
            document_type(PDF, declared, "a.pdf")
    with pytest.raises(FileBroken):
        document_type(b"", None, "a.txt")


def test_a_bomb_is_not_unpacked() -> None:
    packed = bytearray(bomb())
    assert len(packed) < 1_000_000
    packed[1000:-1000] = bytes(len(packed) - 2000)  # nobody who unpacks it would get past here
    assert document_type(bytes(packed), None, "a.docx").endswith("wordprocessingml.document")


def test_a_directory_of_too_many_names_is_refused_whatever_it_says_of_itself() -> None:
    content = office("word")
    first, end = content.index(b"PK\x01\x02"), content.rindex(b"PK\x05\x06")
    entry = content[first : content.index(b"PK\x01\x02", first + 1)]
    lie = content[:end] + entry * 10_000 + content[end:]
    with pytest.raises(FileTooCostly):
        document_type(lie, None, "a.docx")


@given(st.data())
def test_whatever_is_broken_in_a_document_only_a_refusal_comes_of_it(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(GOOD)))
    content = bytearray(GOOD[name])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(FileRefused):
        document_type(bytes(content), None, name)


def test_a_nameless_document_is_named_by_its_type() -> None:
    assert ending_of("application/pdf") == "pdf"
    assert ending_of("text/csv; charset=utf-8") == "csv"
    assert ending_of("application/x-msdownload") == ""
