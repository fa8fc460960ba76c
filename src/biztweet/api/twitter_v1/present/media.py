"""Pictures as v1.1 shows them."""

from typing import Any

from biztweet.api.twitter.present.keys import media_key
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter.present.words import shown_url
from biztweet.media.model import Media, MediaKind, Variant


def pictures(
    site: Site, media: tuple[Media, ...], url: str, indices: list[int], *, alt_text: bool
) -> list[dict[str, Any]]:
    """Media objects, all under the one address that stands in the text at `indices`."""
    return [_picture(site, one, url, indices, alt_text=alt_text) for one in media]


def uploaded(media: Media) -> dict[str, Any]:
    """What media/upload answers for a picture that is ready."""
    return {
        "media_id": media.id,
        "media_id_string": str(media.id),
        "media_key": media_key(media),
        "size": media.original.size_bytes,
        "expires_after_secs": 86_400,
        "image": {
            "image_type": media.original.content_type,
            "w": media.original.width,
            "h": media.original.height,
        },
    }


def _picture(site: Site, media: Media, url: str, indices: list[int], *, alt_text: bool) -> dict[str, Any]:
    address = site.picture(media.key, media.large.name)
    moves = media.kind is MediaKind.animation
    found: dict[str, Any] = {
        "id": media.id,
        "id_str": str(media.id),
        "indices": indices,
        "media_url": address,
        "media_url_https": address,
        **shown_url(url),
        "type": "animated_gif" if moves else "photo",
        "sizes": {
            "thumb": _size(media.small, 150),
            "small": _size(media.small),
            "medium": _size(media.large),
            "large": _size(media.large),
        },
    }
    if moves:
        original = {"content_type": media.original.content_type, "url": site.picture(media.key, media.original.name)}
        ratio = [media.original.width, media.original.height]
        found["video_info"] = {"aspect_ratio": ratio, "variants": [{"bitrate": 0, **original}]}
    if alt_text:
        found["ext_alt_text"] = media.description or None
    return found


def _size(variant: Variant, side: int | None = None) -> dict[str, Any]:
    if side is not None:
        return {"w": side, "h": side, "resize": "crop"}
    return {"w": variant.width, "h": variant.height, "resize": "fit"}
