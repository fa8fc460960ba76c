"""Feeds: what one's Home can show, each as a tab: everyone, whom one follows, one's department, lists, topics."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.model import Home
from biztweet.kernel.errors import Invalid, NotFound
from biztweet.kernel.paging import Page
from biztweet.live import channels
from biztweet.posts.text import fold_tag
from biztweet.timelines.department import department
from biztweet.timelines.hashtag import hashtag
from biztweet.timelines.home import home
from biztweet.timelines.list import list_timeline
from biztweet.web.forms import an_id
from biztweet.web.visit import Visit, keep_wish

FEED_COOKIE = "feed"
_MAX_TOPICS = 10
_MAX_HEARD = 8
_MAX_TAG_LENGTH = 200
_HOMES = {choice.value: choice for choice in Home}


class Feed(msgspec.Struct, frozen=True):
    """One tab. `name` is `company`, `following`, `department`, `list:ID` or `tag:TOPIC`; the stream knows it so too."""

    name: str
    label: str

    @property
    def kind(self) -> str:
        """What sort of timeline it is."""
        return self.name.partition(":")[0]

    @property
    def key(self) -> str:
        """Which list or topic."""
        return self.name.partition(":")[2]


async def feeds(here: Visit) -> list[Feed]:
    """What a visitor's Home offers, in the order of its tabs; mostly without a query."""
    found = [Feed(Home.company, here.says("Everyone")), Feed(Home.following, here.says("Following"))]
    if here.me.department:
        found.append(Feed("department", here.me.department))
    found += [Feed(f"list:{each.id}", each.name) for each in await here.company.rosters.pinned(here.viewer)]
    topics = sorted(await here.company.timelines.topics.followed(here.viewer.id))[:_MAX_TOPICS]
    return found + [Feed(f"tag:{topic}", f"#{topic}") for topic in topics]


def chosen(request: Request, here: Visit, offered: list[Feed]) -> Feed:
    """The feed that was asked for; else the one this browser showed last, or what the visitor's settings say."""
    by_name = {feed.name: feed for feed in offered}
    owner, _, remembered = request.cookies.get(FEED_COOKIE, "").partition(".")
    names = [request.query_params.get("home", ""), _opened(remembered) if owner == str(here.me.id) else ""]
    return next((by_name[name] for name in names if name in by_name), by_name[here.me.home])


def remember(request: Request, here: Visit, feed: Feed, answer: Response) -> None:
    """Let this browser show the same feed next time, to the same person, if it was asked for by name."""
    if request.query_params.get("home") == feed.name:
        keep_wish(request, answer, FEED_COOKIE, f"{here.me.id}.{feed.name.encode().hex()}")


async def ids_of(here: Visit, feed: Feed, page: Page) -> list[int]:
    """Ids of a feed's posts, newest first. Raises ListNotFound."""
    timelines = here.company.timelines
    match feed.kind:
        case "department":
            return await department(timelines, here.viewer, here.me.department, page)
        case "list":
            roster = await here.company.rosters.seen(here.viewer, int(feed.key))
            return await list_timeline(timelines, here.viewer, roster, page)
        case "tag":
            return await hashtag(timelines, here.viewer, feed.key, page)
        case _:
            return await home(timelines, here.viewer, _HOMES[feed.name], page)


async def heard(here: Visit, names: list[str]) -> list[tuple[str, str]]:
    """The channels on which pages hear what they show besides Home; what is not there is left out."""
    found, own = [], channels.home_channel(here.me.home)
    for name in dict.fromkeys(names[-_MAX_HEARD:]):
        kind, _, key = name.partition(":")
        if kind in _HOMES and channels.home_channel(_HOMES[kind]) != own:
            found.append((kind, name))
        elif kind == "department" and here.me.department:
            found.append((channels.department(here.me.department), name))
        elif kind == "tag" and key and len(key) <= _MAX_TAG_LENGTH:
            found.append((channels.tag(fold_tag(key)), name))
        elif kind == "list" and await _may_hear(here, key):
            found.append((channels.members(int(key)), name))
    return found


async def _may_hear(here: Visit, key: str) -> bool:
    try:
        await here.company.rosters.seen(here.viewer, an_id(key))
    except (NotFound, Invalid):
        return False
    return True


def _opened(text: str) -> str:
    try:
        return bytes.fromhex(text).decode()
    except ValueError:
        return ""
