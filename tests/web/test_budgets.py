"""What a page weighs: Home with 40 posts, and every script there is."""

import re

import pytest

from biztweet.company import Company
from biztweet.web.face import static_files
from tests.factories import a_person, said
from tests.web.conftest import OpenBrowser
from tests.web.pages import browsing
from tests.web.posting import App

HOME_BYTES = 60_000
SCRIPT_BYTES = 60_000
FIRST_PAINT_MS = 1_000
_SCRIPTS = (
    "vendor/htmx.min.js",
    "components/app.js",
    "components/stream-worker.js",
    "components/stream-source.js",
    "worker/push-notices.js",
)
_WORDS = [
    "세미나",
    "회의록",
    "점심",
    "고객",
    "데이터",
    "디자인",
    "배포",
    "질문",
    "아이디어",
    "일정",
    "공유",
    "감사합니다",
    "오늘",
    "내일",
    "함께",
    "부탁드려요",
]


@pytest.mark.row(50)
async def test_home_with_forty_posts_stays_within_its_weight(company: Company) -> None:
    people = [await a_person(company, name=f"김직원{number}", department="제품디자인팀") for number in range(20)]
    for number in range(40):
        words = [_WORDS[(number * 7 + at * 5) % len(_WORDS)] for at in range(18)]
        await said(company, people[number % 20], f"{number} " + " ".join(words) + f" #주제{number}")
    async with browsing(company, people[0]) as browser:
        answer = await browser.get("/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text.count('class="post"') == 40
    assert int(answer.headers["content-length"]) <= HOME_BYTES


@pytest.mark.row(50)
def test_all_scripts_together_stay_within_their_weight() -> None:
    weights = {name: len(static_files().files[name].gzipped) for name in _SCRIPTS}
    assert sum(weights.values()) <= SCRIPT_BYTES, weights


async def test_a_page_asks_for_one_style_sheet_and_two_scripts(company: Company) -> None:
    async with browsing(company, await a_person(company)) as browser:
        text = (await browser.get("/")).text
    assert re.findall(r'<script [^>]*src="/static/\w+/([^"]+)"', text) == list(_SCRIPTS[:2])
    assert re.findall(r'<link rel="stylesheet" href="/static/\w+/([^"]+)"', text) == ["app.css"]


@pytest.mark.browser
@pytest.mark.row(50)
def test_home_is_painted_within_a_second_by_a_processor_four_times_as_slow(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    App(browser.site, "jane").posts(*[f"{number} " + " ".join(_WORDS) for number in range(40)])
    page = browser.sign_in("minsu")
    browser.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    painted = []
    for _ in range(3):  # the quickest: whatever else this machine does only ever adds
        page.reload()
        painted.append(page.evaluate(_FIRST_PAINT))
    print("first contentful paint, ms:", [round(each) for each in painted])
    assert min(painted) <= FIRST_PAINT_MS


_FIRST_PAINT = """() => new Promise(done =>
    new PerformanceObserver(list => list.getEntriesByName("first-contentful-paint").map(each => done(each.startTime)))
        .observe({ type: "paint", buffered: true }))"""
