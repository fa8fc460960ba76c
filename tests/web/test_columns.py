"""A column that is joined once for all readers shows each of them what they would see without it."""

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.clock import MINUTE
from biztweet.posts.edit import Changes, edit
from biztweet.posts.like import like, unlike
from biztweet.posts.model import Source
from biztweet.posts.repost import repost
from biztweet.web.face import face_of
from tests.factories import a_person, said


@pytest.fixture
async def minsu(company: Company) -> Viewer:
    return await a_person(company, "minsu")


@pytest.fixture
async def jane(company: Company) -> Viewer:
    return await a_person(company, "jane")


async def test_everybody_sees_their_own_marks_in_the_column_that_all_share(
    company: Company, minsu: Viewer, jane: Viewer
) -> None:
    reader, face = await a_person(company, "reader"), face_of(company)
    plain = await said(company, minsu, "점심")
    quote = await said(company, jane, "Yes", quote_of_id=plain)
    repeat = (await repost(company.db, minsu, quote, Source("BizTweet"))).post_id
    ids = [repeat, quote, plain]

    async def everybody_sees_what_is_so() -> None:
        now = company.db.clock()
        for who in (reader, minsu, jane, reader):
            expected = face.fragments.posts(await company.views.of(who, ids), "ko", now)
            assert await face.columns.of(who, ids, "ko", now) == expected

    await everybody_sees_what_is_so()
    for act in (like, unlike, like):
        await act(company.db, reader, plain)
        await everybody_sees_what_is_so()
    await edit(company.db, minsu, plain, Changes(text="저녁"), company.text_rules)
    await everybody_sees_what_is_so()


async def test_a_column_is_joined_anew_when_its_times_read_otherwise(
    company: Company, minsu: Viewer, jane: Viewer
) -> None:
    ids, now = [await said(company, minsu)], company.db.clock()
    columns = face_of(company).columns
    assert "방금".encode() in await columns.of(jane, ids, "ko", now)
    assert "3분 전".encode() in await columns.of(jane, ids, "ko", now + 3 * MINUTE + MINUTE // 2)
    assert b"now" in await columns.of(jane, ids, "en", now)
