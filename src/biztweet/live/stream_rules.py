"""Stream rules: posts told because of what they say: to streams that brought a filter, and to apps that stored rules.

One rulebook for all of them, so that a post is held against few; it holds what an open stream here listens to.
"""

import asyncio
import contextlib
import itertools
from collections import defaultdict
from typing import NamedTuple

from biztweet.events import AnyEvent, PostDeleted, PostPublished, PostReposted, RulesChanged
from biztweet.kernel.database import Database
from biztweet.live import channels
from biztweet.live.hub import Hub
from biztweet.ports.index import Expression
from biztweet.posts.view import Shared
from biztweet.search.document import author_only, document, subject
from biztweet.search.errors import QueryWrong
from biztweet.search.rulebook import Rulebook
from biztweet.search.rules import Rule, expression, rules_of


class Passed(NamedTuple):
    """A channel that a post is told on; `rules` are those that let it through, where an app stored them."""

    channel: str
    rules: tuple[Rule, ...]


class Filters:
    """What open streams of this process listen for."""

    def __init__(self, db: Database, hub: Hub) -> None:
        self._db = db
        self._hub = hub
        self._book: Rulebook[tuple[str, int]] = Rulebook()
        self._numbers = itertools.count(1)
        self._channels: dict[Expression, str] = {}  # of streams' own filters
        self._rules: dict[str, dict[int, Rule]] = {}  # of apps, by channel
        self._loading: defaultdict[str, asyncio.Lock] = defaultdict(
            asyncio.Lock
        )  # by channel: no app waits for another

    def bring(self, wanted: Expression) -> str:
        """The channel on which posts that hold what is wanted are told; subscribe to it before awaiting anything."""
        channel = self._channels.get(wanted)
        if channel is None:
            channel = self._channels[wanted] = channels.filtered(next(self._numbers))
            self._book.put((channel, 0), wanted)
        return channel

    def release(self, wanted: Expression) -> None:
        """A stream that brought it is closed; when it was the last one, the filter is forgotten."""
        channel = self._channels.get(wanted)
        if channel is not None and not self._hub.listened(channel):
            del self._channels[wanted]
            self._book.remove((channel, 0))

    async def follow_rules(self, app_id: int) -> None:
        """Know an app's rules from now on; a stream must listen to `channels.rules` before."""
        async with self._loading[channels.rules(app_id)]:
            if channels.rules(app_id) not in self._rules:
                await self._load(app_id)

    async def obey(self, event: AnyEvent) -> None:
        """Know what an event changes about an app's rules."""
        if isinstance(event, RulesChanged):
            async with self._loading[channels.rules(event.app_id)]:
                if channels.rules(event.app_id) in self._rules:
                    await self._load(event.app_id)

    def release_rules(self, app_id: int) -> None:
        """A stream of the app is closed; after the last one its rules are forgotten."""
        channel = channels.rules(app_id)
        if not self._hub.listened(channel):
            self._forget(channel)

    def may_pass(self, event: AnyEvent) -> bool:
        """Whether an event could be told because of words: else nobody need look up what it is about."""
        return len(self._book) > 0 and isinstance(event, PostPublished | PostReposted | PostDeleted)

    def passed(self, event: AnyEvent, shared: Shared | None) -> list[Passed]:
        """The channels an event is told on; of a deleted post only its author is still known."""
        if not self.may_pass(event):
            return []
        if isinstance(event, PostDeleted):
            tokens = author_only(event.author_id)
        elif shared is not None:
            tokens = document(subject(shared))
        else:
            return []
        matched: dict[str, list[int]] = {}
        for channel, rule_id in self._book.matching(tokens):
            matched.setdefault(channel, []).append(rule_id)
        return [
            Passed(channel, tuple(self._rules[channel][rule_id] for rule_id in ids if rule_id))
            for channel, ids in matched.items()
        ]

    async def _load(self, app_id: int) -> None:
        """Read an app's rules; until they are here, those known before hold."""
        channel, rules = channels.rules(app_id), await rules_of(self._db, app_id)
        if not self._hub.listened(channel):
            self._forget(channel)
            return
        before = self._rules.get(channel, {})
        now = self._rules[channel] = {rule.id: rule for rule in rules}
        for rule_id in before.keys() - now.keys():
            self._book.remove((channel, rule_id))
        for rule in rules:
            if rule.id in before:
                continue
            with contextlib.suppress(QueryWrong):  # of an older version, which took what this one does not
                self._book.put((channel, rule.id), expression(rule.wanted))
            await asyncio.sleep(0)  # a thousand long rules are seconds of work, and others wait
            if self._rules.get(channel) is not now:
                return  # the last stream has closed meanwhile

    def _forget(self, channel: str) -> None:
        for rule_id in self._rules.pop(channel, ()):
            self._book.remove((channel, rule_id))
