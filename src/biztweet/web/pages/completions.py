"""What somebody may mean who begins to type a name or a topic: GET /completions/people and /completions/topics."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.quotas import Allowance
from biztweet.accounts.find import matching
from biztweet.posts.text import fold_tag
from biztweet.topics.begun import beginning
from biztweet.web.answers import fragment
from biztweet.web.visit import Visit, visit

_OFFERED = 6
_TALKED_OF = 50
# One question a letter, and a fast typist asks six times a second while a name is begun.
_TYPED = Allowance("completions", 2_000, 15 * 60)
_CONTROLS = dict.fromkeys([*range(32), 127], " ")


async def people(request: Request) -> Response:
    """Colleagues by name, initial consonants, department or handle, as options of a list."""
    here, typed = await _typed(request)
    found = await matching(here.company.db, typed, limit=_OFFERED)
    return _options(here, "people", found, here.company.settings.show_titles)


async def topics(request: Request) -> Response:
    """Topics by their beginning: what is talked of today first, then the best known; of no beginning, today's."""
    here, typed = await _typed(request)
    begun = fold_tag(typed.removeprefix("#"))
    today = [trend.tag for trend in here.company.timelines.trends.now(here.now, _TALKED_OF)]
    found = [tag for tag in today if tag.startswith(begun)] + await beginning(here.company.db, typed, limit=_OFFERED)
    return _options(here, "topics", list(dict.fromkeys(found))[:_OFFERED])


async def _typed(request: Request) -> tuple[Visit, str]:
    here = await visit(request)
    await here.company.quotas.spend(_TYPED, str(here.viewer.id))
    return here, request.query_params.get("q", "").translate(_CONTROLS).strip()


def _options(here: Visit, macro: str, *values: object) -> Response:
    return fragment(here.face.templates.macro(here.locale, "components/completion.html", macro, *values).encode())
