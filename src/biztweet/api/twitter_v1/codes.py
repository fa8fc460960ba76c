"""Refusals in v1.1's words: one table of (type, status, code, message); the first row that fits counts.

A row without a message takes the refusal's own. Codes: X's "Response codes and errors", dialects B.3.
"""

import msgspec
from starlette.responses import Response

from biztweet.access.apps import AppUnknown
from biztweet.access.oauth1 import SignatureWrong, TimestampOutside
from biztweet.access.tokens import TokenInvalid
from biztweet.access.viewer import ScopeMissing
from biztweet.accounts.errors import AccountNotFound, OwnedByDirectory, WebsiteInvalid
from biztweet.api.errors import BodyBroken, ParameterWrong
from biztweet.api.twitter.endpoint import JSON
from biztweet.api.twitter.errors import MayNotMessage, PersonNeeded
from biztweet.api.twitter_v1.errors import (
    AlreadyLiked,
    AlreadyReposted,
    AttachmentWrong,
    DailyLimit,
    ListUnnamed,
    MemberUnknown,
    MethodWrong,
    Missing,
    NobodyMatches,
    NotMuted,
    PageMissing,
    QueryMissing,
    Retired,
    TooManyTerms,
)
from biztweet.follows.errors import OneselfRefused
from biztweet.inject import SecretMissing
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
from biztweet.lists.errors import ListNotFound, NotAMember, NotASubscriber, NotTheOwner, TooManyMembers
from biztweet.live.errors import TooManyStreams
from biztweet.media.caption import LabelTooLong, LanguageWrong, NoVideo
from biztweet.media.describe import MediaNotFound
from biztweet.media.errors import FileRefused, FileTooLarge, RoomScarce
from biztweet.messages.errors import ConversationNotFound, MessageNotFound, MessageTooLong, NotReachable
from biztweet.posts.errors import (
    AccountInactive,
    AttachmentsMixed,
    KeyReused,
    MediaMissing,
    MediaNotReady,
    NotTheAuthor,
    NotWithMessages,
    PostNotFound,
    QuotedMissing,
    Repeated,
    ReplyToMissing,
    TextMissing,
    TextTooLong,
    TooManyPictures,
)
from biztweet.saved_searches.errors import TooManySaved
from biztweet.search.errors import QueryWrong

