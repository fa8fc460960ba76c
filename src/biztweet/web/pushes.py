"""What a browser that rings shows of a notice: a line, some words, and where a click leads."""

from collections.abc import Awaitable, Callable

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Account
from biztweet.company import Company
from biztweet.notifications.groups import grouped
from biztweet.notifications.model import Notification
from biztweet.push.model import Browser, PushMessage
from biztweet.web.face import Face, face_of, static_files
from biztweet.web.i18n import known
from biztweet.web.notices import Row, rows
from biztweet.web.present import picture_url

_CHARACTERS = 140
_encode = msgspec.json.Encoder().encode


class Shown(msgspec.Struct, frozen=True):
    """One notice; a later one with the same `tag` takes its place. Addresses are paths of ours."""

    title: str
    body: str
    url: str
    tag: str
    icon: str


def renderer(here: Company) -> Callable[[Browser, int], Awaitable[PushMessage | None]]:
    """What each browser of a company's people is told of a notification, unless it was read meanwhile."""

    async def render(to: Browser, notification_id: int) -> PushMessage | None:
        viewer = Viewer(to.account_id, session_id=to.session_id)
        notice = await here.inbox.one(notification_id)
        if notice is None or notice.dismissed or await here.inbox.is_read(viewer, notice):
            return None
        me = (await here.people.by_id([to.account_id])).get(to.account_id)
        if me is None or not await _may_tell(here, viewer, notice):
            return None
        face, locale = face_of(here, me.time_zone), known(me.language, here.settings.default_language)
        if here.settings.push == "hints":
            return _message(_hint(face, locale))
        found = await rows(here, face, locale, grouped([notice]), notice.id)
        return _message(_shown(found[0])) if found else None

    return render


def _message(shown: Shown) -> PushMessage:
    """A browser that was off shows of notices that take each other's place only the latest, and rings once for it."""
    return PushMessage(_encode(shown), shown.tag)


async def _may_tell(here: Company, viewer: Viewer, notice: Notification) -> bool:
    """Whether the viewer still wants to hear of who did it, and may see what it is about."""
    if notice.actor_id in (await here.graph.circle(viewer.id)).quiet:
        return False
    return notice.post_id is None or bool(await here.views.of(viewer, [notice.post_id], messages=True))


def _shown(row: Row) -> Shown:
    text = row.text if len(row.text) <= _CHARACTERS else f"{row.text[: _CHARACTERS - 1]}…"
    return Shown(row.sentence, text, row.href, row.key, _picture(row.actors[0]))


def _hint(face: Face, locale: str) -> Shown:
    """That there is something: no name, no word."""
    title = face.words(locale).gettext("Something new for you")
    return Shown(title, "", "/notifications", "hint", _own_picture())


def _picture(actor: Account) -> str:
    return picture_url(actor.photo_key, "large") if actor.photo_key else _own_picture()


def _own_picture() -> str:
    return static_files().url("art/icon-192.png")
