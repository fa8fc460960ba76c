"""The first visit, in four short steps: who one is here, whom and what to follow, a first post. All may be skipped."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.model import Account, AccountKind
from biztweet.follows.follow import follow
from biztweet.follows.ties import suggested
from biztweet.topics.errors import NoTopic
from biztweet.topics.keep import keep
from biztweet.web.answers import once, see_other
from biztweet.web.forms import an_id, form_of, texts
from biztweet.web.visit import Visit, visit

_STEPS = ("you", "people", "topics", "post")
_PEOPLE, _TOPICS, _MAX_CHOSEN = 8, 8, 24
_USUAL = {
    "ko": ("점심", "세미나", "회의록", "아이디어", "질문"),
    "en": ("lunch", "seminar", "minutes", "ideas", "questions"),
}


async def welcome(request: Request) -> Response:
    """GET /welcome, /welcome/people, /welcome/topics, /welcome/post."""
    here = await visit(request)
    name = request.url.path.rpartition("/")[2]
    step = name if name in _STEPS else _STEPS[0]
    return await once(
        here,
        "pages/welcome.html",
        {},
        frame=here.frame(),
        step=step,
        number=_STEPS.index(step) + 1,
        steps=len(_STEPS),
        people=await _people(here) if step == "people" else [],
        topics=_topics(here) if step == "topics" else [],
    )


async def follow_people(request: Request) -> Response:
    """POST /welcome/people: follow those who are ticked. Raises AccountNotFound."""
    here = await visit(request)
    for text in texts(await form_of(request), "person")[:_MAX_CHOSEN]:
        if (account_id := an_id(text)) != here.viewer.id:
            await follow(here.company.db, here.viewer, account_id)
    return see_other("/welcome/topics")


async def follow_topics(request: Request) -> Response:
    """POST /welcome/topics: follow those that are ticked; what is no topic is passed over."""
    here = await visit(request)
    for name in texts(await form_of(request), "topic")[:_MAX_CHOSEN]:
        try:
            await keep(here.company.db, here.viewer, "followed", name)
        except NoTopic:
            continue
    return see_other("/welcome/post")


async def _people(here: Visit) -> list[Account]:
    """One's manager first, then the colleagues next door and who came last."""
    circle = await here.company.graph.circle(here.viewer.id)
    manager_id = here.me.manager_id
    advised = await suggested(here.company.db, here.me, circle, 2 * _PEOPLE)
    found = [account for account, _ in advised if account.kind is AccountKind.person]
    known = await here.company.people.by_id([manager_id] if manager_id else [])
    above = [account for account in known.values() if account.active and account.id not in circle.followees]
    return [*above, *(account for account in found if account.id != manager_id)][:_PEOPLE]


def _topics(here: Visit) -> list[str]:
    """What is talked about now, and what is talked about anywhere."""
    now = [trend.tag for trend in here.company.timelines.trends.now(here.now, _TOPICS)]
    return list(dict.fromkeys([*now, *_USUAL[here.locale]]))[:_TOPICS]
