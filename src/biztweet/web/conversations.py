"""Conversations as HTML: rows of the list, what was said in a conversation with its days, and what a search found."""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from biztweet.accounts.model import Account
from biztweet.kernel.clock import MINUTE
from biztweet.messages.model import ConversationView
from biztweet.messages.search import MAX_WORDS
from biztweet.posts.view import PostView
from biztweet.web import times
from biztweet.web.visit import Visit

_PARTS = "components/messages.html"
_IN_ONE_BREATH = 5 * MINUTE
_BEFORE, _SNIPPET = 24, 120
_MARK = Markup("<mark>{}</mark>")  # `format` escapes what it puts in


def others(here: Visit, members: Sequence[Account]) -> list[Account]:
    """Whom the viewer talks with: themselves in notes to oneself."""
    return [member for member in members if member.id != here.me.id] or [here.me]


def rows(here: Visit, views: Sequence[ConversationView], open_id: int | None) -> bytes:
    """Rows of the list; the conversation that is open is marked."""
    drawn = [
        _part(
            here,
            "conversation",
            conversation,
            others(here, conversation.members),
            _ago(here, conversation.last),
            conversation.id == open_id,
        )
        for conversation in views
    ]
    return "".join(drawn).encode()


def messages(here: Visit, views: Sequence[PostView], read_up_to: int) -> bytes:
    """Messages, the oldest first: a line where a day begins, and one where the viewer has not read on."""
    parts: list[str] = []
    before: PostView | None = None
    fresh = False
    for view in views:
        new = not fresh and not view.mine and view.id > read_up_to
        if before is None or _day(here, view) != _day(here, before):
            parts.append(_part(here, "day_line", _day(here, view)))
            before = None
        if new and view is not views[0]:
            parts.append(_part(here, "new_line"))
        fresh = fresh or new
        parts.append(_part(here, "message", view.shared, view.mine, not new and _goes_on(before, view)))
        before = view
    return "".join(parts).encode()


def hits(here: Visit, views: Sequence[PostView], by_id: dict[int, ConversationView], typed: str) -> bytes:
    """What a search found, each with whom it was said among."""
    rows = [
        _part(
            here,
            "hit",
            view.shared,
            others(here, conversation.members),
            snippet(view.shared.post.text, typed),
            _ago(here, view),
        )
        for view in views
        if (conversation := by_id.get(view.shared.post.conversation_id or 0)) is not None
    ]
    return "".join(rows).encode()


def snippet(text: str, typed: str) -> Markup:
    """The place of a text where the first of the words stands, with all of them marked."""
    words = sorted(typed.split()[:MAX_WORDS], key=len, reverse=True)
    wanted = re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)
    first = wanted.search(text)
    begin = max(0, first.start() - _BEFORE) if first else 0
    piece = text[begin : begin + _SNIPPET]
    hits = [(hit.start(), hit.end()) for hit in wanted.finditer(piece)]
    parts = [escape("…" if begin else "")]
    for at, (start, end) in zip([0, *[end for _, end in hits]], hits, strict=False):
        parts += (escape(piece[at:start]), _MARK.format(piece[start:end]))
    return Markup().join([*parts, escape(piece[hits[-1][1] if hits else 0 :])])


def _goes_on(before: PostView | None, view: PostView) -> bool:
    if before is None:
        return False
    said, earlier = view.shared.post, before.shared.post
    return said.author_id == earlier.author_id and said.created_at - earlier.created_at < _IN_ONE_BREATH


def _ago(here: Visit, view: PostView) -> str:
    return times.time_ago(view.shared.post.created_at, here.now, here.locale, here.face.templates.zone)


def _day(here: Visit, view: PostView) -> str:
    return times.full_day(view.shared.post.created_at, here.locale, here.face.templates.zone)


def _part(here: Visit, macro: str, *values: object) -> str:
    return here.face.templates.macro(here.locale, _PARTS, macro, *values)
