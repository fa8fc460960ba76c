"""Links that several colleagues share now, where the company shows cards: by how many people posted each in a day."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.cards import store
from biztweet.cards.address import address_of, hash_of
from biztweet.cards.model import Card, State
from biztweet.cards.tables import cards, post_cards
from biztweet.kernel.clock import DAY
from biztweet.kernel.days import day_of_id, last_week
from biztweet.kernel.errors import NotFound
from biztweet.kernel.ids import id_at
from biztweet.kernel.keyset import Keyset
from biztweet.kernel.paging import Page
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id, any_of
from biztweet.posts.tables import posts, visible_to_all
from biztweet.timelines.sources import Sources
from biztweet.topics.model import Day

MIN_PEOPLE = 2


class LinkUnknown(NotFound):
    """No post shows a card of this address."""

    def __init__(self) -> None:
        super().__init__("Record not found")


class Link(msgspec.Struct, frozen=True):
    """What stands behind an address, and how often it was posted on each of seven days, today first."""

    card: Card
    days: Sequence[Day]


class _OnDay(Day, frozen=True):
    card_id: int


_posted = (
    sa.select(post_cards.c.card_id)
    .join(posts, posts.c.id == post_cards.c.post_id)
    .where(visible_to_all, posts.c.id >= sa.bindparam("from_id", type_=Id))
)
_people = sa.func.count(sa.distinct(posts.c.author_id))
_day = day_of_id(posts.c.id)
_SHARED = Query(
    Card,
    sa.select(*[cards.c[name] for name in Card.__struct_fields__])
    .join(post_cards, post_cards.c.card_id == cards.c.id)
    .join(posts, posts.c.id == post_cards.c.post_id)
    .where(
        visible_to_all,
        posts.c.id >= sa.bindparam("from_id", type_=Id),
        cards.c.state == sa.literal_column("'ready'"),
        sa.not_(any_of(posts.c.author_id, "hidden")),
    )
    .group_by(cards.c.id)
    .having(_people >= MIN_PEOPLE)
    .order_by(_people.desc(), sa.func.count().desc(), cards.c.id.desc())
    .limit(sa.bindparam("limit", type_=Id)),
)
_BY_DAY = Query(
    _OnDay,
    _posted.add_columns(_day.label("day"), sa.func.count().label("post_count"), _people.label("account_count"))
    .where(any_of(post_cards.c.card_id, "ids"))
    .group_by(post_cards.c.card_id, _day),
)


_LINKING = Keyset(
    int,
    posts.c.id,
    sa.select(posts.c.id)
    .join(post_cards, post_cards.c.post_id == posts.c.id)
    .where(
        post_cards.c.card_id == sa.bindparam("card_id", type_=Id),
        visible_to_all,
        sa.not_(any_of(posts.c.author_id, "hidden")),
    ),
)


async def linking(sources: Sources, viewer: Viewer, address: str, page: Page) -> list[int]:
    """Ids of posts that show the card of an address, newest first; two queries. Raises LinkUnknown."""
    card = await sources.db.one(store.BY_HASH, address_hash=hash_of(address_of(address) or ""))
    if card is None or card.state is not State.ready:
        raise LinkUnknown
    hidden = list((await sources.graph.circle(viewer.account_id)).hidden)
    return await _LINKING.page(sources.db, page, card_id=card.id, hidden=hidden)


async def links(sources: Sources, viewer: Viewer, limit: int) -> list[Link]:
    """What most people posted within a day, without posts of whom the viewer muted or blocked; two queries at most."""
    hidden = list((await sources.graph.circle(viewer.account_id)).hidden)
    now = sources.db.clock()
    found = await sources.db.rows(_SHARED, from_id=id_at(now - DAY), hidden=hidden, limit=limit)
    if not found:
        return []
    days = last_week(now)
    rows = await sources.db.rows(_BY_DAY, from_id=id_at(days[-1] * DAY), ids=[card.id for card in found])
    by_day: dict[tuple[int, int], Day] = {(row.card_id, row.day): row for row in rows}
    return [Link(card, [by_day.get((card.id, day), Day(day, 0, 0)) for day in days]) for card in found]
