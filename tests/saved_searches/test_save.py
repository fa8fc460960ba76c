"""Saved searches: one's own, each once, so many and no more."""

import asyncio

import pytest

from biztweet.company import Company
from biztweet.kernel.errors import Invalid
from biztweet.saved_searches.errors import QueryMissing, QueryTooLong, SavedSearchNotFound, TooManySaved
from biztweet.saved_searches.save import MAX_SAVED, forget, one, save, saved_by
from tests.factories import a_person


async def test_a_search_is_saved_once_and_stays_its_owners(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    made = await asyncio.gather(*(save(here.db, minsu, "  #회의   from:jane ") for _ in range(3)))
    assert len(set(made)) == 1
    other = await save(here.db, minsu, "점심")
    assert await saved_by(here.db, minsu) == [made[0], other]
    assert made[0].query == "#회의 from:jane"
    assert await one(here.db, minsu, other.id) == other
    assert await saved_by(here.db, jane) == []
    for act in (one, forget):
        for who, which in ((jane, other.id), (minsu, 7), (minsu, 2**63 - 1)):
            with pytest.raises(SavedSearchNotFound):
                await act(here.db, who, which)
    assert await forget(here.db, minsu, other.id) == other
    assert await saved_by(here.db, minsu) == [made[0]]


async def test_there_is_an_end_to_searches_and_to_their_length(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    for number in range(MAX_SAVED):
        await save(here.db, minsu, f"{number}")
    with pytest.raises(TooManySaved):
        await save(here.db, minsu, "하나 더")
    assert (await save(here.db, minsu, "0")).query == "0"
    for query, refusal in (("  ", QueryMissing), ("x" * 101, QueryTooLong), ("a\0b", Invalid), ("a\u202eb", Invalid)):
        with pytest.raises(refusal):
            await save(here.db, minsu, query)
