"""Imports point down: the contracts of pyproject.toml hold, and each of them would notice if it did not."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT


def test_imports_point_down() -> None:
    kept, said = _lint_imports(ROOT)
    assert kept, said


@pytest.mark.parametrize(
    ("place", "line", "contract"),
    [
        ("kernel/planted.py", "import biztweet.posts", "Imports point down"),
        ("posts/planted.py", "import biztweet.api", "Imports point down"),
        ("notifications/planted.py", "import biztweet.live", "Imports point down"),
        ("follows/planted.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING: import biztweet.web", "point down"),
        ("live/planted.py", "def late(): import biztweet.app.planted", "Imports point down"),
        ("posts/planted.py", "from starlette.requests import Request", "no web framework"),
        ("ports/planted.py", "import uvicorn", "no web framework"),
        ("migrations/versions/planted.py", "import biztweet.posts", "Migrations import nothing"),
        ("api/planted/present.py", "import biztweet.kernel.planted", "A presenter knows views"),
        ("api/planted/present/post.py", "import biztweet.ports", "A presenter knows views"),
        ("api/planted/present.py", "import sqlalchemy", "A presenter knows views"),
        ("planted.py", "", "Imports point down"),  # a new noun without a floor
    ],
)
def test_a_line_that_leads_up_is_noticed(tmp_path: Path, place: str, line: str, contract: str) -> None:
    project = _a_small_project(tmp_path)
    assert _lint_imports(project) == (True, "")

    _plant(project, place, line)

    kept, said = _lint_imports(project)
    assert not kept
    assert contract in said
    assert "planted" in said


def test_two_packages_that_need_each_other_are_noticed(tmp_path: Path) -> None:
    project = _a_small_project(tmp_path)
    _plant(project, "posts/one/planted.py", "import biztweet.posts.two.planted")
    _plant(project, "posts/two/planted.py", "import biztweet.posts.one.other")
    _plant(project, "posts/one/other.py", "")
    kept, said = _lint_imports(project)
    assert not kept
    assert "circle" in said


def _a_small_project(folder: Path) -> Path:
    """Our contracts over a tree with every floor and nothing on it."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    rooms = ["accounts", "api", "app", "follows", "kernel", "live", "media", "migrations", "notifications"]
    for room in [*rooms, "ports", "posts", "server", "timelines", "web"]:
        _plant(folder, f"{room}/planted.py", "")
    for hall in ["events", "settings"]:
        _plant(folder, f"{hall}.py", "")
    return folder


def _plant(project: Path, place: str, line: str) -> None:
    path = project / "src/biztweet" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{line}\n")
    while path.parent.name != "src":
        path = path.parent
        (path / "__init__.py").touch()


def _lint_imports(project: Path) -> tuple[bool, str]:
    """Are all contracts kept? If not, what import-linter says."""
    command = [str(ROOT / ".venv/bin/lint-imports"), "--no-logo", "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(project / "src")}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    return done.returncode == 0, "" if done.returncode == 0 else done.stdout + done.stderr
