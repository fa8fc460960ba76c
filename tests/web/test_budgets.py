"""What a page weighs: Home with 40 posts, and every script there is."""

import gzip

from biztweet.company import Company
from biztweet.web.face import static_files
from tests.factories import a_person, said
from tests.web.pages import browsing

HOME_BYTES = 60_000
SCRIPT_BYTES = 60_000
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


def test_all_scripts_together_stay_within_their_weight() -> None:
    files = static_files().files
    weights = {name: len(gzip.compress(files[name].plain, 9)) for name in files if name.endswith(".js")}
    assert weights
    assert sum(weights.values()) <= SCRIPT_BYTES, sorted(weights.items(), key=lambda item: -item[1])
