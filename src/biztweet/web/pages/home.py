"""Home: the company's conversation, that of the people one follows, one's department's, a list's, a topic's."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.model import Home
from biztweet.web.answers import page
from biztweet.web.feeds import Feed, chosen, feeds, ids_of, remember
from biztweet.web.paging import asked, empty, listed, more
from biztweet.web.visit import Visit, visit


async def home(request: Request) -> Response:
    """GET /: the feed that was looked at last; `?home=` names another."""
    here = await visit(request)
    offered = await feeds(here)
    feed = chosen(request, here, offered)
    ids = await ids_of(here, feed, asked(request))
    holes = await listed(here, request, ids, lambda: _why_empty(here, feed), home=feed.name)
    if here.by_htmx:
        return more(holes)
    rules = here.company.text_rules
    answer = await page(
        here,
        "pages/home.html",
        (feed, tuple(offered), here.me.home),
        holes,
        frame=here.frame("home"),
        feeds=offered,
        feed=feed,
        live="home" if feed.name == here.me.home else feed.name,
        limit=rules.limit,
        counting=rules.counting,
    )
    remember(request, here, feed, answer)
    return answer


def _why_empty(here: Visit, feed: Feed) -> str:
    match feed.kind:
        case Home.following:
            text = "Follow colleagues, and what they write stands here, newest first."
            return empty(here, "users", "You follow nobody yet", text, "/explore", "Find colleagues")
        case "department":
            text = "What you write is the first thing your colleagues will see here."
            return empty(here, "building", "Your department has not written yet", text, "#write", "Write something")
        case "list":
            text = "Nobody on this list has written yet, or nobody stands on it."
            return empty(here, "list", "Nothing on this list yet", text, f"/lists/{feed.key}/members", "Add people")
        case "tag":
            text = "Name the topic in a post of yours to begin it."
            return empty(here, "hash", "Nobody talks about this yet", text, "#write", "Write something")
        case _:
            text = "Be the first: one sentence is enough."
            return empty(here, "message-circle", "Nothing here yet", text, "#write", "Write something")
