"""Search in one's own messages: by what they say, in one's own box alone. There is no index of private words."""

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.paging import Page
from biztweet.messages import store
from biztweet.ports.sql.types import fold
from biztweet.posts.text import normalise

MAX_WORDS = 4
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\%_"})


async def found(db: Database, viewer: Viewer, typed: str, page: Page) -> list[int]:
    """Messages of the viewer's box that hold all words of `typed`, newest first; one query.

    Words beyond the fourth are not looked at. Nothing typed finds nothing.
    """
    words = fold(normalise(typed)).split()[:MAX_WORDS]
    if not words:
        return []
    patterns = [f"%{word.translate(_SPECIAL)}%" for word in words] + ["%"] * (MAX_WORDS - len(words))
    holding = {f"word_{number}": pattern for number, pattern in enumerate(patterns)}
    return await store.HOLDING.page(db, page, account_id=viewer.id, **holding)
