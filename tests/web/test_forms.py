"""Where a form may lead, and what may be an id."""

import pytest

from biztweet.kernel.errors import Invalid
from biztweet.web.forms import an_id, safe_path


@pytest.mark.parametrize("path", ["/", "/posts/1", "/@kim?tab=likes", "/tags/%EC%A0%90", "/a//b"])
def test_paths_of_ours_are_kept(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "/\t/evil",
        "javascript:alert(1)",
        "/a\nb",
        "x",
    ],
)
def test_everything_else_leads_home(path: str) -> None:
    assert safe_path(path) == "/"


@pytest.mark.parametrize("text", ["", "-1", "1e3", "١٢", "9223372036854775808", "1" * 30, "abc", " 1"])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        an_id(text)


def test_the_largest_id_is_one() -> None:
    assert an_id("9223372036854775807") == 2**63 - 1
