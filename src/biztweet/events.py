"""Everything that can happen, on one page.

An event is stored in the transaction of the change it tells of, and carries ids and small facts, never a rendering.
"""

import msgspec


class Event(msgspec.Struct, frozen=True, tag=True, tag_field="kind"):
    """Something that happened and is committed."""


# ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────


class AccountAdded(Event, frozen=True):
    """A person or a bot joined the company."""

    account_id: int


class AccountChanged(Event, frozen=True):
    """What the directory or its owner says of an account changed: name, photo, department, bio, Home choice …."""

    account_id: int


class AccountDeactivated(Event, frozen=True):
    """An account may no longer sign in, post or listen; its tokens, sessions and streams end."""

    account_id: int


class AccountActivated(Event, frozen=True):
    """A deactivated account is back."""

    account_id: int


# ── access ──────────────────────────────────────────────────────────────────────────────────────────────────────


class TokenRevoked(Event, frozen=True):
    """An app's token ended."""

    token_id: int
    account_id: int | None


class TokensRevoked(Event, frozen=True):
    """Several of an app's tokens ended at once: it was killed, blocked or removed."""

    app_id: int
    token_ids: tuple[int, ...]


class AppChanged(Event, frozen=True):
    """Its owner changed an app: its name, addresses, secret, or what the gallery says."""

    app_id: int


class AppRemoved(Event, frozen=True):
    """An app is gone; its tokens ended before."""

    app_id: int


class AppBlocked(Event, frozen=True):
    """An administrator keeps an app out: nobody can allow it anything."""

    app_id: int
    admin_id: int


class AppAllowed(Event, frozen=True):
    """An administrator lets a blocked app in again; people have to allow it anew."""

    app_id: int
    admin_id: int


class SessionEnded(Event, frozen=True):
    """A sign-in on the web ended: signed out here, from another device, or with the account's other sign-ins."""

    session_id: int
    account_id: int


# ── the graph ───────────────────────────────────────────────────────────────────────────────────────────────────


class AccountFollowed(Event, frozen=True):
    """`follower_id` follows `followee_id`."""

    follower_id: int
    followee_id: int


class AccountUnfollowed(Event, frozen=True):
    """`follower_id` no longer follows `followee_id`."""

    follower_id: int
    followee_id: int


class RepostsWanted(Event, frozen=True):
    """`follower_id` wants reposts by `followee_id`, whom they follow, in their Home, or no longer."""

    follower_id: int
    followee_id: int
    wanted: bool


class AccountMuted(Event, frozen=True):
    """`account_id` no longer wants to read `target_id`; until `due_at`, if that is set."""

    account_id: int
    target_id: int
    due_at: int | None = None


class AccountUnmuted(Event, frozen=True):
    """`account_id` reads `target_id` again."""

    account_id: int
    target_id: int


class AccountBlocked(Event, frozen=True):
    """`account_id` hides `target_id` and is not told of what they do."""

    account_id: int
    target_id: int


class AccountUnblocked(Event, frozen=True):
    """`account_id` no longer hides `target_id`."""

    account_id: int
    target_id: int


class AccountNoted(Event, frozen=True):
    """`account_id` keeps other words on `target_id`, for themselves."""

    account_id: int
    target_id: int


class AccountEndorsed(Event, frozen=True):
    """`account_id` shows `target_id` on their page."""

    account_id: int
    target_id: int


class AccountUnendorsed(Event, frozen=True):
    """`account_id` shows `target_id` no longer."""

    account_id: int
    target_id: int


class PostsAwaited(Event, frozen=True):
    """`account_id` wants to be told of each post by `target_id`, or no longer."""

    account_id: int
    target_id: int
    wanted: bool


# ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────


class ListCreated(Event, frozen=True):
    """`owner_id` made a list."""

    list_id: int
    owner_id: int


class ListChanged(Event, frozen=True):
    """A list has another name, is private or no longer, or its timeline shows other answers.

    One that turns private has no subscribers any more but its owner, and nobody else has it pinned.
    `counted_ids`: who stands in one list more or less that everybody sees.
    """

    list_id: int
    owner_id: int
    counted_ids: tuple[int, ...] = ()


class ListDeleted(Event, frozen=True):
    """A list is gone. `counted_ids`: who stands in one list less that everybody sees."""

    list_id: int
    owner_id: int
    counted_ids: tuple[int, ...] = ()


class ListMembersAdded(Event, frozen=True):
    """`account_ids` stand in a list."""

    list_id: int
    owner_id: int
    account_ids: tuple[int, ...]


