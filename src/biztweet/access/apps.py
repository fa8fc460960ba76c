"""Apps: programs that act for people, each with a name they show and secrets of their own."""

import hmac

import msgspec
import sqlalchemy as sa

from biztweet.access.scopes import within
from biztweet.access.tables import apps
from biztweet.access.vault import Vault, new_secret
from biztweet.kernel.characters import check_safe
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Invalid, Unauthenticated
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
_MAX_NAME_LENGTH = 80
_MAX_ADDRESS_LENGTH = 2_000
_MAX_ADDRESSES = 10


class AppUnknown(Unauthenticated):
    """No such app, or not its secret."""

    def __init__(self) -> None:
        super().__init__("The app is not known here, or its secret is wrong")


class App(msgspec.Struct, frozen=True):
    """One registered app; `client_secret` is encrypted.

    `trusted`: an employee or the operator registered it. `native`: it runs on people's machines and keeps no secret.
    `description` and `picture_key` are what the gallery shows since `listed_at`; `blocked_at`: nobody may use it.
    """

    id: int
    name: str
    website: str
    redirect_uris: tuple[str, ...]
    scopes: str
    client_id: str
    client_secret: str
    owner_id: int | None
    trusted: bool
    created_at: int
    description: str = ""
    picture_key: str = ""
    listed_at: int | None = None
    native: bool = False
    blocked_at: int | None = None

    def within(self, wanted: str) -> bool:
        """Whether each scope wanted is held by those the app registered for."""
        return within(wanted.split(), frozenset(self.scopes.split()))


_INSERT = Command(sa.insert(apps))
_BY_CLIENT_ID = Query(
    App,
    sa.select(apps).where(apps.c.client_id == sa.bindparam("client_id", type_=sa.Text), apps.c.blocked_at.is_(None)),
)
_BY_ID = Query(App, sa.select(apps).where(apps.c.id == sa.bindparam("app_id", type_=Id)))
_TRUSTED_BY_NAME = Query(
    App, sa.select(apps).where(apps.c.name == sa.bindparam("name", type_=sa.Text), apps.c.trusted).order_by(apps.c.id)
)


async def register(
    db: Database,
    vault: Vault,
    *,
    name: str,
    redirect_uris: tuple[str, ...] = (OUT_OF_BAND,),
    scopes: str = "read",
    website: str = "",
    owner_id: int | None = None,
    trusted: bool = False,
) -> App:
    """Register an app under fresh secrets. Raises Invalid for a missing or overlong field, or one that is no words."""
    check(name, redirect_uris, website)

    async def work(tx: Transaction) -> App:
        app = App(
            id=tx.new_id(),
            name=name.strip(),
            website=website,
            redirect_uris=redirect_uris,
            scopes=scopes,
            client_id=new_secret(),
            client_secret=vault.lock(new_secret()),
            owner_id=owner_id,
            trusted=trusted,
            created_at=tx.now,
        )
        await tx.execute(_INSERT, **msgspec.structs.asdict(app))
        return app

    return await db.write(work)


def check(name: str, redirect_uris: tuple[str, ...], website: str) -> None:
    """Raise Invalid for a missing or overlong field, or one that is no words."""
    if not name.strip() or len(name) > _MAX_NAME_LENGTH:
        raise Invalid("client_name", f"Name must have 1 to {_MAX_NAME_LENGTH} characters")
    check_safe("client_name", name)
    if not redirect_uris or len(redirect_uris) > _MAX_ADDRESSES:
        raise Invalid("redirect_uris", f"Redirect URIs must be 1 to {_MAX_ADDRESSES}")
    if any(len(address) > _MAX_ADDRESS_LENGTH for address in (*redirect_uris, website)):
        raise Invalid("redirect_uris", f"An address may have {_MAX_ADDRESS_LENGTH} characters")


async def by_client_id(db: Database, client_id: str) -> App:
    """One app that is not blocked. Raises AppUnknown."""
    found = await db.lookup(_BY_CLIENT_ID, client_id=client_id)
    if not found:
        raise AppUnknown
    return found[0]


async def by_id(db: Database, app_id: int) -> App:
    """One app. Raises AppUnknown."""
    found = await db.lookup(_BY_ID, app_id=app_id)
    if not found:
        raise AppUnknown
    return found[0]


async def authenticated(db: Database, vault: Vault, client_id: str, client_secret: str) -> App:
    """The app that proves itself by its secret. Raises AppUnknown."""
    app = await by_client_id(db, client_id)
    given = client_secret.encode("utf-8", "surrogateescape")
    if not hmac.compare_digest(vault.unlock(app.client_secret).encode(), given):
        raise AppUnknown
    return app


async def trusted_by_name(db: Database, name: str) -> App | None:
    """The oldest app of that name that an employee or the operator registered."""
    return await db.one(_TRUSTED_BY_NAME, name=name)
