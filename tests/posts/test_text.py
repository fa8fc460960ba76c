import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from biztweet.posts.links import links as addresses
from biztweet.posts.spans import addressee
from biztweet.posts.text import (
    TextRules,
    cashtags,
    fitting,
    fold_tag,
    length,
    may_be_handle,
    normalise,
    spans,
    unsafe,
)
from biztweet.posts.weights import weigh, weight

COMPANYS = TextRules(internal_tlds=("corp", "Internal"))
TWITTERS = TextRules(intranet_links=False)
BY_CHARACTERS = TextRules(limit=500, counting="characters")

# Words that mean something to the parser, so that chance brings them together.
WORDS = """
@ # ＠ ＃ $ http:// https:// :// / . - _ ? & ( ) [ ] ~ : 8080 a com .com co.kr t.co t.co/abc example.com wiki jira.corp
10.0.0.5 [::1] xn-- @minsu @minsu/list #점심 님이 김민수 .한국 é e\u0301 🙂 👨‍👩‍👧 1️⃣ 🇰🇷 ©️ \u200d \ufe0f \u0301
"""
TEXTS = st.text() | st.lists(st.sampled_from([*WORDS.split(), " ", "\n"]), max_size=20).map("".join)


def handles(text: str) -> list[str]:
    return [mention.handle for mention in spans(text).mentions]


def tags(text: str) -> list[str]:
    return [hashtag.tag for hashtag in spans(text).hashtags]


def links(text: str, rules: TextRules = COMPANYS) -> list[str]:
    return [link.url for link in spans(text, rules).links]


# ── cleaning ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_text_is_stored_composed_with_plain_line_ends_and_nothing_around_it() -> None:
    assert normalise("\ufeff \u1112\u1161\u11ab글\r\n둘째 줄\r셋째 줄\t\u3000\n") == "한글\n둘째 줄\n셋째 줄"


@pytest.mark.parametrize(
    "text", ["첫 줄\n둘째\t줄", "👩🏽‍🚀 ❤️ 1️⃣", "\u200fשלום\u200e", "می\u200cخواهم", "\U0001f3f4\U000e0067\U000e007f"]
)
def test_what_people_type_may_stand(text: str) -> None:
    assert unsafe(text) is None


@pytest.mark.parametrize(
    "character",
    ["\0", "\x07", "\r", "\x1b", "\x7f", "\x85", "\ud83d", "\u202e", "\u2066", "\ufdd0", "\uffff", "\U0010fffe"],
    ids=ascii,
)
def test_what_no_keyboard_types_may_not_stand(character: str) -> None:
    assert unsafe(f"안녕{character}하세요\0") == character


@given(TEXTS)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


# ── counting ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_140_hangul_syllables_fill_a_post() -> None:
    assert length("가" * 140) == 280
    assert length("가" * 141) == 282
    assert fitting("가" * 141) == 140


def test_hangul_counts_the_same_in_one_piece_or_in_letters() -> None:
    assert length(unicodedata.normalize("NFD", "점심 같이 먹어요")) == length("점심 같이 먹어요") == 16


