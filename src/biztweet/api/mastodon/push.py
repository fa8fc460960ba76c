"""Web Push: a token's subscription, and what its receiver is told."""

from collections.abc import Awaitable, Callable

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.tokens import TokenInvalid
from biztweet.api.errors import ParameterWrong
from biztweet.api.mastodon.caller import site_of, viewer
from biztweet.api.mastodon.present import push as present
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import Parameters, parameters
from biztweet.company import Company
from biztweet.inject import company
from biztweet.push import subscribe as verbs
from biztweet.push.address import keys_of
from biztweet.push.model import Keys, PushMessage, Subscription
from biztweet.push.subscribe import AlertChoice

_encode = msgspec.json.Encoder().encode


async def create(request: Request) -> Response:
    """Subscribe; an earlier subscription of the same token ends. Raises ParameterWrong."""
    me = await viewer(request, "push")
    sent, here = await parameters(request), company(request)
    asked = sent.inner("subscription")
    made = await verbs.subscribe(
        here.db,
        here.vault,
        me,
        _choice(sent),
        endpoint=asked.text("endpoint") or "",
        keys=_keys(asked),
        bearer=request.headers.get("authorization", "").partition(" ")[2].strip(),
    )
    return _shown(here, made)


async def read(request: Request) -> Response:
    """The token's subscription."""
    me = await viewer(request, "push")
    here = company(request)
    return _shown(here, await verbs.subscription(here.db, me))


async def change(request: Request) -> Response:
    """Be told of other things. Raises ParameterWrong."""
    me = await viewer(request, "push")
    here = company(request)
    return _shown(here, await verbs.change(here.db, me, _choice(await parameters(request))))


async def delete(request: Request) -> Response:
    """Be told no more."""
    me = await viewer(request, "push")
    await verbs.unsubscribe(company(request).db, me)
    return json({})


def renderer(here: Company) -> Callable[[Subscription, int], Awaitable[PushMessage | None]]:
    """What each subscription of a company is told of a notification."""
    site = here.of_face(site_of)

    async def render(to: Subscription, notification_id: int) -> PushMessage | None:
        bearer = here.vault.unlock(to.bearer)
        try:
            me = await here.tokens.viewer(bearer)
        except TokenInvalid:
            return None
        notice = await here.inbox.one(notification_id)
        if notice is None or notice.dismissed or await here.inbox.is_read(me, notice):
            return None
        people = await here.people.by_id([notice.recipient_id, notice.actor_id])
        recipient, actor = people.get(notice.recipient_id), people.get(notice.actor_id)
        views = await here.views.of(me, [notice.post_id] if notice.post_id else [], messages=True)
        if recipient is None or actor is None or (notice.post_id is not None and not views):
            return None
        if here.settings.push == "hints":
            said = present.hinted(site, notice, recipient)
        else:
            said = present.pushed(site, notice, recipient, actor, views[0].shared.post.text if views else "")
        return PushMessage(_encode({"access_token": bearer, **said}))

    return render


def _shown(here: Company, found: Subscription) -> Response:
    return json(present.subscription(found, here.push.public_key))


def _choice(sent: Parameters) -> AlertChoice:
    data = sent.inner("data")
    named = data.inner("alerts")
    alerts = frozenset(name for name in present.ALERTS if named.flag(name))
    policy = data.text("policy") or sent.text("policy") or "all"
    if policy not in present.POLICIES:
        raise ParameterWrong("policy", f"one of {', '.join(present.POLICIES)}")
    asked = tuple(name for name in present.ALERTS if name in alerts)
    return AlertChoice(present.kinds(alerts), asked, present.POLICIES[policy])


def _keys(asked: Parameters) -> Keys:
    keys = asked.inner("keys")
    standard = asked.flag("standard") or False
    return keys_of(keys.text("p256dh") or "", keys.text("auth") or "", standard=standard)
