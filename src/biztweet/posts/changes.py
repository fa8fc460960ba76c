"""Which posts an event changed: what caches forget and open pages draw anew."""

from biztweet.events import (
    AnyEvent,
    CardMade,
    MediaDescribed,
    MessageDeleted,
    MessageRemoved,
    PollClosed,
    PollVoted,
    PostBookmarked,
    PostDeleted,
    PostEdited,
    PostLiked,
    PostPinned,
    PostPublished,
    PostReposted,
    PostUnbookmarked,
    PostUnliked,
    PostUnpinned,
    QuoteDetached,
    ThreadMuted,
    ThreadUnmuted,
)


def changed_posts(event: AnyEvent) -> tuple[int, ...]:  # noqa: PLR0911 - one answer per kind of event
    """The posts whose words, pictures, cards or counts an event changed."""
    match event:
        case PostLiked() | PostUnliked() | PostEdited() | MediaDescribed() | PollVoted() | PollClosed():
            return (event.post_id,)
        case QuoteDetached():
            return (event.post_id, event.quoted_id)
        case MessageRemoved() | MessageDeleted():
            return (event.post_id,)
        case PostReposted():
            return (event.repost_of_id,)
        case PostPublished():
            return _some(event.reply_to_id, event.quote_of_id)
        case PostDeleted():
            return _some(event.post_id, event.reply_to_id, event.quote_of_id, event.repost_of_id)
        case _:
            return event.post_ids if isinstance(event, CardMade) else ()


def changed_marks(event: AnyEvent) -> int | None:
    """The account whose likes, reposts, bookmarks, pins, votes or muted threads an event changed."""
    match event:
        case PostLiked() | PostUnliked():
            return event.liker_id
        case PostBookmarked() | PostUnbookmarked() | PostPinned() | PostUnpinned() | ThreadMuted() | ThreadUnmuted():
            return event.account_id
        case PostReposted():
            return event.author_id
        case PollVoted():
            return event.voter_id
        case PostDeleted(repost_of_id=int()):
            return event.author_id
        case _:
            return None


def _some(*ids: int | None) -> tuple[int, ...]:
    return tuple(post_id for post_id in ids if post_id is not None)
