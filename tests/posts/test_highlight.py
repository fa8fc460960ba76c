import time

from biztweet.posts.highlight import highlight


def test_a_hit_inside_an_element_is_marked_inside_it() -> None:
    assert highlight("오늘 <a>점심</a> 메뉴", [(3, 5)]) == "오늘 <a><em>점심</em></a> 메뉴"


def test_a_hit_that_holds_a_whole_element_goes_around_it() -> None:
    assert highlight("오늘 @<a>minsu</a>", [(3, 9)], tag="mark") == "오늘 <mark>@<a>minsu</a></mark>"


def test_nothing_to_mark_leaves_the_text_alone() -> None:
    assert highlight("<p>안녕</p>", []) == "<p>안녕</p>"
    assert highlight("", [(0, 1)]) == ""
    assert highlight("안녕", [(2, 3)]) == "안녕"


def test_many_brackets_take_no_time() -> None:
    before = time.process_time()
    highlight("<" * 20_000, [(0, 5)])
    highlight("<>a" * 7_000, [(at, at + 1) for at in range(7_000)])
    assert time.process_time() - before < 2
