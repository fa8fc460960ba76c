"""Follow a topic, or show it on one's page; and each taken back. All may be repeated."""

from typing import Literal

from biztweet.access.viewer import Viewer
from biztweet.events import TopicFeatured, TopicFollowed, TopicUnfeatured, TopicUnfollowed
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.posts.spans import hashtags
from biztweet.posts.text import fold_tag
from biztweet.topics import store
from biztweet.topics.errors import NoTopic, TooManyTopics

Which = Literal["followed", "featured"]

MAX_TOPICS = {"followed": 400, "featured": 10}


async def keep(db: Database, viewer: Viewer, which: Which, name: str) -> None:
    """Keep a topic, with or without #, in one of the viewer's lists. Raises NoTopic, TooManyTopics."""
    name = checked(name)

    async def work(tx: Transaction) -> None:
        tag = fold_tag(name)
        new = await tx.rows(store.KEEP[which], account_id=viewer.id, tag=tag, id=tx.new_id(), name=name)
        if not new:
            return
        if (await tx.one(store.COUNT[which], account_id=viewer.id) or 0) > MAX_TOPICS[which]:
            raise TooManyTopics(MAX_TOPICS[which])
        event = TopicFollowed if which == "followed" else TopicFeatured
        await tx.emit(event(account_id=viewer.id, tag=tag))

    await db.write(work)


async def drop(db: Database, viewer: Viewer, which: Which, name: str) -> bool:
    """Keep a topic no longer; whether it was kept."""

    async def work(tx: Transaction) -> bool:
        tag = fold_tag(name.removeprefix("#"))
        gone = await tx.rows(store.DROP[which], account_id=viewer.id, tag=tag)
        if gone:
            event = TopicUnfollowed if which == "followed" else TopicUnfeatured
            await tx.emit(event(account_id=viewer.id, tag=tag))
        return bool(gone)

    return await db.write(work)


def checked(name: str) -> str:
    """A topic's name as a text would name it, without #. Raises NoTopic."""
    name = name.strip().removeprefix("#")
    [found, *more] = [span.tag for span in hashtags(f"#{name}")] or [""]
    if more or found != name or not name:
        raise NoTopic
    return name
