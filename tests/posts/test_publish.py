"""Publishing: what is stored, what is refused, and that a request that comes twice counts once."""

import asyncio

import pytest

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import deactivate
from biztweet.company import Company
from biztweet.events import PostPublished
from biztweet.kernel import outbox
from biztweet.kernel.errors import Invalid
from biztweet.kernel.transaction import Transaction
from biztweet.posts import store
from biztweet.posts.errors import (
    AccountInactive,
    KeyReused,
    MediaMissing,
    QuotedMissing,
    Repeated,
    ReplyToMissing,
    TextMissing,
    TextTooLong,
    TextUnsafe,
)
from biztweet.posts.idempotency import keep, prefetch_of
from biztweet.posts.model import Draft
from biztweet.posts.remove import remove
from tests.counting import asked_within_writes, counted_reads
from tests.factories import a_person, said


async def test_a_post_stands_as_it_was_written_with_its_authors_name_of_that_day(any_company: Company) -> None:
    minsu = await a_person(any_company, "minsu", name="김민수", department="데이터팀")
    post_id = await said(any_company, minsu, "오늘 점심 같이 하실 분? #점심번개")
    view = await any_company.views.one(minsu, post_id)
    assert view is not None
    assert view.shared.post.text == "오늘 점심 같이 하실 분? #점심번개"
    assert view.shared.post.signature.name == "김민수"
    assert view.shared.post.signature.department == "데이터팀"
    assert view.shared.post.language == "ko"
    assert [tag.tag for tag in view.shared.post.entities.hashtags] == ["점심번개"]
    assert view.mine


async def test_the_event_is_stored_with_the_post(any_company: Company) -> None:
    minsu, jane = await a_person(any_company), await a_person(any_company, "jane")
    before = any_company.relay.position
    post_id = await said(any_company, minsu, "@jane님이 발표합니다 #Seminar")
    recorded, *_ = await outbox.events_after(any_company.db.engine, before)  # reactors may have been quick
    assert recorded.event == PostPublished(
        post_id=post_id,
        author_id=minsu.id,
        thread_id=post_id,
        in_company=True,
        mentioned_ids=(jane.id,),
        tags=("seminar",),
    )


async def test_ids_grow_in_the_order_of_publishing(any_company: Company) -> None:
    minsu = await a_person(any_company)
    ids = await asyncio.gather(*(said(any_company, minsu, f"글 {number}") for number in range(40)))
    assert list(ids) == sorted(ids)
    assert len(set(ids)) == 40


async def test_what_cannot_be_posted_is_refused_by_name(any_company: Company) -> None:
    minsu = await a_person(any_company)
    for text, refusal in (
        ("", TextMissing),
        (" \n ", TextMissing),
        ("가" * 141, TextTooLong),
        ("a" * 281, TextTooLong),
        ("bell \x07", TextUnsafe),
        ("\u202edesrever", TextUnsafe),
        ("\ud800", TextUnsafe),
    ):
        with pytest.raises(refusal):
            await said(any_company, minsu, text)
    with pytest.raises(ReplyToMissing):
        await said(any_company, minsu, reply_to_id=1)
    with pytest.raises(QuotedMissing):
        await said(any_company, minsu, quote_of_id=2**63 - 1)
    with pytest.raises(MediaMissing):
        await said(any_company, minsu, media_ids=(5,))


