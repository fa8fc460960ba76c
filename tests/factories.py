"""Things that are valid as they stand: name only what the test is about."""

import itertools
from typing import Any

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import Entry, add
from biztweet.accounts.model import Account
from biztweet.company import Company
from biztweet.lists.model import List, Replies
from biztweet.media.model import Media, MediaKind, Variant
from biztweet.messages.model import MessageDraft
from biztweet.messages.send import send
from biztweet.polls.model import Option, Poll
from biztweet.posts.model import Audience, Draft, Entities, Post, Signature, Source
from biztweet.posts.publish import publish
from biztweet.posts.view import PostView, Shared

_numbers = itertools.count(1)
AT = 1_792_195_384_123_000  # 2026-10-16, in microseconds


def an_account(**changes: Any) -> Account:
    """김민수 of the data team."""
    account = Account(
        id=2_000_000_000_000_000_001,
        handle="minsu",
        name="김민수",
        photo_key="0" * 32,
        department="데이터팀",
        created_at=AT,
        directory_at=AT,
    )
    return msgspec.structs.replace(account, **changes)


def a_post(text: str = "안녕하세요", **changes: Any) -> Post:
    """A post by `an_account`."""
    post = Post(
        id=2_000_000_000_000_000_100,
        author_id=2_000_000_000_000_000_001,
        audience=Audience.company,
        text=text,
        entities=Entities(),
        signature=Signature("김민수", "데이터팀", "0" * 32),
        source=Source("BizTweet"),
        thread_id=2_000_000_000_000_000_100,
        created_at=AT,
        language="ko",
        in_company=True,
    )
    return msgspec.structs.replace(post, **changes)


def a_picture(**changes: Any) -> Media:
    """An attached photograph."""
    media = Media(
        id=2_000_000_000_000_000_200,
        owner_id=2_000_000_000_000_000_001,
        key="ab" * 16,
        kind=MediaKind.image,
        original=Variant("original", "image/jpeg", 1200, 800, 90_000),
        large=Variant("large", "image/jpeg", 1200, 800, 90_000),
        small=Variant("small", "image/jpeg", 640, 427, 30_000),
        blurhash="LEHV6nWB2yk8pyo0adR*.7kCMdnj",
        description="회의실의 화이트보드",
        post_id=2_000_000_000_000_000_100,
        created_at=AT,
    )
    return msgspec.structs.replace(media, **changes)


def a_poll(*texts: str, counts: tuple[int, ...] = (), **changes: Any) -> Poll:
    """The poll of `a_post`, open for a day; without texts, about lunch."""
    texts = texts or ("비빔밥", "Noodles")
    poll = Poll(
        post_id=2_000_000_000_000_000_100,
        author_id=2_000_000_000_000_000_001,
        options=tuple(Option(text, counts[at] if counts else 0) for at, text in enumerate(texts)),
        multiple=False,
        hides_counts=False,
        closes_at=AT + 24 * 3600 * 1_000_000,
        voter_count=sum(counts),
    )
    return msgspec.structs.replace(poll, **changes)


def a_list(**changes: Any) -> List:
    """A list of `an_account`'s with nobody in it."""
    found = List(
        id=2_000_000_000_000_000_300,
        owner_id=2_000_000_000_000_000_001,
        name="데이터팀 & 친구들",
        slug="데이터팀-친구들",
        description="우리 팀",
        private=False,
        replies=Replies.members,
        exclusive=False,
        created_at=AT,
    )
    return msgspec.structs.replace(found, **changes)


def a_video(**changes: Any) -> Media:
    """An attached video of twelve seconds and a half."""
    video = a_picture(
        kind=MediaKind.video,
        original=Variant("original", "video/mp4", 1280, 720, 2_500_000),
        large=Variant("frame-large", "image/jpeg", 1280, 720, 90_000),
        small=Variant("frame-small", "image/jpeg", 640, 360, 30_000),
        description="로비에 선 로봇",
        duration_ms=12_500,
    )
    return msgspec.structs.replace(video, **changes)


def a_document(**changes: Any) -> Media:
    """An attached document."""
    file = Variant("document", "application/pdf", 0, 0, 120_000)
    document = a_picture(
        id=2_000_000_000_000_000_300,
        key="ef" * 16,
        kind=MediaKind.document,
        original=file,
        large=file,
        small=file,
        blurhash="",
        description="",
        filename="회의록 10월.pdf",
    )
    return msgspec.structs.replace(document, **changes)


def a_view(*, post: Post | None = None, author: Account | None = None, **parts: Any) -> PostView:
    """A view of `a_post`; parts of the shared half and of the viewer's are named alike."""
    shared = {name: parts.pop(name) for name in Shared.__struct_fields__ if name in parts}
    return PostView(Shared(post=post or a_post(), author=author or an_account(), **shared), **parts)


async def a_person(company: Company, handle: str | None = None, **entry: Any) -> Viewer:
    """Somebody who joined the company, signed in."""
    number = next(_numbers)
    handle = handle or f"person{number}"
    wanted = {"name": f"사람 {number}", "photo_key": f"{number:032x}", "department": "데이터팀"} | entry
    return Viewer(await add(company.db, Entry(handle=handle, **wanted)))


async def said(company: Company, author: Viewer, text: str = "안녕하세요", **draft: Any) -> int:
    """A published post's id."""
    return await publish(company.db, author, Draft(text, **draft), company.text_rules)


async def told_to(company: Company, author: Viewer, *others: Viewer, text: str = "우리끼리", **draft: Any) -> int:
    """The id of a message to some people, or a note to oneself."""
    to_ids = tuple(other.id for other in others)
    return await send(company.db, author, MessageDraft(text=text, to_ids=to_ids, **draft), company.message_rules)
