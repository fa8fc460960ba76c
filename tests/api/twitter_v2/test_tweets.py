"""Posts through v2: published, shown with what they lead to, marked, deleted."""

import msgspec
import pytest

from biztweet.access.viewer import Viewer
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v2.encoded import Encoder
from biztweet.api.twitter_v2.look import look
from biztweet.company import Company
from biztweet.polls.model import PollDraft
from biztweet.posts.like import like
from biztweet.posts.vote import vote
from tests.api.twitter_v2.asking import Client, problem
from tests.counting import counted_reads
from tests.factories import a_person, said


async def test_a_post_is_published_shown_and_deleted(client: Client, minsu: Viewer) -> None:
    answer = await client.post("tweets", text="안녕 <b> & bye #회의 @minsu https://example.com/a?b=1&c=2")
    assert answer.status_code == 201
    made = answer.json()["data"]
    assert made["text"] == "안녕 &lt;b&gt; &amp; bye #회의 @minsu https://example.com/a?b=1&amp;c=2"
    assert made["edit_history_tweet_ids"] == [made["id"]]
    assert (await client.get(f"tweets/{made['id']}")).json() == {"data": made}

    shown = (await client.get(f"tweets/{made['id']}", tweet__fields="entities,source,lang,conversation_id")).json()
    data = shown["data"]
    assert (data["source"], data["lang"], data["conversation_id"]) == ("Tests & Co", "ko", made["id"])
    [tag], [mention], [url] = (data["entities"][kind] for kind in ("hashtags", "mentions", "urls"))
    assert data["text"][tag["start"] : tag["end"]] == "#회의"
    assert (mention["username"], mention["id"]) == ("minsu", str(minsu.id))
    assert url["expanded_url"] == "https://example.com/a?b=1&c=2"

    assert (await client.delete(f"tweets/{made['id']}")).json() == {"data": {"deleted": True}}
    gone = (await client.get(f"tweets/{made['id']}")).json()
    assert "data" not in gone
    [error] = gone["errors"]
    assert (error["parameter"], error["resource_id"], error["resource_type"]) == ("id", made["id"], "tweet")
    assert problem(await client.delete(f"tweets/{made['id']}")) == (404, "resource-not-found")


async def test_fields_that_were_not_asked_for_are_absent(company: Company, client: Client, jihye: Viewer) -> None:
    post_id = await said(company, jihye)
    [tweet] = (await client.get("tweets", ids=str(post_id))).json()["data"]
    assert set(tweet) == {"id", "text", "edit_history_tweet_ids"}
    answer = (await client.get("tweets", ids=str(post_id), expansions="author_id")).json()
    assert answer["data"][0]["author_id"] == str(jihye.id)
    assert answer["includes"] == {"users": [{"id": str(jihye.id), "name": "박지혜", "username": "jihye"}]}


async def test_many_are_looked_up_and_the_missing_told(company: Company, client: Client, jihye: Viewer) -> None:
    one, two = await said(company, jihye, "1"), await said(company, jihye, "2")
    answer = (await client.get("tweets", ids=f"{two},7,{one},{'9' * 19}")).json()
    assert [tweet["id"] for tweet in answer["data"]] == [str(two), str(one)]
    assert [(error["parameter"], error["value"]) for error in answer["errors"]] == [("ids", "7"), ("ids", "9" * 19)]
    assert "data" not in (await client.get("tweets", ids="7")).json()


