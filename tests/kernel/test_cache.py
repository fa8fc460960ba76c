"""The cache keeps what is true: what went stale while it was read is not kept."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from biztweet.kernel.cache import Cache

keys = st.integers(0, 5)


def test_what_went_stale_since_the_ticket_is_not_put() -> None:
    cache: Cache[str, int] = Cache(10)
    ticket = cache.ticket()
    cache.drop(["a"])
    cache.put("a", 1, ticket)
    cache.put("b", 2, ticket)
    assert cache.get("a") is None
    assert cache.get("b") == 2
    cache.put("a", 3, cache.ticket())
    assert cache.known(["a", "b", "c"]) == {"a": 3, "b": 2}


def test_after_everything_was_forgotten_nothing_read_before_is_put() -> None:
    cache: Cache[str, int] = Cache(10)
    ticket = cache.ticket()
    cache.clear()
    cache.put("a", 1, ticket)
    assert cache.get("a") is None


def test_it_holds_no_more_than_its_size() -> None:
    cache: Cache[int, int] = Cache(3)
    for number in range(10):
        cache.put(number, number, cache.ticket())
    assert cache.known(range(10)) == {7: 7, 8: 8, 9: 9}


@given(st.integers(4_090, 9_000))
def test_more_staleness_than_it_remembers_makes_it_keep_less_not_more(many: int) -> None:
    cache: Cache[int, str] = Cache(10)
    ticket = cache.ticket()
    cache.drop([-1])
    for key in range(many):
        cache.drop([key])
    cache.put(-1, "stale", ticket)
    assert cache.get(-1) is None


class Readers(RuleBasedStateMachine):
    """Readers read a value, take their time, and put it; writers change it meanwhile. Nobody ever gets an old one."""

    def __init__(self) -> None:
        super().__init__()
        self.cache: Cache[int, int] = Cache(4)
        self.truth = dict.fromkeys(range(6), 0)
        self.reading: list[tuple[int, int, int]] = []

    @rule(key=keys)
    def begin_to_read(self, key: int) -> None:
        self.reading.append((key, self.truth[key], self.cache.ticket()))

    @rule()
    def put_what_was_read(self) -> None:
        if self.reading:
            key, value, ticket = self.reading.pop(0)
            self.cache.put(key, value, ticket)

    @rule(changed=st.lists(keys, min_size=1, max_size=3))
    def change(self, changed: list[int]) -> None:
        for key in changed:
            self.truth[key] += 1
        self.cache.drop(changed)

    @rule()
    def change_all(self) -> None:
        for key in self.truth:
            self.truth[key] += 1
        self.cache.clear()

    @rule(key=keys)
    def look(self, key: int) -> None:
        assert self.cache.get(key) in (None, self.truth[key])


TestReaders = Readers.TestCase
