"""Mastodon.py's own test-suite, live against a running server.

`BIZTWEET_MASTODON_PY` names a checkout of halcy/Mastodon.py; nothing of it is here. Its tests know a server at
localhost:3000 by fixed tokens. Every failure must stand in docs/dialects/mastodon.md with the decision that causes it.
"""

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from biztweet.access.vault import Vault, hash_secret
from biztweet.opening import secret_key
from biztweet.settings import Settings
from tests.running import RunningServer, running_server

CHECKOUT = Path(os.environ.get("BIZTWEET_MASTODON_PY") or "/nowhere")
DOCS = Path(__file__).parents[2] / "docs" / "dialects" / "mastodon.md"
PORT = 3000
# What the suite imports; installed beside it, since some of it comes as source only.
NEEDS = (
    *("pytest", "pytest-recording", "pytest-mock", "pytest-retry", "vcrpy", "requests-mock"),
    *("blurhash", "cryptography", "graphemeu", "http_ece", "python-magic", "pytz"),
)
# Its admin tests need a server that anybody may register at; its entity tests read other companies' servers.
LEFT_OUT = ("test_admin.py", "test_entities.py")
PEOPLE = {
    "mastodonpy_test": ("__MASTODON_PY_TEST_ACCESS_TOKEN", "read write follow push"),
    "admin": ("__MASTODON_PY_TEST_ACCESS_TOKEN_2", "read write follow push admin:read admin:write"),
    "mastodonpy_test_2": ("__MASTODON_PY_TEST_ACCESS_TOKEN_3", "read write follow push"),
}
# Its tests of streams set how a recorder is to compare requests; what is live has no recorder.
RECORDER = """
from types import SimpleNamespace

import pytest


@pytest.fixture
def vcr():
    return SimpleNamespace()
"""
FILES = sorted(path.name for path in CHECKOUT.glob("tests/test_*.py") if path.name not in LEFT_OUT)


def runs() -> dict[str, list[str]]:
    """What is run at a time: a file, but each test of a stream by itself, since they sleep for half a minute."""
    found = {}
    for file in FILES:
        streams = re.findall(r"^def (test_stream_\w+)\(", (CHECKOUT / "tests" / file).read_text(), re.MULTILINE)
        nodes = {f"{file}::{name}": f"tests/{file}::{name}" for name in streams}
        found[file] = [f"tests/{file}", *[f"--deselect={node}" for node in nodes.values()]]
        found |= {name: [node] for name, node in nodes.items()}
    return found


RUNS = runs()

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not FILES, reason="BIZTWEET_MASTODON_PY names no checkout of Mastodon.py"),
]


@pytest.fixture(scope="module")
def known_server(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Iterator[RunningServer]:
    """A server where the suite expects it, with the people and secrets that it knows."""
    folder = tmp_path_factory.mktemp("known")
    shutil.copy(empty_sqlite, folder / "biztweet.db")
    settings = Settings(data=folder)
    with running_server(settings, folder, port=PORT, BIZTWEET_BASE_URL=f"http://localhost:{PORT}") as server:
        for handle, (_, scopes) in PEOPLE.items():
            server.add_person(handle, handle, *(["--admin"] if handle == "admin" else []))
            server.token(handle, "Mastodon.py test suite", scopes)
        server.add_person("admin2", "admin2")  # a second one whose name begins like this
        server.stop()
        know_secrets(settings)
        server.start()
        yield server


def know_secrets(settings: Settings) -> None:
    """Write the suite's fixed secrets in the place of those that were made."""
    vault = Vault(secret_key(settings))
    with apsw.Connection(str(settings.sqlite_path)) as connection:
        connection.execute(
            "UPDATE apps SET client_id = ?, client_secret = ?",
            ("__MASTODON_PY_TEST_CLIENT_ID", vault.lock("__MASTODON_PY_TEST_CLIENT_SECRET")),
        )
        for handle, (bearer, _) in PEOPLE.items():
            connection.execute(
                "UPDATE tokens SET secret_hash = ? WHERE account_id = (SELECT id FROM accounts WHERE handle = ?)",
                (hash_secret(bearer), handle),
            )


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the suite, beside a Python with Mastodon.py and what its tests need."""
    folder = tmp_path_factory.mktemp("suite")
    python = str(folder / "bin" / "python")
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "--quiet", "--allow-existing", str(folder)], check=True)
    subprocess.run([*uv, "pip", "install", "--quiet", "--python", python, str(CHECKOUT), *NEEDS], check=True)
    # It looks for its pictures under tests/; the instants of its recordings would be taken for now.
    shutil.copytree(CHECKOUT / "tests", folder / "tests", ignore=shutil.ignore_patterns("*.pkl"))
    (folder / "conftest.py").write_text(RECORDER)
    return folder


@pytest.mark.parametrize("run", RUNS)
def test_its_own_suite_fails_only_where_the_documentation_says_why(
    run: str, known_server: RunningServer, suite: Path
) -> None:
    report = suite / f"{run.replace(':', '-')}.xml"
    command = [str(suite / "bin" / "python"), "-m", "pytest", "--disable-recording", "-q", f"--junit-xml={report}"]
    ran = subprocess.run([*command, *RUNS[run]], cwd=suite, check=False, capture_output=True, text=True)
    failed, count = read(report)
    print(f"\nMastodon.py's own {run}: {count} run, {len(failed)} failed: {' '.join(sorted(failed))}")
    assert count > 0
    assert failed <= set(re.findall(r"`(test_[a-z0-9_]+)`", DOCS.read_text())), ran.stdout[-6_000:]


def read(report: Path) -> tuple[set[str], int]:
    """The tests that failed, by their functions' names, and how many were run."""
    ran = [case for case in ET.parse(report).iter("testcase") if case.find("skipped") is None]  # noqa: S314 - pytest's own
    wrong = [case for case in ran if case.find("failure") is not None or case.find("error") is not None]
    return {case.get("name", "").partition("[")[0] for case in wrong}, len(ran)
