"""Both languages say everything, and nothing that nobody asks for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from jinja2 import Environment

from biztweet.web import errors, sentences
from biztweet.web.clients import CLIENTS
from biztweet.web.i18n import FOLDER, LOCALES, known, load_catalogues, wanted

WEB = FOLDER.parent
_PLACES = re.compile(r"%\(\w+\)[sd]")
SAYING = {"says", "says_count", "empty", "gettext", "ngettext"}


def asked_for() -> set[str]:
    """Every message of templates and modules."""
    messages = set(_in_templates()) | set(_in_modules())
    messages |= {sentence for _, sentence in (*sentences._SENTENCES, *sentences._KINDS)}
    messages |= {title for _, _, title in errors._PAGES}
    messages |= {words for client in CLIENTS for words in (client.runs, client.tried, client.needs)}
    messages |= {
        *sentences._FIELDS.values(),
        errors._BROKEN[1],
        sentences.BROKEN,
        *(row[2] for row in sentences._WAITS),
        sentences._SHORT[0],
        "Sign in",
        "Go to Home",
    }
    return messages


def _in_templates() -> Iterator[str]:
    environment = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, autoescape=True)
    extract = environment.extract_translations  # type: ignore[attr-defined] # the extension adds it
    for path in WEB.rglob("*.html"):
        for _, _, message in extract(path.read_text()):
            found = message[0] if isinstance(message, tuple) else message  # None: the words stand in a module
            if found:
                yield found


def _in_modules() -> Iterator[str]:
    for path in WEB.rglob("*.py"):
        tree = ast.parse(path.read_text())
        constants = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in SAYING:
                for argument in node.args:
                    value = constants.get(argument.id) if isinstance(argument, ast.Name) else argument
                    if isinstance(value, ast.Constant) and isinstance(value.value, str) and " " in value.value:
                        yield value.value
        for name in ("_SENTENCES",):
            table = constants.get(name)
            if isinstance(table, ast.Dict):
                said = (str(node.value) for node in ast.walk(table) if isinstance(node, ast.Constant))
                yield from (message for message in said if message and "others" not in message)


def _messages(locale: str) -> list[Message]:
    with (FOLDER / f"{locale}.po").open("rb") as source:
        return list(read_po(source, locale=locale))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.row(48)
def test_a_language_says_everything(locale: str) -> None:
    said = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in _messages(locale)
        if message.id and (message.string if isinstance(message.string, str) else all(message.string or ()))
    }
    assert sorted(asked_for() - said) == []


def test_both_languages_know_the_same_messages() -> None:
    korean, english = ({str(message.id) for message in _messages(locale)} for locale in LOCALES)
    assert korean == english


def test_placeholders_survive_translation() -> None:
    for locale in LOCALES:
        for message in _messages(locale):
            if isinstance(message.id, str) and isinstance(message.string, str):
                assert sorted(_PLACES.findall(message.string)) == sorted(_PLACES.findall(message.id)), message.id


def test_catalogues_are_compiled_in_memory() -> None:
    assert load_catalogues()["ko"].gettext("Home") == "홈"
    assert not list(Path(FOLDER).rglob("*.mo"))


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("ko-KR,ko;q=0.9", "ko"),
        ("en-GB", "en"),
        ("fr, en;q=0.5, ko;q=0.4", "en"),
        ("", "ko"),
        ("de", "ko"),
        ("en;q=x", "en"),
    ],
)
def test_the_browser_chooses_the_language(header: str, locale: str) -> None:
    assert wanted(header) == locale


def test_an_unknown_language_falls_back() -> None:
    assert known("en-GB") == "en"
    assert known("fr", "en") == "en"