@pytest.mark.parametrize("emoji", ["🙂", "❤️", "👍🏽", "👨‍👩‍👧‍👦", "🏃🏽‍♀️‍➡️", "🇰🇷", "1️⃣", "#⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "©️", "👩🏽‍❤️‍💋‍👨🏿"])
def test_an_emoji_counts_two_however_it_is_made(emoji: str) -> None:
    assert length(emoji) == 2
    assert length(emoji * 3 + "!") == 7


def test_a_chain_of_joined_emoji_is_not_free() -> None:
    assert length("\u200d".join("👨" * 1_000)) > 280


@pytest.mark.parametrize("link", ["t.co/a", "http://wiki/page", "https://example.com/" + "a" * 300])
def test_a_link_counts_23_however_long(link: str) -> None:
    assert length(f"보기 {link}") == 5 + 23


def test_a_company_may_count_characters() -> None:
    assert length("가나다 http://wiki/page 🙂", BY_CHARACTERS) == 22
    assert fitting("가" * 501, BY_CHARACTERS) == 500


def test_what_does_not_fit_is_cut_before_an_emoji_or_a_link_never_inside() -> None:
    assert fitting("a" * 279 + "👨‍👩‍👧‍👦") == 279
    assert fitting("a" * 260 + " http://wiki/page") == 261


@given(TEXTS)
def test_length_does_not_depend_on_how_letters_are_composed(text: str) -> None:
    assert length(unicodedata.normalize("NFC", text)) == length(unicodedata.normalize("NFD", text))


@given(TEXTS)
def test_all_of_a_text_fits_exactly_when_it_is_not_too_long(text: str) -> None:
    text = normalise(text * 9)
    assert (fitting(text) == len(text)) == (length(text) <= 280)
    assert length(text, BY_CHARACTERS) == len(text)


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    ["@minsu님이", "@minsu가 왔다", "팀장@minsu", "김민수@minsu님", "(@minsu)", "＠minsu", "@minsu/list", "@minsu."],
)
def test_a_handle_ends_where_korean_begins(text: str) -> None:
    assert handles(text) == ["minsu"]


@pytest.mark.parametrize(
    "text", ["minsu@company.com", "a.b+c@company.co.kr", "@@minsu", "#@minsu", "@minsué", "@http://x.com"]
)
def test_an_e_mail_address_names_nobody(text: str) -> None:
    assert handles(text) == []


def test_a_mention_is_the_at_sign_and_the_handle_also_before_a_list() -> None:
    [mention] = spans("봐요 @minsu/list").mentions
    assert (mention.start, mention.end) == (3, 9)


def test_a_text_that_begins_with_a_handle_speaks_to_it() -> None:
    assert addressee("\u3000@minsu님 점심?") == "minsu"
    assert addressee("점심? @minsu") is None


def test_handles_are_as_long_as_twitters() -> None:
    assert may_be_handle("kim_minsu_1")
    assert may_be_handle("a" * 20)
    assert not any(map(may_be_handle, ["", "a" * 21, "김민수", "kim.minsu", "kim\n", "@kim", "١٢"]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#점심을 먹자", ["점심을"]),
        ("오늘 #번개, #회식_3차!", ["번개", "회식_3차"]),
        ("점심#번개", []),
        ("#2026 #1분기", ["1분기"]),
        ("C#은 #fix://x #a#b &#39;", []),
        ("✌️#평화", ["평화"]),
    ],
)
def test_a_tag_takes_letters_of_every_script(text: str, found: list[str]) -> None:
    assert tags(text) == found


def test_tags_compare_without_regard_to_case_and_composition() -> None:
    assert fold_tag("STRASSE") == fold_tag("Straße")
    assert fold_tag(unicodedata.normalize("NFD", "점심")) == fold_tag("점심")


@given(TEXTS)
def test_folding_a_tag_twice_is_folding_it_once(tag: str) -> None:
    assert fold_tag(fold_tag(tag)) == fold_tag(tag)


def test_a_share_is_found_but_is_nothing_the_product_shows() -> None:
    assert [cashtag.symbol for cashtag in cashtags("$SSNLF 어때 $1")] == ["SSNLF"]
    assert spans("$SSNLF") == spans("")


# ── links ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "link",
    [
        "http://wiki/page",
        "http://jira.corp/x",
        "http://git.internal",
        "http://10.0.0.5:8080/a",
        "https://localhost:3000/",
        "http://[fd00::1]:8080/a?b=c",
        "HTTP://FILE_SERVER.team.local/a(1).pdf",
        "http://jira.co.local/x",
        "jira.corp",
        "JIRA.Corp:8080",
        "wiki.team.internal/a?b=c",
    ],
)
def test_a_companys_own_hosts_are_links(link: str) -> None:
    assert links(f"{link}에서 봐요") == [link]
    assert links(f"여기({link}).") == [link]


