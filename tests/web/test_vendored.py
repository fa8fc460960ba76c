"""What other people made is what we say it is, and nothing comes from elsewhere."""

import re
import subprocess
import sys

import pytest

from biztweet.web.assets import FOLDER
from biztweet.web.headers import CONTENT_SECURITY_POLICY
from tests.architecture.sources import ROOT

_HANDLERS = "on(click|load|error|submit|input|change|key\\w+)"
_INLINE = re.compile(rf"<script(?![^>]*src=)|<style|\sstyle=|\s{_HANDLERS}=|hx-on")


def test_vendored_files_have_the_sums_that_are_written_down() -> None:
    subprocess.run([sys.executable, "tools/vendor.py", "--check"], cwd=ROOT, check=True)


_MAIL = FOLDER / "pages/mail.html"  # no page: mailboxes drop style sheets


def test_no_template_has_inline_script_or_style() -> None:
    for path in set(FOLDER.rglob("*.html")) - {_MAIL}:
        assert not _INLINE.search(path.read_text()), path


@pytest.mark.row(52)
def test_nothing_is_loaded_from_another_host() -> None:
    own = [*FOLDER.rglob("*.html"), *FOLDER.glob("*.css"), *FOLDER.glob("*/*.css"), *FOLDER.glob("components/*.js")]
    for path in own:
        assert not re.search(r"""(?:src|href|url\(|from|import)\s*[=(]?\s*["']?https?://""", path.read_text()), path


def test_modules_stay_small() -> None:
    sizes = {path.name: path.read_text().count("\n") for path in FOLDER.glob("components/*.js")}
    assert {name: lines for name, lines in sizes.items() if lines > 80} == {}


@pytest.mark.row(52)
def test_the_policy_allows_no_script_of_others_and_none_inline() -> None:
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "trusted-types biztweet" in CONTENT_SECURITY_POLICY
