"""Edits: what stood before stays open to everybody, pictures included; what is named is entered anew."""

import pytest

from biztweet.company import Company
from biztweet.events import PostEdited
from biztweet.kernel import outbox
from biztweet.kernel.paging import Page
from biztweet.posts.edit import Changes, edit
from biztweet.posts.errors import EditedMeanwhile, MediaMissing, NotTheAuthor, PostNotFound, TextMissing, TextTooLong
from biztweet.posts.history import history
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from biztweet.timelines.hashtag import hashtag
from biztweet.timelines.mentions import mentions
from tests.factories import a_person, said
from tests.posts.pictures import owner_post, uploaded

ALL = Page(limit=100)


async def test_every_wording_stays_in_the_history_with_its_instant(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await said(here, minsu, "하나")
    for text in ("둘", "셋"):
        await edit(here.db, minsu, post, Changes(text, warning="주의"), here.text_rules)
    stood = await history(here.db, jane, post)
    assert [each.revision.text for each in stood] == ["하나", "둘", "셋"]
    assert [each.revision.revision for each in stood] == [1, 2, 3]
    assert [each.revision.created_at for each in stood] == sorted(each.revision.created_at for each in stood)
    assert [each.revision.warning for each in stood] == ["", "주의", "주의"]
    view = await here.views.one(jane, post)
    assert view is not None
    assert (view.shared.post.text, view.shared.post.revision) == ("셋", 3)
    assert view.shared.post.edited_at == stood[-1].revision.created_at
    assert view.shared.post.sensitive


async def test_pictures_stay_in_the_history_however_often_a_post_is_edited(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    pictures = [await uploaded(here, minsu) for _ in range(4)]
    post = await said(here, minsu, "그림", media_ids=(pictures[0],))
    for wanted in ((pictures[1],), (pictures[2], pictures[1]), (), (pictures[3], pictures[0])):
        await edit(here.db, minsu, post, Changes("그림", media_ids=wanted), here.text_rules)
    stood = await history(here.db, minsu, post)
    assert [[picture.id for picture in each.pictures] for each in stood] == [
        [pictures[0]],
        [pictures[1]],
        [pictures[2], pictures[1]],
        [],
        [pictures[3], pictures[0]],
    ]
    view = await here.views.one(minsu, post)
    assert view is not None
    assert [picture.id for picture in view.shared.media] == [pictures[3], pictures[0]]
    await edit(here.db, minsu, post, Changes("말만"), here.text_rules)
    assert [picture.id for picture in (await history(here.db, minsu, post))[-1].pictures] == [pictures[3], pictures[0]]
    await remove(here.db, minsu, post)
    assert [await owner_post(here, picture) for picture in pictures] == [None] * 4


async def test_who_and_what_is_named_is_entered_anew(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here, "jane"), await a_person(here, "third")
    post = await said(here, minsu, "@jane #회의 #old")
    before = here.relay.position
    await edit(here.db, minsu, post, Changes("@third @jane #회의 #new"), here.text_rules)
    [recorded] = [e for e in await outbox.events_after(here.db.engine, before) if isinstance(e.event, PostEdited)]
    assert isinstance(recorded.event, PostEdited)
    assert recorded.event.newly_mentioned_ids == (third.id,)
    await edit(here.db, minsu, post, Changes("@third #회의 #new"), here.text_rules)
    assert await mentions(here.timelines, jane, ALL) == []
    assert await mentions(here.timelines, third, ALL) == [post]
    assert await hashtag(here.timelines, jane, "old", ALL) == []
    assert await hashtag(here.timelines, jane, "new", ALL) == [post]
    assert await hashtag(here.timelines, jane, "회의", ALL) == [post]


async def test_an_edit_that_was_begun_before_another_one_changes_nothing(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    post = await said(here, minsu, "하나")
    await edit(here.db, minsu, post, Changes("둘", based_on=1), here.text_rules)
    with pytest.raises(EditedMeanwhile):
        await edit(here.db, minsu, post, Changes("셋", based_on=1), here.text_rules)
    await edit(here.db, minsu, post, Changes("넷", based_on=2), here.text_rules)
    assert [each.revision.text for each in await history(here.db, minsu, post)] == ["하나", "둘", "넷"]


async def test_what_may_not_be_edited_stays_as_it_is(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await said(here, minsu, "처음")
    repeat = (await repost(here.db, minsu, post, Source("tests"))).post_id
    theirs = await uploaded(here, jane)
    used = await uploaded(here, minsu)
    await said(here, minsu, media_ids=(used,))
    for viewer, post_id, changes, refusal in (
        (jane, post, Changes("남의 글"), NotTheAuthor),
        (minsu, 1, Changes("없는 글"), PostNotFound),
        (minsu, repeat, Changes("다시 올린 글"), PostNotFound),
        (minsu, post, Changes(""), TextMissing),
        (minsu, post, Changes("가" * 141), TextTooLong),
        (minsu, post, Changes("그림", media_ids=(theirs,)), MediaMissing),
        (minsu, post, Changes("그림", media_ids=(used,)), MediaMissing),
        (minsu, post, Changes("그림", media_ids=(5,)), MediaMissing),
    ):
        with pytest.raises(refusal):
            await edit(here.db, viewer, post_id, changes, here.text_rules)
    assert [each.revision.text for each in await history(here.db, minsu, post)] == ["처음"]
    with pytest.raises(PostNotFound):
        await history(here.db, minsu, 1)
