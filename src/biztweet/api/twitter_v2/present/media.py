"""Pictures and videos as v2 shows them."""

from typing import Any

from biztweet.api.twitter.present.keys import TYPES, bit_rate, media_key
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v2.present.fields import Field, Table, never
from biztweet.api.twitter_v2.present.schema import COUNT, MEDIA_KEY, TEXT, choice, many, thing
from biztweet.media.model import Media, MediaKind


def _variants(site: Site, media: Media) -> list[dict[str, Any]] | None:
    if media.kind is MediaKind.image:
        return None
    original, url = media.original, site.picture(media.key, media.original.name)
    return [{"content_type": original.content_type, "bit_rate": bit_rate(media), "url": url}]


def _still(site: Site, media: Media) -> str:
    return site.picture(media.key, media.large.name)


DEFAULT = ("media_key", "type")
FIELDS: Table[Media] = {
    "media_key": Field(MEDIA_KEY, lambda _, media: media_key(media)),
    "type": Field(
        choice(["photo", "animated_gif", "video"]),
        lambda _, media: TYPES[media.kind],
    ),
    "alt_text": Field(TEXT, lambda _, media: media.description or None),
    "duration_ms": Field(COUNT, lambda _, media: media.duration_ms or None),
    "height": Field(COUNT, lambda _, media: media.original.height),
    "non_public_metrics": never(thing()),
    "organic_metrics": never(thing()),
    "preview_image_url": Field(
        TEXT, lambda site, media: None if media.kind is MediaKind.image else _still(site, media)
    ),
    "promoted_metrics": never(thing()),
    "public_metrics": never(thing(view_count=COUNT)),
    "url": Field(TEXT, lambda site, media: _still(site, media) if media.kind is MediaKind.image else None),
    "variants": Field(many(thing(["content_type"], content_type=TEXT, bit_rate=COUNT, url=TEXT)), _variants),
    "width": Field(COUNT, lambda _, media: media.original.width),
}
