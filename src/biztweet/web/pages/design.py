"""GET /design: every component in every state, in the demo only."""

from collections import defaultdict
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from biztweet.posts.view import PostView
from biztweet.web.answers import once
from biztweet.web.design.samples import AT
from biztweet.web.design.specimens import Specimen, specimens
from biztweet.web.face import static_files
from biztweet.web.fragments import Fragments
from biztweet.web.pages.pick import NoDemo, is_open
from biztweet.web.pages.settings.area import SECTIONS
from biztweet.web.present import picture_url
from biztweet.web.render import Templates
from biztweet.web.visit import visit


async def design(request: Request) -> Response:
    """GET /design. Raises NoDemo."""
    here = await visit(request)
    if not is_open(here.company):
        raise NoDemo
    templates = here.face.templates.showing(_sample_url)
    parts: defaultdict[str, list[tuple[str, Markup]]] = defaultdict(list)
    for specimen in specimens(here.frame(), SECTIONS):
        text = Markup(drawn(templates, specimen, here.locale))  # noqa: S704 - our own templates made it
        shown = specimen.around.format(text)
        parts[f"{specimen.file} · {specimen.macro}"].append((specimen.state, shown))
    return await once(here, "pages/design.html", {}, frame=here.frame(), parts=dict(parts))


def drawn(templates: Templates, specimen: Specimen, locale: str) -> str:
    """A component by itself; a post with what is filled in at each request, as timelines do."""
    first: Any = specimen.values[0] if specimen.values else None
    if isinstance(first, PostView):
        return Fragments(templates).post(first, locale, AT).decode()
    return templates.macro(locale, f"components/{specimen.file}", specimen.macro, *specimen.values, **specimen.named)


def _sample_url(key: str, variant: str) -> str:
    """Photographs of samples are static files: there is nobody who uploaded them. The visitor's own is where it is."""
    return static_files().url(f"art/{key}.webp") if key.startswith("sample-") else picture_url(key, variant)
