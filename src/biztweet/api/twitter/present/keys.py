"""Media keys: a picture's kind as Twitter numbers it, and its id."""

from biztweet.media.model import Media, MediaKind

_KINDS = {MediaKind.image: 3, MediaKind.animation: 16}


def media_key(media: Media) -> str:
    """`3_…` for a photograph, `16_…` for a GIF."""
    return f"{_KINDS[media.kind]}_{media.id}"
