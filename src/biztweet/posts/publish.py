"""Publish a post, a reply or a quote."""

import hashlib
from collections.abc import Iterable

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.accounts import store as accounts
from biztweet.accounts.handles import key
from biztweet.accounts.model import Signer
from biztweet.events import PostPublished
from biztweet.kernel.clock import DAY, MINUTE
from biztweet.kernel.database import Database, Transaction
from biztweet.kernel.ids import id_at
from biztweet.media import store as media
from biztweet.posts import store
from biztweet.posts.errors import AccountInactive, KeyReused, MediaMissing, QuotedMissing, Repeated, ReplyToMissing
from biztweet.posts.language import language_of
from biztweet.posts.model import Audience, Draft, Entities, Hashtag, Link, Mention, Post, Signature
from biztweet.posts.rules import Words, check
from biztweet.posts.text import Spans, TextRules, fold_tag
from biztweet.posts.visibility import may_see

_KEPT_FOR = DAY
_REPEATED_WITHIN = 15 * MINUTE


async def publish(db: Database, viewer: Viewer, draft: Draft, rules: TextRules) -> int:
    """Store a post together with the event that tells the world of it; return its id.

    With an idempotency key, the same draft within 24 hours answers with the same post.
    Raises TextMissing, TextTooLong, TextUnsafe, TooManyNames, TooManyPictures, MediaMissing, ReplyToMissing,
    QuotedMissing, Repeated, KeyReused, AccountInactive.
    """
    words = check(draft.text, draft.warning, len(draft.media_ids), rules)

    async def work(tx: Transaction) -> int:
        if (post_id := await _kept(tx, viewer, draft)) is not None:
            return post_id
        author = await _author(tx, viewer)
        if draft.refuse_repeats and await _said_just_now(tx, author.id, words.text):
            raise Repeated
        parent, quoted = await _related(tx, viewer, draft)
        post = _post(tx, draft, words, author, parent, quoted, await mentioned(tx, words.spans))
        await tx.execute(store.INSERT, **msgspec.structs.asdict(post))
        await attach(tx, author.id, post.id, draft.media_ids)
        await name_all(tx, post)
        await _count(tx, post)
        await _keep(tx, viewer, draft, post.id)
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
            ),
            made=None if draft.media_ids else post,
        )
        return post.id

    return await db.write(work)


async def mentioned(tx: Transaction, spans: Spans) -> Entities:
    """What a text names: handles that are nobody's stay plain words."""
    keys = {key(span.handle) for span in spans.mentions}
    found = await tx.rows(accounts.BY_HANDLE_KEYS, keys=list(keys)) if keys else []
    by_key = {key(account.handle): account for account in found}
    return Entities(
        mentions=tuple(
            Mention(span.start, span.end, account.handle, account.id, account.name)
            for span in spans.mentions
            if (account := by_key.get(key(span.handle))) is not None
        ),
        hashtags=tuple(Hashtag(span.start, span.end, span.tag) for span in spans.hashtags),
        links=tuple(Link(span.start, span.end, span.url) for span in spans.links),
    )


async def attach(tx: Transaction, owner_id: int, post_id: int, media_ids: Iterable[int]) -> None:
    """Give uploaded pictures to a post, in order. Raises MediaMissing for one not there, not theirs, or taken."""
    wanted = list(media_ids)
    if not wanted:
        return
    uploads = {upload.id: upload for upload in await tx.rows(media.BY_IDS, ids=wanted)}
    for place, media_id in enumerate(wanted):
        upload = uploads.pop(media_id, None)
        if upload is None or upload.owner_id != owner_id or upload.post_id not in (None, post_id):
            raise MediaMissing
        await tx.execute(store.INSERT_ATTACHMENT, post_id=post_id, place=place, media_id=media_id)
        await tx.execute(media.ATTACH, media_id=media_id, post_id=post_id)


