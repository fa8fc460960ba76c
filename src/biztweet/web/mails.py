"""Mails: notices and digests in words, as text and as HTML, in the language of who gets them."""

from collections.abc import Sequence
from typing import Any

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Account
from biztweet.company import Company
from biztweet.kernel.paging import Page
from biztweet.mailing.model import Stream
from biztweet.mailing.off import off_token
from biztweet.mailing.send import Write
from biztweet.notifications.groups import Group, grouped
from biztweet.notifications.inbox import Look
from biztweet.notifications.model import Kind, Notification
from biztweet.ports.mail import Email
from biztweet.web.face import Face, face_of
from biztweet.web.i18n import known
from biztweet.web.notices import Row, rows

_ROWS = 8
_COUNTED = 100
_CHARACTERS = 240
_MANY = ("%(num)d notification waits for you", "%(num)d notifications wait for you")
_UNREAD = Look(unread=True)


def writer(company: Company) -> Write:
    """What a company's people get by mail."""

    async def write(account_id: int, stream: Stream, notification_ids: Sequence[int]) -> Email | None:
        me = (await company.people.by_id([account_id])).get(account_id)
        if me is None or not me.active or not me.email:
            return None
        read_up_to = await company.inbox.read_up_to(Viewer(account_id))
        if stream is Stream.digest:
            groups = await company.inbox.groups(
                Viewer(account_id), Page(limit=_COUNTED, after=read_up_to), look=_UNREAD
            )
        else:
            groups = grouped(await _unread(company, account_id, notification_ids, read_up_to))
        face, locale = face_of(company, me.time_zone), known(me.language, company.settings.default_language)
        found = await rows(company, face, locale, groups, read_up_to)
        return _email(company, face, locale, me, stream, found, _id(stream, groups)) if found else None

    return write


async def _unread(company: Company, account_id: int, ids: Sequence[int], read_up_to: int) -> list[Notification]:
    """Of some notices those that their recipient has not read or put away meanwhile, the latest first."""
    found = await company.inbox.those(ids)
    hidden = (await company.graph.circle(account_id)).quiet
    unread = [one for one in found if not (one.dismissed or one.read or one.id <= read_up_to or one.actor_id in hidden)]
    return sorted(unread, key=lambda one: -one.id)


def _id(stream: Stream, groups: Sequence[Group]) -> str:
    newest = max((group.notices[0].id for group in groups), default=0)
    return f"{stream}.{newest}.{groups[0].notices[0].recipient_id if groups else 0}"


def _email(
    company: Company, face: Face, locale: str, me: Account, stream: Stream, found: list[Row], email_id: str
) -> Email:
    base = company.settings.base_url.rstrip("/")
    off = f"{base}/mail/off/{off_token(company.vault, me.id, stream)}"
    shown = [] if company.settings.mail_words == "hints" else [_cut(company, row) for row in found[:_ROWS]]
    words = face.words(locale)
    subject = words.ngettext(*_MANY, len(found)) % {"num": len(found)}
    if stream is Stream.notices and len(found) == 1 and shown:
        subject = shown[0].sentence
    context: dict[str, Any] = {
        "me": me,
        "rows": shown,
        "more": len(found) - len(shown) if shown else 0,
        "subject": subject,
        "digest": stream is Stream.digest,
        "base": base,
        "off": off,
    }
    return Email(
        to=me.email,
        name=me.name,
        subject=subject,
        text=_plain(face, locale, context),
        html=face.templates.render(locale, "pages/mail.html", **context),
        id=email_id,
        headers={
            "List-ID": f"<{stream}.biztweet>",
            "List-Unsubscribe": f"<{off}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def _cut(company: Company, row: Row) -> Row:
    """A row as a mail may tell it: a message's words only where the company allows it."""
    text = row.text if row.kind is not Kind.message or company.settings.mail_words == "full" else ""
    return msgspec.structs.replace(row, text=text if len(text) <= _CHARACTERS else f"{text[: _CHARACTERS - 1]}…")


def _plain(face: Face, locale: str, context: dict[str, Any]) -> str:
    """The same as text."""
    words, base = face.words(locale).gettext, context["base"]
    lines = [context["subject"], ""]
    for row in context["rows"]:
        lines += [f"• {row.sentence}", *[f"  {line}" for line in row.text.splitlines()], f"  {base}{row.href}", ""]
    if context["more"]:
        lines += [words("and %(num)d more") % {"num": context["more"]}, ""]
    lines += [f"{base}/notifications", "", "--", words(_WHY[context["digest"]]), f"{words('No more of these mails')}: "]
    return "\n".join([*lines[:-1], lines[-1] + str(context["off"]), ""])


_WHY = {
    True: "You get this mail because you have not been here for two days and something waits for you.",
    False: "You get this mail because you asked to be told of this by mail at once.",
}
