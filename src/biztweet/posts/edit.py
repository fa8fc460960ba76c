"""Edit a post: its words so far become a revision that stays open to everybody who can see the post."""

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.cards import show as cards
from biztweet.cards.address import address_of
from biztweet.events import PollOpened, PostEdited, QuotesEdited, RepostsEdited
from biztweet.kernel.batched import batched
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.polls import store as polls
from biztweet.polls.errors import PollWithPictures
from biztweet.polls.model import Poll, PollDraft
from biztweet.polls.rules import asks_the_same, opened
from biztweet.polls.rules import check as check_poll
from biztweet.posts import store
from biztweet.posts.ask import ask
from biztweet.posts.attach import attach
from biztweet.posts.errors import EditedMeanwhile, NotTheAuthor, NotWithMessages, PostNotFound
from biztweet.posts.language import language_of
from biztweet.posts.model import Audience, Post
from biztweet.posts.names import folded_tags, mentioned, mentioned_ids, name_all
from biztweet.posts.revision import revision_of
from biztweet.posts.rules import card_address, check
from biztweet.posts.text import TextRules
from biztweet.posts.visibility import may_see

_PEOPLE_AN_EVENT = 500


class Changes(msgspec.Struct, frozen=True):
    """What a post shall say from now on; `media_ids` None leaves its pictures as they are, `poll` None its poll.

    Another question begins the poll anew, without votes; the same one keeps them, and ends when the new one says.
    `based_on`: the revision that its author had before their eyes; None where nobody says.
    """

    text: str
    warning: str = ""
    sensitive: bool = False
    language: str | None = None
    media_ids: tuple[int, ...] | None = None
    poll: PollDraft | None = None
    based_on: int | None = None


async def edit(db: Database, viewer: Viewer, post_id: int, changes: Changes, rules: TextRules) -> None:
    """Give a post of the viewer's own new words.

    Raises PostNotFound, NotTheAuthor, NotWithMessages, EditedMeanwhile, PollWithPictures, and what the rules say of
    texts and polls.
    """

    async def work(tx: Transaction) -> None:
        post = await tx.one(store.BY_IDS, ids=[post_id])
        if post is None or not may_see(viewer, post) or post.repost_of_id is not None:
            raise PostNotFound
        if post.author_id != viewer.id:
            raise NotTheAuthor
        if post.audience is Audience.direct:
            raise NotWithMessages
        if changes.based_on not in (None, post.revision):
            raise EditedMeanwhile
        pictures = tuple(place.media_id for place in await tx.rows(store.MEDIA_OF, ids=[post.id]))
        wanted = pictures if changes.media_ids is None else changes.media_ids
        words = check(changes.text, changes.warning, len(wanted), rules)
        before = await tx.one(polls.BY_POST_IDS, ids=[post.id]) if post.has_poll else None
        asked = None if changes.poll is None else check_poll(changes.poll, rules.longest_poll_days)
        if wanted and (before or asked):
            raise PollWithPictures
        edited = msgspec.structs.replace(
            post,
            text=words.text,
            entities=await mentioned(tx, words.spans),
            warning=words.warning,
            sensitive=changes.sensitive or bool(words.warning),
            language=changes.language or language_of(words.text),
            revision=post.revision + 1,
            edited_at=tx.now,
            has_poll=post.has_poll or asked is not None,
        )
        await tx.execute(store.INSERT_REVISION, **msgspec.structs.asdict(revision_of(post, pictures, before)))
        await tx.execute(store.SET_WORDS, post_id=post.id, **_words(edited))
        if wanted != pictures:
            await tx.execute(store.DELETE_ATTACHMENTS, post_id=post.id)
            await attach(tx, post.author_id, post.id, wanted)
        if asked is not None:
            await _ask(tx, edited, before, asked)
        await _rename(tx, post, edited)
        if rules.link_cards:
            shows_more = bool(wanted) or edited.has_poll or edited.quote_of_id is not None
            await _show_card(tx, post, None if shows_more else card_address(words.spans, rules), rules)
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
        await _emit_new_words(tx, post, edited)

    await db.write(work)


async def _show_card(tx: Transaction, before: Post, address: str | None, rules: TextRules) -> None:
    """Of another first link; the same one keeps its card, or has none where its author wanted none."""
    links = before.entities.links
    if address == (address_of(links[0].url, rules.own_host) if links else None):
        return
    await cards.hide(tx, before.id)
    if address is not None:
        await cards.show(tx, before.id, address)


async def _emit_new_words(tx: Transaction, post: Post, edited: Post) -> None:
    """Whoever has shown others a post, by their name or in words of their own, is told when it says something else."""
    if edited.text == post.text:
        return
    reposter_ids = await tx.rows(store.REPOSTER_IDS, post_id=post.id) if post.repost_count else []
    for some in batched(reposter_ids, _PEOPLE_AN_EVENT):
        await tx.emit(RepostsEdited(post_id=post.id, author_id=post.author_id, reposter_ids=some))
    quotes = await tx.rows(store.QUOTES_OF, post_id=post.id) if post.quote_count else []
    for some_quotes in batched(quotes, _PEOPLE_AN_EVENT):
        pairs = tuple((quote.id, quote.author_id) for quote in some_quotes)
        await tx.emit(QuotesEdited(post_id=post.id, author_id=post.author_id, quotes=pairs))


async def _ask(tx: Transaction, post: Post, before: Poll | None, asked: PollDraft) -> None:
    """Ask the post's question anew; a poll that has ended stays as it is while the question does."""
    if before is None or not asks_the_same(before, asked):
        await ask(tx, post, asked)
    elif not before.closed:
        later = opened(post.id, post.author_id, asked, tx.now)
        kept = msgspec.structs.replace(before, closes_at=later.closes_at, hides_counts=later.hides_counts)
        await tx.execute(polls.PUT, **msgspec.structs.asdict(kept))
        await tx.emit(PollOpened(post_id=post.id, due_at=kept.closes_at, anew=False))


def _words(post: Post) -> dict[str, object]:
    names = ("text", "entities", "warning", "sensitive", "language", "in_company", "revision", "edited_at", "has_poll")
    return {name: getattr(post, name) for name in names}


async def _rename(tx: Transaction, before: Post, after: Post) -> None:
    gone = set(mentioned_ids(before.entities)) - set(mentioned_ids(after.entities))
    await tx.execute(store.DELETE_MENTIONS, post_id=after.id, ids=list(gone))
    faded = set(folded_tags(before.entities)) - set(folded_tags(after.entities))
    await tx.execute(store.DELETE_TAGS, post_id=after.id, names=list(faded))
    await name_all(tx, after)
