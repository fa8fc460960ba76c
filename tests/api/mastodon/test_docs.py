"""The table of docs/dialects/mastodon.md names every path that is spoken, with its methods, and no other."""

import re
from pathlib import Path

from biztweet.api.mastodon.routes import spoken
from biztweet.api.oauth.routes import mastodons
from biztweet.web.pages import consent

TABLE = Path(__file__).parents[3] / "docs" / "dialects" / "mastodon.md"
_METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def test_the_table_is_true() -> None:
    told = {
        (method, path)
        for methods, path in re.findall(
            r"^\| ([A-Z ]+) \| `([^`]+)` \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE
        )
        for method in methods.split()
    }
    routes = [*mastodons(consent), *spoken]
    assert told == {(method, route.path) for route in routes for method in (route.methods or set()) & _METHODS}
