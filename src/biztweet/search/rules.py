"""Rules of an app's filtered streams: added, listed, deleted; each says what posts are let through."""

import asyncio
from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from biztweet.events import RulesChanged
from biztweet.kernel.characters import check_safe
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Invalid
from biztweet.kernel.transaction import Transaction
from biztweet.ports.index import Expression
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id, any_of
from biztweet.search.errors import QueryWrong, TooManyRules
from biztweet.search.meaning import STREAM, meaning
from biztweet.search.query import parse
from biztweet.search.tables import stream_rules

MAX_RULES = 1_000
_MAX_TAG_LENGTH = 280


class Rule(msgspec.Struct, frozen=True):
    """One rule as it is stored; `wanted` as it was typed, `tag` is the app's own note."""

    id: int
    app_id: int
    wanted: str
    tag: str
    created_at: int


class RuleDraft(msgspec.Struct, frozen=True):
    """A rule that an app wants."""

    wanted: str
    tag: str = ""


class Doubled(msgspec.Struct, frozen=True):
    """A rule that the app has already, or brought twice."""

    wanted: str
    rule_id: int


class Added(msgspec.Struct, frozen=True):
    """What became of drafts."""

    rules: tuple[Rule, ...]
    doubled: tuple[Doubled, ...]


_OF_APP = Query(
    Rule,
    sa.select(stream_rules)
    .where(stream_rules.c.app_id == sa.bindparam("app_id", type_=Id))
    .order_by(stream_rules.c.id),
)
_INSERT = Command(sa.insert(stream_rules))
_DELETE = Command(
    sa.delete(stream_rules).where(
        stream_rules.c.app_id == sa.bindparam("app_id", type_=Id), any_of(stream_rules.c.id, "ids")
    )
)


def expression(wanted: str) -> Expression:
    """What a rule asks of a post. Raises QueryWrong, with its position."""
    found = meaning(parse(wanted, strict=True, rule=True).wanted, STREAM)
    if found is None:
        raise QueryWrong("Nothing that could be found", 0)
    return found


async def rules_of(db: Database, app_id: int) -> list[Rule]:
    """An app's rules, in the order in which they were added; at most `MAX_RULES`; one query."""
    return await db.rows(_OF_APP, app_id=app_id)


async def add(db: Database, app_id: int, drafts: Sequence[RuleDraft], *, dry: bool = False) -> Added:
    """Give an app more rules, all or none; those it has already are told apart. `dry` stores nothing.

    Raises QueryWrong for the first that is no rule, Invalid, TooManyRules.
    """
    for draft in drafts:
        expression(draft.wanted)
        if len(draft.tag) > _MAX_TAG_LENGTH:
            raise Invalid("tag", f"A tag may have {_MAX_TAG_LENGTH} characters")
        check_safe("tag", draft.tag)
        check_safe("value", draft.wanted)
        await asyncio.sleep(0)  # the longest ones take their time, and others wait

    async def work(tx: Transaction) -> Added:
        known = {rule.wanted: rule for rule in await tx.rows(_OF_APP, app_id=app_id)}
        added: list[Rule] = []
        doubled: list[Doubled] = []
        for draft in drafts:
            if (other := known.get(draft.wanted)) is not None:
                doubled.append(Doubled(draft.wanted, other.id))
                continue
            rule = Rule(tx.new_id(), app_id, draft.wanted, draft.tag, tx.now)
            known[rule.wanted] = rule
            added.append(rule)
        if len(known) > MAX_RULES:
            raise TooManyRules(MAX_RULES)
        if added and not dry:
            for rule in added:
                await tx.execute(_INSERT, **msgspec.structs.asdict(rule))
            await tx.emit(RulesChanged(app_id=app_id))
        return Added(tuple(added), tuple(doubled))

    return await db.write(work)


async def delete(
    db: Database, app_id: int, *, ids: Sequence[int] = (), wanted: Sequence[str] = (), dry: bool = False
) -> tuple[list[Rule], int]:
    """Take rules from an app, by id or by what they say: those that were, and how many named ones it never had."""

    async def work(tx: Transaction) -> tuple[list[Rule], int]:
        found = [rule for rule in await tx.rows(_OF_APP, app_id=app_id) if rule.id in ids or rule.wanted in wanted]
        named = len(set(ids)) + len(set(wanted))
        if found and not dry:
            await tx.execute(_DELETE, app_id=app_id, ids=[rule.id for rule in found])
            await tx.emit(RulesChanged(app_id=app_id))
        return found, max(0, named - len(found))

    return await db.write(work)
