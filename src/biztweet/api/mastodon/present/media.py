"""MediaAttachment."""

from typing import Any

from biztweet.api.mastodon.site import Site
from biztweet.media.model import Media, MediaKind, Variant

_MS, _MINUTE_MS, _HOUR_MS = 1_000, 60_000, 3_600_000


def attachment(site: Site, media: Media) -> dict[str, Any]:
    """One upload. Animations are told as images: what is kept of them is a picture that moves, not a film.

    A document is of the type `unknown`, at an address that apps can open, described by its name where by nothing else.
    """
    is_document = media.kind is MediaKind.document
    original = media.original
    return {
        "id": str(media.id),
        "type": "unknown" if is_document else "video" if media.kind is MediaKind.video else "image",
        "url": None if media.processing else _address(site, media),
        "preview_url": None if is_document else site.picture(media.key, media.small.name),
        "remote_url": None,
        "preview_remote_url": None,
        "text_url": None,
        "meta": _film(media) if media.kind is MediaKind.video else {} if is_document else _picture(media),
        "description": media.description or (media.filename if is_document else None),
        "blurhash": None if is_document else media.blurhash,
    } | ({"file_size": original.size_bytes, "mime_type": original.content_type} if is_document else {})


def _address(site: Site, media: Media) -> str:
    if media.kind is MediaKind.document:
        return site.document(media.key, media.filename)
    return site.picture(media.key, media.original.name)


def _picture(media: Media) -> dict[str, Any]:
    return {
        "focus": {"x": media.focus_x, "y": media.focus_y},
        "original": _size(media.original),
        "small": _size(media.small),
    }


def _film(media: Media) -> dict[str, Any]:
    original, seconds = media.original, media.duration_ms / _MS
    hours, minutes = divmod(media.duration_ms, _HOUR_MS)
    minutes, rest = divmod(minutes, _MINUTE_MS)
    film = {"width": original.width, "height": original.height}
    length = {"length": f"{hours}:{minutes:02}:{rest / _MS:05.2f}", "duration": seconds} if seconds else {}
    more = {"duration": seconds, "bitrate": original.size_bytes * 8_000 // media.duration_ms} if seconds else {}
    return {
        **length,
        **_size(original),
        "focus": {"x": media.focus_x, "y": media.focus_y},
        "original": {**film, **more},
        "small": _size(media.small),
    }


def _size(variant: Variant) -> dict[str, Any]:
    return {
        "width": variant.width,
        "height": variant.height,
        "size": f"{variant.width}x{variant.height}",
        "aspect": variant.width / variant.height,
    }
