"""The process that looks into videos: `python -m biztweet.media.video_processor FFMPEG BYTES PID`; see processor.

ffmpeg runs confined as this process is: no network, no file to write, no secret to read; it is given the video as a
piece of memory, in which it can go back and forth, and gives back one picture.
"""

import ctypes
import mmap
import os
import signal
import subprocess
import sys
from io import BytesIO

from PIL import Image

from biztweet.media import wire
from biztweet.media.confine import detach
from biztweet.media.errors import FileBroken, FileTooLarge, fields
from biztweet.media.processed import VideoLimits
from biztweet.media.processor import serve
from biztweet.media.video import poster

_PREFIX = "frame-"
_READERS = {"video/mp4": "mov", "video/webm": "matroska"}
_SECONDS = 15
_PR_SET_PDEATHSIG = 1


class VideoProcessor:
    """One video at a time, in memory that is set aside before the process is confined."""

    def __init__(self, ffmpeg: str, most_bytes: int) -> None:
        self._ffmpeg = ffmpeg
        self._most_bytes = most_bytes
        self._file = os.memfd_create("video")
        os.truncate(self._file, most_bytes)
        self._memory = mmap.mmap(self._file, most_bytes)

    def answer(self, job: wire.AnyJob) -> wire.AnyReply:
        """A picture out of the job's video."""
        try:
            if not isinstance(job, wire.PosterJob) or len(job.content) > self._most_bytes:
                raise FileTooLarge(len(job.content), self._most_bytes)
            self._memory[: len(job.content)] = job.content
            still = self._still(len(job.content), job.content_type, job.limits)
            return wire.PosterDone(poster(_PREFIX, still, job.limits))
        except (FileBroken, FileTooLarge) as refusal:
            return wire.JobRefused(type(refusal).__name__, fields(refusal))

    def _still(self, size_bytes: int, content_type: str, limits: VideoLimits) -> Image.Image:
        """The most telling of the first second's pictures, no larger than is kept."""
        side = limits.large_side_px
        scaled = f"scale=w='min({side},iw)':h='min({side},ih)':force_original_aspect_ratio=decrease,thumbnail=24"
        source = f"subfile,,start,0,end,{size_bytes},,:/proc/self/fd/{self._file}"
        command = [
            *(self._ffmpeg, "-nostdin", "-loglevel", "error", "-threads", "1", "-protocol_whitelist", "subfile,file"),
            *("-f", _READERS[content_type], "-i", source, "-an", "-sn", "-dn", "-vf", scaled),
            *("-frames:v", "1", "-f", "image2pipe", "-c:v", "ppm", "-threads", "1", "pipe:1"),
        ]
        try:
            done = subprocess.run(  # noqa: S603 - our own words, and a path that the server found
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=[self._file],
                preexec_fn=_end_with_parent,
                timeout=_SECONDS,
                check=True,
            )
            still = Image.open(BytesIO(done.stdout), formats=["PPM"])
            still.load()
        except (subprocess.SubprocessError, OSError, SyntaxError, ValueError) as error:
            raise FileBroken from error
        return still.convert("RGB")


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


if __name__ == "__main__":
    detach(int(sys.argv[3]))
    serve(VideoProcessor(sys.argv[1], int(sys.argv[2])).answer)
