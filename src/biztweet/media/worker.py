"""Files are looked into outside the server, by a few processes that start when first needed and are replaced if lost.

A job that overstays its time takes its worker with it, and so does one whose asker has gone: the next gets a new one.
"""

import asyncio
import math
import sys
from types import TracebackType
from typing import Self

import msgspec

from biztweet.media import wire
from biztweet.media.child import Child, ChildLost
from biztweet.media.errors import FileTooCostly, FileTooLarge, MediaBusy, MediaUnavailable, refusal_named
from biztweet.media.processed import ImageLimits, Poster, ProcessedImage, ProcessedPortrait, ProcessedVideo, VideoLimits

_START_SECONDS = 30
_USUAL_SECONDS = 1  # a large photograph, on a slow machine


class Workers:
    """At most `count` worker processes, and at most `waiting` jobs that wait for one. `async with`, or `close` it.

    Use it where the event loop has the main thread: the kernel ends a worker with the thread that started it.
    """

    def __init__(
        self,
        limits: ImageLimits | None = None,
        *,
        count: int = 2,
        waiting: int = 16,
        timeout_seconds: float = 20,
        command: tuple[str, ...] = (sys.executable, "-P", "-m", "biztweet.media.processor"),
    ) -> None:
        """Nothing is started yet. `timeout_seconds` runs from when a worker takes up the job."""
        self._limits = limits or ImageLimits()
        self._count = count
        self._most_waiting = waiting
        self._timeout_seconds = timeout_seconds
        self._command = command
        self._turn = asyncio.Semaphore(count)
        self._waiting = 0
        self._idle: list[Child] = []
        self._children: set[Child] = set()
        self._endings: set[asyncio.Task[None]] = set()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def process_image(self, content: bytes, declared_type: str | None) -> ProcessedImage:
        """See `image.process`. Raises a kind of FileRefused, MediaBusy, MediaUnavailable."""
        match await self._answer(wire.ImageJob(self._checked(content), declared_type, self._limits)):
            case wire.ImageDone(image):
                return image
            case _:
                raise FileTooCostly

    async def process_portrait(self, content: bytes, declared_type: str | None = None) -> ProcessedPortrait:
        """See `portrait.portrait`. Raises a kind of FileRefused, MediaBusy, MediaUnavailable."""
        match await self._answer(wire.PortraitJob(self._checked(content), declared_type, self._limits)):
            case wire.PortraitDone(portrait):
                return portrait
            case _:
                raise FileTooCostly

    async def process_video(self, content: bytes, content_type: str, limits: VideoLimits) -> ProcessedVideo:
        """See `video.process`. Raises a kind of FileRefused, MediaBusy, MediaUnavailable."""
        if len(content) > limits.size_bytes:
            raise FileTooLarge(len(content), limits.size_bytes)
        match await self._answer(wire.VideoJob(content, content_type, content_type, limits)):
            case wire.VideoDone(video):
                return video
            case _:
                raise FileTooCostly

    async def document_type(self, content: bytes, declared_type: str | None, filename: str, most_bytes: int) -> str:
        """See `documents.document_type`. Raises a kind of FileRefused, MediaBusy, MediaUnavailable."""
        if len(content) > most_bytes:
            raise FileTooLarge(len(content), most_bytes)
        match await self._answer(wire.DocumentJob(content, declared_type, filename)):
            case wire.DocumentDone(content_type):
                return content_type
            case _:
                raise FileTooCostly

    async def webvtt(self, content: bytes) -> bytes:
        """See `subrip.webvtt`. Raises NoSubtitles, MediaBusy, MediaUnavailable, FileTooCostly, FileTooLarge."""
        match await self._answer(wire.SubtitlesJob(self._checked(content), None)):
            case wire.SubtitlesDone(webvtt):
                return webvtt
            case _:
                raise FileTooCostly

    async def process_poster(self, content: bytes, content_type: str, limits: VideoLimits) -> Poster:
        """A picture of a video, by a video processor. Raises a kind of FileRefused, MediaBusy, MediaUnavailable."""
        match await self._answer(wire.PosterJob(content, content_type, content_type, limits)):
            case wire.PosterDone(poster):
                return poster
            case _:
                raise FileTooCostly

    async def close(self) -> None:
        """End every worker; what is not done by now, and what comes later, is MediaUnavailable."""
        self._closed = True
        for child in tuple(self._children):
            self._lose(child)
        self._idle.clear()
        while self._endings:
            await asyncio.gather(*self._endings)

    def _checked(self, content: bytes) -> bytes:
        if len(content) > self._limits.size_bytes:
            raise FileTooLarge(len(content), self._limits.size_bytes)
        return content

    async def _answer(self, job: wire.AnyJob) -> wire.AnyReply:
        await self._wait_for_turn()
        try:
            child = await self._child()
            try:
                async with asyncio.timeout(self._timeout_seconds):
                    await child.send(*wire.job_framed(job))
                    reply = wire.reply(await child.receive())
                    refusal = refusal_named(reply.name, reply.arguments) if isinstance(reply, wire.JobRefused) else None
            except (ChildLost, TimeoutError, msgspec.DecodeError, LookupError, TypeError) as error:
                self._lose(child)
                raise (MediaUnavailable if self._closed else FileTooCostly) from error
            except BaseException:  # the asker is gone; an answer to nobody must not meet the next question
                self._lose(child)
                raise
            self._idle.append(child)
        finally:
            self._turn.release()
        if refusal:
            raise refusal
        return reply

    async def _wait_for_turn(self) -> None:
        if self._turn.locked() and self._waiting >= self._most_waiting:
            raise MediaBusy(math.ceil(_USUAL_SECONDS * self._waiting / self._count) or 1)
        self._waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self._waiting -= 1

    async def _child(self) -> Child:
        """One that waits for a job, else a new one. Raises MediaUnavailable."""
        while self._idle:
            child = self._idle.pop()
            if child.running:
                return child
            self._lose(child)
        if self._closed:
            raise MediaUnavailable
        try:
            child = await Child.start(self._command)
        except ChildLost as error:
            raise MediaUnavailable from error
        self._children.add(child)
        try:
            async with asyncio.timeout(_START_SECONDS):
                wire.reply(await child.receive())
        except (ChildLost, TimeoutError, msgspec.DecodeError) as error:
            self._lose(child)
            raise MediaUnavailable from error
        except BaseException:
            self._lose(child)
            raise
        return child

    def _lose(self, child: Child) -> None:
        if child not in self._children:
            return
        self._children.remove(child)
        child.kill()
        ending = asyncio.create_task(child.end(), name="picture worker ends")
        self._endings.add(ending)
        ending.add_done_callback(self._endings.discard)
