"""Unmodified tweepy for v2: Client with signatures and with a bearer, Paginator, AsyncClient."""

from collections.abc import Callable, Iterator
from contextlib import aclosing
from typing import Any

import pytest
import tweepy
import tweepy.asynchronous

from tests.flows.hosts import AsyncHostSession, HostSession
from tests.running import RunningServer

pytestmark = pytest.mark.xdist_group("places")

KEYS = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
ALL = {
    "expansions": "author_id,referenced_tweets.id,referenced_tweets.id.author_id,in_reply_to_user_id,"
    "entities.mentions.username,attachments.media_keys",
    "tweet_fields": "created_at,public_metrics,entities,conversation_id,lang,source,referenced_tweets,attachments",
    "user_fields": "created_at,public_metrics,profile_image_url,description,verified,connection_status",
    "media_fields": "url,alt_text,width,height",
}


class People:
    """Three of them, each with a client that signs."""

    def __init__(self, place: RunningServer) -> None:
        self.place = place
        self.tokens = {}
        self.clients = {}
        for handle, name in (("tp_minsu", "김민수"), ("tp_jihye", "박지혜"), ("tp_sora", "이소라")):
            place.add_person(handle, name)
            self.tokens[handle] = place.token(handle)
            self.clients[handle] = self.client(**{key: self.tokens[handle][key] for key in KEYS})

    def client(self, **keys: str) -> tweepy.Client:
        client = tweepy.Client(**keys)
        client.session.close()
        client.session = HostSession(self.place)
        return client


@pytest.fixture(scope="module")
def people(place: RunningServer) -> Iterator[People]:
    people = People(place)
    yield people
    for client in people.clients.values():
        client.session.close()


def test_a_day_of_three_people(people: People) -> None:
    minsu, jihye, sora = people.clients.values()
    me, her = minsu.get_me().data, jihye.get_me().data
    assert (me.username, me.name) == ("tp_minsu", "김민수")
    assert str(me.id) == people.tokens["tp_minsu"]["account_id"]

    made = minsu.create_tweet(text="안녕 <모두> & @tp_jihye #첫글 https://example.com/a?b=1&c=2").data
    assert made["text"].startswith("안녕 &lt;모두&gt; &amp; @tp_jihye")
    shown = jihye.get_tweet(made["id"], user_auth=True, **ALL)
    assert shown.data.id == int(made["id"])
    assert shown.data.author_id == me.id
    assert shown.data.created_at.tzinfo is not None
    assert shown.data.source == "Tests"
    assert shown.data.entities["mentions"][0]["username"] == "tp_jihye"
    assert shown.data.entities["hashtags"][0]["tag"] == "첫글"
    assert {user.id for user in shown.includes["users"]} == {me.id, her.id}
    reply = jihye.create_tweet(text="반가워요", in_reply_to_tweet_id=made["id"]).data
    quote = sora.create_tweet(text="보세요", quote_tweet_id=made["id"]).data
    both = minsu.get_tweets([reply["id"], quote["id"], 12], user_auth=True, **ALL)
    assert [tweet.id for tweet in both.data] == [int(reply["id"]), int(quote["id"])]
    assert both.errors[0]["value"] == "12"
    assert both.includes["tweets"][0].id == int(made["id"])
    assert both.data[0].referenced_tweets[0].type == "replied_to"
    assert both.data[1].referenced_tweets[0].type == "quoted"
    assert both.data[0].conversation_id == int(made["id"])
    assert [tweet.id for tweet in minsu.get_quote_tweets(made["id"], user_auth=True).data] == [int(quote["id"])]

    assert [tweet.id for tweet in jihye.get_users_mentions(her.id, user_auth=True).data] == [int(made["id"])]
    home = jihye.get_home_timeline(exclude=["replies", "retweets"], **ALL)
    assert {tweet.id for tweet in home.data} >= {int(made["id"]), int(quote["id"])}
    assert int(reply["id"]) not in {tweet.id for tweet in home.data}
    theirs = jihye.get_users_tweets(her.id, user_auth=True, exclude="retweets")
    assert [tweet.id for tweet in theirs.data] == [int(reply["id"])]
    assert theirs.meta["newest_id"] == theirs.meta["oldest_id"] == reply["id"]

    assert sora.delete_tweet(quote["id"]).data == {"deleted": True}
    assert minsu.get_tweet(quote["id"], user_auth=True).errors[0]["resource_type"] == "tweet"


