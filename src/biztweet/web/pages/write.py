"""Pages to write on: a quote, an edit, what was refused; and the question before a post is deleted."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from biztweet.kernel.errors import Invalid
from biztweet.posts.errors import NotTheAuthor
from biztweet.posts.model import Draft, Post
from biztweet.web.answers import once
from biztweet.web.errors import sentence_of
from biztweet.web.pages.post import the_view
from biztweet.web.visit import Visit, visit

_NOTHING = {"reply_to": None, "quoted": None, "text": "", "warning": "", "action": "/posts", "error": ""}


async def quote(request: Request) -> Response:
    """GET /posts/{id}/quote."""
    here = await visit(request)
    view = await the_view(request, here)
    quoted = view.shared.original or view.shared
    return await _write(here, here.says("Quote a post"), back=f"/posts/{quoted.post.id}", quoted=quoted)


async def edit(request: Request) -> Response:
    """GET /posts/{id}/edit. Raises NotTheAuthor."""
    here = await visit(request)
    view = await the_view(request, here)
    if not view.mine:
        raise NotTheAuthor
    return await _edit(here, view.shared.post)


async def publish_again(request: Request, here: Visit, draft: Draft, refusal: Invalid) -> Response:
    """What could not be posted as it stands, to be mended: for browsers without JavaScript."""
    named = [post_id for post_id in (draft.reply_to_id, draft.quote_of_id) if post_id is not None]
    there = {view.id: view.shared for view in await here.company.views.of(here.viewer, named)}
    answered, quoted = there.get(draft.reply_to_id or 0), there.get(draft.quote_of_id or 0)
    answer = await _write(
        here,
        here.says("Write"),
        back=f"/posts/{answered.post.id}" if answered else "/",
        reply_to=answered.post if answered else None,
        quoted=quoted,
        text=draft.text,
        warning=draft.warning,
        error=sentence_of(request, refusal),
    )
    answer.status_code = 422
    return answer


async def edit_again(request: Request, here: Visit, post: Post, text: str, refusal: Invalid) -> Response:
    """The same for an edit."""
    answer = await _edit(here, post, text, sentence_of(request, refusal))
    answer.status_code = 422
    return answer


async def delete(request: Request) -> Response:
    """GET /posts/{id}/delete. Raises NotTheAuthor."""
    here = await visit(request)
    view = await the_view(request, here)
    if not view.mine:
        raise NotTheAuthor
    holes = {"focus": here.face.fragments.post(view, here.locale, here.now)}
    return await once(here, "pages/delete.html", holes, frame=here.frame(), post=view.shared.post)


async def _edit(here: Visit, post: Post, text: str | None = None, error: str = "") -> Response:
    return await _write(
        here,
        here.says("Edit post"),
        back=f"/posts/{post.id}",
        text=post.text if text is None else text,
        warning=post.warning,
        action=f"/posts/{post.id}/edit",
        error=error,
    )


async def _write(here: Visit, heading: str, *, back: str, **holds: Any) -> Response:
    rules = here.company.text_rules
    return await once(
        here,
        "pages/write.html",
        {},
        frame=here.frame(),
        heading=heading,
        back=back,
        limit=rules.limit,
        counting=rules.counting,
        **(_NOTHING | holds),
    )
