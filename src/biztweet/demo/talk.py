"""Talk: one conversation after the other, with its replies, likes, reposts and quotes."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from biztweet.demo import stock
from biztweet.demo.acts import DemoAct, Like, Repost, Say
from biztweet.demo.careers import EXECUTIVE
from biztweet.demo.cast import Cast
from biztweet.demo.chances import chance, weighted
from biztweet.demo.decks import Deck, fits
from biztweet.demo.hours import named
from biztweet.demo.people import DemoPerson
from biztweet.demo.pictures import VARIANTS, Picture
from biztweet.demo.slots import Slots
from biztweet.demo.stock import Chain, Thread

_PILES = {"ko": 0.62, "en": 0.27, "threads ko": 0.045, "threads en": 0.04, "mixed": 0.025}
_CHAINS = {0: 0.44, 1: 0.35, 2: 0.15, 3: 0.06}
_OWN_REPLY = 0.9
_LOVED = {"customer", "praise", "birthday", "welcome", "release", "life", "sports"}
_REPOSTED = {"seminar": 0.3, "volunteers": 0.3, "idea": 0.25, "customer": 0.25, "notice": 0.25, "incident": 0.15}
_QUOTED = 0.09
_REMEMBERED = {True: 20_000, False: 700}  # texts: all of a history, the last half hour of a live stream


class Talk:
    """Makes conversations of the stock. `pace`: how long people take to answer, 1 being usual in an office.

    `again`: whether texts without slots may be said a second time.
    """

    def __init__(
        self, people: Sequence[DemoPerson], pick: random.Random, *, prefix: str, again: bool, pace: float = 1.0
    ) -> None:
        self._pick = pick
        self._cast = Cast(people, pick)
        self._prefix = prefix
        self._strict = not again
        self._pace = pace
        self._count = 0
        self._pictures: Counter[str] = Counter()
        self._said: dict[tuple[str, str], None] = {}
        keeps = None if again else _has_slots
        self._piles = {
            name: Deck(pick, stock.threads(name.split()[-1]) if name in _SCRIPTED else stock.openings(name), keeps)
            for name in _PILES
        }
        self._chains: dict[tuple[str, str], Deck[Chain]] = {}

    def conversation(self, moment: datetime, at: int) -> list[DemoAct]:
        """Somebody says something that fits the moment, and others react; `at` is the offset of the first post."""
        now = named(moment)
        if not self._strict and "evening" in now:
            now |= {"pm"}
        for name in (weighted(self._pick, _PILES), "ko", "en", "ko"):
            thread = self._piles[name].deal(lambda card: fits(card, now, strict=self._strict))
            acts = self._play(thread, at) if thread else []
            if acts:
                return acts
        return []

    def announcement(self, moment: datetime, at: int, bot: str | None = None) -> list[DemoAct]:
        """A bot reports: this one, or one of those that report at any time."""
        handle = bot or self._pick.choice(("deploy_bot", "build_bot"))
        if self._cast.bot(handle) is None:
            return self.conversation(moment, at)
        return self._play(self._pick.choice(stock.bot_posts(handle)), at)

    def _play(self, thread: Thread, at: int) -> list[DemoAct]:
        """The acts of a conversation; none if it would repeat what was said not long ago."""
        speakers = self._speakers(thread)
        if len(speakers) < len(thread.cast):
            return []
        slots = Slots(self._pick, self._cast, thread.language, speakers)
        lines = [(speakers[part.speaker], slots.fill(part.text, speakers[part.speaker])) for part in thread.parts]
        if ("", lines[0][1]) in self._said or self._repeats(lines):
            return []
        self._remember("", lines[0][1])
        posts = [self._say(thread.topic, at, *lines[0], picture=self._picture(thread.picture))]
        for part, (speaker, text) in zip(thread.parts[1:], lines[1:], strict=True):
            posts.append(self._answer(posts[part.answers or 0], posts[-1].at_offset_seconds, speaker, text))
        acts: list[DemoAct] = [*posts]
        if len(posts) == 1:
            acts += self._replies(thread, posts[0], speakers["A"], slots)
        return acts + self._applause(thread, posts)

    def _speakers(self, thread: Thread) -> dict[str, DemoPerson]:
        speakers: dict[str, DemoPerson] = {}
        for name, tags in thread.cast.items():
            taken = [person.handle for person in speakers.values()]
            bots = [bot for tag in tags if tag.endswith("_bot") if (bot := self._cast.bot(tag))]
            person = bots[0] if bots else self._cast.someone(tags, taken, fresh=not speakers)
            if person:
                speakers[name] = person
        return speakers

    def _replies(self, thread: Thread, opening: Say, author: DemoPerson, slots: Slots) -> list[DemoAct]:
        """Those written for this opening, and some that suit its topic."""
        chains = [chain for chain in thread.replies if chance(self._pick, _OWN_REPLY)]
        for _ in range(weighted(self._pick, _CHAINS) + (author.level <= EXECUTIVE) - len(chains)):
            suited = self._chain(thread.language, thread.replies_as)
            if suited and suited not in chains and not (author.is_bot and len(suited.texts) > 1):
                chains.append(suited)
        acts: list[DemoAct] = []
        taken = {author.handle}
        for chain in chains:
            other = self._cast.someone(chain.who | {thread.language}, taken)
            if other is None:
                break
            turns = [author if step % 2 else other for step in range(len(chain.texts))]
            lines = [(speaker, slots.fill(text, speaker)) for speaker, text in zip(turns, chain.texts, strict=True)]
            if self._repeats(lines):
                continue
            taken.add(other.handle)
            last = opening
            for speaker, text in lines:
                last = self._answer(last, last.at_offset_seconds, speaker, text)
                acts.append(last)
        return acts

    def _repeats(self, lines: Sequence[tuple[DemoPerson, str]]) -> bool:
        """Whether somebody would say word for word what they have said already."""
        return any((speaker.handle, text) in self._said for speaker, text in lines)

    def _remember(self, handle: str, text: str) -> None:
        self._said[handle, text] = None
        if len(self._said) > _REMEMBERED[self._strict]:
            del self._said[next(iter(self._said))]

    def _applause(self, thread: Thread, posts: list[Say]) -> list[DemoAct]:
        """Likes for all posts; reposts and quotes for the first."""
        pick, opening = self._pick, posts[0]
        acts: list[DemoAct] = []
        warm = 0.65 + 0.5 * (thread.topic in _LOVED) + 0.4 * ("executive" in thread.cast["A"])
        bot = opening.author_handle.endswith("_bot")
        for post in posts:
            many = 0.2 if bot else warm if post is opening else 0.15
            fans = self._several(int(pick.lognormvariate(many, 0.85)) - (0 if post is opening else 1), post)
            acts += (Like(at_offset_seconds=self._later(post, 2400), who=who, key=post.key) for who in fans)
        if not bot and chance(pick, _REPOSTED.get(thread.topic, 0.05)):
            fans = self._several(pick.choice((1, 1, 2, 3)), opening)
            acts += (Repost(at_offset_seconds=self._later(opening, 3000), who=who, key=opening.key) for who in fans)
        quote = self._chain(thread.language, f"quote:{thread.topic}") if chance(pick, _QUOTED) and not bot else None
        fan = self._cast.someone(frozenset({thread.language}), [post.author_handle for post in posts])
        if quote and fan and not self._repeats([(fan, quote.texts[0])]):
            later = self._later(opening, 3000)
            acts.append(self._say(thread.topic, later, fan, quote.texts[0], quote_of_key=opening.key))
        return acts

    def _several(self, count: int, post: Say) -> list[str]:
        found = [self._cast.someone(frozenset(), [post.author_handle]) for _ in range(max(count, 0))]
        return sorted({person.handle for person in found if person})

    def _chain(self, language: str, topic: str) -> Chain | None:
        if (language, topic) not in self._chains:
            self._chains[language, topic] = Deck(self._pick, stock.replies(language).get(topic, ()))
        return self._chains[language, topic].deal(lambda _: True)

    def _answer(self, to: Say, after: int, author: DemoPerson, text: str) -> Say:
        """A reply `to` a post, said some minutes `after` a moment."""
        wait = 45 + self._pick.expovariate(1 / 480)
        return self._say(to.topic, after + max(round(wait * self._pace), 2), author, text, reply_to_key=to.key)

    def _say(
        self, topic: str, at: int, author: DemoPerson, text: str, *,
        reply_to_key: str | None = None, quote_of_key: str | None = None, picture: Picture | None = None,
    ) -> Say:  # fmt: skip
        self._count += 1
        self._remember(author.handle, text)
        return Say(
            at_offset_seconds=at, author_handle=author.handle, text=text, key=f"{self._prefix}{self._count}",
            topic=topic, reply_to_key=reply_to_key, quote_of_key=quote_of_key, picture=picture,
        )  # fmt: skip

    def _later(self, post: Say, usual_seconds: float) -> int:
        return post.at_offset_seconds + max(round((20 + self._pick.expovariate(1 / usual_seconds)) * self._pace), 1)

    def _picture(self, kind: str | None) -> Picture | None:
        if kind is None:
            return None
        self._pictures[kind] += 1
        return Picture(kind, self._pictures[kind] % VARIANTS)


_SCRIPTED = frozenset({"threads ko", "threads en", "mixed"})


def _has_slots(thread: Thread) -> bool:
    return thread.has_slots
