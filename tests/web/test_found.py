"""What was found is marked where it stands in the words of posts, and nothing else of the page is touched."""

import re

from hypothesis import given
from hypothesis import strategies as st

from biztweet.posts.model import Entities
from biztweet.search.query import understood
from biztweet.web.found import marked, stems
from biztweet.web.richtext import rich


def article(text: str) -> str:
    return f'<article><a href="/x">점심 lunch</a><p class="post__text" lang="ko">{rich(text, Entities())}</p></article>'


def shown(typed: str, text: str) -> list[str]:
    return re.findall("<mark>(.*?)</mark>", marked(article(text), stems(understood(typed))))


def test_words_are_marked_without_their_particles_and_whatever_follows_them() -> None:
    assert shown("점심을", "오늘 점심시간에 사내점심") == ["점심", "점심"]
    assert shown("LUNCH", "Lunches, no brunch; lunch") == ["Lunch", "lunch"]
    assert shown('"오늘 점심" -커피 (비빔밥 OR 국수)', "오늘 점심 국수, 커피") == ["오늘 점심", "국수"]
    assert shown("#lunch from:jane has:images", "#lunch from jane") == ["#lunch"]


def test_what_an_escaped_character_is_made_of_is_no_word() -> None:
    assert shown("amp", "a & b") == []
    assert shown("39", "it's") == []
    assert shown("a&b", "a&b") == ["a&amp;b"]


@given(st.text(max_size=40), st.text(min_size=1, max_size=12))
def test_marks_change_nothing_of_what_is_read(text: str, typed: str) -> None:
    before = article(text)
    after = marked(before, [typed])
    assert after.replace("<mark>", "").replace("</mark>", "") == before
    assert after.count("<mark>") == after.count("</mark>")
