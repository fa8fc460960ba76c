"""Stale + stream = fresh for the list of conversations; and nobody hears of what is among others."""

import random
from typing import Any

import msgspec
import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.events import ConversationChanged
from biztweet.kernel.outbox import events_after
from biztweet.kernel.paging import Page
from biztweet.live import channels
from biztweet.live.happening import Happening
from biztweet.live.resume import go_live
from biztweet.live.routes import routes
from biztweet.live.stream import Stream
from biztweet.messages.leave import leave
from biztweet.messages.model import ConversationView
from biztweet.messages.read import read, unread
from biztweet.messages.remove import delete, hide, remove
from biztweet.notifications.inbox import EVERY_KIND
from tests.factories import a_person, said, told_to
from tests.fresh import Paper, Plain, _Opening, told

ALL = Page(limit=100)
Row = tuple[str, int, bool, str]


class Talk(Plain):
    """A dialect for tests: what became of which conversation; everything else by its name."""

    name = "talk"

    def render(self, happening: Happening, label: str) -> bytes | None:
        event, view = happening.event, happening.conversation
        row = None if view is None else row_of(view)
        conversation_id = event.conversation_id if isinstance(event, ConversationChanged) else 0
        words = "" if happening.shared is None else happening.shared.post.text
        changed = [shared.post.text for shared in happening.changed]
        frame = {"kind": type(event).__name__, "id": conversation_id, "row": row, "words": words, "changed": changed}
        return msgspec.json.encode(frame) + b"\n"


class Inbox:
    """An open list of conversations: what was read at first, and all that was heard since."""

    def __init__(self, company: Company, viewer: Viewer, *heard: str) -> None:
        self._company, self._viewer = company, viewer
        self._heard = heard or (channels.direct(viewer.id),)
        self.paper = Paper()
        self.rows: list[Row] = []
        self.kinds: list[str] = []
        self._stream: Stream | None = None
        self._mark = ""

    async def load(self) -> None:
        self._mark = f"{self._company.live.epoch}-{self._company.relay.position}"
        self.rows = await self.fresh()

    async def connect(self) -> None:
        here = self._company
        self._stream = Stream(format=Talk(), outlet=self.paper, account_id=self._viewer.id)
        here.hub.open(self._stream, [(channel, channel) for channel in self._heard])
        await go_live(here.db, here.relay, here.live, self._stream, _Opening(), self._mark)  # type: ignore[arg-type]

    async def lose(self) -> None:
        """The connection goes; what is missed is heard when it is back."""
        await self.take_in()
        self._mark = f"{self._company.live.epoch}-{self._company.relay.position}"
        assert self._stream is not None
        self._company.hub.close(self._stream)

    async def fresh(self) -> list[Row]:
        conversations = self._company.conversations
        views = await conversations.views(self._viewer, await conversations.page(self._viewer, ALL))
        return [row_of(view) for view in views]

    async def take_in(self) -> list[dict[str, Any]]:
        await told(self._company)
        frames = [msgspec.json.decode(line) for line in self.paper.written.splitlines()]
        self.paper.written = b""
        for frame in frames:
            self.kinds.append(frame["kind"])
            if frame["id"]:
                others = [row for row in self.rows if row[0] != str(frame["id"])]
                self.rows = sorted([*others, tuple(frame["row"])] if frame["row"] else others, key=lambda row: -row[1])
        return frames


def row_of(view: ConversationView) -> Row:
    people = " ".join(str(account.id) for account in view.members)
    return str(view.id), view.last.id, view.entry.unread, f"{people} {view.last.shared.post.text}"


@pytest.mark.parametrize("seed", range(3))
async def test_a_list_of_conversations_follows_whatever_is_done(any_company: Company, seed: int) -> None:
    here, chance = any_company, random.Random(seed)
    people = [await a_person(here) for _ in range(4)]
    jane = people[0]
    inbox = Inbox(here, jane)
    await told_to(here, people[1], jane)
    await inbox.load()
    await inbox.connect()
    for number in range(40):
        await _do_something(here, chance, people, number)
        if number % 10 == 5:
            await inbox.lose()
            await _do_something(here, chance, people, number + 100)
            await inbox.connect()
        if number % 8 == 7:
            await inbox.take_in()
            assert inbox.rows == await inbox.fresh()
    assert len(inbox.rows) > 1


async def _do_something(here: Company, chance: random.Random, people: list[Viewer], number: int) -> None:
    who, *others = chance.sample(people, chance.randint(1, 4))
    conversations = here.conversations
    standings = await conversations.page(who, ALL)
    box = await conversations.message_ids(who, ALL)
    match chance.choice(["send", "send", "send", "read", "unread", "hide", "put away", "delete", "leave"]):
        case "send":
            await told_to(here, who, *others, text=f"말 {number}")
        case "read" if standings:
            await read(here.db, who, chance.choice(standings).conversation_id)
        case "unread" if standings:
            await unread(here.db, who, chance.choice(standings).conversation_id)
        case "hide" if standings:
            await hide(here.db, who, chance.choice(standings).conversation_id)
        case "put away" if box:
            await remove(here.db, who, chance.choice(box))
        case "delete" if box:
            views = [view for view in await here.views.of(who, box, messages=True) if view.mine]
            if views:
                await delete(here.db, who, chance.choice(views).id)
        case "leave":
            groups = [each for each in standings if each.is_group]
            if groups:
                await leave(here.db, who, chance.choice(groups).conversation_id)


async def test_nobody_hears_of_what_is_among_others(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    post = await said(here, third)
    heard = [
        channels.COMPANY, channels.HOME, channels.FOLLOWING, channels.CHANGES, channels.home(third.id),
        channels.direct(third.id), channels.notifications(third.id), channels.message_notices(third.id),
        channels.author(minsu.id), channels.tag("비밀"), channels.thread(post),
    ]  # fmt: skip
    ear = Inbox(here, third, *heard)
    await ear.load()
    await ear.connect()
    message = await told_to(here, minsu, jane, text="#비밀", reply_to_id=post)
    second = await told_to(here, jane, minsu, text="또", reply_to_id=message)
    await remove(here.db, minsu, second)
    await delete(here.db, minsu, message)
    assert await ear.take_in() == []


async def test_those_it_was_sent_to_hear_of_a_message_its_deletion_and_the_notice(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    ear = Inbox(here, jane, channels.direct(jane.id), channels.message_notices(jane.id))
    await ear.load()
    await ear.connect()
    message = await told_to(here, minsu, jane, text="둘만")
    words: list[tuple[str, str]] = []
    while ("Notified", "둘만") not in words:
        words += [(frame["kind"], frame["words"]) for frame in await ear.take_in()]
    assert ("MessageSent", "둘만") in words
    [notice] = await here.inbox.page(jane, ALL, EVERY_KIND)
    assert (notice.actor_id, notice.post_id) == (minsu.id, message)
    await delete(here.db, minsu, message)
    gone = {frame["kind"] for frame in await ear.take_in()}
    assert gone == {"MessageDeleted", "ConversationChanged"}
    assert ear.rows == []


async def test_an_event_about_messages_leads_to_the_addressees_channels_only(company: Company) -> None:
    minsu, jane = await a_person(company), await a_person(company)
    before = company.relay.position
    message = await told_to(company, minsu, jane)
    await delete(company.db, minsu, message)
    own = {channel(each.id) for each in (minsu, jane) for channel in (channels.direct, channels.home)}
    own |= {channels.message_notices(jane.id)}
    for recorded in await events_after(company.db.engine, before):
        assert {channel for channel, _ in routes(recorded.event)} <= own
