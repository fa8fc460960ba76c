"""What another app shares with this one: its words, in a composer, to be looked at before they are posted."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from biztweet.web.answers import see_other
from biztweet.web.forms import field, form_of
from biztweet.web.visit import visit


async def share(request: Request) -> Response:
    """POST /share, as the manifest's share target says."""
    await visit(request)
    form = await form_of(request)
    said = [field(form, name).strip() for name in ("title", "text", "url")]
    # Systems often give the address twice: by itself, and within the text.
    words = [part for at, part in enumerate(said) if part and not any(part in other for other in said[:at])]
    return see_other("/write?" + urlencode({"text": "\n".join(words)}))


async def nothing_shared(_request: Request) -> Response:
    """GET /share: somebody loaded the page anew, and nothing came along."""
    return see_other("/")
