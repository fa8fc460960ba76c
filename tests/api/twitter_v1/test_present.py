"""Status and User as v1.1's clients know them, byte for byte; entities stand where they say they stand."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter.present.words import escaped
from biztweet.api.twitter_v1.codes import answer
from biztweet.api.twitter_v1.encoded import Encoder
from biztweet.api.twitter_v1.present.direct_message import event, message
from biztweet.api.twitter_v1.present.list import account_list
from biztweet.api.twitter_v1.present.saved_search import saved_search
from biztweet.api.twitter_v1.present.status import COMPAT, EXTENDED, Look, heard, status
from biztweet.api.twitter_v1.present.times import date
from biztweet.api.twitter_v1.present.user import banner, user
from biztweet.media.model import MediaKind, Variant
from biztweet.posts.errors import PostNotFound
from biztweet.posts.model import Audience, Entities, Hashtag, Link, Mention, Post, Source
from biztweet.posts.text import normalise, spans
from biztweet.posts.view import Marks, PostView, Shared
from biztweet.saved_searches.model import SavedSearch
from tests.api.golden import pretty
from tests.factories import AT, a_document, a_list, a_picture, a_post, a_video, a_view, an_account

GOLDEN = Path(__file__).parent / "golden"
SITE = Site("https://tweets.example")
JIHYE = an_account(id=2_000_000_000_000_000_002, handle="jihye", name="박지혜", bio="점심 <3", follower_count=3)
MINSU = an_account(
    bio="데이터 & 커피",
    url="example.com/minsu",
    location="판교",
    banner_key="ba" * 16,
    listed_count=4,
    post_count=7,
    like_count=2,
)
RICH = "@jihye 👩‍💻 <b>오늘</b> & 내일 #회의 https://example.com/a?b=1&c=2"


def written(post: Post | None = None, text: str = RICH, **changes: Any) -> Post:
    """A post whose entities stand where the text rules find them; everybody in it is jihye."""
    text = normalise(text)
    found = spans(text)
    entities = Entities(
        tuple(Mention(s.start, s.end, s.handle, JIHYE.id, JIHYE.name) for s in found.mentions),
        tuple(Hashtag(s.start, s.end, s.tag) for s in found.hashtags),
        tuple(Link(s.start, s.end, s.url) for s in found.links),
    )
    return msgspec.structs.replace(post or a_post(), text=text, entities=entities, **changes)


def another(text: str = "원래 글 #원본", **changes: Any) -> Shared:
    """Somebody else's post."""
    post = written(text=text, id=2_000_000_000_000_000_050, author_id=JIHYE.id, **changes)
    return Shared(post, JIHYE)


PLAIN = a_view(author=MINSU)
REPLY = a_view(
    author=MINSU,
    post=a_post("네!", reply_to_id=2_000_000_000_000_000_050, reply_to_account_id=JIHYE.id, in_company=False),
    reply_to_account=JIHYE,
)
QUOTE = a_view(
    author=MINSU,
    post=written(text="보세요", quote_of_id=2_000_000_000_000_000_050),
    quoted=another(),
    marks=Marks(liked=True),
    quoted_marks=Marks(reposted=True),
)
REPOST = a_view(
    author=MINSU,
    post=a_post("", repost_of_id=2_000_000_000_000_000_050, source=Source("App", "https://app.example/?a=1&b")),
    original=another(like_count=2, repost_count=1),
    marks=Marks(reposted=True),
)
PICTURES = a_view(
    author=MINSU,
    post=written(sensitive=True),
    media=(
        a_picture(),
        a_picture(
            id=2_000_000_000_000_000_201,
            key="cd" * 16,
            kind=MediaKind.animation,
            original=Variant("original", "image/gif", 320, 240, 50_000),
            description="",
        ),
    ),
)
VIDEO = a_view(author=MINSU, post=written(text="로봇 & 사람"), media=(a_video(),))
DOCUMENTS = a_view(author=MINSU, post=written(text="회의록 <10월>"), media=(a_document(), a_document(filename="a.csv")))
LONG = a_view(
    author=MINSU, post=written(text="긴 글 & " * 16 + "끝에 선 @jihye 와 #태그 그리고 https://example.com/long")
)
MESSAGE = a_view(
    author=MINSU,
    post=written(
        text="점심 <3 #비밀",
        audience=Audience.direct,
        in_company=False,
        addressee_ids=(MINSU.id, JIHYE.id),
        removed_by_ids=(),
    ),
    addressees=(MINSU, JIHYE),
).shared

_SHAPES = {
    "status_plain": status(SITE, PLAIN),
    "status_reply": status(SITE, REPLY),
    "status_quote": status(SITE, QUOTE),
    "status_retweet": status(SITE, REPOST, EXTENDED),
    "status_media": status(SITE, PICTURES, Look(extended=True, alt_text=True)),
    "status_video": status(SITE, VIDEO, EXTENDED),
    "status_documents": status(SITE, DOCUMENTS, EXTENDED),
    "status_long_compat": status(SITE, LONG),
    "status_long_stream": heard(SITE, LONG.shared),
    "direct_message": message(SITE, MESSAGE),
    "direct_message_event": event(SITE, MESSAGE, JIHYE.id),
    "direct_message_event_media": event(SITE, msgspec.structs.replace(MESSAGE, media=(a_picture(),)), JIHYE.id),
    "user": user(SITE, MINSU, following=True),
    "profile_banner": banner(SITE, MINSU),
    "list": account_list(a_list(private=True, member_count=3), MINSU, user(SITE, MINSU), following=True),
    "saved_search": saved_search(SavedSearch(2_000_000_000_000_000_400, MINSU.id, "#회의 from:jihye", AT)),
    "error": msgspec.json.decode(answer(PostNotFound()).body),
}


