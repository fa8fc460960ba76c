"""The way out of mails: one press, signed in or not. Mailboxes press it for people, by RFC 8058."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.inject import company
from biztweet.mailing.model import Stream
from biztweet.mailing.off import end_mails, read_token
from biztweet.web.answers import plain
from biztweet.web.headers import PAGE_HEADERS
from biztweet.web.i18n import known
from biztweet.web.visit import speak


async def ask(request: Request) -> Response:
    """GET /mail/off/{token}: only asks, since programs that look for harm follow links too. Raises LinkBroken."""
    return await _page(request, ended=False)


async def end(request: Request) -> Response:
    """POST /mail/off/{token}. Raises LinkBroken."""
    here = company(request)
    account_id, stream = read_token(here.vault, request.path_params["token"])
    await end_mails(here.db, account_id, stream)
    return await _page(request, ended=True)


async def _page(request: Request, *, ended: bool) -> Response:
    here, token = company(request), request.path_params["token"]
    account_id, stream = read_token(here.vault, token)
    account = await here.people.one(account_id)
    speak(request, known(account.language, here.settings.default_language))
    headers = PAGE_HEADERS | {"Referrer-Policy": "no-referrer"}
    digest = stream is Stream.digest
    return plain(request, "pages/mail_off.html", headers=headers, ended=ended, token=token, digest=digest)
