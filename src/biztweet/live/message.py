"""Message: something to tell open streams, rendered at most once for each format and label."""

from collections.abc import Callable

from biztweet.live.stream import Format

Render = Callable[[Format, str], bytes | None]


class Message:
    """What an event says to readers, and the bytes of it once they are made.

    `position` is the event's. Streams that hide `author_id` are left out. `render` makes the frame for a format under
    the label by which the client knows the channel; None where that format does not tell of it.
    """

    __slots__ = ("_frames", "_render", "author_id", "position")

    def __init__(self, position: int, author_id: int | None, render: Render) -> None:
        self.position = position
        self.author_id = author_id
        self._render = render
        self._frames: dict[tuple[str, str], bytes | None] = {}

    def frame(self, format: Format, label: str) -> bytes | None:  # noqa: A002  # the contract's word
        """The frame's bytes, or None where `format` does not tell of it."""
        key = (format.name, label)
        try:
            return self._frames[key]
        except KeyError:
            frame = self._frames[key] = self._render(format, label)
            return frame
