"""What the company says."""

import re
from collections import Counter
from datetime import datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biztweet.demo.acts import DemoAct, Follow, Like, Repost, Say, Write
from biztweet.demo.conversations import A_FRIDAY_EVENING, MAX_ACTS, make_history, make_live
from biztweet.demo.hours import SEOUL
from biztweet.demo.people import DemoPerson, make_people
from biztweet.messages.model import MAX_MEMBERS

PEOPLE = make_people(300)
HISTORY = list(make_history(PEOPLE))
LIVE = list(islice(make_live(PEOPLE), 3_000))

# https://docs.x.com/fundamentals/counting-characters: these ranges weigh one, all others two; a link weighs 23.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


def weighted_length(text: str) -> int:
    bare, links = re.subn(r"https?://\S+", "", text)
    light = sum(any(low <= ord(letter) <= high for low, high in _LIGHT) for letter in bare)
    return 23 * links + 2 * len(bare) - light


def says(acts: list[DemoAct]) -> list[Say]:
    return [act for act in acts if isinstance(act, Say)]


def openings(acts: list[DemoAct]) -> list[Say]:
    return [say for say in says(acts) if say.reply_to_key is None and say.quote_of_key is None]


def check(acts: list[DemoAct], people: list[DemoPerson]) -> None:
    """What is true of any stream of acts."""
    handles = {person.handle for person in people}
    said: dict[str, Say] = {}
    last = acts[0].at_offset_seconds
    for act in acts:
        assert act.at_offset_seconds >= last
        last = act.at_offset_seconds
        match act:
            case Say():
                assert act.author_handle in handles
                assert act.key not in said
                for key in (act.reply_to_key, act.quote_of_key):
                    assert key is None or said[key].at_offset_seconds <= act.at_offset_seconds
                assert 0 < weighted_length(act.text) <= 280
                assert set(re.findall(r"@([A-Za-z0-9_]+)", act.text)) <= handles
                said[act.key] = act
            case Like() | Repost():
                assert act.who in handles
                assert act.who != said[act.key].author_handle
            case Write():
                assert {act.author_handle, *act.to_handles} <= handles
                assert act.author_handle not in act.to_handles
                assert 1 <= len(act.to_handles) < MAX_MEMBERS
                assert not re.search(r"[{}]", act.text)
            case Follow():
                assert {act.who, act.whom} <= handles
                assert act.who != act.whom


def test_a_history_is_the_same_each_time_and_another_for_another_seed() -> None:
    assert list(make_history(PEOPLE)) == HISTORY
    assert list(make_history(PEOPLE, seed=1)) != HISTORY


def test_replies_follow_what_they_answer_and_texts_are_within_the_limit() -> None:
    check(HISTORY, PEOPLE)
    check(LIVE, PEOPLE)


@settings(deadline=None, max_examples=12)
@given(
    count=st.sampled_from([1, 2, 5, 30, 80, 300]),
    seed=st.integers(0, 2**32),
    days=st.integers(1, 60),
    hour=st.integers(0, 24 * 7),
)
def test_any_company_at_any_hour_has_a_sound_history(count: int, seed: int, days: int, hour: int) -> None:
    people = make_people(count, seed)
    acts = list(make_history(people, days, seed, A_FRIDAY_EVENING + timedelta(hours=hour)))
    if acts:
        check(acts, people)


def test_three_weeks_of_300_people_have_900_posts_in_both_languages() -> None:
    posts = openings(HISTORY)
    korean = sum(bool(re.search("[가-힣]{2}", post.text)) for post in posts)
    assert len(posts) >= 900
    assert 0.55 <= korean / len(posts) <= 0.85


@pytest.mark.parametrize("count", [300, 7_000])
def test_a_history_ends_at_the_most_acts_and_in_the_past(count: int) -> None:
    acts = list(make_history(make_people(count)))
    assert len(acts) <= MAX_ACTS
    assert acts[-1].at_offset_seconds <= 0
    assert acts[0].at_offset_seconds >= -22 * 86_400


def test_no_text_is_heard_too_often() -> None:
    assert max(Counter(post.text for post in openings(HISTORY)).values()) <= 2
    assert max(Counter(say.text for say in says(HISTORY)).values()) <= 12
    assert max(Counter((say.author_handle, say.text) for say in says(HISTORY)).values()) == 1


def test_the_newest_sixty_posts_have_sixty_texts_and_many_authors() -> None:
    newest = openings(HISTORY)[-60:]
    assert len({re.sub(r"\W|\d", "", post.text)[:24] for post in newest}) >= 58
    assert len({post.author_handle for post in newest}) >= 40


def test_people_answer_each_other_like_repost_quote_and_show_pictures() -> None:
    posts = says(HISTORY)
    depth: dict[str, int] = {}
    for post in posts:
        depth[post.key] = depth[post.reply_to_key] + 1 if post.reply_to_key else 0
    assert max(depth.values()) >= 4
    assert sum(post.reply_to_key is not None for post in posts) >= 900
    assert sum(post.quote_of_key is not None for post in posts) >= 20
    assert 0.05 <= sum(post.picture is not None for post in posts) / len(openings(HISTORY)) <= 0.12
    kinds = Counter(type(act).__name__ for act in HISTORY)
    assert kinds["Like"] >= 1_500
    assert kinds["Repost"] >= 100
    assert kinds["Follow"] >= 200


def test_nearly_everybody_of_300_has_letters_and_some_are_among_several() -> None:
    letters = [act for act in HISTORY if isinstance(act, Write)]
    reached = {handle for letter in letters for handle in (letter.author_handle, *letter.to_handles)}
    assert len(reached) >= 0.95 * len(PEOPLE)
    assert sum(len(letter.to_handles) > 1 for letter in letters) >= 100


def test_most_is_said_in_working_hours() -> None:
    hours = Counter((A_FRIDAY_EVENING + timedelta(seconds=post.at_offset_seconds)).hour for post in openings(HISTORY))
    assert sum(hours[hour] for hour in (9, 10, 13, 14)) > 0.45 * hours.total()
    assert sum(hours[hour] for hour in (22, 23, 0, 1, 2, 3, 4, 5)) < 0.05 * hours.total()


def test_korean_particles_are_glued_to_handles() -> None:
    assert sum(bool(re.search(r"@[a-z0-9_]+[가-힣]", say.text)) for say in says(HISTORY)) >= 20


def test_a_live_stream_starts_at_once_and_brings_a_post_every_few_seconds() -> None:
    first = openings(LIVE)
    assert LIVE[0].at_offset_seconds < 15
    assert first[100].at_offset_seconds / 100 < 12


def test_a_live_stream_is_not_silent_at_night() -> None:
    night = datetime(2026, 3, 8, 3, 0, tzinfo=SEOUL)
    acts = list(islice(make_live(PEOPLE, since=night), 500))
    assert len(openings(acts)) >= 60
    assert acts[-1].at_offset_seconds < 2_000


def test_history_and_live_stream_use_different_keys() -> None:
    assert not {say.key for say in says(HISTORY)} & {say.key for say in says(LIVE)}
