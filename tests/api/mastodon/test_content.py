"""A text as HTML: its words are all there, nothing of it is markup, and only a few tags are ours."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from biztweet.api.mastodon.content import html, plain_html
from biztweet.posts.model import Entities, Hashtag, Link, Mention
from biztweet.posts.text import normalise, spans
from tests.api.mastodon.shapes import SITE, entities, hashtag, link, mention

ALLOWED = {
    "p": set(),
    "br": set(),
    "span": {"class", "translate"},
    "a": {"href", "class", "rel", "target", "translate"},
}


class Reader(HTMLParser):
    """Reads what we write as a browser does, and gives back the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.hrefs: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert {name for name, _ in attrs} <= ALLOWED[tag]
        self.hrefs += [value or "" for name, value in attrs if name == "href"]
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert (tag, attrs) == ("br", [])
        self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "p":
            self.text += "\n\n"

    def handle_data(self, data: str) -> None:
        assert self.open, "text outside of a paragraph"
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def read(content: str) -> Reader:
    reader = Reader()
    reader.feed(content)
    reader.close()
    assert reader.open == []
    reader.text = reader.text.removesuffix("\n\n")
    return reader


def named(text: str) -> Entities:
    """All that a text names, as if every handle were somebody's."""
    found = spans(text)
    return Entities(
        mentions=tuple(Mention(s.start, s.end, s.handle, 7, "Jane") for s in found.mentions),
        hashtags=tuple(Hashtag(s.start, s.end, s.tag) for s in found.hashtags),
        links=tuple(Link(s.start, s.end, s.url) for s in found.links),
    )


pieces = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12),
    st.sampled_from(
        [
            "@jane", "＠Minsu님", "#점심번개", "＃tag", "https://wiki/x?a=1&b=<2>", 'http://x.com/"><script>',
            "example.com/a", "javascript:alert(1)", "<script>", "</p>", "&lt;", "'\"", "\n",
            "\n\n", "\n\n\n", " ", "<!--", "]]>",
        ]
    ),
)  # fmt: skip


@given(st.lists(pieces, max_size=10).map("".join).map(normalise))
def test_the_words_of_any_text_are_preserved_and_only_our_tags_stand_around_them(text: str) -> None:
    text = text.replace("\r", "").replace("\x00", "")
    reader = read(html(SITE, text, named(text)))
    assert reader.text == text
    assert all(href.startswith(("http://", "https://")) and not set(href) & set(' "<>') for href in reader.hrefs)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")))
def test_the_words_of_a_profile_are_preserved(text: str) -> None:
    assert read(plain_html(text)).text == text


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
def test_spans_that_overlap_or_reach_out_of_the_text_do_no_harm(text: str, places: list[tuple[int, int]]) -> None:
    text = text.encode("utf-8", "ignore").decode().replace("\r", "").replace("\x00", "")
    found = Entities(hashtags=tuple(Hashtag(min(a, b), max(a, b), "t") for a, b in places))
    assert read(html(SITE, text, found)).text == text


def test_names_topics_and_addresses_are_linked_as_mastodons_clients_expect() -> None:
    text = "@jane님 #점심번개 https://www.example.com/a/rather/long/path/of/words 보기"
    found = entities(
        text,
        mention(text, "jane"),
        hashtag(text, "점심번개"),
        link(text, "https://www.example.com/a/rather/long/path/of/words"),
    )
    assert html(SITE, text, found) == (
        '<p><span class="h-card" translate="no"><a href="https://talk.example.com/@jane" class="u-url mention">'
        "@<span>jane</span></a></span>님 "
        '<a href="https://talk.example.com/tags/%EC%A0%90%EC%8B%AC%EB%B2%88%EA%B0%9C" class="mention hashtag" '
        'rel="tag">#<span>점심번개</span></a> '
        '<a href="https://www.example.com/a/rather/long/path/of/words" target="_blank" rel="nofollow noopener" '
        'translate="no"><span class="invisible">https://www.</span>'
        '<span class="ellipsis">example.com/a/rather/long/path</span><span class="invisible">/of/words</span></a>'
        " 보기</p>"
    )


def test_an_empty_line_begins_a_paragraph_and_a_line_end_is_a_break() -> None:
    assert html(SITE, "a\nb\n\nc\n\n\nd", Entities()) == "<p>a<br />b</p><p>c</p><p><br />d</p>"
    assert html(SITE, "", Entities()) == ""
