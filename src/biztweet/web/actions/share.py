"""What another app shares with this one: words and files, in a composer, to be looked at before they are posted."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.sessions import SessionOver
from biztweet.web.actions.uploads import attached
from biztweet.web.answers import see_other
from biztweet.web.forms import field, form_of
from biztweet.web.pages.kept import Unsent
from biztweet.web.pages.sign_in import sign_in_first
from biztweet.web.pages.write import bring
from biztweet.web.visit import visit


async def share(request: Request) -> Response:
    """POST /share, as the manifest's share target says. Raises what `upload` does, TooManyPictures.

    Whoever signs in first finds the words again; files have to be shared anew.
    """
    form = await form_of(request)
    said = [field(form, name).strip() for name in ("title", "text", "url")]
    # Systems often give the address twice: by itself, and within the text.
    words = [part for at, part in enumerate(said) if part and not any(part in other for other in said[:at])]
    text = {"text": "\n".join(words)}
    try:
        here = await visit(request)
    except SessionOver:
        return sign_in_first(request, "/write?" + urlencode(text), Unsent("/posts", [*text.items()]))
    return await bring(here, text["text"], await attached(here, form))


async def nothing_shared(_request: Request) -> Response:
    """GET /share: somebody loaded the page anew, and nothing came along."""
    return see_other("/")
