"""Viewer: who asks, through which app, and with which scopes."""

import msgspec

from biztweet.access.scopes import holds
from biztweet.kernel.errors import Forbidden, Unauthenticated

EVERYTHING = frozenset({"read", "write", "follow", "push"})


class ScopeMissing(Forbidden):
    """The token was not given what this needs; `scope` names it."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"This needs the scope {scope}")
        self.scope = scope


class Viewer(msgspec.Struct, frozen=True):
    """Who asks. `account_id` is None for an app that acts for itself.

    Scopes are those of `access/scopes.py`, wide ones such as `read` or narrow ones such as `read:statuses`.
    """

    account_id: int | None
    scopes: frozenset[str] = EVERYTHING
    token_id: int | None = None
    session_id: int | None = None
    app_id: int | None = None
    app_name: str = "BizTweet"
    app_url: str = ""
    trusted_app: bool = True

    @property
    def id(self) -> int:
        """The account that asks. Raises Unauthenticated when an app asks for itself."""
        if self.account_id is None:
            raise Unauthenticated("This needs a person who is signed in")
        return self.account_id

    def may(self, scope: str) -> bool:
        """Whether `scope`, or a wider one that holds it (`read` holds `read:statuses`), was given."""
        return holds(self.scopes, scope)

    def need(self, scope: str) -> None:
        """Raise ScopeMissing unless `scope` was given."""
        if not self.may(scope):
            raise ScopeMissing(scope)

    def need_person(self) -> None:
        """Raise Unauthenticated for an app that asks for itself."""
        _ = self.id
