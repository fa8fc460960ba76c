"""What an event gives cause to tell whom: pure. Nobody is told of what they did themselves, but of their poll's end."""

from collections.abc import Iterator
from itertools import chain

from biztweet.events import (
    AccountFollowed,
    AnyEvent,
    MessageSent,
    PollClosed,
    PollCounted,
    PostEdited,
    PostLiked,
    PostPublished,
    PostReposted,
)
from biztweet.notifications.model import Kind, Notice


def notices(event: AnyEvent) -> list[Notice]:
    """One notice per person at most, the first cause counting: an answer before a mention before a quote."""
    first: dict[int, Notice] = {}
    for notice in chain(_causes(event), _ends(event)):
        if notice.recipient_id != notice.actor_id or notice.kind is Kind.poll:
            first.setdefault(notice.recipient_id, notice)
    return list(first.values())


def _causes(event: AnyEvent) -> Iterator[Notice]:
    match event:
        case PostPublished():
            yield from _of_a_post(event)
        case PostEdited():
            for account_id in event.newly_mentioned_ids:
                yield Notice(Kind.mention, account_id, event.author_id, event.post_id)
        case PostReposted():
            yield Notice(Kind.repost, event.repost_of_account_id, event.author_id, event.repost_of_id)
        case PostLiked():
            yield Notice(Kind.like, event.author_id, event.liker_id, event.post_id)
        case MessageSent():
            for account_id in event.addressee_ids:
                yield Notice(Kind.message, account_id, event.author_id, event.post_id)
        case AccountFollowed():
            yield Notice(Kind.follow, event.followee_id, event.follower_id)
        case _:
            return


def _ends(event: AnyEvent) -> Iterator[Notice]:
    match event:
        case PollClosed():
            yield Notice(Kind.poll, event.author_id, event.author_id, event.post_id)
        case PollCounted():
            for voter_id in event.voter_ids:
                yield Notice(Kind.poll, voter_id, event.author_id, event.post_id)
        case _:
            return


def _of_a_post(event: PostPublished) -> Iterator[Notice]:
    if event.reply_to_account_id is not None:
        yield Notice(Kind.reply, event.reply_to_account_id, event.author_id, event.post_id)
    for account_id in event.mentioned_ids:
        yield Notice(Kind.mention, account_id, event.author_id, event.post_id)
    if event.quote_of_account_id is not None:
        yield Notice(Kind.quote, event.quote_of_account_id, event.author_id, event.post_id)
