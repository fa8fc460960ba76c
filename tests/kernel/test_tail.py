from collections.abc import Sequence

from biztweet.events import AccountChanged
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.tail import Tail


def events(first: int, last: int) -> list[Recorded]:
    return [Recorded(position, AccountChanged(account_id=1), 0) for position in range(first, last + 1)]


def positions(found: Sequence[Recorded] | None) -> list[int] | None:
    return None if found is None else [event.position for event in found]


def test_a_tail_knows_what_came_last_and_says_where_it_does_not_reach() -> None:
    tail = Tail(kept=3)
    assert tail.after(0, 10) is None
    tail.add(events(8, 10))
    assert positions(tail.after(7, 10)) == [8, 9, 10]
    assert positions(tail.after(8, 1)) == [9]
    assert positions(tail.after(10, 10)) == []
    assert tail.after(6, 10) is None
    assert tail.after(11, 10) is None, "whoever has read on in the log knows more"


def test_a_tail_forgets_its_old_end() -> None:
    tail = Tail(kept=3)
    for position in range(1, 20):
        tail.add(events(position, position))
        assert positions(tail.after(position - 1, 10)) == [position]
        assert positions(tail.after(max(0, position - 3), 10)) == list(range(max(1, position - 2), position + 1))
    assert tail.after(10, 10) is None


def test_what_stands_behind_a_gap_begins_a_new_tail() -> None:
    tail = Tail()
    tail.add(events(1, 4))
    tail.add(events(7, 8))
    assert tail.after(3, 10) is None
    assert positions(tail.after(6, 10)) == [7, 8]