async def name_all(tx: Transaction, post: Post) -> None:
    """Enter a post under everybody and every topic it names; what stands already stays."""
    for account_id in mentioned_ids(post.entities):
        await tx.execute(store.INSERT_MENTION, account_id=account_id, post_id=post.id)
    for tag in folded_tags(post.entities):
        await tx.execute(store.INSERT_TAG, tag=tag, post_id=post.id)


def mentioned_ids(entities: Entities) -> tuple[int, ...]:
    """Who is named, each once, in the order of the text."""
    return tuple(dict.fromkeys(mention.account_id for mention in entities.mentions))


def folded_tags(entities: Entities) -> tuple[str, ...]:
    """The topics named, each once, as they compare."""
    return tuple(dict.fromkeys(fold_tag(hashtag.tag) for hashtag in entities.hashtags))


def _post(
    tx: Transaction,
    draft: Draft,
    words: Words,
    author: Signer,
    parent: Post | None,
    quoted: Post | None,
    entities: Entities,
) -> Post:
    post_id = tx.new_id()
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
    )


async def _author(tx: Transaction, viewer: Viewer) -> Signer:
    author = await tx.one(accounts.SIGNER, account_id=viewer.id)
    if author is None or not author.active:
        raise AccountInactive
    return author


async def _said_just_now(tx: Transaction, author_id: int, text: str) -> bool:
    since = id_at(tx.now - _REPEATED_WITHIN)
    return bool(text) and bool(await tx.rows(store.RECENT_WITH_TEXT, account_id=author_id, since_id=since, text=text))


async def _related(tx: Transaction, viewer: Viewer, draft: Draft) -> tuple[Post | None, Post | None]:
    """The post that is answered and the one that is quoted; naming a repost means what it repeats."""
    parent = await named_post(tx, viewer, draft.reply_to_id) if draft.reply_to_id is not None else None
    if draft.reply_to_id is not None and parent is None:
        raise ReplyToMissing
    quoted = await named_post(tx, viewer, draft.quote_of_id) if draft.quote_of_id is not None else None
    if draft.quote_of_id is not None and quoted is None:
        raise QuotedMissing
    return parent, quoted


async def named_post(tx: Transaction, viewer: Viewer, post_id: int) -> Post | None:
    """The post that `post_id` means to the viewer: for a repost, the original; None if it is not there."""
    post = await tx.one(store.BY_IDS, ids=[post_id])
    if post is not None and post.repost_of_id is not None and may_see(viewer, post):
        post = await tx.one(store.BY_IDS, ids=[post.repost_of_id])
    return post if post is not None and may_see(viewer, post) else None


async def _count(tx: Transaction, post: Post) -> None:
    await tx.execute(accounts.COUNT_POST, account_id=post.author_id, more=1, at=post.created_at)
    if post.reply_to_id is not None:
        await tx.execute(store.COUNT_REPLY, post_id=post.reply_to_id, more=1)
    if post.quote_of_id is not None:
        await tx.execute(store.COUNT_QUOTE, post_id=post.quote_of_id, more=1)


async def _kept(tx: Transaction, viewer: Viewer, draft: Draft) -> int | None:
    """The post that this very request has made before. Raises KeyReused."""
    if draft.idempotency_key is None:
        return None
    kept = await tx.one(store.KEPT, account_id=viewer.id, key=draft.idempotency_key)
    if kept is None:
        return None
    if kept.created_at < tx.now - _KEPT_FOR:
        await tx.execute(store.FORGET_KEPT, account_id=viewer.id, key=draft.idempotency_key)
        return None
    if kept.request_hash != _request_hash(draft):
        raise KeyReused
    return kept.post_id


async def _keep(tx: Transaction, viewer: Viewer, draft: Draft, post_id: int) -> None:
    if draft.idempotency_key is None:
        return
    await tx.execute(
        store.KEEP,
        account_id=viewer.id,
        key=draft.idempotency_key,
        request_hash=_request_hash(draft),
        post_id=post_id,
        created_at=tx.now,
    )


def _request_hash(draft: Draft) -> str:
    return hashlib.sha256(msgspec.json.encode(draft)).hexdigest()
