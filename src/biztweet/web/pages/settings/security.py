"""Where one is signed in, and one's password."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access import sessions
from biztweet.access.change_password import change_password
from biztweet.access.passwords import MIN_LENGTH, SignInRefused
from biztweet.access.quotas import Allowance
from biztweet.kernel.errors import Invalid
from biztweet.web.answers import see_other
from biztweet.web.forms import an_id, field, form_of
from biztweet.web.pages.settings.area import saved, shown
from biztweet.web.sentences import sentence_of
from biztweet.web.session_cookie import without_session
from biztweet.web.visit import Visit, visit

_PAGE = "/settings/security"
_GUESSES = Allowance("password change", 10, 15 * 60)


async def security(request: Request) -> Response:
    """GET /settings/security."""
    return await _page(request, await visit(request))


async def change(request: Request) -> Response:
    """POST /settings/security/password: the old one is asked for, and every other sign-in ends."""
    here = await visit(request)
    form = await form_of(request)
    old, new = field(form, "old"), field(form, "new")
    who = str(here.viewer.id)
    await here.company.quotas.refuse_used_up(_GUESSES, who)
    try:
        if new != field(form, "again"):
            return await _page(request, here, here.says("The new password was typed in two ways."))
        await here.company.passwords.recognise(here.viewer.id, old)
        await here.company.quotas.refuse_used_up(_GUESSES, who)  # guesses that came at once were let in together
        await change_password(here.company.db, here.company.passwords, here.viewer, old=old, new=new)
    except SignInRefused:
        await here.company.quotas.spend(_GUESSES, who, always=True)
        return await _page(request, here, here.says("The old password is not right."))
    except Invalid as refused:
        return await _page(request, here, sentence_of(request, refused))
    return saved("security")


async def end(request: Request) -> Response:
    """POST /settings/sessions/{id}/end."""
    here = await visit(request)
    await sessions.end(here.company.db, here.viewer.id, an_id(request.path_params["id"]))
    return see_other(_PAGE)


async def end_others(request: Request) -> Response:
    """POST /settings/sessions/end-others."""
    here = await visit(request)
    await sessions.end_all(here.company.db, here.viewer.id, but=here.viewer.session_id)
    return see_other(_PAGE)


async def end_all(request: Request) -> Response:
    """POST /settings/sessions/end-all: everywhere, here too."""
    here = await visit(request)
    await sessions.end_all(here.company.db, here.viewer.id)
    return without_session(see_other("/login"))


async def _page(request: Request, here: Visit, error: str = "") -> Response:
    answer = await shown(
        request,
        here,
        "security",
        sessions=await sessions.of_account(here.company.db, here.viewer.id),
        current_id=here.viewer.session_id,
        has_password=await here.company.passwords.is_set(here.viewer.id),
        shortest=MIN_LENGTH,
        error=error,
    )
    answer.status_code = 422 if error else 200
    return answer
