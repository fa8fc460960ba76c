"""Direct messages in their older form, which some clients still ask for."""

from starlette.responses import Response

from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.answers import site, whom
from biztweet.api.twitter_v1.calls import Ask, Handler, json
from biztweet.api.twitter_v1.direct_messages import sent_to, shared_of
from biztweet.api.twitter_v1.present.direct_message import message
from biztweet.messages.model import MessageDraft
from biztweet.messages.remove import remove
from biztweet.messages.store import By


def listed(by: By) -> Handler:
    """What others have sent, or what the asker has."""

    async def handle(ask: Ask) -> Response:
        ids = await ask.company.conversations.message_ids(ask.me, parse.page(ask.given), by=by)
        views = await ask.company.views.of(ask.me, ids, messages=True)
        return json([message(site(ask), view.shared, ask.me.id) for view in views])

    return handle


async def new(ask: Ask) -> Response:
    """Send a message to the person that `user_id` or `screen_name` names."""
    account = await whom(ask)
    sent = await sent_to(ask, MessageDraft(ask.given.text("text") or "", to_ids=(account.id,)))
    return json(message(site(ask), sent, ask.me.id))


async def show(ask: Ask) -> Response:
    """One message."""
    return json(message(site(ask), await shared_of(ask, parse.post_id(ask.given)), ask.me.id))


async def destroy(ask: Ask) -> Response:
    """Put a message away for oneself; the answer shows it for the last time."""
    shared = await shared_of(ask, parse.post_id(ask.given))
    await remove(ask.company.db, ask.me, shared.post.id)
    return json(message(site(ask), shared, ask.me.id))
