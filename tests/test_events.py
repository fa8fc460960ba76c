"""The page of events says everything that can happen, and each can be read back."""

from typing import get_args

import msgspec

from biztweet.events import AnyEvent, Event, Unknown


def test_every_event_can_be_stored_and_read_back() -> None:
    assert set(Event.__subclasses__()) - {Unknown} == set(get_args(AnyEvent)) - {Unknown}


def test_no_two_events_share_a_name() -> None:
    names = [msgspec.inspect.type_info(kind).tag for kind in Event.__subclasses__()]  # type: ignore[attr-defined] # they are Structs
    assert len(names) == len(set(names))
