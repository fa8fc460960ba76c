"""Which posts an event changed: what caches forget and open pages draw anew."""

from biztweet.events import (
    AnyEvent,
    MediaDescribed,
    MessageDeleted,
    MessageRemoved,
    PollClosed,
    PollVoted,
    PostBookmarked,
    PostDeleted,
    PostEdited,
    PostLiked,
    PostPublished,
    PostReposted,
    PostUnbookmarked,
    PostUnliked,
)


def changed_posts(event: AnyEvent) -> tuple[int, ...]:
    """The posts whose words, pictures or counts an event changed."""
    match event:
        case PostLiked() | PostUnliked() | PostEdited() | MediaDescribed() | PollVoted() | PollClosed():
            return (event.post_id,)
        case MessageRemoved() | MessageDeleted():
            return (event.post_id,)
        case PostReposted():
            return (event.repost_of_id,)
        case PostPublished():
            return _some(event.reply_to_id, event.quote_of_id)
        case PostDeleted():
            return _some(event.post_id, event.reply_to_id, event.quote_of_id, event.repost_of_id)
        case _:
            return ()


def changed_marks(event: AnyEvent) -> tuple[int, int] | None:
    """The (account, post) whose like, repost, bookmark or vote an event changed."""
    match event:
        case PostLiked() | PostUnliked():
            return event.liker_id, event.post_id
        case PostBookmarked() | PostUnbookmarked():
            return event.account_id, event.post_id
        case PostReposted():
            return event.author_id, event.repost_of_id
        case PollVoted():
            return event.voter_id, event.post_id
        case PostDeleted(repost_of_id=int(original_id)):
            return event.author_id, original_id
        case _:
            return None


def _some(*ids: int | None) -> tuple[int, ...]:
    return tuple(post_id for post_id in ids if post_id is not None)
