"""What others say of the dialects, where folders that the environment names hold it: answers are held to it.

`BIZTWEET_TWITTER_DOCS`: X's of v2, `openapi_classic.json`: xdevplatform/docs' openapi.json as of version 2.166.
`BIZTWEET_MASTODON_DOCS`: Mastodon's, `schema.json` or `mastodon-openapi.json`: abraham/mastodon-openapi's, of 4.7.0.
Without a folder nothing of its document is checked.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import jsonschema


class Mend(NamedTuple):
    """Where a document is not what its server answers: the place, what stands there instead, and why."""

    place: tuple[str, ...]
    instead: Any
    why: str


class Document:
    """An OpenAPI document in the folder that `variable` names; the answers that were held to it are counted."""

    def __init__(
        self,
        variable: str,
        *names: str,
        roots: tuple[str, ...],
        apart: Collection[str] = (),
        mends: Sequence[Mend] = (),
    ) -> None:
        """`apart`: paths that it does not know and would take for another's."""
        self.folder = os.environ.get(variable, "")
        self.checked: Counter[str] = Counter()
        self.unset = f"{variable} names no folder: no answer was held to the description"
        self._names = names
        self._roots = roots
        self._apart = apart
        self._mends = mends

    def check(self, method: str, url: str, status: int, content: bytes) -> None:
        """Hold an answer to the document; a path or status that it does not know is passed over."""
        path = urlsplit(url).path
        if not self.folder or not path.startswith(self._roots) or path in self._apart or not content:
            return
        found = self._validator(method.lower(), path, status)
        if found is None:
            return
        name, validator = found
        wrong = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(content))]
        assert wrong == [], (method, path, status, wrong, content[:500])
        self.checked[name] += 1

    def told(self) -> str:
        """How much was looked at so far."""
        return f"{sum(self.checked.values())} answers of {len(self.checked)} kinds"

    @cached_property
    def content(self) -> dict[str, Any]:
        """The document, mended."""
        file = next(file for name in self._names if (file := Path(self.folder) / name).exists())
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        for place, instead, _ in self._mends:
            inside = found
            for name in place[:-1]:
                inside = inside[name]
            inside[place[-1]] = instead
        return found

    def _validator(self, method: str, path: str, status: int) -> tuple[str, jsonschema.Draft202012Validator] | None:
        for template, pattern in self._templates:
            operation = self.content["paths"][template].get(method)
            if pattern.fullmatch(path) and operation is not None:
                answers = operation["responses"]
                # X's names 200 where X answers 201; `default` is for what went wrong.
                likely = "200" if status < 300 else "default"
                kinds = (answers.get(str(status)) or answers.get(likely, {})).get("content", {})
                found = kinds.get("application/problem+json" if status >= 400 else "", kinds.get("application/json"))
                if found is None:
                    return None
                schema = found["schema"] | {"components": self.content["components"]}
                return f"{method.upper()} {template} {status}", jsonschema.Draft202012Validator(schema)
        return None

    @cached_property
    def _templates(self) -> list[tuple[str, re.Pattern[str]]]:
        """Those without parts that stand for anything come first."""
        paths = sorted(self.content["paths"], key=lambda path: path.count("{"))
        return [(path, re.compile(re.sub(r"\\?\{[^}]*\\?\}", "[^/]+", re.escape(path)))) for path in paths]


_SCHEMAS = ("components", "schemas")
_OF_200 = ("responses", "200", "content", "application/json", "schema")
_V1_FILTER, _QUOTES = {"$ref": "#/components/schemas/V1Filter"}, ("Quote", "ShallowQuote")

X = Document("BIZTWEET_TWITTER_DOCS", "openapi_classic.json", roots=("/2/",))
MASTODON = Document(
    "BIZTWEET_MASTODON_DOCS",
    "schema.json",
    "mastodon-openapi.json",
    roots=("/api/", "/oauth/", "/.well-known/", "/health"),
    apart={"/api/v1/notifications/policy"},
    mends=[
        Mend(
            (*_SCHEMAS, "Status", "properties", "quote"),
            {"anyOf": [*({"$ref": f"#/components/schemas/{name}"} for name in _QUOTES), {"type": "null"}]},
            "a Quote is told from a ShallowQuote by no key that must be there, so that it is one of either",
        ),
        Mend(
            (*_SCHEMAS, "ValidationError", "required"),
            ["error"],
            "`details` are told where an account is made by strangers, which nobody does here; else `error` alone",
        ),
        Mend(
            (*_SCHEMAS, "ScheduledStatusParamsQuoteApprovalPolicyEnum"),
            {"enum": ["public", "followers", "nobody", None]},
            "the property says that null is allowed, and what it refers to forgets it",
        ),
        Mend(
            (*_SCHEMAS, "ExtendedDescription", "properties", "updated_at", "type"),
            ["string", "null"],
            "Mastodon answers with null where nobody has ever written one",
        ),
        Mend(
            ("paths", "/api/v1/filters", "get", *_OF_200),
            {"type": "array", "items": _V1_FILTER},
            "its own words: a list of filters",
        ),
        Mend(
            ("paths", "/api/v2/filters/statuses/{id}", "delete", *_OF_200),
            {"type": "object"},
            "Mastodon answers with an empty object, as it does where a keyword is deleted",
        ),
    ],
)


def check(method: str, url: str, status: int, content: bytes) -> None:
    """Hold an answer to the document of its dialect."""
    for document in (X, MASTODON):
        document.check(method, url, status, content)
