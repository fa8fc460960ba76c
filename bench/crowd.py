"""A made-up company as rows: 7,000 people, a few of whom write most, and any number of posts over two years."""

import random
from collections.abc import Iterator

import msgspec

from biztweet.accounts.model import Account, Home
from biztweet.kernel.clock import DAY
from biztweet.kernel.ids import id_at
from biztweet.posts.model import Audience, Entities, Hashtag, Post, Signature, Source

PEOPLE = 7_000
READERS = 50  # who look at the company's timeline
FOLLOWING = (10, 150, 2_000, PEOPLE - 1)  # who look at those they follow, so many of them
_BEGAN = 1_729_123_200_000_000  # 2024-10-17
_SPAN = 730 * DAY
LAST_ID = id_at(_BEGAN + _SPAN)  # no post has a larger one
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
_GIVEN = ("민수", "서연", "지훈", "하은", "도윤", "수빈", "예준", "지우", "현우", "유진")
_DEPARTMENTS = ("데이터팀", "플랫폼실", "디자인팀", "영업본부", "인사팀", "재무팀", "Research", "Operations")
_SENTENCES = (
    "오늘 배포 무사히 끝났습니다. 도와주신 분들 모두 감사합니다",
    "회의실 3층이 비어 있어요, 필요하신 팀은 예약하세요",
    "The release notes are out, please read the part about the new export",
    "점심은 새로 생긴 국수집으로 갑니다. 열두 시에 로비에서 만나요",
    "We measured it twice: the new index halves the nightly run",
    "신입 교육 자료를 새로 정리했습니다. 고칠 곳이 있으면 알려 주세요",
    "고객사에서 칭찬 메일이 왔습니다, 여러분 덕분입니다",
    "Parking level B2 is closed on Thursday for cleaning",
)


def person_id(number: int) -> int:
    """The id of a person, from 0 on."""
    return id_at(_BEGAN) + number


def handle(number: int) -> str:
    """A person's handle: readers and followers come first, then everybody."""
    return f"person{number}"


def people() -> Iterator[Account]:
    """Everybody; the first are `READERS`, then one for each of `FOLLOWING`."""
    chance = random.Random(1)
    followers = dict(zip(range(READERS, READERS + len(FOLLOWING)), FOLLOWING, strict=True))
    for number in range(PEOPLE):
        yield Account(
            id=person_id(number),
            handle=handle(number),
            name=chance.choice(_SURNAMES) + chance.choice(_GIVEN),
            photo_key=f"{number:032x}",
            department=chance.choice(_DEPARTMENTS),
            title="매니저",
            home=Home.following if number in followers else Home.company,
            created_at=_BEGAN,
            post_count=1,
            follower_count=1,
            followee_count=followers.get(number, 0),
        )


def followings() -> Iterator[tuple[int, int]]:
    """(follower, followee) numbers; whom somebody follows is chance, so most of them are quiet."""
    chance = random.Random(2)
    for follower, count in zip(range(READERS, READERS + len(FOLLOWING)), FOLLOWING, strict=True):
        others = [number for number in range(PEOPLE) if number != follower]
        yield from ((follower, followee) for followee in chance.sample(others, count))


def posts(count: int) -> Iterator[Post]:
    """Posts in the order of their ids: texts, 12 % answers, 5 % reposts, 3 % quotes, every 20th with a topic."""
    chance = random.Random(3)
    accounts = list(people())
    recent: list[Post] = []
    reposted: set[tuple[int, int]] = set()
    for number in range(count):
        at = _BEGAN + DAY + (_SPAN - DAY) * number // count
        author = accounts[int(chance.random() ** 3 * PEOPLE)]
        kind = chance.random() if len(recent) > 100 else 1.0
        other = chance.choice(recent) if recent else None
        post = _post(id_at(at) + 1 + number % 1_000, author, at, chance, number)
        if other is not None and kind < 0.12:
            post = _replaced(post, other, answers=True)
        elif other is not None and kind < 0.17 and (other.id, author.id) not in reposted:
            reposted.add((other.id, author.id))
            post = _repost(post, other)
        elif other is not None and kind < 0.20:
            post = _replaced(post, other, answers=False)
        if post.repost_of_id is None:
            recent.append(post)
            del recent[:-400]
        yield post


def _post(post_id: int, author: Account, at: int, chance: random.Random, number: int) -> Post:
    text = f"{chance.choice(_SENTENCES)}. {chance.choice(_SENTENCES)} ({number})"
    entities = Entities()
    if not number % 20:
        entities = Entities(hashtags=(Hashtag(len(text) + 1, len(text) + 4, "공지"),))
        text += " #공지"
    return Post(
        id=post_id,
        author_id=author.id,
        audience=Audience.company,
        text=text,
        entities=entities,
        signature=Signature(author.name, author.department, author.photo_key),
        source=Source("BizTweet"),
        thread_id=post_id,
        created_at=at,
        language="ko",
        in_company=True,
        like_count=chance.randrange(12),
        repost_count=chance.randrange(3),
    )


def _replaced(post: Post, other: Post, *, answers: bool) -> Post:
    if not answers:
        return msgspec.structs.replace(post, quote_of_id=other.id)
    return msgspec.structs.replace(
        post,
        thread_id=other.thread_id,
        reply_to_id=other.id,
        reply_to_account_id=other.author_id,
        in_company=other.author_id == post.author_id,
    )


def _repost(post: Post, other: Post) -> Post:
    return msgspec.structs.replace(post, text="", entities=Entities(), repost_of_id=other.id, in_company=False)
