"""What every dialect's table of refusals has to hold: no row in vain, and an answer to every kind."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from starlette.responses import Response

from biztweet.api.mastodon import errors as mastodon
from biztweet.api.twitter_v1 import codes as twitter_v1
from biztweet.api.twitter_v2 import errors as twitter_v2
from biztweet.kernel import errors as kinds
from biztweet.kernel.errors import Refusal, TooMany, Unavailable


@pytest.mark.parametrize(
    "table", [twitter_v1.TABLE, twitter_v2.TABLE, mastodon.TABLE], ids=["twitter_v1", "twitter_v2", "mastodon"]
)
def test_no_row_of_a_table_is_hidden_by_one_above_it(table: Sequence[tuple[Any, ...]]) -> None:
    hidden = [
        (later.__name__, earlier.__name__)
        for number, (later, *_) in enumerate(table)
        for earlier, *_ in table[:number]
        if issubclass(later, earlier)
    ]
    assert hidden == []


@pytest.mark.parametrize(
    "answer", [twitter_v1.answer, twitter_v2.answer, mastodon.answer], ids=["twitter_v1", "twitter_v2", "mastodon"]
)
def test_every_kind_of_refusal_has_an_answer_that_is_no_server_error(answer: Callable[[Refusal], Response]) -> None:
    for _, kind in inspect.getmembers(kinds, lambda it: inspect.isclass(it) and issubclass(it, Refusal)):
        arguments = ("field", "why") if kind is kinds.Invalid else ("why",) + ((1,) if kind is TooMany else ())
        status = answer(kind(*arguments)).status_code
        assert status == 503 if kind is Unavailable else 400 <= status < 500
