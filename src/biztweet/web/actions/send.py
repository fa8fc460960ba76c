"""POST /messages: send a message with its files: into a conversation, or to those it names."""

from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.sessions import SessionOver
from biztweet.kernel.errors import Invalid
from biztweet.messages.errors import MessageNotFound, TooManyMembers
from biztweet.messages.model import MAX_MEMBERS, MessageDraft
from biztweet.messages.rules import MESSAGES_PER_PERSON
from biztweet.messages.send import send as send_letter
from biztweet.web.actions.uploads import attached
from biztweet.web.answers import fragment, see_other
from biztweet.web.forms import an_id, field, form_of, named, number, texts
from biztweet.web.pages.kept import Unsent
from biztweet.web.pages.messages import say_again
from biztweet.web.pages.sign_in import sign_in_first
from biztweet.web.visit import Visit, visit


async def send(request: Request) -> Response:
    """Send what was written; the hidden key makes one message of two clicks. Raises MessageNotFound, TooManyMembers."""
    form = await form_of(request)
    try:
        here = await visit(request)
    except SessionOver:
        return sign_in_first(
            request, _address_of(form), Unsent("/messages", named(form, "text", "conversation", "to", "key"))
        )
    await here.company.quotas.spend(MESSAGES_PER_PERSON, str(here.viewer.id))
    draft = await _letter(here, form)
    try:
        message_id = await send_letter(here.company.db, here.viewer, draft, here.company.message_rules)
    except Invalid as refusal:
        if here.by_htmx:
            raise
        return await say_again(request, here, draft, refusal)
    view = await here.company.views.one(here.viewer, message_id, messages=True)
    if view is None:
        raise MessageNotFound
    if not here.by_htmx:
        return see_other(f"/messages/{view.shared.post.conversation_id}#letter-{message_id}")
    parts = (view.shared, view.mine)
    return fragment(here.face.templates.macro(here.locale, "components/messages.html", "message", *parts).encode())


def _address_of(form: FormData) -> str:
    """Where a message that nobody took stands again."""
    words = urlencode({"text": field(form, "text")})
    if (conversation_id := number(form, "conversation")) is not None:
        return f"/messages/{conversation_id}?{words}"
    return "/messages/new?" + urlencode([("to", str(an_id(text))) for text in texts(form, "to")]) + f"&{words}"


async def _letter(here: Visit, form: FormData) -> MessageDraft:
    to_ids = tuple(dict.fromkeys(an_id(text) for text in texts(form, "to")))
    if len({here.viewer.id, *to_ids}) > MAX_MEMBERS:
        raise TooManyMembers(MAX_MEMBERS)
    return MessageDraft(
        text=field(form, "text"),
        idempotency_key=field(form, "key") or None,
        conversation_id=number(form, "conversation"),
        to_ids=to_ids,
        media_ids=await attached(here, form),
    )