class ListMembersRemoved(Event, frozen=True):
    """`account_ids` stand in a list no longer."""

    list_id: int
    owner_id: int
    account_ids: tuple[int, ...]


class ListSubscribed(Event, frozen=True):
    """`account_id` subscribed to a list."""

    list_id: int
    account_id: int


class ListUnsubscribed(Event, frozen=True):
    """`account_id` is subscribed to a list no longer."""

    list_id: int
    account_id: int


class ListPinned(Event, frozen=True):
    """`account_id` keeps a list at hand."""

    list_id: int
    account_id: int


class ListUnpinned(Event, frozen=True):
    """`account_id` keeps a list at hand no longer."""

    list_id: int
    account_id: int


# ── topics ──────────────────────────────────────────────────────────────────────────────────────────────────────


class TopicFollowed(Event, frozen=True):
    """`account_id` follows a topic; `tag` as it compares."""

    account_id: int
    tag: str


class TopicUnfollowed(Event, frozen=True):
    """`account_id` follows a topic no longer."""

    account_id: int
    tag: str


class TopicFeatured(Event, frozen=True):
    """`account_id` shows a topic on their page."""

    account_id: int
    tag: str


class TopicUnfeatured(Event, frozen=True):
    """`account_id` shows a topic no longer."""

    account_id: int
    tag: str


# ── saved searches ──────────────────────────────────────────────────────────────────────────────────────────────


class SearchSaved(Event, frozen=True):
    """`account_id` keeps a search."""

    search_id: int
    account_id: int


class SavedSearchForgotten(Event, frozen=True):
    """`account_id` keeps a search no longer."""

    search_id: int
    account_id: int


# ── posts ───────────────────────────────────────────────────────────────────────────────────────────────────────


class PostPublished(Event, frozen=True):
    """A post, reply or quote stands. `in_company`: it belongs to the company timeline (no reply to somebody else).

    `awaited`: some want to be told of whatever its author posts.
    """

    post_id: int
    author_id: int
    thread_id: int
    in_company: bool
    reply_to_id: int | None = None
    reply_to_account_id: int | None = None
    quote_of_id: int | None = None
    quote_of_account_id: int | None = None
    mentioned_ids: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    awaited: bool = False


class PostEdited(Event, frozen=True):
    """A post has a new revision."""

    post_id: int
    author_id: int
    thread_id: int
    revision: int
    in_company: bool
    mentioned_ids: tuple[int, ...] = ()
    newly_mentioned_ids: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()


class RepostsEdited(Event, frozen=True):
    """A post that `reposter_ids`, some of all, have reposted says something else now, and they are to be told."""

    post_id: int
    author_id: int
    reposter_ids: tuple[int, ...]


class QuotesEdited(Event, frozen=True):
    """A post that some quote says something else now, and they are to be told.

    `quotes`: some of all, each the id of a quote and of its author.
    """

    post_id: int
    author_id: int
    quotes: tuple[tuple[int, int], ...]


class PostDeleted(Event, frozen=True):
    """A post is gone. `repost_of_id` is set when it was a repost; `reply_to_id` and `quote_of_id` lose a count.

    `liker_ids` like one post less.
    """

    post_id: int
    author_id: int
    thread_id: int
    in_company: bool
    reply_to_id: int | None = None
    repost_of_id: int | None = None
    quote_of_id: int | None = None
    tags: tuple[str, ...] = ()
    liker_ids: tuple[int, ...] = ()


class PostReposted(Event, frozen=True):
    """`author_id` repeated `repost_of_id` by `repost_of_account_id`; the repeat is a post of its own, `post_id`."""

    post_id: int
    author_id: int
    repost_of_id: int
    repost_of_account_id: int


class PostLiked(Event, frozen=True):
    """`liker_id` likes a post."""

    post_id: int
    author_id: int
    liker_id: int


class PostUnliked(Event, frozen=True):
    """`liker_id` no longer likes a post."""

    post_id: int
    author_id: int
    liker_id: int


class PostBookmarked(Event, frozen=True):
    """`account_id` keeps a post for themselves."""

    post_id: int
    account_id: int


class PostUnbookmarked(Event, frozen=True):
    """`account_id` no longer keeps a post."""

    post_id: int
    account_id: int


class PostPinned(Event, frozen=True):
    """`account_id` keeps a post of its own at the head of its page."""

    post_id: int
    account_id: int


class PostUnpinned(Event, frozen=True):
    """A post stands at the head of its author's page no longer."""

    post_id: int
    account_id: int


