"""MediaAttachment."""

from typing import Any

from biztweet.api.mastodon.site import Site
from biztweet.media.model import Media, Variant


def attachment(site: Site, media: Media) -> dict[str, Any]:
    """One picture. Animations are told as images too: what is kept of them is a picture that moves, not a film."""
    return {
        "id": str(media.id),
        "type": "image",
        "url": site.picture(media.key, media.original.name),
        "preview_url": site.picture(media.key, media.small.name),
        "remote_url": None,
        "preview_remote_url": None,
        "text_url": None,
        "meta": {
            "focus": {"x": media.focus_x, "y": media.focus_y},
            "original": _size(media.original),
            "small": _size(media.small),
        },
        "description": media.description or None,
        "blurhash": media.blurhash,
    }


def _size(variant: Variant) -> dict[str, Any]:
    return {
        "width": variant.width,
        "height": variant.height,
        "size": f"{variant.width}x{variant.height}",
        "aspect": variant.width / variant.height,
    }
