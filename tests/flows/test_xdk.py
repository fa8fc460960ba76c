"""X's own SDK, unmodified, in the newer vocabulary, in which a tweet is a post; its models validate each answer."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import Any

import pytest
import requests
from xdk import Client
from xdk.oauth1_auth import OAuth1
from xdk.posts.models import CreateRequest
from xdk.users.models import (
    CreateBookmarkRequest,
    FollowUserRequest,
    LikePostRequest,
    MuteUserRequest,
    RepostPostRequest,
)

from tests.running import RunningServer

pytestmark = pytest.mark.xdist_group("places")

ALL: dict[str, Any] = {
    "post_fields": ["created_at", "public_metrics", "entities", "conversation_id", "source"],
    "expansions": ["author_id", "referenced_posts", "in_reply_to_user_id"],
    "user_fields": ["created_at", "public_metrics", "verified"],
}


@pytest.fixture(scope="module")
def clients(place: RunningServer) -> Iterator[list[Client]]:
    """민수's, by bearer, and 지혜's, who signs."""
    place.add_person("xdk_minsu", "김민수")
    place.add_person("xdk_jihye", "박지혜")
    bearer, keys = place.token("xdk_minsu")["bearer_token"], place.token("xdk_jihye")
    signed = OAuth1(
        api_key=keys["consumer_key"],
        api_secret=keys["consumer_secret"],
        callback="oob",
        access_token=keys["access_token"],
        access_token_secret=keys["access_token_secret"],
    )
    made = [
        Client(base_url=place.base_url, access_token=bearer),
        Client(base_url=place.base_url, auth=signed),
    ]
    with closing(made[0].session), closing(made[1].session):
        for client in made:
            client.session.trust_env = False
            client.session.verify = str(place.authority) if place.authority else True
        yield made


def plain(answer: Any) -> dict[str, Any]:
    """The data of an answer that holds one thing."""
    found: dict[str, Any] = answer.model_dump(exclude_none=True)["data"]
    return found


def ids_of(pages: Iterable[Any]) -> list[str]:
    return [one.id for page in pages for one in page.data]


def test_posts_in_the_newer_vocabulary(clients: list[Client]) -> None:
    minsu, jihye = clients
    me, her = plain(minsu.users.get_me()), plain(jihye.users.get_me())
    assert me["username"] == "xdk_minsu"
    assert her["username"] == "xdk_jihye"
    made = minsu.posts.create(body=CreateRequest(text="안녕 @xdk_jihye #첫글")).data
    assert made.text == "안녕 @xdk_jihye #첫글"
    reply = jihye.posts.create(
        body=CreateRequest.model_validate({"text": "네", "reply": {"in_reply_to_tweet_id": made.id}})
    ).data
    answer = jihye.posts.get_by_id(reply.id, **ALL).model_dump(exclude_none=True)
    shown, includes = answer["data"], answer["includes"]
    assert shown["id"] == reply.id
    assert shown["author_id"] == her["id"]
    assert shown["conversation_id"] == made.id
    assert shown["source"] == "Tests"
    assert shown["edit_history_post_ids"] == [reply.id]
    assert shown["referenced_posts"] == [{"type": "replied_to", "id": made.id}]
    assert shown["public_metrics"]["repost_count"] == 0
    assert "retweet_count" not in shown["public_metrics"]
    assert [post["id"] for post in includes["posts"]] == [made.id]
    assert {user["id"] for user in includes["users"]} == {me["id"], her["id"]}
    several = minsu.posts.get_by_ids([made.id, "12"]).model_dump(exclude_none=True)
    assert [post["id"] for post in several["data"]] == [made.id]
    assert several["errors"][0]["type"] == "https://api.x.com/2/problems/resource-not-found"
    assert minsu.posts.delete(made.id).data.deleted is True
    assert minsu.posts.get_by_id(made.id).data is None


def test_marks_ties_and_timelines(clients: list[Client]) -> None:
    minsu, jihye = clients
    me, her = plain(minsu.users.get_me()), plain(jihye.users.get_me())
    ids = [jihye.posts.create(body=CreateRequest(text=f"글 {number}")).data.id for number in range(7)][::-1]
    assert minsu.users.like_post(me["id"], LikePostRequest(tweet_id=ids[0])).data.liked is True
    assert minsu.users.repost_post(me["id"], RepostPostRequest(tweet_id=ids[0])).data.retweeted is True
    assert minsu.users.create_bookmark(me["id"], CreateBookmarkRequest(tweet_id=ids[1])).data.bookmarked is True
    assert ids_of(minsu.users.get_bookmarks(me["id"])) == [ids[1]]
    assert ids_of(minsu.users.get_liked_posts(me["id"])) == [ids[0]]
    assert ids_of(minsu.posts.get_liking_users(ids[0])) == [me["id"]]
    assert ids_of(minsu.posts.get_reposted_by(ids[0])) == [me["id"]]
    pages = list(islice(minsu.users.get_posts(her["id"], max_results=5), 3))
    assert ids_of(pages)[:7] == ids
    home = next(iter(minsu.users.get_timeline(me["id"], max_results=20, **ALL)))
    assert ids[0] in ids_of([home])
    assert ids_of(jihye.users.get_reposts_of_me()) == [ids[0]]
    assert minsu.users.unlike_post(me["id"], ids[0]).data.liked is False
    assert minsu.users.unrepost_post(me["id"], ids[0]).data.retweeted is False
    assert minsu.users.delete_bookmark(me["id"], ids[1]).data.bookmarked is False

    assert minsu.users.follow_user(me["id"], FollowUserRequest(target_user_id=her["id"])).data.following is True
    assert ids_of(minsu.users.get_following(me["id"])) == [her["id"]]
    assert ids_of(jihye.users.get_followers(her["id"])) == [me["id"]]
    assert minsu.users.unfollow_user(me["id"], her["id"]).data.following is False
    assert minsu.users.mute_user(me["id"], MuteUserRequest(target_user_id=her["id"])).data.muting is True
    assert ids_of(minsu.users.get_muting(me["id"])) == [her["id"]]
    assert minsu.users.unmute_user(me["id"], her["id"]).data.muting is False
    found = plain(minsu.users.get_by_username("XDK_jihye", user_fields=["public_metrics"]))
    assert found["public_metrics"]["post_count"] >= 7
    assert [user.username for user in minsu.users.get_by_usernames(["xdk_jihye"]).data] == ["xdk_jihye"]


def test_what_is_wrong_is_a_status(clients: list[Client]) -> None:
    minsu, _ = clients
    minsu.posts.create(body=CreateRequest(text="한 번만"))
    wrongs: list[tuple[Callable[[], Any], int]] = [
        (lambda: minsu.posts.create(body=CreateRequest(text="한 번만")), 403),
        (lambda: minsu.posts.create(body=CreateRequest(text="가" * 141)), 403),
        (lambda: minsu.users.like_post("12", LikePostRequest(tweet_id="12")), 403),
        (lambda: minsu.posts.get_by_id("x"), 400),
        (lambda: minsu.posts.delete("12"), 404),
    ]
    for call, status in wrongs:
        with pytest.raises(requests.HTTPError) as refused:
            call()
        assert refused.value.response is not None
        assert refused.value.response.status_code == status
