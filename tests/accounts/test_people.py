"""People: what is remembered of an account is what its row says, and a post costs no reading of it."""

import asyncio

import pytest

from biztweet.accounts import store
from biztweet.accounts.model import Account
from biztweet.accounts.people import People
from biztweet.company import Company
from biztweet.kernel.outbox import events_after
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from tests.counting import counted_reads
from tests.factories import a_person, said


async def stored(company: Company, account_id: int) -> Account | None:
    return await company.db.one(store.BY_IDS, ids=[account_id])


async def test_after_any_writes_what_is_remembered_is_what_is_stored(any_company: Company) -> None:
    minsu, jane = await a_person(any_company), await a_person(any_company)
    for _ in range(3):
        post_ids = await asyncio.gather(*(said(any_company, minsu, f"{number}") for number in range(4)))
        await repost(any_company.db, minsu, post_ids[0], Source("tests"))
        await remove(any_company.db, minsu, post_ids[1])
        for viewer in (minsu, jane):
            assert await any_company.people.one(viewer.id) == await stored(any_company, viewer.id)


async def test_somebodys_next_post_costs_no_reading_of_their_row(any_company: Company) -> None:
    minsu = await a_person(any_company)
    await any_company.people.one(minsu.id)
    for count in (1, 2, 3):
        await said(any_company, minsu, f"{count}")
        await any_company.relay.barrier()
        with counted_reads(any_company) as counted:
            assert (await any_company.people.one(minsu.id)).post_count == count
        assert counted.reads == 0


@pytest.mark.parametrize("known", range(4))
async def test_posts_that_an_account_was_read_with_are_not_counted_again(any_company: Company, known: int) -> None:
    minsu = await a_person(any_company)
    before = any_company.relay.position
    people = People(any_company.db)
    for number in range(4):
        if number == known:
            assert (await people.one(minsu.id)).post_count == known
        await said(any_company, minsu, f"{number}")
    for number, recorded in enumerate(await events_after(any_company.db.engine, before), 1):
        people.apply(recorded)
        with counted_reads(any_company) as counted:
            assert (await people.one(minsu.id)).post_count == max(known, number)
        assert counted.reads == 0


async def test_what_is_being_read_while_somebody_posts_is_not_kept(any_company: Company) -> None:
    minsu = await a_person(any_company)
    before = any_company.relay.position
    people = People(any_company.db)
    reading = asyncio.create_task(people.by_id([minsu.id]))
    await asyncio.sleep(0)
    await said(any_company, minsu)
    for recorded in await events_after(any_company.db.engine, before):
        people.apply(recorded)
    await reading
    assert await people.one(minsu.id) == await stored(any_company, minsu.id)
