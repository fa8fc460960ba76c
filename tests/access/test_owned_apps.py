"""Apps that employees register, and what an administrator does with any of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.access import administer_apps, own_apps, tokens
from biztweet.access.apps import OUT_OF_BAND, App, AppUnknown, authenticated, by_client_id, by_id
from biztweet.access.consent import Ability, abilities
from biztweet.access.own_apps import AppForm, AppNotFound, TooManyApps
from biztweet.access.redirects import registered
from biztweet.access.scopes import KNOWN, Level
from biztweet.access.tokens import TokenInvalid
from biztweet.access.viewer import ScopeMissing, Viewer
from biztweet.company import Company
from biztweet.kernel.errors import Invalid
from biztweet.kernel.paging import Page
from tests.factories import a_person

FORM = AppForm("점심 봇", "https://wiki.example/lunch", (OUT_OF_BAND,), "read write")


async def an_admin(company: Company) -> Viewer:
    return Viewer((await a_person(company)).id, frozenset({"admin"}))


async def an_app(company: Company, owner: Viewer) -> App:
    return await own_apps.register(company.db, company.vault, owner, FORM)


async def test_an_owner_registers_changes_and_removes(any_company: Company) -> None:
    here = any_company
    owner, other = await a_person(here), await a_person(here)
    app = await an_app(here, owner)
    assert app.trusted
    assert [one.id for one in await own_apps.owned(here.db, owner)] == [app.id]
    assert await own_apps.owned(here.db, other) == []
    wider = AppForm("Lunch", "", (OUT_OF_BAND, "lunch://done"), "read", native=True)
    await own_apps.change(here.db, owner, app.id, wider)
    changed = await own_apps.one(here.db, owner, app.id)
    assert (changed.name, changed.redirect_uris, changed.scopes, changed.native) == (
        "Lunch",
        (OUT_OF_BAND, "lunch://done"),
        "read",
        True,
    )
    assert changed.client_secret == app.client_secret
    issued = await tokens.issue(here.db, here.vault, app.id, other.id, "read")
    await own_apps.remove(here.db, owner, app.id)
    with pytest.raises(AppNotFound):
        await own_apps.one(here.db, owner, app.id)
    with pytest.raises(AppUnknown):
        await by_id(here.db, app.id)
    await here.relay.barrier()
    with pytest.raises(TokenInvalid):
        await here.tokens.viewer(issued.bearer)


async def test_another_ones_app_looks_like_none(any_company: Company) -> None:
    here = any_company
    app, other = await an_app(here, await a_person(here)), await a_person(here)
    for act in (
        own_apps.one(here.db, other, app.id),
        own_apps.change(here.db, other, app.id, FORM),
        own_apps.renew_secret(here.db, here.vault, other, app.id),
        own_apps.show(here.db, other, app.id, description="", picture_key="", listed=True),
        own_apps.remove(here.db, other, app.id),
        own_apps.one(here.db, other, app.id + 1),
    ):
        with pytest.raises(AppNotFound):
            await act


async def test_a_renewed_secret_is_the_only_one(any_company: Company) -> None:
    here = any_company
    owner = await a_person(here)
    app = await an_app(here, owner)
    old = here.vault.unlock(app.client_secret)
    issued = await tokens.issue(here.db, here.vault, app.id, owner.id, "read")
    known = await here.tokens.by_oauth1(issued.oauth1_token)
    new = await own_apps.renew_secret(here.db, here.vault, owner, app.id)
    assert (await authenticated(here.db, here.vault, app.client_id, new)).id == app.id
    with pytest.raises(AppUnknown):
        await authenticated(here.db, here.vault, app.client_id, old)
    await here.relay.barrier()
    assert (await here.tokens.by_oauth1(issued.oauth1_token)).client_secret != known.client_secret


@pytest.mark.parametrize(
    "wrong",
    [
        AppForm("", "", (OUT_OF_BAND,), "read"),
        AppForm("x" * 81, "", (OUT_OF_BAND,), "read"),
        AppForm("a\u202eb", "", (OUT_OF_BAND,), "read"),
        AppForm("App", "", (), "read"),
        AppForm("App", "", ("x://y",) * 11, "read"),
        AppForm("App", "h" * 2_001, (OUT_OF_BAND,), "read"),
    ],
)
async def test_what_is_no_app_is_not_registered(company: Company, wrong: AppForm) -> None:
    owner = await a_person(company)
    with pytest.raises(Invalid):
        await own_apps.register(company.db, company.vault, owner, wrong)


async def test_one_person_registers_so_many(company: Company) -> None:
    owner = await a_person(company)
    for _ in range(own_apps.MAX_APPS):
        await an_app(company, owner)
    with pytest.raises(TooManyApps):
        await an_app(company, owner)


async def test_a_blocked_app_is_unknown_until_it_is_allowed(any_company: Company) -> None:
    here = any_company
    owner, admin = await a_person(here), await an_admin(here)
    app = await an_app(here, owner)
    issued = await tokens.issue(here.db, here.vault, app.id, owner.id, "read")
    await here.tokens.viewer(issued.bearer)
    await administer_apps.block(here.db, admin, app.id)
    await here.relay.barrier()
    with pytest.raises(TokenInvalid):
        await here.tokens.viewer(issued.bearer)
    with pytest.raises(AppUnknown):
        await by_client_id(here.db, app.client_id)
    assert (await own_apps.one(here.db, owner, app.id)).blocked_at is not None
    await administer_apps.allow(here.db, admin, app.id)
    assert (await by_client_id(here.db, app.client_id)).blocked_at is None
    with pytest.raises(TokenInvalid):
        await here.tokens.viewer(issued.bearer)


async def test_killing_ends_tokens_and_keeps_the_app(any_company: Company) -> None:
    here = any_company
    owner, admin = await a_person(here), await an_admin(here)
    app = await an_app(here, owner)
    bearers = [(await tokens.issue(here.db, here.vault, app.id, owner.id, "read")).bearer for _ in range(3)]
    assert await administer_apps.token_counts(here.db, admin, [app.id]) == {app.id: 3}
    assert [await administer_apps.revoke_all(here.db, admin, app.id) for _ in range(2)] == [3, 0]
    await here.relay.barrier()
    for bearer in bearers:
        with pytest.raises(TokenInvalid):
            await here.tokens.viewer(bearer)
    assert (await by_client_id(here.db, app.client_id)).id == app.id
    assert await administer_apps.token_counts(here.db, admin, [app.id]) == {}


async def test_only_an_administrator_rules(any_company: Company) -> None:
    here = any_company
    owner, admin = await a_person(here), await an_admin(here)
    app = await an_app(here, owner)
    for act in (
        administer_apps.block(here.db, owner, app.id),
        administer_apps.allow(here.db, owner, app.id),
        administer_apps.revoke_all(here.db, owner, app.id),
        administer_apps.all_apps(here.db, owner, Page()),
        administer_apps.token_counts(here.db, owner, [app.id]),
    ):
        with pytest.raises(ScopeMissing):
            await act
    for missing in (administer_apps.block, administer_apps.allow, administer_apps.revoke_all):
        with pytest.raises(AppNotFound):
            await missing(here.db, admin, 1)


async def test_all_apps_are_listed_page_by_page(any_company: Company) -> None:
    here = any_company
    owner, admin = await a_person(here), await an_admin(here)
    made = [(await an_app(here, owner)).id for _ in range(3)]
    first = await administer_apps.all_apps(here.db, admin, Page(limit=2))
    rest = await administer_apps.all_apps(here.db, admin, Page(limit=2, before=first[-1].id))
    assert [app.id for app in [*first, *rest]] == made[::-1]


def a_native(*addresses: str, native: bool = True) -> App:
    return App(1, "", "", addresses, "", "", "", None, trusted=True, created_at=0, native=native)


@pytest.mark.parametrize(
    ("known", "address", "fits"),
    [
        ("http://127.0.0.1/x", "http://127.0.0.1:5000/x", True),
        ("http://127.0.0.1:1/x", "http://127.0.0.1:5000/x", True),
        ("http://[::1]/x", "http://[::1]:5000/x", True),
        ("http://127.0.0.1/x", "http://127.0.0.1:5000/y", False),
        ("http://127.0.0.1/x", "http://127.0.0.1:5000/x#y", False),
        ("http://127.0.0.1/x", "http://[::1]:5000/x", False),
        ("http://127.0.0.1/x", "https://127.0.0.1:5000/x", False),
        ("http://127.0.0.1/x", "http://127.0.0.1.evil.example/x", False),
        ("http://127.0.0.1/x", "http://127.0.0.1:80@evil.example/x", False),
        ("http://127.0.0.1/x", "http://127.0.0.1:5000\n/x", False),
        ("http://localhost/x", "http://localhost:5000/x", False),
        ("https://app.example/x", "https://app.example:5000/x", False),
    ],
)
def test_only_a_native_apps_loopback_port_is_free(known: str, address: str, fits: bool) -> None:  # noqa: FBT001 - a column
    assert registered(a_native(known), address) is fits
    assert not registered(a_native(known, native=False), address)
    assert registered(a_native(known, native=False), known)


@given(st.frozensets(st.sampled_from(sorted(KNOWN))), st.frozensets(st.sampled_from(sorted(KNOWN))))
def test_more_scopes_never_sound_like_less(some: frozenset[str], more: frozenset[str]) -> None:
    assert set(abilities(some)) - {Ability.know} <= set(abilities(some | more))


def test_levels_say_what_they_are() -> None:
    assert Ability.read_messages not in abilities(Level.write.scopes)
    assert not {Ability.write_posts, Ability.write_own, Ability.relate} & set(abilities(Level.read.scopes))
    assert Ability.administer not in abilities(Level.messages.scopes)
    assert abilities(frozenset({"profile"})) == [Ability.know]
    assert abilities(frozenset({"write:statuses"})) == [Ability.write_posts]
