"""PreviewCard: what the page behind a post's first link says of itself."""

from typing import Any
from urllib.parse import urlsplit

from biztweet.api.mastodon.present.times import history
from biztweet.api.mastodon.site import Site
from biztweet.cards.model import Card
from biztweet.timelines.links import Link


def card(site: Site, shown: Card) -> dict[str, Any]:
    """Always of the type `link`: nothing of other hosts is ever embedded."""
    picture = shown.picture
    return {
        "url": shown.address,
        "title": shown.title,
        "description": shown.description,
        "language": None,
        "type": "link",
        "author_name": "",
        "author_url": "",
        "authors": [],
        "provider_name": shown.site_name or (urlsplit(shown.address).hostname or ""),
        "provider_url": "",
        "html": "",
        "width": picture.file.width if picture else 0,
        "height": picture.file.height if picture else 0,
        "image": site.picture(picture.key, picture.file.name) if picture else None,
        "image_description": "",
        "embed_url": "",
        "blurhash": picture.blurhash if picture else None,
        "published_at": None,
    }


def link(site: Site, shared: Link) -> dict[str, Any]:
    """Trends::Link: a card with how often it was posted."""
    return card(site, shared.card) | {"history": history(shared.days)}
