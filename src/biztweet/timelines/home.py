"""Home: the company timeline, or the following timeline for those who chose it, topics that they follow included."""

from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Home
from biztweet.kernel.paging import Page
from biztweet.timelines.company import company
from biztweet.timelines.following import following
from biztweet.timelines.hashtag import under_any
from biztweet.timelines.sources import Sources


async def home(sources: Sources, viewer: Viewer, choice: Home, page: Page) -> list[int]:
    """Ids, newest first, as the viewer chose Home to be; topics cost one query more."""
    if choice is Home.company:
        return await company(sources, viewer, page)
    ids = await following(sources, viewer, page)
    topics = await sources.topics.followed(viewer.account_id)
    if not topics:
        return ids
    merged = sorted({*ids, *await under_any(sources, viewer, topics, page)}, reverse=True)
    return merged[-page.limit :] if page.nearest else merged[: page.limit]
