"""Frame: what surrounds every signed-in page."""

import msgspec

from biztweet.accounts.model import Account


class Frame(msgspec.Struct, frozen=True):
    """Who is signed in and how they want the page. `section`: which entry of the rail is lit.

    `reminds`: they are asked for descriptions of pictures that have none.
    """

    me: Account
    locale: str
    theme: str = "auto"
    section: str = ""
    reminds: bool = True
    size: str = "normal"
