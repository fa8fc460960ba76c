"""A card as each dialect shows it."""

from typing import Any

from biztweet.api.mastodon.present.card import card as mastodons
from biztweet.api.mastodon.site import Site
from biztweet.api.twitter.present.site import Site as TwitterSite
from biztweet.api.twitter_v2.present.tweet import _entities
from biztweet.cards.model import Card, Picture, State
from biztweet.media.model import Variant
from biztweet.posts.model import Entities, Link
from biztweet.posts.view import Shared
from tests.factories import a_post, an_account

PICTURE = Picture("ab" * 16, Variant("small", "image/jpeg", 640, 336, 40_000), "LEHV6nWB2yk8")
CARD = Card(7, "https://wiki.example.com/report", State.ready, "연차 보고서", "올해의 일", picture=PICTURE)


def test_mastodons_is_a_link_with_a_picture_of_ours() -> None:
    shown = mastodons(Site("https://our.company", "our.company"), CARD)
    assert shown["type"] == "link"
    assert shown["provider_name"] == "wiki.example.com"
    assert shown["image"] == f"https://our.company/media/{'ab' * 16}/small"
    assert (shown["width"], shown["height"], shown["html"]) == (640, 336, "")


def test_twitters_stands_at_the_first_address() -> None:
    links = (Link(0, 31, "https://wiki.example.com/report"), Link(32, 44, "https://b.kr"))
    post = a_post("https://wiki.example.com/report https://b.kr", entities=Entities(links=links))
    found: dict[str, Any] | None = _entities(TwitterSite("https://our.company"), Shared(post, an_account(), card=CARD))
    assert found is not None
    first, second = found["urls"]
    assert (first["status"], first["unwound_url"], first["title"]) == (200, CARD.address, "연차 보고서")
    assert first["images"] == [{"url": f"https://our.company/media/{'ab' * 16}/small", "width": 640, "height": 336}]
    assert "title" not in second