_OWN = ""
TABLE: list[tuple[type[Refusal], int, int, str]] = [
    (SecretMissing, 400, 215, "Bad Authentication data."),
    (TimestampOutside, 401, 135, "Timestamp out of bounds."),
    (SignatureWrong, 401, 32, "Could not authenticate you."),
    (AppUnknown, 401, 32, "Could not authenticate you."),
    (TokenInvalid, 401, 89, "Invalid or expired token."),
    (Unauthenticated, 401, 32, "Could not authenticate you."),
    (PersonNeeded, 403, 220, _OWN),
    (MayNotMessage, 403, 93, _OWN),
    (ScopeMissing, 403, 261, "Application cannot perform write actions."),
    (WebsiteInvalid, 403, 120, "Account update failed: Url is not valid."),
    (OwnedByDirectory, 403, 120, "Account update failed: name and picture come from the company directory."),
    (AccountInactive, 403, 64, "Your account is suspended and is not permitted to access this feature."),
    (NotTheAuthor, 403, 183, "You may not delete another user's status."),
    (DailyLimit, 403, 185, _OWN),
    (NotWithMessages, 403, 328, _OWN),
    (NotTheOwner, 403, 104, _OWN),
    (TooManyMembers, 403, 104, _OWN),
    (TooManySaved, 403, 172, _OWN),
    (NotReachable, 403, 349, "You cannot send messages to this user."),
    (OneselfRefused, 403, 158, _OWN),
    (MethodWrong, 405, 86, _OWN),
    (Retired, 410, 251, _OWN),
    (PageMissing, 404, 34, _OWN),
    (NobodyMatches, 404, 17, _OWN),
    (AccountNotFound, 404, 50, "User not found."),
    (QuotedMissing, 404, 144, "No status found with that ID."),
    (PostNotFound, 404, 144, "No status found with that ID."),
    (ReplyToMissing, 403, 385, "You attempted to reply to a Tweet that is deleted or not visible to you."),
    (MediaNotFound, 403, 324, "The validation of media ids failed."),
    (MemberUnknown, 403, 108, _OWN),
    (NotAMember, 404, 109, _OWN),
    (NotASubscriber, 404, 110, _OWN),
    (ListNotFound, 404, 34, "Sorry, that page does not exist."),
    (MessageNotFound, 404, 34, "Sorry, that page does not exist."),
    (ConversationNotFound, 404, 34, "Sorry, that page does not exist."),
    (NotFound, 404, 34, _OWN),
    (TextMissing, 403, 170, "Missing required parameter: status."),
    (MessageTooLong, 403, 354, "The text of your direct message is over the max character limit."),
    (TextTooLong, 403, 186, "Tweet needs to be a bit shorter."),
    (MediaMissing, 403, 324, "The validation of media ids failed."),
    (MediaNotReady, 403, 324, _OWN),
    (AttachmentsMixed, 403, 386, "The Tweet exceeds the number of allowed attachment types."),
    (TooManyPictures, 403, 386, "The Tweet exceeds the number of allowed attachment types."),
    (NoVideo, 403, 324, _OWN),
    (LanguageWrong, 400, 44, _OWN),
    (LabelTooLong, 400, 44, _OWN),
    (FileTooLarge, 413, 324, _OWN),
    (QueryMissing, 400, 25, _OWN),
    (QueryWrong, 403, 195, _OWN),
    (FileRefused, 422, 324, _OWN),
    (Missing, 400, 38, _OWN),
    (TooManyTerms, 403, 18, _OWN),
    (ListUnnamed, 400, 112, _OWN),
    (AttachmentWrong, 400, 44, _OWN),
    (ParameterWrong, 400, 44, _OWN),
    (BodyBroken, 400, 214, _OWN),
    (Invalid, 403, 170, _OWN),
    (AlreadyLiked, 403, 139, _OWN),
    (AlreadyReposted, 403, 327, _OWN),
    (NotMuted, 403, 272, _OWN),
    (Repeated, 403, 187, "Status is a duplicate."),
    (KeyReused, 422, 187, _OWN),
    (Conflict, 403, 170, _OWN),
    (Forbidden, 403, 87, _OWN),
    (TooManyStreams, 420, 88, _OWN),
    (TooMany, 429, 88, "Rate limit exceeded"),
    (RoomScarce, 507, 130, _OWN),
    (Unavailable, 503, 130, "Over capacity"),
    (Refusal, 403, 170, _OWN),
]
_CODES_OF_ONESELF = {"follow": 158, "mute": 271, "block": 158}


def answer(refusal: Refusal) -> Response:
    """The answer that tells of a refusal."""
    status, code, message = next(
        (status, code, message) for kind, status, code, message in TABLE if isinstance(refusal, kind)
    )
    if isinstance(refusal, OneselfRefused):
        code = _CODES_OF_ONESELF.get(refusal.act, code)
    response = said(status, code, message or refusal.message)
    if isinstance(refusal, TooMany | Unavailable):
        response.headers["retry-after"] = str(refusal.retry_after_seconds)
    return response


def said(status: int, code: int, message: str) -> Response:
    """An answer that says what is wrong."""
    body = msgspec.json.encode({"errors": [{"code": code, "message": message}]})
    response = Response(body, status, media_type=JSON)
    if status == 401:  # noqa: PLR2004 - RFC 9110 wants the challenge
        response.headers["www-authenticate"] = 'OAuth realm="BizTweet"'
    return response
