"""A bounded memory of what was read, kept true by events.

A value that was read before its key went stale must not be put in afterwards: a reader takes a `ticket` first, and
what went stale since is not kept.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_REMEMBERED_STALE = 4_096


class Cache(Generic[K, V]):
    """At most `size` values, the least recently put dropped first; used from one event loop only."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[K, V] = OrderedDict()
        self._stale: OrderedDict[K, int] = OrderedDict()
        self._turn = 0
        self._forgotten_before = 0

    def get(self, key: K) -> V | None:
        """What is known of `key`."""
        return self._values.get(key)

    def known(self, keys: Iterable[K]) -> dict[K, V]:
        """What is known of `keys`."""
        values = self._values
        return {key: values[key] for key in keys if key in values}

    def all(self, keys: Iterable[K]) -> list[V] | None:
        """What is known of each of `keys`, in their order; None as soon as one of them is not known."""
        values = self._values
        try:
            return [values[key] for key in keys]
        except KeyError:
            return None

    def each(self) -> list[tuple[K, V]]:
        """All that is known."""
        return list(self._values.items())

    def fresh(self, keys: Iterable[K], ticket: int) -> bool:
        """Whether none of `keys` can have gone stale since `ticket`: for values that are made of several."""
        stale = self._stale
        return ticket >= self._forgotten_before and all(stale.get(key, 0) <= ticket for key in keys)

    def ticket(self) -> int:
        """To be taken before reading what will be `put`."""
        return self._turn

    def put(self, key: K, value: V, ticket: int) -> bool:
        """Keep `value`, unless `key` may have gone stale since `ticket`; whether it was kept."""
        if not self.fresh((key,), ticket):
            return False
        self._values[key] = value
        if len(self._values) > self._size:
            self._values.popitem(last=False)
        return True

    def renew(self, key: K, value: V) -> None:
        """Keep what an event has made of `key`: what is being read of it now is stale."""
        self.drop((key,))
        self.put(key, value, self._turn)

    def drop(self, keys: Sequence[K]) -> None:
        """Forget `keys`: what is being read of them now is stale."""
        self._turn += 1
        for key in keys:
            self._values.pop(key, None)
            self._stale[key] = self._turn
            self._stale.move_to_end(key)
        while len(self._stale) > _REMEMBERED_STALE:
            _, self._forgotten_before = self._stale.popitem(last=False)

    def clear(self) -> None:
        """Forget everything, what is being read now included."""
        self._turn += 1
        self._forgotten_before = self._turn
        self._values.clear()
        self._stale.clear()
