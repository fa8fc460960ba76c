"""What a poll may be, and which choices count."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.kernel.errors import Invalid, Refusal
from biztweet.polls.errors import (
    OptionRepeated,
    OptionTooLong,
    PollOver,
    WrongChoice,
    WrongDuration,
    WrongNumberOfOptions,
)
from biztweet.polls.model import PollDraft
from biztweet.polls.rules import asks_the_same, check, chosen, counted, opened, places
from tests.factories import AT, a_poll

DAY = 24 * 3600


def draft(*options: str, seconds: int = DAY, multiple: bool = False) -> PollDraft:
    return PollDraft(options or ("네", "아니요"), seconds, multiple)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (draft("하나"), WrongNumberOfOptions),
        (draft("하나", " \n", ""), WrongNumberOfOptions),
        (draft(*"abcde"), WrongNumberOfOptions),
        (draft("a", "b" * 26), OptionTooLong),
        (draft("같은  말", " 같은 말 "), OptionRepeated),
        (draft("a\u0301", "\u00e1"), OptionRepeated),
        (draft("네", "아니\u202e요"), Invalid),
        (draft("네", "아니\0요"), Invalid),
        (draft(seconds=299), WrongDuration),
        (draft(seconds=7 * DAY + 1), WrongDuration),
        (draft(seconds=-1), WrongDuration),
    ],
)
def test_what_no_poll_can_be_is_refused(wish: PollDraft, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        check(wish, longest_days=7)


def test_options_are_tidied_and_empty_ones_left_out() -> None:
    assert check(draft(" 점심 \n 같이 ", "", "가" * 25, "  "), 7).options == ("점심 같이", "가" * 25)


def test_a_company_may_let_polls_be_open_for_a_month() -> None:
    assert check(draft(seconds=31 * DAY), longest_days=31).open_seconds == 31 * DAY


@given(st.sets(st.integers(0, 3)))
def test_places_and_choices_say_the_same(some: set[int]) -> None:
    choices = sum(1 << place for place in some)
    assert set(places(choices)) == some
    if some:
        assert chosen(a_poll(*"abcd", multiple=True), [*some, *some], AT) == choices


@pytest.mark.parametrize("wish", [[], [2], [-1], [0, 1], [10**30]])
def test_what_cannot_be_chosen_is_refused(wish: list[int]) -> None:
    with pytest.raises(WrongChoice):
        chosen(a_poll(), wish, AT)


def test_a_poll_takes_no_votes_from_its_very_end_on_even_before_that_was_told() -> None:
    poll = a_poll()
    chosen(poll, [0], poll.closes_at - 1)
    with pytest.raises(PollOver):
        chosen(poll, [0], poll.closes_at)
    with pytest.raises(PollOver):
        chosen(msgspec.structs.replace(poll, closed_at=AT), [0], AT)


def test_each_ballot_is_one_voter_and_a_vote_for_each_choice() -> None:
    poll = counted(counted(a_poll(*"abc", multiple=True), 0b101), 0b001)
    assert [option.vote_count for option in poll.options] == [2, 0, 1]
    assert (poll.voter_count, poll.vote_count) == (2, 3)


def test_counts_that_are_hidden_show_at_the_end() -> None:
    hidden = a_poll(hides_counts=True)
    assert not hidden.shows_counts
    assert msgspec.structs.replace(hidden, closed_at=AT).shows_counts


def test_other_options_or_another_way_of_choosing_is_another_question() -> None:
    poll = opened(7, 8, draft("네", "아니요"), AT)
    assert asks_the_same(poll, draft("네", "아니요", seconds=600))
    assert not asks_the_same(poll, draft("네", "아뇨"))
    assert not asks_the_same(poll, draft("네", "아니요", multiple=True))
