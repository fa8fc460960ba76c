"""Whatever people do, in any order: every count is what the rows say, and every cache says what the rows say."""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import hypothesis
import msgspec
import pytest
import sqlalchemy as sa
import uvloop
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import activate, deactivate
from biztweet.accounts.tables import accounts
from biztweet.company import Company
from biztweet.follows.follow import follow, unfollow
from biztweet.follows.hide import block
from biztweet.follows.tables import follows
from biztweet.kernel.errors import Refusal
from biztweet.kernel.ids import MAX_ID
from biztweet.opening import opened
from biztweet.ports.sql.statement import Query
from biztweet.posts.bookmark import bookmark, unbookmark
from biztweet.posts.edit import Changes, edit
from biztweet.posts.hydrate import Views
from biztweet.posts.like import like, unlike
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost, unrepost
from biztweet.posts.tables import bookmarks, likes, posts, visible_to_all
from biztweet.settings import Settings
from tests.factories import a_person, said

T = TypeVar("T")
_PEOPLE = 4
_LAST_POSTS = 6


class Counted(msgspec.Struct, frozen=True):
    """A row whose counts are not what other rows say: (stored, true) for each."""

    id: int
    counts: int
    truth: int


def _wrong(table: sa.Table, count: str, truth: sa.Select[Any], *more: sa.ColumnElement[bool]) -> Query[Counted]:
    counted = truth.scalar_subquery()
    return Query(
        Counted,
        sa.select(table.c.id, table.c[count].label("counts"), counted.label("truth")).where(
            table.c[count] != counted, *more
        ),
    )


