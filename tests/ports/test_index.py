"""One contract for both indexes: each answers as the plain reading of the documents does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biztweet.company import Company
from biztweet.kernel.transaction import Transaction
from biztweet.ports.index import SIGNS, Either, Every, Expression, Spans, Stretch, Tally, Term
from biztweet.ports.index.postgres_fts import _BY_INDEX
from biztweet.search.match import Held
from tests.companies import migrate_now
from tests.servers import PostgresServer

EVERYTHING = Stretch(before=2**62, after=0, limit=1_000)
# What words and facts are made of: other scripts, half a pair, signs, quotes of either language.
TOKENS = ["점심", "심시", "점", "회의", "deploy", "deployed", "de", "ß", "é", "🎉", "ᄀ", "①", "한글_", "20", "2026"]
TOKENS += [":from:minsu", ":from:12345", ":has:links", "#점심", "@minsu", "$abc", "|", ":url:example", ":url:com"]

tokens = st.sampled_from(TOKENS)
documents = st.lists(tokens, min_size=1, max_size=12)
terms = st.builds(Term, st.lists(tokens, min_size=1, max_size=3).map(tuple), st.booleans())


def wider(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    none = st.lists(inner, max_size=2).map(tuple)
    return st.builds(Every, some, none) | st.builds(Either, some)


expressions: st.SearchStrategy[Expression] = st.recursive(terms, wider, max_leaves=8)


async def enter(here: Company, documents: dict[int, list[str]]) -> None:
    async def work(tx: Transaction) -> None:
        for document_id, held in documents.items():
            await here.search.index.put(tx, document_id, held)

    await here.db.write(work)


@asynccontextmanager
async def emptied(here: Company, count: int) -> AsyncIterator[None]:
    yield

    async def work(tx: Transaction) -> None:
        for document_id in range(1, count + 1):
            await here.search.index.drop(tx, document_id)

    await here.db.write(work)


def page(here: Company, wanted: Expression, **bounds: Any) -> Any:
    stretch = {"before": 2**62, "after": 0, "limit": 1_000} | bounds
    return here.search.index.page(here.db, wanted, Stretch(**stretch))


@given(st.lists(documents, min_size=1, max_size=8), st.lists(expressions, min_size=1, max_size=6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_an_index_answers_as_the_plain_reading_does(
    any_company: Company, held: list[list[str]], wanted: list[Expression]
) -> None:
    documents = dict(enumerate(held, 1))
    async with emptied(any_company, len(held)):
        await enter(any_company, documents)
        for one in wanted:
            plain = [number for number in sorted(documents, reverse=True) if Held(documents[number]).holds(one)]
            assert await page(any_company, one) == plain


async def test_pages_go_both_ways(any_company: Company) -> None:
    here, lunch = any_company, Term(("점심",))
    await enter(here, {number: ["점심" if number % 2 else "저녁"] for number in range(1, 21)})
    assert await page(here, lunch, limit=3) == [19, 17, 15]
    assert await page(here, lunch, limit=3, before=15) == [13, 11, 9]
    assert await page(here, lunch, limit=3, after=9, nearest=True) == [15, 13, 11]
    assert await page(here, lunch, limit=3, after=15, before=19) == [17]


async def test_a_document_is_replaced_and_taken_out_and_twice_is_once(any_company: Company) -> None:
    here = any_company
    for _ in range(2):
        await enter(here, {7: ["점심"]})
    await enter(here, {7: ["저녁"]})
    assert await page(here, Term(("점심",))) == []
    assert await page(here, Term(("저녁",))) == [7]

    async def work(tx: Transaction) -> None:
        for _ in range(2):
            await here.search.index.drop(tx, 7)

    await here.db.write(work)
    assert await page(here, Term(("저녁",))) == []


async def test_what_was_found_is_counted_in_spans(any_company: Company) -> None:
    here = any_company
    await enter(here, {number: ["점심"] for number in (100, 101, 119, 120, 145, 200)})
    spans = Spans(origin=100, width=20, start=101, end=200)
    found = await here.search.index.tally(here.db, Term(("점심",)), spans)
    assert sorted(found, key=lambda one: one.span) == [Tally(0, 2), Tally(1, 1), Tally(2, 1)]


async def test_more_documents_than_the_window_holds_are_searched_alike(
    any_company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL a rare word is found beyond the newest documents, a common one among them."""
    here = any_company
    await enter(here, {number: ["common", *(["rare"] if number in (1, 2_500) else [])] for number in range(1, 3_001)})
    assert await page(here, Term(("rare",)), limit=20) == [2_500, 1]
    assert await page(here, Term(("common",)), limit=2) == [3_000, 2_999]
    assert await page(here, Every((Term(("common",)),), (Term(("rare",)),)), limit=2, after=2_498, nearest=True) == [
        2_501,
        2_499,
    ]


@pytest.mark.parametrize("sign", SIGNS)
async def test_no_sign_of_a_token_is_lost(any_company: Company, sign: str) -> None:
    await enter(any_company, {1: [f"{sign}word"]})
    assert await page(any_company, Term((f"{sign}word",))) == [1]
    assert await page(any_company, Term(("word",))) == []


@pytest.mark.postgres
def test_what_is_rare_is_found_by_the_index_whatever_the_planner_guesses(postgres_server: PostgresServer) -> None:
    """Prepared once for all words and bounds, as asyncpg does after some calls."""
    sql = _BY_INDEX[False].compiled("postgresql").sql
    with postgres_server.copy_of("company", migrate_now) as url:
        name = url.rpartition("/")[2]
        rows = "SELECT n, format('word%s:1', n)::tsvector FROM generate_series(1, 20000) n"
        postgres_server.run(f"INSERT INTO post_index {rows}; ANALYZE post_index", name)
        told = postgres_server.run(
            f"SET plan_cache_mode = force_generic_plan; PREPARE rare AS {sql}; "
            "EXPLAIN EXECUTE rare('word7', 1000000, 0, 20)",
            name,
        )
    assert "post_index_words" in told
    assert "Seq Scan on post_index" not in told
