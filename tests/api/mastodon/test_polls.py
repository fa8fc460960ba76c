"""Polls and scheduled statuses over HTTP, in Mastodon's words."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from biztweet.api.mastodon.stream_format import Serializer
from biztweet.company import Company
from biztweet.events import PollClosed, PollVoted
from biztweet.kernel.clock import SECOND
from biztweet.live.happening import Happening
from tests.api.mastodon.clients import App, a_stranger, an_app
from tests.clocks import time_passes

ASKED = {"poll[options][]": ["비빔밥", "Noodles"], "poll[expires_in]": "300"}


@pytest.fixture
def company(any_company: Company) -> Company:
    return any_company


def later(**time: int) -> str:
    return (datetime.now(UTC) + timedelta(**time)).isoformat()


async def test_a_poll_is_opened_read_voted_in_and_ends(any_company: Company, minsu: App, jane: App) -> None:
    made = await minsu.says("점심?", **ASKED)
    poll = made["poll"]
    assert (poll["expired"], poll["voted"], poll["own_votes"], poll["voters_count"]) == (False, False, [], None)
    assert await jane.get(f"/api/v1/polls/{poll['id']}") == poll
    voted = await jane.post(f"/api/v1/polls/{poll['id']}/votes", **{"choices[]": ["1"]})
    assert (voted["voted"], voted["own_votes"], voted["votes_count"]) == (True, [1], 1)
    assert [option["votes_count"] for option in voted["options"]] == [0, 1]
    [shown] = await jane.get("/api/v1/timelines/home")
    assert shown["poll"] == voted
    [shown] = await minsu.get("/api/v1/timelines/home")
    assert shown["poll"] == {**voted, "voted": False, "own_votes": []}
    refused = await jane.post(f"/api/v1/polls/{poll['id']}/votes", 422, **{"choices[]": ["0"]})
    assert refused == {"error": "Validation failed: You have already voted on this poll"}
    await time_passes(any_company, 300 * SECOND)
    refused = await minsu.post(f"/api/v1/polls/{poll['id']}/votes", 422, **{"choices[]": ["0"]})
    assert refused == {"error": "Validation failed: The poll has already ended"}
    assert (await minsu.get(f"/api/v1/polls/{poll['id']}"))["expired"] is True


async def test_json_says_the_same_and_hidden_counts_are_null(minsu: App, jane: App) -> None:
    poll = {"options": ["a", "b", "c"], "expires_in": 86_400, "multiple": True, "hide_totals": True}
    made = await minsu.ask("POST", "/api/v1/statuses", json={"status": "?", "poll": poll})
    path = f"/api/v1/polls/{made['id']}/votes"
    voted = await jane.ask("POST", path, json={"choices": [0, 2]})
    assert [option["votes_count"] for option in voted["options"]] == [None, None, None]
    assert (voted["own_votes"], voted["voters_count"], voted["votes_count"]) == ([0, 2], 1, 2)


@pytest.mark.parametrize(
    ("wish", "status"),
    [([], 422), (["2"], 422), (["0", "1"], 422), (["x"], 422), (["-1"], 422), (["9" * 30], 422), (["٣"], 422)],
)
async def test_no_choice_that_is_none_counts(minsu: App, wish: list[str], status: int) -> None:
    made = await minsu.says("점심?", **ASKED)
    refused = await minsu.post(f"/api/v1/polls/{made['id']}/votes", status, **{"choices[]": wish})
    assert refused["error"].startswith("Validation failed: ")
    assert (await minsu.get(f"/api/v1/polls/{made['id']}"))["votes_count"] == 0


async def test_what_is_no_poll_is_as_missing(any_company: Company, minsu: App) -> None:
    made = await minsu.says("그냥 글")
    assert made["poll"] is None
    for id_ in (made["id"], "7", "x", "9" * 30):
        await minsu.get(f"/api/v1/polls/{id_}", 404)
        await minsu.post(f"/api/v1/polls/{id_}/votes", 404, **{"choices[]": ["0"]})
    await a_stranger(any_company).get(f"/api/v1/polls/{made['id']}", 401)


async def test_an_edit_with_other_options_begins_anew_and_history_tells(minsu: App, jane: App) -> None:
    made = await minsu.says("점심?", **ASKED)
    path = f"/api/v1/statuses/{made['id']}"
    await jane.post(f"/api/v1/polls/{made['id']}/votes", **{"choices[]": ["0"]})
    kept = await minsu.ask("PUT", path, data={"status": "점심은?"})
    assert kept["poll"]["votes_count"] == 1
    form = {"status": "저녁은?", "poll[options][]": ["죽", "밥"], "poll[expires_in]": "600"}
    anew = await minsu.ask("PUT", path, data=form)
    assert (anew["poll"]["votes_count"], anew["poll"]["options"][0]["title"]) == (0, "죽")
    assert (await jane.get(path))["poll"]["voted"] is False
    history = await jane.get(f"{path}/history")
    assert [each["poll"]["options"][0]["title"] for each in history] == ["비빔밥", "비빔밥", "죽"]


async def test_a_status_waits_is_listed_moved_and_called_off(minsu: App, jane: App) -> None:
    at = later(hours=1)
    made = await minsu.says("내일", scheduled_at=at, spoiler_text="CW", **ASKED)
    assert (made["params"]["text"], made["params"]["spoiler_text"], made["media_attachments"]) == ("내일", "CW", [])
    assert made["params"]["poll"]["options"] == ["비빔밥", "Noodles"]
    assert await minsu.get("/api/v1/timelines/home") == []
    path = f"/api/v1/scheduled_statuses/{made['id']}"
    assert await minsu.get("/api/v1/scheduled_statuses") == [made]
    assert await minsu.get(path) == made
    assert await jane.get("/api/v1/scheduled_statuses") == []
    for method in ("GET", "PUT", "DELETE"):
        await jane.ask(method, path, 404, data={"scheduled_at": later(hours=3)})
    moved = await minsu.ask("PUT", path, data={"scheduled_at": later(hours=2)})
    assert moved["scheduled_at"] > made["scheduled_at"]
    await minsu.ask("PUT", path, 422, data={"scheduled_at": later(minutes=4)})
    assert await minsu.ask("DELETE", path) == {}
    await minsu.get(path, 404)


@pytest.mark.parametrize("when", ["soon", "", "2020-01-01", "9999-99-99", "1e30", "4000-01-01T12:13:14.000Z"])
async def test_what_is_no_time_to_come_is_refused_and_none_is_now(minsu: App, when: str) -> None:
    answer = await minsu.http.post("/api/v1/statuses", data={"status": "x", "scheduled_at": when})
    expected = {"": "content", "4000-01-01T12:13:14.000Z": "params"}.get(when, "error")
    assert expected in answer.json()


async def test_streams_tell_of_votes_and_of_the_end_without_anybodys_choice(company: Company) -> None:
    minsu = await an_app(company)
    made = await minsu.says("점심?", **ASKED)
    shared = (await company.views.shared([int(made["id"])]))[int(made["id"])]
    id_, author_id = shared.post.id, minsu.me.id
    voted = PollVoted(post_id=id_, author_id=author_id, voter_id=7, thread_id=id_, in_company=True)
    closed = PollClosed(post_id=id_, author_id=author_id, thread_id=id_, in_company=True)
    for event in (voted, closed):
        serialized = Serializer(company).serialize(Happening(9, "1-9", event, shared=shared), "user")
        assert serialized is not None
        assert serialized.event == "status.update"
        assert "own_votes" not in msgspec.json.decode(serialized.payload)["poll"]
