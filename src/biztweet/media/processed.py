"""What processing makes of an upload: finished files, ready to be stored and shown."""

import msgspec

from biztweet.media.model import MediaKind, Variant


class ImageLimits(msgspec.Struct, frozen=True):
    """How much is taken, and how large it is kept; what is taken and larger is made smaller.

    Mastodon takes 16 MB too, and keeps 8.3 megapixels, which is 4K. `animation_pixels` counts those of all frames:
    half of what Twitter took, and 5 s of work.
    """

    size_bytes: int = 16_000_000
    pixels: int = 50_000_000
    side_px: int = 16_000
    frames: int = 200
    animation_pixels: int = 150_000_000
    original_side_px: int = 4096
    original_pixels: int = 8_294_400
    large_side_px: int = 1280
    small_side_px: int = 640


class Rendition(msgspec.Struct, frozen=True):
    """One file: what was uploaded, written anew at one size, without metadata, upright, in sRGB."""

    name: str
    content_type: str
    width: int
    height: int
    content: bytes

    def variant(self) -> Variant:
        """What is remembered of it beside the file."""
        return Variant(self.name, self.content_type, self.width, self.height, len(self.content))


class ProcessedImage(msgspec.Struct, frozen=True):
    """A picture in three sizes; `colour` is its average, as `#rrggbb`.

    Of an animation only `original` moves (a GIF); `large` and `small` show its first frame.
    A size that would be no smaller than the next larger one has the same content.
    """

    kind: MediaKind
    original: Rendition
    large: Rendition
    small: Rendition
    blurhash: str
    colour: str


class ProcessedPortrait(msgspec.Struct, frozen=True):
    """A person's photograph, square: `large` 400 px, `small` 96 px, both JPEG."""

    large: Rendition
    small: Rendition


class VideoLimits(msgspec.Struct, frozen=True):
    """How much of a video is taken; it is kept as it is. 8.3 megapixels are 4K; of longer ones Twitter took 140 s."""

    size_bytes: int = 64_000_000
    seconds: int = 140
    pixels: int = 8_294_400
    large_side_px: int = 1280
    small_side_px: int = 640


class Blank(msgspec.Struct, frozen=True):
    """A part of a file to be wiped out where it stands: `head` is written over its beginning, zeros over the rest."""

    start: int
    end: int
    head: bytes


class Poster(msgspec.Struct, frozen=True):
    """A still picture of a video, in two sizes."""

    large: Rendition
    small: Rendition
    blurhash: str


class ProcessedVideo(msgspec.Struct, frozen=True):
    """What a container says, which parts of it tell too much, and a picture that stands in for one of the video.

    Width and height are those seen, after turning; `duration_ms` is 0 where the file does not say.
    """

    content_type: str
    width: int
    height: int
    duration_ms: int
    blanks: tuple[Blank, ...]
    poster: Poster
