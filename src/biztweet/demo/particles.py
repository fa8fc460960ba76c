"""Particles: which form of a Korean particle follows a word, by how the word ends when spoken."""

# Names of the digits, and of the letters that end in a consonant: L, M, N, R.
_DIGITS = "영일이삼사오육칠팔구"
_LETTERS = {"l": "엘", "m": "엠", "n": "엔", "r": "알"}
_RIEUL = 8  # the final consonant of 서울, after which 으로 is 로


def particle(word: str, pair: str) -> str:
    """`pair` is written consonant form first: `이/가`, `을/를`, `은/는`, `과/와`, `으로/로`."""
    after_consonant, after_vowel = pair.split("/")
    final = _final(word)
    if final == 0 or (final == _RIEUL and pair == "으로/로"):
        return after_vowel
    return after_consonant


def _final(word: str) -> int:
    """The index of the last syllable's final consonant, 0 if it has none."""
    for letter in reversed(word):
        spoken = _DIGITS[int(letter)] if letter in "0123456789" else _LETTERS.get(letter.lower(), letter)
        if "가" <= spoken <= "힣":
            return (ord(spoken) - 0xAC00) % 28
        if letter.isalpha():
            return 0
    return 0
