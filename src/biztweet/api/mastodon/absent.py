"""Paths that apps ask for and this product has nothing of, on one screen."""

from starlette.routing import Route

from biztweet.api.mastodon import nothing
from biztweet.api.mastodon.nothing import empty
from biztweet.api.mastodon.resource import resource

_ACCOUNT = "/api/v1/accounts/{id}"
_ADMIN = "/api/v1/admin"

routes: list[Route] = [
    # Strangers may ask these.
    resource("/api/v1/instance/rules", GET=nothing.open_empty),
    resource("/api/v1/instance/peers", GET=nothing.open_empty),
    resource("/api/v1/instance/activity", GET=nothing.open_empty),
    resource("/api/v1/custom_emojis", GET=nothing.open_empty),
    # People may.
    resource("/api/v1/preferences", GET=nothing.preferences),
    resource("/api/v1/follow_requests", GET=empty("read:follows")),
    resource("/api/v1/follow_requests/{id}/authorize", POST=nothing.missing("write:follows")),
    resource("/api/v1/follow_requests/{id}/reject", POST=nothing.missing("write:follows")),
    resource(
        "/api/v1/domain_blocks",
        GET=empty("read:blocks"),
        POST=nothing.no_servers,
        DELETE=nothing.nothing_blocked,
    ),
    resource("/api/v1/instance/domain_blocks", GET=nothing.open_empty),
    resource(f"{_ACCOUNT}/identity_proofs", GET=nothing.of_account("read:accounts", [])),
    resource(f"{_ACCOUNT}/collections", GET=nothing.of_account("read:collections", {"collections": []})),
    resource(f"{_ACCOUNT}/in_collections", GET=nothing.of_account("read:collections", {"collections": []})),
    resource("/api/v1/annual_reports", GET=nothing.annual_reports),
    resource("/api/v1/annual_reports/{year}/state", GET=nothing.no_annual_report),
    *[
        resource(f"{_ADMIN}/{name}", GET=nothing.empty_for_administrators)
        for name in (
            "domain_allows",
            "domain_blocks",
            "email_domain_blocks",
            "ip_blocks",
            "canonical_email_blocks",
            "trends/links",
            "trends/statuses",
            "trends/tags",
        )
    ],
]
