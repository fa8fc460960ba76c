"""Mastodon.py, unmodified, against a running server: signed in by code, posting, reading, marking, listening."""

import io
import queue
import re
import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from mastodon import Mastodon, StreamListener
from mastodon.errors import (
    MastodonAPIError,
    MastodonIllegalArgumentError,
    MastodonNotFoundError,
    MastodonUnauthorizedError,
)
from PIL import Image

from tests.flows import documents
from tests.flows.hosts import HostSession
from tests.media.films import mp4
from tests.running import RunningServer

PASSWORD = "정말-긴-비밀번호-1234"
PATIENCE_SECONDS = 15.0
SCOPES = ["read", "write", "follow", "push"]


class Ear(StreamListener):
    """Keeps what it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: queue.Queue[tuple[str, Any]] = queue.Queue()

    def on_update(self, status: Any) -> None:
        self.heard.put(("update", status))

    def on_status_update(self, status: Any) -> None:
        self.heard.put(("status.update", status))

    def on_delete(self, status_id: Any) -> None:
        self.heard.put(("delete", status_id))

    def on_notification(self, notification: Any) -> None:
        self.heard.put(("notification", notification))

    def on_conversation(self, conversation: Any) -> None:
        self.heard.put(("conversation", conversation))

    def next(self, kind: str) -> Any:
        """The next thing of a kind; others are passed over."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            found, what = self.heard.get(timeout=PATIENCE_SECONDS)
            if found == kind:
                return what
        raise AssertionError(kind)


def signed_in(server: RunningServer, handle: str) -> dict[str, str]:
    """The cookie that a browser gets at the sign-in page."""
    server.command("people", "set-password", handle, "--stdin", given=PASSWORD)
    form = {"handle": handle, "password": PASSWORD, "next": "/"}
    headers = {"Sec-Fetch-Site": "same-origin"}
    answer = httpx2.post(f"{server.base_url}/login", data=form, headers=headers, verify=trusting(server))
    assert answer.status_code == 303, answer.text
    return {"Cookie": answer.headers["set-cookie"].partition(";")[0]}


def consented(server: RunningServer, cookie: dict[str, str], url: str) -> str:
    """The code on the page that pressing its first button leads to."""
    page = httpx2.get(url, headers=cookie, verify=trusting(server))
    assert page.status_code == 200, page.text
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page.text))
    button = re.search(r'<button[^>]*name="([^"]*)" value="([^"]*)"', page.text)
    assert button is not None
    form = {name: unescape(value) for name, value in hidden.items()} | {button[1]: button[2]}
    headers = cookie | {"Origin": server.base_url, "Sec-Fetch-Site": "same-origin"}
    answer = httpx2.post(f"{server.base_url}/oauth/authorize", data=form, headers=headers, verify=trusting(server))
    code = re.search(r'id="code"[^>]*value="([^"]+)"', answer.text)
    assert code is not None, answer.text
    return code[1]


def trusting(server: RunningServer) -> ssl.SSLContext:
    """What a browser trusts that knows the server's own authority."""
    return ssl.create_default_context(cafile=server.authority)


def app_of(server: RunningServer, handle: str) -> Mastodon:
    """Mastodon.py, signed in as somebody by the whole way."""
    session, where = HostSession(server), server.base_url
    client_id, client_secret = Mastodon.create_app("Flow", scopes=SCOPES, api_base_url=where, session=session)
    app = Mastodon(client_id=client_id, client_secret=client_secret, api_base_url=where, session=session)
    url = app.auth_request_url(scopes=SCOPES, allow_http=True)
    app.log_in(code=consented(server, signed_in(server, handle), url), scopes=SCOPES, allow_http=True)
    return app


