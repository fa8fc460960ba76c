"""A muted word is a filter that looks for it alone."""

import pytest

from biztweet.company import Company
from biztweet.filters.errors import FilterWrong
from biztweet.filters.model import Action, Context
from biztweet.filters.mute_word import MAX_WORD_LENGTH, mute_word
from tests.factories import a_person


async def test_a_muted_word_is_a_filter_of_its_own(any_company: Company) -> None:
    minsu = await a_person(any_company)
    await mute_word(any_company.db, minsu, "  야근   이야기 ", (Context.home,), whole_word=True)
    (found,) = await any_company.filters.of(minsu.id)
    assert (found.title, found.contexts, found.action) == ("야근 이야기", (Context.home,), Action.hide)
    assert [(word.text, word.whole_word) for word in found.keywords] == [("야근 이야기", True)]


@pytest.mark.parametrize("word", ["", " \n ", "가" * (MAX_WORD_LENGTH + 1)])
async def test_no_word_and_a_whole_paragraph_are_not_muted(company: Company, word: str) -> None:
    minsu = await a_person(company)
    with pytest.raises(FilterWrong):
        await mute_word(company.db, minsu, word, (Context.home,))
    assert await company.filters.of(minsu.id) == []
