"""Administered apps: what an administrator does with any app: block it, allow it again, end all that it may do now."""

import msgspec
import sqlalchemy as sa

from biztweet.access.apps import App
from biztweet.access.own_apps import AppNotFound
from biztweet.access.revoke import revoke_app_within
from biztweet.access.tables import apps, tokens
from biztweet.access.viewer import Viewer
from biztweet.events import AppAllowed, AppBlocked
from biztweet.kernel.database import Database
from biztweet.kernel.paging import Page
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id, any_of


class Use(msgspec.Struct, frozen=True):
    """How many tokens of an app are in use."""

    app_id: int
    tokens: int


_app_id = sa.bindparam("app_id", type_=Id)
_ONE = Query(App, sa.select(apps).where(apps.c.id == _app_id))
_SET_BLOCKED = Query(
    int,
    sa.update(apps)
    .where(apps.c.id == _app_id)
    .values(blocked_at=sa.bindparam("blocked_at", type_=Id))
    .returning(apps.c.id),
)
_NEWEST = Query(
    App,
    sa.select(apps)
    .where(apps.c.id < sa.bindparam("before", type_=Id))
    .order_by(apps.c.id.desc())
    .limit(sa.bindparam("limit", type_=Id)),
)
_IN_USE = Query(
    Use,
    sa.select(tokens.c.app_id, sa.func.count().label("tokens"))
    .where(any_of(tokens.c.app_id, "app_ids"), tokens.c.revoked_at.is_(None))
    .group_by(tokens.c.app_id),
)


async def all_apps(db: Database, viewer: Viewer, page: Page) -> list[App]:
    """Every app, newest first. Raises ScopeMissing for who is no administrator."""
    viewer.need("admin")
    return await db.rows(_NEWEST, before=page.before, limit=page.limit)


async def token_counts(db: Database, viewer: Viewer, app_ids: list[int]) -> dict[int, int]:
    """How many tokens of each app are in use, where there are any. Raises ScopeMissing."""
    viewer.need("admin")
    return {use.app_id: use.tokens for use in await db.rows(_IN_USE, app_ids=app_ids)}


async def block(db: Database, viewer: Viewer, app_id: int) -> None:
    """Keep an app out: its tokens end, and nobody can allow it anything. Raises AppNotFound, ScopeMissing."""
    viewer.need("admin")

    async def work(tx: Transaction) -> None:
        if not await tx.rows(_SET_BLOCKED, app_id=app_id, blocked_at=tx.now):
            raise AppNotFound
        await revoke_app_within(tx, app_id)
        await tx.emit(AppBlocked(app_id=app_id, admin_id=viewer.id))

    await db.write(work)


async def allow(db: Database, viewer: Viewer, app_id: int) -> None:
    """Let a blocked app in again; people have to allow it anew. Raises AppNotFound, ScopeMissing."""
    viewer.need("admin")

    async def work(tx: Transaction) -> None:
        if not await tx.rows(_SET_BLOCKED, app_id=app_id, blocked_at=None):
            raise AppNotFound
        await tx.emit(AppAllowed(app_id=app_id, admin_id=viewer.id))

    await db.write(work)


async def revoke_all(db: Database, viewer: Viewer, app_id: int) -> int:
    """End all that an app may do now; people can allow it anew. Return how many tokens it had.

    Raises AppNotFound, ScopeMissing.
    """
    viewer.need("admin")

    async def work(tx: Transaction) -> int:
        if not await tx.rows(_ONE, app_id=app_id):
            raise AppNotFound
        return await revoke_app_within(tx, app_id)

    return await db.write(work)