@pytest.mark.parametrize("name", _SHAPES)
def test_an_object_looks_as_its_clients_know_it(name: str) -> None:
    assert pretty(_SHAPES[name]) == (GOLDEN / f"{name}.json").read_text()


def test_every_golden_file_is_looked_at() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(_SHAPES)


def test_what_there_is_none_of_is_absent_where_clients_stumble_over_null() -> None:
    assert status(SITE, PLAIN).keys().isdisjoint({"retweeted_status", "quoted_status", "extended_entities"})
    assert "status" not in user(SITE, MINSU)


def test_a_quote_of_what_is_gone_still_says_that_it_is_one() -> None:
    found = status(SITE, a_view(post=a_post("보세요", quote_of_id=5)))
    assert (found["is_quote_status"], found["quoted_status_id"], found["text"]) == (True, 5, "보세요")
    assert found.keys().isdisjoint({"quoted_status", "quoted_status_permalink"})


def test_a_warning_stands_before_the_text() -> None:
    found = status(SITE, a_view(post=written(text="#결말", warning="스포일러 <", sensitive=True)))
    assert found["text"] == "CW: 스포일러 &lt;\n\n#결말"
    assert found["text"][slice(*found["entities"]["hashtags"][0]["indices"])] == "#결말"


def test_a_source_is_a_link_to_its_app() -> None:
    source = Source('<"App">', "https://app.example/?a=1&b")
    assert (
        status(SITE, a_view(post=a_post(source=source)))["source"]
        == '<a href="https://app.example/?a=1&amp;b" rel="nofollow">&lt;&quot;App&quot;&gt;</a>'
    )


def test_dates_are_english_whatever_the_locale() -> None:
    assert date(1_539_202_764_000_000) == "Wed Oct 10 20:19:24 +0000 2018"
    assert date(0) == "Thu Jan 01 00:00:00 +0000 1970"


_PIECES = st.sampled_from(
    [
        "@jihye",
        "#회의",
        "#tag",
        "https://example.com/a?b=1&c=2",
        "<b>",
        "&",
        "👩‍👩‍👧",
        "🇰🇷",
        "👍🏽",
        "가",
        "é",
        "e\u0301",
        "\n",
        " ",
    ]
)
_TEXTS = st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=60).map(" ".join)
_POSTS = st.builds(
    lambda text, likes, warning: written(text=text, like_count=likes, warning=warning),
    _TEXTS,
    st.integers(0, 9),
    st.sampled_from(["", "조심 <"]),
)
_MARKS = st.builds(Marks, st.booleans(), st.booleans(), st.booleans())
_INNER = _TEXTS.map(another)
_SIMPLE = st.builds(
    lambda post, media: Shared(post, MINSU, media), _POSTS, st.sampled_from([(), (a_picture(),), (a_picture(),) * 2])
)
_QUOTES = st.builds(
    lambda post, quoted: Shared(msgspec.structs.replace(post, quote_of_id=quoted.post.id), MINSU, quoted=quoted),
    _POSTS,
    _INNER,
)
_REPOSTS = st.builds(
    lambda inner: Shared(a_post("", repost_of_id=inner.post.id), MINSU, original=inner), st.one_of(_INNER, _QUOTES)
)
_VIEWS = st.builds(PostView, st.one_of(_SIMPLE, _QUOTES, _REPOSTS), _MARKS, _MARKS)


@given(_VIEWS, st.sampled_from([COMPAT, EXTENDED]))
def test_what_is_named_stands_where_it_says(view: PostView, look: Look) -> None:
    found = status(SITE, view, look)
    text = found["full_text"] if look.extended else found["text"]
    named = found["entities"]
    for mention in named["user_mentions"]:
        typed = text[slice(*mention["indices"])]
        assert (typed[0] in "@＠", typed[1:].lower()) == (True, mention["screen_name"].lower())
    for tag in named["hashtags"]:
        assert text[slice(*tag["indices"])][1:] == tag["text"]
    for link in (*named["urls"], *named.get("media", [])):
        assert text[slice(*link["indices"])] == escaped(link["url"])
    if look.extended:
        assert 0 <= found["display_text_range"][1] <= len(text)


@given(st.lists(_VIEWS, max_size=4), st.sampled_from([COMPAT, EXTENDED]))
def test_bytes_that_were_kept_are_those_of_the_presenter(views: list[PostView], look: Look) -> None:
    encoder = Encoder(SITE, look)
    for _ in range(2):
        assert encoder.statuses(views) == msgspec.json.encode([status(SITE, view, look) for view in views])
        assert [encoder.status(view) for view in views] == [
            msgspec.json.encode(status(SITE, view, look)) for view in views
        ]


@given(_TEXTS)
def test_a_short_form_is_short_and_leads_to_the_whole(text: str) -> None:
    view = a_view(author=MINSU, post=written(text=text))
    found = status(SITE, view)
    body = normalise(text)
    assert found["truncated"] is (len(body) > 140)
    if found["truncated"]:
        kept, link = found["text"].rsplit("… ", 1)
        assert link == SITE.permalink("minsu", view.id)
        assert escaped(body).startswith(kept)
        assert found["entities"]["urls"][-1]["url"] == link
