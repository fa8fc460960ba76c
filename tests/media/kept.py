"""What is kept of uploads: the names of all files, and a room in which things can be missing."""

import msgspec

from biztweet.company import Company
from biztweet.media.intake import Intake


async def files(here: Company) -> set[str]:
    """The keys of all blobs."""
    return {entry.key async for entry in here.blobs.entries()}


def with_limits(here: Company, **limits: object) -> Intake:
    """The company's intake, with other limits."""
    return msgspec.structs.replace(here.media, limits=msgspec.structs.replace(here.media.limits, **limits))
