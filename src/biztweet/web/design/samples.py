"""Views that the page of components shows: made up here, so that it needs no database. Ids never meet real ones."""

import itertools
from typing import Any

import msgspec

from biztweet.access.apps import App
from biztweet.accounts.model import Account, AccountKind
from biztweet.announcements.model import Announcement
from biztweet.kernel.clock import DAY, HOUR, MINUTE
from biztweet.lists.model import List, Replies
from biztweet.media.model import Media, MediaKind, Variant
from biztweet.messages.model import ConversationView, InboxEntry
from biztweet.polls.model import Option, Poll
from biztweet.posts.model import Audience, Entities, Post, Signature, Source
from biztweet.posts.view import Marks, PostView, Shared

AT = 1_795_000_000_000_000  # an afternoon in November 2026, in microseconds
_BLUR = "LEHV6nWB2yk8pyo0adR*.7kCMdnj"
_numbers = itertools.count(1)

MINSU = Account(
    id=1 << 22,
    handle="minsu",
    name="김민수",
    photo_key="sample-face-2",
    department="데이터팀",
    title="책임",
    bio="데이터로 이야기합니다. 커피와 등산을 좋아해요.",
    location="서울 11층",
    created_at=AT - 900 * DAY,
    post_count=1_284,
    follower_count=321,
)
SORA = msgspec.structs.replace(
    MINSU, id=2 << 22, handle="sora", name="이소라", photo_key="sample-face-1", department="제품디자인팀", bio=""
)
JANE = msgspec.structs.replace(
    MINSU, id=3 << 22, handle="jane", name="Jane Smith", photo_key="sample-face-4", department="Global Sales", bio=""
)
NEWCOMER = msgspec.structs.replace(
    SORA, id=4 << 22, handle="newcomer", name="남궁하늘", photo_key="", department="인사팀"
)
GONE = msgspec.structs.replace(JANE, id=5 << 22, handle="gone", name="Tom Parker", photo_key="", active=False)
BOT = msgspec.structs.replace(
    MINSU, id=6 << 22, handle="menu_bot", name="메뉴봇", photo_key="", kind=AccountKind.bot, department="", bio=""
)
PEOPLE = (MINSU, SORA, JANE, NEWCOMER)


def number() -> int:
    """Another id."""
    return next(_numbers)


def a_post(text: str, author: Account = MINSU, **changes: Any) -> Post:
    """A post of a quarter of an hour ago."""
    post_id = number()
    post = Post(
        id=post_id,
        author_id=author.id,
        audience=Audience.company,
        text=text,
        entities=Entities(),
        signature=Signature(author.name, author.department, author.photo_key),
        source=Source("BizTweet"),
        thread_id=post_id,
        created_at=AT - 15 * MINUTE,
        language="ko",
        in_company=True,
    )
    return msgspec.structs.replace(post, **changes)


def a_view(text: str, author: Account = MINSU, *, marks: Marks | None = None, **parts: Any) -> PostView:
    """A post as somebody sees it; parts of `Shared` by their names, all else changes the post."""
    shared = {name: parts.pop(name) for name in Shared.__struct_fields__ if name in parts}
    return PostView(Shared(post=a_post(text, author, **parts), author=author, **shared), marks or Marks())


def a_picture(key: str = "sample-picture", **changes: Any) -> Media:
    """A photograph."""
    size = Variant("original", "image/webp", 600, 400, 18_000)
    media = Media(
        id=number(),
        owner_id=MINSU.id,
        key=key,
        kind=MediaKind.image,
        original=size,
        large=size,
        small=size,
        blurhash=_BLUR,
        description="돌솥에 담긴 비빔밥",
        created_at=AT,
    )
    return msgspec.structs.replace(media, **changes)


def a_document(filename: str, size_bytes: int) -> Media:
    """A document."""
    file = Variant("document", "application/pdf", 0, 0, size_bytes)
    return a_picture(
        kind=MediaKind.document,
        original=file,
        large=file,
        small=file,
        blurhash="",
        description="",
        filename=filename,
    )


def a_video() -> Media:
    """A video of a dozen seconds; its file is not there, its first picture is."""
    film = Variant("original", "video/mp4", 600, 400, 2_500_000)
    return a_picture("sample-desk", kind=MediaKind.video, original=film, description="책상", duration_ms=12_500)


def a_poll(*counts: int, closed: bool = False) -> Poll:
    """A question about lunch, with how many chose what."""
    texts = ("비빔밥", "국수", "샐러드, 그리고 아주 긴 이름의 선택지")
    return Poll(
        post_id=number(),
        author_id=MINSU.id,
        options=tuple(Option(text, counts[at] if counts else 0) for at, text in enumerate(texts)),
        multiple=False,
        hides_counts=False,
        closes_at=AT + (-DAY if closed else DAY),
        closed_at=AT - DAY if closed else None,
        voter_count=sum(counts),
    )


def a_conversation(*people: Account, text: str, unread: bool = False) -> ConversationView:
    """A conversation with some people, who said something last."""
    last = a_view(text, people[0], audience=Audience.direct)
    entry = InboxEntry(
        conversation_id=number(),
        key=None,
        is_group=len(people) > 1,
        last_message_id=last.shared.post.id,
        last_read_id=0 if unread else last.shared.post.id,
    )
    return ConversationView(entry=entry, members=(MINSU, *people), last=last)


def a_list(name: str, **changes: Any) -> List:
    """A list of somebody's."""
    found = List(
        id=number(),
        owner_id=MINSU.id,
        name=name,
        slug=name,
        description="점심을 같이 먹는 사람들",
        private=False,
        replies=Replies.members,
        exclusive=False,
        created_at=AT,
    )
    return msgspec.structs.replace(found, **changes)


def an_announcement(text: str, **changes: Any) -> Announcement:
    """Something that everybody is told."""
    note = Announcement(
        id=number(),
        author_id=None,
        text=text,
        entities=Entities(),
        publish_at=AT,
        starts_at=None,
        ends_at=None,
        all_day=False,
        published_at=AT,
        withdrawn_at=None,
        updated_at=AT,
    )
    return msgspec.structs.replace(note, **changes)


def an_app() -> App:
    """An app without a picture."""
    return App(
        id=number(),
        name="메뉴봇",
        website="",
        redirect_uris=(),
        scopes="read",
        client_id="",
        client_secret="",
        owner_id=MINSU.id,
        trusted=True,
        created_at=AT - HOUR,
    )
