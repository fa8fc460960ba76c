"""Pictures and videos as v1.1 shows them."""

import math
from typing import Any

from biztweet.api.twitter.present.keys import EXPIRES_AFTER_SECONDS, TYPES, bit_rate, media_key
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter.present.words import shown_url
from biztweet.media.model import Media, MediaKind, Variant


def pictures(
    site: Site, media: tuple[Media, ...], url: str, indices: list[int], *, alt_text: bool
) -> list[dict[str, Any]]:
    """Media objects, all under the one address that stands in the text at `indices`."""
    return [_picture(site, one, url, indices, alt_text=alt_text) for one in media]


def uploaded(media: Media) -> dict[str, Any]:
    """What media/upload answers; there is `processing_info` only where there is something to wait for."""
    original = media.original
    found: dict[str, Any] = {
        "media_id": media.id,
        "media_id_string": str(media.id),
        "media_key": media_key(media),
        "size": original.size_bytes,
        "expires_after_secs": EXPIRES_AFTER_SECONDS,
    }
    if media.kind is MediaKind.video:
        found["video"] = {"video_type": original.content_type}
    elif media.kind is not MediaKind.document:
        found["image"] = {"image_type": original.content_type, "w": original.width, "h": original.height}
    if media.processing:
        found["processing_info"] = {"state": "in_progress", "check_after_secs": 1, "progress_percent": 50}
    return found


def _picture(site: Site, media: Media, url: str, indices: list[int], *, alt_text: bool) -> dict[str, Any]:
    address = site.picture(media.key, media.large.name)
    found: dict[str, Any] = {
        "id": media.id,
        "id_str": str(media.id),
        "indices": indices,
        "media_url": address,
        "media_url_https": address,
        **shown_url(url),
        "type": TYPES[media.kind],
        "sizes": {
            "thumb": _size(media.small, 150),
            "small": _size(media.small),
            "medium": _size(media.large),
            "large": _size(media.large),
        },
    }
    if media.kind is not MediaKind.image:
        found["video_info"] = _film(site, media)
    if alt_text:
        found["ext_alt_text"] = media.description or None
    return found


def _film(site: Site, media: Media) -> dict[str, Any]:
    original = media.original
    common = math.gcd(original.width, original.height) or 1
    variant = {"content_type": original.content_type, "url": site.picture(media.key, original.name)}
    found: dict[str, Any] = {"aspect_ratio": [original.width // common, original.height // common]}
    if media.duration_ms:
        found["duration_millis"] = media.duration_ms
    return {**found, "variants": [{"bitrate": bit_rate(media), **variant}]}


def _size(variant: Variant, side: int | None = None) -> dict[str, Any]:
    if side is not None:
        return {"w": side, "h": side, "resize": "crop"}
    return {"w": variant.width, "h": variant.height, "resize": "fit"}
