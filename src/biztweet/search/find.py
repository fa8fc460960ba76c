"""Find: posts that answer a query, newest first."""

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.kernel.paging import Page
from biztweet.lists.errors import ListNotFound
from biztweet.ports.index import Expression, Spans, Stretch, Tally, Term
from biztweet.search.document import fact
from biztweet.search.meaning import Circumstances, lists_in, meaning, people, without
from biztweet.search.sources import Sources
from biztweet.search.tree import Query

_REPEATS = Term((fact("is", "retweet"),))


async def find(sources: Sources, viewer: Viewer, query: Query, page: Page, *, repeats: bool = True) -> list[int]:
    """Ids, newest first, without those the viewer muted or blocked; at most two queries beside the viewer's circle.

    `repeats`: reposts are found by what they repeat. What was posted this very moment may be missing yet.
    """
    wanted = await _wanted(sources, viewer, query, repeats=repeats)
    after, before = max(query.after, page.after), min(query.before, page.before)
    if wanted is None or before <= after + 1:
        return []
    return await sources.index.page(sources.db, wanted, Stretch(before, after, page.limit, page.nearest))


async def tally(sources: Sources, viewer: Viewer, query: Query, spans: Spans) -> list[Tally]:
    """How many there are in each span, those of whom the viewer hides left out; one query likewise."""
    wanted = await _wanted(sources, viewer, query, repeats=True)
    if wanted is None:
        return []
    within = msgspec.structs.replace(spans, start=max(spans.start, query.after + 1), end=min(spans.end, query.before))
    return await sources.index.tally(sources.db, wanted, within)


async def _wanted(sources: Sources, viewer: Viewer, query: Query, *, repeats: bool) -> Expression | None:
    members = {list_id: await _members(sources, viewer, list_id) for list_id in set(lists_in(query.wanted))}
    found = meaning(query.wanted, Circumstances(me=viewer.account_id, members=members))
    if found is None:
        return None
    hidden = (await sources.graph.circle(viewer.account_id)).hidden
    unwanted = [people("from", hidden)] if hidden else []
    return without(found, unwanted if repeats else [*unwanted, _REPEATS])


async def _members(sources: Sources, viewer: Viewer, list_id: str) -> frozenset[int]:
    """Nobody where the list is not there for the viewer."""
    try:
        return (await sources.rosters.seen(viewer, int(list_id))).members
    except ListNotFound:
        return frozenset()
