"""Drawing: portraits and pictures of the made-up company, made in processes beside the server's."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from biztweet.demo.people import DemoPerson
from biztweet.demo.pictures import Picture, draw
from biztweet.demo.portraits import portrait
from biztweet.media.image import process
from biztweet.media.portrait import portrait as sized
from biztweet.media.processed import ImageLimits, ProcessedImage, ProcessedPortrait

_MANY = 600
_SHARED_FACES = 8


@contextmanager
def drawers() -> Iterator[ProcessPoolExecutor]:
    """As many as there are cores; ended when the block is left."""
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        yield pool


def shared_faces(count: int) -> int | None:
    """How many faces people of one kind share: a large company shares them, so that it opens in seconds."""
    return _SHARED_FACES if count > _MANY else None


def draw_portraits(people: Sequence[DemoPerson], variants: int | None) -> list[ProcessedPortrait]:
    """A face in its sizes for each person, in their order."""
    return [sized(portrait(person, variants), ImageLimits()) for person in people]


def draw_picture(picture: Picture) -> ProcessedImage:
    """A picture in its sizes."""
    return process(draw(picture), ImageLimits())
