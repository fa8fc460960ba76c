"""People as administrators look for them: by what they are called, and whether they may come in."""

import msgspec
import sqlalchemy as sa

from biztweet.access.administrators import check_administrator
from biztweet.access.viewer import Viewer
from biztweet.accounts import store
from biztweet.accounts.model import Account, Role
from biztweet.accounts.tables import accounts
from biztweet.kernel.database import Database
from biztweet.kernel.keyset import Keyset
from biztweet.kernel.paging import Page
from biztweet.ports.sql.types import fold, folded


class Sieve(msgspec.Struct, frozen=True):
    """Whom is looked for: parts of names and addresses in any case; `active` and `admin` None: it does not matter."""

    handle: str = ""
    name: str = ""
    email: str = ""
    active: bool | None = None
    admin: bool | None = None


def _holds(column: sa.ColumnElement[str], name: str) -> sa.ColumnElement[bool]:
    return folded(column).like(sa.bindparam(name, type_=sa.Text), escape="\\")


def _is(test: sa.ColumnElement[bool], name: str) -> sa.ColumnElement[bool]:
    wanted = sa.bindparam(name, type_=sa.Boolean)
    return sa.or_(wanted.is_(None), test == wanted)


_SIFTED = Keyset(
    Account,
    accounts.c.id,
    store.ACCOUNT.where(
        _holds(accounts.c.handle, "handle"),
        _holds(accounts.c.name, "name"),
        _holds(accounts.c.email, "email"),
        _is(accounts.c.active, "active"),
        _is(sa.case((accounts.c.role == Role.admin, sa.true()), else_=sa.false()), "admin"),
    ),
)


async def sifted(db: Database, viewer: Viewer, sieve: Sieve, page: Page) -> list[Account]:
    """Accounts, inactive ones among them, who came last first. Raises NotAnAdministrator."""
    await check_administrator(db, viewer)
    patterns = {part: _pattern(getattr(sieve, part)) for part in ("handle", "name", "email")}
    return await _SIFTED.page(db, page, **patterns, active=sieve.active, admin=sieve.admin)


def _pattern(text: str) -> str:
    escaped = fold(text.strip()).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
