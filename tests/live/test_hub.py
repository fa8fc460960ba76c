"""The hub: who hears what, in which order, and what becomes of those who do not listen."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator

import pytest

from biztweet.kernel.errors import Unavailable
from biztweet.live.errors import TooManyStreams
from biztweet.live.hub import Hub
from biztweet.live.message import Message
from biztweet.live.pace import Pace
from biztweet.live.stream import Format
from tests.live.outlets import Heard, Plain, a_message, a_stream

QUICK = Pace(check_seconds=0.01, heartbeat_seconds=0.05, patience_seconds=0.1, tick_seconds=0.05, crowd=3)


def live(hub: Hub, *channels: str, position: int = 0, **about: object) -> Heard:
    heard = a_stream(**about)  # type: ignore[arg-type]  # the factory's own arguments
    hub.open(heard.stream, [(channel, channel.upper()) for channel in channels])
    hub.go_live(heard.stream, position)
    return heard


@contextlib.asynccontextmanager
async def running(hub: Hub) -> AsyncIterator[None]:
    task = asyncio.create_task(hub.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


# ── hearing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_reaches_the_channels_listeners_and_nobody_else() -> None:
    hub = Hub()
    here, there = live(hub, "company"), live(hub, "tag:lunch")
    await hub.broadcast("company", a_message(1))
    assert (here.text, there.text) == ("1:COMPANY;", "")


async def test_one_stream_hears_one_channel_under_several_labels() -> None:
    hub = Hub()
    heard = live(hub, "company")
    hub.subscribe(heard.stream, "company", "home")
    hub.subscribe(heard.stream, "company", "home")
    await hub.broadcast("company", a_message(1))
    assert sorted(heard.text.split(";")) == ["", "1:COMPANY", "1:home"]


async def test_after_unsubscribing_a_stream_hears_no_more() -> None:
    hub = Hub()
    heard = live(hub, "company", "tag:lunch")
    hub.unsubscribe(heard.stream, "company", "COMPANY")
    await hub.broadcast("company", a_message(1))
    await hub.broadcast("tag:lunch", a_message(1))
    assert heard.text == "1:TAG:LUNCH;"
    assert not hub.listened("company")


async def test_a_frame_is_rendered_once_for_each_format_and_label() -> None:
    rendered: list[tuple[str, str]] = []

    def render(format: Format, label: str) -> bytes | None:  # noqa: A002
        rendered.append((format.name, label))
        return b"x" if format.name == "plain" else None

    hub = Hub()
    heard = [live(hub, "company") for _ in range(5)]
    silent = [live(hub, "company", format=Plain("other")) for _ in range(5)]
    message = Message(1, None, render)
    await hub.broadcast("company", message)
    await hub.broadcast("company", message)
    assert rendered == [("plain", "COMPANY"), ("other", "COMPANY")]
    assert [one.text for one in heard] == ["xx"] * 5
    assert [one.text for one in silent] == [""] * 5


async def test_when_a_renderer_fails_nothing_is_sent_to_anybody() -> None:
    def render(format: Format, label: str) -> bytes | None:  # noqa: A002
        if format.name == "broken":
            raise LookupError
        return b"x"

    hub = Hub()
    heard = live(hub, "company")
    live(hub, "company", format=Plain("broken"))
    with pytest.raises(LookupError):
        await hub.broadcast("company", Message(1, None, render))
    assert heard.text == ""


async def test_hidden_authors_are_not_shown_from_the_moment_they_are_hidden() -> None:
    hub = Hub()
    heard = live(hub, "company", hidden=(7,))
    await hub.broadcast("company", a_message(1, author_id=7))
    await hub.broadcast("company", a_message(2, author_id=8))
    for stream in hub.streams_of(1):
        stream.hidden = frozenset({8})
    await hub.broadcast("company", a_message(3, author_id=8))
    await hub.broadcast("company", a_message(4, author_id=7))
    assert heard.text == "2:COMPANY;4:COMPANY;"


async def test_only_streams_that_want_a_message_get_it() -> None:
    hub = Hub()
    one, two = live(hub, "company", account_id=1), live(hub, "company", account_id=2)
    await hub.broadcast("company", a_message(1), wants=lambda stream: stream.account_id == 2)
    assert (one.text, two.text) == ("", "1:COMPANY;")


# ── catching up ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_happens_while_the_gap_is_read_is_held_and_follows_without_loss_or_double() -> None:
    hub = Hub()
    heard = a_stream()
    hub.open(heard.stream, [("company", "c")])
    for position in (4, 5, 6, 7):
        await hub.broadcast("company", a_message(position))
    assert heard.text == ""
    heard.outlet.write(b"replayed up to 5;")
    hub.go_live(heard.stream, 5)
    await hub.broadcast("company", a_message(8))
    assert heard.text == "replayed up to 5;6:c;7:c;8:c;"


async def test_a_message_that_was_read_from_the_log_is_not_sent_again_when_the_bus_brings_it_later() -> None:
    hub = Hub()
    heard = live(hub, "company", position=5)
    await hub.broadcast("company", a_message(5))
    await hub.broadcast("company", a_message(6))
    assert heard.text == "6:COMPANY;"


async def test_the_hidden_are_not_held_either() -> None:
    hub = Hub()
    heard = a_stream(hidden=(7,))
    hub.open(heard.stream, [("company", "c")])
    await hub.broadcast("company", a_message(1, author_id=7))
    hub.go_live(heard.stream, 0)
    assert heard.text == ""


async def test_when_more_happens_than_can_be_held_the_client_reads_anew() -> None:
    hub = Hub(pace=Pace(buffer_bytes=100))
    heard = a_stream()
    hub.open(heard.stream, [("company", "c")])
    for position in range(1, 50):
        await hub.broadcast("company", a_message(position))
    assert heard.stream.held == []
    hub.go_live(heard.stream, 3)
    await hub.broadcast("company", a_message(50))
    assert heard.text == "resync@49;50:c;"


async def test_a_client_that_cannot_be_told_to_read_anew_is_ended_so_that_it_comes_back() -> None:
    hub = Hub(pace=Pace(buffer_bytes=10))
    heard = a_stream(format=Plain(tells_resync=False))
    hub.open(heard.stream, [("company", "c")])
    for position in range(5):
        await hub.broadcast("company", a_message(position))
    hub.go_live(heard.stream, 3)
    assert (heard.text, heard.outlet.code, hub.counts().streams) == ("", 1013, {})


# ── many, and much ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_flood_to_a_crowd_is_joined_into_one_write_a_tick_and_stays_in_order() -> None:
    hub = Hub(pace=QUICK)
    crowd = [live(hub, "company", hidden=(9,) if number == 0 else ()) for number in range(10)]
    for position in range(1, 31):
        await hub.broadcast("company", a_message(position, author_id=position % 10))
    assert len(crowd[1].outlet.written) == 2  # two go out at once, the others are collected
    await asyncio.sleep(0.2)
    assert crowd[1].text == "".join(f"{position}:COMPANY;" for position in range(1, 31))
    assert crowd[0].text == "".join(f"{position}:COMPANY;" for position in range(1, 31) if position % 10 != 9)
    assert len(crowd[1].outlet.written) <= 4


async def test_a_stream_that_joins_a_flood_hears_all_after_its_position_once() -> None:
    hub = Hub(pace=QUICK)
    for _ in range(10):
        live(hub, "company")
    for position in range(1, 11):
        await hub.broadcast("company", a_message(position))
    late = live(hub, "company", position=7)
    slow = a_stream()
    hub.open(slow.stream, [("company", "COMPANY")])
    await asyncio.sleep(0.1)
    hub.go_live(slow.stream, 8)
    assert late.text == "8:COMPANY;9:COMPANY;10:COMPANY;"
    assert slow.text == "9:COMPANY;10:COMPANY;"


async def test_whoever_brings_too_much_waits() -> None:
    hub = Hub(pace=Pace(tick_seconds=0.01, crowd=3, waiting_messages=20, messages_a_write=10))
    heard, *_ = [live(hub, "company") for _ in range(10)]
    for position in range(200):
        await hub.broadcast("company", a_message(position + 1))
    await asyncio.sleep(0.05)
    assert heard.text == "".join(f"{position + 1}:COMPANY;" for position in range(200))


async def test_after_a_hundred_sockets_others_get_their_turn() -> None:
    hub = Hub()
    crowd = [live(hub, "company") for _ in range(1_000)]
    turns: list[int] = []

    async def others() -> None:
        while True:
            turns.append(sum(bool(heard.outlet.written) for heard in crowd))
            await asyncio.sleep(0)

    task = asyncio.create_task(others())
    await asyncio.sleep(0)
    await hub.broadcast("company", a_message(1))
    task.cancel()
    steps = [after - before for before, after in itertools.pairwise(turns)]
    assert max(steps) == 100
    assert turns[-1] >= 900


async def test_streams_may_come_and_go_while_a_message_is_being_written() -> None:
    hub = Hub()
    crowd = [live(hub, "company") for _ in range(300)]
    sending = asyncio.create_task(hub.broadcast("company", a_message(1)))
    await asyncio.sleep(0)
    hub.close(crowd[250].stream)
    late = live(hub, "company", position=1)
    await sending
    assert (crowd[250].text, late.text) == ("", "")
    assert sum(bool(heard.text) for heard in crowd) == 299


# ── those who do not listen ─────────────────────────────────────────────────────────────────────────────────────────


async def test_a_reader_that_does_not_keep_up_is_skipped_and_told_to_read_anew_when_it_has_caught_breath() -> None:
    hub = Hub(pace=QUICK)
    heard, other = live(hub, "company"), live(hub, "company")
    async with running(hub):
        heard.outlet.stuck_bytes = 300_000
        await hub.broadcast("company", a_message(1))
        await hub.broadcast("company", a_message(2))
        assert heard.text == ""
        heard.outlet.stuck_bytes = 0
        await asyncio.sleep(0.05)
        await hub.broadcast("company", a_message(3))
    assert heard.text.replace("~", "") == "resync@2;3:COMPANY;"
    assert other.text.replace("~", "") == "1:COMPANY;2:COMPANY;3:COMPANY;"
    assert hub.counts().skipped == 2


async def test_a_reader_that_never_reads_is_cut() -> None:
    hub = Hub(pace=QUICK)
    heard = live(hub, "company")
    heard.outlet.stuck_bytes = 300_000
    async with running(hub):
        await hub.broadcast("company", a_message(1))
        await asyncio.sleep(0.05)
        early = heard.outlet.aborted
        await asyncio.sleep(0.15)
    assert (early, heard.outlet.aborted) == (False, True)
    assert hub.counts().cut == 1
    assert not hub.listened("company")


async def test_silent_streams_hear_a_heartbeat_once_an_interval_and_not_all_at_once() -> None:
    hub = Hub(pace=Pace(check_seconds=0.02, heartbeat_seconds=0.1))
    crowd = [live(hub, "company") for _ in range(50)]
    catching_up = a_stream()
    hub.open(catching_up.stream, [])
    beats: list[int] = []
    async with running(hub):
        for _ in range(4):
            await asyncio.sleep(0.02)
            beats.append(sum(heard.text.count("~") for heard in crowd))
        assert 0 < beats[1] < 50
        await asyncio.sleep(0.15)
    assert all(1 <= heard.text.count("~") <= 3 for heard in crowd)
    assert catching_up.text == ""


async def test_a_stream_whose_reader_has_gone_is_forgotten_at_its_heartbeat() -> None:
    hub = Hub(pace=QUICK)
    heard = live(hub, "company")
    heard.outlet.abort()
    async with running(hub):
        await asyncio.sleep(0.15)
    assert hub.counts().streams == {}


# ── who may listen ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_streams_of_a_revoked_person_token_or_session_end_at_once() -> None:
    hub = Hub()
    by_account = live(hub, "company", account_id=1, token_id=10)
    by_token = live(hub, "company", account_id=2, token_id=20)
    by_session = live(hub, "company", account_id=3, session_id=30)
    stays = live(hub, "company", account_id=4, token_id=30, session_id=20)
    catching_up = a_stream(account_id=1)
    hub.open(catching_up.stream, [("company", "c")])
    stuck = live(hub, "company", account_id=1)
    stuck.outlet.stuck_bytes = 1
    assert (hub.cut(account_id=1), hub.cut(token_id=20), hub.cut(session_id=30)) == (3, 1, 1)
    hub.go_live(catching_up.stream, 0)
    await hub.broadcast("company", a_message(1))
    ended = [by_account, by_token, by_session, catching_up]
    assert [(heard.text, heard.outlet.code) for heard in ended] == [("", 1008)] * 4
    assert stuck.outlet.aborted
    assert stays.text == "1:COMPANY;"
    assert hub.counts().cut == 5


async def test_the_apps_of_one_account_hold_a_bounded_number_of_streams_its_browsers_are_free() -> None:
    hub = Hub(streams_per_account=2)
    first = live(hub, account_id=1, token_id=10)
    live(hub, account_id=1, token_id=11)
    live(hub, account_id=2, token_id=12)
    live(hub, account_id=1, session_id=5)
    refused = a_stream(account_id=1, token_id=10)
    with pytest.raises(TooManyStreams) as refusal:
        hub.open(refused.stream, [("company", "c")])
    assert (refusal.value.limit, hub.listened("company")) == (2, False)
    hub.close(first.stream)
    hub.open(refused.stream, [("company", "c")])
    assert hub.counts().streams == {"plain": 4}


async def test_a_token_of_no_account_is_bounded_by_itself_and_the_limit_can_be_lifted() -> None:
    hub = Hub(streams_per_account=1)
    live(hub, account_id=None, token_id=1)
    live(hub, account_id=None, token_id=2)
    with pytest.raises(TooManyStreams):
        live(hub, account_id=None, token_id=2)
    free = Hub(streams_per_account=None)
    for _ in range(20):
        live(free, account_id=1, token_id=1)


async def test_goodbye_spreads_the_times_of_return_and_ends_every_stream() -> None:
    hub = Hub(pace=QUICK)
    crowd = [live(hub, "company") for _ in range(150)]
    catching_up = a_stream()
    hub.open(catching_up.stream, [])
    for position in range(1, 10):
        await hub.broadcast("company", a_message(position))
    await hub.goodbye()
    times = [int(heard.text.rpartition("bye ")[2].strip(";")) for heard in crowd]
    assert 1_000 <= min(times) < max(times) <= 15_000
    assert {heard.outlet.code for heard in (*crowd, catching_up)} == {1012}
    assert hub.counts().streams == {}
    with pytest.raises(Unavailable):
        live(hub, "company")
