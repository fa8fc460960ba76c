"""Who may see what: one rule, said in Python and in SQL."""

import random

import pytest
import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.messages.remove import delete, remove
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id
from biztweet.posts import store
from biztweet.posts.model import Audience, Post
from biztweet.posts.remove import remove as remove_post
from biztweet.posts.tables import posts
from biztweet.posts.visibility import may_see, reader_of, seen_by, visible_to_all
from tests.factories import a_person, a_post, said, told_to

SEEN = Query(int, sa.select(posts.c.id).where(seen_by(sa.bindparam("account_id", type_=Id))))
ALL = Query(int, sa.select(posts.c.id))


@pytest.mark.parametrize("seed", range(3))
async def test_python_and_sql_say_the_same_whatever_was_done(any_company: Company, seed: int) -> None:
    here, chance = any_company, random.Random(seed)
    people = [await a_person(here) for _ in range(4)]
    for _ in range(30):
        who, *others = chance.sample(people, chance.randint(1, 4))
        match chance.choice(["say", "send", "send", "delete", "put away", "delete post"]):
            case "say":
                await said(here, who)
            case "send":
                await told_to(here, who, *others)
            case "delete post":
                mine = [p for p in await everything(here) if p.author_id == who.id and visible_to_all(p)]
                if mine:
                    await remove_post(here.db, who, chance.choice(mine).id)
            case act:
                theirs = [p for p in await everything(here) if p.audience is Audience.direct and may_see(who, p)]
                wanted = [p for p in theirs if act == "put away" or p.author_id == who.id]
                if wanted:
                    await (remove if act == "put away" else delete)(here.db, who, chance.choice(wanted).id)
    found = await everything(here)
    for viewer in (*people, Viewer(None), Viewer(people[0].id, frozenset({"read:statuses", "write"}))):
        in_python = {post.id for post in found if may_see(viewer, post)}
        assert in_python == set(await here.db.rows(SEEN, account_id=reader_of(viewer)))


async def everything(here: Company) -> list[Post]:
    return await here.db.rows(store.BY_IDS, ids=await here.db.rows(ALL))


def test_a_message_is_there_for_whom_it_was_sent_to_and_who_did_not_put_it_away() -> None:
    message = a_post(audience=Audience.direct, addressee_ids=(1, 2), removed_by_ids=(2,), conversation_id=9)
    assert may_see(Viewer(1), message)
    assert not may_see(Viewer(2), message)
    assert not may_see(Viewer(3), message)
    assert not may_see(Viewer(None), message)
    assert not visible_to_all(message)
    assert not may_see(Viewer(1), a_post(audience=Audience.direct, addressee_ids=(1,), deleted_at=7))


def test_an_app_that_is_not_for_messages_sees_none() -> None:
    message = a_post(audience=Audience.direct, addressee_ids=(1, 2), removed_by_ids=())
    assert not may_see(Viewer(1, frozenset({"read:statuses", "write:messages"})), message)
    assert may_see(Viewer(1, frozenset({"read:messages"})), message)
