"""A post's words as HTML: whatever somebody writes, it stays words."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.posts.model import Entities, Hashtag, Link, Mention
from biztweet.posts.text import normalise, spans
from biztweet.web.richtext import rich

SCRIPT = "<script>alert(1)</script>"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.targets: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.targets += [value or "" for name, value in attrs if name == "href"]
        self.words += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.words += data


def named(text: str) -> Entities:
    found = spans(text)
    return Entities(
        tuple(Mention(m.start, m.end, text[m.start + 1 : m.end], 7, "김민수") for m in found.mentions),
        tuple(Hashtag(h.start, h.end, text[h.start + 1 : h.end]) for h in found.hashtags),
        tuple(Link(link.start, link.end, link.url) for link in found.links),
    )


def test_what_looks_like_html_is_shown_as_it_was_typed() -> None:
    assert SCRIPT not in rich(f"{SCRIPT} & <b>", Entities())
    assert "&lt;script&gt;" in rich(SCRIPT, Entities())


def test_people_topics_and_addresses_become_links() -> None:
    text = "@kim_ms 님 #점심 https://example.com/a?b=1&c=2"
    html = rich(text, named(text))
    assert '<a class="mention" href="/@kim_ms" title="김민수">@kim_ms</a>' in html
    assert 'href="/tags/%EC%A0%90%EC%8B%AC">#점심</a>' in html
    assert 'href="https://example.com/a?b=1&amp;c=2"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


def test_a_long_address_is_shortened_and_keeps_its_target() -> None:
    url = "https://www.example.com/" + "a" * 80
    html = rich(url, named(url))
    assert f'href="{url}"' in html
    assert "…</a>" in html
    assert ">www." not in html


def test_only_web_addresses_become_links() -> None:
    text = "javascript://example.com/%0Aalert(1)"
    html = rich(text, Entities(links=(Link(0, len(text), text),)))
    assert "<a" not in html


def test_control_characters_never_reach_the_page() -> None:
    assert rich("a\x00b\x02tail\x02c", Entities()) == "abtailc"


@given(st.text())
def test_any_text_gives_only_our_tags_and_all_of_its_words(text: str) -> None:
    text = normalise(text)
    parsed = _Tags()
    parsed.feed(rich(text, named(text)))
    assert parsed.tags <= {"a", "br"}
    assert all(target.startswith(("/@", "/tags/", "http://", "https://")) for target in parsed.targets)


@pytest.mark.parametrize("url", ["http://\u2100.com", "http://a\uff1ab.com/", "http://[::1", "https://[x]/"])
def test_an_address_that_cannot_be_read_stays_words(url: str) -> None:
    found = _Tags()
    found.feed(str(rich(url, Entities(links=(Link(0, len(url), url),)))))
    assert (found.words, found.targets) == (url, [])
