"""The domain speaks our own words; a dialect's words are heard in its own rooms only."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Module, modules

# What Twitter and Mastodon say -> what we say (docs/glossary.md).
_FOREIGN = {
    "boost": "repost",
    "boosts": "reposts",
    "favorite": "like",
    "favorites": "likes",
    "favourite": "like",
    "favourites": "likes",
    "reblog": "repost",
    "reblogs": "reposts",
    "retweet": "repost",
    "retweets": "reposts",
    "status": "post",
    "statuses": "posts",
    "toot": "post",
    "toots": "posts",
    "tweet": "post",
    "tweets": "posts",
    "screen_name": "handle",
}
_FACES = ("biztweet.api", "biztweet.web")

# "Status" has meanings besides a post: a process's, an answer's over HTTP, a command's in a database.
_OTHER_MEANINGS = ("exit_status", "http_status", "status_code", "status_line")
_OTHER_STATUSES = ("biztweet.cli", "biztweet.live.opening", "biztweet.ports", "biztweet.server")


def test_the_domain_speaks_our_own_words() -> None:
    heard = [
        f"{module.place}:{line} {name}: say {ours}"
        for module in modules().values()
        if not module.name.startswith(_FACES)
        for line, name in _given_names(module)
        for ours in _ours(name)
        if not (name == "status" and module.name.startswith(_OTHER_STATUSES))
    ]
    assert heard == []


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("post_id", []),
        ("BizTweet", []),
        ("biztweet_data", []),
        ("status_code", []),
        ("TweetId", ["post"]),
        ("TWEET_URL", ["post"]),
        ("home_statuses", ["posts"]),
        ("screen_name", ["handle"]),
        ("screenName", ["handle"]),
        ("retweeted", ["repost"]),
        ("unretweet", ["repost"]),
    ],
)
def test_a_name_is_heard_word_by_word(name: str, ours: list[str]) -> None:
    assert list(_ours(name)) == ours


def _given_names(module: Module) -> Iterator[tuple[int, str]]:
    """Names that we gave: modules, classes, functions, arguments, variables, fields; not what we call on others."""
    yield 1, module.name.rpartition(".")[2]
    for node in ast.walk(module.tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name


def _ours(name: str) -> Iterator[str]:
    """Our word for each foreign one in `name`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.replace("BizTweet", "")).lower().strip("_")
    for meaning in _OTHER_MEANINGS:
        words = words.replace(meaning, "")
    if "screen_name" in words:
        yield _FOREIGN["screen_name"]
    for word in words.split("_"):
        stem = re.sub(r"^un(?=re)|(?<=[a-z])(?:d|ed)$", "", word)
        yield from (_FOREIGN[form] for form in dict.fromkeys((word, stem)) if form in _FOREIGN)
