"""The fast way to a status gives the very bytes of the plain one."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from biztweet.api.mastodon.encoded import Encoder
from biztweet.api.mastodon.present.status import heard, status
from biztweet.posts.view import PostView
from tests.api.mastodon.shapes import SITE, all_views, views

encode = msgspec.json.encode


def test_every_kind_of_status_is_encoded_as_the_plain_presenter_does() -> None:
    encoder = Encoder(SITE)
    for view in [*all_views().values()] * 2:
        assert encoder.status(view) == encode(status(SITE, view))
    assert encoder.statuses(all_views().values()) == encode([status(SITE, view) for view in all_views().values()])


@given(st.lists(views(), max_size=4))
def test_any_statuses_are_encoded_as_the_plain_presenter_does(some: list[PostView]) -> None:
    encoder = Encoder(SITE)
    for _ in range(2):
        assert encoder.statuses(some) == encode([status(SITE, view) for view in some])
    for view in some:
        assert encoder.heard(view.shared) == encode(heard(SITE, view.shared))


def test_an_entry_holds_only_for_the_very_view_it_was_made_from() -> None:
    encoder = Encoder(SITE)
    before = all_views()["plain"]
    encoder.status(before)
    after = msgspec.structs.replace(
        before,
        shared=msgspec.structs.replace(before.shared, post=msgspec.structs.replace(before.shared.post, like_count=9)),
    )
    assert b'"favourites_count":9' in encoder.status(after)
    assert b'"favourites_count":0' in encoder.status(before)
