"""Passwords: strangers cost as much as colleagues, and nothing tells which half was wrong."""

import asyncio

import argon2
import pytest

from biztweet.access import passwords
from biztweet.access.invitations import InvitationOver, accept, invite, invited
from biztweet.access.passwords import Passwords, SignInRefused
from biztweet.access.sessions import SessionOver, begin
from biztweet.accounts.join import deactivate
from biztweet.company import Company
from biztweet.kernel.clock import DAY, SECOND, system_clock
from biztweet.kernel.errors import Invalid
from biztweet.opening import opened
from biztweet.settings import Settings
from tests.factories import a_person

CHEAP = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
RIGHT = "correct horse battery"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests are about what is checked, not about how long it takes."""
    monkeypatch.setattr(passwords, "_hasher", CHEAP)


async def test_handle_and_password_belong_together(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here, "minsu")
    await a_person(here, "jane")
    await here.passwords.set(minsu.id, RIGHT)
    for handle in ("minsu", "MINSU"):
        assert await here.passwords.check(handle, RIGHT) == minsu.id
    for handle, password in (
        ("minsu", "wrong horse battery"),
        ("minsu", ""),
        ("minsu", RIGHT.upper()),
        ("jane", RIGHT),
        ("nobody", RIGHT),
        ("", ""),
        ("김민수", RIGHT),
    ):
        with pytest.raises(SignInRefused):
            await here.passwords.check(handle, password)
    await here.passwords.set(minsu.id, "another horse entirely")
    with pytest.raises(SignInRefused):
        await here.passwords.check("minsu", RIGHT)
    await deactivate(here.db, minsu.id)
    with pytest.raises(SignInRefused):
        await here.passwords.check("minsu", "another horse entirely")


async def test_who_is_unknown_or_has_no_password_costs_a_verification_too(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    minsu = await a_person(company, "minsu")
    await a_person(company, "without")
    await company.passwords.set(minsu.id, RIGHT)
    verified: list[str] = []

    async def verify(_self: Passwords, stored: str, _password: str) -> bool:
        verified.append(stored)
        return True  # even then: nobody gets in by a password that is nobody's

    monkeypatch.setattr(Passwords, "_verify", verify)
    for handle in ("nobody", "without"):
        with pytest.raises(SignInRefused):
            await company.passwords.check(handle, RIGHT)
    assert await company.passwords.check("minsu", RIGHT) == minsu.id
    assert verified[:2] == [passwords._NOBODYS] * 2
    assert len(verified) == 3


def test_nobodys_password_takes_as_long_to_check_as_anybodys() -> None:
    real = argon2.PasswordHasher()
    nobodys, anybodys = (argon2.extract_parameters(hashed) for hashed in (passwords._NOBODYS, real.hash("x")))
    for cost in ("type", "time_cost", "memory_cost", "parallelism", "hash_len"):
        assert getattr(nobodys, cost) == getattr(anybodys, cost)
    with pytest.raises(argon2.exceptions.VerifyMismatchError):
        real.verify(passwords._NOBODYS, "x")


async def test_a_password_is_neither_short_nor_endless(any_company: Company) -> None:
    minsu = await a_person(any_company, "minsu")
    for wrong in ("", "123456789", "x" * 257):
        with pytest.raises(Invalid):
            await any_company.passwords.set(minsu.id, wrong)
    await any_company.passwords.set(minsu.id, "가" * 256)
    assert await any_company.passwords.check("minsu", "가" * 256) == minsu.id
    with pytest.raises(SignInRefused):
        await any_company.passwords.check("minsu", "x" * 100_000)


async def test_two_passwords_are_checked_at_a_time(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, most = 0, 0

    async def counted(_call: object, *_: object) -> bool:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.001)
        at_once -= 1
        return False

    monkeypatch.setattr(asyncio, "to_thread", counted)
    await asyncio.gather(*(company.passwords._verify("", "") for _ in range(10)))
    monkeypatch.undo()
    assert most == 2


# ── invitations ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_invitation_sets_a_password_signs_in_and_works_once(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here, "minsu")
    before = await begin(here.db, minsu.id, address="", device="somebody else's")
    secret = await invite(here.db, minsu.id)
    assert (await invited(here.db, secret)).id == minsu.id
    with pytest.raises(Invalid):
        await accept(here.db, here.passwords, secret, "short", address="", device="")
    cookie = await accept(here.db, here.passwords, secret, RIGHT, address="127.0.0.1", device="Firefox")
    assert (await here.sessions.viewer(cookie)).id == minsu.id
    assert await here.passwords.check("minsu", RIGHT) == minsu.id
    with pytest.raises(SessionOver):
        await here.sessions.viewer(before)
    with pytest.raises(InvitationOver):
        await invited(here.db, secret)
    with pytest.raises(InvitationOver):
        await accept(here.db, here.passwords, secret, "another password", address="", device="")


async def test_of_two_who_accept_at_once_one_does(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here, "minsu")
    secret = await invite(here.db, minsu.id)
    outcomes = await asyncio.gather(
        *(accept(here.db, here.passwords, secret, f"password number {n}", address="", device="") for n in range(4)),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, InvitationOver) for outcome in outcomes) == 3


async def test_a_new_invitation_ends_the_one_before_and_each_ends_after_a_week(any_settings: Settings) -> None:
    now = [system_clock()]
    async with opened(any_settings, lambda: now[0]) as here:
        minsu, jane = await a_person(here), await a_person(here)
        first, hers = await invite(here.db, minsu.id), await invite(here.db, jane.id)
        second = await invite(here.db, minsu.id)
        with pytest.raises(InvitationOver):
            await invited(here.db, first)
        now[0] += 7 * DAY - SECOND
        assert (await invited(here.db, second)).id == minsu.id
        assert (await invited(here.db, hers)).id == jane.id
        now[0] += 2 * SECOND
        for secret in (second, hers, "", "x"):
            with pytest.raises(InvitationOver):
                await invited(here.db, secret)


async def test_who_is_deactivated_is_not_invited(any_company: Company) -> None:
    minsu = await a_person(any_company)
    secret = await invite(any_company.db, minsu.id)
    await deactivate(any_company.db, minsu.id)
    with pytest.raises(InvitationOver):
        await invited(any_company.db, secret)
