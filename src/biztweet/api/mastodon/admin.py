"""For administrators: accounts, with their way in closed and opened again; reports, resolved and reopened."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.administrators import check_administrator
from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.links import links
from biztweet.api.mastodon.present.report import admin_account, admin_report
from biztweet.api.mastodon.present.status import status
from biztweet.api.mastodon.resource import Handler, json
from biztweet.api.parameters import Parameters, parameters
from biztweet.inject import company
from biztweet.kernel.errors import Invalid
from biztweet.moderation import deactivate, people
from biztweet.moderation import report as moderation
from biztweet.moderation.model import Category, Report
from biztweet.moderation.people import Sieve

_CLOSING = ("disable", "suspend")
_CLOSED = ("disabled", "suspended")


async def listed(request: Request) -> Response:
    """Accounts, who came last first; all, or those that are looked for."""
    me = await viewer(request, "admin:read:accounts")
    sent = await parameters(request)
    page, sieve = parse.page(sent, 100, 200), _sieve(sent)
    found = [] if sieve is None else await people.sifted(company(request).db, me, sieve, page)
    shown = [admin_account(site(request), each) for each in found]
    return json(shown, headers=links(request, [each.id for each in found], page.limit))


async def one(request: Request) -> Response:
    """One account."""
    await _administrator(request, "admin:read:accounts")
    return await _account(request, parse.path_id(request))


async def act(request: Request) -> Response:
    """Close somebody's way in; `none` only resolves the report that is named. Raises Invalid."""
    me = await _administrator(request, "admin:write:accounts")
    here = company(request)
    sent = await parameters(request)
    whom = await here.people.one(parse.path_id(request))
    wish = sent.text("type") or ""
    if wish in _CLOSING:
        await deactivate.deactivate(here.db, me, whom.id)
    elif wish != "none":
        raise Invalid("type", "Type must be none, disable or suspend")
    if report_id := sent.text("report_id"):
        await moderation.settle(here.db, me, parse.an_id(report_id), resolved=True)
    return json({})


async def enable(request: Request) -> Response:
    """Open somebody's way in again."""
    me, account_id = await viewer(request, "admin:write:accounts"), parse.path_id(request)
    await deactivate.activate(company(request).db, me, account_id)
    return await _account(request, account_id)


async def leave_as_it_is(request: Request) -> Response:
    """Nobody is limited here, so there is nothing to be lifted."""
    await _administrator(request, "admin:write:accounts")
    return await _account(request, parse.path_id(request))


async def reports(request: Request) -> Response:
    """Reports that nobody has dealt with, or with `resolved` the others, the latest first."""
    me = await viewer(request, "admin:read:reports")
    sent = await parameters(request)
    page = parse.page(sent, 100, 200)
    found = await moderation.listed(
        company(request).db,
        me,
        page,
        resolved=bool(sent.flag("resolved")),
        reporter_id=parse.named(sent, "account_id"),
        target_id=parse.named(sent, "target_account_id"),
    )
    return json(await _reports(request, me, found), headers=links(request, [each.id for each in found], page.limit))


async def report(request: Request) -> Response:
    """One report."""
    me = await viewer(request, "admin:read:reports")
    found = await moderation.one(company(request).db, me, parse.path_id(request))
    return json((await _reports(request, me, [found]))[0])


def settling(*, resolved: bool) -> Handler:
    """A handler that resolves a report, or opens it again."""

    async def handler(request: Request) -> Response:
        me = await viewer(request, "admin:write:reports")
        found = await moderation.settle(company(request).db, me, parse.path_id(request), resolved=resolved)
        return json((await _reports(request, me, [found]))[0])

    return handler


def taking_on(*, taken: bool) -> Handler:
    """A handler that gives a report to the asker, or to nobody."""

    async def handler(request: Request) -> Response:
        me = await viewer(request, "admin:write:reports")
        found = await moderation.take_on(company(request).db, me, parse.path_id(request), taken=taken)
        return json((await _reports(request, me, [found]))[0])

    return handler


async def change_report(request: Request) -> Response:
    """Call what a report is about by another category. Raises Invalid."""
    me = await viewer(request, "admin:write:reports")
    category, here = (await parameters(request)).text("category"), company(request)
    if category and category not in set(Category):
        raise Invalid("category", "Category must be spam, legal, violation or other")
    report_id = parse.path_id(request)
    found = await (
        moderation.file_under(here.db, me, report_id, Category(category))
        if category
        else moderation.one(here.db, me, report_id)
    )
    return json((await _reports(request, me, [found]))[0])


assign, unassign = taking_on(taken=True), taking_on(taken=False)
resolve, reopen = settling(resolved=True), settling(resolved=False)


async def _administrator(request: Request, scope: str) -> Viewer:
    """Who asks. Raises NotAnAdministrator, and what `viewer` does."""
    me = await viewer(request, scope)
    await check_administrator(company(request).db, me)
    return me


async def _account(request: Request, account_id: int) -> Response:
    here = company(request)
    await here.relay.written()
    return json(admin_account(site(request), await here.people.one(account_id)))


async def _reports(request: Request, me: Viewer, found: Sequence[Report]) -> list[dict[str, object]]:
    here = company(request)
    taking_part = {
        i
        for each in found
        for i in (each.reporter_id, each.target_id, each.resolved_by_id, each.assigned_to_id)
        if i is not None
    }
    accounts = await here.people.by_id(taking_part)
    views = {view.id: view for view in await here.views.of(me, [i for each in found for i in each.post_ids])}
    return [
        admin_report(
            site(request), each, accounts, [status(site(request), views[i]) for i in each.post_ids if i in views]
        )
        for each in found
    ]


def _sieve(sent: Parameters) -> Sieve | None:
    """Whom v1 or v2 looks for; None for what nobody is here: remote, pending, silenced."""
    status, nobody = sent.text("status") or "", ("pending", "silenced", "sensitized", "remote")
    if status in nobody or sent.text("origin") == "remote" or sent.text("by_domain") or any(map(sent.flag, nobody)):
        return None
    closed = status in _CLOSED or any(map(sent.flag, _CLOSED))
    return Sieve(
        handle=sent.text("username") or "",
        name=sent.text("display_name") or "",
        email=sent.text("email") or "",
        active=False if closed else True if status == "active" or sent.flag("active") else None,
        admin=True if sent.text("permissions") == "staff" or sent.flag("staff") else None,
    )
