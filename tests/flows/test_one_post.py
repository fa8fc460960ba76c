"""One post through every door: v1.1, v2, Mastodon and the page agree on who says what, of whom, when, and its echo."""

from collections.abc import AsyncIterator

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biztweet.access import apps, tokens
from biztweet.opening import opened
from biztweet.posts.like import like
from biztweet.posts.model import Source
from biztweet.posts.repost import repost
from biztweet.posts.text import normalise
from tests.companies import MakeSettings
from tests.factories import a_person, said
from tests.flows.doors import Counts, Doors
from tests.web.visitors import a_visitor

WORDS = (
    "@jane", "＠jihye_2님", "@JANE에게", "@nobody", "#점심번개", "＃Tag을", "https://wiki/a?b=1&c=<2>",
    "example.com/점심", "https://www.example.com/a/rather/long/path/of/words#end", "👩🏽‍💻", "🇰🇷", "❤️", "#️⃣", "1️⃣",
    "<b>", "</p>", "&lt;", "&amp;", "'\"", "\n", "\n\n", "각", "\u1100\u1161\u11a8",
)  # fmt: skip
pieces = st.sampled_from(WORDS) | st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), max_size=6)
texts = st.lists(pieces, min_size=1, max_size=9).map(" ".join).filter(normalise)
few = st.integers(0, 2)


@pytest.fixture
async def doors(make_settings: MakeSettings) -> AsyncIterator[Doors]:
    async with opened(msgspec.structs.replace(make_settings("sqlite"), rate_limits=False)) as company:
        people = [await a_person(company, handle) for handle in ("minsu", "jane", "jihye_2")]
        visitor = await a_visitor(company, people[0])
        app = await apps.register(company.db, company.vault, name="Every door", scopes="read")
        issued = await tokens.issue(company.db, company.vault, app.id, people[0].account_id, "read")
        async with visitor.http:
            yield Doors(company, people, visitor, issued.bearer)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # one company for all examples
@given(text=texts, counts=st.builds(Counts, few, few, few, few))
async def test_a_post_is_the_same_through_every_door(doors: Doors, text: str, counts: Counts) -> None:
    company = doors.company
    post_id = await said(company, doors.author, text)
    for other in doors.others[: counts.likes]:
        await like(company.db, other, post_id)
    for other in doors.others[: counts.reposts]:
        await repost(company.db, other, post_id, Source("BizTweet"))
    for other in doors.others[: counts.replies]:
        await said(company, other, "답", reply_to_id=post_id)
    for other in doors.others[: counts.quotes]:
        await said(company, other, "인용", quote_of_id=post_id)
    likes, reposts, replies, quotes = counts

    one, its_counts = await doors.v2(post_id)
    assert (one.id, one.author_id, one.handle) == (str(post_id), str(doors.author.id), "minsu")
    assert its_counts == counts
    assert await doors.v1(post_id) == (one, (likes, reposts))
    assert await doors.mastodon(post_id) == (one, counts)
    assert await doors.page(post_id) == (one, (likes, reposts + quotes, replies))  # one number for all that pass it on