async def test_a_reply_and_a_quote_lead_to_what_they_are_about(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    asked = await said(company, jihye, "점심?")
    reply = (await client.post("tweets", text="네", reply={"in_reply_to_tweet_id": str(asked)})).json()["data"]
    quote = (await client.post("tweets", text="보세요", quote_tweet_id=str(asked))).json()["data"]
    answer = await client.get(
        "tweets",
        ids=f"{reply['id']},{quote['id']}",
        expansions="referenced_tweets.id,referenced_tweets.id.author_id,in_reply_to_user_id,author_id",
        tweet__fields="public_metrics",
    )
    first, second = answer.json()["data"]
    assert first["referenced_tweets"] == [{"type": "replied_to", "id": str(asked)}]
    assert second["referenced_tweets"] == [{"type": "quoted", "id": str(asked)}]
    assert first["in_reply_to_user_id"] == str(jihye.id)
    [original] = answer.json()["includes"]["tweets"]
    assert (original["id"], original["public_metrics"]["reply_count"]) == (str(asked), 1)
    assert original["public_metrics"]["quote_count"] == 1
    assert {user["id"] for user in answer.json()["includes"]["users"]} == {str(minsu.id), str(jihye.id)}
    quotes = (await client.get(f"tweets/{asked}/quote_tweets")).json()
    assert [tweet["id"] for tweet in quotes["data"]] == [quote["id"]]


async def test_quotes_that_answer_somebody_can_be_left_out(company: Company, client: Client, jihye: Viewer) -> None:
    asked = await said(company, jihye, "점심?")
    quote = await said(company, jihye, "보세요", quote_of_id=asked)
    answering = await said(company, jihye, "이것도요", quote_of_id=asked, reply_to_id=quote)
    for exclude, left in (("", [answering, quote]), ("retweets", [answering, quote]), ("replies,retweets", [quote])):
        asking = {"exclude": exclude} if exclude else {}
        found = (await client.get(f"tweets/{asked}/quote_tweets", **asking)).json()
        assert [tweet["id"] for tweet in found["data"]] == [str(post_id) for post_id in left], exclude
        assert found["meta"]["result_count"] == len(left)


async def test_what_a_post_referred_to_and_is_gone_is_told(company: Company, client: Client, jihye: Viewer) -> None:
    asked = await client.post("tweets", text="질문")
    reply = await said(company, jihye, "답", reply_to_id=int(asked.json()["data"]["id"]))
    await client.delete(f"tweets/{asked.json()['data']['id']}")
    answer = (await client.get(f"tweets/{reply}", expansions="referenced_tweets.id")).json()
    assert answer["data"]["referenced_tweets"] == [{"type": "replied_to", "id": asked.json()["data"]["id"]}]
    assert "includes" not in answer
    [error] = answer["errors"]
    assert (error["parameter"], error["value"]) == ("referenced_tweets.id", asked.json()["data"]["id"])


async def test_names_of_those_who_take_part_are_put_before_an_answer(
    company: Company, client: Client, jihye: Viewer
) -> None:
    other = await a_person(company, "sora")
    asked = await said(company, jihye, "점심? @minsu @sora")
    reply = {"in_reply_to_tweet_id": str(asked), "auto_populate_reply_metadata": True}
    made = await client.post("tweets", text="가요", reply=reply | {"exclude_reply_user_ids": [str(other.id)]})
    assert made.json()["data"]["text"] == "@jihye 가요"


async def test_likes_repeats_and_bookmarks_are_made_listed_and_taken_back(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    post_id = await said(company, jihye, "좋은 소식")
    for _ in range(2):
        assert (await client.post(f"users/{minsu.id}/likes", tweet_id=str(post_id))).json()["data"] == {"liked": True}
        kept = await client.post(f"users/{minsu.id}/bookmarks", tweet_id=str(post_id))
        assert kept.json()["data"] == {"bookmarked": True}
        repeated = (await client.post(f"users/{minsu.id}/retweets", tweet_id=str(post_id))).json()["data"]
        assert repeated["retweeted"] is True
    assert [one["id"] for one in (await client.get(f"users/{minsu.id}/liked_tweets")).json()["data"]] == [str(post_id)]
    assert [one["id"] for one in (await client.get(f"users/{minsu.id}/bookmarks")).json()["data"]] == [str(post_id)]
    for listing in ("liking_users", "retweeted_by"):
        assert [one["username"] for one in (await client.get(f"tweets/{post_id}/{listing}")).json()["data"]] == [
            "minsu"
        ]
    [repeat] = (await client.get(f"tweets/{post_id}/retweets", expansions="referenced_tweets.id")).json()["data"]
    assert (repeat["id"], repeat["text"]) == (repeated["rest_id"], "RT @jihye: 좋은 소식")
    assert repeat["referenced_tweets"] == [{"type": "retweeted", "id": str(post_id)}]

    assert (await client.delete(f"users/{minsu.id}/likes/{post_id}")).json()["data"] == {"liked": False}
    assert (await client.delete(f"users/{minsu.id}/retweets/{post_id}")).json()["data"] == {"retweeted": False}
    assert (await client.delete(f"users/{minsu.id}/bookmarks/{post_id}")).json()["data"] == {"bookmarked": False}
    empty = {"meta": {"result_count": 0}}
    for listing in ("liking_users", "retweeted_by", "retweets"):
        assert (await client.get(f"tweets/{post_id}/{listing}")).json() == empty
    for path in ("likes", "retweets", "bookmarks"):
        refused = await client.post(f"users/{minsu.id}/{path}", tweet_id="12")
        assert problem(refused) == (404, "resource-not-found")


async def test_a_page_needs_no_more_reads_for_more_posts(company: Company, client: Client, jihye: Viewer) -> None:
    people = [await a_person(company) for _ in range(3)]
    ids = []
    for number in range(12):
        author = people[number % 3]
        parent = await said(company, jihye, f"질문 {number}")
        ids.append(await said(company, author, f"답 {number} @jihye", reply_to_id=parent))
        await like(company.db, jihye, ids[-1])
    wide = {
        "expansions": "author_id,referenced_tweets.id,referenced_tweets.id.author_id,entities.mentions.username",
        "user__fields": "connection_status",
    }

    async def reads(wanted: list[int]) -> int:
        await said(company, jihye)
        company.views._shared.clear()
        company.views._stored.clear()
        company.people._accounts.clear()
        with counted_reads(company) as count:
            answer = await client.get("tweets", ids=",".join(map(str, wanted)), **wide)
        assert len(answer.json()["data"]) == len(wanted)
        return count.reads

    await reads(ids)  # the asker's token and circle are read once
    assert await reads(ids) == await reads(ids[:6])


@pytest.mark.parametrize("exclude", ["replies", "retweets", "replies,retweets", ""])
async def test_timelines_leave_out_what_is_not_wanted(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer, exclude: str
) -> None:
    plain = await said(company, minsu, "혼잣말")
    asked = await said(company, jihye, "@minsu 질문")
    reply = await said(company, minsu, "답", reply_to_id=asked)
    await client.post(f"users/{minsu.id}/retweets", tweet_id=str(asked))
    wanted = {"exclude": exclude} if exclude else {}
    theirs = (await client.get(f"users/{minsu.id}/tweets", **wanted)).json()["data"]
    assert len(theirs) == 3 - len(wanted and exclude.split(","))
    assert str(plain) in {tweet["id"] for tweet in theirs}
    assert (str(reply) in {tweet["id"] for tweet in theirs}) is ("replies" not in exclude)
    home = (await client.get(f"users/{minsu.id}/timelines/reverse_chronological", **wanted)).json()
    assert {tweet["id"] for tweet in home["data"]} == {str(plain), str(asked)}
    named = (await client.get(f"users/{minsu.id}/mentions")).json()
    assert [tweet["id"] for tweet in named["data"]] == [str(asked)]
    assert (await client.get("users/reposts_of_me")).json() == {"meta": {"result_count": 0}}


async def test_trends_usage_and_jobs_are_told(company: Company, client: Client, minsu: Viewer) -> None:
    assert (await client.get("trends/by/woeid/1")).json() == {"meta": {"result_count": 0}}
    await said(company, minsu, "#점심 뭐 먹죠")
    told = (await client.get("trends/by/woeid/1", trend__fields="trend_name,tweet_count", max_trends=5)).json()
    assert told == {"data": [{"trend_name": "#점심", "tweet_count": 1}]}
    newer = await client.send("GET", "trends/by/woeid/1?trend.fields=tweet_count", headers={"User-Agent": "xdk-x/1"})
    assert newer.json() == {"data": [{"post_count": 1}]}
    assert problem(await client.get("trends/by/woeid/2")) == (404, "resource-not-found")
    assert problem(await client.get("trends/by/woeid/x")) == (400, "invalid-request")
    assert (await client.get("usage/tweets", days=90)).json()["data"]["project_usage"] == 0
    assert (await client.get("compliance/jobs", type="tweets")).json() == {"meta": {"result_count": 0}}
    assert problem(await client.get("compliance/jobs")) == (400, "invalid-request")


async def test_a_poll_is_asked_and_stands_among_the_includes(any_company: Company) -> None:
    here = any_company
    minsu, jihye = await a_person(here), await a_person(here)
    post_id = await said(here, minsu, "점심?", poll=PollDraft(("비빔밥", "Noodles"), 3_600))
    await vote(here.db, jihye, post_id, [1])
    [one] = (await here.views.shared([post_id])).values()
    encoder = Encoder(Site("https://tweets.example"), look({"poll.fields": ("voting_status",)}, new_words=False))
    assert msgspec.json.decode(encoder.poll(one)) == {
        "id": str(post_id),
        "options": [{"position": 1, "label": "비빔밥", "votes": 0}, {"position": 2, "label": "Noodles", "votes": 1}],
        "voting_status": "open",
    }


async def test_polls_through_the_door(client: Client) -> None:
    wish = {"options": ["네", "아니요"], "duration_minutes": 60}
    made = (await client.post("tweets", text="점심?", poll=wish)).json()["data"]
    fields = "duration_minutes,end_datetime,voting_status"
    answer = (await client.get(f"tweets/{made['id']}", expansions="attachments.poll_ids", poll__fields=fields)).json()
    assert answer["data"]["attachments"] == {"poll_ids": [made["id"]]}
    [poll] = answer["includes"]["polls"]
    assert (poll["id"], poll["duration_minutes"], poll["voting_status"]) == (made["id"], 60, "open")
    for wrong in (
        wish | {"options": ["네"]},
        wish | {"options": ["네"] * 5},
        wish | {"options": ["네", "네"]},
        wish | {"options": ["네", "a" * 26]},
        wish | {"duration_minutes": 4},
        wish | {"duration_minutes": 10_081},
        wish | {"duration_minutes": -1},
        wish | {"duration_minutes": 10**30},
        {"options": ["네", "아니요"]},
    ):
        assert (await client.post("tweets", text="?", poll=wrong)).status_code == 400, wrong
