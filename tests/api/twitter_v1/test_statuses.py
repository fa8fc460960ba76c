"""Posts through v1.1."""

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.posts.hydrate import Views
from tests.api.twitter_v1.asking import Client, code
from tests.factories import said


async def test_a_post_is_published_shown_and_deleted(client: Client) -> None:
    made = (await client.post("statuses/update.json", status="안녕 <b> & bye #회의 @minsu")).json()
    assert made["text"] == "안녕 &lt;b&gt; &amp; bye #회의 @minsu"
    assert made["entities"]["hashtags"] == [{"text": "회의", "indices": [23, 26]}]
    assert made["source"] == '<a href="http://127.0.0.1:8000" rel="nofollow">Tests &amp; Co</a>'
    for path in (f"statuses/show/{made['id']}.json", f"statuses/show/{made['id']}"):
        assert (await client.get(path)).json() == made
    assert (await client.get("statuses/show.json", id=made["id"])).json() == made
    assert (await client.post(f"statuses/destroy/{made['id']}.json")).json()["id"] == made["id"]
    assert code(await client.get("statuses/show.json", id=made["id"])) == (404, 144)


async def test_parameters_may_stand_anywhere(client: Client) -> None:
    sent = [
        await client.send("POST", "statuses/update.json?status=one"),
        await client.send("POST", "statuses/update.json", data={"status": "two"}),
        await client.send("POST", "statuses/update.json", json={"status": "three"}),
        await client.send("POST", "statuses/update", content=b'{"status": "four"}'),
        await client.send("POST", "statuses/update.json", files={"x": b""}, data={"status": "five"}),
    ]
    assert [answer.json()["text"] for answer in sent] == ["one", "two", "three", "four", "five"]


async def test_a_reply_names_whom_it_answers(company: Company, client: Client, jihye: Viewer) -> None:
    asked = await said(company, jihye, "점심? @minsu")
    plain = (await client.post("statuses/update.json", status="좋아요", in_reply_to_status_id=asked)).json()
    assert (plain["in_reply_to_status_id"], plain["in_reply_to_screen_name"]) == (asked, "jihye")
    filled = await client.post(
        "statuses/update.json",
        status="가요",
        in_reply_to_status_id=asked,
        auto_populate_reply_metadata="true",
        exclude_reply_user_ids="",
    )
    assert filled.json()["text"] == "@jihye 가요"
    for missing in ("1", "x", "9" * 30):
        answer = await client.post("statuses/update.json", status="?", in_reply_to_status_id=missing)
        assert code(answer) == (403, 385)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000/@jihye/{}",
        "http://127.0.0.1:8000/jihye/status/{}",
        "http://tweets.test/@jihye/{}",
        "https://twitter.com/jihye/status/{}?s=20",
        "https://x.com/jihye/status/{}",
    ],
)
async def test_a_quote_is_told_by_the_address_of_a_post(
    company: Company, client: Client, jihye: Viewer, address: str
) -> None:
    quoted = await said(company, jihye, "원래 글")
    made = (await client.post("statuses/update.json", status="보세요", attachment_url=address.format(quoted))).json()
    link = f"http://127.0.0.1:8000/@jihye/{quoted}"
    assert made["quoted_status"]["text"] == "원래 글"
    assert (made["is_quote_status"], made["quoted_status_id"]) == (True, quoted)
    assert made["text"] == f"보세요 {link}"
    at = made["entities"]["urls"][0]["indices"]
    assert made["text"][slice(*at)] == link == made["quoted_status_permalink"]["expanded"]


async def test_a_trailing_address_of_ours_quotes_too(company: Company, client: Client, jihye: Viewer) -> None:
    quoted = await said(company, jihye, "원래 글")
    text = f"보세요 http://127.0.0.1:8000/@jihye/{quoted}"
    made = (await client.post("statuses/update.json", status=text)).json()
    assert (made["text"], made["quoted_status_id"]) == (text, quoted)
    gone = (await client.post("statuses/update.json", status="http://127.0.0.1:8000/@jihye/12")).json()
    assert gone["is_quote_status"] is False