def soon(read: Callable[[], Any]) -> Any:
    """What `read` gives once it gives something."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := read()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def a_picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(kept, "JPEG")
    return kept.getvalue()


@pytest.fixture
def people(server: RunningServer) -> tuple[Mastodon, Mastodon]:
    server.add_person("minsu", "김민수", "--department", "데이터팀")
    server.add_person("jane", "Jane Kim")
    return app_of(server, "minsu"), app_of(server, "jane")


def test_an_unmodified_client_lives_a_whole_day(
    server: RunningServer, people: tuple[Mastodon, Mastodon], capsys: pytest.CaptureFixture[str]
) -> None:
    minsu, jane = people
    it_knows_the_server_and_itself(server, minsu)
    post = it_posts_and_reads(minsu, jane)
    it_marks(minsu, jane, post)
    it_finds_and_follows(minsu, jane)
    it_answers_and_quotes(minsu, jane, post)
    it_uploads(minsu, jane)
    it_is_told(minsu)
    it_gathers_people(minsu, jane)
    it_pages(minsu, jane)
    it_edits_and_deletes(minsu, jane)
    it_is_refused_in_words_it_knows(minsu, jane, post)
    it_listens(minsu, jane)
    it_signs_out(minsu, jane)
    described = documents.MASTODON
    with capsys.disabled():
        print(f"\n  {f'{described.told()} are as described' if described.folder else described.unset}", end="")


def it_knows_the_server_and_itself(server: RunningServer, minsu: Mastodon) -> None:
    assert minsu.verify_minimum_version("4.3.0")
    assert minsu.instance().title == "BizTweet"
    assert minsu.instance_v2().configuration.statuses.max_characters == 280
    assert minsu.instance_v1().urls.streaming_api == server.base_url.replace("http", "ws")
    assert minsu.instance_nodeinfo().software.name == "biztweet"
    assert minsu.instance_health()
    assert minsu.app_verify_credentials().name == "Flow"
    mine = minsu.account_verify_credentials()
    assert (mine.acct, mine.display_name) == ("minsu", "김민수")
    assert mine.fields[0]["value"] == "데이터팀"
    assert minsu.preferences()["posting:default:visibility"] == "public"
    assert minsu.custom_emojis() == []
    assert minsu.filters_v2() == []
    assert minsu.lists() == []
    assert minsu.announcements() == []
    assert minsu.follow_requests() == []
    assert minsu.conversations() == []


def it_posts_and_reads(minsu: Mastodon, jane: Mastodon) -> Any:
    post = minsu.status_post(
        "오늘 점심 @jane #점심번개 https://wiki.example.com/menu", idempotency_key="k1", language="ko"
    )
    again = minsu.status_post(
        "오늘 점심 @jane #점심번개 https://wiki.example.com/menu", idempotency_key="k1", language="ko"
    )
    assert again.id == post.id
    assert post.application.name == "Flow"
    assert (post.visibility, post.language) == ("public", "ko")
    assert [mention.acct for mention in post.mentions] == ["jane"]
    assert [tag.name for tag in post.tags] == ["점심번개"]
    assert jane.status(post.id).content == post.content
    assert [status.id for status in jane.timeline_home()] == [post.id]
    assert [status.id for status in jane.timeline_public()] == [post.id]
    assert [status.id for status in jane.timeline_local()] == [post.id]
    assert [status.id for status in jane.timeline_hashtag("점심번개")] == [post.id]
    assert [status.id for status in jane.account_statuses(post.account.id)] == [post.id]
    assert jane.statuses([post.id])[0].id == post.id
    assert jane.status_card(post.id) is None
    warned = minsu.status_post("결말은…", spoiler_text="영화 이야기", sensitive=True)
    assert (warned.spoiler_text, warned.sensitive) == ("영화 이야기", True)
    return post


def it_marks(minsu: Mastodon, jane: Mastodon, post: Any) -> None:
    assert jane.status_favourite(post.id).favourited
    assert jane.status_bookmark(post.id).bookmarked
    repeat = jane.status_reblog(post.id)
    assert (repeat.reblog.id, repeat.reblogged) == (post.id, True)
    assert (minsu.status(post.id).favourites_count, minsu.status(post.id).reblogs_count) == (1, 1)
    assert [account.acct for account in minsu.status_favourited_by(post.id)] == ["jane"]
    assert [account.acct for account in minsu.status_reblogged_by(post.id)] == ["jane"]
    assert [status.id for status in jane.favourites()] == [post.id]
    assert [status.id for status in jane.bookmarks()] == [post.id]
    assert minsu.status_pin(post.id).pinned
    assert [status.id for status in jane.account_statuses(minsu.me().id, pinned=True)] == [post.id]
    assert not minsu.status_unpin(post.id).pinned
    assert jane.status_mute(post.id).muted
    assert not jane.status_unmute(post.id).muted
    assert not jane.status_unfavourite(post.id).favourited
    assert not jane.status_unbookmark(post.id).bookmarked
    assert not jane.status_unreblog(post.id).reblogged


def it_finds_and_follows(minsu: Mastodon, jane: Mastodon) -> None:
    whom = minsu.account_lookup("jane")
    assert minsu.account(whom.id).display_name == "Jane Kim"
    assert [account.id for account in minsu.account_search("Jane")] == [whom.id]
    assert [account.id for account in minsu.search("jane").accounts] == [whom.id]
    assert minsu.account_follow(whom.id).following
    assert minsu.account_relationships([whom.id])[0].following
    assert [account.acct for account in jane.account_followers(whom.id)] == ["minsu"]
    assert [account.id for account in minsu.account_following(minsu.me().id)] == [whom.id]
    assert minsu.account_mute(whom.id).muting
    assert [account.id for account in minsu.mutes()] == [whom.id]
    assert not minsu.account_unmute(whom.id).muting
    assert minsu.account_block(whom.id).blocking
    assert [account.id for account in minsu.blocks()] == [whom.id]
    assert not minsu.account_unblock(whom.id).blocking
    assert minsu.account_follow(whom.id).following
    assert not minsu.account_unfollow(whom.id).following
    assert minsu.account_update_credentials(note="데이터를 봅니다").note == "<p>데이터를 봅니다</p>"


def it_answers_and_quotes(minsu: Mastodon, jane: Mastodon, post: Any) -> None:
    answer = jane.status_reply(post, "저도 갈게요")
    assert answer.in_reply_to_id == post.id
    assert minsu.status_context(post.id).descendants[0].id == answer.id
    assert minsu.status_context(answer.id).ancestors[0].id == post.id
    quoting = jane.status_post("이거 보세요", quoted_status_id=post.id)
    assert quoting.quote.quoted_status.id == post.id
    jane.account_follow(minsu.me().id)
    jane.status_favourite(post.id)


def it_uploads(minsu: Mastodon, jane: Mastodon) -> None:
    media = minsu.media_post(a_picture(), mime_type="image/jpeg", description="칠판", focus=(0.1, -0.2))
    assert (media.type, media.description) == ("image", "칠판")
    assert minsu.media_update(media.id, description="흰 칠판").description == "흰 칠판"
    assert minsu.media(media.id).meta.original.width == 320
    post = minsu.status_post("사진입니다", media_ids=media)
    assert [each.description for each in jane.status(post.id).media_attachments] == ["흰 칠판"]
    film = minsu.media_post(mp4(640, 360, 5), mime_type="video/mp4", file_name="film.mp4", synchronous=True)
    moving = jane.status(minsu.status_post("영상", media_ids=film).id).media_attachments[0]
    assert (moving.type, moving.meta.original.width) == ("video", 640)
    picture = httpx2.get(post.media_attachments[0].url)
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    assert [status.id for status in jane.timeline_public(only_media=True)][-1:] == [post.id]


def it_is_told(minsu: Mastodon) -> None:
    kinds = {"favourite", "reblog", "mention", "follow", "quote"}
    assert soon(lambda: {each.type for each in minsu.notifications()} >= kinds)
    found = minsu.notifications()
    assert {each.account.acct for each in found} == {"jane"}
    assert {each.type for each in minsu.notifications(types=["mention"])} == {"mention"}
    assert "mention" not in {each.type for each in minsu.notifications(exclude_types=["mention"])}
    assert minsu.notifications(id=found[0].id).id == found[0].id
    assert minsu.notifications_unread_count().count == len(found)
    assert len(minsu.grouped_notifications().notification_groups) == len(found)
    marker = minsu.markers_set(["notifications"], [found[0].id])["notifications"]
    assert str(marker.last_read_id) == str(found[0].id)
    assert minsu.notifications_unread_count().count == 0
    minsu.notifications_dismiss(found[0].id)
    assert len(minsu.notifications()) == len(found) - 1
    minsu.notifications_clear()
    assert minsu.notifications() == []


def it_gathers_people(minsu: Mastodon, jane: Mastodon) -> None:
    made = minsu.list_create("팀", replies_policy="followed")
    assert (made.title, made.replies_policy, made.exclusive) == ("팀", "followed", False)
    them = jane.me().id
    minsu.list_accounts_add(made.id, [them])
    assert [account.id for account in minsu.list_accounts(made.id)] == [them]
    assert [each.id for each in minsu.account_lists(them)] == [made.id]
    said = jane.status_post("목록에서 읽을 글")
    assert minsu.timeline_list(made.id)[0].id == said.id
    assert minsu.list_update(made.id, "우리 팀", exclusive=True).exclusive
    assert minsu.list(made.id).title == "우리 팀"
    minsu.list_accounts_delete(made.id, [them])
    assert minsu.list_accounts(made.id) == []
    with pytest.raises(MastodonNotFoundError):
        jane.list(made.id)
    minsu.list_delete(made.id)
    assert minsu.lists() == []


def it_pages(minsu: Mastodon, jane: Mastodon) -> None:
    posted = [jane.status_post(f"#많이 {number}").id for number in range(5)][::-1]
    first = minsu.timeline_hashtag("많이", limit=2)
    second = minsu.fetch_next(first) or []
    assert [status.id for status in first + second] == posted[:4]
    assert [status.id for status in minsu.fetch_previous(second) or []] == posted[:2]
    assert [status.id for status in minsu.fetch_remaining(first)] == posted
    assert [status.id for status in minsu.timeline_hashtag("많이", min_id=posted[4], limit=2)] == posted[2:4]


def it_edits_and_deletes(minsu: Mastodon, jane: Mastodon) -> None:
    post = minsu.status_post("오타가 잇다")
    edited = minsu.status_update(post.id, "오타가 있다")
    assert (edited.id, edited.content) == (post.id, "<p>오타가 있다</p>")
    assert edited.edited_at is not None
    assert [each.content for each in jane.status_history(post.id)] == ["<p>오타가 잇다</p>", "<p>오타가 있다</p>"]
    assert minsu.status_source(post.id).text == "오타가 있다"
    assert minsu.status_delete(post.id).text == "오타가 있다"
    with pytest.raises(MastodonNotFoundError):
        jane.status(post.id)


def it_is_refused_in_words_it_knows(minsu: Mastodon, jane: Mastodon, post: Any) -> None:
    with pytest.raises(MastodonNotFoundError):
        jane.status_delete(post.id)
    with pytest.raises(MastodonAPIError, match="280 are allowed"):
        minsu.status_post("a" * 281)
    with pytest.raises(MastodonAPIError, match="whole company"):
        minsu.status_post("x", visibility="private")
    with pytest.raises(MastodonAPIError, match="company directory"):
        minsu.account_update_credentials(display_name="사장님")
    with pytest.raises(MastodonAPIError, match="Validation failed"):
        minsu.media_post(b"<svg/>", mime_type="image/png")
    with pytest.raises((MastodonAPIError, MastodonIllegalArgumentError)):
        minsu.log_in("minsu", PASSWORD, scopes=SCOPES, allow_http=True)


def it_listens(minsu: Mastodon, jane: Mastodon) -> None:
    ear, public, tagged, direct = Ear(), Ear(), Ear(), Ear()
    streams = [
        minsu.stream_user(ear, run_async=True),
        minsu.stream_local(public, run_async=True),
        minsu.stream_hashtag("스트림", tagged, run_async=True),
        minsu.stream_direct(direct, run_async=True),
    ]
    for stream in streams:
        assert soon(stream.is_alive)
        assert soon(stream.is_receiving)
    post = jane.status_post("실시간 @minsu #스트림")
    assert ear.next("update").id == post.id
    assert ear.next("notification").status.id == post.id
    assert public.next("update").content == post.content
    assert tagged.next("update").account.acct == "jane"
    jane.status_update(post.id, "실시간 수정 @minsu #스트림")
    assert ear.next("status.update").content == jane.status(post.id).content
    jane.status_delete(post.id)
    assert str(ear.next("delete")) == str(post.id)
    first = jane.status_post("@minsu 둘이서만", visibility="direct")
    jane.status_post("모두에게 @minsu")
    second = minsu.status_post("@jane 네", visibility="direct", in_reply_to_id=first.id)
    assert [direct.next("conversation").last_status.id for _ in range(2)] == [first.id, second.id]
    assert ear.next("notification").status.id == first.id
    assert direct.heard.empty()
    for stream in streams:
        stream.close()


def it_signs_out(minsu: Mastodon, jane: Mastodon) -> None:
    bearer = minsu.access_token
    minsu.revoke_access_token(allow_http=True)
    stale = Mastodon(access_token=bearer, api_base_url=minsu.api_base_url, version_check_mode="none")
    with pytest.raises(MastodonUnauthorizedError):
        stale.account_verify_credentials()
    assert jane.account_verify_credentials().acct == "jane"


def test_an_unmodified_client_asks_schedules_filters_and_follows_topics(people: tuple[Mastodon, Mastodon]) -> None:
    minsu, jane = people
    it_asks(minsu, jane)
    it_schedules(minsu, jane)
    it_filters(minsu, jane)
    it_keeps_topics_and_notes(minsu, jane)
    it_is_told_in_groups_and_reports(minsu, jane)


def it_asks(minsu: Mastodon, jane: Mastodon) -> None:
    ear = Ear()
    stream = minsu.stream_user(ear, run_async=True)
    assert soon(stream.is_alive)
    assert soon(stream.is_receiving)
    try:
        asked = minsu.status_post("점심?", poll=minsu.make_poll(["비빔밥", "Noodles"], expires_in=300))
        assert [option.title for option in asked.poll.options] == ["비빔밥", "Noodles"]
        ear.next("update")
        voted = jane.poll_vote(asked.poll, 1)
        assert (voted.own_votes, voted.votes_count, voted.expired) == ([1], 1, False)
        assert ear.next("status.update").poll.votes_count == 1
    finally:
        stream.close()
    assert jane.poll(asked.poll).voted is True
    assert minsu.status(asked).poll.own_votes == []
    with pytest.raises(MastodonAPIError, match="already voted"):
        jane.poll_vote(asked.poll, 0)
    for wrong in (["하나"], ["같은", "같은"], ["a", "b" * 26]):
        with pytest.raises(MastodonAPIError):
            minsu.status_post("?", poll=minsu.make_poll(wrong, expires_in=300))
    limits = minsu.instance().configuration.polls
    assert (limits.max_options, limits.max_characters_per_option) == (4, 25)


def it_schedules(minsu: Mastodon, jane: Mastodon) -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    waits = minsu.status_post("내일 아침", scheduled_at=later)
    assert waits.params.text == "내일 아침"
    assert [each.id for each in minsu.scheduled_statuses()] == [waits.id]
    assert jane.scheduled_statuses() == []
    moved = minsu.scheduled_status_update(waits, later + timedelta(hours=1))
    assert moved.scheduled_at > waits.scheduled_at
    assert minsu.scheduled_status(waits.id).id == waits.id
    minsu.scheduled_status_delete(waits)
    assert minsu.scheduled_statuses() == []
    with pytest.raises(MastodonAPIError):
        minsu.status_post("너무 이른", scheduled_at=datetime.now(UTC) + timedelta(minutes=1))


def it_filters(minsu: Mastodon, jane: Mastodon) -> None:
    spoiler = jane.status_post("범인은 집사")
    made = minsu.create_filter_v2("스포일러", ["home", "public"], "warn", keywords_attributes=[{"keyword": "범인"}])
    [result] = minsu.status(spoiler).filtered
    assert result.keyword_matches == ["범인"]
    minsu.update_filter_v2(made, filter_action="hide")
    assert spoiler.id not in [each.id for each in minsu.timeline_home()]
    assert spoiler.id in [each.id for each in jane.timeline_home()]
    minsu.delete_filter_v2(made)
    assert minsu.filters_v2() == []
    assert spoiler.id in [each.id for each in minsu.timeline_home()]


def it_keeps_topics_and_notes(minsu: Mastodon, jane: Mastodon) -> None:
    jane_id = jane.me().id
    assert minsu.tag_follow("회의").following is True
    assert [each.name for each in minsu.followed_tags()] == ["회의"]
    assert minsu.tag_unfollow("회의").following is False
    featured = minsu.featured_tag_create("점심")
    assert [each.name for each in jane.account_featured_tags(minsu.me())] == ["점심"]
    minsu.featured_tag_delete(featured)
    assert minsu.account_note_set(jane_id, "디자인").note == "디자인"
    assert minsu.account_pin(jane_id).endorsed is True
    assert minsu.account_unpin(jane_id).endorsed is False
    jane.status_post("#유행")
    assert "유행" in [each.name for each in minsu.trending_tags()]
    assert {each.acct for each in minsu.directory()} >= {"minsu", "jane"}


def it_is_told_in_groups_and_reports(minsu: Mastodon, jane: Mastodon) -> None:
    jane_id = jane.me().id
    said = jane.status_post("범인은 집사")
    liked = minsu.status_post("좋은 소식")
    jane.status_favourite(liked)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not any(each.type == "favourite" for each in minsu.grouped_notifications().notification_groups):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    report = minsu.report(jane_id, said, "결말을 말했습니다", category="other")
    assert report.target_account.id == jane_id


def test_a_stranger_is_sent_to_sign_in_and_comes_back_to_consent(server: RunningServer) -> None:
    client_id, _ = Mastodon.create_app("Flow", scopes=SCOPES, api_base_url=server.base_url)
    app = Mastodon(client_id=client_id, client_secret="", api_base_url=server.base_url, version_check_mode="none")
    url = app.auth_request_url(scopes=SCOPES, state="s1", allow_http=True)
    answer = httpx2.get(url)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"/login?next={quote('/oauth/authorize?', safe='')}")
    assert httpx2.get(server.base_url + answer.headers["location"]).status_code == 200
