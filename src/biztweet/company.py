"""Company: the world a request lives in. Nothing of it is global; several may live in one process."""

import shutil
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from biztweet.access.passwords import Passwords
from biztweet.access.quotas import Quotas
from biztweet.access.sessions import Sessions
from biztweet.access.tokens import Tokens
from biztweet.access.vault import Vault
from biztweet.accounts.departments import Departments
from biztweet.accounts.people import People
from biztweet.announcements.board import Board
from biztweet.filters.book import FilterBook
from biztweet.follows.graph import Graph
from biztweet.kernel import outbox
from biztweet.kernel.alarm import Alarm
from biztweet.kernel.chores import Chores
from biztweet.kernel.database import Database
from biztweet.kernel.relay import Relay
from biztweet.lists.rosters import Rosters
from biztweet.live.hub import Hub
from biztweet.live.react import Live
from biztweet.media.intake import Intake, MediaLimits
from biztweet.media.posters import Posters, poster_workers
from biztweet.media.processed import VideoLimits
from biztweet.media.upload_slots import UploadSlots
from biztweet.media.worker import Workers
from biztweet.messages.conversations import Conversations
from biztweet.messages.rules import MessageRules
from biztweet.notifications.inbox import Inbox
from biztweet.ports.blobs import Blobs
from biztweet.ports.bus import Bus
from biztweet.ports.index import Index
from biztweet.posts.hydrate import Views
from biztweet.posts.text import TextRules
from biztweet.push.identity import Identity
from biztweet.search.sources import Sources as SearchSources
from biztweet.settings import Settings
from biztweet.timelines.head import Head
from biztweet.timelines.recent import Recent
from biztweet.timelines.sources import Sources
from biztweet.timelines.trends import Trends
from biztweet.topics.book import TopicBook

T = TypeVar("T")

_MEGABYTE = 1_000_000


class Company(msgspec.Struct, frozen=True):
    """One company: its settings, its ports, and what this process remembers of it."""

    settings: Settings
    db: Database
    bus: Bus
    blobs: Blobs
    vault: Vault
    relay: Relay
    chores: Chores
    alarm: Alarm
    people: People
    graph: Graph
    filters: FilterBook
    rosters: Rosters
    tokens: Tokens
    sessions: Sessions
    passwords: Passwords
    quotas: Quotas
    views: Views
    head: Head
    timelines: Sources
    search: SearchSources
    inbox: Inbox
    push: Identity
    conversations: Conversations
    board: Board
    hub: Hub
    live: Live
    images: Workers
    media: Intake
    text_rules: TextRules
    message_rules: MessageRules
    _of_faces: dict[Any, Any] = msgspec.field(default_factory=dict)

    def of_face(self, make: Callable[["Company"], T]) -> T:
        """What a face remembers of this company (encoded posts, its address): made by `make` when first asked for."""
        if make not in self._of_faces:
            self._of_faces[make] = make(self)
        made: T = self._of_faces[make]
        return made

    async def load(self) -> None:
        """Read what has to be known before the first request."""
        await self.relay.start()
        await self.head.load(self.db)
        await self.timelines.recent.load(self.db)
        await self.timelines.trends.load(self.db)
        [counters] = await self.db.rows(outbox.READ_COUNTERS)
        self.live.epoch = counters.epoch
        await self.push.load()


def assemble(settings: Settings, db: Database, bus: Bus, blobs: Blobs, vault: Vault, index: Index) -> Company:
    """A company on its ports; nothing is read yet, and nobody reacts."""
    people, graph, rosters = People(db), Graph(db), Rosters(db)
    views, inbox, head = Views(db, people, shows_cards=settings.link_cards), Inbox(db, graph), Head()
    timelines = Sources(db, graph, rosters, head, Recent(), Trends(), TopicBook(db), Departments(db))
    conversations, board = Conversations(db, people, views), Board(db)
    quotas, images = Quotas(db.clock, lifted=not settings.rate_limits), Workers()
    limits = media_limits(settings)
    posters = Posters(db, blobs, poster_workers(shutil.which("ffmpeg"), limits.video), limits.video)
    hub = Hub(streams_per_account=settings.streams_per_account if settings.rate_limits else None)
    return Company(
        settings=settings,
        db=db,
        bus=bus,
        blobs=blobs,
        vault=vault,
        relay=Relay(db, bus),
        chores=Chores(db),
        alarm=Alarm(db),
        people=people,
        graph=graph,
        filters=FilterBook(db),
        rosters=rosters,
        tokens=Tokens(db),
        sessions=Sessions(db),
        passwords=Passwords(db),
        quotas=quotas,
        views=views,
        head=head,
        timelines=timelines,
        search=SearchSources(db, index, graph, rosters),
        inbox=inbox,
        push=Identity(db, vault, settings.base_url),
        conversations=conversations,
        board=board,
        hub=hub,
        live=Live(hub, views, people, timelines, inbox, conversations, board),
        images=images,
        media=Intake(db, blobs, images, posters, quotas, UploadSlots(lifted=not settings.rate_limits), limits),
        text_rules=TextRules(
            limit=settings.post_limit,
            counting=settings.post_counting,
            internal_tlds=settings.internal_tlds,
            longest_poll_days=settings.longest_poll_days,
            link_cards=settings.link_cards,
            own_host=urlsplit(settings.base_url).netloc,
        ),
        message_rules=MessageRules(
            TextRules(limit=settings.message_limit, counting="characters", internal_tlds=settings.internal_tlds),
            lifted=not settings.rate_limits,
        ),
    )


def media_limits(settings: Settings) -> MediaLimits:
    """How much is taken of an upload."""
    return MediaLimits(
        video=VideoLimits(size_bytes=settings.video_size_mb * _MEGABYTE, seconds=settings.video_seconds),
        document_bytes=settings.document_size_mb * _MEGABYTE,
    )
