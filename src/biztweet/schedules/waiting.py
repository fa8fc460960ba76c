"""What waits to be posted, as its author sees it."""

from collections.abc import Sequence

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.paging import Page
from biztweet.media import store as media
from biztweet.media.model import Media
from biztweet.schedules import store
from biztweet.schedules.model import Scheduled


async def waiting(db: Database, viewer: Viewer, page: Page) -> list[Scheduled]:
    """The viewer's scheduled posts, the latest made first; one query."""
    return await store.LISTED.page(db, page, author_id=viewer.id)


async def pictures_of(db: Database, found: Sequence[Scheduled]) -> dict[int, Media]:
    """The pictures that wait along, by id; at most one query."""
    wanted = [media_id for each in found for media_id in each.draft.media_ids]
    return {picture.id: picture for picture in await db.rows(media.BY_IDS, ids=wanted)} if wanted else {}
