"""Keys: tokens and a sign-in for people of the made-up company, made before its server starts."""

import asyncio
from collections.abc import Sequence

import msgspec

from biztweet.access import apps, sessions, tokens
from biztweet.opening import connected
from biztweet.settings import Settings


class Key(msgspec.Struct, frozen=True):
    """All ways in of one person."""

    bearer: str
    cookie: str
    consumer_key: str
    consumer_secret: str
    token: str
    token_secret: str

    @property
    def authorization(self) -> str:
        """The header of an app."""
        return f"Bearer {self.bearer}"


def make(settings: Settings, account_ids: Sequence[int]) -> list[Key]:
    """A key for each account."""
    return asyncio.run(_make(settings, account_ids))


async def _make(settings: Settings, account_ids: Sequence[int]) -> list[Key]:
    async with connected(settings) as here:
        app = await apps.register(here.db, here.vault, name="Bench", scopes="read write follow", trusted=True)
        secret = here.vault.unlock(app.client_secret)

        async def one(account_id: int) -> Key:
            issued = await tokens.issue(here.db, here.vault, app.id, account_id, "read write follow")
            cookie = await sessions.begin(here.db, account_id, address="127.0.0.1", device="Bench")
            return Key(issued.bearer, cookie, app.client_id, secret, issued.oauth1_token, issued.oauth1_secret)

        return await asyncio.gather(*map(one, account_ids))
