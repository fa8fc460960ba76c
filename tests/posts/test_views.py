"""Views are remembered, and never older than what was told: however slowly they are read."""

from collections.abc import Callable

import pytest

from biztweet.accounts.join import change
from biztweet.company import Company
from biztweet.posts import hydrate
from biztweet.posts.edit import Changes, edit
from biztweet.posts.hydrate import Views
from biztweet.posts.remove import remove
from tests.factories import a_person, said


async def read_slowly(here: Company, post_id: int, meanwhile: Callable[[], object]) -> None:
    """Read a post's view anew, with something happening after its rows were read and before it is remembered."""
    by_id = here.people.by_id

    async def slow_by_id(ids: object) -> object:
        found = await by_id(ids)  # type: ignore[arg-type]
        here.people.by_id = by_id  # type: ignore[method-assign]
        await meanwhile()  # type: ignore[misc]
        return found

    here.people.by_id = slow_by_id  # type: ignore[method-assign, assignment]
    await here.views.shared([post_id])


async def test_an_author_who_changes_while_a_view_is_read_is_not_remembered_as_before(company: Company) -> None:
    minsu = await a_person(company, name="김민수")
    post = await said(company, minsu)
    await read_slowly(company, post, lambda: change(company.db, minsu.id, name="김민호"))
    assert (await company.views.shared([post]))[post].author.name == "김민호"


async def test_a_quoted_post_that_goes_while_a_view_is_read_is_not_remembered(company: Company) -> None:
    minsu, jane = await a_person(company), await a_person(company)
    post = await said(company, minsu, "지울 글")
    quote = await said(company, jane, "인용", quote_of_id=post)
    await read_slowly(company, quote, lambda: remove(company.db, minsu, post))
    assert (await company.views.shared([quote]))[quote].quoted is None


async def test_a_post_that_is_edited_while_it_is_read_is_not_remembered_as_before(company: Company) -> None:
    minsu = await a_person(company)
    post = await said(company, minsu, "먼저")
    await read_slowly(company, post, lambda: edit(company.db, minsu, post, Changes("나중"), company.text_rules))
    assert (await company.views.shared([post]))[post].post.text == "나중"


async def test_views_of_posts_long_gone_are_not_held_for_ever(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hydrate, "_REMEMBERED", 10)
    monkeypatch.setattr(hydrate, "_MAX_HELD", 50)
    views = Views(company.db, company.people)
    company.relay.follow(views.apply)
    minsu = await a_person(company)
    ids = [await said(company, minsu, f"{number}") for number in range(150)]
    for post_id in ids:
        await views.shared([post_id])
        assert len(views._holding) <= 60
    await change(company.db, minsu.id, name="새 이름")
    assert all(view.author.name == "새 이름" for view in (await views.shared(ids)).values())


async def test_what_is_remembered_of_a_fresh_post_is_what_would_be_read_of_it(any_company: Company) -> None:
    author, other = await a_person(any_company), await a_person(any_company)
    views = any_company.views
    first = await said(any_company, other, "처음")
    ids = [
        await said(any_company, author, "새 글 #점심"),
        await said(any_company, author, "답", reply_to_id=first),
        await said(any_company, author, "인용", quote_of_id=first),
    ]
    await any_company.relay.barrier()
    fresh = await views.of(author, ids)
    views._shared.clear()
    views._stored.clear()
    any_company.people._accounts.clear()
    assert await views.of(author, ids) == fresh
    await said(any_company, author, "또 하나")
    await any_company.relay.barrier()
    [view] = await views.of(author, ids[:1])
    assert view.shared.author.post_count == 4