def _number_of(table: sa.FromClause, *where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(sa.func.count()).select_from(table).where(*where)


_others = posts.alias("others")
_not_deleted = sa.and_(_others.c.deleted_at.is_(None))
WRONG = {
    "likes of a post": _wrong(posts, "like_count", _number_of(likes, likes.c.post_id == posts.c.id)),
    "reposts of a post": _wrong(
        posts, "repost_count", _number_of(_others, _others.c.repost_of_id == posts.c.id, _not_deleted), visible_to_all
    ),
    "quotes of a post": _wrong(
        posts, "quote_count", _number_of(_others, _others.c.quote_of_id == posts.c.id, _not_deleted)
    ),
    "replies to a post": _wrong(
        posts, "reply_count", _number_of(_others, _others.c.reply_to_id == posts.c.id, _not_deleted)
    ),
    "posts of an account": _wrong(
        accounts, "post_count", _number_of(_others, _others.c.author_id == accounts.c.id, _not_deleted)
    ),
    "likes of an account": _wrong(accounts, "like_count", _number_of(likes, likes.c.account_id == accounts.c.id)),
    "followers": _wrong(accounts, "follower_count", _number_of(follows, follows.c.followee_id == accounts.c.id)),
    "followees": _wrong(accounts, "followee_count", _number_of(follows, follows.c.follower_id == accounts.c.id)),
}
# Marks on, and repeats of, posts that are gone.
LEFT_BEHIND = Query(
    int,
    sa.union_all(
        *(
            sa.select(marks.c.id).join(posts, posts.c.id == marks.c.post_id).where(sa.not_(visible_to_all))
            for marks in (likes, bookmarks)
        ),
        sa.select(_others.c.id)
        .join(posts, posts.c.id == _others.c.repost_of_id)
        .where(_not_deleted, sa.not_(visible_to_all)),
    ),
)

people = st.integers(0, _PEOPLE - 1)
recent = st.integers(0, _LAST_POSTS - 1)


class Colleagues(RuleBasedStateMachine):
    """Four people who do everything to each other and to the last posts, all in one company."""

    def __init__(self, runner: asyncio.Runner, company: Company) -> None:
        super().__init__()
        self.runner = runner
        self.here = company
        self.people: list[Viewer] = []
        self.posts: list[int] = []

    def does(self, act: Awaitable[T]) -> T | None:
        """What somebody tries; a refusal is an answer too."""

        async def tried() -> T | None:
            try:
                return await act
            except Refusal:
                return None

        return self.runner.run(tried())

    def post(self, at: int) -> int:
        return self.posts[-1 - at % len(self.posts)] if self.posts else MAX_ID

    def keep(self, post_id: int | None) -> None:
        if post_id is not None and post_id not in self.posts:
            self.posts.append(post_id)

    @initialize()
    def join(self) -> None:
        self.people = [self.runner.run(a_person(self.here)) for _ in range(_PEOPLE)]

    @rule(who=people, named=people)
    def say(self, who: int, named: int) -> None:
        self.keep(self.does(said(self.here, self.people[who], f"@person{named} #회의 글")))

    @rule(who=people, at=recent)
    def answer(self, who: int, at: int) -> None:
        self.keep(self.does(said(self.here, self.people[who], "답", reply_to_id=self.post(at))))

    @rule(who=people, at=recent, answered=recent)
    def quote(self, who: int, at: int, answered: int) -> None:
        reply_to = self.post(answered) if answered % 2 else None
        draft = said(self.here, self.people[who], "인용", quote_of_id=self.post(at), reply_to_id=reply_to)
        self.keep(self.does(draft))

    @rule(who=people, at=recent)
    def repeat(self, who: int, at: int) -> None:
        repeated = self.does(repost(self.here.db, self.people[who], self.post(at), Source("tests")))
        self.keep(repeated.post_id if repeated else None)

    @rule(who=people, at=recent)
    def take_back(self, who: int, at: int) -> None:
        self.does(unrepost(self.here.db, self.people[who], self.post(at)))

    @rule(who=people, at=recent)
    def delete(self, who: int, at: int) -> None:
        self.does(remove(self.here.db, self.people[who], self.post(at)))

    @rule(who=people, at=recent, tag=st.sampled_from(["#회의", "#점심", ""]))
    def reword(self, who: int, at: int, tag: str) -> None:
        self.does(edit(self.here.db, self.people[who], self.post(at), Changes(f"고침 {tag}"), self.here.text_rules))

    @rule(who=people, at=recent)
    def like(self, who: int, at: int) -> None:
        self.does(like(self.here.db, self.people[who], self.post(at)))

    @rule(who=people, at=recent)
    def unlike(self, who: int, at: int) -> None:
        self.does(unlike(self.here.db, self.people[who], self.post(at)))

    @rule(who=people, at=recent, keeps=st.booleans())
    def mark(self, who: int, at: int, *, keeps: bool) -> None:
        self.does((bookmark if keeps else unbookmark)(self.here.db, self.people[who], self.post(at)))

    @rule(who=people, whom=people)
    def follow(self, who: int, whom: int) -> None:
        if who != whom:
            self.does(follow(self.here.db, self.people[who], self.people[whom].id))

    @rule(who=people, whom=people, blocks=st.booleans())
    def unfollow(self, who: int, whom: int, *, blocks: bool) -> None:
        if who != whom:
            self.does((block if blocks else unfollow)(self.here.db, self.people[who], self.people[whom].id))

    @rule(who=people, back=st.booleans())
    def leave(self, who: int, *, back: bool) -> None:
        self.does((activate if back else deactivate)(self.here.db, self.people[who].id))

    @invariant()
    def counts_are_what_the_rows_say(self) -> None:
        async def wrong() -> dict[str, list[Counted]]:
            return {name: found for name, query in WRONG.items() if (found := await self.here.db.rows(query))}

        assert self.runner.run(wrong()) == {}
        assert self.runner.run(self.here.db.rows(LEFT_BEHIND)) == []

    @invariant()
    def what_is_remembered_is_what_the_rows_say(self) -> None:
        async def compared() -> None:
            here, ids = self.here, self.posts[-_LAST_POSTS:]
            fresh_people = type(here.people)(here.db)
            fresh = Views(here.db, fresh_people)
            for viewer in self.people:
                assert await here.views.of(viewer, ids) == await fresh.of(viewer, ids)
                assert await here.people.one(viewer.id) == await fresh_people.one(viewer.id)
                assert await here.graph.circle(viewer.id) == await type(here.graph)(here.db).circle(viewer.id)

        self.runner.run(compared())


@contextmanager
def running(settings: Settings) -> Iterator[tuple[asyncio.Runner, Company]]:
    """A company that stays open while a synchronous test does one thing after the other."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        opening = opened(settings)
        company = runner.run(opening.__aenter__())
        try:
            yield runner, company
        finally:
            runner.run(opening.__aexit__(None, None, None))


@pytest.fixture
def budget() -> hypothesis.settings:
    """A few examples in every run, many in the long campaigns."""
    usual = hypothesis.settings()
    long = usual.max_examples > 100
    return hypothesis.settings(
        usual,
        max_examples=500 if long else 12,
        stateful_step_count=60 if long else 25,
        suppress_health_check=list(hypothesis.HealthCheck),
    )


def test_every_count_and_every_cache_says_what_the_rows_say(
    any_settings: Settings, budget: hypothesis.settings
) -> None:
    with running(any_settings) as (runner, company):
        run_state_machine_as_test(lambda: Colleagues(runner, company), settings=budget)  # type: ignore[arg-type]
