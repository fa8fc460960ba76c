"""Every path of v1.1 that is spoken here. Limits are Twitter's own, a token and 15 minutes; the second an app's."""

from biztweet.api.twitter_v1 import (
    account,
    favorites,
    friendships,
    hides,
    limits,
    media,
    statuses,
    streaming,
    timelines,
    users,
)
from biztweet.api.twitter_v1.calls import read, relate, routes_of, write

_THREE_HOURS, _DAY = 3 * 3_600, 24 * 3_600

CALLS = [
    read("account/verify_credentials", account.verify_credentials, 75),
    read("account/settings", account.settings, 15),
    # ── statuses ────────────────────────────────────────────────────────────────────────────────────────────────
    write("statuses/update", statuses.update, 300, _THREE_HOURS, family="statuses/update"),
    read("statuses/show", statuses.show, 900, 900),
    read("statuses/show/{id}", statuses.show, 900, 900),
    write("statuses/destroy", statuses.destroy, 300),
    write("statuses/destroy/{id}", statuses.destroy, 300),
    write("statuses/retweet/{id}", statuses.retweet, 300, _THREE_HOURS, family="statuses/update"),
    write("statuses/unretweet/{id}", statuses.unretweet, 300),
    read("statuses/retweets/{id}", statuses.retweets, 75, 300),
    read("statuses/retweeters/ids", statuses.retweeters_ids, 75, 300),
    read("statuses/lookup", statuses.lookup, 900, 300),
    read("statuses/lookup", statuses.lookup, 900, 300, method="POST"),
    read("statuses/home_timeline", timelines.home_timeline, 15),
    read("statuses/user_timeline", timelines.user_timeline, 900, 1_500),
    read("statuses/mentions_timeline", timelines.mentions_timeline, 75),
    # ── likes ───────────────────────────────────────────────────────────────────────────────────────────────────
    write("favorites/create", favorites.create, 1_000, _DAY),
    write("favorites/destroy", favorites.destroy, 1_000, _DAY),
    read("favorites/list", favorites.likes, 75, 75),
    # ── people ──────────────────────────────────────────────────────────────────────────────────────────────────
    read("users/show", users.show, 900, 900),
    read("users/show/{screen_name}", users.show, 900, 900),
    read("users/lookup", users.lookup, 900, 300),
    read("users/lookup", users.lookup, 900, 300, method="POST"),
    relate("friendships/create", friendships.create, 400, _DAY),
    relate("friendships/destroy", friendships.destroy, 400, _DAY),
    read("friendships/show", friendships.show, 180, 15),
    read("friendships/lookup", friendships.lookup, 15),
    read("friendships/incoming", friendships.none, 15),
    read("friendships/outgoing", friendships.none, 15),
    read("friendships/no_retweets/ids", friendships.nobody, 15),
    read("followers/ids", friendships.ids("followers"), 15, 15),
    read("followers/list", friendships.people("followers"), 15, 15),
    read("friends/ids", friendships.ids("followees"), 15, 15),
    read("friends/list", friendships.people("followees"), 15, 15),
    relate("blocks/create", hides.block, 400, _DAY),
    relate("blocks/destroy", hides.unblock, 400, _DAY),
    read("blocks/ids", hides.blocked_ids, 15),
    read("blocks/list", hides.blocked, 15),
    relate("mutes/users/create", hides.mute, 400, _DAY),
    relate("mutes/users/destroy", hides.unmute, 400, _DAY),
    read("mutes/users/ids", hides.muted_ids, 15),
    read("mutes/users/list", hides.muted, 15),
    # ── pictures ────────────────────────────────────────────────────────────────────────────────────────────────
    write("media/upload", media.upload, 615),
    read("media/upload", media.state, 615),
    write("media/metadata/create", media.describe, 615),
    # ── streams ─────────────────────────────────────────────────────────────────────────────────────────────────
    read("user", streaming.user, 15),
    read("statuses/sample", streaming.sample, 15, 15),
    read("statuses/filter", streaming.filtered, 15, 15),
    read("statuses/filter", streaming.filtered, 15, 15, method="POST"),
]

CALLS.append(read("application/rate_limit_status", limits.rate_limit_status(CALLS), 180, 180))

routes = routes_of(CALLS)
