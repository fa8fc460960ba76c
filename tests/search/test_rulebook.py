"""The rulebook finds the very rules that a plain reading finds, and looks at few of them."""

from hypothesis import given
from hypothesis import strategies as st

from biztweet.ports.index import Expression
from biztweet.search.document import document, subject
from biztweet.search.errors import QueryWrong
from biztweet.search.match import Held
from biztweet.search.meaning import Circumstances, meaning
from biztweet.search.query import parse
from biztweet.search.rulebook import Rulebook
from tests.factories import a_post, a_view

WORDS = ["점심", "회의", "deploy", "비", "api", "김치찌개"]
OPERATORS = [
    "from:minsu",
    "has:links",
    "is:reply",
    "lang:ko",
    "#점심",
    "@minsu",
    '"점심 회의"',
    "url:wiki",
    "-is:quote",
]

texts = st.lists(st.sampled_from([*WORDS, "점심시간", "deployed", "apis", "오늘", "회의가"]), min_size=1, max_size=6)
parts = st.lists(st.sampled_from([*WORDS, *OPERATORS, "OR", "-비", "(api OR 회의)"]), min_size=1, max_size=5)


def expression(text: str, *, whole_words: bool = False) -> Expression | None:
    try:
        return meaning(parse(text, rule=True).wanted, Circumstances(whole_words=whole_words))
    except QueryWrong:  # what is no rule is not asked for
        return None


@given(st.lists(parts.map(" ".join), max_size=20), texts.map(" ".join), st.booleans())
def test_the_rulebook_equals_the_plain_reading(rules: list[str], text: str, whole_words: bool) -> None:  # noqa: FBT001

    book: Rulebook[int] = Rulebook()
    held = document(subject(a_view(post=a_post(text)).shared))
    wanted = {
        number: found for number, rule in enumerate(rules) if (found := expression(rule, whole_words=whole_words))
    }
    for number, found in wanted.items():
        book.put(number, found)
    assert book.matching(held) == [number for number, found in wanted.items() if Held(held).holds(found)]
    for number in list(wanted)[::2]:
        book.remove(number)
        book.remove(number)
    left = list(wanted)[1::2]
    assert book.matching(held) == [number for number in left if Held(held).holds(wanted[number])]
    assert len(book) == len(left)


def test_of_thousands_of_rules_few_are_looked_at() -> None:
    book: Rulebook[int] = Rulebook()
    for number in range(1_000, 6_000):
        found = expression(f"단어{number} (lang:ko OR has:links) -is:retweet", whole_words=True)
        assert found is not None
        book.put(number, found)
    held = document(subject(a_view(post=a_post("오늘의 단어1234 입니다")).shared))
    assert book.matching(held) == [1234]
    assert book.asked <= 10


def test_a_rule_is_replaced_under_its_key() -> None:
    book: Rulebook[str] = Rulebook()
    for rule in ("점심", "저녁"):
        found = expression(rule)
        assert found is not None
        book.put("mine", found)
    assert book.matching(("점심",)) == []
    assert book.matching(("저녁",)) == ["mine"]
