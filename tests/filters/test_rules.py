"""What a filter may be, and what it matches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.filters.errors import FilterWrong
from biztweet.filters.model import Action, Context, Filter, Keyword, Marked, Outline
from biztweet.filters.rules import checked, checked_keyword, matches
from biztweet.kernel.errors import Invalid


def a_filter(
    *words: str, whole_word: bool = False, expires_at: int | None = None, posts: tuple[int, ...] = ()
) -> Filter:
    return Filter(
        id=1,
        account_id=2,
        title="조용히",
        contexts=(Context.home,),
        action=Action.warn,
        expires_at=expires_at,
        keywords=tuple(Keyword(number, 1, word, whole_word) for number, word in enumerate(words)),
        posts=tuple(Marked(number, 1, post_id) for number, post_id in enumerate(posts)),
    )


def found(one: Filter, *texts: str, now: int = 0) -> list[str]:
    return [word for match in matches([one], texts, frozenset(), now) for word in match.keywords]


def test_words_are_found_in_any_case_anywhere_or_as_a_whole() -> None:
    assert found(a_filter("spoiler"), "No SPOILERS please") == ["spoiler"]
    assert found(a_filter("spoiler", whole_word=True), "No SPOILERS please") == []
    assert found(a_filter("spoiler", whole_word=True), "a (spoiler)!") == ["spoiler"]
    assert found(a_filter("회의"), "오늘 회의는 세 시") == ["회의"]
    assert found(a_filter("#회의", "c++", whole_word=True), "#회의 c++ ok") == ["#회의", "c++"]


def test_warnings_pictures_and_options_count_but_nothing_across_them() -> None:
    assert found(a_filter("lunch time"), "lunch", "time") == []
    assert found(a_filter("a", "b"), "x", "b") == ["b"]


def test_a_filter_that_ran_out_matches_nothing_and_a_marked_post_always() -> None:
    assert found(a_filter("x", expires_at=5), "x", now=4) == ["x"]
    assert found(a_filter("x", expires_at=5), "x", now=5) == []
    [match] = matches([a_filter(posts=(7,))], ["anything"], frozenset({7, 8}), 0)
    assert match.is_marked
    assert match.keywords == ()


@given(st.text(min_size=1, max_size=30).filter(str.strip), st.booleans())
def test_any_words_match_themselves_and_break_nothing(word: str, whole_word: bool) -> None:  # noqa: FBT001 - drawn
    matches([a_filter(word, whole_word=whole_word)], ["a(b[c"], frozenset(), 0)
    assert found(a_filter(word, whole_word=whole_word), f" {word} ") in ([word], [])
    assert found(a_filter(word), word) == [word]


@pytest.mark.parametrize(
    "outline",
    [
        Outline(" ", (Context.home,)),
        Outline("x" * 257, (Context.home,)),
        Outline("x", ()),
        Outline("a\u202eb", (Context.home,)),
    ],
)
def test_a_filter_has_a_title_and_a_place(outline: Outline) -> None:
    with pytest.raises(Invalid):
        checked(outline)


@pytest.mark.parametrize("word", ["", " \n", "x" * 513, "a\0"])
def test_a_keyword_is_some_words(word: str) -> None:
    with pytest.raises(Invalid):
        checked_keyword(word)
    with pytest.raises(FilterWrong):
        checked_keyword("")