def test_marks_and_ties_of_three_people(people: People) -> None:
    minsu, jihye, _ = people.clients.values()
    me, her = minsu.get_me().data, jihye.get_me().data
    made = minsu.create_tweet(text="좋은 소식").data
    jihye.create_tweet(text="정말요?", in_reply_to_tweet_id=made["id"])
    jihye.create_tweet(text="들었어요?", quote_tweet_id=made["id"])

    assert jihye.like(made["id"]).data == {"liked": True}
    assert jihye.like(made["id"]).data == {"liked": True}
    assert jihye.retweet(made["id"]).data["retweeted"] is True
    assert [user.id for user in minsu.get_liking_users(made["id"], user_auth=True).data] == [her.id]
    assert [user.id for user in minsu.get_retweeters(made["id"], user_auth=True).data] == [her.id]
    assert [tweet.id for tweet in jihye.get_liked_tweets(her.id, user_auth=True).data] == [int(made["id"])]
    counts = minsu.get_tweet(made["id"], user_auth=True, tweet_fields="public_metrics").data.public_metrics
    assert (counts["like_count"], counts["retweet_count"], counts["quote_count"], counts["reply_count"]) == (1, 1, 1, 1)
    assert jihye.unlike(made["id"]).data == {"liked": False}
    assert jihye.unretweet(made["id"]).data == {"retweeted": False}
    assert minsu.get_liking_users(made["id"], user_auth=True).data is None

    assert minsu.follow_user(her.id).data == {"following": True, "pending_follow": False}
    assert [user.id for user in minsu.get_users_following(me.id, user_auth=True).data] == [her.id]
    assert [user.id for user in minsu.get_users_followers(her.id, user_auth=True).data] == [me.id]
    seen = minsu.get_user(username="TP_jihye", user_auth=True, user_fields="connection_status,public_metrics").data
    assert seen.public_metrics["followers_count"] == 1
    assert seen["connection_status"] == ["following"]
    assert minsu.unfollow_user(her.id).data == {"following": False}
    assert minsu.mute(her.id).data == {"muting": True}
    assert [user.id for user in minsu.get_muted().data] == [her.id]
    assert her.id not in {tweet.author_id for tweet in minsu.get_home_timeline(tweet_fields="author_id").data}
    assert minsu.unmute(her.id).data == {"muting": False}
    assert minsu.get_blocked().data is None
    named = minsu.get_users(usernames=["tp_sora", "nobody_at_all"], user_auth=True)
    assert [user.username for user in named.data] == ["tp_sora"]
    assert named.errors[0]["value"] == "nobody_at_all"
    assert [user.id for user in minsu.get_users(ids=[me.id, her.id], user_auth=True).data] == [me.id, her.id]


def test_bookmarks_are_kept_by_a_bearer_of_the_persons(people: People) -> None:
    made = people.clients["tp_jihye"].create_tweet(text="나중에 읽을 글").data
    minsu = people.client(bearer_token=people.tokens["tp_minsu"]["bearer_token"])
    assert minsu.bookmark(made["id"]).data == {"bookmarked": True}
    assert [tweet.id for tweet in minsu.get_bookmarks().data] == [int(made["id"])]
    assert minsu.remove_bookmark(made["id"]).data == {"bookmarked": False}
    assert minsu.get_me(user_auth=False).data.username == "tp_minsu"
    assert minsu.get_home_timeline(user_auth=False).data[0].id == int(made["id"])
    minsu.session.close()


def test_lists_gather_people_and_replies_are_hidden(people: People) -> None:
    minsu, jihye, _ = people.clients.values()
    me, her = minsu.get_me().data, jihye.get_me().data
    team = minsu.create_list("Data Team", description="우리 팀", private=False).data
    assert team["name"] == "Data Team"
    assert minsu.add_list_member(team["id"], her.id).data == {"is_member": True}
    assert [user.id for user in minsu.get_list_members(team["id"], user_auth=True).data] == [her.id]
    said = jihye.create_tweet(text="목록에서 읽을 글").data
    assert minsu.get_list_tweets(team["id"], user_auth=True).data[0].id == int(said["id"])
    shown = minsu.get_list(team["id"], list_fields="member_count,owner_id", expansions="owner_id", user_auth=True)
    assert (shown.data.member_count, shown.includes["users"][0].id) == (1, me.id)
    assert jihye.follow_list(team["id"]).data == {"following": True}
    assert [found.id for found in jihye.get_followed_lists(her.id, user_auth=True).data] == [team["id"]]
    assert [user.id for user in minsu.get_list_followers(team["id"], user_auth=True).data] == [her.id]
    assert jihye.pin_list(team["id"]).data == {"pinned": True}
    assert [found.id for found in jihye.get_pinned_lists().data] == [team["id"]]
    assert jihye.unpin_list(team["id"]).data == {"pinned": False}
    assert [found.id for found in jihye.get_list_memberships(her.id, user_auth=True).data] == [team["id"]]
    assert minsu.update_list(team["id"], private=True).data == {"updated": True}
    assert jihye.get_list(team["id"], user_auth=True).errors[0]["resource_type"] == "list"
    assert minsu.remove_list_member(team["id"], her.id).data == {"is_member": False}
    assert minsu.delete_list(team["id"]).data == {"deleted": True}
    assert minsu.get_owned_lists(me.id, user_auth=True).data is None
    root = minsu.create_tweet(text="대화의 시작").data
    reply = jihye.create_tweet(text="답", in_reply_to_tweet_id=root["id"]).data
    assert minsu.hide_reply(reply["id"]).data == {"hidden": True}
    assert minsu.unhide_reply(reply["id"]).data == {"hidden": False}
    with pytest.raises(tweepy.Forbidden):
        jihye.hide_reply(reply["id"])


