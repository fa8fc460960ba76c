"""Filters are kept within bounds."""

import pytest

from biztweet.company import Company
from biztweet.filters.errors import TooManyFilters
from biztweet.filters.keep import KeywordChange, add_keyword, change, create, remove
from biztweet.filters.model import Context, Outline
from biztweet.filters.rules import MAX_KEYWORDS, MAX_PARTS
from tests.factories import a_person

OUTLINE = Outline("말", (Context.home,))


async def test_the_words_of_all_filters_of_a_person_are_so_many_and_no_more(any_company: Company) -> None:
    db, minsu, jane = any_company.db, await a_person(any_company), await a_person(any_company)
    words = [KeywordChange(f"낱말 {number}") for number in range(MAX_PARTS)]
    full = [await create(db, minsu, OUTLINE, words) for _ in range(MAX_KEYWORDS // MAX_PARTS)]
    empty = await create(db, minsu, OUTLINE)
    for one_more in (
        create(db, minsu, OUTLINE, words[:1]),
        change(db, minsu, empty, OUTLINE, words[:1]),
        add_keyword(db, minsu, empty, words[0]),
    ):
        with pytest.raises(TooManyFilters):
            await one_more
    await add_keyword(db, jane, await create(db, jane, OUTLINE), words[0])
    await remove(db, minsu, full[0])
    await add_keyword(db, minsu, empty, words[0])
