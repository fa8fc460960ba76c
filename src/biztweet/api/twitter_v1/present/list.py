"""List: people gathered under a name, as v1.1 shows them."""

from typing import Any

from biztweet.accounts.model import Account
from biztweet.api.twitter_v1.present.times import date
from biztweet.lists.model import List


def account_list(found: List, owner: Account, user: dict[str, Any], *, following: bool) -> dict[str, Any]:
    """A List object; `user` is its owner's, `following` whether the asker has subscribed."""
    return {
        "id": found.id,
        "id_str": str(found.id),
        "name": found.name,
        "uri": f"/{owner.handle}/lists/{found.slug}",
        "subscriber_count": found.subscriber_count,
        "member_count": found.member_count,
        "mode": "private" if found.private else "public",
        "description": found.description,
        "slug": found.slug,
        "full_name": f"@{owner.handle}/{found.slug}",
        "created_at": date(found.created_at),
        "following": following,
        "user": user,
    }
