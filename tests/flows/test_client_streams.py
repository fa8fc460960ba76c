"""Streams as unmodified clients hear them: tweepy's StreamingClient with rules, python-twitter's filter of v1.1."""

import threading
import time
from collections.abc import Callable, Iterator
from queue import Queue
from typing import Any

import pytest
import tweepy
import twitter

from tests.flows.hosts import HostSession
from tests.running import RunningServer

pytestmark = [pytest.mark.xdist_group("places"), pytest.mark.filterwarnings("ignore")]


class Heard(tweepy.StreamingClient):  # type: ignore[misc]  # tweepy ships no types
    """What a stream was told, as tweepy understands it."""

    def __init__(self, bearer: str) -> None:
        super().__init__(bearer, max_retries=0, chunk_size=1, daemon=True)
        self.connected = threading.Event()
        self.heard: Queue[tweepy.StreamResponse] = Queue()

    def on_connect(self) -> None:
        self.connected.set()

    def on_response(self, response: tweepy.StreamResponse) -> None:
        self.heard.put(response)


class Company:
    """민수, who has apps, and 지혜, who posts."""

    def __init__(self, place: RunningServer) -> None:
        self.place = place
        self.tokens = {}
        for handle, name in (("st_minsu", "김민수"), ("st_jihye", "박지혜")):
            place.add_person(handle, name)
            self.tokens[handle] = place.token(handle)
        keys = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
        self.jihye = tweepy.Client(**{key: self.tokens["st_jihye"][key] for key in keys})
        self.jihye.session.close()
        self.jihye.session = HostSession(place)

    def says(self, text: str, **more: Any) -> int:
        return int(self.jihye.create_tweet(text=text, **more).data["id"])

    def stream(self) -> Heard:
        """A client of an app of its own."""
        token = self.place.token("st_minsu", app=f"Stream {time.monotonic_ns()}")
        client = Heard(token["bearer_token"])
        client.session.close()
        client.session = HostSession(self.place)
        client.verify = client.session.verify  # tweepy says it anew with each request
        return client


@pytest.fixture(scope="module")
def company(place: RunningServer) -> Iterator[Company]:
    made = Company(place)
    yield made
    made.jihye.session.close()


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_rules_are_kept_and_a_stream_goes_by_them(company: Company) -> None:
    client = company.stream()
    added = client.add_rules([tweepy.StreamRule("점심 -is:retweet", tag="lunch"), tweepy.StreamRule("#회의")])
    assert [rule.value for rule in added.data] == ["점심 -is:retweet", "#회의"]
    assert added.meta["summary"]["created"] == 2
    assert {rule.tag for rule in client.get_rules().data} == {"lunch", None}
    assert client.add_rules(tweepy.StreamRule("#회의")).errors[0]["title"] == "DuplicateRule"
    assert client.add_rules(tweepy.StreamRule("저녁"), dry_run=True).meta["summary"]["created"] == 1
    assert len(client.get_rules().data) == 2
    with pytest.raises(tweepy.BadRequest) as wrong:
        client.add_rules(tweepy.StreamRule("lagn:ko"))
    assert "at position 1" in str(wrong.value.api_errors)

    thread = client.filter(
        threaded=True, expansions="author_id", tweet_fields="created_at,conversation_id", user_fields="username"
    )
    assert client.connected.wait(10)
    began = time.monotonic()
    company.says("아무 말")
    lunch = company.says("오늘 점심은 국수")
    heard = client.heard.get(timeout=20)
    assert time.monotonic() - began < 5
    assert (heard.data.id, heard.data.text) == (lunch, "오늘 점심은 국수")
    assert heard.data.created_at.tzinfo is not None
    assert heard.data.conversation_id == lunch
    assert [user.username for user in heard.includes["users"]] == ["st_jihye"]
    assert [rule.tag for rule in heard.matching_rules] == ["lunch"]

    client.delete_rules([rule.id for rule in added.data])
    client.add_rules(tweepy.StreamRule("저녁", tag="dinner"))
    company.says("점심 또 #회의")
    dinner = company.says("저녁은 뭘까")
    heard = client.heard.get(timeout=20)
    assert (heard.data.id, heard.matching_rules[0].tag) == (dinner, "dinner")
    client.disconnect()
    company.says("저녁 끝")  # tweepy looks whether it shall stop when something comes
    thread.join(10)
    assert not thread.is_alive()


def test_what_was_missed_is_backfilled_and_the_sample_is_everything(company: Company) -> None:
    client = company.stream()
    client.add_rules(tweepy.StreamRule("놓친말"))  # without a tag
    missed = company.says("놓친말 하나")
    thread = client.filter(threaded=True, backfill_minutes=5)
    assert client.heard.get(timeout=20).data.id == missed
    client.disconnect()
    company.says("놓친말 둘")
    thread.join(10)
    sample = company.stream()
    thread = sample.sample(threaded=True)
    assert sample.connected.wait(10)
    first = company.says("표본")
    answer = company.says("답", in_reply_to_tweet_id=first)
    assert [sample.heard.get(timeout=20).data.id for _ in range(2)] == [first, answer]
    sample.disconnect()
    company.says("끝")
    thread.join(10)


def test_python_twitter_hears_a_filter_of_v1(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    if company.place.authority:  # a stream of its opens a session of its own
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(company.place.authority))
    token = company.tokens["st_minsu"]
    api = twitter.Api(
        consumer_key=token["consumer_key"],
        consumer_secret=token["consumer_secret"],
        access_token_key=token["access_token"],
        access_token_secret=token["access_token_secret"],
        base_url=f"{company.place.base_url}/1.1",
        stream_url=f"{company.place.base_url}/1.1",
    )
    api._session.trust_env = False
    api._session.verify = str(company.place.authority) if company.place.authority else True
    heard: Queue[Any] = Queue()
    stream = api.GetStreamFilter(track=["국수", "#번개"], languages=["ko"], stall_warnings=True)

    def listen() -> None:
        for told in stream:
            heard.put(told)

    threading.Thread(target=listen, daemon=True).start()
    first: list[int] = []

    def opened() -> bool:
        first.append(company.says(f"국수 {len(first)}"))
        return not heard.empty()

    until(opened)
    company.says("또 아무 말")
    wanted = company.says("점심 #번개 모여라")
    told = heard.get(timeout=20)
    while told["id"] in first:
        told = heard.get(timeout=20)
    assert told["id"] == wanted
    until(lambda: [status.id for status in api.GetSearch(term="번개 -국수", count=1)] == [wanted])
    api._session.close()
