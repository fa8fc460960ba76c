"""POST /posts/{id}/vote: choose in a poll."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.polls.errors import PollNotFound, WrongChoice
from biztweet.posts.vote import vote as vote_in
from biztweet.web.answers import fragment, see_other
from biztweet.web.forms import an_id, came_from, form_of, texts
from biztweet.web.visit import visit


async def vote(request: Request) -> Response:
    """Vote for what was ticked under this very poll: all polls of a page share one form.

    Raises PollNotFound, WrongChoice.
    """
    here = await visit(request)
    asked = an_id(request.path_params["id"])
    ticked = texts(await form_of(request), f"choice-{asked}")
    if not all(text.isascii() and text.isdigit() and len(text) == 1 for text in ticked):
        raise WrongChoice("The chosen vote option does not exist")
    post_id = await vote_in(here.company.db, here.viewer, asked, [int(text) for text in ticked])
    if not here.by_htmx:
        return see_other(f"{came_from(request, f'/posts/{post_id}')}#post-{post_id}")
    await here.company.relay.written()
    view = await here.company.views.one(here.viewer, post_id)
    if view is None:
        raise PollNotFound
    return fragment(here.face.fragments.poll(view, here.locale))
