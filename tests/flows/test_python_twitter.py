"""python-twitter, unmodified, for v1.1: it takes our address as an argument, and signs."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import twitter
from PIL import Image

from tests.running import RunningServer

# It is of 2018: it opens what it never closes, and speaks of things that Python has long had under other names.
pytestmark = [pytest.mark.xdist_group("places"), pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def apis(place: RunningServer) -> Iterator[list[Any]]:
    """민수's and 지혜's."""
    made = []
    for handle, name in (("pt_minsu", "김민수"), ("pt_jihye", "박지혜")):
        place.add_person(handle, name)
        token = place.token(handle)
        api = twitter.Api(
            consumer_key=token["consumer_key"],
            consumer_secret=token["consumer_secret"],
            access_token_key=token["access_token"],
            access_token_secret=token["access_token_secret"],
            base_url=f"{place.base_url}/1.1",
            upload_url=f"{place.base_url}/1.1",
            stream_url=f"{place.base_url}/1.1",
        )
        api._session.trust_env = False
        api._session.verify = str(place.authority) if place.authority else True
        made.append(api)
    yield made
    for api in made:
        api._session.close()


def test_posts_and_their_marks(apis: list[Any]) -> None:
    minsu, jihye = apis
    me, her = minsu.VerifyCredentials(), jihye.VerifyCredentials()
    assert (me.screen_name, me.name) == ("pt_minsu", "김민수")
    made = minsu.PostUpdate("안녕 @pt_jihye #첫글 https://example.com/")
    assert made.text == "안녕 @pt_jihye #첫글 https://example.com/"
    assert made.user.id == me.id
    assert [tag.text for tag in made.hashtags] == ["첫글"]
    assert [user.screen_name for user in made.user_mentions] == ["pt_jihye"]
    assert made.urls[0].expanded_url == "https://example.com/"
    assert made.created_at_in_seconds > 1_700_000_000
    assert jihye.GetStatus(made.id).id_str == made.id_str
    assert [one.id for one in jihye.GetStatuses([made.id])] == [made.id]
    reply = jihye.PostUpdate("반가워요", in_reply_to_status_id=made.id, auto_populate_reply_metadata=True)
    assert (reply.in_reply_to_status_id, reply.text) == (made.id, "@pt_minsu 반가워요")
    assert made.id in [one.id for one in jihye.GetMentions()]
    assert jihye.CreateFavorite(status_id=made.id).favorited is True
    assert [one.id for one in jihye.GetFavorites()] == [made.id]
    assert jihye.PostRetweet(made.id).retweeted_status.id == made.id
    assert [one.user.id for one in minsu.GetRetweets(made.id)] == [her.id]
    assert minsu.GetRetweeters(made.id) == [her.id]
    assert [one.id for one in minsu.GetRetweetsOfMe()] == [made.id]
    assert jihye.DestroyFavorite(status_id=made.id).favorited is False
    assert made.id in [one.id for one in jihye.GetHomeTimeline(count=50)]
    assert reply.id in [one.id for one in minsu.GetUserTimeline(screen_name="pt_jihye")]
    embedded = minsu.GetStatusOembed(status_id=made.id)
    assert (embedded["type"], embedded["author_name"]) == ("rich", "김민수")
    assert jihye.DestroyStatus(reply.id).id == reply.id
    file = io.BytesIO()
    Image.effect_noise((64, 40), 80).convert("RGB").save(file, "PNG")
    file.name, file.mode = "noise.png", "rb"  # type: ignore[misc]  # it asks for both
    file.seek(0)
    media_id = minsu.UploadMediaSimple(file)
    minsu.PostMediaMetadata(media_id, "잡음")
    pictured = minsu.PostUpdate("사진", media=media_id)
    assert pictured.media[0].type == "photo"
    assert pictured.media[0].id == media_id


def test_people_and_their_ties(apis: list[Any]) -> None:
    minsu, jihye = apis
    me, her = minsu.VerifyCredentials(), jihye.VerifyCredentials()
    assert minsu.CreateFriendship(screen_name="pt_jihye").id == her.id
    assert minsu.GetFriendIDs() == [her.id]
    assert jihye.GetFollowerIDs() == [me.id]
    assert [user.id for user in minsu.GetFriends()] == [her.id]
    assert [user.id for user in jihye.GetFollowers()] == [me.id]
    shown = minsu.ShowFriendship(source_screen_name="pt_minsu", target_screen_name="pt_jihye")
    assert shown["relationship"]["source"]["following"] is True
    [tie] = minsu.LookupFriendship(screen_name=["pt_jihye"])
    assert tie.connections["following"] is True
    assert minsu.UpdateFriendship(user_id=her.id) is not None
    assert minsu.IncomingFriendship() == []
    assert minsu.OutgoingFriendship() == []
    assert [user.id for user in minsu.UsersLookup(screen_name=["pt_jihye", "pt_minsu"])] == [her.id, me.id]
    assert minsu.GetUser(screen_name="PT_jihye").id == her.id
    assert minsu.DestroyFriendship(screen_name="pt_jihye").id == her.id
    assert minsu.GetFriendIDs() == []
    assert minsu.CreateMute(screen_name="pt_jihye").id == her.id
    assert minsu.GetMutesIDs() == [her.id]
    assert [user.id for user in minsu.GetMutes()] == [her.id]
    assert minsu.DestroyMute(screen_name="pt_jihye").id == her.id
    assert minsu.CreateBlock(screen_name="pt_jihye").id == her.id
    assert minsu.GetBlocksIDs() == [her.id]
    assert [user.id for user in minsu.GetBlocks()] == [her.id]
    assert minsu.DestroyBlock(screen_name="pt_jihye").id == her.id
    changed = minsu.UpdateProfile(location="판교", description="데이터")
    assert (changed.location, changed.description) == ("판교", "데이터")


def test_lists_trends_and_the_service(apis: list[Any]) -> None:
    minsu, jihye = apis
    her = jihye.VerifyCredentials()
    made = minsu.CreateList("우리 팀", mode="public", description="가까운 사람들")
    assert made.name == "우리 팀"
    minsu.CreateListsMember(list_id=made.id, screen_name="pt_jihye")
    assert [user.id for user in minsu.GetListMembers(list_id=made.id)] == [her.id]
    said = jihye.PostUpdate("팀에 드리는 말씀 #공지")
    assert said.id in [one.id for one in minsu.GetListTimeline(list_id=made.id)]
    assert made.id in [one.id for one in minsu.GetListsList(screen_name="pt_minsu")]
    assert jihye.CreateSubscription(list_id=made.id).id == made.id  # it takes the list for a person
    assert made.id in [one.id for one in jihye.GetSubscriptions()]
    minsu.DestroyList(list_id=made.id)
    assert "#공지" in [trend.name for trend in minsu.GetTrendsCurrent()]
    assert minsu.GetHelpConfiguration()["short_url_length"] == 23
    assert minsu.GetShortUrlLength(https=True) == 23


def test_what_is_wrong_is_told_by_its_code(apis: list[Any]) -> None:
    minsu, jihye = apis
    made = minsu.PostUpdate("한 번만")
    jihye.CreateFavorite(status_id=made.id)
    wrongs: list[tuple[Callable[[], object], int]] = [
        (lambda: minsu.PostUpdate("한 번만"), 187),
        (lambda: jihye.CreateFavorite(status_id=made.id), 139),
        (lambda: jihye.DestroyStatus(made.id), 183),
        (lambda: minsu.GetStatus(12), 144),
        (lambda: minsu.GetUser(screen_name="nobody_here"), 50),
        (lambda: minsu.CreateFriendship(screen_name="pt_minsu"), 158),
        (lambda: minsu.UpdateProfile(name="다른 이름"), 120),
    ]
    for call, code in wrongs:
        with pytest.raises(twitter.TwitterError) as refused:
            call()
        assert [error["code"] for error in refused.value.message] == [code]


def test_messages_of_two(apis: list[Any]) -> None:
    minsu, jihye = apis
    me, her = minsu.VerifyCredentials(), jihye.VerifyCredentials()
    sent = minsu.PostDirectMessage("점심?", user_id=her.id)
    assert (sent.text, int(sent.sender_id), int(sent.recipient_id)) == ("점심?", me.id, her.id)
    [got] = jihye.GetDirectMessages()
    assert (str(got.id), got.text, got.sender_id) == (sent.id, "점심?", me.id)
    assert [str(one.id) for one in minsu.GetSentDirectMessages()] == [sent.id]
    assert minsu.GetDirectMessages() == []
    assert str(jihye.DestroyDirectMessage(got.id).id) == sent.id
    assert jihye.GetDirectMessages() == []
