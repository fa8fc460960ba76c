"""User: an account as v1.1 shows it."""

from typing import Any

from biztweet.accounts.model import Account
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter.present.words import shown_url
from biztweet.api.twitter_v1.present.times import date

# Width and height of what Twitter makes of a banner, by name.
BANNERS = {
    "ipad": (626, 313),
    "ipad_retina": (1252, 626),
    "web": (520, 260),
    "web_retina": (1040, 520),
    "mobile": (320, 160),
    "mobile_retina": (640, 320),
    "300x100": (300, 100),
    "600x200": (600, 200),
    "1500x500": (1500, 500),
}


def user(site: Site, account: Account, *, following: bool | None = None, email: bool = False) -> dict[str, Any]:
    """A User object; `following` is None where nobody looked. `email` adds the address."""
    whole: dict[str, Any] = {
        "id": account.id,
        "id_str": str(account.id),
        "name": account.name,
        "screen_name": account.handle,
        "location": account.location,
        "description": account.bio,
        "url": account.url or None,
        "entities": _entities(account.url),
        "protected": False,
        "followers_count": account.follower_count,
        "friends_count": account.followee_count,
        "listed_count": account.listed_count,
        "created_at": date(account.created_at),
        "favourites_count": account.like_count,
        "utc_offset": None,
        "time_zone": None,
        "geo_enabled": False,
        "verified": False,
        "statuses_count": account.post_count,
        "lang": None,
        "contributors_enabled": False,
        "is_translator": False,
        "is_translation_enabled": False,
        "profile_background_color": "F5F8FA",
        "profile_background_image_url": None,
        "profile_background_image_url_https": None,
        "profile_background_tile": False,
        "profile_image_url": site.face(account.photo_key),
        "profile_image_url_https": site.face(account.photo_key),
        "profile_link_color": "1DA1F2",
        "profile_sidebar_border_color": "C0DEED",
        "profile_sidebar_fill_color": "DDEEF6",
        "profile_text_color": "333333",
        "profile_use_background_image": True,
        "has_extended_profile": False,
        "default_profile": True,
        "default_profile_image": not account.photo_key,
        "following": following,
        "follow_request_sent": False,
        "notifications": False,
        "translator_type": "none",
    }
    if account.banner_key:
        whole["profile_banner_url"] = site.banner(account.banner_key)
    return whole | {"email": account.email or None} if email else whole


def banner(site: Site, account: Account) -> dict[str, Any]:
    """The sizes of the picture at the head of somebody's page, as Twitter names and measures them."""
    address = site.banner(account.banner_key)
    return {
        "sizes": {
            name: {"h": height, "w": width, "url": f"{address}/{name}"} for name, (width, height) in BANNERS.items()
        }
    }


def trimmed(account_id: int) -> dict[str, Any]:
    """What stands for a user where `trim_user` was asked for."""
    return {"id": account_id, "id_str": str(account_id)}


def _entities(url: str) -> dict[str, Any]:
    about: dict[str, Any] = {"description": {"urls": []}}
    if not url:
        return about
    return {"url": {"urls": [shown_url(url) | {"indices": [0, len(url)]}]}} | about