async def test_an_address_that_is_no_posts_is_refused(client: Client) -> None:
    for wrong in ("http://elsewhere.example/@jihye/1", "x", "http://127.0.0.1:8000/jihye", "http://[::1/@a/1"):
        assert code(await client.post("statuses/update.json", status="?", attachment_url=wrong)) == (400, 44)
    missing = "http://127.0.0.1:8000/@jihye/1"
    assert code(await client.post("statuses/update.json", status="?", attachment_url=missing)) == (404, 144)


async def test_a_repeat_holds_the_original_and_counts_once(company: Company, client: Client, jihye: Viewer) -> None:
    post_id = await said(company, jihye, "좋은 소식")
    made = (await client.post(f"statuses/retweet/{post_id}.json")).json()
    assert made["text"] == "RT @jihye: 좋은 소식"
    assert made["retweeted_status"]["retweet_count"] == 1
    assert made["retweeted"] is made["retweeted_status"]["retweeted"] is True
    assert code(await client.post(f"statuses/retweet/{post_id}.json")) == (403, 327)
    assert [one["id"] for one in (await client.get(f"statuses/retweets/{post_id}.json")).json()] == [made["id"]]
    assert (await client.get("statuses/retweeters/ids.json", id=post_id)).json()["ids"] == [made["user"]["id"]]
    for shown in (post_id, made["id"]):  # the repeat leads to itself
        with_mine = (await client.get(f"statuses/show/{shown}.json", include_my_retweet="true")).json()
        assert with_mine["current_user_retweet"] == {"id": made["id"], "id_str": made["id_str"]}
    back = (await client.post(f"statuses/unretweet/{post_id}.json")).json()
    assert (back["id"], back["retweet_count"], back["retweeted"]) == (post_id, 0, False)
    alone = (await client.get(f"statuses/show/{post_id}.json", include_my_retweet="true")).json()
    assert "current_user_retweet" not in alone


async def test_deleting_the_repeat_takes_it_back(company: Company, client: Client, jihye: Viewer) -> None:
    post_id = await said(company, jihye)
    made = (await client.post(f"statuses/retweet/{post_id}.json")).json()
    await client.post(f"statuses/destroy/{made['id']}.json")
    assert (await client.get(f"statuses/show/{post_id}.json")).json()["retweeted"] is False


async def test_likes_are_counted_listed_and_taken_back(company: Company, client: Client, jihye: Viewer) -> None:
    older, newer = await said(company, jihye, "하나"), await said(company, jihye, "둘")
    assert (await client.post("favorites/create.json", id=newer)).json()["favorited"] is True
    liked = (await client.post("favorites/create.json", id=older)).json()
    assert (liked["favorite_count"], liked["favorited"]) == (1, True)
    assert code(await client.post("favorites/create.json", id=older)) == (403, 139)
    assert [one["id"] for one in (await client.get("favorites/list.json")).json()] == [newer, older]
    page = await client.get("favorites/list.json", screen_name="minsu", max_id=newer - 1)
    assert [one["id"] for one in page.json()] == [older]
    assert (await client.post("favorites/destroy.json", id=older)).json()["favorited"] is False
    assert code(await client.post("favorites/destroy.json", id=older)) == (404, 144)


async def test_timelines_page_by_ids(company: Company, client: Client, minsu: Viewer, jihye: Viewer) -> None:
    ids = [await said(company, jihye, f"@minsu {number}") for number in range(5)][::-1]
    for path in ("statuses/home_timeline.json", "statuses/mentions_timeline.json"):
        assert [one["id"] for one in (await client.get(path, count=3)).json()] == ids[:3]
        assert [one["id"] for one in (await client.get(path, max_id=ids[2])).json()] == ids[2:]
        assert [one["id"] for one in (await client.get(path, since_id=ids[2])).json()] == ids[:2]
        assert (await client.get(path, max_id="-5")).json() == []
        assert len((await client.get(path, max_id="9" * 19, count=1_000)).json()) == 5
        assert code(await client.get(path, max_id="x")) == (400, 44)
    theirs = await client.get("statuses/user_timeline.json", user_id=jihye.id, count=1)
    assert [one["id"] for one in theirs.json()] == ids[:1]
    assert (await client.get("statuses/user_timeline.json")).json() == []


