"""Which channels hear of an event: pure."""

from collections.abc import Callable, Iterable, Sequence

from biztweet.events import (
    AccountBlocked,
    AccountFollowed,
    AccountUnblocked,
    AccountUnfollowed,
    AnnouncementDismissed,
    AnnouncementPublished,
    AnnouncementReacted,
    AnnouncementUnreacted,
    AnnouncementWithdrawn,
    AnyEvent,
    CardMade,
    ConversationChanged,
    FiltersChanged,
    MediaDescribed,
    MessageDeleted,
    MessageSent,
    NoticesAdmitted,
    NotificationsRead,
    Notified,
    PollClosed,
    PollOpened,
    PollVoted,
    PostDeleted,
    PostEdited,
    PostLiked,
    PostPublished,
    PostReposted,
    PostUnliked,
    QuoteDetached,
    ReplyHidden,
    ReplyUnhidden,
)
from biztweet.live import channels
from biztweet.live.stream import Stream
from biztweet.notifications.model import Kind
from biztweet.timelines.gathering import Gathering

Wants = Callable[[Stream], bool]
Route = tuple[str, Wants | None]


def routes(event: AnyEvent) -> list[Route]:  # noqa: PLR0911 - one answer per kind of event
    """The channels an event is told on, each with a test of who on it wants it."""
    match event:
        case PostPublished() | PostEdited():
            found = list(_routes_of_post(event))
            if isinstance(event, PostEdited) or event.reply_to_id or event.quote_of_id:
                found.append((channels.CHANGES, None))
            return found
        case PollOpened(anew=True) | CardMade() | ReplyHidden() | ReplyUnhidden():
            return [(channels.CHANGES, None)]
        case PollVoted() | PollClosed() | QuoteDetached():
            return [*_routes_of_post(event), (channels.CHANGES, None)]
        case PostReposted():
            return [
                (channels.FOLLOWING, _who_wants_reposts(event.author_id)),
                (channels.author(event.author_id), None),
                (channels.EVERYTHING, None),
                (channels.CHANGES, None),
            ]
        case PostDeleted():
            timelines = (channels.COMPANY, channels.HOME, channels.FOLLOWING, channels.EVERYTHING, channels.CHANGES)
            named = (channels.author(event.author_id), channels.thread(event.thread_id), *map(channels.tag, event.tags))
            return [(channel, None) for channel in (*timelines, *named)]
        case PostLiked() | PostUnliked() | MediaDescribed():
            return [(channels.CHANGES, None), *_of_doings(event)]
        case NotificationsRead() | FiltersChanged() | AnnouncementDismissed():
            return [(channels.home(event.account_id), None)]
        case _:
            return [*_of_notices(event), *_of_messages(event), *_of_doings(event), *_of_announcements(event)]


def _of_notices(event: AnyEvent) -> list[Route]:
    match event:
        case Notified():
            notices = channels.message_notices if event.notice == Kind.message else channels.notifications
            return [(notices(event.recipient_id), None)]
        case NoticesAdmitted():
            return [(channels.notifications(event.account_id), None)]
        case _:
            return []


def _of_announcements(event: AnyEvent) -> list[Route]:
    match event:
        case AnnouncementPublished() | AnnouncementWithdrawn() | AnnouncementReacted() | AnnouncementUnreacted():
            return [(channels.ANNOUNCEMENTS, None)]
        case _:
            return []


def _of_doings(event: AnyEvent) -> list[Route]:
    did = doing(event)
    return [(channels.doings(did[0]), None)] if did else []


def _of_messages(event: AnyEvent) -> list[Route]:
    """Only those a message was sent to hear of it; of a conversation, each hears what they see of it themselves."""
    match event:
        case MessageSent():
            return [(channels.direct(account_id), None) for account_id in event.addressee_ids]
        case MessageDeleted():
            heard = (channels.direct, channels.home)
            return [(channel(account_id), None) for account_id in event.addressee_ids for channel in heard]
        case ConversationChanged():
            return [(channels.direct(event.account_id), None)]
        case _:
            return []


def doing(event: AnyEvent) -> tuple[int, int] | None:
    """(who, whom) of what an account does to a post or to somebody, which its other apps are told."""
    match event:
        case PostLiked() | PostUnliked():
            return event.liker_id, event.author_id
        case AccountFollowed() | AccountUnfollowed():
            return event.follower_id, event.followee_id
        case AccountBlocked() | AccountUnblocked():
            return event.account_id, event.target_id
        case _:
            return None


def reaches_departments(event: AnyEvent) -> int | None:
    """Whose department may hear of an event: the author's, where the company timeline shows the post."""
    return event.author_id if isinstance(event, PostPublished | PostEdited | PostDeleted) and event.in_company else None


def reaches_lists(event: AnyEvent) -> bool:
    """Whether lists' channels may hear of an event."""
    return isinstance(event, PostPublished | PostEdited | PostReposted | PostDeleted)


def list_routes(event: AnyEvent, list_id: int, gathering: Gathering) -> list[Route]:
    """A list's channel, if its timeline gathers the post; of deletions every list is told."""
    match event:
        case PostDeleted():
            shows = True
        case PostPublished():
            shows = gathering.shows(event.author_id, event.reply_to_account_id)
        case PostEdited() | PostReposted():
            shows = gathering.shows(event.author_id, None)
        case _:
            shows = False
    return [(channels.members(list_id), None)] if shows else []


def _routes_of_post(event: PostPublished | PostEdited | PollVoted | PollClosed | QuoteDetached) -> Iterable[Route]:
    if event.in_company:
        yield channels.COMPANY, None
        yield channels.HOME, None
    answered = event.reply_to_account_id if isinstance(event, PostPublished) else None
    topics = event.tags if event.in_company else ()
    yield channels.FOLLOWING, _followers(event.author_id, answered, topics)
    if isinstance(event, PostPublished):
        yield channels.EVERYTHING, None
        if not event.in_company:
            yield channels.REPLIES, _unheard_by_others(event)
    yield channels.author(event.author_id), None
    yield channels.thread(event.thread_id), None
    for tag in event.tags:
        yield channels.tag(tag), None


def _unheard_by_others(event: PostPublished) -> Wants:
    """Those who follow the author (or read everybody) and hear of an answer neither as Home nor as a notice."""
    notified = {event.reply_to_account_id, *event.mentioned_ids}

    def wants(stream: Stream) -> bool:
        if stream.account_id in notified:
            return False
        if stream.followees is None:
            return True
        followed = event.author_id == stream.account_id or event.author_id in stream.followees
        return followed and event.reply_to_account_id not in stream.followees

    return wants


def _who_wants_reposts(author_id: int) -> Wants:
    """Those who follow whoever repeats a post and want to hear of that."""
    follows = _followers(author_id)
    return lambda stream: follows(stream) and author_id not in stream.without_reposts


def _followers(author_id: int, answered_id: int | None = None, topics: Sequence[str] = ()) -> Wants:
    """Those who follow the author and, if somebody is answered, them too, or one of the topics; everyone themselves."""

    def wants(stream: Stream) -> bool:
        followees = stream.followees or frozenset()
        own = stream.account_id
        return not stream.topics.isdisjoint(topics) or (
            (author_id == own or author_id in followees)
            and (answered_id is None or answered_id == own or answered_id in followees)
        )

    return wants
