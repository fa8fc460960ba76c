"""A video looked at: its container read, its size and length found within limits, a picture drawn in its place.

Run it in a worker. The video itself is kept as it is, without what its container tells of places and cameras.
"""

from PIL import Image, ImageDraw

from biztweet.media import mp4, webm
from biztweet.media.decode import fitted, scaled
from biztweet.media.encode import rendition
from biztweet.media.errors import FileBroken, FileTooLarge, TooManyPixels, TypeNotAllowed, VideoTooLong
from biztweet.media.image import blurhash_of
from biztweet.media.processed import Poster, ProcessedVideo, VideoLimits

_READERS = {"video/mp4": mp4.video_info, "video/webm": webm.video_info}
# What browsers play; of HEVC, those that can.
_CODECS = {"avc1", "avc3", "hvc1", "hev1", "av01", "vp08", "vp09", "V_VP8", "V_VP9", "V_AV1"}
_DARK, _LIGHT = (38, 46, 43), (232, 238, 234)


def process(content: bytes, content_type: str, limits: VideoLimits) -> ProcessedVideo:
    """What is to be known of a video.

    Raises a kind of FileRefused, and nothing else, whatever `content` holds.
    """
    if len(content) > limits.size_bytes:
        raise FileTooLarge(len(content), limits.size_bytes)
    try:
        video_info = _READERS[content_type](content)
    except (IndexError, ValueError) as error:
        raise FileBroken from error
    if video_info.codec not in _CODECS:
        raise TypeNotAllowed(f"{content_type}; codecs={video_info.codec[:20]!r}")
    if not video_info.width or not video_info.height:
        raise FileBroken
    if video_info.width * video_info.height > limits.pixels:
        raise TooManyPixels(video_info.width, video_info.height)
    if video_info.duration_ms > limits.seconds * 1000:
        raise VideoTooLong(limits.seconds)
    return ProcessedVideo(
        content_type=content_type,
        width=video_info.width,
        height=video_info.height,
        duration_ms=video_info.duration_ms,
        blanks=video_info.blanks,
        poster=poster("", drawn(video_info.width, video_info.height, limits.large_side_px), limits),
    )


def poster(prefix: str, still: Image.Image, limits: VideoLimits) -> Poster:
    """`still` in the two sizes that posts show, their names beginning with `prefix`."""
    large = scaled(still, fitted(*still.size, limits.large_side_px, limits.large_side_px**2))
    small = scaled(large, fitted(*large.size, limits.small_side_px, limits.small_side_px**2))
    return Poster(
        large=rendition(f"{prefix}large", large, exact=False),
        small=rendition(f"{prefix}small", small, exact=False),
        blurhash=blurhash_of(small),
    )


def drawn(width: int, height: int, side_px: int) -> Image.Image:
    """A dark sheet of the video's shape with the sign for playing, for where nothing can look into the video."""
    size = fitted(width, height, side_px, side_px * side_px)
    sheet = Image.new("RGB", size, _DARK)
    unit, across, down = min(size) / 6, size[0] / 2, size[1] / 2
    ImageDraw.Draw(sheet).polygon(
        [(across - unit * 0.7, down - unit), (across - unit * 0.7, down + unit), (across + unit, down)], fill=_LIGHT
    )
    return sheet
