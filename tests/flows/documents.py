"""X's own description of v2, where the folder that BIZTWEET_TWITTER_DOCS names holds it: answers are held to it.

`openapi_classic.json` is xdevplatform/docs' openapi.json as of version 2.166. Without it nothing is checked.
"""

import json
import os
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema

FOLDER = os.environ.get("BIZTWEET_TWITTER_DOCS", "")
checked: Counter[str] = Counter()


def check(method: str, url: str, status: int, content: bytes) -> None:
    """Hold an answer of v2 to the document; a path or status that it does not know is passed over."""
    path = urlsplit(url).path
    if not FOLDER or not path.startswith("/2/") or not content:
        return
    found = _validator(method.lower(), path, status)
    if found is None:
        return
    name, validator = found
    wrong = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(content))]
    assert wrong == [], (method, path, status, wrong, content[:500])
    checked[name] += 1


def _validator(method: str, path: str, status: int) -> tuple[str, jsonschema.Draft202012Validator] | None:
    for template, pattern in _templates():
        operation = _document()["paths"][template].get(method)
        if pattern.fullmatch(path) and operation is not None:
            answer = operation["responses"].get(str(status)) or operation["responses"]["default"]
            kind = "application/problem+json" if status >= 400 else "application/json"
            if kind not in answer.get("content", {}):
                return None
            schema = answer["content"][kind]["schema"] | {"components": _document()["components"]}
            return f"{method.upper()} {template} {status}", jsonschema.Draft202012Validator(schema)
    return None


@cache
def _document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(FOLDER) / "openapi_classic.json").read_text(encoding="utf-8"))
    return found


@cache
def _templates() -> list[tuple[str, re.Pattern[str]]]:
    """Those without parts that stand for anything come first."""
    paths = sorted(_document()["paths"], key=lambda path: path.count("{"))
    return [(path, re.compile(re.sub(r"\\?\{[^}]*\\?\}", "[^/]+", re.escape(path)))) for path in paths]
