"""A person's page: who they are, and what they said; and the card that shows them elsewhere."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.model import Account, AccountKind
from biztweet.timelines.marked import marked_by
from biztweet.timelines.person import Shown, person
from biztweet.timelines.pinned import pinned
from biztweet.web.answers import fragment, page, see_other
from biztweet.web.paging import asked, empty, listed, more
from biztweet.web.relationship import relationship_with
from biztweet.web.visit import Visit, visit

_SHOWN = {"posts": Shown(replies=False), "replies": Shown(), "media": Shown(reposts=False, only_media=True)}
TABS = (*_SHOWN, "likes")


async def profile(request: Request) -> Response:
    """GET /@{handle} and /@{handle}/{tab}."""
    here = await visit(request)
    account = await here.company.people.by_handle(request.path_params["handle"])
    tab = request.url.path.split("/")[2] if request.url.path.count("/") > 1 else "posts"
    ids, order = await _ids(request, here, account, tab)
    heads = (await pinned(here.company.timelines, [account.id])).get(account.id, []) if tab == "posts" else []
    ids = [post_id for post_id in ids if post_id not in heads]
    holes = await listed(here, request, ids, lambda: _why_empty(here, account, tab), order=order, alone=not heads)
    if here.by_htmx:
        return more(holes)
    views = await here.company.views.of(here.viewer, heads)
    holes["pinned"] = here.face.fragments.posts(views, here.locale, here.now)
    manager, relationship = await _answers_to(here, account), await relationship_with(here, account)
    figures = (account.post_count, account.follower_count, account.followee_count)
    whom = (account.id, account.revision, account.active, figures, manager and manager.revision)
    return await page(
        here,
        "pages/profile.html",
        (whom, tab, bool(views), relationship),
        holes,
        frame=here.frame("me" if relationship.mine else ""),
        account=account,
        tab=tab,
        pins=bool(views),
        manager=manager,
        relationship=relationship,
    )


async def card(request: Request) -> Response:
    """GET /@{handle}/card: who somebody is in a few lines; where it is no part of a page, their page."""
    here = await visit(request)
    account = await here.company.people.by_handle(request.path_params["handle"])
    if not here.by_htmx:
        return see_other(f"/@{account.handle}")
    manager, relationship = await _answers_to(here, account), await relationship_with(here, account)
    shown = (account, relationship, manager)
    return fragment(here.face.templates.macro(here.locale, "components/card.html", "card", *shown).encode())


async def _answers_to(here: Visit, account: Account) -> Account | None:
    """Somebody's manager, or a bot's owner."""
    found = account.owner_id if account.kind is AccountKind.bot else account.manager_id
    return (await here.company.people.by_id([found])).get(found) if found else None


async def _ids(request: Request, here: Visit, account: Account, tab: str) -> tuple[list[int], list[int]]:
    """Ids of posts, and the ids by which the list goes on."""
    if tab == "likes":
        marks = await marked_by(here.company.timelines, account.id, "likes", asked(request))
        return [mark.subject_id for mark in marks], [mark.id for mark in marks]
    ids = await person(here.company.timelines, account.id, asked(request), _SHOWN[tab])
    return ids, ids


def _why_empty(here: Visit, account: Account, tab: str) -> str:
    mine = account.id == here.me.id
    match tab:
        case "media":
            text = "Pictures and videos in posts are gathered here."
            picture, title = "image", "No pictures yet"
        case "likes":
            text = "Posts marked with a heart are gathered here."
            picture, title = "heart", "No likes yet"
        case "replies":
            text = "Answers to colleagues are gathered here."
            picture, title = "message-circle", "No replies yet"
        case _:
            text = "Whatever is written stands here, newest first."
            picture, title = "message-circle", "No posts yet"
    if mine:
        return empty(here, picture, title, text, "/#write" if tab in ("posts", "media") else "/", "Begin in Home")
    return empty(here, picture, title, text, f"/@{account.handle}/message", "Say hello")
