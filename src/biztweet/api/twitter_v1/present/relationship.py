"""How two people stand to each other, as v1.1 shows it."""

from typing import Any

from biztweet.accounts.model import Account


def relationship(
    source: Account,
    target: Account,
    *,
    follows: bool,
    followed: bool,
    hides: tuple[bool, bool] | None,
    wants_retweets: bool,
) -> dict[str, Any]:
    """friendships/show. `hides`: the source's (muting, blocking), None where that is not the asker's to see."""
    muting, blocking = hides or (None, None)
    return {
        "relationship": {
            "source": {
                "id": source.id,
                "id_str": str(source.id),
                "screen_name": source.handle,
                "following": follows,
                "followed_by": followed,
                "live_following": False,
                "following_received": None,
                "following_requested": None,
                "notifications_enabled": None,
                "can_dm": True,
                "blocking": blocking,
                "blocked_by": None,
                "muting": muting,
                "want_retweets": wants_retweets,
                "all_replies": None,
                "marked_spam": None,
            },
            "target": {
                "id": target.id,
                "id_str": str(target.id),
                "screen_name": target.handle,
                "following": followed,
                "followed_by": follows,
                "following_received": None,
                "following_requested": None,
            },
        }
    }


def connections(account: Account, found: list[str]) -> dict[str, Any]:
    """One entry of friendships/lookup."""
    return {
        "name": account.name,
        "screen_name": account.handle,
        "id": account.id,
        "id_str": str(account.id),
        "connections": found or ["none"],
    }
