"""Seed: the made-up company and its last three weeks, told through the very verbs that real people use."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import Entry, add_within, change_within
from biztweet.accounts.model import AccountKind
from biztweet.company import Company
from biztweet.demo.acts import DemoAct, Follow, Like, Repost, Say, Write
from biztweet.demo.careers import office_name
from biztweet.demo.conversations import make_history
from biztweet.demo.drawing import draw_picture, drawers
from biztweet.demo.people import DemoPerson, make_people
from biztweet.demo.photos import Photos
from biztweet.demo.pictures import Picture, alt_text
from biztweet.follows.follow import follow
from biztweet.kernel.clock import DAY, SECOND
from biztweet.kernel.transaction import Transaction
from biztweet.media.processed import ProcessedImage
from biztweet.media.upload import keep
from biztweet.messages.model import MessageDraft
from biztweet.messages.send import send
from biztweet.posts.like import like
from biztweet.posts.model import Draft, Source
from biztweet.posts.publish import publish
from biztweet.posts.repost import repost

_JOINED_BEFORE = 60 * DAY


class Past:
    """A clock that stands where the story is."""

    def __init__(self, now: int) -> None:
        self.now = now

    def __call__(self) -> int:
        """The story's instant, in microseconds."""
        return self.now


class Player:
    """Does what acts say, as the people who do them."""

    def __init__(self, company: Company, people: Sequence[DemoPerson], ids: dict[str, int]) -> None:
        self._company = company
        self._viewers = {handle: Viewer(account_id) for handle, account_id in ids.items()}
        self._languages = {person.handle: person.language for person in people}
        self._bots = {person.handle for person in people if person.is_bot}
        self._posts: dict[str, int] = {}
        self.drawn: dict[Picture, asyncio.Future[ProcessedImage]] = {}

    async def play(self, act: DemoAct) -> None:
        """Do one act; what concerns a post that was never made is left out."""
        here, posts = self._company, self._posts
        match act:
            case Say():
                await self._say(act)
            case Like() if act.key in posts:
                await like(here.db, self._viewers[act.who], posts[act.key])
            case Repost() if act.key in posts:
                await repost(here.db, self._viewers[act.who], posts[act.key], Source("BizTweet"))
            case Write():
                to_ids = tuple(self._viewers[handle].id for handle in act.to_handles)
                letter = MessageDraft(text=act.text, to_ids=to_ids, source=Source("BizTweet"))
                await send(here.db, self._viewers[act.author_handle], letter, here.message_rules)
            case Follow():
                await follow(here.db, self._viewers[act.who], self._viewers[act.whom].id)
            case _:
                pass

    async def _say(self, act: Say) -> None:
        author = self._viewers[act.author_handle]
        media_ids: tuple[int, ...] = ()
        if act.picture is not None:
            here, words = self._company, alt_text(act.picture, self._languages[act.author_handle])
            drawn = self.drawn.get(act.picture)
            processed = await (asyncio.to_thread(draw_picture, act.picture) if drawn is None else drawn)
            media_ids = ((await keep(here.db, here.blobs, author, processed, description=words)).id,)
        draft = Draft(
            text=act.text,
            reply_to_id=self._posts.get(act.reply_to_key) if act.reply_to_key else None,
            quote_of_id=self._posts.get(act.quote_of_key) if act.quote_of_key else None,
            media_ids=media_ids,
            source=Source("Hanbit Bots") if act.author_handle in self._bots else Source("BizTweet"),
        )
        self._posts[act.key] = await publish(self._company.db, author, draft, self._company.text_rules)


async def seed(company: Company, clock: Past, count: int) -> None:
    """Fill an empty company with `count` people and their last three weeks, which end now.

    Faces and pictures are drawn beside the story: it needs no more of a face than the key it will be kept under.
    """
    people = make_people(count)
    now = clock.now
    with drawers() as pool:
        photos = Photos(people)
        keeping = asyncio.create_task(photos.keep(pool, company.blobs))
        acts = list(make_history(people, until=datetime.fromtimestamp(now / SECOND, UTC)))
        wanted = dict.fromkeys(act.picture for act in acts if isinstance(act, Say) and act.picture)
        drawn = {picture: asyncio.wrap_future(pool.submit(draw_picture, picture)) for picture in wanted}
        clock.now = now - _JOINED_BEFORE
        player = Player(company, people, await join(company, people, photos.keys))
        player.drawn = drawn
        for together in _moments(acts):
            clock.now = max(clock.now, now + together[0].at_offset_seconds * SECOND)
            await asyncio.gather(*map(player.play, together))
        await keeping
    clock.now = now


async def join(company: Company, people: Sequence[DemoPerson], photo_keys: dict[str, str]) -> dict[str, int]:
    """Add the people and whom they report to; return their ids by handle."""
    ids: dict[str, int] = {}

    async def work(tx: Transaction) -> None:
        for person in people:
            ids[person.handle] = await add_within(tx, _entry(person, photo_keys[person.handle]))
        for person in people:
            if person.manager_handle is not None:
                await change_within(tx, ids[person.handle], {"manager_id": ids[person.manager_handle]})
            if person.owner_handle is not None:
                await change_within(tx, ids[person.handle], {"owner_id": ids[person.owner_handle]})

    await company.db.write(work)
    return ids


def _entry(person: DemoPerson, photo_key: str) -> Entry:
    return Entry(
        handle=person.handle,
        name=person.name,
        photo_key=photo_key,
        kind=AccountKind.bot if person.is_bot else AccountKind.person,
        department=person.department,
        title=person.title,
        level=person.level,
        office=office_name(person.office, person.language),
        email=person.email,
        bio=person.bio,
        language=person.language,
    )


def _moments(acts: Sequence[DemoAct]) -> Iterator[Sequence[DemoAct]]:
    """Acts in their order: posts and letters one by one, and what happens between two of them together."""
    waiting: list[DemoAct] = []
    for act in acts:
        if isinstance(act, Say | Write):
            if waiting:
                yield waiting
            yield [act]
            waiting = []
        else:
            waiting.append(act)
    if waiting:
        yield waiting
