"""Collect cards: whatever waits is asked for outside every transaction, by whichever process takes it first."""

import asyncio
import secrets
from collections.abc import Sequence

import structlog

from biztweet.cards import store
from biztweet.cards.address import address_of
from biztweet.cards.model import Card, Picture, State
from biztweet.cards.page import Described, described
from biztweet.events import CardMade, LinkFound
from biztweet.kernel.clock import MINUTE
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Refusal
from biztweet.kernel.queue import Queue, Worker
from biztweet.kernel.transaction import Transaction
from biztweet.media import litter
from biztweet.media import store as media
from biztweet.media.processed import Rendition
from biztweet.media.sniff import said_type
from biztweet.media.worker import Workers
from biztweet.ports.blobs import Blobs
from biztweet.ports.fetch import Fetch, HostAway

log = structlog.get_logger()

_QUEUE = Queue(
    name="cards",
    next_due=store.NEXT_DUE,
    due=store.DUE,
    hold=store.WAIT,
    together=8,
    held=MINUTE,
    fills=LinkFound,
)
_PAGE_BYTES, _PICTURE_BYTES = 512 * 1024, 4_000_000
_HTML = ("text/html", "application/xhtml+xml")
_TOLD = 100  # of the posts that show a card, the newest: others show it when they are read anew


class Collector(Worker[Card]):
    """Asks for one company's cards."""

    def __init__(self, db: Database, fetch: Fetch, workers: Workers, blobs: Blobs, own_host: str) -> None:
        super().__init__(db, _QUEUE)
        self._fetch = fetch
        self._workers = workers
        self._blobs = blobs
        self._own_host = own_host

    async def do(self, taken: Sequence[Card]) -> None:
        """Ask for each."""
        await asyncio.gather(*[self._collect(card) for card in taken])

    async def _collect(self, card: Card) -> None:
        try:
            page = await self._described(card.address)
        except HostAway as away:
            log.info("card_failed", card_id=card.id, error=str(away))
            if card.state is State.ready:
                await self._keep(card)
                return
            page = Described()
        made = await self._picture(page.picture) if page.title and page.picture else None
        await self._settle(card, page, made)

    async def _described(self, address: str) -> Described:
        page = await self._fetch.get(address, most_bytes=_PAGE_BYTES)
        if page.status >= 500:  # noqa: PLR2004 - HTTP's own
            raise HostAway(f"The host answered with {page.status}")
        if page.status != 200 or said_type(page.content_type) not in _HTML:  # noqa: PLR2004 - HTTP's own
            return Described()
        return await asyncio.to_thread(described, page.body, page.content_type, page.address)

    async def _picture(self, url: str) -> tuple[Picture, Rendition] | None:
        """A page's picture, made anew by a confined worker; none rather than a doubtful one."""
        address = address_of(url, self._own_host)
        if address is None:
            return None
        try:
            found = await self._fetch.get(address, most_bytes=_PICTURE_BYTES, whole=True)
            if found.status != 200:  # noqa: PLR2004 - HTTP's own
                return None
            image = await self._workers.process_image(found.body, said_type(found.content_type))
        except (HostAway, Refusal) as refused:
            log.info("card_picture_refused", error=str(refused))
            return None
        return Picture(secrets.token_hex(16), image.small.variant(), image.blurhash), image.small

    async def _keep(self, card: Card) -> None:
        """Let a card stand as it was while its host is away; whoever names the address next makes us ask again."""

        async def work(tx: Transaction) -> None:
            await tx.execute(store.WAIT, ids=[card.id], due_at=None)

        await self._db.write(work)

    async def _settle(self, card: Card, page: Described, made: tuple[Picture, Rendition] | None) -> None:
        picture = made[0] if made else None
        litter_id = await litter.put(self._db, self._blobs, made[0].key, [made[1]]) if made else None

        async def work(tx: Transaction) -> None:
            await tx.execute(
                store.ANSWER,
                card_id=card.id,
                state=State.ready if page.title else State.none,
                title=page.title,
                description=page.description,
                site_name=page.site_name,
                picture=picture,
                asked_at=tx.now,
                due_at=None,
            )
            if litter_id is not None:
                await tx.execute(media.PICK_UP, litter_id=litter_id)
            if card.picture is not None:
                await litter.drop_within(tx, card.picture.key, [card.picture.file.name], due_at=tx.now + 60 * MINUTE)
            shown_by = await tx.rows(store.SHOWING, card_id=card.id, limit=_TOLD)
            await tx.emit(CardMade(card_id=card.id, post_ids=tuple(shown_by)))

        await self._db.write(work)
