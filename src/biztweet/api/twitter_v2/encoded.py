"""Objects as bytes: v2 shows them alike to everybody, so each, and each page, is encoded once for a look.

The bytes are those of the presenters, which a property test holds them to.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from biztweet.accounts.model import Account
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v2.look import Look
from biztweet.api.twitter_v2.present import list as lists
from biztweet.api.twitter_v2.present import media, poll, tweet, user
from biztweet.api.twitter_v2.present.fields import shown
from biztweet.api.twitter_v2.present.user import Person
from biztweet.api.twitter_v2.vocabulary import renamed
from biztweet.company import Company
from biztweet.lists.model import List
from biztweet.media.model import Media
from biztweet.posts.view import Shared

_LOOKS = 16
_REMEMBERED = 4_000  # of each kind and look
_PAGES = 64  # of each look

T = TypeVar("T")
encode = msgspec.json.Encoder().encode


class Encoder:
    """One company's objects in one look; bytes hold as long as the object they were made of is the one asked for."""

    def __init__(self, site: Site, look: Look) -> None:
        self.tweets_key = b'"posts":' if look.new_words else b'"tweets":'
        self.site = site
        self._look = look
        self._tweets: OrderedDict[int, tuple[Shared, bytes]] = OrderedDict()
        self._accounts: OrderedDict[int, tuple[Account, bytes]] = OrderedDict()
        self._pages: OrderedDict[tuple[int, ...], tuple[int, bytes]] = OrderedDict()
        self._for_all = "connection_status" not in look.user

    def page(self, ids: tuple[int, ...], version: int) -> bytes | None:
        """What was kept of a page of posts, if no event has changed since what anybody sees of any post."""
        kept = self._pages.get(ids)
        return kept[1] if kept is not None and kept[0] == version else None

    def keep(self, ids: tuple[int, ...], version: int, page: bytes) -> None:
        """Keep a page, unless it tells how its reader stands to somebody."""
        if self._for_all:
            self._pages[ids] = version, page
            self._pages.move_to_end(ids)
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)

    def tweet(self, shared: Shared) -> bytes:
        """A post."""
        return _kept(self._tweets, shared.post.id, shared, self._tweet)

    def user(self, person: Person) -> bytes:
        """A person; how somebody stands to them, and what they pinned, is not remembered."""
        if person.connections is not None or person.pinned_id is not None:
            return self.written(shown(user.FIELDS, self._look.user, self.site, person))
        return _kept(self._accounts, person.account.id, person.account, self._account)

    def media(self, one: Media) -> bytes:
        """A picture."""
        return self.written(shown(media.FIELDS, self._look.media, self.site, one))

    def list(self, one: List) -> bytes:
        """A list."""
        return self.written(shown(lists.FIELDS, self._look.list, self.site, one))

    def poll(self, shared: Shared) -> bytes:
        """The poll of a post."""
        return self.written(shown(poll.FIELDS, self._look.poll, self.site, shared))

    def written(self, value: Any) -> bytes:  # noqa: ANN401 - whatever JSON may hold
        """Any other part of an answer, in the vocabulary that is asked for."""
        return encode(renamed(value) if self._look.new_words else value)

    def _tweet(self, shared: Shared) -> bytes:
        return self.written(shown(tweet.FIELDS, self._look.tweet, self.site, shared))

    def _account(self, account: Account) -> bytes:
        return self.written(shown(user.FIELDS, self._look.user, self.site, Person(account)))


class Encoders:
    """One company's encoders, for the looks that were asked for last."""

    def __init__(self, company: Company) -> None:
        self.site = Site(company.settings.base_url.rstrip("/"))
        self._by_look: OrderedDict[Look, Encoder] = OrderedDict()

    def of(self, look: Look) -> Encoder:
        """The encoder of a look."""
        found = self._by_look.get(look)
        if found is None:
            found = self._by_look[look] = Encoder(self.site, look)
            if len(self._by_look) > _LOOKS:
                self._by_look.popitem(last=False)
        else:
            self._by_look.move_to_end(look)
        return found


def _kept(entries: OrderedDict[int, tuple[T, bytes]], key: int, made_of: T, make: Callable[[T], bytes]) -> bytes:
    entry = entries.get(key)
    if entry is None or entry[0] is not made_of:
        entry = entries[key] = (made_of, make(made_of))
        entries.move_to_end(key)
        if len(entries) > _REMEMBERED:
            entries.popitem(last=False)
    return entry[1]
