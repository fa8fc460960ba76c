"""What timelines read from."""

import msgspec

from biztweet.accounts.departments import Departments
from biztweet.follows.graph import Graph
from biztweet.kernel.database import Database
from biztweet.lists.rosters import Rosters
from biztweet.timelines.head import Head
from biztweet.timelines.recent import Recent
from biztweet.timelines.trends import Trends
from biztweet.topics.book import TopicBook


class Sources(msgspec.Struct, frozen=True):
    """One company's posts as timelines see them."""

    db: Database
    graph: Graph
    rosters: Rosters
    head: Head
    recent: Recent
    trends: Trends
    topics: TopicBook
    departments: Departments