class QuoteDetached(Event, frozen=True):
    """`quoted_author_id` let `post_id` by `author_id` show their post `quoted_id` no longer."""

    post_id: int
    author_id: int
    quoted_id: int
    quoted_author_id: int
    thread_id: int
    in_company: bool
    tags: tuple[str, ...] = ()


class ReplyHidden(Event, frozen=True):
    """`account_id`, who began the thread, put a reply and what is below it behind a fold."""

    post_id: int
    thread_id: int
    account_id: int


class ReplyUnhidden(Event, frozen=True):
    """A reply stands among the others again."""

    post_id: int
    thread_id: int
    account_id: int


class ThreadMuted(Event, frozen=True):
    """`account_id` is told no more of what happens in a thread."""

    thread_id: int
    account_id: int


class ThreadUnmuted(Event, frozen=True):
    """`account_id` is told again of what happens in a thread."""

    thread_id: int
    account_id: int


class MediaDescribed(Event, frozen=True):
    """The alternative text, the focus or the captions of an attached file changed."""

    media_id: int
    post_id: int


# ── filters ─────────────────────────────────────────────────────────────────────────────────────────────────────


class FiltersChanged(Event, frozen=True):
    """Somebody's filters are others now."""

    account_id: int


# ── polls and scheduled posts ───────────────────────────────────────────────────────────────────────────────────


class PollOpened(Event, frozen=True):
    """A post's poll takes votes until `due_at` (microseconds); `anew`: votes cast before, if any, count no more."""

    post_id: int
    due_at: int
    anew: bool = True


class PollVoted(Event, frozen=True):
    """`voter_id` voted in the poll of a post; what they chose, nobody is told."""

    post_id: int
    author_id: int
    voter_id: int
    thread_id: int
    in_company: bool
    tags: tuple[str, ...] = ()


class PollClosed(Event, frozen=True):
    """A post's poll has ended, and its counts stand."""

    post_id: int
    author_id: int
    thread_id: int
    in_company: bool
    tags: tuple[str, ...] = ()


class PollCounted(Event, frozen=True):
    """A poll has ended, and `voter_ids`, some of those who voted in it, are to be told."""

    post_id: int
    author_id: int
    voter_ids: tuple[int, ...]


class PostScheduled(Event, frozen=True):
    """A draft waits to be posted at `due_at` (microseconds), for the first time or anew."""

    scheduled_id: int
    author_id: int
    due_at: int


class ScheduleCancelled(Event, frozen=True):
    """A draft that waited is not posted."""

    scheduled_id: int
    author_id: int


# ── cards ───────────────────────────────────────────────────────────────────────────────────────────────────────


class LinkFound(Event, frozen=True):
    """Somebody wants to see what stands behind an address: its card waits to be asked for."""

    card_id: int


class CardMade(Event, frozen=True):
    """What stands behind an address is known, or that nothing does. `post_ids`: the newest posts that show it."""

    card_id: int
    post_ids: tuple[int, ...] = ()


# ── messages ────────────────────────────────────────────────────────────────────────────────────────────────────


class MessageSent(Event, frozen=True):
    """A message stands among a few; its author is one of `addressee_ids`."""

    post_id: int
    author_id: int
    conversation_id: int
    addressee_ids: tuple[int, ...]


class MessageRemoved(Event, frozen=True):
    """`account_id` put a message away for themselves; the others still have it."""

    post_id: int
    account_id: int


class MessageDeleted(Event, frozen=True):
    """A message is gone for everybody it was sent to."""

    post_id: int
    author_id: int
    addressee_ids: tuple[int, ...]


class ConversationChanged(Event, frozen=True):
    """What one of its members sees of a conversation changed: its last message, who is in it, what is read."""

    conversation_id: int
    account_id: int


class ConversationLeft(Event, frozen=True):
    """`account_id` left a group; they keep what they were sent before."""

    conversation_id: int
    account_id: int


# ── search ──────────────────────────────────────────────────────────────────────────────────────────────────────


class RulesChanged(Event, frozen=True):
    """An app's filtered streams let other posts through from now on."""

    app_id: int


# ── moderation ──────────────────────────────────────────────────────────────────────────────────────────────────


class ReportMade(Event, frozen=True):
    """`reporter_id` told administrators of `target_id`."""

    report_id: int
    reporter_id: int
    target_id: int


class ReportChanged(Event, frozen=True):
    """An administrator, `account_id`, took a report on, let go of it, or called it by another category."""

    report_id: int
    account_id: int


