"""Quotas: so many in a window, told as it goes, begun anew when it ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.access.quotas import Allowance, Quota, Quotas, QuotaUsedUp
from biztweet.kernel.clock import SECOND

THREE = Allowance("three", 3, 60)


class Counting:
    """Quotas with a clock that is set to an instant before each request."""

    def __init__(self, *, lifted: bool = False) -> None:
        self.at = 0.0
        self.quotas = Quotas(lambda: round(self.at * SECOND), lifted=lifted)

    async def spend(self, who: str, at: float = 0, *, always: bool = False) -> Quota:
        self.at = at
        return await self.quotas.spend(THREE, who, always=always)

    async def refuse_used_up(self, who: str, at: float) -> None:
        self.at = at
        await self.quotas.refuse_used_up(THREE, who)


async def test_a_window_holds_so_many_and_then_begins_anew() -> None:
    here = Counting()
    told = [await here.spend("a", now) for now in (1_000.5, 1_010, 1_059)]
    assert told == [(3, 2, 1_061), (3, 1, 1_061), (3, 0, 1_061)]
    with pytest.raises(QuotaUsedUp) as used_up:
        await here.spend("a", 1_050)
    assert used_up.value.retry_after_seconds == 11
    assert await here.spend("a", 1_060.5) == (3, 2, 1_121)


async def test_each_is_counted_alone() -> None:
    here = Counting()
    for _ in range(3):
        await here.spend("a")
    assert (await here.spend("b")).remaining == 2
    assert (await here.quotas.spend(Allowance("other", 3, 60), "a")).remaining == 2
    assert (await here.quotas.peek(THREE, "a")).remaining == 0
    assert (await here.quotas.peek(THREE, "c")).remaining == 3


async def test_lifted_quotas_are_counted_and_not_refused_unless_always() -> None:
    here = Counting(lifted=True)
    for _ in range(5):
        await here.spend("a")
    assert (await here.quotas.peek(THREE, "a")).remaining == 0
    with pytest.raises(QuotaUsedUp):
        await here.spend("a", always=True)


async def test_what_is_used_up_can_be_asked_without_counting() -> None:
    here = Counting()
    for _ in range(3):
        await here.refuse_used_up("a", 0)
        await here.spend("a")
    with pytest.raises(QuotaUsedUp):
        await here.refuse_used_up("a", 59)
    await here.refuse_used_up("a", 60)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 100))))
async def test_what_is_over_is_forgotten(asked: list[tuple[str, float]]) -> None:
    here = Counting(lifted=True)
    now = 0.0
    for who, later in asked:
        now += later
        await here.spend(who, now)
    await here.spend("last", now + 1_000)
    assert len(here.quotas._windows) == 1


async def test_a_clock_that_goes_back_shuts_nobody_out_for_longer_than_a_window() -> None:
    here = Counting()
    for _ in range(3):
        await here.spend("minsu", 10_000)
    assert (await here.spend("minsu", 10_000 - 3_600)).remaining == 2
    await here.refuse_used_up("minsu", 10_000 - 3_600)


@given(st.lists(st.integers(0, 1_000 * SECOND), max_size=60).map(sorted))
async def test_no_window_grants_more_than_its_limit(instants: list[int]) -> None:
    here, granted = Counting(), []
    for now in (instant / SECOND for instant in instants):
        try:
            await here.spend("minsu", now)
        except QuotaUsedUp:
            continue
        granted.append(now)
    begins: float | None = None
    count = 0
    for now in granted:
        if begins is None or now >= begins + THREE.seconds:
            begins, count = now, 0
        count += 1
        assert count <= THREE.limit
