"""Account: a person or a bot; name, photo and place in the company come from the directory."""

from enum import StrEnum

import msgspec


class AccountKind(StrEnum):
    """What posts under this name; bots are always shown as such, with their owner."""

    person = "person"
    bot = "bot"


class Role(StrEnum):
    """What an account may do beyond what every employee may."""

    employee = "employee"
    admin = "admin"


class Home(StrEnum):
    """What an account's Home timeline holds."""

    company = "company"
    following = "following"


class Field(msgspec.Struct, frozen=True):
    """Something that somebody says of themselves under a name of their own."""

    name: str
    value: str


class Account(msgspec.Struct, frozen=True):
    """One account. `level` counts from 1 (top); instants are microseconds.

    `photo_key` names the photograph's blobs, `banner_key` those of the picture at the head of its page, if any.
    `office`, `department`, `title` and the manager are the directory's, as of `directory_at`; `fields` their own.
    `time_zone` is one of the IANA's names, empty for the company's own.
    """

    id: int
    handle: str
    name: str
    photo_key: str
    kind: AccountKind = AccountKind.person
    department: str = ""
    title: str = ""
    level: int | None = None
    manager_id: int | None = None
    manager_handle: str = ""
    manager_name: str = ""
    office: str = ""
    directory_at: int = 0
    owner_id: int | None = None
    email: str = ""
    bio: str = ""
    url: str = ""
    location: str = ""
    fields: tuple[Field, ...] = ()
    language: str = "ko"
    time_zone: str = ""
    role: Role = Role.employee
    home: Home = Home.company
    banner_key: str = ""
    active: bool = True
    revision: int = 1
    created_at: int = 0
    last_post_at: int | None = None
    post_count: int = 0
    like_count: int = 0
    follower_count: int = 0
    followee_count: int = 0
    listed_count: int = 0


class AccountAsOf(Account, frozen=True):
    """An account with all that had happened up to the event at position `as_of`, and nothing after."""

    as_of: int = 0


class Signer(msgspec.Struct, frozen=True):
    """What of an account stands under its posts, and whether it may post."""

    id: int
    name: str
    department: str
    photo_key: str
    active: bool
    awaiting_count: int = 0
