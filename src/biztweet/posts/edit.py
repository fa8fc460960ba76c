"""Edit a post: its words so far become a revision that stays open to everybody who can see the post."""

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.events import PostEdited
from biztweet.kernel.database import Database, Transaction
from biztweet.posts import store
from biztweet.posts.attach import attach
from biztweet.posts.errors import NotTheAuthor, PostNotFound
from biztweet.posts.language import language_of
from biztweet.posts.model import Post, Revision
from biztweet.posts.names import folded_tags, mentioned, mentioned_ids, name_all
from biztweet.posts.rules import check
from biztweet.posts.text import TextRules
from biztweet.posts.visibility import may_see


class Changes(msgspec.Struct, frozen=True):
    """What a post shall say from now on; `media_ids` None leaves its pictures as they are."""

    text: str
    warning: str = ""
    sensitive: bool = False
    language: str | None = None
    media_ids: tuple[int, ...] | None = None


async def edit(db: Database, viewer: Viewer, post_id: int, changes: Changes, rules: TextRules) -> None:
    """Give a post of the viewer's own new words. Raises PostNotFound, NotTheAuthor, and what `check` says of texts."""

    async def work(tx: Transaction) -> None:
        post = await tx.one(store.BY_IDS, ids=[post_id])
        if post is None or not may_see(viewer, post) or post.repost_of_id is not None:
            raise PostNotFound
        if post.author_id != viewer.id:
            raise NotTheAuthor
        pictures = tuple(place.media_id for place in await tx.rows(store.MEDIA_OF, ids=[post.id]))
        wanted = pictures if changes.media_ids is None else changes.media_ids
        words = check(changes.text, changes.warning, len(wanted), rules)
        edited = msgspec.structs.replace(
            post,
            text=words.text,
            entities=await mentioned(tx, words.spans),
            warning=words.warning,
            sensitive=changes.sensitive or bool(words.warning),
            language=changes.language or language_of(words.text),
            revision=post.revision + 1,
            edited_at=tx.now,
        )
        await tx.execute(store.INSERT_REVISION, **msgspec.structs.asdict(_before(post, pictures)))
        await tx.execute(store.SET_WORDS, post_id=post.id, **_words(edited))
        if wanted != pictures:
            await tx.execute(store.DELETE_ATTACHMENTS, post_id=post.id)
            await attach(tx, post.author_id, post.id, wanted)
        await _rename(tx, post, edited)
        await tx.emit(
            PostEdited(
                post_id=post.id,
                author_id=post.author_id,
                thread_id=post.thread_id,
                revision=edited.revision,
                in_company=post.in_company,
                mentioned_ids=mentioned_ids(edited.entities),
                newly_mentioned_ids=tuple(set(mentioned_ids(edited.entities)) - set(mentioned_ids(post.entities))),
                tags=folded_tags(edited.entities),
            )
        )

    await db.write(work)


def _before(post: Post, pictures: tuple[int, ...]) -> Revision:
    return Revision(
        post_id=post.id,
        revision=post.revision,
        text=post.text,
        entities=post.entities,
        warning=post.warning,
        sensitive=post.sensitive,
        media_ids=pictures,
        created_at=post.edited_at or post.created_at,
    )


def _words(post: Post) -> dict[str, object]:
    names = ("text", "entities", "warning", "sensitive", "language", "in_company", "revision", "edited_at")
    return {name: getattr(post, name) for name in names}


async def _rename(tx: Transaction, before: Post, after: Post) -> None:
    gone = set(mentioned_ids(before.entities)) - set(mentioned_ids(after.entities))
    await tx.execute(store.DELETE_MENTIONS, post_id=after.id, ids=list(gone))
    faded = set(folded_tags(before.entities)) - set(folded_tags(after.entities))
    await tx.execute(store.DELETE_TAGS, post_id=after.id, names=list(faded))
    await name_all(tx, after)
