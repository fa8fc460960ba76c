"""Every path of v1.1 that is spoken here. Limits are Twitter's own, a token and 15 minutes; the second an app's."""

from biztweet.api.twitter_v1 import (
    account,
    direct_messages,
    direct_messages_old,
    favorites,
    friendships,
    hides,
    limits,
    list_people,
    lists,
    media,
    statuses,
    streaming,
    timelines,
    users,
)
from biztweet.api.twitter_v1.calls import read, routes_of, write

_THREE_HOURS, _DAY = 3 * 3_600, 24 * 3_600

_MESSAGES = "direct_messages/new"

CALLS = [
    read("read:accounts", "account/verify_credentials", account.verify_credentials, 75),
    read("read:accounts", "account/settings", account.settings, 15),
    # ── statuses ────────────────────────────────────────────────────────────────────────────────────────────────
    write("write:statuses", "statuses/update", statuses.update, 300, _THREE_HOURS, family="statuses/update"),
    read("read:statuses", "statuses/show", statuses.show, 900, 900),
    read("read:statuses", "statuses/show/{id}", statuses.show, 900, 900),
    write("write:statuses", "statuses/destroy", statuses.destroy, 300),
    write("write:statuses", "statuses/destroy/{id}", statuses.destroy, 300),
    write("write:statuses", "statuses/retweet/{id}", statuses.retweet, 300, _THREE_HOURS, family="statuses/update"),
    write("write:statuses", "statuses/unretweet/{id}", statuses.unretweet, 300),
    read("read:statuses", "statuses/retweets/{id}", statuses.retweets, 75, 300),
    read("read:statuses", "statuses/retweeters/ids", statuses.retweeters_ids, 75, 300),
    read("read:statuses", "statuses/lookup", statuses.lookup, 900, 300),
    read("read:statuses", "statuses/lookup", statuses.lookup, 900, 300, method="POST"),
    read("read:statuses", "statuses/home_timeline", timelines.home_timeline, 15),
    read("read:statuses", "statuses/user_timeline", timelines.user_timeline, 900, 1_500),
    read("read:statuses", "statuses/mentions_timeline", timelines.mentions_timeline, 75),
    # ── likes ───────────────────────────────────────────────────────────────────────────────────────────────────
    write("write:favourites", "favorites/create", favorites.create, 1_000, _DAY),
    write("write:favourites", "favorites/destroy", favorites.destroy, 1_000, _DAY),
    read("read:favourites", "favorites/list", favorites.likes, 75, 75),
    # ── people ──────────────────────────────────────────────────────────────────────────────────────────────────
    read("read:accounts", "users/show", users.show, 900, 900),
    read("read:accounts", "users/show/{screen_name}", users.show, 900, 900),
    read("read:accounts", "users/lookup", users.lookup, 900, 300),
    read("read:accounts", "users/lookup", users.lookup, 900, 300, method="POST"),
    write("write:follows", "friendships/create", friendships.create, 400, _DAY),
    write("write:follows", "friendships/destroy", friendships.destroy, 400, _DAY),
    read("read:follows", "friendships/show", friendships.show, 180, 15),
    read("read:follows", "friendships/lookup", friendships.lookup, 15),
    read("read:follows", "friendships/incoming", friendships.none, 15),
    read("read:follows", "friendships/outgoing", friendships.none, 15),
    read("read:follows", "friendships/no_retweets/ids", friendships.nobody, 15),
    read("read:follows", "followers/ids", friendships.ids("followers"), 15, 15),
    read("read:follows", "followers/list", friendships.people("followers"), 15, 15),
    read("read:follows", "friends/ids", friendships.ids("followees"), 15, 15),
    read("read:follows", "friends/list", friendships.people("followees"), 15, 15),
    write("write:blocks", "blocks/create", hides.block, 400, _DAY),
    write("write:blocks", "blocks/destroy", hides.unblock, 400, _DAY),
    read("read:blocks", "blocks/ids", hides.blocked_ids, 15),
    read("read:blocks", "blocks/list", hides.blocked, 15),
    write("write:mutes", "mutes/users/create", hides.mute, 400, _DAY),
    write("write:mutes", "mutes/users/destroy", hides.unmute, 400, _DAY),
    read("read:mutes", "mutes/users/ids", hides.muted_ids, 15),
    read("read:mutes", "mutes/users/list", hides.muted, 15),
    # ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────
    read("read:lists", "lists/list", lists.every, 15, 15),
    read("read:lists", "lists/show", lists.show, 75, 75),
    read("read:lists", "lists/statuses", lists.statuses, 900, 900),
    read("read:lists", "lists/ownerships", lists.paged("owned"), 15, 15),
    read("read:lists", "lists/subscriptions", lists.paged("subscriptions"), 15, 15),
    read("read:lists", "lists/memberships", lists.memberships, 75, 75),
    write("write:lists", "lists/create", lists.make, 300),
    write("write:lists", "lists/update", lists.update, 300),
    write("write:lists", "lists/destroy", lists.destroy, 300),
    read("read:lists", "lists/members", list_people.people("members"), 900, 75),
    read("read:lists", "lists/members/show", list_people.member, 15, 15),
    write("write:lists", "lists/members/create", list_people.add, 300),
    write("write:lists", "lists/members/create_all", list_people.add_all, 300),
    write("write:lists", "lists/members/destroy", list_people.remove, 300),
    write("write:lists", "lists/members/destroy_all", list_people.remove_all, 300),
    read("read:lists", "lists/subscribers", list_people.people("subscribers"), 180, 15),
    read("read:lists", "lists/subscribers/show", list_people.subscriber, 15, 15),
    write("write:lists", "lists/subscribers/create", list_people.follow, 300),
    write("write:lists", "lists/subscribers/destroy", list_people.unfollow, 300),
    # ── pictures ────────────────────────────────────────────────────────────────────────────────────────────────
    write("write:media", "media/upload", media.upload, 615),
    read("write:media", "media/upload", media.state, 615),
    write("write:media", "media/metadata/create", media.describe, 615),
    # ── direct messages ─────────────────────────────────────────────────────────────────────────────────────────
    write("write:messages", "direct_messages/events/new", direct_messages.new, 1_000, _DAY, family=_MESSAGES),
    read("read:messages", "direct_messages/events/list", direct_messages.listed, 15),
    read("read:messages", "direct_messages/events/show", direct_messages.show, 15),
    write("write:messages", "direct_messages/events/destroy", direct_messages.destroy, 300, method="DELETE"),
    write("write:messages", "direct_messages/mark_read", direct_messages.mark_read, 300),
    write("write:messages", "direct_messages/indicate_typing", direct_messages.indicate_typing, 300),
    read("read:messages", "direct_messages", direct_messages_old.listed("others"), 15),
    read("read:messages", "direct_messages/sent", direct_messages_old.listed("oneself"), 15),
    read("read:messages", "direct_messages/show", direct_messages_old.show, 15),
    write("write:messages", "direct_messages/new", direct_messages_old.new, 1_000, _DAY, family=_MESSAGES),
    write("write:messages", "direct_messages/destroy", direct_messages_old.destroy, 300),
    # ── streams ─────────────────────────────────────────────────────────────────────────────────────────────────
    read("read:statuses", "user", streaming.user, 15),
    read("read:statuses", "statuses/sample", streaming.sample, 15, 15),
    read("read:statuses", "statuses/filter", streaming.filtered, 15, 15),
    read("read:statuses", "statuses/filter", streaming.filtered, 15, 15, method="POST"),
]

CALLS.append(read("read:accounts", "application/rate_limit_status", limits.rate_limit_status(CALLS), 180, 180))

routes = routes_of(CALLS)
