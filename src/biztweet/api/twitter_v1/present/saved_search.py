"""A saved search, as v1.1 shows it."""

from typing import Any

from biztweet.api.twitter_v1.present.times import date
from biztweet.saved_searches.model import SavedSearch


def saved_search(found: SavedSearch) -> dict[str, Any]:
    """A SavedSearch object."""
    return {
        "created_at": date(found.created_at),
        "id": found.id,
        "id_str": str(found.id),
        "name": found.query,
        "position": None,
        "query": found.query,
    }
