"""The library twarc2, unmodified: the archivists' client, which asks for every field and every expansion there is."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import tweepy
from twarc.client2 import Twarc2
from twarc.expansions import ensure_flattened

from tests.flows.hosts import HostAdapter, HostSession
from tests.running import RunningServer

pytestmark = pytest.mark.xdist_group("places")


class Archive:
    """What 민수 and 지혜 have said, and an archivist of 민수's."""

    def __init__(self, place: RunningServer) -> None:
        self.tokens = {}
        clients = []
        for handle, name in (("tw_minsu", "김민수"), ("tw_jihye", "박지혜")):
            place.add_person(handle, name)
            self.tokens[handle] = place.token(handle)
            clients.append(tweepy.Client(bearer_token=self.tokens[handle]["bearer_token"]))
            clients[-1].session.close()
            clients[-1].session = HostSession(place)
        self.minsu, self.jihye = clients
        self.twarc = Twarc2(bearer_token=self.tokens["tw_minsu"]["bearer_token"])
        self.twarc.connect()
        self.twarc.client.trust_env = False
        self.twarc.client.mount("https://", HostAdapter(place))

    def say(self, who: tweepy.Client, text: str, **more: Any) -> str:
        return str(who.create_tweet(text=text, user_auth=False, **more).data["id"])


@pytest.fixture(scope="module")
def archive(place: RunningServer) -> Iterator[Archive]:
    archive = Archive(place)
    yield archive
    for session in (archive.twarc.client, archive.minsu.session, archive.jihye.session):
        session.close()


def ids(pages: Iterable[dict[str, Any]]) -> list[str]:
    return [one["id"] for page in pages for one in page.get("data", [])]


def test_posts_are_archived_with_all_that_they_lead_to(archive: Archive) -> None:
    first = archive.say(archive.minsu, "원래 글 @tw_jihye #자료 https://example.com/")
    reply = archive.say(archive.jihye, "답", in_reply_to_tweet_id=first)
    quote = archive.say(archive.jihye, "인용", quote_tweet_id=first)
    [page] = archive.twarc.tweet_lookup([first, reply, quote, "12"])
    assert [one["id"] for one in page["data"]] == [first, reply, quote]
    assert page["errors"][0]["resource_id"] == "12"
    assert "ids=" in page["__twarc"]["url"]
    one, two, three = ensure_flattened(page)
    assert one["author"]["username"] == "tw_minsu"
    assert two["author"]["username"] == three["author"]["username"] == "tw_jihye"
    assert three["author"]["name"] == "박지혜"
    assert two["conversation_id"] == first
    assert one["public_metrics"]["reply_count"] == 1
    assert one["public_metrics"]["quote_count"] == 1
    assert three["public_metrics"]["like_count"] == 0
    assert one["reply_settings"] == "everyone"
    assert one["possibly_sensitive"] is False
    assert one["source"] == "Tests"
    assert one["entities"]["mentions"][0]["username"] == "tw_jihye"
    assert one["entities"]["hashtags"][0]["tag"] == "자료"
    assert one["entities"]["urls"][0]["expanded_url"] == "https://example.com/"
    assert two["in_reply_to_user"]["username"] == "tw_minsu"
    assert two["referenced_tweets"][0]["id"] == first
    assert two["referenced_tweets"][0]["author"]["username"] == "tw_minsu"
    assert three["referenced_tweets"][0]["type"] == "quoted"
    assert one["edit_history_tweet_ids"] == [first]
    assert {"lang", "source", "created_at", "public_metrics", "conversation_id"} <= one.keys()
    assert (int(first) >> 22) > 0
    assert ids(archive.twarc.quotes(first)) == [quote]


def test_timelines_and_people_are_archived_page_by_page(archive: Archive) -> None:
    twarc = archive.twarc
    said = [archive.say(archive.jihye, f"@tw_minsu 글 {number}") for number in range(8)][::-1]
    pages = list(twarc.timeline("tw_jihye", max_results=5, since_id=int(said[-1]) - 1))
    assert ids(pages) == said
    assert [page["meta"]["result_count"] for page in pages] == [5, 3]
    assert pages[0]["meta"]["newest_id"] == said[0]
    assert pages[0]["meta"]["oldest_id"] == said[4]
    assert "next_token" in pages[0]["meta"]
    assert "next_token" not in pages[1]["meta"]
    assert set(said) <= set(ids(twarc.timeline("tw_jihye", exclude_retweets=True, exclude_replies=True)))
    assert set(said) <= set(ids(twarc.mentions("tw_minsu")))
    account_id = archive.tokens["tw_minsu"]["account_id"]
    [people] = twarc.user_lookup(["tw_minsu", "tw_jihye", "nobody_here"], usernames=True)
    assert [one["username"] for one in people["data"]] == ["tw_minsu", "tw_jihye"]
    assert people["errors"][0]["value"] == "nobody_here"
    assert {"public_metrics", "created_at", "description", "profile_image_url"} <= people["data"][0].keys()
    [by_id] = twarc.user_lookup([account_id])
    assert by_id["data"][0]["id"] == account_id

    archive.minsu.session.post(
        f"https://api.twitter.com/2/users/{account_id}/likes",
        json={"tweet_id": said[0]},
        headers={"Authorization": f"Bearer {archive.tokens['tw_minsu']['bearer_token']}"},
    ).raise_for_status()
    assert ids(twarc.liking_users(said[0])) == [account_id]
    assert ids(twarc.liked_tweets("tw_minsu")) == [said[0]]
    assert ids(twarc.retweeted_by(said[0])) == []
    archive.jihye.session.post(
        f"https://api.twitter.com/2/users/{archive.tokens['tw_jihye']['account_id']}/following",
        json={"target_user_id": account_id},
        headers={"Authorization": f"Bearer {archive.tokens['tw_jihye']['bearer_token']}"},
    ).raise_for_status()
    assert ids(twarc.followers("tw_minsu")) == [archive.tokens["tw_jihye"]["account_id"]]
    assert ids(twarc.following("tw_jihye")) == [account_id]
    assert ids(twarc.following("tw_minsu")) == []
