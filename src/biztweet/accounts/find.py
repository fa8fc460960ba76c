"""Find accounts by what somebody types of a name or handle."""

from biztweet.accounts import store
from biztweet.accounts.handles import key
from biztweet.accounts.model import Account
from biztweet.kernel.database import Database

_LONGEST = 100


async def matching(db: Database, typed: str, *, limit: int, skip: int = 0) -> list[Account]:
    """Active accounts whose handle begins with `typed`, or whose name holds it; those who post most first."""
    words = typed.strip().removeprefix("@")[:_LONGEST].lower()
    if not words:
        return []
    pattern = words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return await db.rows(
        store.MATCHING, handle_pattern=f"{key(pattern)}%", name_pattern=f"%{pattern}%", limit=limit, skip=skip
    )
