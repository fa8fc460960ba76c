"""Explore: what the company talks about now, whom one might follow, who is new."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.find import newest
from biztweet.follows.ties import suggested
from biztweet.web.answers import once
from biztweet.web.visit import visit

_TRENDS = 6
_VOICES = 4
_PEOPLE = 6


async def explore(request: Request) -> Response:
    """GET /explore."""
    here = await visit(request)
    company = here.company
    circle = await company.graph.circle(here.viewer.id)
    near = [account for account, why in await suggested(company.db, here.me, circle, _PEOPLE) if why == "department"]
    shown = {account.id for account in near} | circle.hidden | {here.viewer.id}
    new = [account for account in await newest(company.db, 2 * _PEOPLE) if account.id not in shown][:_PEOPLE]
    trends = company.timelines.trends.now(here.now, _TRENDS)
    voices = company.timelines.trends.voices([trend.tag for trend in trends], circle.hidden, _VOICES)
    speakers = await company.people.by_id(account_id for ids in voices.values() for account_id in ids)
    return await once(
        here,
        "pages/explore.html",
        {},
        frame=here.frame("explore"),
        trends=trends,
        voices={tag: [speakers[account_id] for account_id in ids] for tag, ids in voices.items()},
        topics=await company.timelines.topics.followed(here.viewer.id),
        near=near,
        new=new,
        followees=circle.followees,
    )
