"""Quotas: so many in a window, told as it goes, begun anew when it ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.access.quotas import Allowance, Quotas, QuotaUsedUp

THREE = Allowance("three", 3, 60)


async def test_a_window_holds_so_many_and_then_begins_anew() -> None:
    quotas = Quotas(lifted=False)
    told = [await quotas.spend(THREE, "a", now_seconds=now) for now in (1_000.5, 1_010, 1_059)]
    assert told == [(3, 2, 1_061), (3, 1, 1_061), (3, 0, 1_061)]
    with pytest.raises(QuotaUsedUp) as used_up:
        await quotas.spend(THREE, "a", now_seconds=1_050)
    assert used_up.value.retry_after_seconds == 11
    assert await quotas.spend(THREE, "a", now_seconds=1_060.5) == (3, 2, 1_121)


async def test_each_is_counted_alone() -> None:
    quotas = Quotas(lifted=False)
    for _ in range(3):
        await quotas.spend(THREE, "a", now_seconds=0)
    assert (await quotas.spend(THREE, "b", now_seconds=0)).remaining == 2
    assert (await quotas.spend(Allowance("other", 3, 60), "a", now_seconds=0)).remaining == 2
    assert (await quotas.stands(THREE, "a")).remaining == 0
    assert (await quotas.stands(THREE, "c")).remaining == 3


async def test_lifted_quotas_are_counted_and_not_refused_unless_always() -> None:
    quotas = Quotas(lifted=True)
    for _ in range(5):
        await quotas.spend(THREE, "a", now_seconds=0)
    assert (await quotas.stands(THREE, "a")).remaining == 0
    with pytest.raises(QuotaUsedUp):
        await quotas.spend(THREE, "a", now_seconds=0, always=True)


async def test_what_is_used_up_can_be_asked_without_counting() -> None:
    quotas = Quotas(lifted=False)
    for _ in range(3):
        await quotas.refuse_used_up(THREE, "a", now_seconds=0)
        await quotas.spend(THREE, "a", now_seconds=0)
    with pytest.raises(QuotaUsedUp):
        await quotas.refuse_used_up(THREE, "a", now_seconds=59)
    await quotas.refuse_used_up(THREE, "a", now_seconds=60)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 100))))
async def test_what_is_over_is_forgotten(asked: list[tuple[str, float]]) -> None:
    quotas = Quotas(lifted=True)
    now = 0.0
    for who, later in asked:
        now += later
        await quotas.spend(THREE, who, now_seconds=now)
    await quotas.spend(THREE, "last", now_seconds=now + 1_000)
    assert len(quotas._windows) == 1


async def test_a_clock_that_goes_back_shuts_nobody_out_for_longer_than_a_window() -> None:
    quotas = Quotas(lifted=False)
    for _ in range(3):
        await quotas.spend(THREE, "minsu", now_seconds=10_000)
    assert (await quotas.spend(THREE, "minsu", now_seconds=10_000 - 3_600)).remaining == 2
    await quotas.refuse_used_up(THREE, "minsu", now_seconds=10_000 - 3_600)


@given(st.lists(st.floats(0, 1_000), max_size=60).map(sorted))
async def test_no_window_grants_more_than_its_limit(instants: list[float]) -> None:
    quotas, granted = Quotas(lifted=False), []
    for now in instants:
        try:
            await quotas.spend(THREE, "minsu", now_seconds=now)
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
