"""Every problem in v2's table comes about by a request, or is one that only the server brings about."""

from collections.abc import Awaitable, Callable

import httpx2
import msgspec
import pytest

from biztweet.access.viewer import ScopeMissing, Viewer
from biztweet.accounts.errors import AccountNotFound
from biztweet.api.twitter_v2.errors import TABLE, MethodWrong, PageMissing, PersonOnly, RulesWrong, answer
from biztweet.company import Company
from biztweet.kernel.errors import Invalid, NotFound, Refusal, TooMany, Unauthenticated, Unavailable
from biztweet.live.errors import TooManyStreams
from biztweet.media.errors import FileTooLarge, RoomScarce
from biztweet.posts.errors import MediaMissing, NotTheAuthor, QuotedMissing, Repeated, ReplyToMissing, TextTooLong
from biztweet.search.errors import TooManyRules
from tests.api.twitter_v2.asking import Client, a_client, problem
from tests.factories import said
from tests.media.kept import with_limits

Ask = Callable[[Client], Awaitable[httpx2.Response]]

ASKED: list[tuple[type[Refusal], Ask]] = [
    (Unauthenticated, lambda client: client.send("GET", "users/me", headers={"Authorization": "Bearer wrong"})),
    (MethodWrong, lambda client: client.send("PUT", "tweets")),
    (PageMissing, lambda client: client.get("spaces/search")),
    (ReplyToMissing, lambda client: client.post("tweets", text="답", reply={"in_reply_to_tweet_id": "5"})),
    (QuotedMissing, lambda client: client.post("tweets", text="인용", quote_tweet_id="5")),
    (AccountNotFound, lambda client: client.post("dm_conversations/with/5/messages", text="저기")),
    (NotFound, lambda client: client.delete("lists/5")),
    (RulesWrong, lambda client: client.post("tweets/search/stream/rules", add=[{"value": "from:"}])),
    (MediaMissing, lambda client: client.post("tweets", text="그림", media={"media_ids": ["5"]})),
    (
        FileTooLarge,
        lambda client: client.post("media/upload/initialize", media_type="video/mp4", total_bytes=2_000_000_000),
    ),
    (TextTooLong, lambda client: client.post("tweets", text="가" * 141)),
    (Invalid, lambda client: client.get("tweets/5", strange="1")),
    (Refusal, lambda client: client.post("users/0/likes", tweet_id="5")),
]
# Shown by tests below, since each needs something done before.
LATER = {PersonOnly, ScopeMissing, NotTheAuthor, Repeated, RoomScarce, TooMany}
# Shown where streams are: test_stream.py.
OF_STREAMS = {TooManyRules, TooManyStreams}
# A database that cannot be reached: the answer is shown below, the database's side by tests/flows/test_faults.py.
THE_SERVERS = {Unavailable}


def test_every_problem_is_shown() -> None:
    assert {row[0] for row in TABLE} == {kind for kind, _ in ASKED} | LATER | OF_STREAMS | THE_SERVERS


def told(kind: type[Refusal], refused: httpx2.Response) -> bool:
    """Whether an answer is what the table has for a refusal."""
    status, short, title, detail = next(row[1:] for row in TABLE if row[0] is kind)
    words = refused.json()
    return (problem(refused), words["title"]) == ((status, short or "about:blank"), title) and (
        not detail or words["detail"] == detail
    )


@pytest.mark.parametrize(("kind", "ask"), ASKED, ids=[kind.__name__ for kind, _ in ASKED])
async def test_a_request_that_goes_wrong_is_told_by_its_problem(client: Client, kind: type[Refusal], ask: Ask) -> None:
    refused = await ask(client)
    assert told(kind, refused), refused.text


async def test_what_depends_on_who_asks(company: Company, client: Client, minsu: Viewer, jihye: Viewer) -> None:
    theirs = await said(company, jihye)
    assert told(NotTheAuthor, await client.delete(f"tweets/{theirs}"))
    async with a_client(company, None) as app:
        assert told(PersonOnly, await app.get("users/me"))
    async with a_client(company, minsu, "read") as reader:
        assert told(ScopeMissing, await reader.post("tweets", text="?"))


async def test_what_depends_on_what_was_done_before(company: Company, client: Client, minsu: Viewer) -> None:
    assert (await client.post("tweets", text="한 번")).status_code == 201
    assert told(Repeated, await client.post("tweets", text="한 번"))
    for _ in range(75):
        await client.get("users/me")
    assert told(TooMany, await client.get("users/me"))
    full = msgspec.structs.replace(company, media=with_limits(company, least_free_bytes=1 << 62))
    async with a_client(full, minsu) as uploader:
        begun = await uploader.post("media/upload/initialize", media_type="image/png", total_bytes=10)
        assert told(RoomScarce, begun)


def test_what_only_the_server_brings_about() -> None:
    response = answer(Unavailable("The database cannot be reached"))
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert b'"title":"Service Unavailable"' in response.body
