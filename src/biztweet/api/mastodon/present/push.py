"""WebPushSubscription, and what is pushed."""

from typing import Any

from biztweet.accounts.model import Account
from biztweet.api.mastodon.present.notification import TYPES
from biztweet.api.mastodon.site import Site
from biztweet.notifications.model import Kind, Notification
from biztweet.push.model import From, Subscription

ALERTS = (
    "mention", "status", "reblog", "follow", "follow_request", "favourite", "poll", "update", "quote", "quoted_update",
    "admin.sign_up", "admin.report",
)  # fmt: skip
POLICIES = {
    "all": From.everybody,
    "followed": From.followees,
    "follower": From.followers,
    "none": From.nobody,
}
_POLICY_OF = {told_from: name for name, told_from in POLICIES.items()}
_BODY_CHARACTERS = 140  # as Mastodon cuts it
_TITLES = {
    "ko": {
        Kind.mention: "{name} 님이 회원님을 언급했습니다",
        Kind.reply: "{name} 님이 답글을 남겼습니다",
        Kind.repost: "{name} 님이 회원님의 글을 다시 올렸습니다",
        Kind.quote: "{name} 님이 회원님의 글을 인용했습니다",
        Kind.like: "{name} 님이 회원님의 글을 좋아합니다",
        Kind.follow: "{name} 님이 회원님을 팔로우합니다",
        Kind.edited: "{name} 님이 글을 고쳤습니다",
        Kind.quoted_edited: "{name} 님이 회원님이 인용한 글을 고쳤습니다",
        Kind.poll: "투표가 끝났습니다",
        Kind.posted: "{name} 님이 글을 올렸습니다",
        Kind.message: "{name} 님이 메시지를 보냈습니다",
        None: "새 알림이 있습니다",
    },
    "en": {
        Kind.mention: "{name} mentioned you",
        Kind.reply: "{name} replied to you",
        Kind.repost: "{name} reposted you",
        Kind.quote: "{name} quoted you",
        Kind.like: "{name} likes your post",
        Kind.follow: "{name} follows you",
        Kind.edited: "{name} edited a post",
        Kind.quoted_edited: "{name} edited a post you quoted",
        Kind.poll: "A poll has ended",
        Kind.posted: "{name} posted",
        Kind.message: "{name} sent you a message",
        None: "Something new for you",
    },
}


def subscription(found: Subscription, server_key: str) -> dict[str, Any]:
    """What a token has asked for."""
    return {
        "id": str(found.id),
        "endpoint": found.endpoint,
        "standard": found.keys.standard,
        "alerts": {name: name in found.asked for name in ALERTS},
        "policy": _POLICY_OF[found.told_from],
        "server_key": server_key,
    }


def kinds(alerts: frozenset[str]) -> tuple[Kind, ...]:
    """Our kinds of notices among the alerts that were asked for."""
    return tuple(kind for kind, name in TYPES.items() if name in alerts)


def pushed(site: Site, notice: Notification, recipient: Account, actor: Account, text: str) -> dict[str, Any]:
    """What a phone shows of a notification; `text` is the post's that it is about."""
    return _hint(notice, recipient) | {
        "icon": site.picture(actor.photo_key, "large") if actor.photo_key else site.blank("avatar"),
        "title": _title(notice.kind, recipient).format(name=actor.name),
        "body": text if len(text) <= _BODY_CHARACTERS else f"{text[: _BODY_CHARACTERS - 1]}…",
    }


def hinted(site: Site, notice: Notification, recipient: Account) -> dict[str, Any]:
    """The same without a name or a word: that there is something."""
    return _hint(notice, recipient) | {"icon": site.blank("avatar"), "title": _title(None, recipient), "body": ""}


def _title(kind: Kind | None, recipient: Account) -> str:
    titles = _TITLES.get(recipient.language.partition("-")[0], _TITLES["en"])
    return titles.get(kind, titles[None])


def _hint(notice: Notification, recipient: Account) -> dict[str, Any]:
    return {
        "preferred_locale": recipient.language,
        "notification_id": str(notice.id),
        "notification_type": TYPES[notice.kind],
    }
