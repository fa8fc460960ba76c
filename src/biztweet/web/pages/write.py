"""Pages to write on: a quote, an edit; and the question before a post is deleted."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.posts.errors import NotTheAuthor
from biztweet.web.answers import once
from biztweet.web.pages.post import the_view
from biztweet.web.visit import visit


async def quote(request: Request) -> Response:
    """GET /posts/{id}/quote."""
    here = await visit(request)
    view = await the_view(request, here)
    quoted = view.shared.original or view.shared
    return await once(
        here,
        "pages/write.html",
        {},
        frame=here.frame(),
        heading=here.says("Quote a post"),
        quoted=quoted,
        text="",
        warning="",
        action="/posts",
        back=f"/posts/{quoted.post.id}",
        limit=here.company.text_rules.limit,
        counting=here.company.text_rules.counting,
    )


async def edit(request: Request) -> Response:
    """GET /posts/{id}/edit. Raises NotTheAuthor."""
    here = await visit(request)
    view = await the_view(request, here)
    if not view.mine:
        raise NotTheAuthor
    return await once(
        here,
        "pages/write.html",
        {},
        frame=here.frame(),
        heading=here.says("Edit post"),
        quoted=None,
        text=view.shared.post.text,
        warning=view.shared.post.warning,
        action=f"/posts/{view.id}/edit",
        back=f"/posts/{view.id}",
        limit=here.company.text_rules.limit,
        counting=here.company.text_rules.counting,
    )


async def delete(request: Request) -> Response:
    """GET /posts/{id}/delete. Raises NotTheAuthor."""
    here = await visit(request)
    view = await the_view(request, here)
    if not view.mine:
        raise NotTheAuthor
    holes = {"focus": here.face.fragments.post(view, here.locale, here.now)}
    return await once(here, "pages/delete.html", holes, frame=here.frame(), post=view.shared.post)
