"""What the server and its picture workers say to each other: a length of four bytes, then msgpack."""

import msgspec

from biztweet.media.processed import ImageLimits, ProcessedImage, ProcessedPortrait

LENGTH_BYTES = 4


class Job(msgspec.Struct, frozen=True, tag_field="job"):
    """One uploaded file and what is to be made of it."""

    content: bytes
    declared_type: str | None
    limits: ImageLimits


class ImageJob(Job, frozen=True, tag="image"):
    """Answered by an ImageDone or a JobRefused."""


class PortraitJob(Job, frozen=True, tag="portrait"):
    """Answered by a PortraitDone or a JobRefused."""


class Ready(msgspec.Struct, frozen=True, tag_field="reply", tag="ready"):
    """The first word of a worker: it is confined and waits for jobs."""


class ImageDone(msgspec.Struct, frozen=True, tag_field="reply", tag="image"):
    """The picture's sizes."""

    image: ProcessedImage


class PortraitDone(msgspec.Struct, frozen=True, tag_field="reply", tag="portrait"):
    """The photograph's sizes."""

    portrait: ProcessedPortrait


class JobRefused(msgspec.Struct, frozen=True, tag_field="reply", tag="refused"):
    """A kind of ImageRefused: the name of its class, and what its constructor takes."""

    name: str
    arguments: dict[str, int | str]


AnyJob = ImageJob | PortraitJob
AnyReply = Ready | ImageDone | PortraitDone | JobRefused

_encoder = msgspec.msgpack.Encoder()
_jobs: msgspec.msgpack.Decoder[AnyJob] = msgspec.msgpack.Decoder(AnyJob)
_replies: msgspec.msgpack.Decoder[AnyReply] = msgspec.msgpack.Decoder(AnyReply)


def framed(message: AnyJob | AnyReply) -> bytes:
    """`message` as it goes over the pipe."""
    body = _encoder.encode(message)
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def job(body: bytes) -> AnyJob:
    """A job without its length. Raises msgspec.DecodeError."""
    return _jobs.decode(body)


def reply(body: bytes) -> AnyReply:
    """A reply without its length. Raises msgspec.DecodeError: a worker that was taken over may say anything."""
    return _replies.decode(body)
