"""Consent: what somebody is asked when an app wants to act for them, and what the app would be able to do. Pure."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum

import msgspec

from biztweet.access.apps import App
from biztweet.access.scopes import NARROW, holds
from biztweet.accounts.model import Account


class Ability(StrEnum):
    """What a person is told an app will be able to do, in the order of its weight."""

    read_posts = "read_posts"
    read_own = "read_own"
    read_messages = "read_messages"
    write_posts = "write_posts"
    write_own = "write_own"
    write_messages = "write_messages"
    relate = "relate"
    push = "push"
    know = "know"
    administer = "administer"


# Each narrow scope makes one thing possible; those that are not named here change what is one's own.
_OF_SCOPE = {
    "read:accounts": Ability.read_posts,
    "read:collections": Ability.read_posts,
    "read:search": Ability.read_posts,
    "read:statuses": Ability.read_posts,
    "read:messages": Ability.read_messages,
    "write:media": Ability.write_posts,
    "write:replies": Ability.write_posts,
    "write:statuses": Ability.write_posts,
    "write:messages": Ability.write_messages,
    "write:blocks": Ability.relate,
    "write:follows": Ability.relate,
    "write:mutes": Ability.relate,
    "push": Ability.push,
    "profile": Ability.know,
}


class Question(msgspec.Struct, frozen=True):
    """What is asked, as a page shows it.

    `owner`: who registered the app, None where nobody here did; `action`, `carried`, `csrf`: the form that answers;
    `target`: what the page's policy must let the form lead to, "" for nothing but our own pages; `elsewhere`: where
    somebody else signs in first.
    """

    app: App
    owner: Account | None
    scopes: str
    action: str
    carried: Mapping[str, str]
    csrf: str
    target: str
    elsewhere: str

    @property
    def abilities(self) -> list[Ability]:
        """What the app will be able to do."""
        return abilities(frozenset(self.scopes.split()))

    @property
    def posts(self) -> bool:
        """Whether the app will be able to post."""
        return Ability.write_posts in self.abilities


def abilities(given: AbstractSet[str]) -> list[Ability]:
    """What scopes make possible, the lightest first; one's own name goes without saying where people can be read."""
    found = {_ability(scope) for scope in NARROW if holds(given, scope)}
    if Ability.read_posts in found:
        found.discard(Ability.know)
    return [ability for ability in Ability if ability in found]


def _ability(scope: str) -> Ability:
    if scope.startswith("admin:"):
        return Ability.administer
    own = Ability.read_own if scope.startswith("read:") else Ability.write_own
    return _OF_SCOPE.get(scope, own)
