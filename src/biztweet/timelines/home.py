"""Home: the company timeline, or the following timeline for those who chose it."""

from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Home
from biztweet.kernel.paging import Page
from biztweet.timelines.company import company
from biztweet.timelines.following import following
from biztweet.timelines.sources import Sources


async def home(sources: Sources, viewer: Viewer, choice: Home, page: Page) -> list[int]:
    """Ids, newest first, as the viewer chose Home to be."""
    timeline = following if choice is Home.following else company
    return await timeline(sources, viewer, page)
