"""SQL on the accounts table."""

from typing import Any

import sqlalchemy as sa

from biztweet.accounts.model import Account, AccountAsOf, AccountKind, Signer
from biztweet.accounts.tables import accounts
from biztweet.kernel.tables import counters
from biztweet.ports.sql.keyed import Keyed
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id, any_of, folded

_managers = accounts.alias("managers")


def _of_manager(name: str) -> sa.ColumnElement[str]:
    """What an account's manager is called: handles never change, and of a new name their reports are told."""
    found = sa.select(_managers.c[name]).where(_managers.c.id == accounts.c.manager_id).scalar_subquery()
    return sa.func.coalesce(found, "").label(f"manager_{name}")


_OF_MANAGER = {f"manager_{name}": _of_manager(name) for name in ("handle", "name")}
ACCOUNT = sa.select(
    *[_OF_MANAGER[name] if name in _OF_MANAGER else accounts.c[name] for name in Account.__struct_fields__]
)

BY_IDS = Query(Account, ACCOUNT.where(any_of(accounts.c.id, "ids")))
_as_of = ACCOUNT.add_columns(sa.select(counters.c.last_position).scalar_subquery().label("as_of"))
AS_OF_BY_IDS = Query(AccountAsOf, _as_of.where(any_of(accounts.c.id, "ids")))
AS_OF_BY_HANDLE_KEYS = Query(AccountAsOf, _as_of.where(any_of(accounts.c.handle_key, "keys")))
SIGNERS = Keyed(Signer, [accounts.c[name] for name in Signer.__struct_fields__])
BY_HANDLE_KEYS = Query(Account, ACCOUNT.where(any_of(accounts.c.handle_key, "keys")))
BY_LOGIN = Query(Account, ACCOUNT.where(accounts.c.login == sa.bindparam("login")))
EVERYBODY = Query(
    Account,
    ACCOUNT.where(accounts.c.id > sa.bindparam("after")).order_by(accounts.c.id).limit(sa.bindparam("limit", type_=Id)),
)
NEWEST = Query(
    Account, ACCOUNT.where(accounts.c.active).order_by(accounts.c.id.desc()).limit(sa.bindparam("limit", type_=Id))
)
BOTS_OF = Query(
    Account,
    ACCOUNT.where(
        accounts.c.kind == AccountKind.bot, accounts.c.owner_id == sa.bindparam("owner_id", type_=Id)
    ).order_by(accounts.c.id.desc()),
)
ACTIVE_BOTS = Query(
    Account,
    ACCOUNT.where(accounts.c.kind == AccountKind.bot, accounts.c.active)
    .order_by(accounts.c.id.desc())
    .limit(sa.bindparam("limit", type_=Id)),
)
OF_DEPARTMENT = Query(
    Account,
    ACCOUNT.where(accounts.c.active, accounts.c.department == sa.bindparam("department", type_=sa.Text))
    .order_by(accounts.c.post_count.desc(), accounts.c.id)
    .limit(sa.bindparam("limit", type_=Id)),
)

IDS_OF_DEPARTMENT = Query(
    int, sa.select(accounts.c.id).where(accounts.c.department == sa.bindparam("department", type_=sa.Text))
)


def _everybody(*order: sa.ColumnElement[Any]) -> Query[Account]:
    return Query(
        Account,
        ACCOUNT.where(accounts.c.active)
        .order_by(*order)
        .limit(sa.bindparam("limit", type_=Id))
        .offset(sa.bindparam("skip", type_=Id)),
    )


# Everybody, by what comes first: those who posted last, or those who came last.
DIRECTORY = {
    "active": _everybody(sa.func.coalesce(accounts.c.last_post_at, 0).desc(), accounts.c.id.desc()),
    "new": _everybody(accounts.c.id.desc()),
}


