"""Stock: the written store of posts, replies and threads, read from the text files in `stock/`.

A section starts with `# topic | defaults`. In openings a line is a post, maybe led by `[words]`: who may say it
(`executive`, `qa`, `interest:books`), when (`am noon pm evening weekend mon fri any`), `picture=kind`, and
`re=topic` if another topic's replies suit it; lines after it that begin with `=>` are replies of its own, maybe led
by who gives them. A reply is written `reply > answer of the author > reply …`. In threads a section is one thread:
its cast stands after the topic (`A=junior, B=ko platform`), its lines begin with who speaks, `A>1` answering post 1
instead of the last one. What stands in braces is a slot (`slots.py`).
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

import msgspec

MOMENTS = frozenset({"am", "noon", "pm", "evening", "weekend", "mon", "fri", "any"})


class Part(msgspec.Struct, frozen=True):
    """One post of a thread: who of the cast speaks, what, and which earlier part is answered (from 0; None opens)."""

    speaker: str
    text: str
    answers: int | None


class Chain(msgspec.Struct, frozen=True):
    """A reply and what follows it, in turn by the one who replies and the author. `who`: what the former must be."""

    texts: tuple[str, ...]
    who: frozenset[str] = frozenset()


class Thread(msgspec.Struct, frozen=True):
    """A conversation as written: a lone opening, or one with its answers.

    `cast`: what each speaker must be. `replies` are those written for an opening; `replies_as` names the topic whose
    replies suit it besides.
    """

    topic: str
    language: str
    cast: dict[str, frozenset[str]]
    when: frozenset[str]
    picture: str | None
    parts: tuple[Part, ...]
    replies: tuple[Chain, ...] = ()
    replies_as: str = "none"

    @property
    def has_slots(self) -> bool:
        """Whether its opening can be said again in other words."""
        return "{" in self.parts[0].text


@cache
def openings(language: str) -> tuple[Thread, ...]:
    """Lone posts that anybody fitting may say."""
    return tuple(_openings(f"openings_{language}.txt", language))


@cache
def bot_posts(handle: str) -> tuple[Thread, ...]:
    """What the bot of that handle says."""
    every = [*_openings("bots_ko.txt", "ko"), *_openings("bots_en.txt", "en")]
    return tuple(post for post in every if handle in post.cast["A"])


@cache
def threads(language: str) -> tuple[Thread, ...]:
    """Written conversations in `ko`, `en` or `mixed`."""
    return tuple(_thread(head, lines, language) for head, lines in _sections(f"threads_{language}.txt"))


@cache
def private(language: str) -> tuple[Thread, ...]:
    """What two or a few write each other, in `ko` or `en`."""
    return tuple(_thread(head, lines, language) for head, lines in _sections(f"private_{language}.txt"))


@cache
def replies(language: str) -> dict[str, tuple[Chain, ...]]:
    """By topic, chains of answers; by `quote:topic`, what somebody writes above a quoted post."""
    return {head: tuple(_chain(line) for line in lines) for head, lines in _sections(f"replies_{language}.txt")}


@cache
def words(language: str) -> dict[str, tuple[str, ...]]:
    """By slot, what may stand in it."""
    found = (line.split(" = ") for line in _text(f"slots_{language}.txt").splitlines() if line)
    return {slot: tuple(word.strip() for word in values.split("|")) for slot, values in found}


_BOTS = frozenset({"deploy_bot", "menu_bot", "build_bot"})
_LED = re.compile(r"\[([a-z][^\]가-힣]*)\] (.+)")
_SPOKEN = re.compile(r"([A-Z])(?:>(\d+))? (.+)")


def _openings(file: str, language: str) -> Iterator[Thread]:
    for head, lines in _sections(file):
        topic, _, defaults = (part.strip() for part in head.partition("|"))
        posts: list[tuple[str, list[Chain]]] = []
        for line in lines:
            if line.startswith("=> "):
                posts[-1][1].append(_chain(line.removeprefix("=> "), language))
            else:
                posts.append((line, []))
        for line, own in posts:
            said, text = _led(line)
            words_of = _sorted_out({*defaults.replace(",", " ").split(), *said})
            home = set() if words_of.who & _BOTS else {language}
            yield Thread(
                topic=topic, language=language, cast={"A": words_of.who | home}, when=words_of.when,
                picture=words_of.picture, parts=(Part("A", text, None),), replies=tuple(own),
                replies_as=words_of.replies_as or topic,
            )  # fmt: skip


def _thread(head: str, lines: list[str], language: str) -> Thread:
    topic, spoken_by, *rest = (part.strip() for part in head.split("|"))
    home = set() if language == "mixed" else {language}
    cast: dict[str, frozenset[str]] = {}
    for entry in spoken_by.split(","):
        speaker, _, tags = entry.strip().partition("=")
        cast[speaker] = frozenset({*tags.split(), *home})
    words_of = _sorted_out(set(" ".join(rest).split()))
    parts: list[Part] = []
    for line in lines:
        said = _SPOKEN.fullmatch(line)
        if said is None:
            raise ValueError(f"Not a spoken line: {line}")
        answers = int(said[2]) - 1 if said[2] else len(parts) - 1 if parts else None
        parts.append(Part(said[1], said[3], answers))
    opener = "ko" if "ko" in cast[parts[0].speaker] else "en"
    return Thread(topic, opener, cast, words_of.when, words_of.picture, tuple(parts))


class _Words(msgspec.Struct, frozen=True):
    who: frozenset[str]
    when: frozenset[str]
    picture: str | None
    replies_as: str | None


def _sorted_out(said: set[str]) -> _Words:
    named = dict(word.split("=") for word in said if "=" in word)
    plain = frozenset(word for word in said if "=" not in word)
    return _Words(plain - MOMENTS, plain & MOMENTS, named.get("picture"), named.get("re"))


def _chain(line: str, language: str | None = None) -> Chain:
    said, text = _led(line)
    who = frozenset({*said, language} if language and said else said)
    return Chain(tuple(part.strip() for part in text.split(" > ")), who)


def _led(line: str) -> tuple[list[str], str]:
    """The words in brackets before a text, and the text. A bracketed Korean word is part of the text."""
    led = _LED.fullmatch(line)
    return (led[1].split(), led[2]) if led else ([], line)


def _sections(file: str) -> Iterator[tuple[str, list[str]]]:
    for section in re.split(r"^# ", _text(file), flags=re.MULTILINE)[1:]:
        head, *lines = section.splitlines()
        yield head.strip(), [line for line in lines if line.strip()]


def _text(file: str) -> str:
    return (resources.files("biztweet.demo") / "stock" / file).read_text(encoding="utf-8")
