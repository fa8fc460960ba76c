"""One conversation, three doors: tweepy for v1.1 and v2 and Mastodon.py, all unmodified, speak of the same messages."""

import io
import queue
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import tweepy
from mastodon import Mastodon, StreamListener
from mastodon.errors import MastodonAPIError, MastodonNotFoundError
from PIL import Image

from tests.flows.hosts import HostSession
from tests.running import RunningServer

pytestmark = pytest.mark.xdist_group("places")

KEYS = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
PATIENCE_SECONDS = 15.0
FIELDS = ["id", "text", "sender_id", "dm_conversation_id", "created_at", "attachments", "entities"]


class Ear(StreamListener):
    """Keeps what it hears of conversations."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: queue.Queue[Any] = queue.Queue()

    def on_conversation(self, conversation: Any) -> None:
        self.heard.put(conversation)

    def on_delete(self, status_id: Any) -> None:
        self.heard.put(str(status_id))


class Person:
    """Somebody, with a client for each door."""

    def __init__(self, place: RunningServer, handle: str, name: str) -> None:
        place.add_person(handle, name)
        given = place.token(handle)
        keys = {key: given[key] for key in KEYS}
        self.id = int(given["account_id"])
        self.handle = handle
        self.v1 = tweepy.API(tweepy.OAuth1UserHandler(*keys.values()))
        self.v2 = tweepy.Client(**keys)
        for client in (self.v1, self.v2):
            client.session.close()
            client.session = HostSession(place)
        self.mastodon = Mastodon(access_token=given["bearer_token"], api_base_url=place.base_url)
        self.mastodon.session.trust_env = False  # REQUESTS_CA_BUNDLE would outdo what is said here
        self.mastodon.session.verify = str(place.authority) if place.authority else True

    def close(self) -> None:
        for client in (self.v1, self.v2):
            client.session.close()


@pytest.fixture(scope="module")
def people(place: RunningServer) -> Iterator[tuple[Person, Person, Person]]:
    minsu, jihye, sora = (
        Person(place, handle, name)
        for handle, name in (("dm_minsu", "김민수"), ("dm_jihye", "박지혜"), ("dm_sora", "이소라"))
    )
    yield minsu, jihye, sora
    for person in (minsu, jihye, sora):
        person.close()


def soon(ready: Callable[[], Any]) -> Any:
    """What it gives once it gives something."""
    ear: queue.Queue[None] = queue.Queue()
    for _ in range(int(PATIENCE_SECONDS / 0.05)):
        if found := ready():
            return found
        try:
            ear.get(timeout=0.05)
        except queue.Empty:
            continue
    raise AssertionError(ready)


def test_a_message_is_the_same_through_every_door(people: tuple[Person, Person, Person]) -> None:
    minsu, jihye, sora = people
    first = minsu.v1.send_direct_message(jihye.id, "점심 <어때> & 요?")
    assert first.message_create["message_data"]["text"] == "점심 &lt;어때&gt; &amp; 요?"
    second = jihye.v2.create_direct_message(participant_id=minsu.id, text="좋아요").data
    talk = f"{min(minsu.id, jihye.id)}-{max(minsu.id, jihye.id)}"
    assert second["dm_conversation_id"] == talk
    third = minsu.mastodon.status_post("@dm_jihye 12시에", visibility="direct")
    ids = [str(third.id), second["dm_event_id"], first.id]

    for person, other in ((minsu, jihye), (jihye, minsu)):
        assert [message.id for message in person.v1.get_direct_messages()] == ids
        events = person.v2.get_direct_message_events(dm_event_fields=FIELDS, expansions="sender_id").data
        assert [str(event.id) for event in events] == ids
        assert {event.dm_conversation_id for event in events} == {talk}
        assert events[0].created_at.tzinfo is not None
        between = person.v2.get_direct_message_events(participant_id=other.id).data
        assert [str(event.id) for event in between] == ids
        assert person.mastodon.status(first.id).content == "<p>점심 &lt;어때&gt; &amp; 요?</p>"
        [conversation] = person.mastodon.conversations()
        assert [account.acct for account in conversation.accounts] == [other.handle]
        assert str(conversation.last_status.id) == ids[0]

    assert sora.v1.get_direct_messages() == []
    assert sora.v2.get_direct_message_events().data is None
    assert sora.mastodon.conversations() == []
    for message in ids:
        with pytest.raises(MastodonNotFoundError):
            sora.mastodon.status(message)
        with pytest.raises(tweepy.NotFound):
            sora.v1.get_direct_message(message)
        with pytest.raises(tweepy.NotFound):
            minsu.v1.get_status(message)
        assert minsu.v2.get_tweet(message, user_auth=True).data is None
    assert minsu.mastodon.me().statuses_count == 0
    assert not {str(status.id) for status in minsu.mastodon.timeline_home()} & set(ids)


def test_reading_and_putting_away(people: tuple[Person, Person, Person]) -> None:
    minsu, jihye, _ = people
    message = jihye.mastodon.status_post("@dm_minsu 읽었나요", visibility="direct")
    [conversation] = minsu.mastodon.conversations()
    assert conversation.unread
    minsu.v1.mark_direct_message_read(str(message.id), str(jihye.id))
    [conversation] = minsu.mastodon.conversations()
    assert not conversation.unread
    jihye.v1.indicate_direct_message_typing(str(minsu.id))
    minsu.v1.delete_direct_message(message.id)
    with pytest.raises(MastodonNotFoundError):
        minsu.mastodon.status(message.id)
    assert jihye.mastodon.status(message.id).id == message.id
    jihye.mastodon.status_delete(message.id)
    with pytest.raises(tweepy.NotFound):
        jihye.v1.get_direct_message(message.id)


@pytest.mark.filterwarnings("ignore:.imghdr. is deprecated:DeprecationWarning")  # tweepy asks it on Python 3.11
def test_a_picture_goes_along(people: tuple[Person, Person, Person]) -> None:
    minsu, jihye, sora = people
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(kept, "PNG")
    kept.seek(0)
    media = minsu.v1.media_upload("teal.png", file=kept)
    sent = minsu.v1.send_direct_message(jihye.id, "그림", attachment_type="media", attachment_media_id=media.media_id)
    assert sent.message_create["message_data"]["attachment"]["media"]["id"] == media.media_id
    shown = jihye.mastodon.status(sent.id)
    assert [attachment.type for attachment in shown.media_attachments] == ["image"]
    event = jihye.v2.get_direct_message_events(
        dm_event_fields=FIELDS, expansions="attachments.media_keys", media_fields="url"
    )
    here, there = event.includes["media"][0].url, shown.media_attachments[0].url
    assert here.rpartition("/")[0] == there.rpartition("/")[0]
    with pytest.raises(tweepy.Forbidden):
        sora.v1.send_direct_message(minsu.id, "남의 그림", attachment_type="media", attachment_media_id=media.media_id)


def test_groups_and_notes(people: tuple[Person, Person, Person]) -> None:
    minsu, jihye, sora = people
    group = minsu.v2.create_direct_message_conversation(text="셋이서", participant_ids=[jihye.id, sora.id]).data
    answer = sora.mastodon.status_reply(sora.mastodon.status(group["dm_event_id"]), "그래요", visibility="direct")
    *events, began = jihye.v2.get_direct_message_events(dm_conversation_id=group["dm_conversation_id"]).data
    assert [str(event.id) for event in events] == [str(answer.id), group["dm_event_id"]]
    assert began.event_type == "ParticipantsJoin"
    assert {account.acct for account in jihye.mastodon.conversations()[0].accounts} == {"dm_minsu", "dm_sora"}
    note = sora.mastodon.status_post("나만 보는 말", visibility="direct")
    assert str(sora.v2.get_direct_message_events(participant_id=sora.id).data[0].id) == str(note.id)
    with pytest.raises(MastodonAPIError):
        jihye.mastodon.status_reblog(answer.id)


def test_a_stream_tells_of_conversations(people: tuple[Person, Person, Person]) -> None:
    minsu, jihye, _ = people
    ear = Ear()
    stream = minsu.mastodon.stream_direct(ear, run_async=True)
    assert soon(stream.is_receiving)
    sent = jihye.v1.send_direct_message(minsu.id, "들리나요")
    heard = ear.heard.get(timeout=PATIENCE_SECONDS)
    assert (str(heard.last_status.id), heard.unread) == (sent.id, True)
    jihye.mastodon.status_delete(sent.id)
    found = [ear.heard.get(timeout=PATIENCE_SECONDS) for _ in range(2)]
    assert sent.id in found
    stream.close()