def test_long_lists_are_read_by_a_paginator(people: People) -> None:
    sora, minsu = people.clients["tp_sora"], people.clients["tp_minsu"]
    account_id = sora.get_me().data.id
    ids = [int(sora.create_tweet(text=f"글 {number}").data["id"]) for number in range(13)][::-1]
    pages = tweepy.Paginator(minsu.get_users_tweets, account_id, user_auth=True, max_results=5, since_id=ids[-1] - 1)
    assert [tweet.id for tweet in pages.flatten()] == ids
    answers = list(pages)
    assert [answer.meta["result_count"] for answer in answers] == [5, 5, 3]
    back = minsu.get_users_tweets(
        account_id, user_auth=True, max_results=5, pagination_token=answers[-1].meta["previous_token"]
    )
    assert [tweet.id for tweet in back.data] == ids[5:10]
    minsu.follow_user(account_id)
    people.clients["tp_jihye"].follow_user(account_id)
    fans = tweepy.Paginator(sora.get_users_followers, account_id, user_auth=True, max_results=1)
    assert [user.username for user in fans.flatten()] == ["tp_jihye", "tp_minsu"]
    since = minsu.get_users_tweets(account_id, user_auth=True, since_id=ids[3], max_results=100)
    assert [tweet.id for tweet in since.data] == ids[:3]
    until = minsu.get_users_tweets(account_id, user_auth=True, until_id=ids[-3], max_results=100)
    assert ids[-2] in {tweet.id for tweet in until.data}


def test_what_is_wrong_is_told_in_xs_words(people: People) -> None:
    minsu, jihye = people.clients["tp_minsu"], people.clients["tp_jihye"]
    made = minsu.create_tweet(text="한 번만").data
    wrongs: list[tuple[Callable[[], Any], type[tweepy.HTTPException], str]] = [
        (lambda: minsu.create_tweet(text="한 번만"), tweepy.Forbidden, "duplicate"),
        (lambda: minsu.create_tweet(text="가" * 141), tweepy.Forbidden, "characters"),
        (lambda: minsu.create_tweet(text=""), tweepy.BadRequest, ""),
        (lambda: jihye.delete_tweet(made["id"]), tweepy.Forbidden, "not authorized"),
        (lambda: jihye.create_tweet(text="?", in_reply_to_tweet_id=12), tweepy.Forbidden, "deleted or not visible"),
        (lambda: jihye.create_tweet(text="?", media_ids=[12]), tweepy.BadRequest, "media"),
        (lambda: minsu.get_users_tweets(1, user_auth=True, max_results=2), tweepy.BadRequest, "max_results"),
        (lambda: minsu.get_tweet("x", user_auth=True), tweepy.BadRequest, "id"),
        (lambda: minsu.like(12), tweepy.NotFound, "12"),
        (lambda: minsu.follow_user(12), tweepy.NotFound, "12"),
    ]
    for call, kind, words in wrongs:
        with pytest.raises(kind) as refused:
            call()
        assert words in str(refused.value)
    reader_keys = people.place.token("tp_jihye", app="Reader", scopes="read")
    reader = people.client(**{key: reader_keys[key] for key in KEYS})
    with pytest.raises(tweepy.Forbidden):
        reader.create_tweet(text="?")
    wrong = people.client(consumer_key="a", consumer_secret="b", access_token="1-c", access_token_secret="d")
    with pytest.raises(tweepy.Unauthorized):
        wrong.get_me()
    for client in (reader, wrong):
        client.session.close()


async def test_the_asynchronous_client_does_the_same(people: People) -> None:
    keys = {key: people.tokens["tp_minsu"][key] for key in KEYS}
    client = tweepy.asynchronous.AsyncClient(**keys, bearer_token=people.tokens["tp_minsu"]["bearer_token"])
    async with aclosing(AsyncHostSession(people.place)) as session:
        client.session = session
        me = (await client.get_me()).data
        assert me.username == "tp_minsu"
        made = (await client.create_tweet(text="비동기로")).data
        shown = await client.get_tweet(made["id"], expansions="author_id", tweet_fields="created_at")
        assert shown.data.text == "비동기로"
        assert shown.includes["users"][0].id == me.id
        assert (await client.like(made["id"])).data == {"liked": True}
        assert (await client.retweet(made["id"])).data["retweeted"] is True
        assert (await client.get_users_tweets(me.id, max_results=5)).meta["result_count"] == 5
        assert (await client.get_home_timeline(max_results=1)).data[0].id > int(made["id"]) - 1
        for number in range(4):
            await client.create_tweet(text=f"비동기 {number}")
        pages = tweepy.asynchronous.AsyncPaginator(client.get_users_tweets, me.id, max_results=5, limit=2)
        assert len([answer async for answer in pages]) == 2
        assert (await client.delete_tweet(made["id"])).data == {"deleted": True}
        with pytest.raises(tweepy.NotFound):
            await client.like(made["id"])
