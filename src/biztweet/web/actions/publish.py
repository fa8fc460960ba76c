"""POST /posts: publish a post, a reply or a quote, with its pictures."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from biztweet.kernel.clock import SECOND
from biztweet.media.model import Media
from biztweet.media.upload import upload
from biztweet.posts.errors import TooManyPictures
from biztweet.posts.model import Draft
from biztweet.posts.publish import publish as publish_post
from biztweet.posts.rules import MOST_PICTURES, OF_A_PERSON
from biztweet.web.answers import fragment, see_other
from biztweet.web.forms import field, files, form_of, number, texts
from biztweet.web.visit import Visit, visit


async def publish(request: Request) -> Response:
    """Publish what the composer holds; the hidden key makes one post of two clicks."""
    here = await visit(request)
    await here.company.quotas.spend(OF_A_PERSON, str(here.viewer.id), now_seconds=here.now / SECOND)
    form = await form_of(request)
    draft = Draft(
        text=field(form, "text"),
        reply_to_id=number(form, "reply_to"),
        quote_of_id=number(form, "quote_of"),
        warning=field(form, "warning"),
        media_ids=tuple([media.id for media in await _pictures(here, form)]),
        idempotency_key=field(form, "key") or None,
    )
    post_id = await publish_post(here.company.db, here.viewer, draft, here.company.text_rules)
    if not here.by_htmx:
        return see_other(f"/posts/{draft.reply_to_id}#post-{post_id}" if draft.reply_to_id else f"/#post-{post_id}")
    views = await here.company.views.of(here.viewer, [post_id])
    return fragment(here.face.fragments.posts(views, here.locale, here.now))


async def _pictures(here: Visit, form: FormData) -> list[Media]:
    picked, words = files(form, "picture"), texts(form, "alt")
    if len(picked) > MOST_PICTURES:
        raise TooManyPictures(MOST_PICTURES)
    company = here.company
    return [
        await upload(
            company.db,
            company.blobs,
            company.images,
            here.viewer,
            await picture.read(),
            picture.content_type,
            description=words[at].strip() if at < len(words) else "",
        )
        for at, picture in enumerate(picked)
    ]
