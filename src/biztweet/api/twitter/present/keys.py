"""Media keys: an upload's kind as Twitter numbers it, and its id; and the names of the kinds."""

from biztweet.media.model import Media, MediaKind

_KINDS = {MediaKind.image: 3, MediaKind.animation: 16, MediaKind.video: 7, MediaKind.document: 3}
EXPIRES_AFTER_SECONDS = 86_400  # an upload that no post has taken up
TYPES = {MediaKind.image: "photo", MediaKind.animation: "animated_gif", MediaKind.video: "video"}


def bit_rate(media: Media) -> int:
    """Bits a second; 0 of what runs for ever, as Twitter has it."""
    return media.original.size_bytes * 8_000 // media.duration_ms if media.duration_ms else 0


def media_key(media: Media) -> str:
    """`3_…` for a photograph, `7_…` for a video, `16_…` for a GIF; Twitter knows no documents: `3_…` too."""
    return f"{_KINDS[media.kind]}_{media.id}"
