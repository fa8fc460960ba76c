"""Assemble: the shared part of a view from posts and accounts that were read; pure."""

import msgspec

from biztweet.accounts.model import Account
from biztweet.cards.model import Card
from biztweet.media.model import Media
from biztweet.polls.model import Poll
from biztweet.posts.model import Post
from biztweet.posts.view import Shared
from biztweet.posts.visibility import visible_to_all


class Stored(msgspec.Struct, frozen=True):
    """A post and what belongs to it alone."""

    post: Post
    media: tuple[Media, ...]
    poll: Poll | None = None
    card: Card | None = None


def inner_ids(post: Post) -> list[int]:
    """The posts that one shows inside itself: what it reposts, what it quotes."""
    return [post_id for post_id in (post.repost_of_id, post.quote_of_id) if post_id is not None]


def account_ids(post: Post) -> list[int]:
    """Whom a post shows or names at its head."""
    named = [post.author_id, post.reply_to_account_id, *(post.addressee_ids or ())]
    return [account_id for account_id in named if account_id is not None]


def assemble(stored: dict[int, Stored], accounts: dict[int, Account], post_id: int) -> Shared:
    """A post with all that it shows, from what was read of each."""
    post = stored[post_id].post
    original = stored.get(post.repost_of_id) if post.repost_of_id else None
    quoted = stored.get(post.quote_of_id) if post.quote_of_id else None
    return Shared(
        post=post,
        author=accounts[post.author_id],
        media=stored[post_id].media,
        poll=stored[post_id].poll,
        card=stored[post_id].card,
        reply_to_account=accounts.get(post.reply_to_account_id) if post.reply_to_account_id else None,
        original=assemble(stored, accounts, original.post.id) if original else None,
        quoted=_inner(stored, accounts, quoted.post) if quoted and visible_to_all(quoted.post) else None,
        addressees=tuple(accounts[i] for i in post.addressee_ids or () if i in accounts),
    )


def held_ids(view: Shared) -> set[int]:
    """The ids of posts and accounts a view shows; both come from one sequence, so they never meet."""
    held = {view.post.id, view.author.id, *[account.id for account in view.addressees]}
    if view.reply_to_account:
        held.add(view.reply_to_account.id)
    for inner in (view.original, view.quoted):
        if inner is not None:
            held |= held_ids(inner)
    return held


def _inner(stored: dict[int, Stored], accounts: dict[int, Account], post: Post) -> Shared | None:
    """A quoted post, without what it quotes itself: one level is shown."""
    if post.author_id not in accounts:
        return None
    return Shared(post, accounts[post.author_id], stored[post.id].media, stored[post.id].poll)
