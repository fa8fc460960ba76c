"""Face: what a company's pages are made from. Built at the first request, forgotten with the company."""

import gettext
from datetime import UTC, datetime, tzinfo
from functools import cache

from biztweet.company import Company
from biztweet.posts.tlds import ASCII_TLDS
from biztweet.web.assets import Assets, load_assets
from biztweet.web.columns import Columns
from biztweet.web.fragments import Fragments
from biztweet.web.i18n import load_catalogues
from biztweet.web.render import Templates


class Face:
    """One company's templates and rendered posts, in all languages."""

    def __init__(self, company: Company) -> None:
        catalogues = _catalogues()
        self.assets = static_files()
        self.templates = Templates(self.assets, catalogues, _local_zone(), company.settings.company_name)
        self.fragments = Fragments(self.templates)
        self.columns = Columns(self.fragments, company.views)
        self.walls: dict[tuple[str, frozenset[int]], tuple[list[int] | None, bytes]] = {}
        self._catalogues = catalogues

    def words(self, locale: str) -> gettext.GNUTranslations:
        """The translations of one language."""
        return self._catalogues[locale]


def face_of(company: Company) -> Face:
    """The company's face, the same one each time."""
    return company.of_face(Face)


@cache
def static_files() -> Assets:
    """The static files: the same for every company in this process."""
    tlds = " ".join(sorted(ASCII_TLDS))
    return load_assets({"tlds.js": f'export const tlds = new Set("{tlds}".split(" "))\n'})


@cache
def _catalogues() -> dict[str, gettext.GNUTranslations]:
    return load_catalogues()


def _local_zone() -> tzinfo:
    """The server's own: pages say it in words, and the browser puts its own in its place."""
    return datetime.now(UTC).astimezone().tzinfo or UTC
