"""Topics that begin with what somebody types: the best known first."""

from biztweet.kernel.database import Database
from biztweet.posts.text import fold_tag
from biztweet.topics import store

_MAX_TYPED_LENGTH = 100


async def completions(db: Database, typed: str, *, limit: int) -> list[str]:
    """Topics as they compare, by how many posts name them; one query. `typed` with or without #, in any case."""
    begun = fold_tag(typed.strip().removeprefix("#")[:_MAX_TYPED_LENGTH])
    if not begun:
        return []
    pattern = {"sqlite": _as_glob(begun), "postgresql": _as_like(begun)}[db.engine.dialect]
    return await db.rows(store.BEGINNING, pattern=pattern, limit=limit)


def _as_glob(text: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text) + "*"


def _as_like(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
