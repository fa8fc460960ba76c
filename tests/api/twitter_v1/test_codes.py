"""Every code that Twitter's clients look for: each comes about by a request, or cannot come about here."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx2
import pytest

from biztweet.access.viewer import Viewer
from biztweet.api.twitter_v1.codes import TABLE, answer
from biztweet.company import Company
from biztweet.kernel.errors import Forbidden, Unavailable
from biztweet.posts.errors import AccountInactive
from biztweet.posts.rules import POSTS_PER_PERSON
from tests.api.twitter_v1.asking import BASE, Client, a_client, code
from tests.factories import a_person, said, told_to

# What Twitter tells, and why nobody is told so here.
NEVER = {
    63: "an account that ended is still shown: its posts stand",
    99: "the app door has words of its own: tests/api/oauth",
    131: "a fault of ours: logged, mended, and never worded",
    150: "everybody may write to everybody who is there: 349 says who is not",
    160: "nobody has to ask before following",
    161: "the quota for following is 88, as any other",
    179: "everybody reads everybody; what is said to a few looks missing",
    326: "accounts are not locked: they are there or they are not",
}
KNOWN = {
    17, 25, 32, 34, 38, 44, 50, 63, 64, 87, 88, 89, 93, 99, 104, 108, 109, 110, 120, 130, 131, 135, 139, 144, 150, 158,
    160, 161, 170, 179, 183, 185, 186, 187, 215, 220, 251, 261, 271, 272, 324, 326, 327, 328, 349, 354, 385, 386,
}  # fmt: skip
# Worded for what no request brings about today: shown below by the refusal itself.
CAUGHT = {
    64: "a token ends with its owner (89); between the two there is a moment",
    87: "what is forbidden and has no words of its own",
}
OF_ONESELF = {271}  # the same refusal as 158, told by what is tried

Ask = Callable[[Client], Awaitable[httpx2.Response]]


def test_every_code_is_told_or_cannot_come_about() -> None:
    told = {row[2] for row in TABLE} | OF_ONESELF
    assert KNOWN - told - NEVER.keys() == set()
    assert NEVER.keys() & told == set()


def test_every_code_that_is_told_is_expected_of_a_request() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    shown = {int(found) for found in re.findall(r"\(\d{3}, (\d+)\)", sources)}
    assert KNOWN - NEVER.keys() - CAUGHT.keys() - shown == set()


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (lambda client: client.get("statuses/show.json"), (400, 38)),
        (lambda client: client.get("search/tweets.json"), (400, 25)),
        (lambda client: client.get("users/lookup.json", screen_name="nobody"), (404, 17)),
        (lambda client: client.get("users/show.json", screen_name="nobody"), (404, 50)),
        (lambda client: client.get("no/such.json"), (404, 34)),
        (lambda client: client.get("statuses/show.json", id=5), (404, 144)),
        (lambda client: client.post("statuses/update.json"), (403, 170)),
        (lambda client: client.post("statuses/update.json", status="가" * 141), (403, 186)),
        (lambda client: client.post("statuses/update.json", status="?", in_reply_to_status_id=5), (403, 385)),
        (lambda client: client.post("statuses/update.json", status="?", media_ids="5"), (403, 324)),
        (lambda client: client.post("statuses/update.json", status="?", media_ids="5,6,7,8,9"), (403, 324)),
        (lambda client: client.post("friendships/create.json", screen_name="minsu"), (403, 158)),
        (lambda client: client.post("mutes/users/create.json", screen_name="minsu"), (403, 271)),
        (lambda client: client.post("mutes/users/destroy.json", screen_name="jihye"), (403, 272)),
        (lambda client: client.post("account/update_profile.json", name="?"), (403, 120)),
        (lambda client: client.get("account/update_profile_colors.json"), (410, 251)),
        (lambda client: client.get("statuses/home_timeline.json", max_id="x"), (400, 44)),
    ],
)
async def test_a_request_that_goes_wrong_is_told_by_its_code(
    client: Client, jihye: Viewer, ask: Ask, expected: tuple[int, int]
) -> None:
    assert code(await ask(client)) == expected


async def test_what_depends_on_what_was_done_before(company: Company, client: Client, jihye: Viewer) -> None:
    theirs = await said(company, jihye)
    await client.post("favorites/create.json", id=theirs)
    await client.post(f"statuses/retweet/{theirs}.json")
    await client.post("statuses/update.json", status="한 번")
    assert code(await client.post("favorites/create.json", id=theirs)) == (403, 139)
    assert code(await client.post(f"statuses/retweet/{theirs}.json")) == (403, 327)
    assert code(await client.post("statuses/update.json", status="한 번")) == (403, 187)
    assert code(await client.post(f"statuses/destroy/{theirs}.json")) == (403, 183)


async def test_a_message_is_not_shown_in_a_post(company: Company, client: Client, minsu: Viewer, jihye: Viewer) -> None:
    message = await told_to(company, minsu, jihye)
    quoting = await client.post(
        "statuses/update.json", status="이것", attachment_url=f"{company.settings.base_url}/minsu/status/{message}"
    )
    assert code(quoting) == (403, 328)


async def test_a_person_posts_so_often_through_whichever_app(company: Company, minsu: Viewer) -> None:
    for number in range(POSTS_PER_PERSON.limit):
        await company.quotas.spend(POSTS_PER_PERSON, str(minsu.id))
        assert number < POSTS_PER_PERSON.limit
    async with a_client(company, minsu) as client:
        assert code(await client.post("statuses/update.json", status="?")) == (403, 185)


async def test_who_asks_is_known_or_told_why_not(company: Company, client: Client, minsu: Viewer) -> None:
    url = f"{BASE}/1.1/statuses/home_timeline.json"
    stale = await client.signed("GET", url, timestamp="1000000000")
    assert code(stale) == (401, 135)
    assert code(await client.signed("GET", url, client_secret="wrong")) == (401, 32)
    async with a_client(company, minsu, "read") as reader:
        assert code(await reader.post("statuses/update.json", status="?")) == (403, 261)
    async with a_client(company, None) as app:
        assert code(await app.get("statuses/home_timeline.json")) == (403, 220)
    client.bearer = "wrong"
    assert code(await client.get("statuses/home_timeline.json")) == (401, 89)
    client.bearer = ""
    assert code(await client.get("statuses/home_timeline.json")) == (400, 215)


async def test_too_often_is_told_with_its_end(client: Client) -> None:
    for _ in range(15):
        await client.get("account/settings.json")
    refused = await client.get("account/settings.json")
    assert code(refused) == (429, 88)
    assert int(refused.headers["x-rate-limit-reset"]) > 0


def test_what_only_the_server_or_a_race_brings_about() -> None:
    assert b'"code":130' in answer(Unavailable("The database cannot be reached")).body
    assert answer(Unavailable("The database cannot be reached")).status_code == 503
    assert b'"code":64' in answer(AccountInactive()).body
    assert b'"code":87' in answer(Forbidden("no")).body


async def test_lists_tell_who_does_not_stand_in_them(company: Company, client: Client) -> None:
    sora = await a_person(company, "sora")
    made = (await client.post("lists/create.json", name="팀")).json()
    absent = await client.get("lists/members/show.json", list_id=made["id"], user_id=sora.id)
    assert code(absent) == (404, 109)
    assert code(await client.get("lists/subscribers/show.json", list_id=made["id"], user_id=sora.id)) == (404, 110)
    assert code(await client.post("lists/members/create.json", list_id=made["id"], screen_name="nobody")) == (403, 108)
