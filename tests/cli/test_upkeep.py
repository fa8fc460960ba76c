"""`migrate`, `doctor`, `config`, `backup` and `restore`: what keeps an installation well."""

import asyncio
import gzip
import io
import os
import random
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from biztweet.cli import archive
from biztweet.company import Company
from biztweet.kernel import outbox
from biztweet.kernel.transaction import Transaction
from biztweet.migrations import HEAD
from biztweet.opening import connected, opened, shape
from biztweet.ports.sql.statement import Command as Statement
from biztweet.posts import store
from biztweet.posts.like import like
from biztweet.settings import Settings
from tests.cli.commands import Command, commands_of
from tests.companies import MakeSettings
from tests.factories import a_person, said
from tests.servers import PostgresServer


def findings(command: Command, code: int = 0) -> dict[str, tuple[str, str]]:
    """(grade, what was found) by check."""
    told = msgspec.json.decode(command("doctor", "--json", code=code).out, type=list[dict[str, str]])
    assert all(each.keys() == {"check", "grade", "found", "mend"} for each in told)
    return {each["check"]: (each["grade"], each["found"]) for each in told}


# ── migrate, config ─────────────────────────────────────────────────────────────────────────────────────────────


def test_migrate_makes_the_tables_and_says_so_however_often(tmp_path: Path) -> None:
    command = commands_of(Settings(data=tmp_path / "data"))
    for _ in range(2):
        assert command("migrate").out == f"The database has shape {HEAD}, the newest is {HEAD}.\n"


def test_commands_work_before_the_first_start(tmp_path: Path) -> None:
    command = commands_of(Settings(data=tmp_path / "new" / "data"))
    command("people", "add", "minsu", "--name", "김민수")
    assert command("people", "list").out.startswith("minsu")
    assert (tmp_path / "new" / "data").stat().st_mode & 0o077 == 0
    assert (tmp_path / "new" / "data" / "secret.key").stat().st_mode & 0o077 == 0