async def test_a_persons_replies_and_repeats_may_be_left_out(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    asked = await said(company, jihye, "질문")
    await said(company, minsu, "답", reply_to_id=asked)
    await client.post(f"statuses/retweet/{asked}")
    own = await said(company, minsu, "혼잣말")
    left = await client.get("statuses/user_timeline.json", exclude_replies="true", include_rts="false")
    assert [one["id"] for one in left.json()] == [own]
    assert len((await client.get("statuses/user_timeline.json")).json()) == 3


async def test_answers_may_be_left_out_of_home(company: Company, client: Client, minsu: Viewer, jihye: Viewer) -> None:
    said_first = await said(company, minsu, "하나")
    await said(company, minsu, "이어서", reply_to_id=said_first)  # an answer to oneself stands in Home
    last = await said(company, jihye, "둘")
    path = "statuses/home_timeline.json"
    assert len((await client.get(path)).json()) == 3
    left = (await client.get(path, exclude_replies="true")).json()
    assert [one["id"] for one in left] == [last, said_first]
    shorter = (await client.get(path, exclude_replies="true", count=2)).json()
    assert [one["id"] for one in shorter] == [last]


async def test_many_are_looked_up_at_once(company: Company, client: Client, minsu: Viewer) -> None:
    one, two = await said(company, minsu, "1"), await said(company, minsu, "2")
    found = (await client.get("statuses/lookup.json", id=f"{two},{one},7,x")).json()
    assert [status["id"] for status in found] == [two, one]
    mapped = (await client.post("statuses/lookup.json", id=f"{one},7", map="true")).json()["id"]
    assert (mapped[str(one)]["text"], mapped["7"]) == ("1", None)
    assert code(await client.get("statuses/lookup.json")) == (400, 38)
    assert code(await client.get("statuses/lookup.json", id=",".join(["1"] * 101))) == (403, 18)


async def test_a_status_may_be_asked_for_in_other_forms(company: Company, client: Client, minsu: Viewer) -> None:
    post_id = await said(company, minsu, "가" * 139)
    whole = (await client.get(f"statuses/show/{post_id}", tweet_mode="extended")).json()
    assert (whole["full_text"], whole["display_text_range"], whole["truncated"]) == ("가" * 139, [0, 139], False)
    assert "text" not in whole
    bare = (await client.get(f"statuses/show/{post_id}", trim_user="t", include_entities="false")).json()
    assert bare["user"] == {"id": minsu.id, "id_str": str(minsu.id)}
    assert "entities" not in bare


async def test_the_same_words_again_are_refused_unless_the_key_is_the_same(client: Client) -> None:
    key = {"Idempotency-Key": "k1"}
    first = await client.send("POST", "statuses/update.json", data={"status": "한 번"}, headers=key)
    again = await client.send("POST", "statuses/update.json", data={"status": "한 번"}, headers=key)
    assert first.json()["id"] == again.json()["id"]
    other = await client.send("POST", "statuses/update.json", data={"status": "두 번"}, headers=key)
    assert code(other) == (422, 187)
    assert code(await client.post("statuses/update.json", status="한 번")) == (403, 187)


async def test_a_timeline_needs_no_more_queries_for_more_posts(
    company: Company, client: Client, jihye: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        await said(company, jihye, str(number))
    asked: list[int] = []
    real = Views.of

    async def counted(self: Views, *about: object) -> object:
        asked.append(1)
        return await real(self, *about)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(Views, "of", counted)
    await client.get("statuses/home_timeline.json", count=30)
    assert len(asked) == 1
