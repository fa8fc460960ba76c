"""Sending: to whom a message goes, what is refused, and that it counts for nothing that others see."""

import pytest

from biztweet.accounts.join import deactivate
from biztweet.company import Company
from biztweet.events import ConversationChanged, MessageSent
from biztweet.follows.hide import block
from biztweet.kernel import outbox
from biztweet.kernel.paging import Page
from biztweet.messages import address
from biztweet.messages.errors import (
    ConversationNotFound,
    MessageTooLong,
    NotReachable,
    TooManyConversations,
    TooManyMembers,
)
from biztweet.messages.leave import leave
from biztweet.messages.model import MessageDraft, key_of
from biztweet.messages.rules import MessageRules
from biztweet.messages.send import send
from biztweet.posts.errors import KeyReused, NotWithMessages, QuotedMissing, ReplyToMissing, TextMissing, TextUnsafe
from biztweet.posts.model import Draft
from biztweet.posts.view import PostView
from biztweet.timelines.company import company as company_timeline
from biztweet.timelines.hashtag import hashtag
from biztweet.timelines.mentions import mentions
from biztweet.timelines.person import person
from tests.factories import a_person, said, told_to

ALL = Page(limit=100)


async def the_view(here: Company, viewer: object, post_id: int) -> PostView:
    view = await here.views.one(viewer, post_id, messages=True)  # type: ignore[arg-type]
    assert view is not None
    return view


