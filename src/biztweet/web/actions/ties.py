"""Follow, mute and block, and each taken back: POST /@{handle}/{verb}."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.follows.follow import follow, show_reposts, unfollow
from biztweet.follows.hide import block, mute, unblock, unmute
from biztweet.web.answers import fragment, see_other
from biztweet.web.forms import came_from
from biztweet.web.relationship import relationship_with
from biztweet.web.visit import visit

Handler = Callable[[Request], Awaitable[Response]]
Verb = Callable[[Company, Viewer, int], Awaitable[object]]

VERBS: dict[str, Verb] = {
    "follow": lambda company, viewer, account_id: follow(company.db, viewer, account_id),
    "unfollow": lambda company, viewer, account_id: unfollow(company.db, viewer, account_id),
    "hide-reposts": lambda company, viewer, account_id: show_reposts(company.db, viewer, account_id, wanted=False),
    "show-reposts": lambda company, viewer, account_id: show_reposts(company.db, viewer, account_id, wanted=True),
    "mute": lambda company, viewer, account_id: mute(company.db, viewer, account_id),
    "unmute": lambda company, viewer, account_id: unmute(company.db, viewer, account_id),
    "block": lambda company, viewer, account_id: block(company.db, viewer, account_id),
    "unblock": lambda company, viewer, account_id: unblock(company.db, viewer, account_id),
}


def tying(name: str) -> Handler:
    """The handler of one verb: it does it, and shows the buttons as they are now."""
    verb = VERBS[name]

    async def tie(request: Request) -> Response:
        here = await visit(request)
        account = await here.company.people.by_handle(request.path_params["handle"])
        await verb(here.company, here.viewer, account.id)
        if not here.by_htmx:
            return see_other(came_from(request, f"/@{account.handle}"))
        if "small" in request.query_params:
            circle = await here.company.graph.circle(here.viewer.id)
            small = (account, account.id in circle.followees)
            return fragment(
                here.face.templates.macro(here.locale, "components/people.html", "follow_button", *small).encode()
            )
        buttons = (account, await relationship_with(here, account))
        return fragment(here.face.templates.macro(here.locale, "components/profile.html", "buttons", *buttons).encode())

    return tie
