"""Objects as v2's clients know them, byte for byte; kept bytes are the presenters'; entities stand where they say."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v2.encoded import Encoder
from biztweet.api.twitter_v2.errors import RequestWrong, Wrong, answer, not_found
from biztweet.api.twitter_v2.look import Look, look
from biztweet.api.twitter_v2.present import dm_event, media, tweet, user
from biztweet.api.twitter_v2.present import list as lists
from biztweet.api.twitter_v2.present.dm_event import Said
from biztweet.api.twitter_v2.present.fields import shown
from biztweet.api.twitter_v2.present.times import instant
from biztweet.api.twitter_v2.present.user import Person
from biztweet.api.twitter_v2.vocabulary import classic, renamed
from biztweet.media.model import MediaKind, Variant
from biztweet.messages.model import Conversation
from biztweet.posts.model import Audience, Entities, Hashtag, Link, Mention, Post
from biztweet.posts.text import normalise, spans
from biztweet.posts.view import Shared
from tests.api.golden import pretty
from tests.factories import AT, a_list, a_picture, a_post, an_account

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


def written(text: str = RICH, **changes: Any) -> Post:
    """A post whose entities stand where the text rules find them; everybody in it is jihye."""
    text = normalise(text)
    found = spans(text)
    entities = Entities(
        tuple(Mention(s.start, s.end, s.handle, JIHYE.id, JIHYE.name) for s in found.mentions),
        tuple(Hashtag(s.start, s.end, s.tag) for s in found.hashtags),
        tuple(Link(s.start, s.end, s.url) for s in found.links),
    )
    return a_post(text, entities=entities, **changes)


def another(text: str = "원래 글 #원본", **changes: Any) -> Shared:
    """Somebody else's post."""
    return Shared(written(text, id=2_000_000_000_000_000_050, author_id=JIHYE.id, **changes), JIHYE)


GIF = a_picture(
    id=2_000_000_000_000_000_201,
    key="cd" * 16,
    kind=MediaKind.animation,
    original=Variant("original", "image/gif", 320, 240, 50_000),
    description="",
)
PLAIN = Shared(a_post(), MINSU)
PICTURES = Shared(written(sensitive=True), MINSU, (a_picture(), GIF))
REPLY = Shared(
    a_post("네!", reply_to_id=2_000_000_000_000_000_050, reply_to_account_id=JIHYE.id), MINSU, reply_to_account=JIHYE
)
QUOTE = Shared(written("보세요", quote_of_id=2_000_000_000_000_000_050), MINSU, quoted=another())
REPOST = Shared(a_post("", repost_of_id=2_000_000_000_000_000_050), MINSU, original=another(repost_count=1))


MESSAGE = Said(
    Shared(
        written(audience=Audience.direct, in_company=False, addressee_ids=(MINSU.id, JIHYE.id)), MINSU, (a_picture(),)
    ),
    Conversation(
        2_000_000_000_000_000_099, f"{MINSU.id}-{JIHYE.id}", is_group=False, creator_id=MINSU.id, created_at=AT
    ),
)


def _tweet(one: Shared) -> dict[str, Any]:
    return shown(tweet.FIELDS, tweet.FIELDS, SITE, one)


_SHAPES = {
    "tweet_default": shown(tweet.FIELDS, tweet.DEFAULT, SITE, PLAIN),
    "tweet_pictures": _tweet(PICTURES),
    "tweet_reply": _tweet(REPLY),
    "tweet_quote": _tweet(QUOTE),
    "tweet_retweet": _tweet(REPOST),
    "tweet_retweet_newer": renamed(_tweet(REPOST)),
    "user_default": shown(user.FIELDS, user.DEFAULT, SITE, Person(MINSU)),
    "user": shown(user.FIELDS, user.FIELDS, SITE, Person(MINSU, ["following", "muting"], PLAIN.post.id)),
    "media_photo": shown(media.FIELDS, media.FIELDS, SITE, a_picture()),
    "media_gif": shown(media.FIELDS, media.FIELDS, SITE, GIF),
    "dm_event": shown(dm_event.FIELDS, dm_event.FIELDS, SITE, MESSAGE),
    "list": shown(lists.FIELDS, lists.FIELDS, SITE, a_list(private=True, member_count=3)),
    "missing": not_found("tweet", "ids", "5"),
    "problem": msgspec.json.decode(answer(RequestWrong([Wrong({"ids": ["x"]}, "why")])).body),
}


