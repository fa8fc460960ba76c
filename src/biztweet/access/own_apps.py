"""Own apps: what an employee does with the apps they registered."""

import msgspec
import sqlalchemy as sa

from biztweet.access.apps import App, by_id, check
from biztweet.access.revoke import revoke_app_within
from biztweet.access.tables import apps, requests
from biztweet.access.vault import Vault, new_secret
from biztweet.access.viewer import Viewer
from biztweet.events import AppChanged, AppRemoved
from biztweet.kernel.characters import check_safe
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

MAX_APPS = 25
MAX_DESCRIPTION_LENGTH = 500


class AppNotFound(NotFound):
    """No such app, or not the viewer's."""

    def __init__(self) -> None:
        super().__init__("There is no such app")


class NotTheirApp(Forbidden):
    """An app's settings are changed by itself and by whoever registered it."""

    def __init__(self) -> None:
        super().__init__("This app belongs to somebody else: only they, or the app by itself, may change that")


class TooManyApps(Conflict):
    """One person registers so many and no more."""

    def __init__(self) -> None:
        super().__init__(f"At most {MAX_APPS} apps")


class AppForm(msgspec.Struct, frozen=True):
    """What an owner says of an app."""

    name: str
    website: str
    redirect_uris: tuple[str, ...]
    scopes: str
    native: bool = False


_own = sa.and_(apps.c.id == sa.bindparam("app_id", type_=Id), apps.c.owner_id == sa.bindparam("owner_id", type_=Id))
_OF_OWNER = Query(
    App, sa.select(apps).where(apps.c.owner_id == sa.bindparam("owner_id", type_=Id)).order_by(apps.c.id.desc())
)
_ONE = Query(App, sa.select(apps).where(_own))
_CHANGE = Query(
    int,
    sa.update(apps)
    .where(_own)
    .values(
        name=sa.bindparam("name", type_=sa.Text),
        website=sa.bindparam("website", type_=sa.Text),
        redirect_uris=sa.bindparam("redirect_uris", type_=apps.c.redirect_uris.type),
        scopes=sa.bindparam("scopes", type_=sa.Text),
        native=sa.bindparam("native", type_=sa.Boolean),
    )
    .returning(apps.c.id),
)
_SET_SECRET = Query(
    int,
    sa.update(apps).where(_own).values(client_secret=sa.bindparam("client_secret", type_=sa.Text)).returning(apps.c.id),
)
_SHOW = Query(
    int,
    sa.update(apps)
    .where(_own)
    .values(
        description=sa.bindparam("description", type_=sa.Text),
        picture_key=sa.bindparam("picture_key", type_=sa.Text),
        listed_at=sa.bindparam("listed_at", type_=Id),
    )
    .returning(apps.c.id),
)
_REMOVE = Query(int, sa.delete(apps).where(_own).returning(apps.c.id))
_FORGET_REQUESTS = Command(sa.delete(requests).where(requests.c.app_id == sa.bindparam("app_id", type_=Id)))
_INSERT = Command(sa.insert(apps))


async def set_up(db: Database, viewer: Viewer) -> int:
    """The app through which the viewer asks, to change what all its users share: by itself, or for who registered it.

    An app that nobody here registered is changed by all who use it. Raises AppUnknown, NotTheirApp.
    """
    app = await by_id(db, viewer.app_id or 0)
    if viewer.account_id is not None and app.owner_id not in (None, viewer.account_id):
        raise NotTheirApp
    return app.id


async def register(db: Database, vault: Vault, viewer: Viewer, wanted: AppForm) -> App:
    """Register an app of the viewer's under fresh secrets. Raises Invalid, TooManyApps."""
    check(wanted.name, wanted.redirect_uris, wanted.website)

    async def work(tx: Transaction) -> App:
        if len(await tx.rows(_OF_OWNER, owner_id=viewer.id)) >= MAX_APPS:
            raise TooManyApps
        app = App(
            id=tx.new_id(),
            client_id=new_secret(),
            client_secret=vault.lock(new_secret()),
            owner_id=viewer.id,
            trusted=True,
            created_at=tx.now,
            **msgspec.structs.asdict(wanted),
        )
        await tx.execute(_INSERT, **msgspec.structs.asdict(app))
        return app

    return await db.write(work)


async def owned(db: Database, viewer: Viewer) -> list[App]:
    """The viewer's apps, newest first."""
    return await db.rows(_OF_OWNER, owner_id=viewer.id)


async def one(db: Database, viewer: Viewer, app_id: int) -> App:
    """One of the viewer's apps. Raises AppNotFound."""
    found = await db.one(_ONE, app_id=app_id, owner_id=viewer.id)
    if found is None:
        raise AppNotFound
    return found


async def change(db: Database, viewer: Viewer, app_id: int, wanted: AppForm) -> None:
    """Change what an app is; its tokens keep what they were given. Raises AppNotFound, Invalid."""
    check(wanted.name, wanted.redirect_uris, wanted.website)
    await _changing(db, _CHANGE, app_id, owner_id=viewer.id, **msgspec.structs.asdict(wanted))


async def renew_secret(db: Database, vault: Vault, viewer: Viewer, app_id: int) -> str:
    """Give an app another secret, and return it: the old one is refused from now on. Raises AppNotFound."""
    secret = new_secret()
    await _changing(db, _SET_SECRET, app_id, owner_id=viewer.id, client_secret=vault.lock(secret))
    return secret


async def show(db: Database, viewer: Viewer, app_id: int, *, description: str, picture_key: str, listed: bool) -> None:
    """Say what the gallery tells of an app, and whether it stands there. Raises AppNotFound, Invalid."""
    if len(description) > MAX_DESCRIPTION_LENGTH:
        raise Invalid("description", f"At most {MAX_DESCRIPTION_LENGTH} characters")
    check_safe("description", description)
    listed_at = db.clock() if listed else None
    values = {"description": description.strip(), "picture_key": picture_key, "listed_at": listed_at}
    await _changing(db, _SHOW, app_id, owner_id=viewer.id, **values)


async def remove(db: Database, viewer: Viewer, app_id: int) -> None:
    """Remove an app: its tokens end, its posts stay. Raises AppNotFound."""

    async def work(tx: Transaction) -> None:
        if not await tx.rows(_ONE, app_id=app_id, owner_id=viewer.id):
            raise AppNotFound
        await revoke_app_within(tx, app_id)
        await tx.execute(_FORGET_REQUESTS, app_id=app_id)
        await tx.rows(_REMOVE, app_id=app_id, owner_id=viewer.id)
        await tx.emit(AppRemoved(app_id=app_id))

    await db.write(work)


async def _changing(db: Database, statement: Query[int], app_id: int, **values: object) -> None:
    async def work(tx: Transaction) -> None:
        if not await tx.rows(statement, app_id=app_id, **values):
            raise AppNotFound
        await tx.emit(AppChanged(app_id=app_id))

    await db.write(work)
