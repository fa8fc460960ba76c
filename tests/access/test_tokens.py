"""Apps and their tokens: recognised until they are revoked, their secrets stored as nobody can read them."""

import pytest
import sqlalchemy as sa

from biztweet.access import apps, tokens
from biztweet.access.apps import AppUnknown
from biztweet.access.revoke import revoke
from biztweet.access.tables import apps as apps_table
from biztweet.access.tables import tokens as tokens_table
from biztweet.access.tokens import TokenInvalid
from biztweet.access.viewer import EVERYTHING, ScopeMissing, Viewer
from biztweet.company import Company
from biztweet.kernel.errors import Invalid, Unauthenticated
from biztweet.ports.sql.statement import Query
from tests.factories import a_person


async def test_a_token_speaks_for_its_person_until_it_is_revoked(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    app = await apps.register(here.db, here.vault, name=" 앱 ", website="https://app.test", trusted=True)
    issued = await tokens.issue(here.db, here.vault, app.id, minsu.id, "read write:statuses")
    other = await tokens.issue(here.db, here.vault, app.id, minsu.id, "read")
    viewer = await here.tokens.viewer(issued.bearer)
    assert (viewer.id, viewer.app_name, viewer.app_url, viewer.token_id) == (
        minsu.id,
        "앱",
        "https://app.test",
        issued.token_id,
    )
    assert viewer.scopes == {"read", "write:statuses"}
    token = await here.tokens.by_oauth1(issued.oauth1_token)
    assert issued.oauth1_token.startswith(f"{minsu.id}-")
    assert here.vault.unlock(token.oauth1_secret or "") == issued.oauth1_secret
    assert [each.id for each in await tokens.of_account(here.db, minsu.id)] == [issued.token_id, other.token_id]
    assert [await revoke(here.db, issued.token_id, minsu.id) for _ in range(2)] == [True, False]
    for attempt in (here.tokens.viewer(issued.bearer), here.tokens.by_oauth1(issued.oauth1_token)):
        with pytest.raises(TokenInvalid):
            await attempt
    assert (await here.tokens.viewer(other.bearer)).id == minsu.id
    assert [each.id for each in await tokens.of_account(here.db, minsu.id)] == [other.token_id]


async def test_what_is_no_token_is_refused(any_company: Company) -> None:
    for wrong in ("", "x", "Bearer x", "ä" * 500, "\udc80"):
        with pytest.raises(TokenInvalid):
            await any_company.tokens.viewer(wrong)
        if wrong != "\udc80":
            with pytest.raises(TokenInvalid):
                await any_company.tokens.by_oauth1(wrong)


async def test_an_app_that_acts_for_itself_is_nobody(any_company: Company) -> None:
    here = any_company
    app = await apps.register(here.db, here.vault, name="App")
    issued = await tokens.issue(here.db, here.vault, app.id, None, "read")
    viewer = await here.tokens.viewer(issued.bearer)
    assert viewer.account_id is None
    assert not viewer.trusted_app
    with pytest.raises(Unauthenticated):
        _ = viewer.id


async def test_no_secret_stands_in_the_database_as_it_is(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    app = await apps.register(here.db, here.vault, name="App")
    issued = await tokens.issue(here.db, here.vault, app.id, minsu.id, "read")
    secrets = {issued.bearer, issued.oauth1_secret, here.vault.unlock(app.client_secret)}
    columns = (tokens_table.c.secret_hash, tokens_table.c.oauth1_secret, apps_table.c.client_secret)
    for column in columns:
        for stored in await here.db.rows(Query(str, sa.select(column))):
            assert not any(secret in stored for secret in secrets)


async def test_an_app_proves_itself_by_its_secret(any_company: Company) -> None:
    here = any_company
    app = await apps.register(here.db, here.vault, name="App")
    secret = here.vault.unlock(app.client_secret)
    assert await apps.authenticated(here.db, here.vault, app.client_id, secret) == app
    assert await apps.by_id(here.db, app.id) == app
    for client_id, wrong in ((app.client_id, secret[:-1]), (app.client_id, ""), ("x", secret), (app.client_id, "ä")):
        with pytest.raises(AppUnknown):
            await apps.authenticated(here.db, here.vault, client_id, wrong)
    with pytest.raises(AppUnknown):
        await apps.by_id(here.db, 1)


async def test_an_app_has_a_name_and_addresses_of_bearable_length(any_company: Company) -> None:
    here = any_company
    for fields in (
        {"name": " "},
        {"name": "x" * 81},
        {"name": "App", "redirect_uris": ()},
        {"name": "App", "redirect_uris": ("https://a.test",) * 11},
        {"name": "App", "redirect_uris": ("https://a.test/" + "x" * 2_000,)},
        {"name": "App", "website": "https://a.test/" + "x" * 2_000},
    ):
        with pytest.raises(Invalid):
            await apps.register(here.db, here.vault, **fields)
    first = await apps.register(here.db, here.vault, name="App", trusted=True)
    await apps.register(here.db, here.vault, name="App", trusted=True)
    await apps.register(here.db, here.vault, name="Other")
    assert await apps.trusted_by_name(here.db, "App") == first
    assert await apps.trusted_by_name(here.db, "Other") is None


def test_a_wide_scope_holds_the_narrow_ones_and_not_the_other_way_round() -> None:
    wide, narrow = Viewer(1, frozenset({"read"})), Viewer(1, frozenset({"read:statuses"}))
    assert wide.may("read")
    assert wide.may("read:statuses")
    assert narrow.may("read:statuses")
    assert not narrow.may("read")
    assert not narrow.may("read:accounts")
    assert not Viewer(1, EVERYTHING).may("admin")
    with pytest.raises(ScopeMissing):
        narrow.need("write")
