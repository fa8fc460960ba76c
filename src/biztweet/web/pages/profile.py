"""A person's page: who they are, and what they said."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.model import Account, AccountKind
from biztweet.timelines.marked import marked_by
from biztweet.timelines.person import Shown, person
from biztweet.timelines.pinned import pinned
from biztweet.web.answers import page
from biztweet.web.paging import asked, empty, listed, more, older_than
from biztweet.web.visit import Visit, visit

_SHOWN = {"posts": Shown(replies=False), "replies": Shown(), "media": Shown(reposts=False, only_media=True)}
TABS = (*_SHOWN, "likes")


async def profile(request: Request) -> Response:
    """GET /@{handle} and /@{handle}/{tab}."""
    here = await visit(request)
    account = await here.company.people.by_handle(request.path_params["handle"])
    tab = request.url.path.split("/")[2] if request.url.path.count("/") > 1 else "posts"
    ids, last = await _ids(request, here, account, tab)
    first = "before" not in request.query_params
    heads = (await pinned(here.company.timelines, [account.id])).get(account.id, []) if tab == "posts" else []
    ids = [post_id for post_id in ids if post_id not in heads]
    older = older_than(request, last)
    why = ("message-circle", "No posts here", "When there is something, it appears here.")
    holes = await listed(here, ids, older, lambda: empty(here, *why), first=first and not heads)
    if here.by_htmx:
        return more(holes)
    views = await here.company.views.of(here.viewer, heads)
    holes["pinned"] = here.face.fragments.posts(views, here.locale, here.now)
    people = here.company.people
    answers_to = account.owner_id if account.kind is AccountKind.bot else account.manager_id
    manager = (await people.by_id([answers_to])).get(answers_to) if answers_to else None
    ties = await ties_with(here, account)
    figures = (account.post_count, account.follower_count, account.followee_count)
    return await page(
        here,
        "pages/profile.html",
        (
            account.id,
            account.revision,
            account.active,
            figures,
            tab,
            bool(views),
            *ties.values(),
            manager and manager.revision,
        ),
        holes,
        frame=here.frame("me" if ties["mine"] else ""),
        account=account,
        tab=tab,
        pins=bool(views),
        manager=manager,
        show_title=here.company.settings.show_titles,
        **ties,
    )


async def ties_with(here: Visit, account: Account) -> dict[str, bool]:
    """How the visitor and an account stand to each other."""
    graph = here.company.graph
    circle = await graph.circle(here.viewer.id)
    return {
        "mine": account.id == here.me.id,
        "followed": account.id in circle.followees,
        "follows_me": bool(await graph.followers_among(here.me.id, [account.id])),
        "muted": account.id in circle.muted,
    }


async def _ids(request: Request, here: Visit, account: Account, tab: str) -> tuple[list[int], list[int]]:
    """Ids of posts, and the ids by which the list goes on."""
    if tab == "likes":
        marks = await marked_by(here.company.timelines, account.id, "likes", asked(request))
        return [mark.subject_id for mark in marks], [mark.id for mark in marks]
    ids = await person(here.company.timelines, account.id, asked(request), _SHOWN[tab])
    return ids, ids
