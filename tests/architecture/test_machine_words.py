"""Nothing that is committed names one machine's folders, nor a package registry's host."""

import re
import subprocess

from tests.architecture.sources import ROOT

# Written so that they do not find themselves.
_MACHINE_WORDS = [
    r"(?<![\w.])/(?:w)ork/",
    r"(?<![\w.])/opt/(?:w)heels",
    r"(?:p)ypi\.org",
    r"files\.(?:p)ythonhosted",
    r"registry\.(?:n)pmjs",
    r"deb\.(?:d)ebian\.org",
]


def test_no_committed_file_names_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    texts = {path: path.read_bytes().decode(errors="ignore") for path in paths if path.is_file()}
    pattern = re.compile("|".join(_MACHINE_WORDS))
    assert [
        f"{path.relative_to(ROOT)}: {found[0]}" for path, text in texts.items() if (found := pattern.search(text))
    ] == []
