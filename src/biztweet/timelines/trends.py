"""Topics that many talk about now: counted over the newest posts of the last day, remembered from the event log."""

from collections import defaultdict
from collections.abc import Collection

import msgspec
import sqlalchemy as sa

from biztweet.events import PostDeleted, PostEdited, PostPublished
from biztweet.kernel.clock import DAY
from biztweet.kernel.database import Database
from biztweet.kernel.ids import id_at
from biztweet.kernel.outbox import Recorded
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id
from biztweet.posts.model import Entities
from biztweet.posts.tables import posts, visible_to_all
from biztweet.posts.text import fold_tag

_LENGTH = 4_000


class Trend(msgspec.Struct, frozen=True):
    """A topic as it compares, how many posts name it, and how many people."""

    tag: str
    post_count: int
    account_count: int


class _Row(msgspec.Struct, frozen=True):
    id: int
    author_id: int
    entities: Entities


_NEWEST = Query(
    _Row,
    sa.select(posts.c.id, posts.c.author_id, posts.c.entities)
    .where(visible_to_all, posts.c.id > sa.bindparam("after", type_=Id))
    .order_by(posts.c.id.desc())
    .limit(sa.bindparam("limit", type_=Id)),
)


class Trends:
    """The topics of the newest posts, by post, oldest first, each with its author."""

    def __init__(self) -> None:
        self._named: dict[int, tuple[int, tuple[str, ...]]] = {}

    async def load(self, db: Database) -> None:
        """Read the newest posts; to be called once, before events are applied."""
        rows = await db.rows(_NEWEST, after=id_at(db.clock() - DAY), limit=_LENGTH)
        for row in reversed(rows):
            self._name(row.id, row.author_id, tuple(dict.fromkeys(fold_tag(one.tag) for one in row.entities.hashtags)))

    def now(self, instant: int, limit: int) -> list[Trend]:
        """What most people talk about at an instant (microseconds), by how many they are."""
        since_id = id_at(instant - DAY)
        people, counts = defaultdict[str, set[int]](set), defaultdict[str, int](int)
        for post_id, (author_id, tags) in self._named.items():
            if post_id > since_id:
                for tag in tags:
                    people[tag].add(author_id)
                    counts[tag] += 1
        found = [Trend(tag, counts[tag], len(those)) for tag, those in people.items()]
        return sorted(found, key=lambda trend: (-trend.account_count, -trend.post_count, trend.tag))[:limit]

    def voices(self, tags: Collection[str], hidden: Collection[int], limit: int) -> dict[str, list[int]]:
        """Who named each of some topics last, the latest first, without those in `hidden`: at most `limit` each."""
        found: dict[str, list[int]] = {tag: [] for tag in tags}
        for author_id, named in reversed(self._named.values()):
            for voices in (found[tag] for tag in named if tag in found and author_id not in hidden):
                if author_id not in voices and len(voices) < limit:
                    voices.append(author_id)
        return found

    def apply(self, recorded: Recorded) -> None:
        """Take in what an event names, or takes away."""
        match recorded.event:
            case PostPublished() as event:
                self._name(event.post_id, event.author_id, event.tags)
            case PostEdited() as event if event.post_id in self._named or event.tags:
                self._named.pop(event.post_id, None)
                self._name(event.post_id, event.author_id, event.tags)
            case PostDeleted() as event:
                self._named.pop(event.post_id, None)

    def _name(self, post_id: int, author_id: int, tags: tuple[str, ...]) -> None:
        if tags:
            self._named[post_id] = author_id, tags
            if len(self._named) > _LENGTH:
                del self._named[next(iter(self._named))]
