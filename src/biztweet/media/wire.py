"""What the server and its workers say to each other: a length of four bytes, then msgpack; a job's file follows it."""

import msgspec

from biztweet.media.processed import ImageLimits, Poster, ProcessedImage, ProcessedPortrait, ProcessedVideo, VideoLimits

LENGTH_BYTES = 4


class Job(msgspec.Struct, frozen=True, tag_field="job"):
    """One uploaded file and what is to be made of it."""

    content: bytes
    declared_type: str | None


class ImageJob(Job, frozen=True, tag="image"):
    """Answered by an ImageDone or a JobRefused."""

    limits: ImageLimits


class PortraitJob(Job, frozen=True, tag="portrait"):
    """Answered by a PortraitDone or a JobRefused."""

    limits: ImageLimits


class VideoJob(Job, frozen=True, tag="video"):
    """Answered by a VideoDone or a JobRefused; `content_type` is what the first bytes show."""

    content_type: str
    limits: VideoLimits


class DocumentJob(Job, frozen=True, tag="document"):
    """Answered by a DocumentDone or a JobRefused."""

    filename: str


class SubtitlesJob(Job, frozen=True, tag="subtitles"):
    """Answered by a SubtitlesDone or a JobRefused."""


class PosterJob(Job, frozen=True, tag="poster"):
    """Answered by a PosterDone or a JobRefused."""

    content_type: str
    limits: VideoLimits


class Ready(msgspec.Struct, frozen=True, tag_field="reply", tag="ready"):
    """The first word of a worker: it is confined and waits for jobs."""


class ImageDone(msgspec.Struct, frozen=True, tag_field="reply", tag="image"):
    """The picture's sizes."""

    image: ProcessedImage


class PortraitDone(msgspec.Struct, frozen=True, tag_field="reply", tag="portrait"):
    """The photograph's sizes."""

    portrait: ProcessedPortrait


class VideoDone(msgspec.Struct, frozen=True, tag_field="reply", tag="video"):
    """What the video's container says."""

    video: ProcessedVideo


class DocumentDone(msgspec.Struct, frozen=True, tag_field="reply", tag="document"):
    """What the document is."""

    content_type: str


class SubtitlesDone(msgspec.Struct, frozen=True, tag_field="reply", tag="subtitles"):
    """The same as WebVTT."""

    webvtt: bytes


class PosterDone(msgspec.Struct, frozen=True, tag_field="reply", tag="poster"):
    """A picture of the video."""

    poster: Poster


class JobRefused(msgspec.Struct, frozen=True, tag_field="reply", tag="refused"):
    """A kind of FileRefused: the name of its class, and what its constructor takes."""

    name: str
    arguments: dict[str, int | str]


AnyJob = ImageJob | PortraitJob | VideoJob | DocumentJob | SubtitlesJob | PosterJob
AnyReply = Ready | ImageDone | PortraitDone | VideoDone | DocumentDone | SubtitlesDone | PosterDone | JobRefused

_encoder = msgspec.msgpack.Encoder()
_jobs: msgspec.msgpack.Decoder[AnyJob] = msgspec.msgpack.Decoder(AnyJob)
_replies: msgspec.msgpack.Decoder[AnyReply] = msgspec.msgpack.Decoder(AnyReply)


def framed(message: AnyReply) -> bytes:
    """A reply as it goes over the pipe."""
    return _framed(_encoder.encode(message))


def job_framed(job: AnyJob) -> tuple[bytes, bytes]:
    """A job as it goes over the pipe: all but its file, then the file itself, which may be large and is not copied."""
    head = _framed(_encoder.encode(msgspec.structs.replace(job, content=b"")))
    return head + len(job.content).to_bytes(LENGTH_BYTES, "big"), job.content


def job(head: bytes, content: bytes) -> AnyJob:
    """A job, of its two parts without their lengths. Raises msgspec.DecodeError."""
    return msgspec.structs.replace(_jobs.decode(head), content=content)


def reply(body: bytes) -> AnyReply:
    """A reply without its length. Raises msgspec.DecodeError: a worker that was taken over may say anything."""
    return _replies.decode(body)


def _framed(body: bytes) -> bytes:
    return len(body).to_bytes(LENGTH_BYTES, "big") + body
