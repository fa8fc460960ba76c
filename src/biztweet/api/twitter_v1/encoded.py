"""Statuses as bytes. They are those of `present.status.status`, which a property test holds them to."""

import msgspec

from biztweet.api.encoded import Entry, Flags, PostEncoder, Slot
from biztweet.api.pages import Pages
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v1.present import status as present
from biztweet.company import Company
from biztweet.posts.view import Shared

_encode = msgspec.json.Encoder().encode


_FLAGS = Flags(lambda marks, _mine: b"," + _encode(present.flags(marks))[1:])


class Encoder(PostEncoder):
    """One company's statuses in one look."""

    def __init__(self, site: Site, look: present.Look) -> None:
        super().__init__()
        self._site = site
        self._look = look

    def cut(self, shared: Shared) -> Entry:
        """A post inside another comes before the outer one's flags; in a repeat both have the original's."""
        head = _encode(present.body(self._site, shared, self._look))[:-1]
        if shared.original is not None:
            inner = self.cut(shared.original)
            around = inner.slots[-1]
            return Entry(
                shared,
                (head + b',"retweeted_status":' + inner.pieces[0], *inner.pieces[1:], b""),
                (*inner.slots, around),
            )
        own = Slot(_FLAGS, shared.post.id, is_quoted=False, author_id=shared.post.author_id)
        if shared.quoted is not None:
            inside = _encode(present.body(self._site, shared.quoted, self._look))[:-1]
            quoted = Slot(_FLAGS, shared.quoted.post.id, is_quoted=True, author_id=0)
            return Entry(shared, (head + b',"quoted_status":' + inside, b""), (quoted, own))
        return Entry(shared, (head,), (own,))


class Encoders:
    """One company's encoders and pages: of each of the two looks that nearly everybody asks for."""

    def __init__(self, company: Company) -> None:
        self.site = Site(company.settings.base_url.rstrip("/"))
        self.pages_by_look = {
            look: Pages(Encoder(self.site, look), company.views) for look in (present.COMPAT, present.EXTENDED)
        }
