"""Like, repost, bookmark, pin, hide a reply, mute a thread, taken back; detach a quote: POST /posts/{id}/{verb}."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.posts.bookmark import bookmark, unbookmark
from biztweet.posts.detach import detach_from_own
from biztweet.posts.errors import PostNotFound
from biztweet.posts.hide_reply import hide_reply, unhide_reply
from biztweet.posts.like import like, unlike
from biztweet.posts.model import Source
from biztweet.posts.mute_thread import mute_thread, unmute_thread
from biztweet.posts.pin import pin, unpin
from biztweet.posts.repost import repost, unrepost
from biztweet.web.answers import fragment, see_other
from biztweet.web.forms import an_id, came_from
from biztweet.web.visit import visit

Handler = Callable[[Request], Awaitable[Response]]
Verb = Callable[[Company, Viewer, int], Awaitable[object]]

VERBS: dict[str, Verb] = {
    "like": lambda company, viewer, post_id: like(company.db, viewer, post_id),
    "unlike": lambda company, viewer, post_id: unlike(company.db, viewer, post_id),
    "bookmark": lambda company, viewer, post_id: bookmark(company.db, viewer, post_id),
    "unbookmark": lambda company, viewer, post_id: unbookmark(company.db, viewer, post_id),
    "repost": lambda company, viewer, post_id: repost(company.db, viewer, post_id, Source("BizTweet")),
    "pin": lambda company, viewer, post_id: pin(company.db, viewer, post_id),
    "unpin": lambda company, viewer, post_id: unpin(company.db, viewer, post_id),
    "hide": lambda company, viewer, post_id: hide_reply(company.db, viewer, post_id),
    "unhide": lambda company, viewer, post_id: unhide_reply(company.db, viewer, post_id),
    "detach": lambda company, viewer, post_id: detach_from_own(company.db, viewer, post_id),
    "mute": lambda company, viewer, post_id: mute_thread(company.db, viewer, post_id),
    "unmute": lambda company, viewer, post_id: unmute_thread(company.db, viewer, post_id),
    "unrepost": lambda company, viewer, post_id: unrepost(company.db, viewer, post_id),
}


def marking(name: str) -> Handler:
    """The handler of one verb: it does it, and shows the post's actions as they are now.

    The handler raises PostNotFound.
    """
    verb = VERBS[name]

    async def mark(request: Request) -> Response:
        here = await visit(request)
        post_id = an_id(request.path_params["id"])
        await verb(here.company, here.viewer, post_id)
        if not here.by_htmx:
            return see_other(f"{came_from(request, f'/posts/{post_id}')}#post-{post_id}")
        view = await here.company.views.one(here.viewer, post_id)
        if view is None:
            raise PostNotFound
        return fragment(here.face.fragments.tail(view, here.locale))

    return mark
