"""Rules of an app's filtered streams."""

import asyncio
from typing import Any

from starlette.responses import Response

from biztweet.access.own_apps import set_up
from biztweet.api.twitter.ids import DIGITS
from biztweet.api.twitter_v2 import bodies
from biztweet.api.twitter_v2.calls import Ask, json
from biztweet.api.twitter_v2.errors import RequestWrong, RulesWrong, Wrong
from biztweet.api.twitter_v2.paging import NEXT_TOKEN, paged, skipped, way_on
from biztweet.api.twitter_v2.parameters import flag, terms
from biztweet.api.twitter_v2.present.times import instant
from biztweet.api.twitter_v2.vocabulary import CLASSIC_PROBLEMS
from biztweet.search.errors import QueryWrong
from biztweet.search.rules import MAX_RULES, Rule, RuleDraft, add, delete, expression, rules_of

LISTED = (terms("ids", DIGITS, MAX_RULES, required=False), *paged(1, MAX_RULES, MAX_RULES), NEXT_TOKEN)
CHANGED = (flag("dry_run"), flag("delete_all"))


async def listed(ask: Ask) -> Response:
    """The rules of the app that asks, in the order in which they were added."""
    rules = await rules_of(ask.company.db, _app(ask))
    if ids := ask.given["ids"]:
        rules = [rule for rule in rules if str(rule.id) in ids]
    skip, limit = skipped(ask), ask.given["max_results"]
    page = rules[skip : skip + limit]
    meta: dict[str, Any] = {"sent": instant(ask.company.db.clock()), "result_count": len(page)}
    if skip + limit < len(rules):
        meta |= way_on(ask, skip + limit)
    return json(ask, {**({"data": [_shown(rule) for rule in page]} if page else {}), "meta": meta})


async def change(ask: Ask) -> Response:
    """Add rules, or delete some or all; with `dry_run` only what would come of it is told.

    Raises RequestWrong, RulesWrong.
    """
    body: bodies.RulesChange = ask.body
    app_id = await set_up(ask.company.db, ask.me)
    if ask.given["delete_all"]:
        ids = [rule.id for rule in await rules_of(ask.company.db, app_id)]
        return await _deleted(ask, bodies.OldRules(ids=tuple(map(str, ids))))
    if (body.add is None) == (body.delete is None):
        raise RequestWrong([Wrong({}, "Either `add` or `delete` has to be sent, and not both")])
    if body.add is not None:
        return await _added(ask, body.add)
    return await _deleted(ask, body.delete or bodies.OldRules())


async def _added(ask: Ask, drafts: tuple[bodies.NewRule, ...]) -> Response:
    wrongs = list[dict[str, Any]]()
    for draft in drafts:
        wrongs += [wrong] if (wrong := _wrong(draft.value)) is not None else []
        await asyncio.sleep(0)  # as in `add`
    if wrongs:
        raise RulesWrong(wrongs, _summary(ask, created=0, not_created=len(drafts), valid=0, invalid=len(wrongs)))
    wanted = [RuleDraft(draft.value, draft.tag or "") for draft in drafts]
    added = await add(ask.company.db, _app(ask), wanted, dry=ask.given["dry_run"])
    errors = [
        {
            "value": one.wanted,
            "id": str(one.rule_id),
            "title": "DuplicateRule",
            "type": f"{CLASSIC_PROBLEMS}duplicate-rules",
        }
        for one in added.doubled
    ]
    counts = {"created": len(added.rules), "not_created": len(errors), "valid": len(added.rules), "invalid": 0}
    answer: dict[str, Any] = {"data": [_shown(rule) for rule in added.rules]} if added.rules else {}
    answer |= {"meta": _summary(ask, **counts)}
    return json(ask, answer | ({"errors": errors} if errors else {}), 201 if added.rules else 200)


async def _deleted(ask: Ask, old: bodies.OldRules) -> Response:
    ids = [int(text) for text in old.ids]
    gone, missed = await delete(ask.company.db, _app(ask), ids=ids, wanted=old.values, dry=ask.given["dry_run"])
    return json(ask, {"meta": _summary(ask, deleted=len(gone), not_deleted=missed)})


def _wrong(value: str) -> dict[str, Any] | None:
    """What is wrong with a rule, as X tells it; None if nothing is."""
    try:
        expression(value)
    except QueryWrong as wrong:
        return {
            "value": value,
            "details": [f"{wrong.why} (at position {wrong.position})"],
            "title": "UnprocessableEntity",
            "type": f"{CLASSIC_PROBLEMS}invalid-rules",
        }
    return None


def _summary(ask: Ask, **counts: int) -> dict[str, Any]:
    return {"sent": instant(ask.company.db.clock()), "summary": counts}


def _shown(rule: Rule) -> dict[str, str]:
    return {"id": str(rule.id), "value": rule.wanted, **({"tag": rule.tag} if rule.tag else {})}


def _app(ask: Ask) -> int:
    """Whose rules are meant: a token is always some app's."""
    return ask.me.app_id or 0
