"""What is offered to whoever begins a name or a topic: to people of the company, within limits, whatever they type."""

import re

import pytest

from biztweet.company import Company
from biztweet.web.typeahead import TYPED
from tests.factories import a_person, said
from tests.web.pages import browsing

VALUES = re.compile(r'data-value="([^"]+)"')


async def test_people_whose_name_fits_come_before_those_of_a_department(any_company: Company) -> None:
    minsu = await a_person(any_company, "minsu", name="김민수", department="영업팀")
    await a_person(any_company, "jiwoo", name="박지우", department="김포팀")
    await a_person(any_company, "kim", name="김하나", department="데이터팀")
    await said(any_company, await a_person(any_company, "busy", name="최바쁨", department="김포팀"), "글")
    async with browsing(any_company, minsu) as browser:
        for typed, handles in {
            "김": ["@minsu", "@kim", "@busy", "@jiwoo"],
            "ㄱㅁㅅ": ["@minsu"],
            "김미": ["@minsu"],
            "김ㅎ": ["@kim"],
            "ㄷㅇㅌ": ["@kim"],
            "KI": ["@kim"],
            "@mins": ["@minsu"],
            "없는사람": [],
            "%": [],
            "": [],
        }.items():
            answer = await browser.get("/completions/people", params={"q": typed})
            assert answer.status_code == 200
            assert VALUES.findall(answer.text) == handles, typed


async def test_topics_begin_with_what_is_typed_todays_first(any_company: Company) -> None:
    minsu = await a_person(any_company, "minsu")
    for text in ("#점심 하나", "#점심 둘", "#점검", "#Lunch_Club", "#a%b"):
        await said(any_company, minsu, text)
    async with browsing(any_company, minsu) as browser:
        for typed, topics in {
            "점": {"#점심", "#점검"},
            "#점심": {"#점심"},
            "lunch": {"#lunch_club"},
            "LUNCH_": {"#lunch_club"},
            "lunchX": set(),
            "%": set(),
            "*": set(),
            "[": set(),
            "": {"#점심", "#점검", "#lunch_club", "#a"},
        }.items():
            answer = await browser.get("/completions/topics", params={"q": typed})
            assert set(VALUES.findall(answer.text)) == topics, typed


@pytest.mark.parametrize("path", ["/completions/people", "/completions/topics"])
async def test_strangers_are_offered_nobody_and_odd_letters_do_no_harm(company: Company, path: str) -> None:
    minsu = await a_person(company, "minsu", name="<b>민수</b>")
    async with browsing(company) as stranger:
        assert (await stranger.get(path, params={"q": "min"})).status_code == 303
    async with browsing(company, minsu) as browser:
        for typed in ("\x00", "가" * 5_000, "'; drop table accounts", "\\", "_", "^$(", "]["):
            assert (await browser.get(path, params={"q": typed})).status_code == 200
        assert "<b>민수" not in (await browser.get(path, params={"q": "minsu"})).text


async def test_nobody_asks_without_end(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    async with browsing(company, minsu) as browser:
        await company.quotas.spend(TYPED, str(minsu.id), cost=TYPED.limit)
        refused = await browser.get("/completions/people", params={"q": "min"})
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0
