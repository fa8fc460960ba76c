"""Report an account to the administrators."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.quotas import Allowance
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.present.report import report
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import Parameters, parameters
from biztweet.inject import company
from biztweet.kernel.errors import Invalid
from biztweet.moderation import report as moderation
from biztweet.moderation.model import Category, Complaint

_REPORTS = Allowance("reports", 40, 24 * 3600)


async def create(request: Request) -> Response:
    """Report somebody, with statuses that show what is wrong. Nobody is told but administrators. Raises Invalid."""
    me = await viewer(request, "write:reports")
    here = company(request)
    sent = await parameters(request)
    target = await here.people.one(parse.an_id(sent.text("account_id") or ""))
    await here.quotas.spend(_REPORTS, str(me.id))
    complaint = Complaint(
        target_id=target.id,
        post_ids=tuple(parse.ids(sent, "status_ids")),
        comment=sent.text("comment") or "",
        category=_category(sent),
    )
    return json(report(site(request), await moderation.report(here.db, me, complaint), target))


def _category(sent: Parameters) -> Category:
    name = sent.text("category") or ("violation" if sent.texts("rule_ids") else "other")
    if name not in set(Category):
        raise Invalid("category", "Category must be spam, legal, violation or other")
    return Category(name)
