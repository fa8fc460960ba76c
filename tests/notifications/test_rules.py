"""What an event gives cause to tell whom."""

import pytest

from biztweet.events import (
    AccountFollowed,
    AccountMuted,
    AnyEvent,
    PostBookmarked,
    PostDeleted,
    PostEdited,
    PostLiked,
    PostPublished,
    PostReposted,
    PostUnliked,
    QuotesEdited,
    RepostsEdited,
)
from biztweet.notifications.model import Kind, Notice
from biztweet.notifications.rules import notices, occasion

MINSU, JANE, THIRD, POST = 1, 2, 3, 7


def published(**changes: object) -> PostPublished:
    values = {"post_id": POST, "author_id": MINSU, "thread_id": POST, "in_company": True} | changes
    return PostPublished(**values)  # type: ignore[arg-type]


def test_a_post_tells_whom_it_answers_names_and_quotes() -> None:
    assert notices(published()) == []
    assert notices(published(reply_to_account_id=JANE)) == [Notice(Kind.reply, JANE, MINSU, POST)]
    assert notices(published(mentioned_ids=(JANE, THIRD))) == [
        Notice(Kind.mention, JANE, MINSU, POST),
        Notice(Kind.mention, THIRD, MINSU, POST),
    ]
    assert notices(published(quote_of_account_id=JANE)) == [Notice(Kind.quote, JANE, MINSU, POST)]


def test_one_person_is_told_once_of_one_event_and_the_first_cause_counts() -> None:
    everything = published(reply_to_account_id=JANE, mentioned_ids=(JANE, THIRD, THIRD), quote_of_account_id=THIRD)
    assert notices(everything) == [Notice(Kind.reply, JANE, MINSU, POST), Notice(Kind.mention, THIRD, MINSU, POST)]


@pytest.mark.parametrize(
    "event",
    [
        published(reply_to_account_id=MINSU, mentioned_ids=(MINSU,), quote_of_account_id=MINSU),
        PostLiked(post_id=POST, author_id=MINSU, liker_id=MINSU),
        PostReposted(post_id=8, author_id=MINSU, repost_of_id=POST, repost_of_account_id=MINSU),
        AccountFollowed(follower_id=MINSU, followee_id=MINSU),
    ],
)
def test_nobody_is_told_of_what_they_did_themselves(event: AnyEvent) -> None:
    assert notices(event) == []


def test_an_edit_tells_those_who_reposted_but_not_its_author() -> None:
    told = notices(RepostsEdited(post_id=POST, author_id=MINSU, reposter_ids=(JANE, MINSU, THIRD)))
    assert told == [Notice(Kind.edited, JANE, MINSU, POST), Notice(Kind.edited, THIRD, MINSU, POST)]


def test_an_edit_tells_those_who_quoted_of_their_own_quotes_and_each_of_one() -> None:
    event = QuotesEdited(post_id=POST, author_id=MINSU, quotes=((8, JANE), (9, MINSU), (10, THIRD), (11, JANE)))
    told = notices(event)
    assert told == [Notice(Kind.quoted_edited, JANE, MINSU, 8), Notice(Kind.quoted_edited, THIRD, MINSU, 10)]
    assert occasion(event, told) == POST


def test_likes_reposts_and_follows_tell_whom_they_are_about() -> None:
    assert notices(PostLiked(post_id=POST, author_id=JANE, liker_id=MINSU)) == [Notice(Kind.like, JANE, MINSU, POST)]
    reposted = PostReposted(post_id=8, author_id=MINSU, repost_of_id=POST, repost_of_account_id=JANE)
    assert notices(reposted) == [Notice(Kind.repost, JANE, MINSU, POST)]
    assert notices(AccountFollowed(follower_id=MINSU, followee_id=JANE)) == [Notice(Kind.follow, JANE, MINSU, None)]


def test_an_edit_tells_only_those_who_are_newly_named() -> None:
    edited = PostEdited(
        post_id=POST,
        author_id=MINSU,
        thread_id=POST,
        revision=2,
        in_company=True,
        mentioned_ids=(JANE, THIRD),
        newly_mentioned_ids=(THIRD, MINSU),
    )
    assert notices(edited) == [Notice(Kind.mention, THIRD, MINSU, POST)]


@pytest.mark.parametrize(
    "event",
    [
        PostUnliked(post_id=POST, author_id=JANE, liker_id=MINSU),
        PostBookmarked(post_id=POST, account_id=MINSU),
        PostDeleted(post_id=POST, author_id=JANE, thread_id=POST, in_company=True),
        AccountMuted(account_id=MINSU, target_id=JANE),
    ],
)
def test_what_is_private_or_taken_back_tells_nobody(event: AnyEvent) -> None:
    assert notices(event) == []
