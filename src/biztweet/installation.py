"""Installation: what one process serves, from the start of its event loop to its end."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import structlog
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from biztweet.api.mastodon.push import renderer
from biztweet.app import make
from biztweet.cards.collect import Collector
from biztweet.company import Company
from biztweet.kernel.queue import Worker
from biztweet.mailing.send import MailSender
from biztweet.opening import SchemaMismatch, opened
from biztweet.ports.fetch import Fetch
from biztweet.ports.mail import Mail
from biztweet.ports.mail.choose import open_mail
from biztweet.ports.sql import StorageAway
from biztweet.push.model import Browser, PushMessage, Receiver, Render
from biztweet.settings import Settings
from biztweet.web import pushes
from biztweet.web.mails import writer

log = structlog.get_logger()

Beside = Callable[[Company], Coroutine[Any, Any, None]]


@contextlib.asynccontextmanager
async def pushing(company: Company, trust: ssl.SSLContext | None = None) -> AsyncIterator[None]:
    """Send notices to browsers and phones meanwhile, where the settings ask for it; `trust` stands for the system's."""
    if company.settings.push == "off" or not company.push.public_key:
        yield
        return
    from biztweet.push.send import Sender  # noqa: PLC0415 - signing takes a while to load, and is seldom needed

    async with contextlib.AsyncExitStack() as stack:
        fetch = await stack.enter_async_context(_fetching(company, trust))
        sender = Sender(company.db, company.push, fetch, _rendering(company))
        await stack.enter_async_context(_working(company, sender))
        yield


def _rendering(company: Company) -> Render:
    """To each receiver in the words of the door by which it asked."""
    to_app, to_browser = renderer(company), pushes.renderer(company)

    async def render(to: Receiver, notification_id: int) -> PushMessage | None:
        if isinstance(to, Browser):
            return await to_browser(to, notification_id)
        return await to_app(to, notification_id)

    return render


@contextlib.asynccontextmanager
async def collecting(company: Company, trust: ssl.SSLContext | None = None) -> AsyncIterator[None]:
    """Ask meanwhile for what stands behind addresses, where the settings allow it."""
    if not company.settings.link_cards:
        yield
        return
    async with contextlib.AsyncExitStack() as stack:
        fetch = await stack.enter_async_context(_fetching(company, trust))
        collector = Collector(company.db, fetch, company.images, company.blobs, company.text_rules.own_host)
        await stack.enter_async_context(_working(company, collector))
        yield


@contextlib.asynccontextmanager
async def mailing(company: Company, mail: Mail | None = None) -> AsyncIterator[None]:
    """Send mails meanwhile, where the settings name a way; `mail` stands for it."""
    settings = company.settings
    if not settings.mails:
        yield
        return
    mail_sender = MailSender(company.db, mail or open_mail(settings.mail_url, settings.mail_from), writer(company))
    async with _working(company, mail_sender):
        yield


@contextlib.asynccontextmanager
async def _fetching(company: Company, trust: ssl.SSLContext | None) -> AsyncIterator[Fetch]:
    """The door to other hosts."""
    from biztweet.ports.fetch.guarded import GuardedFetch  # noqa: PLC0415 - of the extras "push" and "cards"

    fetch = GuardedFetch(company.settings.internal_networks, trust)
    try:
        yield fetch
    finally:
        await fetch.close()


@contextlib.asynccontextmanager
async def _working(company: Company, worker: Worker[Any]) -> AsyncIterator[None]:
    """Let a worker go through its queue meanwhile."""
    company.relay.follow(worker.apply)
    running = asyncio.create_task(worker.run(), name=worker.queue.name)
    try:
        yield
    finally:
        while not running.done():  # what is told to stop while an answer arrives may not have heard it
            running.cancel()
            await asyncio.wait([running], timeout=1)


class Installation:
    """The ASGI application of a company that is opened when the server starts and closed when it stops.

    `beside` runs along with it until the stop: the demo's people, who keep posting.
    """

    def __init__(self, settings: Settings, beside: Beside | None = None) -> None:
        self._settings = settings
        self._beside = beside
        self._stack = contextlib.AsyncExitStack()
        self._app: ASGIApp | None = None
        self._company: Company | None = None
        self._leaving = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or open and close with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._leaving and scope["path"] == "/readyz":
            await JSONResponse({"ready": False}, 503, {"Retry-After": "5"})(scope, receive, send)
        elif self._app is not None:
            await self._app(scope, receive, send)

    def leaving(self) -> None:
        """The server is about to stop: say so to whoever asks whether it is ready."""
        self._leaving = True

    async def goodbye(self) -> None:
        """Tell every open stream to come back, and end it."""
        if self._company is not None:
            await self._company.hub.goodbye()

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            company = await self._stack.enter_async_context(opened(self._settings))
        except (SchemaMismatch, StorageAway) as error:
            log.critical("cannot_start", reason=str(error))
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        self._company = company
        self._app = make(company)
        await self._stack.enter_async_context(pushing(company))
        await self._stack.enter_async_context(mailing(company))
        await self._stack.enter_async_context(collecting(company))
        running = asyncio.create_task(self._beside(company)) if self._beside is not None else None
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if running is not None:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        await self._stack.aclose()
        await send({"type": "lifespan.shutdown.complete"})
