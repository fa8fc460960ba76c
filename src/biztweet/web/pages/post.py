"""A post in its thread: what it answers above, what answers it below."""

from collections import Counter
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from biztweet.filters.model import Context
from biztweet.posts.errors import PostNotFound
from biztweet.posts.history import history as history_of
from biztweet.posts.model import Post
from biztweet.posts.view import PostView, Shared
from biztweet.timelines.thread import thread
from biztweet.web.answers import fragment, once, see_other
from biztweet.web.forms import an_id
from biztweet.web.paging import empty
from biztweet.web.render import Skeleton, hole
from biztweet.web.richtext import rich
from biztweet.web.sifted import sieve_of
from biztweet.web.visit import Visit, visit

_LEVELS = 3  # that replies are set in; what stands deeper is behind a link


async def post(request: Request) -> Response:
    """GET /posts/{id}; to htmx only what answers it. Raises PostNotFound."""
    here = await visit(request)
    post_id = an_id(request.path_params["id"])
    around = await thread(here.company.timelines, here.viewer, post_id)
    answers = [*around.descendants, *around.folded]
    shared = await here.company.views.shared([post_id, *around.ancestors, *answers])
    focus = shared.get(post_id)
    if focus is None or (focus.post.deleted_at is not None and not answers):
        raise PostNotFound
    if focus.original is not None:
        return see_other(f"/posts/{focus.original.post.id}")
    views = {view.id: view for view in await here.company.views.of(here.viewer, list(shared))}
    rules = here.company.text_rules
    why = ("message-circle", "No replies yet", "The first answer could be yours.", "#reply", "Write a reply")
    first = (await here.company.views.shared([focus.post.thread_id])).get(focus.post.thread_id)
    hides = first is not None and first.author.id == here.me.id
    shown, folded = ([shared[i] for i in ids if i in shared] for ids in (around.descendants, around.folded))
    if sieve := await sieve_of(here):
        shown = [reply for reply in shown if not sieve.hides(views[reply.post.id], Context.thread)]
    replies = _replies(here, post_id, shown, views, "hide" if hides else "")
    below = {
        "replies": replies or (b"" if folded else empty(here, *why).encode()),
        "folded": _replies(here, post_id, folded, views, "unhide" if hides else ""),
    }
    if here.by_htmx:
        return fragment(_answers(here, focus.post.thread_id, len(folded)).fill(**below))
    holes = below | {
        "before": b"".join(_article(here, i, views) for i in around.ancestors if i in shared),
        "focus": _article(here, post_id, views) + _may_detach(here, focus),
    }
    return await once(
        here,
        "pages/post.html",
        holes,
        frame=here.frame(),
        limit=rules.limit,
        counting=rules.counting,
        post=focus.post,
        author=focus.author,
        gone=focus.post.deleted_at is not None,
        folds=len(folded),
    )


def _answers(here: Visit, thread_id: int, folds: int) -> Skeleton:
    """What stands below a post, to be drawn anew in a page that is open."""
    pieces = (thread_id, hole("replies"), folds, hole("folded"))
    return Skeleton(here.face.templates.macro(here.locale, "components/fold.html", "answers", *pieces))


async def history(request: Request) -> Response:
    """GET /posts/{id}/history: every wording, the present one first."""
    here = await visit(request)
    view = await the_view(request, here)
    stood = [each.revision for each in await history_of(here.company.db, here.viewer, view.id)]
    versions = [(each.created_at, rich(each.text, each.entities), each.warning) for each in reversed(stood)]
    if here.by_htmx:
        return fragment(here.face.templates.macro(here.locale, "components/sheets.html", "history", versions).encode())
    return await once(here, "pages/history.html", {}, frame=here.frame(), post=view.shared.post, versions=versions)


async def the_view(request: Request, here: Visit) -> PostView:
    """The view of the post that the path names. Raises PostNotFound."""
    view = await here.company.views.one(here.viewer, an_id(request.path_params["id"]))
    if view is None:
        raise PostNotFound
    return view


def _article(here: Visit, post_id: int, views: dict[int, PostView]) -> bytes:
    """A post of the thread, or the stub of a deleted one."""
    view = views.get(post_id)
    if view is not None and view.shared.post.deleted_at is None:
        return here.face.fragments.post(view, here.locale, here.now)
    return here.face.templates.macro(here.locale, "components/stub.html", "stub", post_id).encode()


def _replies(
    here: Visit, focus_id: int, replies: Sequence[Shared], views: dict[int, PostView], verb: str = ""
) -> bytes:
    """Replies below each other, set in by depth, the deepest behind a link; deleted ones as stubs where answered.

    `verb`: what whoever began the thread may do with them; only a hidden one itself is shown again, not what is below.
    """
    depth = {focus_id: 0}
    among = {reply.post.id for reply in replies}
    answered = {reply.post.reply_to_id for reply in replies if reply.post.deleted_at is None}
    stand = [reply for reply in replies if reply.post.deleted_at is None or reply.post.id in answered]
    for reply in stand:
        depth[reply.post.id] = depth.get(_parent(reply.post), 0) + 1
    beyond = _beyond(stand, depth)
    pieces = []
    for reply in stand:
        level = depth[reply.post.id] - 1
        if level >= _LEVELS:
            continue
        article = _article(here, reply.post.id, views)
        if count := beyond[reply.post.id]:
            article += _fold(here, "deeper", reply.post, count)
        if verb and reply.post.deleted_at is None and not (verb == "unhide" and _parent(reply.post) in among):
            article += _fold(here, verb, reply.post.id)
        pieces.append(b'<div class="thread__level thread__level--%d">%b</div>' % (level, article) if level else article)
    return b"".join(pieces)


def _may_detach(here: Visit, focus: Shared) -> bytes:
    """The button that takes the reader's own post out of this quote; nothing on other posts."""
    quoted = focus.quoted
    if quoted is None or quoted.author.id != here.me.id or focus.post.deleted_at is not None:
        return b""
    return _fold(here, "detach", focus.post.id)


def _fold(here: Visit, macro: str, *values: object) -> bytes:
    return here.face.templates.macro(here.locale, "components/fold.html", macro, *values).encode()


def _beyond(replies: Sequence[Shared], depth: Mapping[int, int]) -> Counter[int]:
    """How many replies stand deeper than they are shown, by the last one shown above them."""
    above: dict[int, int] = {}
    for reply in replies:
        if depth[reply.post.id] > _LEVELS:
            parent_id = _parent(reply.post)
            above[reply.post.id] = above.get(parent_id, parent_id)
    return Counter(above.values())


def _parent(post: Post) -> int:
    return post.reply_to_id or 0
