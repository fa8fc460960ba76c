"""What somebody may mean who begins to type a name or a topic: GET /completions/people and /completions/topics."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.find import matching
from biztweet.posts.text import fold_tag
from biztweet.topics.completions import completions
from biztweet.web.answers import fragment
from biztweet.web.typeahead import typed
from biztweet.web.visit import Visit, visit

_OFFERED = 6
_TALKED_OF = 50


async def people(request: Request) -> Response:
    """Colleagues by name, initial consonants, department or handle, as options of a list."""
    here = await visit(request)
    found = await matching(here.company.db, await typed(request, here), limit=_OFFERED)
    return _options(here, "people", found)


async def topics(request: Request) -> Response:
    """Topics by their beginning: what is talked of today first, then the best known; of no beginning, today's."""
    here = await visit(request)
    text = await typed(request, here)
    begun = fold_tag(text.removeprefix("#"))
    today = [trend.tag for trend in here.company.timelines.trends.now(here.now, _TALKED_OF)]
    found = [tag for tag in today if tag.startswith(begun)] + await completions(here.company.db, text, limit=_OFFERED)
    return _options(here, "topics", list(dict.fromkeys(found))[:_OFFERED])


def _options(here: Visit, macro: str, *values: object) -> Response:
    return fragment(here.face.templates.macro(here.locale, "components/completion.html", macro, *values).encode())
