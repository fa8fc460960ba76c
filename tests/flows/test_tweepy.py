"""Unmodified tweepy against a real server, on each side: post, read, like, repeat, follow, upload, stream, fail."""

import io
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from queue import Queue
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import tweepy
from PIL import Image

from biztweet.settings import Settings
from tests.companies import BOTH, migrate_now
from tests.media.films import mp4
from tests.running import RunningServer, running_server
from tests.servers import PostgresServer, RedisServer

pytestmark = pytest.mark.xdist_group("tweepy")


class HostSession(requests.Session):
    """Sends what tweepy addresses to Twitter to a server of one's own: the one thing a client has to be told."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._parts = urlsplit(base_url)

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> requests.Response:  # type: ignore[override]
        ours = urlsplit(url)._replace(scheme=self._parts.scheme, netloc=self._parts.netloc).geturl()
        return super().request(method, ours, *args, **kwargs)


def an_api(server: RunningServer, handle: str, *, bearer: bool = False, **token: Any) -> tweepy.API:
    """tweepy, signing for somebody; or with their bearer."""
    keys = server.token(handle, **token)
    names = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
    signed = tweepy.OAuth1UserHandler(*(keys[name] for name in names))
    api = tweepy.API(tweepy.OAuth2BearerHandler(keys["bearer_token"]) if bearer else signed)
    api.session.close()
    api.session = HostSession(server.base_url)
    return api


@pytest.fixture(scope="module", params=BOTH)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path
) -> Iterator[RunningServer]:
    """One for all tests here, since starting it and its commands takes seconds."""
    folder = tmp_path_factory.mktemp("tweepy")
    with ExitStack() as stack:
        settings = Settings(data=folder)
        if request.param == "sqlite":
            shutil.copy(empty_sqlite, folder / "biztweet.db")
        else:
            postgres: PostgresServer = request.getfixturevalue("postgres_server")
            url = stack.enter_context(postgres.copy_of("company", migrate_now))
            redis: RedisServer = request.getfixturevalue("redis_server")
            settings = Settings(data=folder, database_url=url, bus_url=redis.url)
        yield stack.enter_context(running_server(settings, folder, BIZTWEET_RATE_LIMITS="on"))


@pytest.fixture(scope="module")
def company_of_two(server: RunningServer) -> Iterator[tuple[tweepy.API, tweepy.API]]:
    """민수's tweepy and 지혜's."""
    server.add_person("minsu", "김민수")
    server.add_person("jihye", "박지혜")
    apis = an_api(server, "minsu"), an_api(server, "jihye")
    yield apis
    for api in apis:
        api.session.close()


def codes(refused: pytest.ExceptionInfo[tweepy.HTTPException]) -> list[int]:
    found: list[int] = refused.value.api_codes
    return found


def test_a_day_of_two_people(server: RunningServer, company_of_two: tuple[tweepy.API, tweepy.API]) -> None:
    minsu, jihye = company_of_two

    me = minsu.verify_credentials()
    assert (me.screen_name, me.name, me.protected) == ("minsu", "김민수", False)
    assert minsu.auth.access_token.startswith(f"{me.id}-")

    first = minsu.update_status("안녕하세요 <모두> & @jihye #첫글 https://example.com/a?b=1&c=2")
    assert first.text == "안녕하세요 &lt;모두&gt; &amp; @jihye #첫글 https://example.com/a?b=1&amp;c=2"
    assert first.user.id == me.id
    assert first.source == "Tests"
    assert first.created_at.tzinfo is not None
    assert first.entities["user_mentions"][0]["screen_name"] == "jihye"
    assert jihye.get_status(first.id).text == first.text
    assert [status.id for status in jihye.home_timeline()] == [first.id]
    assert [status.id for status in jihye.mentions_timeline()] == [first.id]
    assert jihye.get_status(first.id, tweet_mode="extended").full_text == first.text

    reply = jihye.update_status("반가워요", in_reply_to_status_id=first.id, auto_populate_reply_metadata=True)
    assert (reply.in_reply_to_status_id, reply.text) == (first.id, "@minsu 반가워요")
    quote = jihye.update_status("읽어 보세요", attachment_url=f"{server.base_url}/minsu/status/{first.id}")
    assert quote.quoted_status.id == first.id
    assert not hasattr(first, "quoted_status")

    assert jihye.create_favorite(first.id).favorited is True
    assert [status.id for status in jihye.get_favorites()] == [first.id]
    assert jihye.retweet(first.id).retweeted_status.id == first.id
    assert minsu.get_status(first.id).retweet_count == 1
    assert [user.screen_name for user in (s.user for s in minsu.get_retweets(first.id))] == ["jihye"]
    assert minsu.get_retweeter_ids(first.id) == [jihye.verify_credentials().id]
    assert jihye.unretweet(first.id).retweeted is False
    assert jihye.destroy_favorite(first.id).favorite_count == 0

    assert jihye.create_friendship(screen_name="minsu").following is True
    source, target = jihye.get_friendship(target_screen_name="minsu")
    assert (source.following, target.followed_by) == (True, True)
    assert [user.screen_name for user in jihye.get_friends()] == ["minsu"]
    assert minsu.get_follower_ids() == [jihye.verify_credentials().id]
    assert minsu.lookup_friendships(screen_name=["jihye"])[0].is_followed_by is True
    assert jihye.destroy_friendship(screen_name="minsu").following is False
    assert {user.screen_name for user in minsu.lookup_users(screen_name=["jihye", "minsu"])} == {"jihye", "minsu"}
    assert minsu.get_user(screen_name="jihye").status.id == quote.id

    assert minsu.create_mute(screen_name="jihye").screen_name == "jihye"
    assert [status.id for status in minsu.home_timeline()] == [first.id]
    minsu.destroy_mute(screen_name="jihye")
    assert jihye.create_block(screen_name="minsu").screen_name == "minsu"
    assert [user.screen_name for user in jihye.get_blocks()] == ["minsu"]
    jihye.destroy_block(screen_name="minsu")

    assert minsu.lookup_statuses([first.id, quote.id])[0].id == first.id
    assert (
        minsu.rate_limit_status(resources="statuses")["resources"]["statuses"]["/statuses/home_timeline"]["limit"] == 15
    )

    assert jihye.destroy_status(quote.id).id == quote.id
    with pytest.raises(tweepy.NotFound) as missing:
        jihye.get_status(quote.id)
    assert codes(missing) == [144]


def test_long_lists_are_read_with_a_cursor(company_of_two: tuple[tweepy.API, tweepy.API]) -> None:
    minsu, jihye = company_of_two
    ids = [minsu.update_status(f"글 {number}").id for number in range(7)]
    pages = tweepy.Cursor(jihye.user_timeline, screen_name="minsu", count=3, since_id=ids[0] - 1).items()
    assert [status.id for status in pages] == ids[::-1]
    assert [status.id for status in jihye.home_timeline(since_id=ids[3])] == ids[:3:-1]
    jihye.create_friendship(screen_name="minsu")
    assert list(tweepy.Cursor(minsu.get_follower_ids, count=1).items()) == [jihye.verify_credentials().id]


def test_searches_are_saved(company_of_two: tuple[tweepy.API, tweepy.API]) -> None:
    minsu, jihye = company_of_two
    saved = minsu.create_saved_search("#회의 from:jihye")
    assert [found.query for found in minsu.get_saved_searches()] == ["#회의 from:jihye"]
    assert minsu.get_saved_search(saved.id).name == saved.query
    with pytest.raises(tweepy.NotFound):
        jihye.destroy_saved_search(saved.id)
    assert minsu.destroy_saved_search(saved.id).id == saved.id
    assert minsu.get_saved_searches() == []


def test_lists_gather_people(company_of_two: tuple[tweepy.API, tweepy.API]) -> None:
    minsu, jihye = company_of_two
    team = minsu.create_list("Data Team", mode="public", description="우리 팀")
    assert (team.slug, team.mode, team.member_count) == ("data-team", "public", 0)
    assert minsu.add_list_member(list_id=team.id, screen_name="jihye").member_count == 1
    assert minsu.add_list_members(list_id=team.id, screen_name=["minsu", "jihye"]).member_count == 2
    assert {user.screen_name for user in minsu.get_list_members(list_id=team.id)} == {"minsu", "jihye"}
    assert jihye.get_list_member(list_id=team.id, screen_name="jihye").screen_name == "jihye"
    said = jihye.update_status("목록에서 읽을 글")
    timeline = minsu.list_timeline(slug="data-team", owner_screen_name="minsu", since_id=said.id - 1)
    assert [status.id for status in timeline] == [said.id]
    assert jihye.subscribe_list(list_id=team.id).following is True
    assert [user.screen_name for user in minsu.get_list_subscribers(list_id=team.id)] == ["jihye"]
    assert [found.id for found in jihye.get_list_subscriptions()] == [team.id]
    assert [found.id for found in jihye.get_list_memberships()] == [team.id]
    assert [found.id for found in tweepy.Cursor(minsu.get_list_ownerships, count=1).items()] == [team.id]
    assert minsu.update_list(list_id=team.id, mode="private").mode == "private"
    with pytest.raises(tweepy.NotFound) as missing:
        jihye.get_list(list_id=team.id)
    assert codes(missing) == [34]
    assert minsu.remove_list_members(list_id=team.id, screen_name=["minsu", "jihye"]).member_count == 0
    with pytest.raises(tweepy.NotFound) as missing:
        minsu.get_list_member(list_id=team.id, screen_name="jihye")
    assert codes(missing) == [109]
    assert minsu.destroy_list(list_id=team.id).id == team.id
    assert minsu.get_lists() == []


@pytest.mark.filterwarnings("ignore:.imghdr. is deprecated:DeprecationWarning")  # tweepy asks it on Python 3.11
def test_pictures_are_sent_whole_and_in_chunks(company_of_two: tuple[tweepy.API, tweepy.API]) -> None:
    minsu, jihye = company_of_two
    file = io.BytesIO()
    Image.effect_noise((640, 400), 80).convert("RGB").save(file, "PNG")
    file.seek(0)
    whole = minsu.media_upload("noise.png", file=file)
    file.seek(0)
    chunked = minsu.media_upload("noise.png", file=file, chunked=True, chunk_size=100_000)
    minsu.create_media_metadata(whole.media_id, "잡음")
    post = minsu.update_status("두 장", media_ids=[whole.media_id, chunked.media_id])
    shown = jihye.get_status(post.id, include_ext_alt_text=True, tweet_mode="extended").extended_entities["media"]
    assert [one["id"] for one in shown] == [whole.media_id, chunked.media_id]
    assert shown[0]["ext_alt_text"] == "잡음"
    assert requests.get(shown[0]["media_url_https"], timeout=5).headers["content-type"] in {"image/png", "image/jpeg"}
    film = minsu.media_upload("film.mp4", file=io.BytesIO(mp4(640, 360, 5)), media_category="tweet_video")
    moving = jihye.get_status(minsu.update_status("영상", media_ids=[film.media_id]).id).extended_entities["media"]
    assert (moving[0]["type"], moving[0]["video_info"]["duration_millis"]) == ("video", 5000)
    with pytest.raises(tweepy.HTTPException) as lying:
        minsu.media_upload("page.png", file=io.BytesIO(b"<html></html>"))
    assert codes(lying) == [324]


def test_what_is_wrong_is_told_in_twitters_words(
    server: RunningServer, company_of_two: tuple[tweepy.API, tweepy.API]
) -> None:
    minsu, jihye = company_of_two
    post = minsu.update_status("한 번만")
    jihye.create_favorite(post.id)
    jihye.retweet(post.id)
    wrongs: list[tuple[Callable[[], object], type[tweepy.HTTPException], int]] = [
        (lambda: minsu.update_status("한 번만"), tweepy.Forbidden, 187),
        (lambda: minsu.update_status("가" * 141), tweepy.Forbidden, 186),
        (lambda: minsu.update_status(""), tweepy.Forbidden, 170),
        (lambda: jihye.create_favorite(post.id), tweepy.Forbidden, 139),
        (lambda: jihye.retweet(post.id), tweepy.Forbidden, 327),
        (lambda: jihye.destroy_status(post.id), tweepy.Forbidden, 183),
        (lambda: jihye.get_status(12), tweepy.NotFound, 144),
        (lambda: jihye.get_user(screen_name="nobody"), tweepy.NotFound, 50),
        (lambda: jihye.create_friendship(screen_name="jihye"), tweepy.Forbidden, 158),
        (lambda: jihye.update_status("?", in_reply_to_status_id=12), tweepy.Forbidden, 385),
        (lambda: jihye.update_status("?", media_ids=[12]), tweepy.Forbidden, 324),
    ]
    for call, kind, expected in wrongs:
        with pytest.raises(kind) as refused:
            call()
        assert codes(refused) == [expected]

    reader = an_api(server, "jihye", app="Reader", scopes="read")
    with pytest.raises(tweepy.Forbidden) as forbidden:
        reader.update_status("?")
    assert codes(forbidden) == [261]
    bearer = an_api(server, "jihye", bearer=True)
    assert bearer.home_timeline()[0].id == post.id
    wrong = tweepy.API(tweepy.OAuth1UserHandler("a", "b", "c", "d"))
    wrong.session.close()
    wrong.session = HostSession(server.base_url)
    with pytest.raises(tweepy.Unauthorized) as stranger:
        wrong.home_timeline()
    assert codes(stranger) == [89]
    for api in (reader, bearer, wrong):
        api.session.close()


def test_tweepy_is_told_when_it_may_ask_again(
    server: RunningServer, company_of_two: tuple[tweepy.API, tweepy.API]
) -> None:
    api = an_api(server, "minsu")
    for _ in range(15):
        api.home_timeline()
    with pytest.raises(tweepy.TooManyRequests) as refused:
        api.home_timeline()
    assert codes(refused) == [88]
    assert 0 < refused.value.reset_time - time.time() <= 901  # whole seconds, rounded up
    api.session.close()


def test_a_stream_tells_at_once(server: RunningServer, company_of_two: tuple[tweepy.API, tweepy.API]) -> None:
    minsu, jihye = company_of_two
    post = minsu.update_status("먼저")
    heard: Queue[Any] = Queue()
    url = f"{server.base_url}/1.1/user.json"
    with requests.get(url, auth=minsu.auth.apply_auth(), stream=True, timeout=30) as answer:
        assert answer.headers["content-type"].startswith("application/json")
        lines = answer.iter_lines(chunk_size=1, delimiter=b"\r\n")

        def read() -> None:
            for line in filter(None, lines):
                heard.put(json.loads(line))

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        assert heard.get(timeout=20) == {"friends": []}
        began = time.monotonic()
        said = jihye.update_status("지금")
        assert heard.get(timeout=20)["id"] == said.id
        assert time.monotonic() - began < 3
        jihye.create_favorite(post.id)
        assert heard.get(timeout=20)["event"] == "favorite"
        jihye.destroy_status(said.id)
        assert heard.get(timeout=20)["delete"]["status"]["id"] == said.id
        server.stop()  # the last test here: an orderly end ends the stream
        reader.join(10)
        assert not reader.is_alive()
