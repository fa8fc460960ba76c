"""Statuses over HTTP: post, read, answer, edit, delete, mark; and what is refused in Mastodon's words."""

import asyncio
from typing import Any

import pytest

from biztweet.company import Company
from biztweet.posts.hide_reply import hide_reply
from biztweet.posts.rules import POSTS_PER_PERSON
from tests.api.mastodon.clients import App, a_stranger, an_app, an_app_of


async def test_a_status_is_posted_and_read_by_everybody(minsu: App, jane: App) -> None:
    made = await minsu.says("점심 같이 하실 분? @jane #점심번개", language="ko")
    assert made["account"]["display_name"] == "김민수"
    assert made["application"] == {"name": "Ivory", "website": "https://ivory.example"}
    assert [each["acct"] for each in made["mentions"]] == ["jane"]
    assert made["visibility"] == "public"
    read = await jane.get(f"/api/v1/statuses/{made['id']}")
    assert read["content"] == made["content"]
    assert "pinned" in made
    assert "pinned" not in read
    assert [each["id"] for each in await jane.get("/api/v1/timelines/home")] == [made["id"]]


async def test_json_and_forms_say_the_same(minsu: App) -> None:
    made = await minsu.ask("POST", "/api/v1/statuses", json={"status": "json", "media_ids": [], "poll": None})
    assert made["content"] == "<p>json</p>"


async def test_the_same_idempotency_key_makes_one_status_and_other_words_are_refused(minsu: App) -> None:
    headers = {"Idempotency-Key": "k1"}
    tries = await asyncio.gather(
        *(minsu.ask("POST", "/api/v1/statuses", data={"status": "once"}, headers=headers) for _ in range(5))
    )
    assert len({each["id"] for each in tries}) == 1
    refused = await minsu.ask("POST", "/api/v1/statuses", 422, data={"status": "twice"}, headers=headers)
    assert refused["error"].startswith("Validation failed: ")


async def test_a_key_may_have_255_characters(minsu: App) -> None:
    async def posted(length: int, expect: int) -> Any:
        headers = {"Idempotency-Key": "k" * length}
        return await minsu.ask("POST", "/api/v1/statuses", expect, data={"status": "키"}, headers=headers)

    assert (await posted(255, 200))["id"] == (await posted(255, 200))["id"]
    refused = await posted(256, 422)
    assert refused == {"error": "Validation failed: An Idempotency-Key may have 255 characters"}


@pytest.mark.parametrize(
    ("form", "status_code", "words"),
    [
        ({"status": ""}, 422, "Validation failed: Text can't be blank"),
        ({"status": "a" * 281}, 422, "Validation failed: Text has 281 characters; 280 are allowed"),
        ({"status": "bell \x07"}, 422, "Validation failed: Text holds a character that cannot be posted: U+0007"),
        ({"status": "x", "visibility": "private"}, 422, "Validation failed: Every post here is read by the whole"),
        (
            {"status": "x", "visibility": "everyone"},
            422,
            "Validation failed: Visibility must be public, unlisted or direct",
        ),
        ({"status": "x", "in_reply_to_id": "7"}, 404, "Record not found"),
        ({"status": "x", "in_reply_to_id": "9" * 25}, 404, "Record not found"),
        ({"status": "x", "quoted_status_id": "7"}, 404, "Record not found"),
        ({"status": "x", "media_ids[]": "7"}, 422, "Validation failed: A picture is not there"),
        ({"status": "x", "media_ids[]": "seven"}, 422, "Validation failed: A picture is not there"),
        ({"status": "x", "language": "<b>"}, 422, "Validation failed: Language is not"),
        (
            {"status": "x", "scheduled_at": "9999-12-31T23:59:59-12:00"},
            422,
            "Validation failed: Scheduled at is no time",
        ),
        ({"status": "x", "scheduled_at": "soon"}, 422, "Validation failed: Scheduled at is no time"),
        ({"status": "x", "scheduled_at": "2020-01-01"}, 422, "Validation failed: The scheduled date must be in the"),
        ({"status": "x", "poll[options][]": "a"}, 422, "Validation failed: A poll has 2 to 4 options"),
        (
            {"status": "x", "poll[options][]": ["a", "b"]},
            422,
            "Validation failed: A poll is open for 5 minutes to",
        ),
    ],
)
async def test_what_cannot_be_posted_is_refused_in_mastodons_words(
    minsu: App, form: dict[str, Any], status_code: int, words: str
) -> None:
    refused = await minsu.post("/api/v1/statuses", status_code, **form)
    assert refused["error"].startswith(words)
    assert await minsu.get("/api/v1/timelines/home") == []


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ({"Content-Type": "application/json"}, b"{broken"),
        ({"Content-Type": "application/json"}, b"[1]"),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"status=%ff"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x\r\nbroken"),
        ({"Content-Type": "application/json"}, b'{"status": {"a": 1}}'),
    ],
)
async def test_a_broken_body_is_a_clear_refusal(minsu: App, headers: dict[str, str], content: bytes) -> None:
    refused = await minsu.ask("POST", "/api/v1/statuses", 422, headers=headers, content=content)
    assert refused["error"].startswith("Validation failed: ")


