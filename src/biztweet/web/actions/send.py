"""POST /messages: send a message into a conversation, or to somebody."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.messages.errors import MessageNotFound
from biztweet.messages.model import Letter
from biztweet.messages.rules import OF_A_PERSON
from biztweet.messages.send import send as send_letter
from biztweet.web.answers import fragment, see_other
from biztweet.web.forms import field, form_of, number
from biztweet.web.visit import visit


async def send(request: Request) -> Response:
    """Send what was written; the hidden key makes one message of two clicks."""
    here = await visit(request)
    await here.company.quotas.spend(OF_A_PERSON, str(here.viewer.id))
    form = await form_of(request)
    to = number(form, "to")
    letter = Letter(
        text=field(form, "text"),
        idempotency_key=field(form, "key") or None,
        conversation_id=number(form, "conversation"),
        to_ids=() if to is None else (to,),
    )
    message_id = await send_letter(here.company.db, here.viewer, letter, here.company.message_rules)
    view = await here.company.views.one(here.viewer, message_id, messages=True)
    if view is None:
        raise MessageNotFound
    if not here.by_htmx:
        return see_other(f"/messages/{view.shared.post.conversation_id}#letter-{message_id}")
    parts = (view.shared, view.mine)
    return fragment(here.face.templates.macro(here.locale, "components/letters.html", "letter", *parts).encode())
