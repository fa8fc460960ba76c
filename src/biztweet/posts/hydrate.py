"""Ids to views: the shared part from memory or a fixed number of queries, the viewer's part in one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from biztweet.access.viewer import Viewer
from biztweet.accounts.people import People, changed_accounts
from biztweet.cards import store as card_store
from biztweet.cards.model import Card
from biztweet.kernel.cache import Cache
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded
from biztweet.media import store as media
from biztweet.media.model import Media
from biztweet.polls import store as polls
from biztweet.polls.model import Poll
from biztweet.ports.sql.statement import Query
from biztweet.posts import store
from biztweet.posts.assemble import Stored, account_ids, assemble, held_ids, inner_ids
from biztweet.posts.changes import changed_posts
from biztweet.posts.marks import MarkBook
from biztweet.posts.model import Audience, Post
from biztweet.posts.view import Marks, PostView, Shared
from biztweet.posts.visibility import may_see, visible_to_all

_REMEMBERED = 10_000
_MAX_HELD = 10 * _REMEMBERED  # a view holds five posts and accounts at most; past this, many are of views long gone
_FEW = 4  # at most so many rows are read right in the event loop
_NOTHING = Marks()

R = TypeVar("R")


class Views:
    """This process's memory of posts, and the way from ids to views."""

    def __init__(self, db: Database, people: People, *, shows_cards: bool = False) -> None:
        self.marks = MarkBook(db)
        # Grows with every event that changes what anybody sees of a post: what was made of views before is stale.
        self.version = 0
        self._db = db
        self._people = people
        self._shows_cards = shows_cards
        self._stored: Cache[int, Stored] = Cache(_REMEMBERED)
        self._shared: Cache[int, Shared] = Cache(_REMEMBERED)
        # Which assembled views hold a post or an account, to be assembled anew when it changes.
        self._holding: defaultdict[int, set[int]] = defaultdict(set)

    async def of(self, viewer: Viewer, ids: Sequence[int], *, messages: bool = False) -> list[PostView]:
        """Views of `ids` in their order; an id that is gone, or not for the viewer, is left out.

        Messages are left out too, unless they are asked for: then those the viewer may see are there.
        """
        known = self._shared.all(ids)
        if known is None:
            shared = await self._found(ids)
            known = [shared[post_id] for post_id in ids if post_id in shared]
        if messages:
            there = [found for found in known if may_see(viewer, found.post)]
        else:
            there = [found for found in known if visible_to_all(found.post)]
        account_id = viewer.account_id
        if account_id is None:
            return [PostView(found) for found in there]
        # Loops without calls: this runs for every post of every page.
        shown = [found.original or found for found in there]
        marked = [found.post.id for found in shown]
        quoted = [found.quoted.post.id if found.quoted is not None else None for found in shown]
        marks = await self.marks.of(account_id, [*marked, *[post_id for post_id in quoted if post_id is not None]])
        return [
            PostView(found, marks[one], _NOTHING if other is None else marks[other], found.post.author_id == account_id)
            for found, one, other in zip(there, marked, quoted, strict=True)
        ]

    async def one(self, viewer: Viewer, post_id: int, *, messages: bool = False) -> PostView | None:
        """The view of one post, or None."""
        views = await self.of(viewer, [post_id], messages=messages)
        return views[0] if views else None

    async def shared(self, ids: Iterable[int], *, messages: bool = False) -> dict[int, Shared]:
        """The shared part of each of `ids` that was ever posted, deleted ones included; in at most eight reads.

        Messages only where they are asked for, which is right where all who are shown them were addressed.
        """
        found = await self._found(ids)
        if messages:
            return found
        return {post_id: view for post_id, view in found.items() if view.post.audience is Audience.company}

    async def _found(self, ids: Iterable[int]) -> dict[int, Shared]:
        wanted = list(dict.fromkeys(ids))
        found = self._shared.known(wanted)
        missing = [post_id for post_id in wanted if post_id not in found]
        if missing:
            found |= await self._assemble(missing)
        return found

    def apply(self, recorded: Recorded) -> None:
        """Forget what an event changed."""
        self.marks.apply(recorded)
        posts, accounts = changed_posts(recorded.event), changed_accounts(recorded.event)
        if posts:
            self._stored.drop(posts)
        if posts or accounts:
            self.version += 1
            holders = [holder for key in (*posts, *accounts) for holder in self._holding.pop(key, ())]
            self._shared.drop([*posts, *accounts, *holders])
        if isinstance(recorded.made, Post):
            self._keep_made(recorded.made)

    def _keep_made(self, post: Post) -> None:
        """What was just stored here is shown to its author next: nothing of it has to be read, or looked up."""
        self._stored.put(post.id, Stored(post, ()), self._stored.ticket())
        author = self._people.known(post.author_id)
        if author is not None and not inner_ids(post) and post.reply_to_account_id is None and not post.addressee_ids:
            view = Shared(post, author)
            self._shared.put(post.id, view, self._shared.ticket())
            self._hold(post.id, view)

    async def _assemble(self, missing: list[int]) -> dict[int, Shared]:
        ticket = self._shared.ticket()
        stored = await self._read(missing)
        names = {account_id for each in stored.values() for account_id in account_ids(each.post)}
        accounts = await self._people.by_id(names)
        shared = {post_id: assemble(stored, accounts, post_id) for post_id in missing if post_id in stored}
        for post_id, view in shared.items():
            if self._shared.fresh(held_ids(view), ticket):
                self._shared.put(post_id, view, ticket)
                self._hold(post_id, view)
        return shared

    def _hold(self, post_id: int, view: Shared) -> None:
        if len(self._holding) > _MAX_HELD:
            self._holding.clear()
            for known_id, known in self._shared.each():
                self._note(known_id, known)
        self._note(post_id, view)

    def _note(self, post_id: int, view: Shared) -> None:
        for key in held_ids(view):
            self._holding[key].add(post_id)

    async def _read(self, ids: list[int]) -> dict[int, Stored]:
        """Posts, and those they show inside them, with their pictures."""
        ticket = self._stored.ticket()
        known: dict[int, Stored] = {}
        read: dict[int, Post] = {}
        wanted = ids
        # A repost of a quote shows three posts, one inside the other: three rounds reach the innermost.
        for _ in range(3):
            if not wanted:
                break
            known |= self._stored.known(wanted)
            if missing := [post_id for post_id in wanted if post_id not in known]:
                read |= {post.id: post for post in await self._by_ids(store.BY_IDS, missing)}
            inner = {i for s in known.values() for i in inner_ids(s.post)} | {
                i for p in read.values() for i in inner_ids(p)
            }
            wanted = [post_id for post_id in inner if post_id not in known and post_id not in read]
        if not read:
            return known
        pictures = await self._pictures(list(read))
        asked = await self._polls([post.id for post in read.values() if post.has_poll])
        cards = await self._cards([post.id for post in read.values() if post.entities.links])
        for post_id, post in read.items():
            known[post_id] = Stored(post, tuple(pictures[post_id]), asked.get(post_id), cards.get(post_id))
            self._stored.put(post_id, known[post_id], ticket)
        return known

    async def _by_ids(self, query: Query[R], ids: list[int]) -> list[R]:
        """Rows by their keys; a fresh post alone is not worth the way to a reader's thread."""
        read = self._db.lookup if len(ids) <= _FEW else self._db.rows
        return await read(query, ids=ids)

    async def _polls(self, post_ids: list[int]) -> dict[int, Poll]:
        found = await self._by_ids(polls.BY_POST_IDS, post_ids) if post_ids else []
        return {poll.post_id: poll for poll in found}

    async def _cards(self, post_ids: list[int]) -> dict[int, Card]:
        found = await self._by_ids(card_store.OF_POSTS, post_ids) if post_ids and self._shows_cards else []
        return {card.post_id: card for card in found}

    async def _pictures(self, post_ids: list[int]) -> defaultdict[int, list[Media]]:
        found: defaultdict[int, list[Media]] = defaultdict(list)
        places = await self._by_ids(store.MEDIA_OF, post_ids) if post_ids else []
        if places:
            rows = await self._by_ids(media.BY_IDS, [place.media_id for place in places])
            pictures = {picture.id: picture for picture in rows}
            for place in places:
                if place.media_id in pictures:
                    found[place.of_post_id].append(pictures[place.media_id])
        return found
