"""Made-up views for Mastodon's entities, and the golden answers they are compared with."""

import json
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st

from biztweet.api.mastodon.site import Site
from biztweet.posts.model import Audience, Entities, Hashtag, Link, Mention
from biztweet.posts.view import EVERY_MARK, Marks, PostView
from tests.factories import AT, a_document, a_picture, a_poll, a_post, a_video, a_view, an_account

GOLDEN = Path(__file__).parent / "golden"
SITE = Site(base_url="https://talk.example.com", domain="talk.example.com", language="en")
JANE = an_account(
    id=2_000_000_000_000_000_002, handle="Jane_Kim", name="Jane 👩🏽‍💻 <Kim>", photo_key="", department="R&D"
)


def golden(name: str) -> Any:
    """What clients rely on."""
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def entities(text: str, *found: Mention | Hashtag | Link) -> Entities:
    """Entities that stand where `text` says them."""
    return Entities(
        mentions=tuple(each for each in found if isinstance(each, Mention)),
        hashtags=tuple(each for each in found if isinstance(each, Hashtag)),
        links=tuple(each for each in found if isinstance(each, Link)),
    )


def mention(text: str, handle: str, account_id: int = JANE.id) -> Mention:
    """The first @handle of a text."""
    start = text.index(f"@{handle}")
    return Mention(start, start + len(handle) + 1, handle, account_id, "Jane")


def hashtag(text: str, tag: str) -> Hashtag:
    """The first #tag of a text."""
    start = text.index(f"#{tag}")
    return Hashtag(start, start + len(tag) + 1, tag)


def link(text: str, url: str) -> Link:
    """The first `url` of a text."""
    return Link(text.index(url), text.index(url) + len(url), url)


def all_views() -> dict[str, PostView]:
    """One view of each kind."""
    words = "점심 번개 🍜 @Jane_Kim님 <b>&amp;\n\n#점심번개 https://wiki.example.com/a/very/long/path?x=1&y=2#frag\nbye"
    named = entities(
        words,
        mention(words, "Jane_Kim"),
        hashtag(words, "점심번개"),
        link(words, "https://wiki.example.com/a/very/long/path?x=1&y=2#frag"),
    )
    plain = a_view(mine=True)
    rich = a_view(post=a_post(words, entities=named, like_count=3, reply_count=1, repost_count=2, quote_count=1))
    reply = a_view(
        post=a_post(
            "좋아요!",
            id=2_000_000_000_000_000_101,
            author_id=JANE.id,
            reply_to_id=2_000_000_000_000_000_100,
            reply_to_account_id=2_000_000_000_000_000_001,
        ),
        author=JANE,
        reply_to_account=an_account(),
        marks=Marks(liked=True, bookmarked=True),
    )
    picture = a_view(
        post=a_post("화이트보드", warning="회의", sensitive=True, revision=2, edited_at=1_792_195_444_000_000),
        media=(a_picture(),),
    )
    video = a_view(post=a_post("로봇"), media=(a_video(),))
    documents = a_view(post=a_post("회의록"), media=(a_document(), a_document(description="10월 회의")))
    repeat = a_post("", id=2_000_000_000_000_000_110, author_id=JANE.id, repost_of_id=rich.id, in_company=False)
    quoting = a_post("이것 보세요", id=2_000_000_000_000_000_120, author_id=JANE.id, quote_of_id=rich.id)
    quote = a_view(
        post=quoting, author=JANE, quoted=rich.shared, marks=Marks(liked=True), quoted_marks=Marks(reposted=True)
    )
    asks = a_post("점심 뭐 먹을까요?", has_poll=True)
    votes = a_poll(counts=(3, 1), multiple=True, voter_count=3)
    secret = "@Jane_Kim 우리끼리 #비밀"
    message = a_view(
        post=a_post(
            secret,
            id=2_000_000_000_000_000_130,
            audience=Audience.direct,
            entities=entities(secret, mention(secret, "Jane_Kim"), hashtag(secret, "비밀")),
            in_company=False,
            conversation_id=2_000_000_000_000_000_129,
            addressee_ids=(2_000_000_000_000_000_001, JANE.id),
            removed_by_ids=(),
        ),
        addressees=(an_account(), JANE),
        mine=True,
    )
    return {
        "direct": message,
        "plain": plain,
        "poll": a_view(post=asks, poll=votes, marks=Marks(choices=(0, 1))),
        "poll_hidden": a_view(post=asks, poll=a_poll(counts=(3, 1), hides_counts=True)),
        "poll_over": a_view(post=asks, poll=a_poll(counts=(3, 1), hides_counts=True, closed_at=AT), mine=True),
        "reblog_of_poll": a_view(
            post=repeat, author=JANE, original=a_view(post=asks, poll=a_poll()).shared, marks=Marks(choices=(1,))
        ),
        "rich": rich,
        "reply": reply,
        "picture": picture,
        "video": video,
        "documents": documents,
        "reblog": a_view(post=repeat, author=JANE, original=rich.shared, marks=Marks(reposted=True), mine=True),
        "quote": quote,
        "quote_deleted": a_view(post=quoting, author=JANE),
        "reblog_of_quote": a_view(post=repeat, author=JANE, original=quote.shared, quoted_marks=Marks(liked=True)),
        "quote_of_quote": a_view(post=quoting, quoted=quote.shared),
    }


marks = st.sampled_from(EVERY_MARK)
texts = st.text(st.characters(codec="utf-8"), max_size=60)
posts = st.builds(
    a_post,
    texts,
    id=st.integers(1, 2**63 - 1),
    warning=texts,
    sensitive=st.booleans(),
    like_count=st.integers(0, 10**6),
    language=st.sampled_from(["ko", "en", None]),
    quote_of_id=st.sampled_from([None, 7]),
)
quotes = posts.map(lambda post: msgspec.structs.replace(post, quote_of_id=7))


@st.composite
def views(draw: st.DrawFn) -> PostView:
    """Any view: plain, a repeat, a quote, a repeat of a quote."""

    def one(**inside: Any) -> PostView:
        said = draw(quotes if "quoted" in inside else posts)
        pictures = (a_picture(description=draw(texts)),) if draw(st.booleans()) else ()
        return a_view(
            post=said,
            author=an_account(name=draw(texts), bio=draw(texts)),
            media=pictures,
            poll=a_poll(counts=(draw(st.integers(0, 9)), 1)) if draw(st.booleans()) else None,
            marks=draw(marks),
            quoted_marks=draw(marks),
            mine=draw(st.booleans()),
            **inside,
        )

    inner = one()
    kind = draw(st.sampled_from(["plain", "repeat", "quote", "repeat of quote"]))
    if kind == "plain":
        return inner
    if kind == "repeat":
        return one(original=inner.shared)
    if kind == "quote":
        return one(quoted=inner.shared)
    return one(original=one(quoted=inner.shared).shared)
