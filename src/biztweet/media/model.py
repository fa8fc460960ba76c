"""Media: a picture that was uploaded, and its sizes."""

from enum import StrEnum

import msgspec


class MediaKind(StrEnum):
    """What a viewer gets to see."""

    image = "image"
    animation = "animation"


class Variant(msgspec.Struct, frozen=True):
    """One size of a picture: its file is the blob `<media key>/<name>`."""

    name: str
    content_type: str
    width: int
    height: int
    size_bytes: int


class Media(msgspec.Struct, frozen=True):
    """An uploaded picture. `key`: 128 random bits in hex, the only thing that protects its address.

    `post_id` is None until it is attached. `focus_x`, `focus_y`: from -1 to 1, the point a crop should keep.
    """

    id: int
    owner_id: int
    key: str
    kind: MediaKind
    original: Variant
    large: Variant
    small: Variant
    blurhash: str
    description: str = ""
    focus_x: float = 0.0
    focus_y: float = 0.0
    post_id: int | None = None
    created_at: int = 0
