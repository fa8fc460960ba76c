"""Why an upload is refused.

    Invalid("file")                    TooMany             Unavailable
    └── FileRefused                    ├── MediaBusy       ├── MediaUnavailable
        ├── FileTooLarge               └── (QuotaUsedUp)   └── RoomScarce   the disk is almost full
        ├── TooManyPixels      wider, higher or more than is decoded
        ├── TooManyFrames      a longer animation than is kept
        ├── VideoTooLong       a longer video than is kept
        ├── TypeNotAllowed     a kind that is not taken
        ├── TypeMismatch       declared or named as one kind, is another
        ├── FileBroken         cut off, damaged, empty
        ├── NoSubtitles        no subtitles of the kind that is understood, SubRip's
        └── FileTooCostly      took too much time or memory, or took its worker down

A refusal crosses from the worker process by its class name and its fields; `refusal_named` puts it together again.
"""

from collections.abc import Callable

from biztweet.kernel.errors import Invalid, TooMany, Unavailable


class FileRefused(Invalid):
    """The uploaded file is not taken as a picture."""

    def __init__(self, message: str) -> None:
        super().__init__("file", message)


class FileTooLarge(FileRefused):
    """More bytes than are allowed."""

    def __init__(self, size_bytes: int, limit_bytes: int) -> None:
        super().__init__(f"The file is larger than {limit_bytes / 1_000_000:g} MB")
        self.size_bytes = size_bytes
        self.limit_bytes = limit_bytes


class TooManyPixels(FileRefused):
    """What its header says is more than is decoded; `frames` is 1 for a still picture."""

    def __init__(self, width: int, height: int, frames: int = 1) -> None:
        each = f" in {frames} frames" if frames > 1 else ""
        super().__init__(f"The picture has {width} × {height} pixels{each}; that is too many")
        self.width = width
        self.height = height
        self.frames = frames


class TooManyFrames(FileRefused):
    """A longer animation than is kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"The animation has more than {limit} frames")
        self.limit = limit


class VideoTooLong(FileRefused):
    """A longer video than is kept."""

    def __init__(self, limit_seconds: int) -> None:
        super().__init__(f"The video is longer than {limit_seconds} seconds")
        self.limit_seconds = limit_seconds


class NoSubtitles(FileRefused):
    """Not what SubRip writes; `line` is where, from 1 on."""

    def __init__(self, line: int) -> None:
        super().__init__(f"These are no subtitles in the form of SubRip (.srt): see line {line}")
        self.line = line


class TypeNotAllowed(FileRefused):
    """A kind that is not taken here; `found` is a content type, empty if the bytes say nothing."""

    def __init__(self, found: str) -> None:
        super().__init__(f"A file of type {found or 'unknown'} is not taken")
        self.found = found


class TypeMismatch(FileRefused):
    """The bytes are of another type than the sender declared, or than the name says."""

    def __init__(self, declared: str, found: str) -> None:
        super().__init__(f"The file was sent as {declared[:100]} and is {found}")
        self.declared = declared
        self.found = found


class FileBroken(FileRefused):
    """Cut off, damaged or empty."""

    def __init__(self) -> None:
        super().__init__("The file is damaged, cut off or empty")


class FileTooCostly(FileRefused):
    """It took too much time or memory, or took its worker down."""

    def __init__(self) -> None:
        super().__init__("The file takes too much to process; send it smaller or in another format")


class MediaBusy(TooMany):
    """As many files wait as may; the same may succeed later."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__("Many files are being processed at the moment; try again", retry_after_seconds)


class MediaUnavailable(Unavailable):
    """No worker can be started, or the pool is closed."""

    def __init__(self) -> None:
        super().__init__("Files cannot be processed at the moment; try again")


class RoomScarce(Unavailable):
    """Little room is left where files are kept: what is written must find some."""

    def __init__(self) -> None:
        super().__init__("There is no room for files at the moment", retry_after_seconds=600)


_BY_NAME: dict[str, Callable[..., FileRefused]] = {
    kind.__name__: kind
    for kind in (
        FileTooLarge,
        TooManyPixels,
        TooManyFrames,
        VideoTooLong,
        NoSubtitles,
        TypeNotAllowed,
        TypeMismatch,
        FileBroken,
        FileTooCostly,
    )
}


def fields(refusal: FileRefused) -> dict[str, int | str]:
    """Its typed fields: what its constructor takes, by name."""
    return {name: value for name, value in vars(refusal).items() if name not in {"field", "message"}}


def refusal_named(name: str, arguments: dict[str, int | str]) -> FileRefused:
    """The refusal that `type(refusal).__name__` and `fields(refusal)` describe. Raises KeyError, TypeError."""
    return _BY_NAME[name](**arguments)
