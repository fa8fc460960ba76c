"""POST /posts: publish a post, a reply or a quote, with its pictures or its poll; now, or at its time."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.sessions import SessionOver
from biztweet.kernel.errors import Invalid
from biztweet.polls.model import PollDraft
from biztweet.posts.model import Draft
from biztweet.posts.publish import publish as publish_post
from biztweet.posts.rules import POSTS_PER_PERSON
from biztweet.schedules.schedule import schedule
from biztweet.web.actions.uploads import attached
from biztweet.web.answers import fragment, see_other
from biztweet.web.forms import field, form_of, moment, number, texts
from biztweet.web.pages.sign_in import sign_in_first
from biztweet.web.pages.write import address_of, publish_again, unsent
from biztweet.web.visit import visit

_A_DAY_OF_MINUTES = 24 * 60


async def publish(request: Request) -> Response:
    """Publish what the composer holds; the hidden key makes one post of two clicks.

    Whose session is over signs in and finds their words again: a script keeps them, a plain form brings them along.
    """
    try:
        here = await visit(request)
    except SessionOver:
        form = await form_of(request)
        return sign_in_first(request, address_of(form), unsent(form))
    await here.company.quotas.spend(POSTS_PER_PERSON, str(here.viewer.id))
    form = await form_of(request)
    draft = Draft(
        text=field(form, "text"),
        reply_to_id=number(form, "reply_to"),
        quote_of_id=number(form, "quote_of"),
        warning=field(form, "warning"),
        media_ids=await attached(here, form),
        idempotency_key=field(form, "key") or None,
        poll=_poll(form),
        card=field(form, "card") != "off",
    )
    try:
        if (due_at := moment(form, "at", here.face.templates.zone)) is not None:
            await schedule(here.company.db, here.viewer, draft, due_at, here.company.text_rules)
            return fragment(b"", HX_Redirect="/scheduled") if here.by_htmx else see_other("/scheduled")
        post_id = await publish_post(here.company.db, here.viewer, draft, here.company.text_rules)
    except Invalid as refusal:
        if here.by_htmx:
            raise
        return await publish_again(request, here, draft, refusal)
    target = f"/posts/{draft.reply_to_id}#post-{post_id}" if draft.reply_to_id else f"/#post-{post_id}"
    if not here.by_htmx:
        return see_other(target)
    if field(form, "then") == "page":  # it was written on a page of its own
        return fragment(b"", HX_Redirect=target)
    views = await here.company.views.of(here.viewer, [post_id])
    return fragment(here.face.fragments.posts(views, here.locale, here.now))


def _poll(form: FormData) -> PollDraft | None:
    """The poll, if any answer was written."""
    options = tuple(option for text in texts(form, "option") if (option := text.strip()))
    if not options:
        return None
    return PollDraft(
        options,
        open_seconds=(number(form, "open_minutes") or _A_DAY_OF_MINUTES) * 60,
        multiple=bool(field(form, "multiple")),
        hides_counts=bool(field(form, "hidden_counts")),
    )
