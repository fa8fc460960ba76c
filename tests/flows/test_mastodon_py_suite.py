"""Mastodon.py's own tests, live: what fails of them is named in docs/dialects/mastodon.md with the decision behind it.

Its folder is named by BIZTWEET_MASTODON_PY_TESTS; what these tests need besides must be installed beside ours.
"""

import asyncio
import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from biztweet.access import apps, tokens
from biztweet.access.tables import apps as app_table
from biztweet.access.tables import tokens as token_table
from biztweet.access.vault import hash_secret
from biztweet.accounts.join import Entry, add
from biztweet.accounts.model import Role
from biztweet.kernel.database import Transaction
from biztweet.opening import opened
from biztweet.ports.sql.statement import Command
from biztweet.settings import Settings
from tests.companies import MakeSettings
from tests.running import running_server

PAGE = Path(__file__).parents[2] / "docs/dialects/mastodon.md"
PORT = 3000  # where the tests look for their server
NEEDED = ("vcr", "pytest_recording", "pytest_mock", "requests_mock", "pytz", "pytest_retry", "http_ece", "magic")
APART = ("test_streaming.py", "test_entities.py", "test_admin.py")  # recorded by themselves, or an administrator's
TOKENS = {
    "mastodonpy_test": "__MASTODON_PY_TEST_ACCESS_TOKEN",
    "admin": "__MASTODON_PY_TEST_ACCESS_TOKEN_2",
    "mastodonpy_test_2": "__MASTODON_PY_TEST_ACCESS_TOKEN_3",
}
_SCOPES = "read write follow push"


def known_failures() -> set[str]:
    """The names of tests that the page says will fail."""
    text = PAGE.read_text(encoding="utf-8").partition("## Mastodon.py's own tests")[2].partition("\n## ")[0]
    return set(re.findall(r"`(test_\w+)`", text))


@pytest.mark.long
def test_mastodon_pys_own_tests_fail_only_where_the_page_says_so(
    make_settings: MakeSettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = os.environ.get("BIZTWEET_MASTODON_PY_TESTS", "")
    lacking = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if not folder or lacking or not _is_free(PORT):
        why = f"BIZTWEET_MASTODON_PY_TESTS is {folder or 'unset'}; lacking: {lacking}; or port {PORT} is taken"
        with capsys.disabled():
            print(f"\n  Mastodon.py's own tests are skipped: {why}", end="")
        pytest.skip(why)
    shutil.copytree(folder, tmp_path / "tests")
    for moment in (tmp_path / "tests").rglob("*.pkl"):
        moment.unlink()  # moments of the recordings, long past
    settings = make_settings("sqlite")
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _settle(settings)).result()
    with running_server(settings, tmp_path, port=PORT, BIZTWEET_BASE_URL=f"http://localhost:{PORT}"):
        left_out = [f"--ignore=tests/{name}" for name in APART]
        command = [sys.executable, "-m", "pytest", "--disable-recording", "tests", "-q", "-p", "no:cacheprovider"]
        told = subprocess.run([*command, *left_out], cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    with capsys.disabled():
        print(f"\n  Mastodon.py's own tests: {told.splitlines()[-1]}", end="")
    failed = set(re.findall(r"^FAILED tests/test_\w+\.py::(test_\w+)", told, re.MULTILINE))
    assert failed <= known_failures(), sorted(failed - known_failures())


async def _settle(settings: Settings) -> None:
    """The people, the app and the tokens that the tests know by heart."""
    async with opened(settings) as company:
        app = await apps.register(company.db, company.vault, name="Mastodon.py test suite", scopes=f"{_SCOPES} admin")
        known = {}
        for handle, token in TOKENS.items():
            role = Role.admin if handle == "admin" else Role.employee
            account_id = await add(company.db, Entry(handle=handle, name=handle, photo_key="", role=role))
            scopes = f"{_SCOPES} admin:read admin:write" if role is Role.admin else _SCOPES
            issued = await tokens.issue(company.db, company.vault, app.id, account_id, scopes)
            known[issued.token_id] = token
        await add(company.db, Entry(handle="admin2", name="admin2", photo_key="", role=Role.admin))
        secret = company.vault.lock("__MASTODON_PY_TEST_CLIENT_SECRET")

        async def work(tx: Transaction) -> None:
            names = {"client_id": "__MASTODON_PY_TEST_CLIENT_ID", "client_secret": secret}
            await tx.execute(Command(sa.update(app_table).where(app_table.c.id == app.id).values(names)))
            for token_id, token in known.items():
                change = sa.update(token_table).where(token_table.c.id == token_id)
                await tx.execute(Command(change.values(secret_hash=hash_secret(token))))

        await company.db.write(work)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