def test_config_show_prints_every_setting_and_no_secret(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("token in a file\n")
    command = commands_of(
        Settings(data=tmp_path),
        BIZTWEET_SECRET_KEY="very secret",
        BIZTWEET_DATABASE_URL="postgresql://me:password@db/biztweet",
        BIZTWEET_METRICS_TOKEN_FILE=str(tmp_path / "token"),
        BIZTWEET_COMPANY_NAME="우리 회사",
    )
    shown = dict(line.partition("=")[::2] for line in command("config", "show").out.splitlines())
    assert shown["BIZTWEET_SECRET_KEY"] == shown["BIZTWEET_DATABASE_URL"] == shown["BIZTWEET_METRICS_TOKEN"] == "(set)"
    assert shown["BIZTWEET_BUS_URL"] == "(not set)  # default"
    assert shown["BIZTWEET_COMPANY_NAME"] == "우리 회사"
    assert shown["BIZTWEET_DATA"] == str(tmp_path)


def test_a_setting_that_will_not_do_is_named_without_its_secret(tmp_path: Path) -> None:
    command = commands_of(Settings(data=tmp_path), BIZTWEET_POST_LIMIT="long")
    assert "BIZTWEET_POST_LIMIT" in command("people", "list", code=1).err
    assert findings(command, code=1)["settings"][0] == "FAIL"


# ── doctor ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sound_installation_is_told_so(command: Command) -> None:
    command("people", "add", "minsu", "--name", "김민수")
    found = findings(command)
    assert {"settings", "versions", "data folder", "disk", "database", "pictures", "bus", "base URL", "secret key"} <= (
        found.keys()
    )
    assert found["database"][0] == found["pictures"][0] == found["bus"][0] == "OK"
    assert f"shape {HEAD}" in found["database"][1]
    lines = command("doctor").out.splitlines()
    assert lines[0].split()[:3] == ["1", "OK", "settings:"]


def test_before_the_first_start_there_is_nothing_wrong(tmp_path: Path) -> None:
    found = findings(commands_of(Settings(data=tmp_path / "new")))
    assert found["database"][0] == "WARN"
    assert found["data folder"][0] == "OK"


def test_what_is_wrong_is_named_with_what_mends_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    commands_of(Settings(data=data))("migrate")
    data.chmod(0o755)
    (data / "secret.key").write_text("0" * 64)
    (data / "secret.key").chmod(0o644)
    command = commands_of(Settings(data=data), BIZTWEET_BASE_URL="talk.corp.test", BIZTWEET_RATE_LIMITS="off")
    found = findings(command, code=1)
    assert found["base URL"][0] == found["secret key"][0] == "FAIL"
    assert found["data folder"][0] == found["rate limits"][0] == "WARN"
    assert "→ chmod 600" in command("doctor", code=1).out


def test_servers_that_do_not_answer_are_told(tmp_path: Path) -> None:
    away = Settings(
        data=tmp_path, database_url="postgresql://me:password@127.0.0.1:1/none", bus_url="redis://127.0.0.1:1/0"
    )
    command = commands_of(away)
    found = findings(command, code=1)
    assert found["database"][0] == "FAIL"
    assert found["bus"][0] == "WARN"
    assert "password" not in command("doctor", code=1).out
    assert command("people", "list", code=1).err.startswith("biztweet: ")


def test_a_database_of_another_shape_is_told(any_settings: Settings, command: Command) -> None:
    async def newer() -> None:
        async with connected(any_settings) as company:

            async def work(tx: Transaction) -> None:
                await tx.execute(Statement(sa.text("UPDATE alembic_version SET version_num = '9999'")))

            await company.db.write(work)

    asyncio.run(newer())
    assert "9999" in findings(command, code=1)["database"][1]
    assert "newer version" in command("people", "list", code=1).err


# ── backup, restore ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def lived_in(any_settings: Settings) -> Settings:
    """An installation with people, posts and a picture."""

    async def live() -> None:
        async with opened(any_settings) as company:
            minsu, jane = await a_person(company, "minsu"), await a_person(company, "jane")
            for number in range(20):
                await like(company.db, jane, await said(company, minsu, f"글 {number}"))
            await company.blobs.put("ab" * 16 + "/original", os.urandom(5_000))

    asyncio.run(live())
    commands_of(any_settings)("token", "create", "--handle", "minsu", "--app", "App")
    return any_settings


@pytest.fixture
def elsewhere(lived_in: Settings, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """An empty place of the same kind."""
    data = tmp_path / "elsewhere"
    if lived_in.sqlite_path is not None:
        yield Settings(data=data)
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database() as url:
        yield msgspec.structs.replace(lived_in, data=data, database_url=url)


async def everything(company: Company) -> tuple[object, ...]:
    events = await outbox.events_after(company.db.engine, 0, 10_000)
    ids = [event.event.post_id for event in events if hasattr(event.event, "post_id")]
    posts = sorted(await company.db.rows(store.BY_IDS, ids=ids), key=lambda post: post.id)
    picture = await company.blobs.get("ab" * 16 + "/original")
    return events, posts, picture


def read(settings: Settings) -> tuple[object, ...]:
    async def run() -> tuple[object, ...]:
        async with connected(settings) as company:
            return await everything(company)

    return asyncio.run(run())


def test_what_was_backed_up_is_restored_elsewhere_as_it_was(
    lived_in: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "backup.tar.gz"
    told = commands_of(lived_in)("backup", str(file)).out
    assert "1 picture files, with the key; read back and compared." in told
    assert file.stat().st_mode & 0o077 == 0
    restoring = commands_of(elsewhere)
    assert "whole" in restoring("restore", str(file), "--check").out
    assert "restored" in restoring("restore", str(file)).out
    assert read(elsewhere) == read(lived_in)
    key = elsewhere.data / "secret.key"
    assert key.read_bytes() == (lived_in.data / "secret.key").read_bytes()
    assert key.stat().st_mode & 0o077 == 0
    epochs = set()
    for settings in (lived_in, elsewhere):

        async def epoch(settings: Settings = settings) -> int:
            async with opened(settings) as company:
                return company.live.epoch

        epochs.add(asyncio.run(epoch()))
    assert len(epochs) == 2
    assert restoring("restore", str(file), code=1).err


def test_a_backup_may_be_made_while_people_post_and_without_the_key(
    lived_in: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "backup.tar.gz"

    async def post_and_back_up() -> int:
        async with opened(lived_in) as company:
            viewer = await a_person(company)
            made = asyncio.create_task(archive.write(lived_in, file, with_key=False))
            count = 0
            while not made.done() or not count:
                await said(company, viewer, f"동시에 {count}")
                count += 1
            await made
            return count

    assert asyncio.run(post_and_back_up()) > 0
    commands_of(elsewhere)("restore", str(file))
    assert not (elsewhere.data / "secret.key").exists()
    events, posts, _ = read(elsewhere)
    assert len(posts) >= 20  # type: ignore[arg-type]
    assert [event.position for event in events] == list(range(1, len(events) + 1))  # type: ignore[attr-defined, arg-type]


def test_a_damaged_backup_is_refused_whatever_is_wrong_with_it(make_settings: MakeSettings, tmp_path: Path) -> None:
    settings = make_settings("sqlite")
    command = commands_of(settings)
    command("people", "add", "minsu", "--name", "김민수")
    file, chance = tmp_path / "backup.tar.gz", random.Random(1)
    command("backup", str(file))
    whole = file.read_bytes()
    damaged = tmp_path / "damaged.tar.gz"
    inside = gzip.decompress(whole)
    kinds = [
        b"",
        b"no archive",
        whole[:100],
        whole[: len(whole) // 2],
        whole[: -len(whole) // 10],
        inside,
        gzip.compress(inside[:2_000]),
    ]
    kinds += [gzip.compress(b"not a tar")]
    for _ in range(25):
        raw = bytearray(whole)
        raw[chance.randrange(20, len(raw))] ^= 1 << chance.randrange(8)
        kinds.append(bytes(raw))
    for _ in range(15):
        raw = bytearray(inside)
        raw[chance.randrange(len(raw) // 2)] ^= 1 << chance.randrange(8)
        kinds.append(gzip.compress(bytes(raw), 1))
    refused = 0
    for content in kinds:
        damaged.write_bytes(content)
        result = _try(command, "restore", str(damaged), "--check")
        refused += result
    assert refused >= len(kinds) - 3  # a bit in what tar or gzip do not use changes nothing
    elsewhere = commands_of(Settings(data=tmp_path / "elsewhere"))
    damaged.write_bytes(whole[: len(whole) // 2])
    elsewhere("restore", str(damaged), code=1)
    assert not (tmp_path / "elsewhere").exists()


def migrated_to(revision: str, url: str) -> None:
    """A database as an older version made it; in a process of its own, as ever."""
    script = (
        "import sys; from alembic import command; from biztweet.migrations import __main__ as migrations\n"
        "newest = command.upgrade\n"
        "command.upgrade = lambda config, _: newest(config, sys.argv[2])\n"
        "migrations.upgrade(sys.argv[1])"
    )
    subprocess.run([sys.executable, "-c", script, url, revision], check=True)


def test_an_older_backup_is_brought_to_this_versions_shape(tmp_path: Path) -> None:
    old, new = Settings(data=tmp_path / "old"), Settings(data=tmp_path / "new")
    old.data.mkdir()
    migrated_to("0001", f"sqlite:///{old.data / 'biztweet.db'}")
    file = tmp_path / "backup.tar.gz"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "HEAD", "0001")
        asyncio.run(archive.write(old, file, with_key=False))
    told = commands_of(new)("restore", str(file)).out
    assert "of shape 0001" in told
    assert asyncio.run(shape(new)) == HEAD
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "HEAD", "9999")
        (tmp_path / "future.tar.gz").unlink(missing_ok=True)
        asyncio.run(archive.write(old, tmp_path / "future.tar.gz", with_key=False))
    future = commands_of(Settings(data=tmp_path / "future"))("restore", str(tmp_path / "future.tar.gz"), code=1)
    assert "newer version" in future.err


def test_a_restore_that_fails_leaves_an_empty_place_and_can_be_tried_again(
    lived_in: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "backup.tar.gz"
    commands_of(lived_in)("backup", str(file))
    elsewhere.data.mkdir(parents=True)
    (elsewhere.data / "media").write_text("no folder")  # so that pictures cannot be kept
    assert commands_of(elsewhere)("restore", str(file), code=1).err
    assert [entry.name for entry in elsewhere.data.iterdir()] == ["media"]
    assert asyncio.run(shape(elsewhere)) is None
    (elsewhere.data / "media").unlink()
    commands_of(elsewhere)("restore", str(file))
    assert read(elsewhere) == read(lived_in)


def test_names_in_a_backup_are_never_paths(make_settings: MakeSettings, tmp_path: Path) -> None:
    command = commands_of(make_settings("sqlite"))
    command("people", "add", "minsu", "--name", "김민수")
    file = tmp_path / "evil.tar.gz"
    for name, kind in (("../evil", tarfile.REGTYPE), ("media/../../evil", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)):
        with tarfile.open(file, "w:gz") as tar:
            info = tarfile.TarInfo(name)
            info.type, info.size, info.linkname = kind, 4 if kind == tarfile.REGTYPE else 0, "/etc/passwd"
            tar.addfile(info, io.BytesIO(b"evil"))
        command("restore", str(file), "--check", code=1)
    assert not (tmp_path / "evil").exists()
    assert not (tmp_path.parent / "evil").exists()


def test_nothing_to_back_up_is_said(tmp_path: Path) -> None:
    commands_of(Settings(data=tmp_path / "none"))("backup", str(tmp_path / "file"), code=1)
    assert list(tmp_path.iterdir()) == []


def _try(command: Command, *arguments: str) -> bool:
    """Whether a command refuses, in good order."""
    try:
        command(*arguments)
    except AssertionError:
        command(*arguments, code=1)
        return True
    return False


# ── reindex ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_posts_that_cannot_be_found_are_noticed_and_entered_anew(
    any_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("biztweet.cli.doctor._BEHIND", 2)
    command = commands_of(any_settings)
    async with connected(any_settings) as company:  # nobody reacts
        minsu = await a_person(company)
        for number in range(3):
            await said(company, minsu, f"글 {number}")
    found = await asyncio.to_thread(findings, command)
    assert found["database"] == ("WARN", "3 posts cannot be found by searching")
    ended = await asyncio.to_thread(command, "reindex")
    assert ended.out == "3 posts can be found\n"
    assert (await asyncio.to_thread(findings, command))["database"][0] == "OK"
