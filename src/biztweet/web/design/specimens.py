"""Which component shows what, state by state: the table that the page of components draws."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from biztweet.cards.model import Card, State
from biztweet.kernel.clock import DAY
from biztweet.notifications.model import Kind
from biztweet.posts.view import Marks
from biztweet.timelines.trends import Trend
from biztweet.web.design import samples
from biztweet.web.design.samples import BOT, GONE, JANE, MINSU, NEWCOMER, PEOPLE, SORA
from biztweet.web.feeds import Feed
from biztweet.web.frame import Frame
from biztweet.web.notices import Row
from biztweet.web.relationship import Relationship
from biztweet.web.ring_offer import Offer

_LISTBOX = Markup('<ul role="listbox" aria-label="Suggestions">{}</ul>')
_LIST = Markup("<ul>{}</ul>")
_LONG = "세미나 자료를 올립니다. " * 24
_LINK = "https://intra.example.com/wiki/projects/2026/an-address-that-is-far-too-long-to-stand-on-one-line"


class Specimen(msgspec.Struct, frozen=True):
    """One state of a component. `file` is its template, `macro` what of it; `values` are the macro's arguments.

    `around` is what it stands in on real pages, where it makes no sense by itself.
    """

    file: str
    macro: str
    state: str
    values: tuple[Any, ...] = ()
    named: dict[str, Any] = {}
    around: Markup = Markup("{}")


def specimens(frame: Frame, sections: Sequence[Any]) -> list[Specimen]:
    """All of them; each call makes them anew, with ids of their own. `sections` are those of the settings."""
    return [*_people(), *_posts(), *_polls_and_files(), *_writing(frame), *_talks(frame), *_lists(), *_small(sections)]


def _people() -> Iterator[Specimen]:
    for size in ("small", "", "large", "huge"):
        yield Specimen("face.html", "face", f"photo, {size or 'usual'}", (MINSU, size))
        yield Specimen("face.html", "face", f"no photo, {size or 'usual'}", (NEWCOMER, size))
    for person in (MINSU, BOT, GONE):
        yield Specimen("face.html", "signature", person.handle, (person,))
    nobody, friend, muted, oneself = (
        _relationship(*truths) for truths in ((), ("followed", "follows_me"), ("followed", "muted"), ("mine",))
    )
    yield Specimen("profile.html", "profile", "a colleague", (MINSU, nobody, JANE))
    yield Specimen("profile.html", "profile", "followed, without photo", (NEWCOMER, friend))
    yield Specimen("profile.html", "profile", "muted bot", (BOT, muted, MINSU))
    yield Specimen("profile.html", "profile", "oneself", (SORA, oneself))
    yield Specimen("card.html", "card", "beside a name", (JANE, friend, MINSU))
    yield Specimen("people.html", "wall", "who spoke last", (PEOPLE,))
    yield Specimen("people.html", "rows", "rows", (PEOPLE,))
    yield Specimen("people.html", "followable", "to be followed", (PEOPLE, {SORA.id}, MINSU))
    for verb in ("add", "remove"):
        yield Specimen("people.html", "member_rows", verb, (samples.a_list("점심"), (SORA, JANE), verb))


def _relationship(*truths: str) -> Relationship:
    return Relationship(**{name: name in truths for name in Relationship.__struct_fields__})


def _posts() -> Iterator[Specimen]:
    reply = samples.a_view("저도 갈게요!", SORA, reply_to_id=samples.number(), reply_to_account=MINSU)
    quoted = samples.a_view("수요일 세미나 자리가 두 개 남았습니다.", JANE)
    original = samples.a_view("옥상 텃밭에서 상추 나눠 드려요.", SORA).shared
    for state, view in {
        "plain": samples.a_view("점심 같이 드실 분? 12시에 로비에서 만나요."),
        "with marks and counts": samples.a_view(
            "회의록을 공유합니다.",
            SORA,
            marks=Marks(liked=True, reposted=True, bookmarked=True),
            like_count=12_345,
            repost_count=8,
            reply_count=3,
        ),
        "a reply": reply,
        "a repost": samples.a_view("", MINSU, original=original, repost_of_id=original.post.id),
        "a quote": samples.a_view("아직 늦지 않았어요.", quoted=quoted.shared, quote_of_id=quoted.shared.post.id),
        "what it quotes is gone": samples.a_view("이 글을 보세요.", quote_of_id=samples.number()),
        "edited, by a newcomer": samples.a_view("수정한 글입니다.", NEWCOMER, edited_at=samples.AT + DAY),
        "behind a warning": samples.a_view("범인은 집사입니다.", JANE, warning="영화 결말 주의"),
        "long": samples.a_view(_LONG, JANE),
        "one long word": samples.a_view("가" * 200 + " " + _LINK, GONE),
    }.items():
        yield Specimen("post.html", "post", state, (view,))
    post = samples.a_post("좋아요와 책갈피", like_count=3)
    yield Specimen("actions.html", "actions", "another's", (post, Marks(liked=True), False))
    yield Specimen("actions.html", "actions", "one's own, pinned", (post, Marks(pinned=True, muted=True), True))
    yield Specimen("quote.html", "detached", "taken back")
    yield Specimen("muted.html", "muted", "behind a muted word", (["축구"], Markup("")))
    yield Specimen("stub.html", "stub", "deleted", (samples.number(),))
    yield Specimen("fold.html", "fold", "hidden replies", (2, Markup("")))
    yield Specimen("fold.html", "deeper", "deeper replies", (samples.a_post("깊은 답글"), 4))
    for verb in ("hide", "unhide", "detach"):
        yield Specimen("fold.html", verb, verb, (samples.number(),))
    yield Specimen("fold.html", "answers", "no replies yet", (samples.number(), Markup(""), 1, Markup("")))
    yield Specimen("pinned.html", "pinned", "at the head of a page", (Markup(""),))
    yield Specimen("timeline.html", "end_mark", "the end")
    yield Specimen("skeleton.html", "skeleton", "being loaded")
    yield Specimen(
        "sheets.html",
        "history",
        "versions of a post",
        ([(samples.AT, "고친 글", ""), (samples.AT - DAY, "처음 글", "")],),
    )
    yield Specimen("sheets.html", "delete", "before a post goes", (samples.a_post("지울까 말까"),))


def _polls_and_files() -> Iterator[Specimen]:
    yield Specimen("poll.html", "poll", "open", (samples.a_poll(), Marks()))
    yield Specimen("poll.html", "poll", "voted", (samples.a_poll(12, 5, 3), Marks(choices=(0,))))
    yield Specimen("poll.html", "poll", "ended", (samples.a_poll(7, 7, 1, closed=True), Marks()))
    for count in range(1, 5):
        pictures = tuple(samples.a_picture(("sample-picture", "sample-desk")[at % 2]) for at in range(count))
        yield Specimen("media.html", "attachments", f"{count} pictures", (pictures, False))
    yield Specimen("media.html", "attachments", "covered", ((samples.a_picture(description=""),), True))
    yield Specimen("media.html", "attachments", "a video", ((samples.a_video(),), False))
    papers = (samples.a_document("회의록 10월.pdf", 120_000), samples.a_document("예산 " * 20 + ".xlsx", 3_400_000))
    yield Specimen("media.html", "attachments", "documents", (papers, False))


def _writing(frame: Frame) -> Iterator[Specimen]:
    key = Markup("k")
    offered = samples.a_view("수요일 세미나 자리가 두 개 남았습니다.", JANE)
    for state, description in (("with words", "무엇을 정했고 누가 언제까지 하는지"), ("title only", "")):
        card = Card(1, _LINK, State.ready, "11월 제품 회의록", description, "사내 위키")
        yield Specimen("link-card.html", "link_card", state, (card,))
    yield Specimen("link-card.html", "offer", "a link to a post", (offered.shared,))
    yield Specimen("composer.html", "composer", "empty", (frame, 280, "weighted", key), {"context": "sample"})
    refused = {"context": "sample-mend", "text": "다시 고칠 글", "error": "글이 너무 깁니다."}
    yield Specimen("composer.html", "composer", "refused", (frame, 280, "weighted", key), refused)
    yield Specimen("completion.html", "people", "colleagues to be mentioned", (PEOPLE,), around=_LISTBOX)
    yield Specimen("completion.html", "topics", "topics", (("점심번개", "세미나"),), around=_LISTBOX)
    yield Specimen("seek.html", "seek", "search", ("점심",))
    yield Specimen("seek.html", "operators", "how to search", (True,))


def _talks(frame: Frame) -> Iterator[Specimen]:
    conversation = samples.a_conversation(JANE, text="See you at 12!", unread=True)
    group = samples.a_conversation(SORA, JANE, NEWCOMER, text="다음 주 세미나 준비, 역할을 나눠 볼까요?")
    yield Specimen("messages.html", "conversation", "unread", (conversation, [JANE], "3분 전"))
    yield Specimen("messages.html", "conversation", "a group, open", (group, [SORA, JANE, NEWCOMER], "11월 3일", True))
    found = Markup("<mark>세미나</mark> 자료는 여기 있습니다.")
    yield Specimen("messages.html", "hit", "found", (conversation.last.shared, [JANE], found, "어제"))
    yield Specimen("messages.html", "day_line", "a day", ("2026. 11. 22. (일)",))
    yield Specimen("messages.html", "new_line", "not read yet")
    said = samples.a_view("네, 좋습니다. 12시에 로비에서 봬요 🙂", SORA)
    yield Specimen("messages.html", "message", "somebody's", (said.shared,))
    yield Specimen(
        "messages.html", "message", "one's own, in one breath", (samples.a_view("그래요!").shared, True, True)
    )
    files = samples.a_view("", JANE, media=(samples.a_document("plan.pdf", 80_000),))
    yield Specimen("messages.html", "message", "with a document", (files.shared,))
    yield Specimen("messages.html", "older_messages", "older ones", ("/messages",))
    yield Specimen(
        "messages.html", "writing", "where one writes", (frame, None, [SORA, JANE], "이소라, Jane Smith", False, 10_000)
    )
    rows = Markup("")
    yield Specimen("conversations.html", "conversation_list", "the list", (rows, rows), {"tag": "h3", "q": "세미나"})
    yield Specimen(
        "conversations.html", "conversation_menu", "what can be done", (group, [SORA, JANE, NEWCOMER], MINSU)
    )
    yield Specimen("picker.html", "picked_people", "picked", ([SORA, JANE],))
    yield Specimen("picker.html", "offered_people", "offered", ([MINSU, NEWCOMER], "ㄱㅁㅅ"), around=_LIST)
    yield Specimen("picker.html", "offered_people", "nobody", ([], "zzz"), around=_LIST)


def _lists() -> Iterator[Specimen]:
    lists = [samples.a_list("데이터팀 & 친구들"), samples.a_list("비밀", private=True, description="")]
    yield Specimen(
        "lists.html", "list_rows", "lists", (lists, {MINSU.id: MINSU}, {lists[0].id: [MINSU]}, {lists[0].id})
    )
    yield Specimen("lists.html", "doing", "a deed", (lists[0], "pin", "Home", "pin"))
    trends = [Trend("점심번개", 12, 9), Trend("세미나", 5, 4)]
    yield Specimen("topic.html", "trends", "what many talk about", (trends, {"세미나"}))
    feeds = [
        Feed("company", "모두"),
        Feed("following", "팔로잉"),
        Feed("department", "데이터팀"),
        Feed("tag:세미나", "#세미나"),
    ]
    yield Specimen("tabs.html", "feed_tabs", "of Home", (feeds, feeds[0]))
    entries = [("/design", "글", True), ("/design?replies", "답글", False), ("/design?media", "사진", False)]
    yield Specimen("tabs.html", "tabs", "of a page", ("글의 종류", entries))
    for kind, state, actors, fresh in (
        (Kind.like, "many, unread", list(PEOPLE), True),
        (Kind.mention, "one", [JANE], False),
    ):
        about = samples.a_view("수요일 세미나 자료입니다.").shared
        row = Row(
            key=state.replace(", ", "-"),
            kind=kind,
            picture="heart",
            sentence="민수 님이 좋아합니다",
            actors=actors,
            when=samples.AT,
            href="/notifications",
            text=about.post.text,
            language="ko",
            fresh=fresh,
        )
        yield Specimen("notice.html", "notice", state, (row,))
    offer = Offer("sample", on=False)
    yield Specimen("ring-offer.html", "ring_offer", "in the settings", (offer, "sample"))
    yield Specimen("ring-offer.html", "ring_offer", "beside the notifications", (offer, "sample", True))
    note = samples.an_announcement("금요일 18시부터 서버를 점검합니다.", starts_at=samples.AT, ends_at=samples.AT + DAY)
    yield Specimen("announcements.html", "announcements", "with a time", ((note,),))


def _small(sections: Sequence[Any]) -> Iterator[Specimen]:
    yield Specimen("icon.html", "icon", "an icon", ("heart",))
    yield Specimen("icon.html", "wordmark", "the product's name")
    yield Specimen("toast.html", "alert", "an error", ("서버가 답하지 않습니다. 쓰던 글은 그대로 있습니다.",))
    for scene in ("message-circle", "users", "list", "hash", "bookmark", "bell", "search", "mail", "image", "calendar"):
        yield Specimen("empty.html", "empty", scene, (scene, "아직 없습니다", "이렇게 시작해 보세요.", "/", "홈으로"))
    yield Specimen("choice.html", "option", "chosen", ("theme", "dark", "dark", "어둡게", "밤에 눈이 편합니다"))
    yield Specimen("choice.html", "tick", "on", ("push", "1", True, "알림 받기"))
    for which in ("install", "address", "consent"):
        yield Specimen("phones.html", f"{which}_phone", which)
    yield Specimen("sections.html", "sections", "of the settings", (sections, "appearance"))
    yield Specimen("app.html", "app_picture", "an app", (samples.an_app(),))
    form = ("c", "/design", "메뉴봇", "", "", "read", False, True, "등록")
    yield Specimen("app.html", "app_form", "an app's form", form)