async def test_a_message_is_there_for_two_and_nobody_else(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    message = await told_to(here, minsu, jane, text="점심 어때요?")
    view = await the_view(here, jane, message)
    assert view.shared.post.text == "점심 어때요?"
    assert {account.id for account in view.shared.addressees} == {minsu.id, jane.id}
    assert (await the_view(here, minsu, message)).mine
    assert await here.views.one(third, message, messages=True) is None


async def test_who_does_not_ask_for_messages_is_shown_none(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    message = await told_to(here, minsu, jane)
    assert await here.views.of(jane, [message]) == []
    assert await here.views.shared([message]) == {}


async def test_it_stands_in_no_timeline_and_counts_for_nothing(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here, "jane")
    post = await said(here, jane)
    await told_to(here, minsu, jane, text="@jane #비밀", reply_to_id=post)
    for timeline in (
        await company_timeline(here.timelines, jane, ALL),
        await person(here.timelines, minsu.id, ALL),
        await mentions(here.timelines, jane, ALL),
        await hashtag(here.timelines, jane, "비밀", ALL),
    ):
        assert set(timeline) <= {post}
    assert (await here.people.one(minsu.id)).post_count == 0
    assert (await here.people.one(minsu.id)).last_post_at is None
    assert (await the_view(here, jane, post)).shared.post.reply_count == 0


async def test_the_events_tell_of_it_each_to_its_own(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    before = here.relay.position
    message = await told_to(here, minsu, jane)
    conversation = (await the_view(here, minsu, message)).shared.post.conversation_id
    assert conversation is not None
    ids = tuple(sorted((minsu.id, jane.id)))
    assert [each.event for each in await outbox.events_after(here.db.engine, before)][:3] == [
        MessageSent(post_id=message, author_id=minsu.id, conversation_id=conversation, addressee_ids=ids),
        *[ConversationChanged(conversation_id=conversation, account_id=account_id) for account_id in ids],
    ]


async def test_the_same_people_have_one_conversation_whoever_writes(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    sent = [
        await told_to(here, minsu, jane),
        await told_to(here, jane, minsu),
        await told_to(here, minsu, jane, third),
        await told_to(here, third, minsu, jane),
        await told_to(here, minsu),
        await told_to(here, minsu, minsu),
    ]
    one, back, group, again, note, second_note = [
        (await the_view(here, author, message)).shared.post.conversation_id
        for author, message in zip((minsu, jane, minsu, third, minsu, minsu), sent, strict=True)
    ]
    assert (one, group, note) == (back, again, second_note)
    assert len({one, group, note}) == 3


def test_a_conversation_of_two_is_named_by_the_smaller_id_first() -> None:
    assert key_of([20, 3]) == "3-20"
    assert key_of([7]) == key_of([7, 7]) == "7-7"
    assert key_of([9, 1, 5]) == "1-5-9"


async def test_a_letter_may_be_addressed_by_whom_it_names(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here, "jane"), await a_person(here, "third")
    named = await send(here.db, minsu, MessageDraft("@jane @Third 셋이서", to_named=True), here.message_rules)
    assert set((await the_view(here, jane, named)).shared.post.addressee_ids or ()) == {minsu.id, jane.id, third.id}
    mine = await send(here.db, minsu, MessageDraft("혼잣말 @nobody_at_all", to_named=True), here.message_rules)
    assert (await the_view(here, minsu, mine)).shared.post.addressee_ids == (minsu.id,)
    asked = await told_to(here, minsu, jane, text="@third 씨는 모르게")
    assert (await the_view(here, jane, asked)).shared.post.entities.mentions
    assert await here.views.one(third, asked, messages=True) is None


async def test_an_answer_that_names_nobody_stays_in_its_conversation(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here, "jane")
    first = await told_to(here, minsu, jane)
    answer = await send(here.db, jane, MessageDraft("네", reply_to_id=first, to_named=True), here.message_rules)
    post = (await the_view(here, minsu, answer)).shared.post
    assert (post.reply_to_id, post.thread_id, post.reply_to_account_id) == (first, first, minsu.id)
    on_post = MessageDraft("이거 봐", reply_to_id=await said(here, minsu), to_named=True)
    alone = await send(here.db, jane, on_post, here.message_rules)
    assert await here.views.one(minsu, alone, messages=True) is None


async def test_what_is_among_others_cannot_be_answered_or_written_to(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    message = await told_to(here, minsu, jane)
    conversation = (await the_view(here, jane, message)).shared.post.conversation_id
    with pytest.raises(ReplyToMissing):
        await told_to(here, third, jane, reply_to_id=message)
    with pytest.raises(QuotedMissing):
        await told_to(here, third, jane, quote_of_id=message)
    with pytest.raises(ConversationNotFound):
        await told_to(here, third, conversation_id=conversation)
    with pytest.raises(ConversationNotFound):
        await told_to(here, third, conversation_id=1)
    with pytest.raises(ReplyToMissing):
        await said(here, third, reply_to_id=message)


async def test_members_may_not_carry_a_message_to_the_company(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    message = await told_to(here, minsu, jane)
    for draft in (Draft("답", reply_to_id=message), Draft("인용", quote_of_id=message)):
        with pytest.raises(NotWithMessages):
            await said(here, jane, draft.text, reply_to_id=draft.reply_to_id, quote_of_id=draft.quote_of_id)
    with pytest.raises(NotWithMessages):
        await told_to(here, jane, minsu, quote_of_id=message)


async def test_a_message_may_show_a_post_of_the_company(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await said(here, jane, "모두에게")
    message = await told_to(here, minsu, jane, quote_of_id=post)
    quoted = (await the_view(here, jane, message)).shared.quoted
    assert quoted is not None
    assert quoted.post.id == post
    assert (await the_view(here, jane, post)).shared.post.quote_count == 0


async def test_words_are_checked_and_messages_have_a_length_of_their_own(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    await told_to(here, minsu, jane, text="가" * 10_000)
    for words, refusal in (("가" * 10_001, MessageTooLong), ("", TextMissing), ("a\u202eb", TextUnsafe)):
        with pytest.raises(refusal):
            await told_to(here, minsu, jane, text=words)


async def test_nobody_is_written_to_who_left_or_does_not_want_it_and_nobody_learns_which(company: Company) -> None:
    minsu, left, blocker, third = [await a_person(company) for _ in range(4)]
    await deactivate(company.db, left.id)
    await block(company.db, blocker, minsu.id)
    words = set()
    for others in ([left], [blocker], [left, third], [blocker, third]):
        with pytest.raises(NotReachable) as refused:
            await told_to(company, minsu, *others)
        words.add(refused.value.message)
    assert len(words) == 1
    await told_to(company, blocker, minsu)
    with pytest.raises(NotReachable):
        await told_to(company, minsu, blocker)


async def test_a_conversation_is_among_eight_at_most(company: Company) -> None:
    people = [await a_person(company) for _ in range(9)]
    await told_to(company, *people[:8])
    with pytest.raises(TooManyMembers):
        await told_to(company, *people)


async def test_only_so_many_conversations_are_begun_in_a_day(
    any_company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = any_company
    monkeypatch.setattr(address, "NEW_IN_A_DAY", 2)
    minsu, *others = [await a_person(here) for _ in range(4)]
    for other in (*others[:2], *others[:2]):
        await told_to(here, minsu, other)
    with pytest.raises(TooManyConversations):
        await told_to(here, minsu, others[2])
    lifted = MessageRules(lifted=True)
    assert await send(here.db, minsu, MessageDraft("시험", to_ids=(others[2].id,)), lifted)


async def test_a_request_that_comes_twice_sends_once(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    first = await told_to(here, minsu, jane, idempotency_key="k")
    assert await told_to(here, minsu, jane, idempotency_key="k") == first
    with pytest.raises(KeyReused):
        await told_to(here, minsu, third, idempotency_key="k")


async def test_who_left_a_group_hears_nothing_more_and_keeps_what_was_said(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    before = await told_to(here, minsu, jane, third)
    conversation = (await the_view(here, third, before)).shared.post.conversation_id
    assert conversation is not None
    await leave(here.db, third, conversation)
    after = await told_to(here, jane, conversation_id=conversation, text="둘이서")
    assert await here.views.one(third, after, messages=True) is None
    await the_view(here, third, before)
    with pytest.raises(ConversationNotFound):
        await told_to(here, third, conversation_id=conversation)
    assert (await the_view(here, minsu, await told_to(here, minsu, jane))).shared.post.conversation_id != conversation
    anew = await told_to(here, minsu, jane, third)
    assert (await the_view(here, third, anew)).shared.post.conversation_id != conversation
