"""Accounts as v2 shows them."""

from collections.abc import Sequence
from typing import Any

import msgspec

from biztweet.accounts.model import Account
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter.present.words import shown_url
from biztweet.api.twitter_v2.present.fields import Field, Table, never
from biztweet.api.twitter_v2.present.schema import COUNT, FLAG, HANDLE, ID, INSTANT, TEXT, choice, many, thing
from biztweet.api.twitter_v2.present.times import instant

# What two people may be to each other, in the order in which it is told.
CONNECTIONS = ("following", "followed_by", "blocking", "muting")


class Person(msgspec.Struct, frozen=True):
    """An account as its viewer stands to it; `connections` is None where nobody looked, `pinned_id` as well."""

    account: Account
    connections: Sequence[str] | None = None
    pinned_id: int | None = None


def _metrics(_: Site, person: Person) -> dict[str, int]:
    account = person.account
    return {
        "followers_count": account.follower_count,
        "following_count": account.followee_count,
        "tweet_count": account.post_count,
        "listed_count": account.listed_count,
        "like_count": account.like_count,
    }


def _entities(_: Site, person: Person) -> dict[str, Any] | None:
    url = person.account.url
    return {"url": {"urls": [{"start": 0, "end": len(url), **shown_url(url)}]}} if url else None


def _banner(site: Site, person: Person) -> str | None:
    key = person.account.banner_key
    return site.banner(key) if key else None


_LINK = thing(["start", "end", "url"], start=COUNT, end=COUNT, url=TEXT, expanded_url=TEXT, display_url=TEXT)
_COUNTS = ("followers_count", "following_count", "tweet_count", "listed_count", "like_count")

DEFAULT = ("id", "name", "username")
FIELDS: Table[Person] = {
    "id": Field(ID, lambda _, person: str(person.account.id)),
    "name": Field(TEXT, lambda _, person: person.account.name),
    "username": Field(HANDLE, lambda _, person: person.account.handle),
    "affiliation": never(thing()),
    "confirmed_email": never(TEXT),
    "connection_status": Field(many(choice(CONNECTIONS), at_least=0), lambda _, person: person.connections),
    "created_at": Field(INSTANT, lambda _, person: instant(person.account.created_at)),
    "description": Field(TEXT, lambda _, person: person.account.bio),
    "entities": Field(thing(url=thing(urls=many(_LINK))), _entities),
    "is_identity_verified": never(FLAG),
    "location": Field(TEXT, lambda _, person: person.account.location or None),
    "most_recent_tweet_id": never(ID),
    "parody": Field(FLAG, lambda _, __: False),
    "pinned_tweet_id": Field(ID, lambda _, person: None if person.pinned_id is None else str(person.pinned_id)),
    "profile_banner_url": Field(TEXT, _banner),
    "profile_image_url": Field(TEXT, lambda site, person: site.face(person.account.photo_key)),
    "protected": Field(FLAG, lambda _, __: False),
    "public_metrics": Field(thing(_COUNTS, **dict.fromkeys(_COUNTS, COUNT)), _metrics),
    "receives_your_dm": Field(FLAG, lambda _, __: True),
    "subscription": never(thing()),
    "subscription_type": Field(choice(["None"]), lambda _, __: "None"),
    "url": Field(TEXT, lambda _, person: person.account.url),
    "verified": Field(FLAG, lambda _, __: False),
    "verified_followers_count": never(COUNT),
    "verified_type": Field(choice(["none"]), lambda _, __: "none"),
    "withheld": never(thing()),
}