@pytest.mark.parametrize("name", _SHAPES)
def test_an_object_looks_as_its_clients_know_it(name: str) -> None:
    assert pretty(_SHAPES[name]) == (GOLDEN / f"{name}.json").read_text()


def test_every_golden_file_is_looked_at() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(_SHAPES)


def test_an_expansion_shows_the_field_that_leads_to_it() -> None:
    asked = look({"expansions": ("author_id", "attachments.media_keys")}, new_words=False)
    assert set(asked.tweet) == {*tweet.DEFAULT, "author_id", "attachments"}
    assert look({"tweet.fields": ("lang", "id")}, new_words=False).tweet == (*tweet.DEFAULT, "lang")


def test_instants_have_milliseconds() -> None:
    assert instant(1_539_202_764_007_999) == "2018-10-10T20:19:24.007Z"
    assert instant(0) == "1970-01-01T00:00:00.000Z"


def test_words_are_renamed_both_ways() -> None:
    query = {"post.fields": "referenced_posts,id", "expansions": "referenced_posts,author_id", "ids": "post_count"}
    assert classic(query) == {
        "tweet.fields": "referenced_tweets,id",
        "expansions": "referenced_tweets.id,author_id",
        "ids": "post_count",
    }
    assert renamed({"text": "tweets", "tweets": [{"retweet_count": 1}]}) == {
        "text": "tweets",
        "posts": [{"repost_count": 1}],
    }


_PIECES = st.sampled_from(
    ["@jihye", "#회의", "#tag", "https://example.com/a?b=1&c=2", "<b>", "&", "👩‍👩‍👧", "🇰🇷", "가", "\n"]
)
_TEXTS = st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=40).map(" ".join)
_POSTS = st.builds(
    lambda text, likes, warning: written(text, like_count=likes, warning=warning),
    _TEXTS,
    st.integers(0, 9),
    st.sampled_from(["", "조심 <"]),
)
_INNER = _TEXTS.map(another)
_SHARED = st.one_of(
    st.builds(lambda post, files: Shared(post, MINSU, files), _POSTS, st.sampled_from([(), (a_picture(), GIF)])),
    st.builds(
        lambda post, quoted: Shared(msgspec.structs.replace(post, quote_of_id=quoted.post.id), MINSU, quoted=quoted),
        _POSTS,
        _INNER,
    ),
    _INNER.map(lambda inner: Shared(a_post("", repost_of_id=inner.post.id), MINSU, original=inner)),
)
_LOOKS = st.builds(
    Look,
    st.sets(st.sampled_from(list(tweet.FIELDS)), min_size=1).map(tuple),
    st.sets(st.sampled_from(list(user.FIELDS)), min_size=1).map(tuple),
    st.just(media.DEFAULT),
    st.just(frozenset()),
    st.booleans(),
)


@given(_SHARED)
def test_what_is_named_stands_where_it_says(one: Shared) -> None:
    found = _tweet(one)
    text, named = found["text"], found.get("entities", {})
    for mention in named.get("mentions", []):
        assert text[mention["start"] : mention["end"]][1:].lower() == mention["username"].lower()
    for tag in named.get("hashtags", []):
        assert text[tag["start"] : tag["end"]][1:] == tag["tag"]
    for url in named.get("urls", []):
        assert text[url["start"] : url["end"]].replace("&amp;", "&") == url["url"]
    assert 0 <= found["display_text_range"][1] <= len(text)
    assert [url["media_key"] for url in named.get("urls", []) if "media_key" in url] == found.get(
        "attachments", {"media_keys": []}
    )["media_keys"]


@given(st.lists(_SHARED, max_size=3), _LOOKS)
def test_bytes_that_were_kept_are_those_of_the_presenters(posts: list[Shared], asked: Look) -> None:
    encoder = Encoder(SITE, asked)

    def said(value: dict[str, Any]) -> bytes:
        return msgspec.json.encode(renamed(value) if asked.new_words else value)

    for _ in range(2):
        for one in posts:
            assert encoder.tweet(one) == said(shown(tweet.FIELDS, asked.tweet, SITE, one))
            for person in (Person(one.author), Person(one.author, ["following"])):
                assert encoder.user(person) == said(shown(user.FIELDS, asked.user, SITE, person))
            for file in one.media:
                assert encoder.media(file) == said(shown(media.FIELDS, asked.media, SITE, file))
