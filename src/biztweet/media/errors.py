"""Why an upload is refused.

    Invalid("file")                    TooMany        Unavailable
    └── ImageRefused                   └── MediaBusy  └── MediaUnavailable
        ├── FileTooLarge       more bytes than are allowed
        ├── TooManyPixels      wider, higher or more than is decoded
        ├── TooManyFrames      a longer animation than is kept
        ├── TypeNotAllowed     no picture, or a kind that is not taken
        ├── TypeMismatch       declared as one kind, is another
        ├── ImageBroken        cut off, damaged, empty
        └── ImageTooCostly     took too much time or memory, or took its worker down

A refusal crosses from the worker process by its class name and its fields; `refusal_named` puts it together again.
"""

from collections.abc import Callable

from biztweet.kernel.errors import Invalid, TooMany, Unavailable


class ImageRefused(Invalid):
    """The uploaded file is not taken as a picture."""

    def __init__(self, message: str) -> None:
        super().__init__("file", message)


class FileTooLarge(ImageRefused):
    """More bytes than are allowed."""

    def __init__(self, size_bytes: int, limit_bytes: int) -> None:
        super().__init__(f"The file is larger than {limit_bytes / 1_000_000:g} MB")
        self.size_bytes = size_bytes
        self.limit_bytes = limit_bytes


class TooManyPixels(ImageRefused):
    """What its header says is more than is decoded; `frames` is 1 for a still picture."""

    def __init__(self, width: int, height: int, frames: int = 1) -> None:
        each = f" in {frames} frames" if frames > 1 else ""
        super().__init__(f"The picture has {width} × {height} pixels{each}; that is too many")
        self.width = width
        self.height = height
        self.frames = frames


class TooManyFrames(ImageRefused):
    """A longer animation than is kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"The animation has more than {limit} frames")
        self.limit = limit


class TypeNotAllowed(ImageRefused):
    """No picture, or a kind that is not taken; `found` is a content type, empty if the bytes say nothing."""

    def __init__(self, found: str) -> None:
        super().__init__(f"A file of type {found or 'unknown'} is not taken; send a JPEG, PNG, GIF or WebP picture")
        self.found = found


class TypeMismatch(ImageRefused):
    """The bytes are of another type than the sender declared."""

    def __init__(self, declared: str, found: str) -> None:
        super().__init__(f"The file was sent as {declared[:100]} and is {found}")
        self.declared = declared
        self.found = found


class ImageBroken(ImageRefused):
    """Cut off, damaged or empty."""

    def __init__(self) -> None:
        super().__init__("The picture is damaged or cut off")


class ImageTooCostly(ImageRefused):
    """It took too much time or memory, or took its worker down."""

    def __init__(self) -> None:
        super().__init__("The picture takes too much to process; send it smaller or in another format")


class MediaBusy(TooMany):
    """As many pictures wait as may; the same may succeed later."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__("Many pictures are being processed at the moment; try again", retry_after_seconds)


class MediaUnavailable(Unavailable):
    """No worker can be started, or the pool is closed."""

    def __init__(self) -> None:
        super().__init__("Pictures cannot be processed at the moment; try again")


_BY_NAME: dict[str, Callable[..., ImageRefused]] = {
    kind.__name__: kind
    for kind in (
        FileTooLarge,
        TooManyPixels,
        TooManyFrames,
        TypeNotAllowed,
        TypeMismatch,
        ImageBroken,
        ImageTooCostly,
    )
}


def fields(refusal: ImageRefused) -> dict[str, int | str]:
    """Its typed fields: what its constructor takes, by name."""
    return {name: value for name, value in vars(refusal).items() if name not in {"field", "message"}}


def refusal_named(name: str, arguments: dict[str, int | str]) -> ImageRefused:
    """The refusal that `type(refusal).__name__` and `fields(refusal)` describe. Raises KeyError, TypeError."""
    return _BY_NAME[name](**arguments)
