"""Statements: what the database is asked for one post, as the product asks it."""

from typing import Any

import msgspec

from bench import crowd
from biztweet.accounts import store as accounts
from biztweet.events import PostPublished
from biztweet.kernel import outbox
from biztweet.kernel.clock import system_clock
from biztweet.kernel.outbox import Recorded
from biztweet.ports.sql.statement import Command
from biztweet.posts import store
from biztweet.posts.model import Post

Statement = tuple[Command, dict[str, Any]]

_SAMPLE = next(crowd.posts(1))


def before() -> Statement:
    """Asked once a transaction, before its posts."""
    return outbox.READ_COUNTERS, {}


def of_post(number: int, post_id: int) -> list[Statement]:
    """Asked for each post."""
    author_id = crowd.person_id(number % crowd.READERS)
    at = system_clock()
    post = msgspec.structs.replace(_SAMPLE, id=post_id, author_id=author_id, thread_id=post_id, created_at=at)
    event = PostPublished(post_id=post_id, author_id=author_id, thread_id=post_id, in_company=True)
    return [
        (accounts.BY_IDS, {"ids": [author_id]}),
        (store.INSERT, _values(post)),
        (accounts.COUNT_POST, {"account_id": author_id, "more": 1, "at": at}),
        (outbox.APPEND, outbox.row(Recorded(number, event, at))),
    ]


def after(last_id: int, last_position: int) -> Statement:
    """Asked once a transaction, after its posts."""
    return outbox.SAVE_COUNTERS, {"last_id": last_id, "last_position": last_position}


def _values(post: Post) -> dict[str, Any]:
    return msgspec.structs.asdict(post)
