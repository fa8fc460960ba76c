"""Card: what the page behind an address says of itself."""

from enum import StrEnum

import msgspec

from biztweet.media.model import Variant


class State(StrEnum):
    """How far the asking is. `none`: there is nothing to show, or nobody answered."""

    waiting = "waiting"
    ready = "ready"
    none = "none"


class Picture(msgspec.Struct, frozen=True):
    """The page's picture, made safe and kept by us: the blob `<key>/<file.name>`."""

    key: str
    file: Variant
    blurhash: str


class Card(msgspec.Struct, frozen=True):
    """One address, and what its page says. `asked_at`: when it answered last, or did not; microseconds."""

    id: int
    address: str
    state: State
    title: str = ""
    description: str = ""
    site_name: str = ""
    picture: Picture | None = None
    asked_at: int | None = None
    due_at: int | None = None
