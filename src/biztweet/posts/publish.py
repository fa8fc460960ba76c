"""Publish a post, a reply or a quote."""

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.accounts.model import Signer
from biztweet.cards import show as cards
from biztweet.events import PostPublished
from biztweet.kernel.clock import MINUTE
from biztweet.kernel.database import Database
from biztweet.kernel.ids import id_at
from biztweet.kernel.transaction import Transaction
from biztweet.posts import store
from biztweet.posts.ask import ask
from biztweet.posts.attach import attach
from biztweet.posts.author import author_of
from biztweet.posts.errors import Repeated
from biztweet.posts.idempotency import keep, kept, prefetch_of
from biztweet.posts.language import language_of
from biztweet.posts.model import Audience, Draft, Entities, Post, Signature
from biztweet.posts.names import folded_tags, mentioned, mentioned_ids, name_all
from biztweet.posts.rules import Content, checked
from biztweet.posts.target import related
from biztweet.posts.text import TextRules

_REPEATED_WITHIN = 15 * MINUTE


async def publish(db: Database, viewer: Viewer, draft: Draft, rules: TextRules) -> int:
    """Store a post together with the event that tells the world of it; return its id.

    With an idempotency key, the same draft within 24 hours answers with the same post.
    Raises what `checked` and `publish_within` do, and KeyReused.
    """
    content = checked(draft, rules)

    async def work(tx: Transaction) -> int:
        if (post_id := await kept(tx, viewer, draft)) is not None:
            return post_id
        post_id = await publish_within(tx, viewer, draft, content)
        await keep(tx, viewer, draft, post_id)
        return post_id

    return await db.write(work, prefetch=[(accounts.SIGNERS, (viewer.id,)), *prefetch_of(viewer, draft)])


async def publish_within(tx: Transaction, viewer: Viewer, draft: Draft, content: Content) -> int:
    """The same in the caller's transaction, for a draft that was checked.

    Raises MediaMissing, ReplyToMissing, QuotedMissing, NotWithMessages, Repeated, AccountInactive.
    """
    author = await author_of(tx, viewer)
    if draft.refuse_repeats and await _said_just_now(tx, author.id, content.words.text):
        raise Repeated
    parent, quoted = await related(tx, viewer, draft)
    post = post_of(tx, draft, content, author, parent, quoted, await mentioned(tx, content.words.spans))
    await tx.execute(store.INSERT, **msgspec.structs.asdict(post))
    await attach(tx, author.id, post.id, draft.media_ids)
    if content.poll is not None:
        await ask(tx, post, content.poll)
    if content.card_address is not None:
        await cards.show(tx, post.id, content.card_address)
    await name_all(tx, post)
    await _count(tx, post)
    await tx.emit(
        PostPublished(
            post_id=post.id,
            author_id=post.author_id,
            thread_id=post.thread_id,
            in_company=post.in_company,
            reply_to_id=post.reply_to_id,
            reply_to_account_id=post.reply_to_account_id,
            quote_of_id=post.quote_of_id,
            quote_of_account_id=quoted.author_id if quoted else None,
            mentioned_ids=mentioned_ids(post.entities),
            tags=folded_tags(post.entities),
            awaited=author.awaiting_count > 0 and post.in_company,
        ),
        made=None if draft.media_ids or post.has_poll or content.card_address else post,
    )
    return post.id


def post_of(
    tx: Transaction,
    draft: Draft,
    content: Content,
    author: Signer,
    parent: Post | None,
    quoted: Post | None,
    entities: Entities,
) -> Post:
    """A draft as it will stand, under a fresh id, for the company."""
    post_id, words = tx.new_id(), content.words
    return Post(
        id=post_id,
        author_id=author.id,
        audience=Audience.company,
        text=words.text,
        entities=entities,
        signature=Signature(author.name, author.department, author.photo_key),
        source=draft.source,
        thread_id=parent.thread_id if parent else post_id,
        created_at=tx.now,
        warning=words.warning,
        sensitive=draft.sensitive or bool(words.warning),
        language=draft.language or language_of(words.text),
        reply_to_id=parent.id if parent else None,
        reply_to_account_id=parent.author_id if parent else None,
        quote_of_id=quoted.id if quoted else None,
        in_company=parent is None or parent.author_id == author.id,
        has_poll=content.poll is not None,
    )


async def _said_just_now(tx: Transaction, author_id: int, text: str) -> bool:
    since = id_at(tx.now - _REPEATED_WITHIN)
    return bool(text) and bool(await tx.rows(store.RECENT_WITH_TEXT, account_id=author_id, since_id=since, text=text))


async def _count(tx: Transaction, post: Post) -> None:
    await tx.execute(accounts.COUNT_POST, account_id=post.author_id, more=1, at=post.created_at)
    if post.reply_to_id is not None:
        await tx.execute(store.COUNT_REPLY, post_id=post.reply_to_id, more=1)
    if post.quote_of_id is not None:
        await tx.execute(store.COUNT_QUOTE, post_id=post.quote_of_id, more=1)
