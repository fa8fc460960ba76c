"""Names: whom and what a text names, and the post entered under each of them."""

from biztweet.accounts import store as accounts
from biztweet.accounts.handles import key
from biztweet.kernel.transaction import Transaction
from biztweet.posts import store
from biztweet.posts.model import Entities, Hashtag, Link, Mention, Post
from biztweet.posts.text import Spans, fold_tag


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
