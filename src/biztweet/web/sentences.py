"""Refusals in one sentence of the reader's language."""

import gettext
import math
from collections.abc import Sequence

from starlette.requests import Request

from biztweet.access.invitations import InvitationOver
from biztweet.access.own_apps import TooManyApps
from biztweet.access.passwords import MIN_LENGTH, SignInRefused
from biztweet.access.redirects import AddressWrong
from biztweet.accounts.bots import TooManyBots
from biztweet.accounts.errors import FieldUnnamed, HandleInvalid, HandleTaken, TooManyFields
from biztweet.announcements.errors import EndsTooEarly, TooManyOpen, WordsMissing, WordsTooLong
from biztweet.inject import company
from biztweet.kernel.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from biztweet.lists import errors as lists
from biztweet.media.errors import FileRefused, FileTooLarge, RoomScarce, VideoTooLong
from biztweet.messages.errors import NotAGroup, NotReachable, TooManyMembers
from biztweet.polls.errors import (
    OptionRepeated,
    OptionTooLong,
    PollOver,
    PollWithPictures,
    VotedAlready,
    WrongChoice,
    WrongDuration,
    WrongNumberOfOptions,
)
from biztweet.posts.errors import (
    AccountInactive,
    AttachmentsMixed,
    EditedMeanwhile,
    KeyReused,
    MediaMissing,
    MediaNotReady,
    NotTheAuthor,
    QuotedMissing,
    ReplyToMissing,
    TextMissing,
    TextTooLong,
    TextUnsafe,
    TooManyPictures,
)
from biztweet.schedules.errors import TimePassed, TooManyScheduled
from biztweet.topics.errors import NoTopic, TooManyTopics
from biztweet.web.face import face_of
from biztweet.web.visit import locale_of

