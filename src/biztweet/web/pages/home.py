"""Home: the company's conversation, or that of the people one follows."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.model import Home
from biztweet.timelines.home import home as home_ids
from biztweet.web.answers import page
from biztweet.web.paging import asked, empty, listed, more, older_than
from biztweet.web.visit import Visit, visit

_MOST_FOLLOWED = 2_000
_BY_NAME = {choice.value: choice for choice in Home}


async def home(request: Request) -> Response:
    """GET /: as the person chose it to be; `?home=` looks at the other one."""
    here = await visit(request)
    choice = _choice(request, here)
    wanted = asked(request)
    ids = await home_ids(here.company.timelines, here.viewer, choice, wanted)
    first = "before" not in request.query_params
    holes = await listed(here, ids, older_than(request, ids), lambda: _why_empty(here, choice), first=first)
    if here.by_htmx:
        return more(holes)
    rules = here.company.text_rules
    return await page(
        here,
        "pages/home.html",
        (choice, here.me.home),
        holes | {"authors": await _authors(here, choice)},
        frame=here.frame("home"),
        home=choice,
        live="home" if choice is here.me.home else choice,
        limit=rules.limit,
        counting=rules.counting,
    )


def _choice(request: Request, here: Visit) -> Home:
    return _BY_NAME.get(request.query_params.get("home", ""), here.me.home)


async def _authors(here: Visit, choice: Home) -> bytes:
    """Whose new posts belong here when the stream brings everybody's."""
    if choice is here.me.home or choice is Home.company:
        return b""
    circle = await here.company.graph.circle(here.viewer.id)
    shown = sorted(circle.followees | {here.viewer.id})[:_MOST_FOLLOWED]
    return " ".join(str(account_id) for account_id in shown).encode()


def _why_empty(here: Visit, choice: Home) -> str:
    if choice is Home.following:
        return empty(
            here,
            "users",
            "You follow nobody yet",
            "Follow people on their pages, or read everyone.",
            "/?home=company",
            "Read everyone",
        )
    text = "Be the first: one sentence is enough."
    return empty(here, "message-circle", "Nothing here yet", text, "#write", "Write something")
