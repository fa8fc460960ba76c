"""The two languages of the pages: catalogues compiled in memory at start, and whose language is which."""

import gettext
import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from biztweet.accounts.languages import LANGUAGES

LOCALES = LANGUAGES
FOLDER = Path(__file__).parent / "locales"


def load_catalogues() -> dict[str, gettext.GNUTranslations]:
    """Translations by locale."""
    return {locale: _compiled(FOLDER / f"{locale}.po", locale) for locale in LOCALES}


def _compiled(path: Path, locale: str) -> gettext.GNUTranslations:
    with path.open("rb") as source:
        catalogue = read_po(source, locale=locale)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def known(language: str, default: str = "ko") -> str:
    """The locale that serves `language` (an account's, like `ko` or `en-GB`)."""
    primary = language.partition("-")[0].lower()
    return primary if primary in LOCALES else default


def wanted(accept_language: str, default: str = "ko") -> str:
    """The locale that a browser prefers, from its Accept-Language header."""
    ranked: list[tuple[float, str]] = []
    for part in accept_language.split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        primary = tag.partition("-")[0].lower()
        if primary in LOCALES:
            ranked.append((_quality(quality), primary))
    return max(ranked, key=lambda found: found[0])[1] if ranked else default


def _quality(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
