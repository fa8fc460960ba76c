"""Find accounts by what somebody types of a name or handle."""

from collections.abc import Mapping

from biztweet.accounts import store
from biztweet.accounts.handles import key
from biztweet.accounts.model import Account
from biztweet.kernel.database import Database
from biztweet.ports.sql.types import fold

_MAX_TYPED_LENGTH = 100
# Hangul syllables stand in the order of their initial consonants, 588 to each, and 28 to each vowel.
# Source: the Unicode Standard, 3.12.
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST = 0xAC00
_LAST = 0xD7A3
_SYLLABLES = 588
_FINALS = 28  # no final consonant, and each of 27


async def matching(db: Database, typed: str, *, limit: int, skip: int = 0) -> list[Account]:
    """Active accounts whose handle begins with `typed`, or whose name or department holds it.

    Whose handle or name fits come before whose department does, then who posts most. A syllable that is being typed
    finds all that it may become: ㄱㅁㅅ, 김ㅁ and 김미 find 김민수.
    """
    words = fold(typed.strip().removeprefix("@")[:_MAX_TYPED_LENGTH])
    if not words:
        return []
    if (unfinished := unfinished_pattern(words)) is not None:
        return await db.rows(store.BY_SYLLABLES, syllables=unfinished[db.engine.dialect], limit=limit, skip=skip)
    pattern = words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return await db.rows(
        store.MATCHING, handle_pattern=f"{key(pattern)}%", name_pattern=f"%{pattern}%", limit=limit, skip=skip
    )


async def newest(db: Database, limit: int) -> list[Account]:
    """Active accounts, who came last first; one query."""
    return await db.rows(store.NEWEST, limit=limit)


def unfinished_pattern(words: str) -> Mapping[str, str] | None:
    """What finds names in Hangul by what may become of their syllables, in each database's language.

    An initial consonant becomes any syllable that begins with it, a last syllable without a final consonant may get
    one. None for words that hold neither, or anything but Hangul and spaces.
    """
    letters = [_may_become(letter, last=at == len(words) - 1) for at, letter in enumerate(words)]
    if None in letters or all(len(letter or "") <= 1 for letter in letters):
        return None
    classes = "".join(letter or "" for letter in letters)
    return {"sqlite": f"*{classes}*", "postgresql": classes}


def _may_become(letter: str, *, last: bool) -> str | None:
    """A class of characters; the letter itself where it is whole, None where it is no Hangul."""
    if letter in _INITIALS:
        at = _FIRST + _INITIALS.index(letter) * _SYLLABLES
        return f"[{letter}{chr(at)}-{chr(at + _SYLLABLES - 1)}]"
    if letter == " ":
        return letter
    if not _FIRST <= ord(letter) <= _LAST:
        return None
    if last and (ord(letter) - _FIRST) % _FINALS == 0:
        return f"[{letter}-{chr(ord(letter) + _FINALS - 1)}]"
    return letter
