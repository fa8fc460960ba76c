"""Frame: what surrounds every signed-in page."""

import msgspec

from biztweet.accounts.model import Account


class Frame(msgspec.Struct, frozen=True):
    """Who is signed in and how they want the page. `section`: which entry of the rail is lit."""

    me: Account
    locale: str
    theme: str = "auto"
    section: str = ""
