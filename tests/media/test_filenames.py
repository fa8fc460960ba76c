"""Names of files: what people see is what they get, and it leads nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.media.filenames import safe_name


@pytest.mark.parametrize(
    ("given_", "ours"),
    [
        ("보고서 2026.pdf", "보고서 2026.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\minsu\\예산.xlsx", "예산.xlsx"),
        ("invoice\u202efdp.exe", "invoice_fdp.exe"),
        ('a"b;c.csv', "a_b;c.csv"),
        ("a\r\nSet-Cookie: x.txt", "a__Set-Cookie_ x.txt"),
        (".htaccess", "htaccess.pdf"),
        ("", "document.pdf"),
        ("..", "document.pdf"),
        ("report", "report.pdf"),
        ("\u1100\u1161.txt", "가.txt"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_a_name_is_kept_as_far_as_it_is_safe(given_: str, ours: str) -> None:
    assert safe_name(given_, "pdf") == ours


@given(st.text())
def test_every_name_is_safe_and_stays_so(name: str) -> None:
    safe = safe_name(name, "pdf")
    assert 0 < len(safe) <= 100
    assert not set(safe) & set('/\\"<>|?*:\r\n\0\u202e\u2066')
    assert not safe.startswith(".")
    assert safe == safe_name(safe, "pdf")
    safe.encode()
