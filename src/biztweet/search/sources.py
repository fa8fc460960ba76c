"""What a search reads from."""

import msgspec

from biztweet.follows.graph import Graph
from biztweet.kernel.database import Database
from biztweet.lists.rosters import Rosters
from biztweet.ports.index import Index


class Sources(msgspec.Struct, frozen=True):
    """One company's posts as searches see them."""

    db: Database
    index: Index
    graph: Graph
    rosters: Rosters
