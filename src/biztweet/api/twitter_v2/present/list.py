"""Lists as v2 shows them."""

from biztweet.api.twitter_v2.present.fields import Field, Table
from biztweet.api.twitter_v2.present.schema import COUNT, FLAG, ID, INSTANT, TEXT
from biztweet.api.twitter_v2.present.times import instant
from biztweet.lists.model import List

DEFAULT = ("id", "name")
FIELDS: Table[List] = {
    "id": Field(ID, lambda _, found: str(found.id)),
    "name": Field(TEXT, lambda _, found: found.name),
    "created_at": Field(INSTANT, lambda _, found: instant(found.created_at)),
    "description": Field(TEXT, lambda _, found: found.description),
    "follower_count": Field(COUNT, lambda _, found: found.subscriber_count),
    "member_count": Field(COUNT, lambda _, found: found.member_count),
    "owner_id": Field(ID, lambda _, found: str(found.owner_id)),
    "private": Field(FLAG, lambda _, found: found.private),
}