async def test_unlisted_is_the_company_too(minsu: App) -> None:
    assert (await minsu.says("x", visibility="unlisted"))["visibility"] == "public"


async def test_what_is_no_id_or_nobodys_is_not_found(minsu: App) -> None:
    for id_ in ("7", "seven", "9" * 30, "-1", "٣"):
        assert (await minsu.get(f"/api/v1/statuses/{id_}", 404))["error"] == "Record not found"


async def test_a_thread_is_read_from_any_of_its_posts(minsu: App, jane: App) -> None:
    first = await minsu.says("첫 글")
    second = await jane.says("둘", in_reply_to_id=first["id"])
    third = await minsu.says("셋", in_reply_to_id=second["id"])
    around = await jane.get(f"/api/v1/statuses/{second['id']}/context")
    assert [each["id"] for each in around["ancestors"]] == [first["id"]]
    assert [each["id"] for each in around["descendants"]] == [third["id"]]
    assert second["in_reply_to_account_id"] == first["account"]["id"]
    assert (await jane.get(f"/api/v1/statuses/{first['id']}"))["replies_count"] == 1


async def test_marks_may_be_repeated_and_taken_back(minsu: App, jane: App) -> None:
    made = await minsu.says("좋은 소식")
    path = f"/api/v1/statuses/{made['id']}"
    for act, flag, count in (
        ("favourite", "favourited", "favourites_count"),
        ("bookmark", "bookmarked", None),
        ("reblog", "reblogged", "reblogs_count"),
    ):
        for _ in range(2):
            answer = await jane.post(f"{path}/{act}")
            assert answer[flag] is True
        seen = await jane.get(path)
        assert seen[flag] is True
        assert count is None or seen[count] == 1
        assert (await minsu.get(path))[flag] is False
        for _ in range(2):
            answer = await jane.post(f"{path}/un{act}")
            assert answer[flag] is False
            assert count is None or answer[count] == 0


async def test_a_reblog_holds_the_status_and_names_who_repeated_it(minsu: App, jane: App) -> None:
    made = await minsu.says("전달")
    repeat = await jane.post(f"/api/v1/statuses/{made['id']}/reblog")
    assert repeat["account"]["acct"] == "jane"
    assert repeat["reblog"]["id"] == made["id"]
    assert repeat["reblog"]["reblogged"] is True
    assert repeat["content"] == ""
    assert [each["acct"] for each in await minsu.get(f"/api/v1/statuses/{made['id']}/reblogged_by")] == ["jane"]
    again = await minsu.post(f"/api/v1/statuses/{repeat['id']}/favourite")
    assert again["reblog"]["favourited"] is True
    await jane.ask("DELETE", f"/api/v1/statuses/{repeat['id']}")
    assert (await minsu.get(f"/api/v1/statuses/{made['id']}"))["reblogs_count"] == 0


async def test_a_quote_holds_what_it_quotes_until_that_is_deleted(minsu: App, jane: App) -> None:
    made = await minsu.says("원문")
    for name in ("quoted_status_id", "quote_id"):
        quote = await jane.ask("POST", "/api/v1/statuses", data={"status": f"인용 {name}", name: made["id"]})
        assert quote["quote"]["state"] == "accepted"
        assert quote["quote"]["quoted_status"]["id"] == made["id"]
    quotes = await minsu.get(f"/api/v1/statuses/{made['id']}/quotes")
    assert len(quotes) == 2
    assert (await minsu.get(f"/api/v1/statuses/{made['id']}"))["quotes_count"] == 2
    await minsu.ask("DELETE", f"/api/v1/statuses/{made['id']}")
    seen = await minsu.get(f"/api/v1/statuses/{quote['id']}")
    assert seen["quote"] == {"state": "deleted", "quoted_status": None}


