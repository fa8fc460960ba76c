"""What can go wrong with accounts."""

from biztweet.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class AccountNotFound(NotFound):
    """No such account."""

    def __init__(self) -> None:
        super().__init__("No such account")


class HandleTaken(Conflict):
    """The handle belongs to somebody else; handles are never given twice."""

    def __init__(self, handle: str) -> None:
        super().__init__(f"The handle {handle} is taken")
        self.handle = handle


class HandleInvalid(Invalid):
    """A handle is 1 to 20 of A-Z a-z 0-9 _, and no word that is part of an address here."""

    def __init__(self, handle: str) -> None:
        super().__init__("handle", f"{handle!r} cannot be a handle: 1 to 20 letters, digits or _ (A-Z, a-z, 0-9)")


class TimeZoneUnknown(Invalid):
    """No time zone of the IANA's database has this name."""

    def __init__(self, name: str) -> None:
        super().__init__("time_zone", f"There is no time zone {name!r}")


class LanguageUnknown(Invalid):
    """Nothing here is written in that language."""

    def __init__(self, language: str) -> None:
        super().__init__("language", f"Nothing here is written in {language!r}")


class WebsiteInvalid(Invalid):
    """No http or https address."""

    def __init__(self) -> None:
        super().__init__("url", "A website is an address with http:// or https://")


class OwnedByDirectory(Forbidden):
    """Name, picture, department, title and manager come from the company's directory."""

    def __init__(self) -> None:
        super().__init__("Name and picture come from the company directory")


class TooManyFields(Invalid):
    """More fields than a page shows."""

    def __init__(self, limit: int) -> None:
        super().__init__("fields", f"A profile may have {limit} fields")
        self.limit = limit


class FieldUnnamed(Invalid):
    """A field's value says nothing without its name."""

    def __init__(self) -> None:
        super().__init__("fields", "Profile fields cannot have a value without a name")
