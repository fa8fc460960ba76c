"""Document: a post as the tokens it is found by: its words, then what is known of it. Pure.

What is known stands as tokens too (`:from:minsu`, `:has:links`, `#점심`), so that one index answers a whole query. They
begin with a sign, as no word does.
"""

from collections.abc import Iterator

import msgspec

from biztweet.accounts.handles import key
from biztweet.posts.model import Entities
from biztweet.posts.text import cashtags, fold_tag
from biztweet.posts.view import Shared
from biztweet.search.words import tokens

GAP = "|"  # no phrase reaches across it


class Subject(msgspec.Struct, frozen=True):
    """What there is to know of a post; a repost says what its original says. `kinds` are those of its media."""

    post_id: int
    thread_id: int
    author_id: int
    author_handle: str
    text: str
    warning: str
    entities: Entities
    sensitive: bool
    language: str | None = None
    kinds: tuple[str, ...] = ()
    reply_to_id: int | None = None
    answered_id: int | None = None
    answered_handle: str | None = None
    quote_of_id: int | None = None
    repost_of_id: int | None = None
    original_author_id: int | None = None
    original_author_handle: str | None = None


def subject(shared: Shared) -> Subject:
    """What a view tells of a post."""
    post, said = shared.post, shared.original or shared
    answered, original = shared.reply_to_account, shared.original
    return Subject(
        post_id=post.id,
        thread_id=post.thread_id,
        author_id=post.author_id,
        author_handle=shared.author.handle,
        text=said.post.text,
        warning=said.post.warning,
        entities=said.post.entities,
        sensitive=said.post.sensitive,
        language=said.post.language,
        kinds=tuple(sorted({str(picture.kind) for picture in said.media})),
        reply_to_id=post.reply_to_id,
        answered_id=answered.id if answered else None,
        answered_handle=answered.handle if answered else None,
        quote_of_id=post.quote_of_id,
        repost_of_id=post.repost_of_id,
        original_author_id=original.author.id if original else None,
        original_author_handle=original.author.handle if original else None,
    )


def document(of: Subject) -> tuple[str, ...]:
    """Its tokens, in order."""
    return (*tokens(of.warning), GAP, *tokens(of.text), *dict.fromkeys(_facts(of)), *_addresses(of.entities))


def fact(name: str, value: object) -> str:
    """The token of something that is known."""
    return f":{name}:{value}"


def author_only(author_id: int) -> tuple[str, ...]:
    """What can still be known of a post that is gone."""
    return (fact("from", author_id),)


def _facts(of: Subject) -> list[str]:
    """What is known of a post, in order; lists, since every post passes here."""
    found = _person("from", of.author_id, of.author_handle)
    found += (fact("lang", of.language or "und"), fact("conversation_id", of.thread_id))
    found += _relations(of)
    found += _named(of)
    if of.sensitive:
        found.append(fact("is", "sensitive"))
    if of.kinds:
        found.append(fact("has", "media"))
        found += [fact("has", f"{kind}s") for kind in of.kinds]
    return found


def _relations(of: Subject) -> list[str]:
    found: list[str] = []
    if of.reply_to_id is not None:
        found += (fact("is", "reply"), fact("in_reply_to_tweet_id", of.reply_to_id))
    if of.answered_id is not None:
        found += _person("to", of.answered_id, of.answered_handle)
    elif of.entities.mentions and of.repost_of_id is None and (first := of.entities.mentions[0]).start == 0:
        found += _person("to", first.account_id, first.handle)
    if of.quote_of_id is not None:
        found += (fact("is", "quote"), fact("quotes_of_tweet_id", of.quote_of_id))
    if of.repost_of_id is not None:
        found += (fact("is", "retweet"), fact("retweets_of_tweet_id", of.repost_of_id))
    if of.original_author_id is not None:
        found += _person("retweets_of", of.original_author_id, of.original_author_handle)
    return found


def _named(of: Subject) -> list[str]:
    found: list[str] = []
    for kind, names in (
        ("mentions", [f"@{key(mention.handle)}" for mention in of.entities.mentions]),
        ("hashtags", [f"#{fold_tag(hashtag.tag)}" for hashtag in of.entities.hashtags]),
        ("cashtags", [f"${span.symbol.upper()}" for span in cashtags(of.text)] if "$" in of.text else []),
    ):
        if names:
            found += (fact("has", kind), *names)
    if of.entities.links:
        found.append(fact("has", "links"))
    return found


def _person(relation: str, account_id: int, handle: str | None) -> list[str]:
    """By id and by handle: queries know either."""
    by_id = fact(relation, account_id)
    return [by_id] if handle is None else [by_id, fact(relation, key(handle))]


def _addresses(entities: Entities) -> Iterator[str]:
    for link in entities.links:
        yield GAP
        yield from (fact("url", token) for token in tokens(link.url))