async def test_an_edit_keeps_the_id_and_tells_its_history(minsu: App, jane: App) -> None:
    made = await minsu.says("오타가 잇다", spoiler_text="주의")
    assert (await minsu.get(f"/api/v1/statuses/{made['id']}/source")) == {
        "id": made["id"],
        "text": "오타가 잇다",
        "spoiler_text": "주의",
    }
    edited = await minsu.ask("PUT", f"/api/v1/statuses/{made['id']}", data={"status": "오타가 있다"})
    assert edited["id"] == made["id"]
    assert edited["edited_at"] is not None
    history = await jane.get(f"/api/v1/statuses/{made['id']}/history")
    assert [each["content"] for each in history] == ["<p>오타가 잇다</p>", "<p>오타가 있다</p>"]
    assert [each["spoiler_text"] for each in history] == ["주의", ""]
    for method in ("PUT", "DELETE"):
        refused = await jane.ask(method, f"/api/v1/statuses/{made['id']}", 404, data={"status": "x"})
        assert refused == {"error": "Record not found"}


async def test_a_deleted_status_gives_its_words_back_and_is_gone(minsu: App, jane: App) -> None:
    made = await minsu.says("다시 쓸 글 #tag")
    gone = await minsu.ask("DELETE", f"/api/v1/statuses/{made['id']}")
    assert gone["text"] == "다시 쓸 글 #tag"
    for path in ("", "/context", "/source", "/history", "/favourited_by", "/quotes"):
        await jane.get(f"/api/v1/statuses/{made['id']}{path}", 404)
    await jane.post(f"/api/v1/statuses/{made['id']}/favourite", 404)
    assert await jane.get("/api/v1/timelines/tag/tag") == []


async def test_several_statuses_are_read_in_the_order_asked(minsu: App) -> None:
    ids = [(await minsu.says(f"글 {number}"))["id"] for number in range(3)]
    answer = await minsu.http.get(f"/api/v1/statuses?id[]={ids[2]}&id[]={ids[0]}&id[]=77&id[]=x")
    assert [each["id"] for each in answer.json()] == [ids[2], ids[0]]
    many = "&".join(f"id[]={number}" for number in range(201))
    assert (await minsu.http.get(f"/api/v1/statuses?{many}")).status_code == 422


async def test_strangers_read_nothing(company: Company, minsu: App) -> None:
    made = await minsu.says("회사 안에서만")
    stranger = a_stranger(company)
    for path in ("timelines/home", "timelines/public", f"statuses/{made['id']}", "accounts/1", "notifications"):
        refused = await stranger.get(f"/api/v1/{path}", 401)
        assert refused == {"error": "This method requires an authenticated user"}


async def test_statuses_are_pinned_to_the_head_of_ones_own_page(minsu: App, jane: App) -> None:
    posted = [(await minsu.says(f"글 {number}"))["id"] for number in range(6)]
    theirs = (await jane.says("제인"))["id"]
    page = f"/api/v1/accounts/{minsu.me.id}/statuses"
    assert await minsu.get(page, pinned="true") == []
    for each in posted[:5]:
        assert (await minsu.post(f"/api/v1/statuses/{each}/pin"))["pinned"] is True
    assert [each["id"] for each in await jane.get(page, pinned="true")] == posted[4::-1]
    assert "pinned" not in (await jane.get(f"/api/v1/statuses/{posted[0]}"))
    words = (await minsu.post(f"/api/v1/statuses/{posted[5]}/pin", 422))["error"]
    assert words == "Validation failed: You have already pinned the maximum number of posts: 5"
    words = (await minsu.post(f"/api/v1/statuses/{theirs}/pin", 422))["error"]
    assert words == "Validation failed: Someone else's post cannot be pinned"
    await minsu.post("/api/v1/statuses/7/pin", 404)
    assert (await minsu.post(f"/api/v1/statuses/{posted[4]}/unpin"))["pinned"] is False
    assert [each["id"] for each in await minsu.get(page, pinned="true", limit=1)] == posted[3:4]


