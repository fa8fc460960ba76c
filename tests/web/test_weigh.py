"""The counter in the page counts as the server does."""

import os
from pathlib import Path

import pytest
import yaml

from biztweet.posts.text import length, normalise
from tests.web.conftest import OpenBrowser

pytestmark = pytest.mark.browser

TEXTS = [
    "",
    "hello",
    "안녕하세요",
    "안녕하세요",  # the same, decomposed
    "한글과 English, 그리고 日本語",
    "👩‍👩‍👧‍👦 가족, 🇰🇷 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽 1️⃣ #️⃣ ☺ ☺️ © ©️ ™ ❤️‍🔥",
    "https://wiki.example.com/a/very/long/path?with=query&and=more#fragment 끝",
    "http://wiki/page 사내 위키",
    "http://10.0.0.5:8080/x, http://[::1]/y.",
    "example.com 과 example.co.kr, 그리고 example.notatld",
    "file.txt README.md 1.5 3.14 a.b.c",
    "mail me at kim@example.com or @kim_ms",
    "(https://example.com/a_(b)) “https://example.org/”",
    "끝에 점 https://example.com.",
    "  양쪽 공백  \r\n 줄바꿈\n",
    "–—…‘’“” 가운데·점",
    "가" * 140,
]


def conformance() -> list[str]:
    folder = os.environ.get("BIZTWEET_CONFORMANCE")
    if folder is None:
        return []
    cases = yaml.safe_load((Path(folder) / "twitter-text" / "validate.yml").read_text())["tests"]
    return [case["text"] for case in cases["WeightedTweetsCounterTest"]]


def test_the_page_counts_as_the_server_does(open_browser: OpenBrowser) -> None:
    page = open_browser().sign_in("minsu")
    texts = [*TEXTS, *conformance()]
    counted = page.evaluate(
        """async texts => {
            const { src } = document.querySelector('script[src$="components/app.js"]')
            const { weigh } = await import(new URL("weigh.js", src))
            return texts.map(text => weigh(text))
        }""",
        texts,
    )
    assert dict(zip(texts, counted, strict=True)) == {text: length(normalise(text)) for text in texts}
