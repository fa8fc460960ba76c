"""Face: what a company's pages are made from. Built at the first request, forgotten with the company."""

import gettext
from collections import OrderedDict
from datetime import tzinfo
from functools import cache

from biztweet.accounts.zones import zone, zone_or_company
from biztweet.company import Company
from biztweet.posts.tlds import ASCII_TLDS
from biztweet.web.assets import FOLDER, Assets, load_assets
from biztweet.web.columns import Columns
from biztweet.web.compression import Lasting
from biztweet.web.fragments import Fragments
from biztweet.web.i18n import load_catalogues
from biztweet.web.render import Templates

_ZONES = 40  # at once: each has the newest posts ready


class Face:
    """One company's templates and rendered posts, in all languages, with the times of one zone."""

    def __init__(self, company: Company, times: tzinfo) -> None:
        catalogues = _catalogues()
        self.assets = static_files()
        self.templates = Templates(self.assets, catalogues, times, company.settings)
        self.fragments = Fragments(self.templates)
        self.columns = Columns(self.fragments, company.views)
        self.icons = _icons()
        self.walls: dict[tuple[str, frozenset[int]], tuple[list[int] | None, bytes]] = {}
        self._catalogues = catalogues

    def words(self, locale: str) -> gettext.GNUTranslations:
        """The translations of one language."""
        return self._catalogues[locale]


class Faces:
    """One company's faces: the one that all see whose zone is the server's, and those of other zones."""

    def __init__(self, company: Company) -> None:
        self.usual = Face(company, zone_or_company(""))
        self._company = company
        self._by_zone: OrderedDict[str, Face] = OrderedDict()

    def in_zone(self, name: str) -> Face:
        """The face with the times of a zone; the usual one where it is empty or unknown."""
        face = self._by_zone.get(name)
        if face is None:
            found = zone(name) if name else None
            if found is None:
                return self.usual
            face = self._by_zone[name] = Face(self._company, found)
            if len(self._by_zone) > _ZONES:
                self._by_zone.popitem(last=False)
        return face


def face_of(company: Company, time_zone: str = "") -> Face:
    """The company's face, the same one each time, with the times of a zone."""
    return company.of_face(Faces).in_zone(time_zone)


@cache
def static_files() -> Assets:
    """The static files: the same for every company in this process."""
    tlds = " ".join(sorted(ASCII_TLDS))
    return load_assets({"tlds.js": f'export const tlds = new Set("{tlds}".split(" "))\n'})


@cache
def _icons() -> Lasting:
    """The sprite that stands in every page."""
    return Lasting((FOLDER / "vendor" / "icons.svg").read_bytes())


@cache
def _catalogues() -> dict[str, gettext.GNUTranslations]:
    return load_catalogues()
