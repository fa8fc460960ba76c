"""Accounts come, change, go and come back: what the directory says of them."""

from collections.abc import Mapping, Sequence

import msgspec

from biztweet.accounts import store
from biztweet.accounts.errors import HandleInvalid, HandleTaken, LanguageUnknown, TimeZoneUnknown, WebsiteInvalid
from biztweet.accounts.existing import existing_account
from biztweet.accounts.fields import checked
from biztweet.accounts.handles import key, may_be_handle
from biztweet.accounts.languages import LANGUAGES
from biztweet.accounts.model import Account, AccountKind, Field, Home, Role
from biztweet.accounts.zones import is_time_zone
from biztweet.events import AccountActivated, AccountAdded, AccountChanged, AccountDeactivated
from biztweet.kernel.characters import check_safe
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Invalid
from biztweet.kernel.transaction import Transaction
from biztweet.kernel.urls import may_be_url

# What its owner may say of an account, in characters.
MAX_LENGTHS = {"bio": 500, "url": 200, "location": 100}


class Entry(msgspec.Struct, frozen=True):
    """What the directory knows of a person or bot. `login` is the directory's own name for them."""

    handle: str
    name: str
    photo_key: str
    login: str = ""
    kind: AccountKind = AccountKind.person
    department: str = ""
    title: str = ""
    level: int | None = None
    manager_id: int | None = None
    owner_id: int | None = None
    office: str = ""
    email: str = ""
    bio: str = ""
    language: str = "ko"
    role: Role = Role.employee


async def add(db: Database, entry: Entry) -> int:
    """Add an account; return its id. Raises HandleInvalid, HandleTaken, Invalid."""

    async def work(tx: Transaction) -> int:
        return await add_within(tx, entry)

    return await db.write(work)


async def add_within(tx: Transaction, entry: Entry) -> int:
    """Add an account in the caller's transaction; return its id. Raises HandleInvalid, HandleTaken, Invalid."""
    _check_words({name: getattr(entry, name) for name in _WORDS})
    if not may_be_handle(entry.handle):
        raise HandleInvalid(entry.handle)
    login = entry.login or entry.handle
    if await tx.rows(store.BY_HANDLE_KEYS, keys=[key(entry.handle)]) or await tx.rows(store.BY_LOGIN, login=login):
        raise HandleTaken(entry.handle)
    account = Account(
        id=tx.new_id(),
        created_at=tx.now,
        directory_at=tx.now,
        **{name: getattr(entry, name) for name in Entry.__struct_fields__ if name != "login"},
    )
    values = {name: value for name, value in msgspec.structs.asdict(account).items() if name not in _OF_MANAGER}
    await tx.execute(
        store.INSERT, **values, handle_key=key(entry.handle), login=login, access_after=0, awaiting_count=0
    )
    await tx.emit(AccountAdded(account_id=account.id))
    return account.id


async def change(db: Database, account_id: int, **changes: object) -> None:
    """Take over what the directory says anew: name, department, title, level, manager_id, email, photo_key, role ….

    Raises AccountNotFound, Invalid.
    """

    async def work(tx: Transaction) -> None:
        await change_within(tx, account_id, changes)

    await db.write(work)


async def change_within(tx: Transaction, account_id: int, changes: dict[str, object]) -> None:
    """The same in the caller's transaction. Raises AccountNotFound, Invalid."""
    _check_words(changes)
    account = await existing_account(tx, account_id)
    values = {name: getattr(account, name) for name in _DIRECTORY} | changes
    await tx.execute(store.SET_DIRECTORY, account_id=account_id, directory_at=tx.now, **values)
    await tx.emit(AccountChanged(account_id=account_id))
    if values["name"] != account.name:
        for report_id in await tx.rows(store.REPORT_IDS, manager_id=account_id):  # their pages name their manager
            await tx.execute(store.REVISE, account_id=report_id)
            await tx.emit(AccountChanged(account_id=report_id))


async def edit_profile(  # noqa: PLR0913 - each by its name
    db: Database,
    account_id: int,
    *,
    bio: str | None = None,
    url: str | None = None,
    location: str | None = None,
    fields: Sequence[Field] | None = None,
    language: str | None = None,
    time_zone: str | None = None,
    home: Home | None = None,
) -> None:
    """Change what its owner says of an account; None leaves a field as it is.

    A website without a scheme is taken as http. Raises AccountNotFound, Invalid, LanguageUnknown, TimeZoneUnknown,
    WebsiteInvalid, TooManyFields, FieldUnnamed.
    """
    said = checked_profile(fields=fields, bio=bio, url=url, location=location)
    if language is not None and language not in LANGUAGES:
        raise LanguageUnknown(language)
    if time_zone and not is_time_zone(time_zone):
        raise TimeZoneUnknown(time_zone)

    async def work(tx: Transaction) -> None:
        account = await existing_account(tx, account_id)
        wanted = {**said, "language": language, "time_zone": time_zone, "home": home}
        values = {name: getattr(account, name) if value is None else value for name, value in wanted.items()}
        await tx.execute(store.SET_PROFILE, account_id=account_id, **values)
        await tx.emit(AccountChanged(account_id=account_id))

    await db.write(work)


def checked_profile(*, fields: Sequence[Field] | None = None, **texts: str | None) -> dict[str, object]:
    """What `edit_profile` will store of these fields and of bio, url, location; for callers that change more with it.

    Raises Invalid, WebsiteInvalid, TooManyFields, FieldUnnamed.
    """
    if url := texts.get("url"):
        texts["url"] = _website(url)
    for field, text in texts.items():
        check_safe(field, text or "")
        if len(text or "") > MAX_LENGTHS[field]:
            raise Invalid(field, f"The {field} may have {MAX_LENGTHS[field]} characters")
    return {**texts, "fields": None if fields is None else checked(fields)}


async def deactivate(db: Database, account_id: int) -> None:
    """End an account's access at once, and for good: its sign-ins and tokens do not come back with it. Its posts stay.

    Its bots end with it. Raises AccountNotFound.
    """

    async def work(tx: Transaction) -> None:
        account = await existing_account(tx, account_id)
        bots = await tx.rows(store.BOTS_OF, owner_id=account_id)
        for one in (account, *bots):
            if one.active:
                await tx.execute(store.DEACTIVATE, account_id=one.id, access_after=tx.new_id())
                await tx.emit(AccountDeactivated(account_id=one.id))

    await db.write(work)


async def activate(db: Database, account_id: int) -> None:
    """Let a deactivated account back in: it signs in anew, and its apps ask anew. Raises AccountNotFound."""

    async def work(tx: Transaction) -> None:
        if not (await existing_account(tx, account_id)).active:
            await tx.execute(store.ACTIVATE, account_id=account_id)
            await tx.emit(AccountActivated(account_id=account_id))

    await db.write(work)


def _website(url: str) -> str:
    if not may_be_url(url, scheme_needed=False):
        raise WebsiteInvalid
    return url if "://" in url else f"http://{url}"


def _check_words(said: Mapping[str, object]) -> None:
    for name in _WORDS:
        check_safe(name, str(said.get(name, "")))


_OF_MANAGER = ("manager_handle", "manager_name")
_WORDS = ("name", "department", "title", "office", "email", "bio")
_DIRECTORY = (
    "name", "department", "title", "office", "level", "manager_id", "owner_id", "email", "photo_key", "role",
    "language",
)  # fmt: skip