async def test_a_muted_thread_is_marked_as_such_on_each_of_its_statuses(minsu: App, jane: App) -> None:
    root = await minsu.says("글")
    answer = await jane.says("답", in_reply_to_id=root["id"])
    assert (await minsu.post(f"/api/v1/statuses/{answer['id']}/mute"))["muted"] is True
    assert (await minsu.get(f"/api/v1/statuses/{root['id']}"))["muted"] is True
    assert (await jane.get(f"/api/v1/statuses/{root['id']}"))["muted"] is False
    assert (await minsu.post(f"/api/v1/statuses/{root['id']}/unmute"))["muted"] is False
    await minsu.post("/api/v1/statuses/7/mute", 404)


async def test_a_hidden_answer_stands_last_in_the_context(company: Company, minsu: App, jane: App) -> None:
    root = await minsu.says("글")
    first, second = [await jane.says(f"답 {number}", in_reply_to_id=root["id"]) for number in range(2)]
    below = await jane.says("그 아래", in_reply_to_id=first["id"])
    await hide_reply(company.db, minsu.me, int(first["id"]))
    found = (await jane.get(f"/api/v1/statuses/{root['id']}/context"))["descendants"]
    assert [each["id"] for each in found] == [second["id"], first["id"], below["id"]]


async def test_who_marked_a_status_are_accounts(company: Company, minsu: App) -> None:
    made = await minsu.says("좋아요?")
    reader = await an_app(company, "narrow", name="Narrow", scopes="read:accounts")
    for path in ("favourited_by", "reblogged_by"):
        refused = await reader.get(f"/api/v1/statuses/{made['id']}/{path}", 403)
        assert refused == {"error": "This action is outside the authorized scopes"}


async def test_a_person_posts_so_often_and_no_more_through_whichever_app(company: Company, minsu: App) -> None:
    standing = (await minsu.says("먼저"))["id"]
    for _ in range(POSTS_PER_PERSON.limit - 2):
        await company.quotas.spend(POSTS_PER_PERSON, str(minsu.me.id))
    await minsu.says("마지막")
    other = await an_app_of(company, minsu.me)
    answer = await other.http.post("/api/v1/statuses", data={"status": "하나 더"})
    assert (answer.status_code, answer.json()) == (429, {"error": "Too many requests"})
    assert 0 < int(answer.headers["retry-after"]) <= POSTS_PER_PERSON.seconds
    await minsu.ask("PUT", f"/api/v1/statuses/{standing}", 429, data={"status": "나중"})


async def test_whoever_is_quoted_may_revoke_it(minsu: App, jane: App) -> None:
    post = (await minsu.says("원글"))["id"]
    quote = (await jane.says("인용", quoted_status_id=post))["id"]
    path = f"/api/v1/statuses/{post}/quotes"
    assert [each["id"] for each in await minsu.get(path)] == [quote]
    assert await jane.post(f"{path}/{quote}/revoke", 403) == {"error": "This action is not allowed"}
    for wrong in ("7", "x", post):
        assert await minsu.post(f"{path}/{wrong}/revoke", 404) == {"error": "Record not found"}
    revoked = await minsu.post(f"{path}/{quote}/revoke")
    assert (revoked["id"], revoked["quote"]) == (quote, {"state": "revoked", "quoted_status": None})
    assert (await jane.get(f"/api/v1/statuses/{quote}"))["quote"] == revoked["quote"]
    assert await minsu.get(path) == []
    assert (await jane.get(f"/api/v1/statuses/{post}"))["quotes_count"] == 0
    again = await jane.says("겹친 인용", quoted_status_id=quote)
    assert again["quote"]["quoted_status"]["quote"] == {"state": "revoked", "quoted_status_id": None}


@pytest.mark.parametrize("policy", ["followers", "nobody", "nonsense"])
async def test_everything_may_be_quoted(minsu: App, policy: str) -> None:
    said = (await minsu.says("모두 인용할 수 있음", quote_approval_policy="public"))["id"]
    path = f"/api/v1/statuses/{said}"
    for method, address in (("POST", "/api/v1/statuses"), ("PUT", path), ("PUT", f"{path}/interaction_policy")):
        refused = await minsu.ask(method, address, 422, data={"status": "글", "quote_approval_policy": policy})
        assert refused["error"] == "Validation failed: Every post here may be quoted by the whole company"
    message = await minsu.says("혼잣말", visibility="direct", quote_approval_policy=policy)
    assert message["quote_approval"]["current_user"] == "denied"
