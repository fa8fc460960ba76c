"""Instance: what strangers may know of this server, and what apps must know of its limits."""

from typing import Any

import msgspec

from biztweet.accounts.fields import MAX_FIELDS, MAX_PART_LENGTH
from biztweet.api.mastodon.site import Site

# Of the Mastodon whose features we have; apps switch theirs on by it, and by `api_versions`.
_MASTODON = "4.5.6"
_API = 7
_FRAMES_A_SECOND = 120  # videos are kept as they are; apps that make theirs smaller want a number


class Limits(msgspec.Struct, frozen=True):
    """What a post and its pictures may be, and how many posts and topics may be shown on one's page."""

    characters: int
    pictures: int
    picture_bytes: int
    picture_pixels: int
    video_bytes: int
    video_pixels: int
    types: tuple[str, ...]
    description: int
    options: int
    option_characters: int
    poll_seconds: int
    pins: int
    topics: int
    server_key: str
    url_characters: int = 23


def version(own: str) -> str:
    """The version that apps parse."""
    return f"{_MASTODON} (compatible; BizTweet {own})"


def streaming(site: Site) -> str:
    """Where streams are opened."""
    return f"ws{site.base_url.removeprefix('http')}"


def instance_v2(site: Site, name: str, own_version: str, limits: Limits) -> dict[str, Any]:
    """Instance as `/api/v2/instance` tells it."""
    return {
        "domain": site.domain,
        "title": name,
        "version": version(own_version),
        "source_url": "",
        "description": _about(site, name),
        "usage": {"users": {"active_month": 0}},
        "thumbnail": {"url": site.blank("header"), "blurhash": None, "versions": {}},
        "icon": [],
        "languages": [site.language],
        "configuration": {
            "urls": {
                "streaming": streaming(site),
                "status": None,
                "about": None,
                "privacy_policy": None,
                "terms_of_service": None,
            },
            "vapid": {"public_key": limits.server_key},
            **_configuration(limits),
            "limited_federation": True,
            "timelines_access": {
                "live_feeds": {"local": "authenticated", "remote": "disabled"},
                "hashtag_feeds": {"local": "authenticated", "remote": "disabled"},
                "trending_link_feeds": {"local": "authenticated", "remote": "disabled"},
            },
        },
        "registrations": {
            "enabled": False,
            "approval_required": False,
            "reason_required": False,
            "message": None,
            "min_age": None,
            "url": None,
        },
        "api_versions": {"mastodon": _API},
        "contact": {"email": "", "account": None},
        "rules": [],
    }


def instance_v1(site: Site, name: str, own_version: str, limits: Limits) -> dict[str, Any]:
    """Instance as `/api/v1/instance` told it."""
    return {
        "uri": site.domain,
        "title": name,
        "short_description": _about(site, name),
        "description": _about(site, name),
        "email": "",
        "version": version(own_version),
        "urls": {"streaming_api": streaming(site)},
        "stats": {"user_count": 0, "status_count": 0, "domain_count": 1},
        "thumbnail": site.blank("header"),
        "languages": [site.language],
        "registrations": False,
        "approval_required": False,
        "invites_enabled": False,
        "configuration": _configuration(limits),
        "contact_account": None,
        "rules": [],
        "max_toot_chars": limits.characters,
    }


def node_info(name: str, own_version: str, schema: str) -> dict[str, Any]:
    """NodeInfo; `upstream` is by what megalodon's detector knows whom to talk to."""
    return {
        "version": schema,
        "software": {"name": "biztweet", "version": own_version},
        "protocols": [],
        "services": {"inbound": [], "outbound": []},
        "openRegistrations": False,
        "usage": {"users": {}},
        "metadata": {
            "nodeName": name,
            "upstream": {"name": "mastodon", "version": _MASTODON},
            "features": ["mastodon_api", "mastodon_api_streaming", "quote_posting"],
        },
    }


def _about(site: Site, name: str) -> str:
    if site.language == "ko":
        return f"{name} 사람들의 열린 대화"
    return f"The open conversation of {name}"


def _configuration(limits: Limits) -> dict[str, Any]:
    return {
        "accounts": {
            "max_featured_tags": limits.topics,
            "max_pinned_statuses": limits.pins,
            "max_profile_fields": MAX_FIELDS,
            "profile_field_name_limit": MAX_PART_LENGTH,
            "profile_field_value_limit": MAX_PART_LENGTH,
        },
        "statuses": {
            "max_characters": limits.characters,
            "max_media_attachments": limits.pictures,
            "characters_reserved_per_url": limits.url_characters,
        },
        "media_attachments": {
            "supported_mime_types": list(limits.types),
            "description_limit": limits.description,
            "image_size_limit": limits.picture_bytes,
            "image_matrix_limit": limits.picture_pixels,
            "video_size_limit": limits.video_bytes,
            "video_frame_rate_limit": _FRAMES_A_SECOND,
            "video_matrix_limit": limits.video_pixels,
        },
        "polls": {
            "max_options": limits.options,
            "max_characters_per_option": limits.option_characters,
            "min_expiration": 300,
            "max_expiration": limits.poll_seconds,
        },
        "translation": {"enabled": False},
    }
