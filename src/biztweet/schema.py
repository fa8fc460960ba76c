"""Every table of the product, from the slices that own them."""

from biztweet.access.tables import metadata as access
from biztweet.accounts.tables import metadata as accounts
from biztweet.announcements.tables import metadata as announcements
from biztweet.cards.tables import metadata as cards
from biztweet.filters.tables import metadata as filters
from biztweet.follows.tables import metadata as follows
from biztweet.kernel.tables import metadata as kernel
from biztweet.lists.tables import metadata as lists
from biztweet.mailing.tables import metadata as mailing
from biztweet.media.tables import metadata as media
from biztweet.messages.tables import metadata as messages
from biztweet.moderation.tables import metadata as moderation
from biztweet.notifications.tables import metadata as notifications
from biztweet.polls.tables import metadata as polls
from biztweet.posts.tables import metadata as posts
from biztweet.push.tables import metadata as push
from biztweet.saved_searches.tables import metadata as saved_searches
from biztweet.schedules.tables import metadata as schedules
from biztweet.search.tables import metadata as search
from biztweet.topics.tables import metadata as topics

ALL = (
    kernel,
    accounts,
    access,
    follows,
    lists,
    media,
    polls,
    cards,
    posts,
    messages,
    saved_searches,
    schedules,
    notifications,
    moderation,
    announcements,
    search,
    push,
    mailing,
    filters,
    topics,
)
