"""Entities look as Mastodon's documentation says, byte for byte as clients have come to rely on."""

import json

import pytest

from biztweet.api.mastodon.present import account as accounts
from biztweet.api.mastodon.present import instance
from biztweet.api.mastodon.present.instance import Limits
from biztweet.api.mastodon.present.list import account_list
from biztweet.api.mastodon.present.notification import notification
from biztweet.api.mastodon.present.status import heard, status
from biztweet.api.mastodon.present.times import day, instant, midnight
from biztweet.follows.graph import Circle
from biztweet.follows.ties import Ties
from biztweet.lists.model import Replies
from biztweet.notifications.model import Kind, Notification
from tests.api.mastodon.shapes import GOLDEN, JANE, SITE, all_views, golden
from tests.factories import AT, a_list, an_account

LIMITS = Limits(
    characters=280,
    pictures=4,
    picture_bytes=16_000_000,
    picture_pixels=50_000_000,
    video_bytes=64_000_000,
    video_pixels=8_294_400,
    types=("image/jpeg", "video/mp4", "application/pdf"),
    description=1_500,
    options=4,
    option_characters=25,
    poll_seconds=604_800,
    pins=5,
    topics=10,
    server_key="BKEY",
)


@pytest.mark.parametrize("name", all_views())
def test_a_status_looks_as_the_docs_say(name: str) -> None:
    assert status(SITE, all_views()[name]) == golden(f"status_{name}")


def test_the_keys_of_golden_answers_stand_in_the_order_that_is_sent() -> None:
    for name, view in all_views().items():
        written = (GOLDEN / f"status_{name}.json").read_text(encoding="utf-8")
        assert json.dumps(status(SITE, view), ensure_ascii=False, indent=2) + "\n" == written


def test_accounts_look_as_the_docs_say() -> None:
    minsu = an_account(
        bio="데이터를 봅니다\nhttps://wiki",
        banner_key="ba" * 16,
        last_post_at=AT,
        post_count=12,
        like_count=5,
        follower_count=3,
    )
    assert accounts.account(SITE, minsu) == golden("account")
    assert accounts.own_account(SITE, JANE) == golden("account_own")


def test_a_list_looks_as_the_docs_say() -> None:
    assert account_list(a_list(replies=Replies.followed, exclusive=True)) == golden("list")


def test_a_relationship_tells_what_the_viewer_did_and_never_who_blocked_them() -> None:
    circle = Circle(followees=frozenset({5}), muted=frozenset({5}), quiet=frozenset({5}), blocked=frozenset({6}))
    kept = Ties(notes={5: "좋은 동료"}, endorsed=frozenset({5}), awaited=frozenset({5}))
    stands = accounts.relationship(5, circle, kept, followed_by=True)
    assert [key for key, value in stands.items() if value is True] == [
        "following", "showing_reblogs", "notifying", "followed_by", "muting", "muting_notifications", "endorsed",
    ]  # fmt: skip
    assert accounts.relationship(6, circle, kept, followed_by=False)["blocking"] is True
    assert stands["note"] == "좋은 동료"
    assert stands["id"] == "5"


def test_a_notification_looks_as_the_docs_say() -> None:
    told = Notification(2_000_000_000_000_000_900, 1, Kind.reply, JANE.id, 7, 40, AT, dismissed=False)
    about = status(SITE, all_views()["reply"])
    assert notification(SITE, told, JANE, about) == golden("notification_reply")
    followed = Notification(2_000_000_000_000_000_901, 1, Kind.follow, JANE.id, None, 41, AT, dismissed=False)
    assert "status" not in notification(SITE, followed, JANE, None)


def test_the_instance_tells_its_limits_and_where_streams_are() -> None:
    assert instance.instance_v2(SITE, "우리회사", "0.1.0", LIMITS) == golden("instance_v2")
    assert instance.instance_v1(SITE, "우리회사", "0.1.0", LIMITS) == golden("instance_v1")
    assert instance.node_info("우리회사", "0.1.0", "2.0")["metadata"]["upstream"]["name"] == "mastodon"


def test_what_streams_tell_is_the_status_without_the_viewers_flags() -> None:
    own = {"favourited", "reblogged", "muted", "bookmarked", "filtered", "pinned"}
    for view in all_views().values():
        told = heard(SITE, view.shared)
        assert told.keys() == status(SITE, view).keys() - own
        for inside in (told["reblog"], (told["quote"] or {}).get("quoted_status")):
            assert inside is None or not own & inside.keys()


def test_instants_have_milliseconds_and_a_z() -> None:
    assert instant(AT) == "2026-10-17T00:03:04.123Z"
    assert instant(1_000_999) == "1970-01-01T00:00:01.000Z"
    assert day(AT) == "2026-10-17"
    assert midnight(AT) == "2026-10-17T00:00:00.000Z"
