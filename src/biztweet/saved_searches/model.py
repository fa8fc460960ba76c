"""SavedSearch: words that somebody keeps to look for them again."""

import msgspec


class SavedSearch(msgspec.Struct, frozen=True):
    """One saved search; `query` as it was typed, `created_at` in microseconds."""

    id: int
    account_id: int
    query: str
    created_at: int