async def test_140_hangul_fit_and_a_failed_work_harms_no_neighbour_in_its_batch(any_company: Company) -> None:
    minsu = await a_person(any_company)
    outcomes = await asyncio.gather(
        *(said(any_company, minsu, f"글 {number}", reply_to_id=None if number % 3 else 1) for number in range(30)),
        said(any_company, minsu, "가" * 140),
        return_exceptions=True,
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert len(refused) == 10
    assert all(isinstance(outcome, ReplyToMissing) for outcome in refused)
    posts = [outcome for outcome in outcomes if isinstance(outcome, int)]
    assert len(await any_company.views.of(minsu, posts)) == 21


async def test_the_same_key_and_words_make_one_post_and_other_words_are_refused(any_company: Company) -> None:
    minsu = await a_person(any_company)
    tries = await asyncio.gather(*(said(any_company, minsu, "한 번만", idempotency_key="k1") for _ in range(10)))
    assert len(set(tries)) == 1
    with pytest.raises(KeyReused):
        await said(any_company, minsu, "다른 말", idempotency_key="k1")
    jane = await a_person(any_company)
    assert await said(any_company, jane, "한 번만", idempotency_key="k1") != tries[0]


async def test_keys_that_come_side_by_side_are_asked_for_at_once(any_company: Company) -> None:
    minsu = await a_person(any_company)
    with asked_within_writes(any_company.db.engine) as asked:
        ids = await asyncio.gather(
            *(said(any_company, minsu, f"글 {number // 2}", idempotency_key=f"k{number // 2}") for number in range(20))
        )
    assert ids[::2] == ids[1::2]
    assert len(set(ids)) == 10
    assert [query for query in asked if query.row is store.Kept] == [store.KEPT.many]


async def test_a_key_whose_request_was_refused_is_free_for_the_next_in_its_batch(any_company: Company) -> None:
    minsu = await a_person(any_company)
    other, refused, first, again, reused = await asyncio.gather(
        said(any_company, minsu, "남", idempotency_key="other"),
        refused_after_its_key_was_kept(any_company, minsu, "k1"),
        said(any_company, minsu, "이번에는", idempotency_key="k1"),
        said(any_company, minsu, "이번에는", idempotency_key="k1"),
        said(any_company, minsu, "다른 말", idempotency_key="k1"),
        return_exceptions=True,
    )
    assert isinstance(refused, TextMissing)
    assert isinstance(reused, KeyReused)
    assert isinstance(first, int)
    assert first == again != other


async def test_a_key_that_no_row_can_hold_harms_nobody_else(any_company: Company) -> None:
    minsu = await a_person(any_company)
    keys = ("k1", "a\0b", "\ud800", "k" * 256, "k2")
    outcomes = await asyncio.gather(
        *(said(any_company, minsu, idempotency_key=key) for key in keys), return_exceptions=True
    )
    assert isinstance(outcomes[0], int)
    assert isinstance(outcomes[-1], int)
    assert all(isinstance(outcome, Invalid) for outcome in outcomes[2:4])


async def refused_after_its_key_was_kept(company: Company, author: Viewer, key: str) -> None:
    draft = Draft("무엇이든", idempotency_key=key)

    async def work(tx: Transaction) -> None:
        await keep(tx, author, draft, tx.new_id())
        raise TextMissing

    await company.db.write(work, prefetch=prefetch_of(author, draft))


async def test_the_same_words_within_a_quarter_hour_are_refused_only_where_asked_for(any_company: Company) -> None:
    minsu = await a_person(any_company)
    first = await said(any_company, minsu, "또 같은 말", refuse_repeats=True)
    with pytest.raises(Repeated):
        await said(any_company, minsu, "또 같은 말", refuse_repeats=True)
    assert await said(any_company, minsu, "또 같은 말")
    await remove(any_company.db, minsu, first)
    with pytest.raises(Repeated):
        await said(any_company, minsu, "또 같은 말", refuse_repeats=True)


async def test_a_reply_joins_the_thread_and_stays_out_of_the_company_timeline(any_company: Company) -> None:
    minsu, jane = await a_person(any_company), await a_person(any_company)
    root = await said(any_company, minsu, "질문 있어요")
    answer = await said(any_company, jane, "네!", reply_to_id=root)
    more = await said(any_company, minsu, "덧붙이면", reply_to_id=root)
    shared = await any_company.views.shared([root, answer, more])
    assert shared[answer].post.thread_id == root
    assert not shared[answer].post.in_company
    assert shared[more].post.in_company
    assert shared[root].post.reply_count == 2
    answered = shared[answer].reply_to_account
    assert answered is not None
    assert answered.id == minsu.id


async def test_who_is_deactivated_posts_no_more(any_company: Company) -> None:
    minsu = await a_person(any_company)
    await deactivate(any_company.db, minsu.id)
    with pytest.raises(AccountInactive):
        await said(any_company, minsu)


async def test_a_post_without_pictures_is_shown_to_its_author_without_a_read(any_company: Company) -> None:
    minsu = await a_person(any_company)
    first = await said(any_company, minsu)
    assert await any_company.views.one(minsu, first) is not None
    post_id = await said(any_company, minsu, "둘째 #공지 https://example.com")
    with counted_reads(any_company) as count:
        view = await any_company.views.one(minsu, post_id)
    assert count.reads == 0
    assert view is not None
    [stored] = await any_company.db.rows(store.BY_IDS, ids=[post_id])
    assert view.shared.post == stored
