"""Templates to text: one Jinja environment a language, and skeletons: pages kept ready with holes to fill."""

import gettext
import re
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from biztweet.settings import Settings
from biztweet.web import present, times
from biztweet.web.assets import Assets
from biztweet.web.devices import device_name
from biztweet.web.richtext import linked, rich

_FOLDER = Path(__file__).parent
_HOLE = re.compile("\x02([a-z]+)\x02")
_KEPT_SKELETONS = 2_000


class Skeleton:
    """A rendered text with named holes, as bytes: to fill it costs no more than a join."""

    def __init__(self, text: str) -> None:
        pieces = _HOLE.split(text)
        self._fixed = [piece.encode() for piece in pieces[::2]]
        self._names = pieces[1::2]

    def fill(self, **holes: bytes) -> bytes:
        """The text with its holes filled; KeyError when one is forgotten."""
        return b"".join(self.pieces(holes))

    def pieces(self, holes: Mapping[str, bytes]) -> list[bytes]:
        """The same, not joined: a page is sent as it is."""
        pieces = [self._fixed[0]]
        for name, after in zip(self._names, self._fixed[1:], strict=True):
            pieces += (holes[name], after)
        return pieces


class Templates:
    """All templates in all languages. `zone` is the company's, for times on the pages."""

    def __init__(
        self, assets: Assets, catalogues: Mapping[str, gettext.GNUTranslations], zone: tzinfo, settings: Settings
    ) -> None:
        self.zone = zone
        self._assets, self._catalogues, self._settings = assets, catalogues, settings
        self._environments = {
            locale: _environment(assets, locale, catalogue, zone, settings) for locale, catalogue in catalogues.items()
        }
        self._skeletons: dict[tuple[Any, ...], Skeleton] = {}

    def render(self, locale: str, name: str, **context: Any) -> str:
        """One template, such as `pages/home.html`."""
        return self._environments[locale].get_template(name).render(context)

    def macro(self, locale: str, name: str, macro: str, *values: Any, **named: Any) -> str:
        """One macro of a component, called with `values`."""
        module = self._environments[locale].get_template(name).module
        return str(getattr(module, macro)(*values, **named))

    def showing(self, picture_url: Callable[[str, str], str]) -> "Templates":
        """The same templates, with pictures from elsewhere."""
        others = Templates(self._assets, self._catalogues, self.zone, self._settings)
        for environment in others._environments.values():
            environment.globals["picture_url"] = picture_url
        return others

    def skeleton(self, locale: str, name: str, key: tuple[Any, ...], **context: Any) -> Skeleton:
        """A template with holes, rendered once for each `key`."""
        whole_key = (locale, name, *key)
        found = self._skeletons.get(whole_key)
        if found is None:
            if len(self._skeletons) >= _KEPT_SKELETONS:
                self._skeletons.clear()
            found = self._skeletons[whole_key] = Skeleton(self.render(locale, name, **context))
        return found


def hole(name: str) -> Markup:
    """Where a skeleton is filled in later."""
    return Markup(f"\x02{name}\x02")  # noqa: S704 - a name of ours between two control characters


def _environment(
    assets: Assets, locale: str, catalogue: gettext.GNUTranslations, zone: tzinfo, settings: Settings
) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined] # the extension adds it
    environment.filters.update(
        linked=linked,
        rich=lambda post: rich(post.text, post.entities),
        iso=times.iso,
        full_time=lambda instant: times.full_time(instant, locale, zone),
        full_day=lambda instant: times.full_day(instant, locale, zone),
        time_of_day=lambda instant: times.time_of_day(instant, locale, zone),
        month=lambda instant: times.month(instant, locale, zone),
        short=lambda count: present.short_count(count, locale),
    )
    environment.globals.update(
        locale=locale,
        company=settings.company_name,
        place=lambda account: present.place(account, titled=settings.show_titles),
        asset=assets.url,
        hole=hole,
        post_url=present.post_url,
        account_url=present.account_url,
        picture_url=present.picture_url,
        document_url=present.document_url,
        taken_files=present.TAKEN_FILES,
        document_icon=present.document_icon,
        short_size=present.short_size,
        initials=present.initials,
        hue=present.hue,
        edited_visibly=present.edited_visibly,
        changed_since=present.changed_since,
        is_long=present.is_long,
        grid_size=present.grid_size,
        share=present.share,
        device_name=device_name,
        host_of=present.host_of,
        zone_name=datetime.now(zone).tzname(),
        placeholder=present.placeholder,
    )
    return environment
