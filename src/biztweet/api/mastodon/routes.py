"""Every path of Mastodon's client API that is spoken here, on one screen."""

from starlette.routing import BaseRoute, Route

from biztweet.api.mastodon import (
    accounts,
    admin,
    conversations,
    discovery,
    filters,
    groups,
    instance,
    lists,
    markers,
    marks,
    media,
    nothing,
    notifications,
    polls,
    push,
    relations,
    reports,
    scheduled,
    searching,
    statuses,
    streaming,
    timelines,
    topics,
    websocket,
)
from biztweet.api.mastodon.blank import blank
from biztweet.api.mastodon.nothing import empty
from biztweet.api.mastodon.resource import resource

_ACCOUNT = "/api/v1/accounts/{id}"
_STATUS = "/api/v1/statuses/{id}"
_LIST = "/api/v1/lists/{id}"
_NOTIFICATIONS = "/api/v1/notifications"
_GROUPS = "/api/v2/notifications"
_FILTERS = "/api/v2/filters"
_ADMIN = "/api/v1/admin"

spoken: list[Route] = [
    # Strangers may ask these.
    resource("/api/v1/instance", GET=instance.v1),
    resource("/api/v2/instance", GET=instance.v2),
    resource("/api/v1/instance/rules", GET=nothing.open_empty),
    resource("/api/v1/custom_emojis", GET=nothing.open_empty),
    resource("/api/v1/blank/{name}.png", GET=blank),
    resource("/.well-known/nodeinfo", GET=instance.node_info_links),
    resource("/nodeinfo/{schema}", GET=instance.node_info),
    resource("/.well-known/host-meta", GET=instance.host_meta),
    resource("/health", GET=streaming.health),
    # Accounts.
    resource("/api/v1/accounts", GET=accounts.several),
    resource("/api/v1/accounts/verify_credentials", GET=accounts.verify_credentials),
    resource("/api/v1/accounts/update_credentials", PATCH=accounts.update_credentials),
    resource("/api/v1/accounts/lookup", GET=accounts.lookup),
    resource("/api/v1/accounts/search", GET=accounts.search),
    resource("/api/v1/accounts/relationships", GET=relations.relationships),
    resource("/api/v1/accounts/familiar_followers", GET=relations.familiar_followers),
    resource(_ACCOUNT, GET=accounts.one),
    resource(f"{_ACCOUNT}/statuses", GET=timelines.of_account),
    resource(f"{_ACCOUNT}/followers", GET=relations.followers),
    resource(f"{_ACCOUNT}/following", GET=relations.following),
    resource(f"{_ACCOUNT}/lists", GET=lists.holding),
    resource(f"{_ACCOUNT}/follow", POST=relations.follow),
    resource(f"{_ACCOUNT}/unfollow", POST=relations.unfollow),
    resource(f"{_ACCOUNT}/mute", POST=relations.mute),
    resource(f"{_ACCOUNT}/unmute", POST=relations.unmute),
    resource(f"{_ACCOUNT}/block", POST=relations.block),
    resource(f"{_ACCOUNT}/unblock", POST=relations.unblock),
    resource("/api/v1/mutes", GET=relations.mutes),
    resource("/api/v1/blocks", GET=relations.blocks),
    resource(f"{_ACCOUNT}/featured_tags", GET=topics.featured_by),
    resource(f"{_ACCOUNT}/endorsements", GET=relations.endorsed_by),
    resource(f"{_ACCOUNT}/endorse", POST=relations.endorse),
    resource(f"{_ACCOUNT}/unendorse", POST=relations.unendorse),
    resource(f"{_ACCOUNT}/pin", POST=relations.endorse),
    resource(f"{_ACCOUNT}/unpin", POST=relations.unendorse),
    resource(f"{_ACCOUNT}/note", POST=relations.note),
    resource(f"{_ACCOUNT}/remove_from_followers", POST=relations.remove_from_followers),
    resource("/api/v1/endorsements", GET=relations.endorsements),
    resource("/api/v1/suggestions", GET=discovery.suggestions_v1),
    resource("/api/v2/suggestions", GET=discovery.suggestions),
    resource("/api/v1/suggestions/{id}", DELETE=discovery.dismiss),
    resource("/api/v1/directory", GET=discovery.directory),
    # Topics.
    resource("/api/v1/tags/{tag}", GET=topics.one),
    resource("/api/v1/tags/{tag}/follow", POST=topics.follow),
    resource("/api/v1/tags/{tag}/unfollow", POST=topics.unfollow),
    resource("/api/v1/tags/{tag}/feature", POST=topics.feature),
    resource("/api/v1/tags/{tag}/unfeature", POST=topics.unfeature),
    resource("/api/v1/followed_tags", GET=topics.followed),
    resource("/api/v1/featured_tags", GET=topics.featured, POST=topics.add_featured),
    resource("/api/v1/featured_tags/suggestions", GET=topics.featured_suggestions),
    resource("/api/v1/featured_tags/{id}", DELETE=topics.remove_featured),
    resource("/api/v1/trends", GET=topics.trends),
    resource("/api/v1/trends/tags", GET=topics.trends),
    # Statuses.
    resource("/api/v1/statuses", GET=statuses.several, POST=statuses.create),
    resource(_STATUS, GET=statuses.one, PUT=statuses.change, DELETE=statuses.delete),
    resource(f"{_STATUS}/context", GET=statuses.context),
    resource(f"{_STATUS}/source", GET=statuses.source),
    resource(f"{_STATUS}/history", GET=statuses.revisions),
    resource(f"{_STATUS}/favourite", POST=marks.favourite),
    resource(f"{_STATUS}/unfavourite", POST=marks.unfavourite),
    resource(f"{_STATUS}/reblog", POST=marks.reblog),
    resource(f"{_STATUS}/unreblog", POST=marks.unreblog),
    resource(f"{_STATUS}/bookmark", POST=marks.bookmark),
    resource(f"{_STATUS}/unbookmark", POST=marks.unbookmark),
    resource(f"{_STATUS}/pin", POST=marks.pin),
    resource(f"{_STATUS}/unpin", POST=marks.unpin),
    resource(f"{_STATUS}/mute", POST=marks.mute),
    resource(f"{_STATUS}/unmute", POST=marks.unmute),
    resource(f"{_STATUS}/favourited_by", GET=marks.favourited_by),
    resource(f"{_STATUS}/reblogged_by", GET=marks.reblogged_by),
    resource(f"{_STATUS}/quotes", GET=marks.quotes),
    resource("/api/v1/polls/{id}", GET=polls.one),
    resource("/api/v1/polls/{id}/votes", POST=polls.vote),
    resource("/api/v1/scheduled_statuses", GET=scheduled.listed),
    resource("/api/v1/scheduled_statuses/{id}", GET=scheduled.one, PUT=scheduled.change, DELETE=scheduled.cancel),
    resource("/api/v1/favourites", GET=marks.favourites),
    resource("/api/v1/bookmarks", GET=marks.bookmarks),
    resource("/api/v1/media", POST=media.create_ready),
    resource("/api/v2/media", POST=media.create),
    resource("/api/v1/conversations", GET=conversations.listed),
    resource("/api/v1/conversations/{id}", DELETE=conversations.delete),
    resource("/api/v1/conversations/{id}/read", POST=conversations.read),
    resource("/api/v1/conversations/{id}/unread", POST=conversations.unread),
    resource("/api/v1/media/{id}", GET=media.one, PUT=media.change, DELETE=media.delete),
    # Timelines.
    resource("/api/v1/timelines/home", GET=timelines.home),
    resource("/api/v1/timelines/public", GET=timelines.public),
    resource("/api/v1/timelines/tag/{tag}", GET=timelines.tag),
    resource("/api/v1/timelines/list/{id}", GET=lists.timeline),
    resource("/api/v1/lists", GET=lists.every, POST=lists.make),
    resource(_LIST, GET=lists.one, PUT=lists.update, DELETE=lists.delete),
    resource(f"{_LIST}/accounts", GET=lists.members, POST=lists.add, DELETE=lists.take_out),
    resource("/api/v1/markers", GET=markers.read, POST=markers.write),
    resource("/api/v2/search", GET=searching.search),
    # Notifications.
    resource(_NOTIFICATIONS, GET=notifications.listed),
    resource(f"{_NOTIFICATIONS}/clear", POST=notifications.clear),
    resource(f"{_NOTIFICATIONS}/dismiss", POST=notifications.dismiss),
    resource(f"{_NOTIFICATIONS}/unread_count", GET=notifications.unread_count),
    resource(f"{_NOTIFICATIONS}/policy", GET=groups.policy),
    resource(f"{_NOTIFICATIONS}/requests", GET=empty("read:notifications")),
    resource(f"{_NOTIFICATIONS}/{{id}}", GET=notifications.one),
    resource(f"{_NOTIFICATIONS}/{{id}}/dismiss", POST=notifications.dismiss),
    resource(_GROUPS, GET=groups.listed),
    resource(f"{_GROUPS}/unread_count", GET=groups.unread_count),
    resource(f"{_GROUPS}/policy", GET=groups.policy),
    resource(f"{_GROUPS}/{{key}}", GET=groups.one),
    resource(f"{_GROUPS}/{{key}}/accounts", GET=groups.accounts),
    resource(f"{_GROUPS}/{{key}}/dismiss", POST=groups.dismiss),
    resource("/api/v1/push/subscription", GET=push.read, POST=push.create, PUT=push.change, DELETE=push.delete),
    # Filters.
    resource("/api/v1/filters", GET=filters.listed_v1, POST=filters.create_v1),
    resource("/api/v1/filters/{id}", GET=filters.one_v1, PUT=filters.change_v1, DELETE=filters.remove_v1),
    resource(_FILTERS, GET=filters.listed, POST=filters.create),
    resource(f"{_FILTERS}/{{id}}", GET=filters.one, PUT=filters.change, DELETE=filters.remove),
    resource(f"{_FILTERS}/{{id}}/keywords", GET=filters.keywords, POST=filters.add_keyword),
    resource(
        f"{_FILTERS}/keywords/{{id}}", GET=filters.keyword, PUT=filters.change_keyword, DELETE=filters.remove_keyword
    ),
    resource(f"{_FILTERS}/{{id}}/statuses", GET=filters.statuses, POST=filters.add_status),
    resource(f"{_FILTERS}/statuses/{{id}}", GET=filters.status, DELETE=filters.remove_status),
    # Moderation.
    resource("/api/v1/reports", POST=reports.create),
    resource(f"{_ADMIN}/accounts", GET=admin.listed),
    resource("/api/v2/admin/accounts", GET=admin.listed),
    resource(f"{_ADMIN}/accounts/{{id}}", GET=admin.one),
    resource(f"{_ADMIN}/accounts/{{id}}/action", POST=admin.act),
    resource(f"{_ADMIN}/accounts/{{id}}/enable", POST=admin.enable),
    resource(f"{_ADMIN}/accounts/{{id}}/unsuspend", POST=admin.enable),
    resource(f"{_ADMIN}/reports", GET=admin.reports),
    resource(f"{_ADMIN}/reports/{{id}}", GET=admin.report),
    resource(f"{_ADMIN}/reports/{{id}}/resolve", POST=admin.resolve),
    resource(f"{_ADMIN}/reports/{{id}}/reopen", POST=admin.reopen),
    # Streams.
    resource("/api/v1/streaming", GET=streaming.server_sent),
    resource("/api/v1/streaming/health", GET=streaming.health),
    resource("/api/v1/streaming/{name:path}", GET=streaming.server_sent),
    # Asked for by apps when they start; there is nothing of it here.
    resource("/api/v1/preferences", GET=nothing.preferences),
    resource("/api/v1/follow_requests", GET=empty("read:follows")),
    resource("/api/v1/announcements", GET=empty("read:accounts")),
    resource("/api/v1/domain_blocks", GET=empty("read:blocks")),
    resource("/api/v1/trends/statuses", GET=empty("read:statuses")),
    resource("/api/v1/trends/links", GET=empty("read:statuses")),
]

_unknown = nothing.unknown
# What else clients may ask for is answered to them, and not with a page.
_rest = [
    resource(f"/{root}/{{rest:path}}", GET=_unknown, POST=_unknown, PUT=_unknown, PATCH=_unknown, DELETE=_unknown)
    for root in ("api", "oauth", "oauth2", "nodeinfo", ".well-known")
]
routes: list[BaseRoute] = [*spoken, *websocket.routes, *_rest]
