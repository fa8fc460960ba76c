"""One job of a worker: done, or refused."""

from biztweet.media import wire
from biztweet.media.errors import ImageRefused, fields
from biztweet.media.image import process
from biztweet.media.portrait import portrait


def answer(job: wire.AnyJob) -> wire.AnyReply:
    """What became of the job's file. A fault of ours ends the worker, with its trace in the server's log."""
    try:
        match job:
            case wire.ImageJob():
                return wire.ImageDone(process(job.content, job.limits, job.declared_type))
            case wire.PortraitJob():
                return wire.PortraitDone(portrait(job.content, job.limits, job.declared_type))
    except ImageRefused as refusal:
        return wire.JobRefused(type(refusal).__name__, fields(refusal))
