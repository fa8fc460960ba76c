"""VideoInfo: what a video's container says of it, in whichever format."""

import msgspec

from biztweet.media.processed import Blank


class VideoInfo(msgspec.Struct, frozen=True):
    """Width and height as seen; `duration_ms` 0 where the file does not say; `blanks` tell of people and places."""

    width: int
    height: int
    duration_ms: int
    codec: str
    blanks: tuple[Blank, ...] = ()