_TOGETHER = "Up to four pictures, or one video, or five documents"
# What a person can do something about, said plainly; the first row that fits counts.
_SENTENCES: list[tuple[type[Refusal], str]] = [
    (TextTooLong, "The text is too long."),
    (TextMissing, "Write something, or add a picture or file."),
    (TextUnsafe, "The text holds a character that cannot be posted."),
    (TooManyPictures, _TOGETHER),
    (AttachmentsMixed, _TOGETHER),
    (MediaMissing, "A picture or file is not there any more. Take it out and add it again."),
    (MediaNotReady, "The video is still being processed. Please try again shortly."),
    (FileTooLarge, "The file is too large."),
    (VideoTooLong, "The video is too long."),
    (FileRefused, "This file cannot be used. Send a picture, an MP4 or WebM video, or a document."),
    (RoomScarce, "There is no room for files at the moment."),
    (ReplyToMissing, "The post you answer is not there any more."),
    (QuotedMissing, "The post you quote is not there any more."),
    (NotReachable, "You cannot send messages to this person."),
    (EditedMeanwhile, "The post was edited elsewhere meanwhile. Put both texts together, and save once more."),
    (TooManyMembers, "A conversation is among eight people at most."),
    (NotAGroup, "Only a group can be left."),
    (NotTheAuthor, "Only its author may do that."),
    (AccountInactive, "This account is deactivated."),
    (KeyReused, "This form was sent already. Reload the page and try again."),
    (WrongChoice, "Choose an answer first."),
    (VotedAlready, "You have voted here already."),
    (PollOver, "This poll has ended."),
    (WrongNumberOfOptions, "A poll needs two to four answers."),
    (OptionTooLong, "An answer may have 25 characters."),
    (OptionRepeated, "Two answers of the poll are the same."),
    (WrongDuration, "A poll cannot be open for so long."),
    (PollWithPictures, "A post holds pictures or a poll, not both."),
    (lists.NameMissing, "A list needs a name."),
    (lists.WordsTooLong, "The name may have 100 characters, what it is about 200."),
    (lists.TooManyLists, "You have as many lists as one person may have."),
    (lists.TooManyMembers, "This list has as many people as a list may have."),
    (NoTopic, "That is no topic: letters, digits and underscores only, not digits alone."),
    (TooManyTopics, "You follow as many topics as one person may follow."),
    (TimePassed, "That time is past. Choose a later one."),
    (TooManyScheduled, "Too many posts wait already. Call some off first."),
    (SignInRefused, "Handle or password is wrong."),
    (HandleTaken, "That handle is taken."),
    (HandleInvalid, "A handle has 1 to 20 letters, digits and underscores, and is no word that addresses need."),
    (TooManyApps, "You have as many apps as one person may have. Delete one first."),
    (TooManyBots, "You have as many bots as one person may have."),
    (AddressWrong, "An address must be complete and without #, such as https://app.example/callback."),
    (TooManyFields, "A page has room for four fields."),
    (FieldUnnamed, "Give each field a name."),
    (WordsMissing, "Write what everybody should know."),
    (WordsTooLong, "The text is too long."),
    (EndsTooEarly, "It would be over before it begins. Choose a later end."),
    (TooManyOpen, "Too many announcements stand or wait already. Withdraw some first."),
    (InvitationOver, "This invitation is not valid any more. Ask for a new one."),
]
# The same by the field that is wrong, where no type says it.
_FIELDS = {
    "quiet_hours": "Quiet hours need a beginning and an end, such as 22:00 and 08:00.",
    "working_days": "At least one day has to be a working day.",
    "url": "A link begins with http:// or https:// and is not too long.",
    "bio": "The text is too long.",
    "location": "The text is too long.",
    "keyword": "Type a word to leave out, 100 letters at most.",
}
# Where neither says it: what people read of a whole kind.
_KINDS: list[tuple[type[Refusal], str]] = [
    (Unauthenticated, "This page is for people of the company."),
    (Forbidden, "You are signed in, but this belongs to somebody else."),
    (NotFound, "It may have been deleted, or the address is mistyped."),
    (Unavailable, "The server cannot do it at the moment. Please try again shortly."),
    (Conflict, "This form was sent already. Reload the page and try again."),
    (Invalid, "The form cannot be read."),
]
BROKEN = "Your words are kept as a draft in this browser. Please try again."
# How long somebody has to wait: the first row whose unit is not too fine for it.
_WAITS = (
    (
        90,
        1,
        "Too many requests in a short time. Try again in %(num)d second.",
        "Too many requests in a short time. Try again in %(num)d seconds.",
    ),
    (
        90 * 60,
        60,
        "Too many requests in a short time. Try again in %(num)d minute.",
        "Too many requests in a short time. Try again in %(num)d minutes.",
    ),
    (
        math.inf,
        3600,
        "Too many requests in a short time. Try again in %(num)d hour.",
        "Too many requests in a short time. Try again in %(num)d hours.",
    ),
)
_SHORT = ("At least %(num)d character", "At least %(num)d characters")


def sentence_of(request: Request, refusal: Refusal) -> str:
    """Why not, in one sentence of the asker's language."""
    words = face_of(company(request)).words(locale_of(request))
    if isinstance(refusal, TooMany):
        return _wait(words, refusal.retry_after_seconds)
    if isinstance(refusal, Invalid) and refusal.field == "password":
        return words.ngettext(*_SHORT, MIN_LENGTH) % {"num": MIN_LENGTH}
    return words.gettext(_first(_SENTENCES, refusal) or _of_field(refusal) or _first(_KINDS, refusal) or BROKEN)


def _first(rows: Sequence[tuple[type[Refusal], str]], refusal: Refusal) -> str | None:
    return next((sentence for kind, sentence in rows if isinstance(refusal, kind)), None)


def _of_field(refusal: Refusal) -> str | None:
    return _FIELDS.get(refusal.field) if isinstance(refusal, Invalid) else None


def _wait(words: gettext.GNUTranslations, seconds: int) -> str:
    unit, one, many = next(row[1:] for row in _WAITS if seconds < row[0])
    count = -(-seconds // unit)
    return words.ngettext(one, many, count) % {"num": count}
