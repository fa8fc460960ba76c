"""What an event gives cause to tell whom: pure. Nobody is told of what they did themselves, but of their poll's end."""

from collections.abc import Sequence

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
    QuotesEdited,
    RepostsEdited,
)
from biztweet.notifications.model import Kind, Notice


def notices(event: AnyEvent) -> list[Notice]:
    """One notice per person at most, the first cause counting: an answer before a mention before a quote."""
    first: dict[int, Notice] = {}
    for notice in _causes(event):
        if notice.recipient_id != notice.actor_id or notice.kind is Kind.poll:
            first.setdefault(notice.recipient_id, notice)
    return list(first.values())


def occasion(event: AnyEvent, found: Sequence[Notice]) -> int | None:
    """The post whose words all of an event's notices tell of; None where they are of none."""
    if isinstance(event, QuotesEdited):
        return event.post_id
    return found[0].post_id if found else None


def _causes(event: AnyEvent) -> Sequence[Notice]:  # noqa: PLR0911 - one line per kind of event
    match event:
        case PostPublished():
            return _of_a_post(event)
        case PostEdited():
            return [Notice(Kind.mention, one, event.author_id, event.post_id) for one in event.newly_mentioned_ids]
        case PostReposted():
            return (Notice(Kind.repost, event.repost_of_account_id, event.author_id, event.repost_of_id),)
        case PostLiked():
            return (Notice(Kind.like, event.author_id, event.liker_id, event.post_id),)
        case MessageSent():
            return [Notice(Kind.message, one, event.author_id, event.post_id) for one in event.addressee_ids]
        case AccountFollowed():
            return (Notice(Kind.follow, event.followee_id, event.follower_id),)
        case PollClosed():
            return (Notice(Kind.poll, event.author_id, event.author_id, event.post_id),)
        case PollCounted():
            return [Notice(Kind.poll, one, event.author_id, event.post_id) for one in event.voter_ids]
        case RepostsEdited() | QuotesEdited():
            return _of_new_words(event)
        case _:
            return ()


def _of_new_words(event: RepostsEdited | QuotesEdited) -> Sequence[Notice]:
    """As in Mastodon, who quoted is shown their own post, in which the other one stands."""
    if isinstance(event, QuotesEdited):
        return [Notice(Kind.quoted_edited, one, event.author_id, quote_id) for quote_id, one in event.quotes]
    return [Notice(Kind.edited, one, event.author_id, event.post_id) for one in event.reposter_ids]


def _of_a_post(event: PostPublished) -> Sequence[Notice]:
    found = [Notice(Kind.mention, one, event.author_id, event.post_id) for one in event.mentioned_ids]
    if event.reply_to_account_id is not None:
        found.insert(0, Notice(Kind.reply, event.reply_to_account_id, event.author_id, event.post_id))
    if event.quote_of_account_id is not None:
        found.append(Notice(Kind.quote, event.quote_of_account_id, event.author_id, event.post_id))
    return found
