"""One's own account: as its owner sees it, what they change of it, and what is the directory's."""

import re

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.accounts.errors import OwnedByDirectory
from biztweet.accounts.join import MAX_LENGTHS, checked_profile, edit_profile
from biztweet.accounts.languages import LANGUAGES
from biztweet.accounts.model import Account, Field
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.present import account as present
from biztweet.api.mastodon.resource import json
from biztweet.api.mastodon.topics import featured_of
from biztweet.api.parameters import Parameters, parameters
from biztweet.inject import company
from biztweet.kernel.errors import Invalid
from biztweet.media.banner import remove_banner, set_banner
from biztweet.media.found import Sent

_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
_COMPANYS = ("public", "unlisted")


class Changes(msgspec.Struct, frozen=True):
    """What somebody says of themselves; None leaves it as it is.

    Apps send the language that posts are written in, Mastodon's list of them being long: one that nothing here is
    written in changes nothing.
    """

    note: str | None
    language: str | None
    fields: list[Field] | None
    header: Sent | None


async def verify_credentials(request: Request) -> Response:
    """Who the token speaks for."""
    me = await viewer(request, "profile")
    return json(present.own_account(site(request), await company(request).people.one(me.id)))


async def update_credentials(request: Request) -> Response:
    """Change what a person owns; name and picture are the directory's. Raises Invalid, OwnedByDirectory."""
    me = await viewer(request, "write:accounts")
    return json(present.own_account(site(request), await _changed(request, me)))


async def profile(request: Request) -> Response:
    """What one may say of oneself, as it was typed."""
    me = await viewer(request, "profile")
    return await _shown(request, await company(request).people.one(me.id))


async def change(request: Request) -> Response:
    """The same as `update_credentials`, answered with what one may say of oneself. Raises Invalid, OwnedByDirectory."""
    me = await viewer(request, "write:accounts")
    return await _shown(request, await _changed(request, me))


async def remove_header(request: Request) -> Response:
    """Show no picture at the head of one's page."""
    me = await viewer(request, "write:accounts")
    here = company(request)
    await remove_banner(here.db, me)
    await here.relay.written()
    return json(present.own_account(site(request), await here.people.one(me.id)))


async def remove_avatar(request: Request) -> Response:
    """Refused: the photograph is the directory's. Raises OwnedByDirectory."""
    await viewer(request, "write:accounts")
    raise OwnedByDirectory


async def _shown(request: Request, mine: Account) -> Response:
    return json(present.profile(site(request), mine, await featured_of(request, mine.id)))


async def _changed(request: Request, me: Viewer) -> Account:
    here = company(request)
    wanted = _changes(await parameters(request), await here.people.one(me.id))
    if wanted.header is not None:
        checked_profile(bio=wanted.note, fields=wanted.fields)  # all changes or nothing
        await set_banner(here.media, me, wanted.header)
    await edit_profile(here.db, me.id, bio=wanted.note, language=wanted.language, fields=wanted.fields)
    await here.relay.written()
    return await here.people.one(me.id)


def _changes(sent: Parameters, mine: Account) -> Changes:
    """What shall change. Raises OwnedByDirectory for a changed name or picture, Invalid."""
    name = sent.text("display_name") if "display_name" in sent.values else None
    if name is not None and name.strip() != mine.name:
        raise OwnedByDirectory
    if "avatar" in sent.uploads or (sent.values.get("avatar") or ""):
        raise OwnedByDirectory
    header = sent.uploads.get("header")
    if header is None and sent.values.get("header"):
        raise Invalid("header", "Header must be a file")
    note = sent.text("note")
    if note is not None and len(note) > MAX_LENGTHS["bio"]:
        raise Invalid("note", f"A note may have {MAX_LENGTHS['bio']} characters")
    source = sent.inner("source")
    language = source.text("language") or None
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise Invalid("source[language]", "Language is not a language code")
    if (source.text("privacy") or "public") not in _COMPANYS:
        raise Invalid("source[privacy]", "Every post here is read by the whole company")
    if (source.text("quote_policy") or "public") != "public":
        raise Invalid("source[quote_policy]", "Every post here may be quoted by the whole company")
    fields = _fields(sent) if "fields_attributes" in sent else None
    known = language if language in LANGUAGES else None
    return Changes(note, known, fields, header and Sent(header.content, header.content_type, header.filename))


def _fields(sent: Parameters) -> list[Field]:
    return [Field(each.text("name") or "", each.text("value") or "") for each in sent.each("fields_attributes")]
