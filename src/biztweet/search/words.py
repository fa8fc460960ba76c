"""Words: a text as the tokens it is found by, and what is typed as terms that find them. Pure.

Hangul, Chinese and Japanese have no reliable spaces: each run of them is cut into overlapping pairs, so 점심 is found
in 점심시간 and 사내점심. All else is cut into words. Source of the choice: docs/decisions/0009.
"""

import re
import unicodedata
from collections.abc import Iterator

from biztweet.ports.index import Term

_RUN = r"\u3040-\u30ff\u3130-\u318e\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_PIECE = re.compile(rf"(?P<run>[{_RUN}]+)|(?P<word>[^\W_{_RUN}]+)|(?P<sign>[\u2600-\u27bf\U0001f000-\U0001faff])")
# What follows a Korean noun without a space, where two syllables stand before it; the longest that fits is found first.
_ENDING = re.compile(
    r"(?<=..)(?:은|는|이|가|을|를|의|에|에서|에게|에는|에도|께|께서|한테|와|과|랑|이랑|로|으로|로서|으로서|도|만|까지|부터|보다|처럼"
    r"|마다|밖에|조차|이나|나|이라|라|라고|이라고|하고|이다|입니다|인데|이고|이며|였다|이었다|했다|했어요|했습니다|했는데|합니다|하는"
    r"|하기|하면|하자|하려고|한|할|함|해|해요|해서|되는|됩니다|됐다|됐어요|됐습니다|들|들이|들은|들을|님|님이|님의)\Z"
)
_MIN_OPENING_LENGTH = 2  # a single Latin letter begins too many words to mean any of them


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text, in order."""
    found: list[str] = []
    for run, word, sign in _PIECE.findall(_folded(text)):  # every post passes here: no object for each of its words
        if run:
            found += _pairs(run)
        else:
            found.append(word or sign)
    return tuple(found)


def term(text: str, *, exact: bool = False, whole: bool = False, mark: str = "") -> Term | None:
    """What finds a text wherever it stands; None where it holds nothing that could be found.

    Unless `exact`, particles at its end are taken off and a Latin word at its end may go on; `whole` forbids only the
    latter. A single syllable at the end may always go on, since it stands in pairs. `mark` stands before each token.
    """
    pieces = list(_pieces(text))
    if not pieces:
        return None
    last = pieces[-1]
    if not exact and last.lastgroup == "run":
        stem = _ENDING.sub("", last[0])
        found = [token for piece in pieces[:-1] for token in _cut(piece)] + _pairs(stem)
        goes_on = len(stem) == 1
    else:
        found = [token for piece in pieces for token in _cut(piece)]
        goes_on = last.lastgroup == "run" and len(last[0]) == 1
    if last.lastgroup == "word" and not (exact or whole):
        goes_on = len(last[0]) >= _MIN_OPENING_LENGTH
    return Term(tuple(mark + token for token in found), goes_on)


def stem(text: str) -> str:
    """A typed word as it is to be seen in texts: without the particle at its end."""
    composed = unicodedata.normalize("NFC", text)
    pieces = list(_PIECE.finditer(composed))
    return _ENDING.sub("", composed) if pieces and pieces[-1].lastgroup == "run" else composed


def _pieces(text: str) -> Iterator[re.Match[str]]:
    return _PIECE.finditer(_folded(text))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _cut(piece: re.Match[str]) -> list[str]:
    return _pairs(piece[0]) if piece.lastgroup == "run" else [piece[0]]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
