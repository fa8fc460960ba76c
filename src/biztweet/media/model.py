"""Media: what was uploaded to be seen with a post, and its files."""

from enum import StrEnum

import msgspec


class MediaKind(StrEnum):
    """What a viewer gets to see."""

    image = "image"
    animation = "animation"
    video = "video"
    document = "document"


class Variant(msgspec.Struct, frozen=True):
    """One file: the blob `<media key>/<name>`. Width and height are 0 where there is nothing to see."""

    name: str
    content_type: str
    width: int
    height: int
    size_bytes: int


class Captions(msgspec.Struct, frozen=True):
    """What is said in a video, to be read: WebVTT in one `language` (BCP 47, in lower case), called `label`.

    `upload_id` is what it was made from.
    """

    upload_id: int
    language: str
    label: str
    file: Variant


class Media(msgspec.Struct, frozen=True):
    """An upload. `key`: 128 random bits in hex, the only thing that protects its address.

    `original` is the picture, the video or the document; `large` and `small` are pictures of it, of a document itself.
    `post_id` is None until it is attached. `focus_x`, `focus_y`: from -1 to 1, the point a crop should keep.
    `filename` is a document's, made safe. `processing`: a picture of the video is still being made. `released_at`: when
    its post was deleted; from then on nobody gets to see it.
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
    filename: str = ""
    duration_ms: int = 0
    processing: bool = False
    released_at: int | None = None
    captions: tuple[Captions, ...] = ()

    def files(self) -> tuple[Variant, ...]:
        """Its files, each once."""
        seen = (self.original, self.large, self.small, *(each.file for each in self.captions))
        return tuple({variant.name: variant for variant in seen}.values())
