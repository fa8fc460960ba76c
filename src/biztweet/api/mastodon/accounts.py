"""Accounts: one's own, one, several, by name, and what one says of oneself."""

import re

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.accounts.errors import AccountNotFound, OwnedByDirectory
from biztweet.accounts.find import matching
from biztweet.accounts.join import edit_profile
from biztweet.accounts.model import Account
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.asking import site, viewer
from biztweet.api.mastodon.present import account as present
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import Parameters, parameters
from biztweet.company import Company
from biztweet.inject import company
from biztweet.kernel.errors import Invalid
from biztweet.media.banner import hang, take_down
from biztweet.media.found import Sent

_LONGEST_NOTE = 500
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)


class Profile(msgspec.Struct, frozen=True):
    """What somebody says of themselves; None leaves it as it is."""

    note: str | None
    language: str | None
    header: Sent | None


async def verify_credentials(request: Request) -> Response:
    """Who the token speaks for."""
    me = await viewer(request, "profile")
    return json(present.own_account(site(request), await company(request).people.one(me.id)))


async def update_credentials(request: Request) -> Response:
    """Change what a person owns; name and picture are the directory's."""
    me = await viewer(request, "write:accounts")
    here = company(request)
    wanted = _profile(await parameters(request), await here.people.one(me.id))
    if wanted.header is not None:
        await hang(here.media, me, wanted.header)
    await edit_profile(here.db, me.id, bio=wanted.note, language=wanted.language)
    await here.relay.barrier()
    return json(present.own_account(site(request), await here.people.one(me.id)))


async def remove_header(request: Request) -> Response:
    """Show no picture at the head of one's page."""
    me = await viewer(request, "write:accounts")
    here = company(request)
    await take_down(here.db, me)
    await here.relay.barrier()
    return json(present.own_account(site(request), await here.people.one(me.id)))


async def one(request: Request) -> Response:
    """One account by id."""
    await viewer(request, "read:accounts")
    return json(present.account(site(request), await company(request).people.one(parse.path_id(request))))


async def several(request: Request) -> Response:
    """Accounts by their ids."""
    await viewer(request, "read:accounts")
    found = await company(request).people.by_id(parse.ids(sent := await parameters(request)))
    return json([present.account(site(request), found[i]) for i in parse.ids(sent) if i in found])


async def lookup(request: Request) -> Response:
    """The account of a handle, with or without our own domain."""
    await viewer(request, "read:accounts")
    found = await by_acct(company(request), site(request).domain, (await parameters(request)).text("acct") or "")
    return json(present.account(site(request), found))


async def search(request: Request) -> Response:
    """Accounts by what is typed of their name or handle."""
    me = await viewer(request, "read:accounts")
    sent = await parameters(request)
    found = await matches(company(request), me, sent, parse.page(sent, 40, 80).limit)
    return json([present.account(site(request), each) for each in found])


async def by_acct(here: Company, domain: str, acct: str) -> Account:
    """The account of `alice`, `@alice` or `alice@our.domain`. Raises AccountNotFound, also for other domains."""
    handle, _, at = acct.strip().removeprefix("@").partition("@")
    if at and at.lower() not in {domain.lower(), domain.lower().partition(":")[0]}:
        raise AccountNotFound
    return await here.people.by_handle(handle)


async def matches(here: Company, me: Viewer, sent: Parameters, limit: int) -> list[Account]:
    """Accounts that match `q`; with `following` only those the viewer follows."""
    domain = f"@{here.settings.base_url.partition('://')[2].partition('/')[0]}"
    typed = (sent.text("q") or "").strip().removesuffix(domain)
    found = await matching(here.db, typed, limit=limit, skip=max(0, min(sent.number("offset") or 0, 10_000)))
    if not sent.flag("following"):
        return found
    followees = (await here.graph.circle(me.id)).followees
    return [account for account in found if account.id in followees]


def _profile(sent: Parameters, mine: Account) -> Profile:
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
    if note is not None and len(note) > _LONGEST_NOTE:
        raise Invalid("note", f"A note may have {_LONGEST_NOTE} characters")
    language = sent.inner("source").text("language") or None
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise Invalid("source[language]", "Language is not a language code")
    return Profile(note, language, header and Sent(header.content, header.content_type, header.filename))
