"""Fill: the made-up company straight into migrated tables, a million posts in about half a minute."""

import asyncio
import io
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import apsw
import asyncpg
import msgspec
import sqlalchemy as sa

from bench import crowd
from biztweet.accounts import store as accounts
from biztweet.accounts.handles import key
from biztweet.accounts.model import Account
from biztweet.follows.tables import follows
from biztweet.kernel.outbox import SAVE_COUNTERS
from biztweet.migrations import HEAD
from biztweet.ports.index.postgres_fts import placed
from biztweet.ports.sql.statement import Command
from biztweet.posts import store as posts
from biztweet.posts.model import Post
from biztweet.posts.view import Shared
from biztweet.search.document import document, subject
from tests.companies import migrate_now

_MADE = 4  # changed whenever what is made changes
_FOLLOW = Command(sa.insert(follows))
_AT_ONCE = 20_000
_RECENT = 4_000
_COUNTERS = {"last_id": crowd.LAST_ID, "last_position": 0}

Values = dict[str, Any]
Filling = tuple[str, Command, Iterator[Values]]


def sqlite_file(count: int, *, searchable: bool = False) -> Path:
    """A database file with `count` posts, made once and kept in the machine's folder for temporary files."""
    kept = Path(tempfile.gettempdir()) / "biztweet-bench" / f"{HEAD}-{_MADE}-{count}{'-searchable' * searchable}.db"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        making = Path(tempfile.mkdtemp(dir=kept.parent))
        _fill_sqlite(making / "new.db", count)
        if searchable:
            _index_sqlite(making / "new.db", count)
        (making / "new.db").replace(kept)
        shutil.rmtree(making)
    return kept


def fill_postgres(url: str, count: int, *, searchable: bool = False) -> None:
    """Make the tables at `url` and fill them."""
    migrate_now(url)
    asyncio.run(_fill_postgres(url, count))
    if searchable:
        asyncio.run(_index_postgres(url, count))


def _fill_sqlite(path: Path, count: int) -> None:
    migrate_now(f"sqlite:///{path}")
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000")
    indexes = list(
        connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'posts' AND sql > ''"
        )
    )
    for name, _ in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    with connection:
        for _, command, rows in _everything(count):
            compiled = command.compiled("sqlite")
            connection.executemany(compiled.sql, map(compiled.arguments, rows))
        for _, sql in indexes:
            connection.execute(sql)
        compiled = SAVE_COUNTERS.compiled("sqlite")
        connection.execute(compiled.sql, compiled.arguments(_COUNTERS))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


async def _fill_postgres(url: str, count: int) -> None:
    connection = await asyncpg.connect(url)
    for table, command, rows in _everything(count):
        compiled = command.compiled("postgresql")
        columns = [name for name, *_ in compiled.slots]
        while page := [compiled.arguments(row) for row in islice(rows, _AT_ONCE)]:
            await connection.copy_records_to_table(table, records=page, columns=columns)
    compiled = SAVE_COUNTERS.compiled("postgresql")
    await connection.execute(compiled.sql, *compiled.arguments(_COUNTERS))
    await connection.execute("VACUUM ANALYZE")
    await connection.execute("CHECKPOINT")
    await connection.close()


def _index_sqlite(path: Path, count: int) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -500000")
    with connection:
        connection.executemany(
            "INSERT INTO post_index(rowid, words) VALUES (?, ?)",
            ((post_id, " ".join(tokens)) for post_id, tokens in _documents(count)),
        )
        connection.execute("INSERT INTO post_index(post_index) VALUES ('optimize')")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


async def _index_postgres(url: str, count: int) -> None:
    connection = await asyncpg.connect(url)
    [made] = await connection.fetchrow("SELECT indexdef FROM pg_indexes WHERE indexname = 'post_index_words'")
    await connection.execute("DROP INDEX post_index_words")
    rows = (f"{post_id}\t{placed(tokens)}\n" for post_id, tokens in _documents(count))
    while page := "".join(islice(rows, _AT_ONCE)):
        await connection.copy_to_table("post_index", source=io.BytesIO(page.encode()), format="text")
    await connection.execute(made)
    await connection.execute("VACUUM ANALYZE post_index")
    await connection.close()


def _documents(count: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every post as the index takes it; what is repeated was posted not long before."""
    people = {account.id: account for account in crowd.people()}
    recent: dict[int, Post] = {}
    for post in crowd.posts(count):
        original = recent.get(post.repost_of_id or 0)
        shared = Shared(
            post=post,
            author=people[post.author_id],
            reply_to_account=people[post.reply_to_account_id] if post.reply_to_account_id else None,
            original=Shared(post=original, author=people[original.author_id]) if original is not None else None,
        )
        yield post.id, document(subject(shared))
        recent[post.id] = post
        if len(recent) > _RECENT:
            del recent[next(iter(recent))]


def _everything(count: int) -> Iterable[Filling]:
    yield "accounts", accounts.INSERT, (_account(account) for account in crowd.people())
    yield (
        "follows",
        _FOLLOW,
        (
            {"follower_id": crowd.person_id(who), "followee_id": crowd.person_id(whom), "id": number, "reposts": True}
            for number, (who, whom) in enumerate(crowd.followings(), 1)
        ),
    )
    every = crowd.posts(count)
    tagged: list[Values] = []

    def stored() -> Iterator[Values]:
        for post in every:
            tagged.extend({"tag": hashtag.tag, "post_id": post.id} for hashtag in post.entities.hashtags)
            yield msgspec.structs.asdict(post)

    yield "posts", posts.INSERT, stored()
    yield "tags", posts.INSERT_TAG, chain(tagged)


def _account(account: Account) -> Values:
    return msgspec.structs.asdict(account) | {
        "handle_key": key(account.handle),
        "login": account.handle,
        "access_after": 0,
        "awaiting_count": 0,
    }


def main() -> None:
    """Fill what a full run needs, to see how long that takes."""
    for count in (10_000, 100_000, 1_000_000):
        began = time.perf_counter()
        print(sqlite_file(count), f"{time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
