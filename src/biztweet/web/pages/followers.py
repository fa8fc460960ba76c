"""Who follows somebody, and whom they follow."""

from collections.abc import Awaitable, Callable
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.model import Account
from biztweet.follows.graph import listed
from biztweet.web.answers import once
from biztweet.web.paging import asked, empty, older_than
from biztweet.web.visit import Visit, visit

Which = Literal["followers", "followees"]


def showing(which: Which) -> Callable[[Request], Awaitable[Response]]:
    """The handler of GET /@{handle}/followers or /@{handle}/following."""

    async def shown(request: Request) -> Response:
        here = await visit(request)
        account = await here.company.people.by_handle(request.path_params["handle"])
        edges = await listed(here.company.db, account.id, which, asked(request))
        people = await here.company.people.by_id(edge.account_id for edge in edges)
        circle = await here.company.graph.circle(here.viewer.id)
        return await once(
            here,
            "pages/followers.html",
            {"empty": b"" if edges else _why_empty(here, account, which).encode()},
            frame=here.frame("me" if account.id == here.me.id else ""),
            account=account,
            which=which,
            people=[people[edge.account_id] for edge in edges if edge.account_id in people],
            followees=circle.followees,
            older=older_than(request, [edge.id for edge in edges]),
        )

    return shown


def _why_empty(here: Visit, account: Account, which: Which) -> str:
    mine = account.id == here.me.id
    if which == "followees":
        text = "Whoever is followed stands here."
        return empty(here, "users", "Nobody followed yet", text, "/explore", "Find colleagues")
    text = "Who writes is found: begin with a post."
    if mine:
        return empty(here, "users", "No followers yet", text, "/#write", "Write something")
    text = "Be the first to follow them."
    return empty(here, "users", "No followers yet", text, f"/@{account.handle}", "Back to the profile")
