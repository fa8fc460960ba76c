"""Queries: what each operator means, what is refused and where, and that printing and parsing agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.kernel.ids import MAX_ID, id_at
from biztweet.search.errors import QueryWrong
from biztweet.search.operators import Operator, read
from biztweet.search.parser import MAX_LISTS
from biztweet.search.query import narrowed, parse, terms_of, understood
from biztweet.search.tree import All, Any, Node, Not, Phrase, Query, Word

DAY_US = 86_400_000_000
OCTOBER_16 = 1_792_108_800_000_000  # 2026-10-16T00:00Z in microseconds


def wanted(text: str, **options: bool) -> Node:
    return parse(text, **options).wanted


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("점심", Word("점심")),
        ("  점심   메뉴 ", All((Word("점심"), Word("메뉴")))),
        ('"점심 메뉴"', Phrase("점심 메뉴")),
        ("“점심 메뉴”", Phrase("점심 메뉴")),
        ("a OR b c", Any((Word("a"), All((Word("b"), Word("c")))))),
        ("(a OR b) c", All((Any((Word("a"), Word("b"))), Word("c")))),
        ("a AND b", All((Word("a"), Word("b")))),
        ("(a b) (c)", All((Word("a"), Word("b"), Word("c")))),
        ("a OR (b OR c)", Any((Word("a"), Word("b"), Word("c")))),
        ("a -b", All((Word("a"), Not(Word("b"))))),
        ("-(b OR c) a", All((Not(Any((Word("b"), Word("c")))), Word("a")))),
        ("a or b", All((Word("a"), Word("or"), Word("b")))),
        ("well-known - x", All((Word("well-known"), Word("-"), Word("x")))),
        ("@Minsu #점심 $abc", All((Operator("@", "minsu"), Operator("#", "점심"), Operator("$", "ABC")))),
        ("#STRASSE", Operator("#", "strasse")),
        ("from:Minsu", Operator("from", "minsu")),
        ("from:@minsu", Operator("from", "minsu")),
        ("to:minsu", Operator("to", "minsu")),
        ('url:"wiki/page one"', Operator("url", "wiki/page one")),
        ("url:wiki", Operator("url", "wiki")),
        ("lang:KO", Operator("lang", "ko")),
        ("language:ko", Operator("lang", "ko")),
        ("filter:links", Operator("has", "links")),
        ("filter:replies", Operator("is", "reply")),
        ("a -filter:retweets", All((Word("a"), Not(Operator("is", "retweet"))))),
        ("has:image", Operator("has", "images")),
        ("conversation_id:0012", Operator("conversation_id", "12")),
        ("in_reply_to_status_id:5", Operator("in_reply_to_tweet_id", "5")),
        ("quotes_of_tweet_id:5", Operator("quotes_of_tweet_id", "5")),
        ("retweets_of:minsu", Operator("retweets_of", "minsu")),
        ("a in:all", Word("a")),
        ("10:30 http://wiki/page", All((Word("10:30"), Word("http://wiki/page")))),
        ("note:this", Word("note:this")),
        ("𝓕 🎉", All((Word("𝓕"), Word("🎉")))),
    ],
)
def test_a_text_means(text: str, meant: Node) -> None:
    assert wanted(text) == meant


def test_days_are_utc_and_last_until_their_end() -> None:
    begins, ends = id_at(OCTOBER_16), id_at(OCTOBER_16 + DAY_US)
    word = Word("a")
    assert parse("a since:2026-10-16") == Query(word, after=begins - 1)
    assert parse("until:2026-10-16 a") == Query(word, before=begins)
    assert parse("a before:2026-10-16") == Query(word, before=begins)
    assert parse("a after:2026-10-16") == Query(word, after=ends - 1)
    assert parse("a during:2026-10-16") == Query(word, after=begins - 1, before=ends)
    assert parse("a OR b since_id:5 max_id:9") == Query(Any((word, Word("b"))), after=5, before=10)
    assert parse("a since:2026-10-16 since_id:7").after == begins - 1
    assert parse(f"a max_id:{MAX_ID}").before == MAX_ID


@pytest.mark.parametrize(
    ("text", "position", "why"),
    [
        ("", 1, "missing"),
        ("   ", 1, "missing"),
        ("-a", 1, "wanted must stand"),
        ("x OR -a", 6, "wanted must stand"),
        ("(a", 1, "never closed"),
        ("x (a (b)", 3, "never closed"),
        ("a) b", 2, "never opened"),
        ("a ()", 3, "nothing"),
        ('a "b', 3, "never closed"),
        ('a ""', 3, "no words"),
        ("a OR", 1, "Beside OR"),
        ("OR a", 1, "Beside OR"),
        ("from:", 1, "lacks"),
        ("a from:민수", 3, "cannot be"),
        ("is:happy", 1, "cannot be"),
        ("a since:2026-13-01", 3, "cannot be"),
        ("a since:9999-12-31", 3, "cannot be"),
        ("a max_id:99999999999999999999", 3, "cannot be"),
        ("since:2026-10-16", 1, "missing"),
        ("a (b since:2026-10-16)", 6, "brackets"),
        ("a -since:2026-10-16", 4, "turned"),
        ("a OR since:2026-10-16", 1, "Beside OR"),
        ("(" * 9 + "a" + ")" * 9, 10, "deep"),
        ("a " * 129, 257, "parts"),
        ("a" * 1_025, 1_025, "1,024"),
    ],
)
def test_what_is_wrong_is_told_with_its_position(text: str, position: int, why: str) -> None:
    with pytest.raises(QueryWrong, match=why) as refused:
        parse(text)
    assert refused.value.position == position


def test_strictly_an_unknown_operator_is_a_mistake() -> None:
    with pytest.raises(QueryWrong, match="no operator lagn:") as refused:
        parse("a lagn:ko", strict=True)
    assert refused.value.position == 3
    assert wanted("http://wiki/page", strict=True) == Word("http://wiki/page")


def test_a_rule_may_not_say_when() -> None:
    with pytest.raises(QueryWrong, match="rule"):
        parse("a since_id:5", rule=True)


def test_whoever_types_into_a_box_is_understood() -> None:
    assert understood("점심 from:minsu").wanted == All((Word("점심"), Operator("from", "minsu")))
    assert understood('say "hello').wanted == All((Word("say"), Word("hello")))
    assert understood("-a").wanted == Word("a")
    assert understood("is:happy :)").wanted == All((Word("is:happy"), Word(":")))
    for wrong in ('- ( " OR', "", "x" * 1_025):
        with pytest.raises(QueryWrong):
            understood(wrong)


def test_a_query_is_narrowed() -> None:
    korean, later = read("lang", "ko", 0), read("since_id", "5", 0)
    assert korean is not None
    assert later is not None
    assert narrowed(parse("a OR b max_id:9"), korean, later) == parse("(a OR b) lang:ko since_id:5 max_id:9")
    assert narrowed(parse("a")) == parse("a")


def test_terms_mean_nothing_else() -> None:
    assert terms_of("점심 #회의 from:minsu") == All((Word("점심"), Operator("#", "회의"), Word("from:minsu")))
    assert terms_of("@minsu") == Operator("@", "minsu")
    assert terms_of("  ") is None


PIECES = [
    "a",
    "점심",
    "OR",
    "AND",
    "-",
    "(",
    ")",
    '"',
    " ",
    " ",
    "from:",
    "minsu",
    "#",
    "@",
    "$",
    "url:",
    "http://x",
    ":",
]
PIECES += ["since:2026-10-16", "since_id:", "5", "max_id:", "is:reply", "has:links", "in:all", "“", "”", "\u3000", "\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60), st.booleans(), st.booleans())
def test_any_text_is_understood_or_refused_and_what_is_printed_means_the_same(
    text: str,
    strict: bool,  # noqa: FBT001
    rule: bool,  # noqa: FBT001
) -> None:
    refused = None
    try:
        query = parse(text, strict=strict, rule=rule)
    except QueryWrong as error:
        refused = error
    if refused is None:
        assert parse(str(query)) == query
    else:
        assert 1 <= refused.position <= len(text) + 1


@given(st.text(max_size=200))
def test_any_text_in_a_box_is_words_or_nothing(text: str) -> None:
    try:
        understood(text)
    except QueryWrong:
        assert not any(character.isalnum() for character in text) or "OR" in text or "AND" in text


def test_a_query_names_few_lists_since_each_is_thousands_of_people() -> None:
    few = " ".join(["list:7"] * MAX_LISTS)
    assert parse(few) == parse(f"({few})")
    with pytest.raises(QueryWrong, match="3 lists"):
        parse(f"{few} OR (점심 -list:7)")
