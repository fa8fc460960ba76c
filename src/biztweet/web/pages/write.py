"""Pages to write on: a quote, an edit, what was refused; and the question before a post is deleted."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from biztweet.kernel.errors import Conflict, Invalid
from biztweet.media.describe import unattached
from biztweet.media.model import Media
from biztweet.posts.errors import NotTheAuthor
from biztweet.posts.model import Draft, Post
from biztweet.posts.rules import MAX_DOCUMENTS
from biztweet.posts.text import normalise
from biztweet.web.answers import MAX_ADDRESS_BYTES, fragment, once, see_other
from biztweet.web.forms import an_id, named
from biztweet.web.pages.kept import Unsent
from biztweet.web.pages.post import the_view
from biztweet.web.render import Skeleton
from biztweet.web.sentences import sentence_of
from biztweet.web.visit import Visit, visit

_NOTHING = {
    "reply_to": None,
    "quoted": None,
    "text": "",
    "warning": "",
    "files": (),
    "action": "/posts",
    "revision": 0,
    "other": "",
    "error": "",
}


async def quote(request: Request) -> Response:
    """GET /posts/{id}/quote."""
    here = await visit(request)
    view = await the_view(request, here)
    quoted = view.shared.original or view.shared
    return await _write(here, here.says("Quote a post"), back=f"/posts/{quoted.post.id}", quoted=quoted)


async def edit(request: Request) -> Response:
    """GET /posts/{id}/edit, with other words if an address brings such along. Raises NotTheAuthor."""
    here = await visit(request)
    view = await the_view(request, here)
    if not view.mine:
        raise NotTheAuthor
    return await _edit(here, view.shared.post, text=request.query_params.get("text"))


async def write(request: Request) -> Response:
    """GET /write: an empty page, or what an address brings along: `text`, `media`, what is answered or quoted."""
    here = await visit(request)
    asked = request.query_params
    reply_to, quote_of = (an_id(asked[name]) if asked.get(name) else None for name in ("reply_to", "quote_of"))
    text = normalise(asked.get("text", ""))
    ahead = [an_id(each) for each in asked.getlist("media")[:MAX_DOCUMENTS]]
    draft = Draft(text=text, reply_to_id=reply_to, quote_of_id=quote_of)
    return await _begun(here, draft, files=await unattached(here.company.db, here.viewer, ahead))


async def bring(here: Visit, text: str, media_ids: Sequence[int]) -> Response:
    """What another app shares, on the page itself where it is too much for an address."""
    address = "/write?" + urlencode({"text": text, "media": media_ids}, doseq=True)
    if len(address) <= MAX_ADDRESS_BYTES:
        return see_other(address)
    files = await unattached(here.company.db, here.viewer, media_ids)
    return await _begun(here, Draft(text=normalise(text)), files=files)


def address_of(form: FormData) -> str:
    """Where the words of a form that nobody took stand again; its files have to be picked anew."""
    return "/write?" + urlencode(named(form, "text", "reply_to", "quote_of"))


def unsent(form: FormData) -> Unsent:
    """The same for words that are too many for an address."""
    poll = ("option", "open_minutes", "multiple", "hidden_counts")
    return Unsent("/posts", named(form, "text", "reply_to", "quote_of", "warning", "key", "at", "card", *poll))


async def publish_again(request: Request, here: Visit, draft: Draft, refusal: Invalid) -> Response:
    """What could not be posted as it stands, to be mended: for browsers without JavaScript."""
    answer = await _begun(here, draft, sentence_of(request, refusal))
    answer.status_code = 422
    return answer


async def edit_again(request: Request, here: Visit, post: Post, text: str, refusal: Invalid) -> Response:
    """The same for an edit."""
    answer = await _edit(here, post, text=text, error=sentence_of(request, refusal))
    answer.status_code = 422
    return answer


async def edit_beside(request: Request, here: Visit, post: Post, text: str, refusal: Conflict) -> Response:
    """The same for one that somebody's other window was faster with: both texts, to be made one."""
    words = {"text": text, "other": post.text, "error": sentence_of(request, refusal)}
    if not here.by_htmx:
        answer = await _edit(here, post, **words)
        answer.status_code = 409
        return answer
    rules = here.company.text_rules
    composer = here.face.templates.render(
        here.locale,
        "components/edited.html",
        frame=here.frame(),
        limit=rules.limit,
        counting=rules.counting,
        post=post,
        **words,
    )
    return fragment(
        Skeleton(composer).fill(csrf=here.csrf.encode(), key=b""),
        409,
        HX_Retarget="closest post-composer",
        HX_Reswap="outerHTML",
    )


async def delete(request: Request) -> Response:
    """GET /posts/{id}/delete. Raises NotTheAuthor."""
    here = await visit(request)
    view = await the_view(request, here)
    if not view.mine:
        raise NotTheAuthor
    if here.by_htmx:
        asked = here.face.templates.macro(here.locale, "components/sheets.html", "delete", view.shared.post)
        return fragment(asked.encode())
    holes = {"focus": here.face.fragments.post(view, here.locale, here.now)}
    return await once(here, "pages/delete.html", holes, frame=here.frame(), post=view.shared.post)


async def _begun(here: Visit, draft: Draft, error: str = "", files: Sequence[Media] = ()) -> Response:
    """What somebody has begun to write, and what it answers or quotes, if that is still there."""
    named = [post_id for post_id in (draft.reply_to_id, draft.quote_of_id) if post_id is not None]
    there = {view.id: view.shared for view in await here.company.views.of(here.viewer, named)}
    answered, quoted = there.get(draft.reply_to_id or 0), there.get(draft.quote_of_id or 0)
    return await _write(
        here,
        here.says("Write"),
        back=f"/posts/{answered.post.id}" if answered else "/",
        reply_to=answered.post if answered else None,
        quoted=quoted,
        text=draft.text,
        warning=draft.warning,
        files=files,
        error=error,
    )


async def _edit(here: Visit, post: Post, *, text: str | None = None, other: str = "", error: str = "") -> Response:
    return await _write(
        here,
        here.says("Edit post"),
        back=f"/posts/{post.id}",
        text=post.text if text is None else text,
        warning=post.warning,
        action=f"/posts/{post.id}/edit",
        revision=post.revision,
        other=other,
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
