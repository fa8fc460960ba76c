"""One job of a worker: done, or refused."""

from biztweet.media import video, wire
from biztweet.media.documents import document_type
from biztweet.media.errors import FileRefused, FileTooCostly, fields
from biztweet.media.image import process
from biztweet.media.portrait import portrait
from biztweet.media.subrip import webvtt


def answer(job: wire.AnyJob) -> wire.AnyReply:
    """What became of the job's file. A fault of ours ends the worker, with its trace in the server's log."""
    try:
        match job:
            case wire.ImageJob():
                return wire.ImageDone(process(job.content, job.limits, job.declared_type))
            case wire.PortraitJob():
                return wire.PortraitDone(portrait(job.content, job.limits, job.declared_type))
            case wire.VideoJob():
                return wire.VideoDone(video.process(job.content, job.content_type, job.limits))
            case wire.DocumentJob():
                return wire.DocumentDone(document_type(job.content, job.declared_type, job.filename))
            case wire.SubtitlesJob():
                return wire.SubtitlesDone(webvtt(job.content))
            case wire.PosterJob():
                raise FileTooCostly  # of a video processor
    except FileRefused as refusal:
        return wire.JobRefused(type(refusal).__name__, fields(refusal))