@pytest.mark.parametrize(
    "text", ["http://wiki/page", "http://10.0.0.5:8080/a", "https://localhost:3000/", "jira.corp/x"]
)
def test_but_not_where_the_company_switched_that_off(text: str) -> None:
    assert links(text, TWITTERS) == []


@pytest.mark.parametrize("text", ["jira.corp", "10.0.0.5", "1.2.3", "wiki/page", "localhost:3000", "test.tar.bz2"])
def test_without_http_only_known_domains_are_links(text: str) -> None:
    assert links(text, TextRules()) == []


@pytest.mark.parametrize(
    "text", ["http://", "http://.", "http://-", "http://user:word@host/", "http://admin@wiki/", "xhttp://wiki"]
)
def test_what_only_begins_like_a_link_is_none(text: str) -> None:
    assert links(text) == []


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("자료는 https://example.com/a입니다", "https://example.com/a"),
        ("http://example.com입니다.", "http://example.com"),
        ("한국어example.com/path한국", "example.com/path"),
        ("a.점심.example.com", "example.com"),
        ('"example.com"', "example.com"),
        ('http://"example.com', "example.com"),
        ("https://삼성.한국/길", "https://삼성.한국/"),
        ("(http://wiki/Primer_(film))", "http://wiki/Primer_(film)"),
        ("http://example.com\u202e/x", "http://example.com"),
    ],
)
def test_korean_and_punctuation_glued_to_a_link_stay_outside(text: str, link: str) -> None:
    assert links(text) == [link]


def test_names_inside_a_link_are_part_of_it() -> None:
    found = spans("http://wiki/@minsu/#점심 @jiwoo #회의", COMPANYS)
    assert [link.url for link in found.links] == ["http://wiki/@minsu/#"]
    assert [mention.handle for mention in found.mentions] == ["jiwoo"]


@given(TEXTS)
@example("0.점.심.com")  # a host whose first labels are no link of their own
def test_spans_never_overlap_and_always_stand_in_the_text(text: str) -> None:
    text = normalise(text)
    found = spans(text, COMPANYS)
    for mention in found.mentions:
        assert text[mention.start] in "@＠"
        assert text[mention.start + 1 : mention.end] == mention.handle
        assert may_be_handle(mention.handle)
    for hashtag in found.hashtags:
        assert text[hashtag.start] in "#＃"
        assert text[hashtag.start + 1 : hashtag.end] == hashtag.tag
    for link in found.links:
        assert text[link.start : link.end] == link.url
        assert "." in link.url or "://" in link.url
    edges = sorted((span.start, span.end) for kind in (found.mentions, found.hashtags, found.links) for span in kind)
    assert all(end <= start for (_, end), (start, _) in pairwise(edges))


# ── hostile texts ───────────────────────────────────────────────────────────────────────────────────────────────


HOSTILE = """
@ # $a http:// http://a http://a: http://a, https://[:: a. a- a_. ( [ /( a.co/( a.co/(( a.co/! http://a.co?( a.com中
a.com.-. xn-- xn--a. あ あ. é. 한.한국( #가 #\ufe0f @a/ rt@ \u200d👨 1️⃣ 🇰 🏴\U000e0067 \u0301 a\u0301 ﷺ \ufeff
"""


@pytest.mark.parametrize("piece", [*HOSTILE.split(), " ", "\r"], ids=ascii)
def test_twenty_thousand_characters_of_anything_take_no_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    before = time.process_time()
    clean = normalise(text)
    unsafe(clean)
    length(clean, COMPANYS)
    spans(clean, COMPANYS)
    list(cashtags(clean))
    assert time.process_time() - before < 2  # about 0.2 on a slow machine; what grows with the square takes a minute


@given(TEXTS)
def test_a_whole_text_weighs_what_its_units_do(text: str) -> None:
    assert weight(text, addresses(text)) == sum(each for _, each in weigh(text, addresses(text)))
