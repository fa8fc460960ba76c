"""What somebody wants to be told of, by who acts: at once, only once they admit them, or never. Pure."""

from enum import StrEnum

import msgspec

from biztweet.kernel.clock import DAY
from biztweet.notifications.model import Kind

NEW_FOR = 30 * DAY  # as Mastodon: https://docs.joinmastodon.org/entities/NotificationPolicy/
_ALWAYS = (Kind.poll, Kind.edited, Kind.quoted_edited, Kind.posted)  # what somebody has asked for by their own act


class Treatment(StrEnum):
    """What becomes of a notice."""

    accept = "accept"
    filter = "filter"
    drop = "drop"


class Policy(msgspec.Struct, frozen=True):
    """What becomes of notices from each class of people; `limited` is for people whom nobody here can be."""

    not_following: Treatment = Treatment.accept
    not_followers: Treatment = Treatment.accept
    new_accounts: Treatment = Treatment.accept
    private_mentions: Treatment = Treatment.accept
    limited: Treatment = Treatment.accept


class Facts(msgspec.Struct, frozen=True):
    """How a recipient and whoever acts stand to each other; `answers`: a message where the recipient wrote before."""

    follows_actor: bool = False
    followed_by_actor: bool = False
    admitted: bool = False
    actor_is_new: bool = False
    actor_is_admin: bool = False
    answers: bool = False


def treatment(policy: Policy, kind: Kind, facts: Facts) -> Treatment:
    """What becomes of a notice: the strictest that any class asks for; who is admitted is always heard."""
    if kind in _ALWAYS or facts.admitted or facts.actor_is_admin:
        return Treatment.accept
    asked = set()
    if not facts.follows_actor:
        asked.add(policy.not_following)
        if facts.actor_is_new:
            asked.add(policy.new_accounts)
        if kind is Kind.message and not facts.answers:
            asked.add(policy.private_mentions)
    if not facts.followed_by_actor:
        asked.add(policy.not_followers)
    return next((each for each in (Treatment.drop, Treatment.filter) if each in asked), Treatment.accept)
