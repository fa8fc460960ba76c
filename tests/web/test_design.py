"""The page of all components: every macro stands on it, in every state, and axe finds nothing; the demo's door too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from playwright.sync_api import Browser

from biztweet.company import Company
from biztweet.web.design.samples import MINSU
from biztweet.web.design.specimens import specimens
from biztweet.web.face import face_of
from biztweet.web.frame import Frame
from biztweet.web.i18n import FOLDER, LOCALES
from biztweet.web.pages.design import drawn
from biztweet.web.pages.settings.area import SECTIONS
from tests.companies import MakeSettings
from tests.factories import a_person
from tests.running import RunningServer, running_server
from tests.web.conftest import Watched
from tests.web.test_axe import violations
from tests.web.visitors import a_visitor

WEB = FOLDER.parent
_ELSEWHERE = {("link-card.html", "waiting")}  # it asks the server as soon as it stands somewhere
_BROKEN = """[...document.images]
    .filter(image => image.src.startsWith("http") && image.complete && !image.naturalWidth).map(image => image.src)"""
Macro = tuple[str, str]


def macros() -> dict[Macro, set[Macro]]:
    """Every macro of the components, and what it calls; a file's own words outside of macros stand under no name."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    found: dict[Macro, set[Macro]] = {}
    for path in [*WEB.glob("components/*.html"), WEB / "layouts" / "page.html"]:
        tree = environment.parse(path.read_text())
        own = {macro.name for macro in tree.find_all(nodes.Macro)}
        names = {name: (path.name, name) for name in own}
        for imported in tree.find_all(nodes.FromImport):
            file = str(getattr(imported.template, "value", "")).rpartition("/")[2]
            for name in imported.names:
                called, alias = name if isinstance(name, tuple) else (name, name)
                names[alias] = (file, called)
        for macro in tree.find_all(nodes.Macro):
            found[path.name, macro.name] = _called(macro, names)
        found[path.name, ""] = _called(tree, names)
        found[path.name, ""] |= {
            (str(getattr(each.template, "value", "")).rpartition("/")[2], "") for each in tree.find_all(nodes.Include)
        }
    return found


def _called(tree: nodes.Node, names: dict[str, Macro]) -> set[Macro]:
    calls = (call.node for call in tree.find_all(nodes.Call))
    return {names[node.name] for node in calls if isinstance(node, nodes.Name) and node.name in names}


def test_every_macro_of_the_components_stands_on_the_page() -> None:
    calls = macros()
    shown = {(specimen.file, specimen.macro) for specimen in specimens(Frame(MINSU, "ko"), SECTIONS)}
    open_ones = [*shown, ("page.html", "")]
    while open_ones:
        for called in calls.get(open_ones.pop(), set()) - shown:
            shown.add(called)
            open_ones.append(called)
    assert sorted(macro for macro in calls if macro[1] and macro not in shown | _ELSEWHERE) == []


@pytest.mark.parametrize("locale", LOCALES)
async def test_every_specimen_can_be_drawn(company: Company, locale: str) -> None:
    templates = face_of(company).templates.showing(lambda key, _variant: key)
    for specimen in specimens(Frame(MINSU, locale), SECTIONS):
        assert drawn(templates, specimen, locale).strip() or not specimen.values


async def test_a_real_company_has_no_such_page(company: Company) -> None:
    visitor = await a_visitor(company, await a_person(company, "minsu"))
    await visitor.page("/design", 404)


@pytest.fixture
def demo(make_settings: MakeSettings, tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(make_settings("sqlite"), tmp_path, demo=10) as server:
        yield server


@pytest.mark.browser
@pytest.mark.parametrize(("locale", "scheme", "width"), [("ko-KR", "light", 1280), ("en-GB", "dark", 360)])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    browser: Browser, demo: RunningServer, locale: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        locale=locale,
        color_scheme=scheme,  # type: ignore[arg-type] # one of Playwright's words
        reduced_motion="reduce",
        viewport={"width": width, "height": 800},
    )
    watched = Watched(context, demo)
    page = watched.page("/demo")
    found = violations(page)
    page.locator("button[name=handle]").first.click()
    page.wait_for_url(demo.base_url + "/")
    page.goto(demo.base_url + "/design")
    page.locator("[data-specimen]").last.scroll_into_view_if_needed()
    found += violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(_BROKEN) == []
    context.close()
    assert sorted(set(found)) == []
    assert watched.complaints == []
    assert watched.foreign == []
