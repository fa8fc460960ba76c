"""Groups of notices as rows of a page: who did what, told in a sentence, and the post that it is about."""

from collections.abc import Iterable, Sequence

import msgspec

from biztweet.accounts.model import Account
from biztweet.company import Company
from biztweet.notifications.groups import Group
from biztweet.notifications.model import Kind
from biztweet.posts.model import Post
from biztweet.posts.view import Shared
from biztweet.web.face import Face
from biztweet.web.present import account_url, post_url

_PICTURES = {
    Kind.mention: "quote",
    Kind.reply: "message-circle",
    Kind.repost: "repeat-2",
    Kind.quote: "quote",
    Kind.like: "heart",
    Kind.follow: "user-plus",
    Kind.edited: "pencil",
    Kind.quoted_edited: "pencil",
    Kind.poll: "check",
    Kind.posted: "bell",
    Kind.message: "mail",
}
# One person did it, one more besides, or several: `%(name)s` is the latest, `%(num)d` how many besides.
_SENTENCES = {
    Kind.mention: ("%(name)s mentioned you", "", ""),
    Kind.reply: ("%(name)s replied", "", ""),
    Kind.repost: (
        "%(name)s reposted you",
        "%(name)s and %(num)d other reposted you",
        "%(name)s and %(num)d others reposted you",
    ),
    Kind.quote: ("%(name)s quoted you", "", ""),
    Kind.like: (
        "%(name)s likes your post",
        "%(name)s and %(num)d other like your post",
        "%(name)s and %(num)d others like your post",
    ),
    Kind.follow: (
        "%(name)s follows you",
        "%(name)s and %(num)d other follow you",
        "%(name)s and %(num)d others follow you",
    ),
    Kind.edited: ("%(name)s edited a post you reposted", "", ""),
    Kind.quoted_edited: ("%(name)s edited a post you quoted", "", ""),
    Kind.poll: ("The poll by %(name)s has ended", "", ""),
    Kind.posted: ("%(name)s posted", "", ""),
    Kind.message: ("%(name)s sent you a message", "", ""),
}


class Row(msgspec.Struct, frozen=True):
    """One row: `href` leads to what it is about; `fresh`: something of it was not read."""

    key: str
    kind: Kind
    picture: str
    sentence: str
    actors: Sequence[Account]
    when: int
    href: str
    text: str
    language: str
    fresh: bool


async def rows(company: Company, face: Face, locale: str, groups: Iterable[Group], read_up_to: int) -> list[Row]:
    """The rows of one person's groups, in their order; one of people or of a post that are gone is left out."""
    groups = list(groups)
    notices = [notice for group in groups for notice in group.notices]
    people = await company.people.by_id({notice.actor_id for notice in notices})
    # Notices of messages are told to whom they were sent, and to nobody else.
    ids = {notice.post_id for notice in notices if notice.post_id is not None}
    posts = await company.views.shared(ids, messages=True)
    made = [_row(face, locale, group, people, posts, read_up_to) for group in groups]
    return [row for row in made if row is not None]


def drawn(face: Face, locale: str, found: Iterable[Row]) -> bytes:
    """Rows as HTML."""
    return "".join(face.templates.macro(locale, "components/notice.html", "notice", row) for row in found).encode()


def _row(
    face: Face, locale: str, group: Group, people: dict[int, Account], posts: dict[int, Shared], read_up_to: int
) -> Row | None:
    latest = group.notices[0]
    actors = list(dict.fromkeys(people[notice.actor_id] for notice in group.notices if notice.actor_id in people))
    shared = posts.get(latest.post_id or 0)
    post = (shared.original or shared).post if shared is not None else None
    if not actors or (latest.post_id is not None and (post is None or post.deleted_at is not None)):
        return None
    return Row(
        key=str(group.key),
        kind=latest.kind,
        picture=_PICTURES[latest.kind],
        sentence=sentence(face, locale, latest.kind, actors),
        actors=actors,
        when=latest.created_at,
        href=account_url(actors[0]) if post is None else _address(post),
        text=(post.warning or post.text) if post is not None else "",
        language=(post.language or "") if post is not None else "",
        fresh=any(not notice.read and notice.id > read_up_to for notice in group.notices),
    )


def sentence(face: Face, locale: str, kind: Kind, actors: Sequence[Account]) -> str:
    """What happened, in the reader's language."""
    alone, one_more, several = _SENTENCES[kind]
    words, besides = face.words(locale), len(actors) - 1
    if not besides:
        return words.gettext(alone) % {"name": actors[0].name}
    return words.ngettext(one_more, several, besides) % {"name": actors[0].name, "num": besides}


def _address(post: Post) -> str:
    return f"/messages/{post.conversation_id}" if post.conversation_id else post_url(post)
