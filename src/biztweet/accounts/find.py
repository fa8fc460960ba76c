"""Find accounts by what somebody types of a name or handle."""

from collections.abc import Mapping

from biztweet.accounts import store
from biztweet.accounts.handles import key
from biztweet.accounts.model import Account
from biztweet.kernel.database import Database

_LONGEST = 100
# Hangul syllables stand in the order of their initial consonants, 588 to each. Source: the Unicode Standard, 3.12.
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST = 0xAC00
_SYLLABLES = 588


async def matching(db: Database, typed: str, *, limit: int, skip: int = 0) -> list[Account]:
    """Active accounts whose handle begins with `typed`, or whose name or department holds it; who posts most first.

    Initial consonants find names as well: ㄱㅁㅅ finds 김민수.
    """
    words = typed.strip().removeprefix("@")[:_LONGEST].lower()
    if not words:
        return []
    if (initials := initials_pattern(words)) is not None:
        return await db.rows(store.BY_INITIALS, initials=initials[db.engine.dialect], limit=limit, skip=skip)
    pattern = words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return await db.rows(
        store.MATCHING, handle_pattern=f"{key(pattern)}%", name_pattern=f"%{pattern}%", limit=limit, skip=skip
    )


async def newest(db: Database, limit: int) -> list[Account]:
    """Active accounts, who came last first; one query."""
    return await db.rows(store.NEWEST, limit=limit)


def initials_pattern(words: str) -> Mapping[str, str] | None:
    """What finds names by the initial consonants of their syllables, in each database's language; None for others."""
    if not words or any(letter not in _INITIALS for letter in words):
        return None
    spans = [_FIRST + _INITIALS.index(letter) * _SYLLABLES for letter in words]
    classes = "".join(
        f"[{letter}{chr(at)}-{chr(at + _SYLLABLES - 1)}]" for letter, at in zip(words, spans, strict=True)
    )
    return {"sqlite": f"*{classes}*", "postgresql": classes}