class ReportResolved(Event, frozen=True):
    """An administrator, `account_id`, has dealt with a report."""

    report_id: int
    account_id: int


class ReportReopened(Event, frozen=True):
    """An administrator, `account_id`, wants a report to be looked at again."""

    report_id: int
    account_id: int


# ── announcements ───────────────────────────────────────────────────────────────────────────────────────────────


class AnnouncementPlanned(Event, frozen=True):
    """An announcement waits to be published at `due_at` (microseconds)."""

    announcement_id: int
    due_at: int


class AnnouncementPublished(Event, frozen=True):
    """An announcement stands; until `due_at` (microseconds), if that is set."""

    announcement_id: int
    due_at: int | None = None


class AnnouncementWithdrawn(Event, frozen=True):
    """An announcement stands no longer: it is over, or was taken back."""

    announcement_id: int


class AnnouncementReacted(Event, frozen=True):
    """`account_id` reacted to an announcement with an emoji."""

    announcement_id: int
    account_id: int
    emoji: str


class AnnouncementUnreacted(Event, frozen=True):
    """`account_id` took a reaction back."""

    announcement_id: int
    account_id: int
    emoji: str


class AnnouncementDismissed(Event, frozen=True):
    """`account_id` has read an announcement and put it away."""

    announcement_id: int
    account_id: int


# ── notifications ───────────────────────────────────────────────────────────────────────────────────────────────


class Notified(Event, frozen=True):
    """A notification stands in somebody's inbox. `notice`: its kind (mention, reply, repost, like, follow, quote …)."""

    notification_id: int
    recipient_id: int
    notice: str


class PushQueued(Event, frozen=True):
    """Notices wait to be sent to browsers and phones."""


class MailQueued(Event, frozen=True):
    """Mails wait to be sent."""


class NotificationsRead(Event, frozen=True):
    """Somebody has read their notifications up to `last_read_id`."""

    account_id: int
    last_read_id: int


class NoticesAdmitted(Event, frozen=True):
    """What was kept back of some people now stands in somebody's inbox."""

    account_id: int


# ── beyond us ───────────────────────────────────────────────────────────────────────────────────────────────────


class Unknown(Event, frozen=True):
    """What a newer version tells of and this one has no word for, while both run. `name`: its kind; never stored."""

    name: str


AnyEvent = (
    Unknown
    | AccountAdded
    | AccountChanged
    | AccountDeactivated
    | AccountActivated
    | TokenRevoked
    | TokensRevoked
    | AppChanged
    | AppRemoved
    | AppBlocked
    | AppAllowed
    | SessionEnded
    | AccountFollowed
    | AccountUnfollowed
    | RepostsWanted
    | AccountMuted
    | AccountUnmuted
    | AccountBlocked
    | AccountUnblocked
    | ListCreated
    | ListChanged
    | ListDeleted
    | ListMembersAdded
    | ListMembersRemoved
    | ListSubscribed
    | ListUnsubscribed
    | ListPinned
    | ListUnpinned
    | AccountNoted
    | AccountEndorsed
    | AccountUnendorsed
    | PostsAwaited
    | TopicFollowed
    | TopicUnfollowed
    | TopicFeatured
    | TopicUnfeatured
    | SearchSaved
    | SavedSearchForgotten
    | PostPublished
    | PostEdited
    | PostDeleted
    | PostReposted
    | PostLiked
    | PostUnliked
    | PostBookmarked
    | PostUnbookmarked
    | PostPinned
    | PostUnpinned
    | QuoteDetached
    | ReplyHidden
    | ReplyUnhidden
    | ThreadMuted
    | ThreadUnmuted
    | MediaDescribed
    | FiltersChanged
    | PollOpened
    | PollVoted
    | PollClosed
    | PollCounted
    | RepostsEdited
    | QuotesEdited
    | PostScheduled
    | ScheduleCancelled
    | LinkFound
    | CardMade
    | MessageSent
    | MessageRemoved
    | MessageDeleted
    | ConversationChanged
    | ConversationLeft
    | RulesChanged
    | ReportMade
    | ReportChanged
    | ReportResolved
    | ReportReopened
    | AnnouncementPlanned
    | AnnouncementPublished
    | AnnouncementWithdrawn
    | AnnouncementReacted
    | AnnouncementUnreacted
    | AnnouncementDismissed
    | Notified
    | PushQueued
    | MailQueued
    | NotificationsRead
    | NoticesAdmitted
)