HANDLE_KEYS = Query(str, sa.select(accounts.c.handle_key))
COUNT_ACTIVE = Query(int, sa.select(sa.func.count()).where(accounts.c.active))
_name_pattern = sa.bindparam("name_pattern", type_=sa.Text)
_called = sa.or_(
    accounts.c.handle_key.like(sa.bindparam("handle_pattern", type_=sa.Text), escape="\\"),
    folded(accounts.c.name).like(_name_pattern, escape="\\"),
)
_syllables = sa.bindparam("syllables", type_=sa.Text)


def _matching(called: sa.ColumnElement[bool], placed: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Whom one calls so first, then who works in a department that is called so."""
    return (
        ACCOUNT.where(accounts.c.active, sa.or_(called, placed))
        .order_by(sa.case((called, 0), else_=1), accounts.c.post_count.desc(), accounts.c.id)
        .limit(sa.bindparam("limit", type_=Id))
        .offset(sa.bindparam("skip", type_=Id))
    )


# Handles that begin with what is typed, or names or departments that hold it; patterns are escaped with a backslash.
MATCHING = Query(Account, _matching(_called, folded(accounts.c.department).like(_name_pattern, escape="\\")))
BY_SYLLABLES = Query(
    Account,
    {
        dialect: _matching(
            accounts.c.name.bool_op(operator)(_syllables), accounts.c.department.bool_op(operator)(_syllables)
        )
        for dialect, operator in (("sqlite", "GLOB"), ("postgresql", "~"))
    },
)

INSERT = Command(sa.insert(accounts), appends=True)
_by_id = sa.update(accounts).where(accounts.c.id == sa.bindparam("account_id"))
_REVISED = accounts.c.revision + 1


def _change(*names: str) -> Command:
    return Command(
        _by_id.values(revision=_REVISED, **{name: sa.bindparam(name, type_=accounts.c[name].type) for name in names})
    )


REPORT_IDS = Query(int, sa.select(accounts.c.id).where(accounts.c.manager_id == sa.bindparam("manager_id", type_=Id)))
REVISE = Command(_by_id.values(revision=_REVISED))
SET_DIRECTORY = _change(
    "office",
    "directory_at",
    "name",
    "department",
    "title",
    "level",
    "manager_id",
    "owner_id",
    "email",
    "photo_key",
    "role",
    "language",
)
SET_BANNER = _change("banner_key")
SET_PROFILE = _change("bio", "url", "location", "fields", "language", "time_zone", "home")
ACTIVATE = Command(_by_id.values(revision=_REVISED, active=sa.true()))
DEACTIVATE = Command(
    _by_id.values(revision=_REVISED, active=sa.false(), access_after=sa.bindparam("access_after", type_=Id))
)

COUNT_POST = Command(
    _by_id.values(
        post_count=accounts.c.post_count + sa.bindparam("more", type_=Id),
        last_post_at=sa.func.coalesce(sa.bindparam("at", type_=Id), accounts.c.last_post_at),
    ),
    adds=[accounts.c.post_count, accounts.c.last_post_at],
)
COUNT_LIKE = Command(_by_id.values(like_count=accounts.c.like_count + sa.bindparam("more", type_=Id)))
COUNT_LIKE_OF_ALL = Command(
    sa.update(accounts)
    .where(any_of(accounts.c.id, "ids"))
    .values(like_count=accounts.c.like_count + sa.bindparam("more", type_=Id))
)
COUNT_FOLLOWER = Command(_by_id.values(follower_count=accounts.c.follower_count + sa.bindparam("more", type_=Id)))
COUNT_FOLLOWEE = Command(_by_id.values(followee_count=accounts.c.followee_count + sa.bindparam("more", type_=Id)))
COUNT_LISTED_OF_ALL = Command(
    sa.update(accounts)
    .where(any_of(accounts.c.id, "ids"))
    .values(listed_count=accounts.c.listed_count + sa.bindparam("more", type_=Id))
)
COUNT_AWAITING = Command(_by_id.values(awaiting_count=accounts.c.awaiting_count + sa.bindparam("more", type_=Id)))
