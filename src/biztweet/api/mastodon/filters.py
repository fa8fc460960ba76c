"""Filters: in groups with keywords and statuses (v2), or one by one as apps once knew them (v1)."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.asking import viewer
from biztweet.api.mastodon.present import filter as present
from biztweet.api.mastodon.resource import json
from biztweet.api.mastodon.statuses import seen
from biztweet.api.parameters import Parameters, parameters
from biztweet.filters import keep
from biztweet.filters.book import filter_of, keyword_of, marked_of
from biztweet.filters.errors import FilterWrong
from biztweet.filters.keep import Wish
from biztweet.filters.model import Action, Context, Filter, Outline
from biztweet.inject import company
from biztweet.kernel.clock import SECOND

_LONGEST_SECONDS = 10 * 366 * 24 * 3600


async def listed(request: Request) -> Response:
    """All filters."""
    return json([present.filter_v2(one) for one in await _mine(request)])


async def one(request: Request) -> Response:
    """One filter."""
    return json(present.filter_v2(filter_of(await _mine(request), parse.path_id(request))))


async def create(request: Request) -> Response:
    """Make a filter, with its first keywords."""
    me, sent = await _writing(request)
    made = await keep.create(company(request).db, me, _outline(request, sent, None), _wishes(sent))
    return json(present.filter_v2(filter_of(await _known(request, me), made)))


async def change(request: Request) -> Response:
    """Change what is named; keywords that are not named stay."""
    me, sent = await _writing(request)
    before = filter_of(await _known(request, me), parse.path_id(request))
    await keep.change(company(request).db, me, before.id, _outline(request, sent, before), _wishes(sent))
    return json(present.filter_v2(filter_of(await _known(request, me), before.id)))


async def remove(request: Request) -> Response:
    """Remove a filter."""
    me, _ = await _writing(request)
    await keep.remove(company(request).db, me, parse.path_id(request))
    return json({})


async def keywords(request: Request) -> Response:
    """What one filter looks for."""
    return json([present.keyword(word) for word in filter_of(await _mine(request), parse.path_id(request)).keywords])


async def add_keyword(request: Request) -> Response:
    """Look for more."""
    me, sent = await _writing(request)
    made = await keep.add_keyword(company(request).db, me, parse.path_id(request), _wish(sent))
    return json(present.keyword(keyword_of(await _known(request, me), made)))


async def keyword(request: Request) -> Response:
    """One keyword."""
    return json(present.keyword(keyword_of(await _mine(request), parse.path_id(request))))


async def change_keyword(request: Request) -> Response:
    """Look for something else."""
    me, sent = await _writing(request)
    keyword_id = parse.path_id(request)
    await keep.change_keyword(company(request).db, me, keyword_id, _wish(sent))
    return json(present.keyword(keyword_of(await _known(request, me), keyword_id)))


async def remove_keyword(request: Request) -> Response:
    """Look for it no longer."""
    me, _ = await _writing(request)
    await keep.remove_keyword(company(request).db, me, parse.path_id(request))
    return json({})


async def statuses(request: Request) -> Response:
    """The statuses that one filter matches whatever they say."""
    return json([present.marked(each) for each in filter_of(await _mine(request), parse.path_id(request)).posts])


async def add_status(request: Request) -> Response:
    """Match one more."""
    me, sent = await _writing(request)
    post = await seen(request, me, parse.an_id(sent.text("status_id") or ""))
    made = await keep.mark(company(request).db, me, parse.path_id(request), post.id)
    return json(present.marked(marked_of(await _known(request, me), made)))


async def status(request: Request) -> Response:
    """One status that a filter matches."""
    return json(present.marked(marked_of(await _mine(request), parse.path_id(request))))


async def remove_status(request: Request) -> Response:
    """Match it no longer."""
    me, _ = await _writing(request)
    await keep.unmark(company(request).db, me, parse.path_id(request))
    return json({})


# ── as apps once knew them: a filter for each keyword ───────────────────────────────────────────────────────────


async def listed_v1(request: Request) -> Response:
    """All keywords, each with what its filter says."""
    return json([present.filter_v1(each, word) for each in await _mine(request) for word in each.keywords])


async def one_v1(request: Request) -> Response:
    """One keyword."""
    return json(_v1(await _mine(request), parse.path_id(request)))


async def create_v1(request: Request) -> Response:
    """Make a filter of one keyword."""
    me, sent = await _writing(request)
    wish = Wish(sent.text("phrase") or "", sent.flag("whole_word"))
    outline = _outline(request, sent, None, title=wish.text, action=_action_v1(sent))
    made = await keep.create(company(request).db, me, outline, [wish])
    mine = await _known(request, me)
    return json(_v1(mine, filter_of(mine, made).keywords[0].id))


async def change_v1(request: Request) -> Response:
    """Change a keyword, and what its filter says."""
    me, sent = await _writing(request)
    mine = await _known(request, me)
    word = keyword_of(mine, parse.path_id(request))
    before = filter_of(mine, word.filter_id)
    wish = Wish(sent.text("phrase") or "", sent.flag("whole_word"), id=word.id)
    outline = _outline(request, sent, before, title=before.title, action=_action_v1(sent))
    await keep.change(company(request).db, me, before.id, outline, [wish])
    return json(_v1(await _known(request, me), word.id))


async def remove_v1(request: Request) -> Response:
    """Remove a keyword; its filter goes along when it was the only one."""
    me, _ = await _writing(request)
    mine = await _known(request, me)
    word = keyword_of(mine, parse.path_id(request))
    db = company(request).db
    if len(filter_of(mine, word.filter_id).keywords) == 1:
        await keep.remove(db, me, word.filter_id)
    else:
        await keep.remove_keyword(db, me, word.id)
    return json({})


async def _mine(request: Request) -> list[Filter]:
    return await company(request).filters.of((await viewer(request, "read:filters")).id)


async def _writing(request: Request) -> tuple[Viewer, Parameters]:
    return await viewer(request, "write:filters"), await parameters(request)


async def _known(request: Request, me: Viewer) -> list[Filter]:
    await company(request).relay.barrier()
    return await company(request).filters.of(me.id)


def _v1(mine: list[Filter], keyword_id: int) -> dict[str, object]:
    word = keyword_of(mine, keyword_id)
    return present.filter_v1(filter_of(mine, word.filter_id), word)


def _outline(
    request: Request, sent: Parameters, before: Filter | None, *, title: str | None = None, action: Action | None = None
) -> Outline:
    """What a filter is to be; what was not sent stays as it was."""
    blank = Outline("", ())
    stands = blank if before is None else Outline(before.title, before.contexts, before.action, before.expires_at)
    if (wanted := title if title is not None else sent.text("title")) is not None:
        stands = msgspec.structs.replace(stands, title=wanted)
    if "context" in sent:
        stands = msgspec.structs.replace(stands, contexts=_contexts(sent))
    if (does := action or _action(sent)) is not None:
        stands = msgspec.structs.replace(stands, action=does)
    if "expires_in" in sent:
        seconds = min(sent.number("expires_in") or 0, _LONGEST_SECONDS)
        ends = company(request).db.clock() + seconds * SECOND if seconds > 0 else None
        stands = msgspec.structs.replace(stands, expires_at=ends)
    return stands


def _contexts(sent: Parameters) -> tuple[Context, ...]:
    names = sent.texts("context")
    if not set(names) <= set(Context):
        raise FilterWrong("context", "Context is none of home, notifications, public, thread, account")
    return tuple(Context(name) for name in names)


def _action(sent: Parameters) -> Action | None:
    name = sent.text("filter_action")
    if not name:
        return None
    if name not in set(Action):
        raise FilterWrong("filter_action", "Filter action must be warn, hide or blur")
    return Action(name)


def _action_v1(sent: Parameters) -> Action:
    return Action.hide if sent.flag("irreversible") else Action.warn


def _wish(sent: Parameters) -> Wish:
    return Wish(sent.text("keyword") or "", sent.flag("whole_word"))


def _wishes(sent: Parameters) -> list[Wish]:
    return [
        Wish(
            text=each.text("keyword") or "",
            whole_word=each.flag("whole_word"),
            id=parse.an_id(text) if (text := each.text("id")) else None,
            gone=bool(each.flag("_destroy")),
        )
        for each in sent.each("keywords_attributes")
    ]
