"""POST /posts/{id}/edit and /posts/{id}/delete: for its author."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.sessions import SessionOver
from biztweet.kernel.errors import Invalid
from biztweet.posts.edit import Changes
from biztweet.posts.edit import edit as edit_post
from biztweet.posts.errors import EditedMeanwhile
from biztweet.posts.remove import remove
from biztweet.posts.rules import POSTS_PER_PERSON
from biztweet.web.answers import fragment, see_other
from biztweet.web.forms import an_id, field, form_of, named, number
from biztweet.web.pages.kept import Unsent
from biztweet.web.pages.post import the_view
from biztweet.web.pages.sign_in import sign_in_first
from biztweet.web.pages.write import edit_again, edit_beside
from biztweet.web.visit import visit


async def edit(request: Request) -> Response:
    """Give a post new words; what stood there stays in its history."""
    form = await form_of(request)
    try:
        here = await visit(request)
    except SessionOver:
        post_id = an_id(request.path_params["id"])
        address = f"/posts/{post_id}/edit"
        words = {"text": field(form, "text")}
        return sign_in_first(
            request, f"{address}?{urlencode(words)}", Unsent(address, named(form, "text", "warning", "revision"))
        )
    await here.company.quotas.spend(POSTS_PER_PERSON, str(here.viewer.id))
    before = (await the_view(request, here)).shared.post
    changes = Changes(
        text=field(form, "text"),
        warning=field(form, "warning", before.warning),
        sensitive=before.sensitive,
        based_on=number(form, "revision"),
    )
    try:
        await edit_post(here.company.db, here.viewer, before.id, changes, here.company.text_rules)
    except EditedMeanwhile as refusal:
        return await edit_beside(request, here, (await the_view(request, here)).shared.post, changes.text, refusal)
    except Invalid as refusal:
        if here.by_htmx:
            raise
        return await edit_again(request, here, before, changes.text, refusal)
    target = f"/posts/{before.id}"
    return fragment(b"", HX_Redirect=target) if here.by_htmx else see_other(target)


async def delete(request: Request) -> Response:
    """Delete a post."""
    here = await visit(request)
    await remove(here.company.db, here.viewer, an_id(request.path_params["id"]))
    return fragment(b"") if here.by_htmx else see_other("/")
