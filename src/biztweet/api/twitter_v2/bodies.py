"""Bodies of requests: read strictly, and described by their types."""

from typing import Annotated, Literal

import msgspec

from biztweet.api.twitter.ids import DIGITS

Id = Annotated[str, msgspec.Meta(pattern=f"^{DIGITS}$")]


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whatever is not declared is refused."""


class NewRule(_Body, frozen=True):
    """A rule of a filtered stream, and the app's own note."""

    value: Annotated[str, msgspec.Meta(min_length=1, max_length=1_024)]
    tag: Annotated[str, msgspec.Meta(max_length=280)] | None = None


class OldRules(_Body, frozen=True):
    """Rules that shall go, by id or by what they say."""

    ids: Annotated[tuple[Id, ...], msgspec.Meta(max_length=1_000)] = ()
    values: Annotated[tuple[Annotated[str, msgspec.Meta(max_length=1_024)], ...], msgspec.Meta(max_length=100)] = ()


class RulesChange(_Body, frozen=True):
    """What shall become of an app's rules: one of the two."""

    add: Annotated[tuple[NewRule, ...], msgspec.Meta(min_length=1, max_length=100)] | None = None
    delete: OldRules | None = None


class Reply(_Body, frozen=True):
    """What a post answers. With `auto_populate_reply_metadata` its text begins with names of who takes part."""

    in_reply_to_tweet_id: Id
    exclude_reply_user_ids: tuple[Id, ...] = ()
    auto_populate_reply_metadata: bool = False


class Attached(_Body, frozen=True):
    """The pictures of a post, its video, or its documents; nobody is tagged in them."""

    media_ids: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=5)]
    tagged_user_ids: Annotated[tuple[Id, ...], msgspec.Meta(max_length=10)] = ()


class Asked(_Body, frozen=True):
    """A poll; when it may not be open for so long, or an option is too long, is for the rules of polls to say."""

    options: Annotated[tuple[str, ...], msgspec.Meta(min_length=2, max_length=4)]
    duration_minutes: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    reply_settings: str = ""


class Place(_Body, frozen=True):
    """Where somebody was; it is not kept."""

    place_id: str


class NewTweet(_Body, frozen=True):
    """A post. What only matters to X (`nullcast`, `card_uri`, who may reply …) is taken and passed over."""

    text: str = ""
    reply: Reply | None = None
    quote_tweet_id: Id | None = None
    media: Attached | None = None
    poll: Asked | None = None
    reply_settings: str = ""
    direct_message_deep_link: str = ""
    for_super_followers_only: bool = False
    nullcast: bool = False
    made_with_ai: bool = False
    paid_partnership: bool = False
    share_with_followers: bool = False
    card_uri: str = ""
    geo: Place | None = None


class OfTweet(_Body, frozen=True):
    """A post to like, repeat or keep."""

    tweet_id: Id


class OfUser(_Body, frozen=True):
    """Somebody to follow, mute or block."""

    target_user_id: Id


class AttachedToMessage(_Body, frozen=True):
    """A picture in a message."""

    media_id: Id


class NewMessage(_Body, frozen=True):
    """What is said to a few."""

    text: str = ""
    attachments: Annotated[tuple[AttachedToMessage, ...], msgspec.Meta(max_length=1)] = ()


class NewConversation(_Body, frozen=True):
    """A message, and who talks with each other from now on."""

    conversation_type: Literal["Group"]
    participant_ids: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=49)]
    message: NewMessage


class NewList(_Body, frozen=True):
    """A list."""

    name: Annotated[str, msgspec.Meta(min_length=1)]
    description: str = ""
    private: bool = False


class ListChanges(_Body, frozen=True):
    """What a list shall be; null, or nothing, leaves it as it is."""

    name: Annotated[str, msgspec.Meta(min_length=1)] | None = None
    description: str | None = None
    private: bool | None = None


class OfMember(_Body, frozen=True):
    """Somebody to stand in a list."""

    user_id: Id


class OfList(_Body, frozen=True):
    """A list to read or to keep at hand."""

    list_id: Id


class Hiding(_Body, frozen=True):
    """Whether a reply is to stand behind the fold."""

    hidden: bool


class Announced(_Body, frozen=True):
    """A file that will come in chunks."""

    total_bytes: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
    media_type: Annotated[str, msgspec.Meta(max_length=200)] = ""
    media_category: str = ""
    shared: bool = False
    additional_owners: Annotated[tuple[Id, ...], msgspec.Meta(max_length=100)] = ()


class AltText(_Body, frozen=True):
    """What a picture shows."""

    text: Annotated[str, msgspec.Meta(max_length=1_500)]


class Known(_Body, frozen=True):
    """What is known of an upload."""

    alt_text: AltText | None = None


class OfMedia(_Body, frozen=True):
    """An upload, and what is known of it."""

    id: Id
    metadata: Known


class Subtitles(_Body, frozen=True):
    """An upload of subtitles, and what they shall be called."""

    id: Id
    language_code: Annotated[str, msgspec.Meta(min_length=2, max_length=35)]
    display_name: Annotated[str, msgspec.Meta(max_length=64)] = ""


class NewSubtitles(_Body, frozen=True):
    """A video, and the subtitles that shall be shown with it."""

    id: Id
    subtitles: Subtitles
    media_category: Literal["TweetVideo", "AmplifyVideo"] = "TweetVideo"


class OldSubtitles(_Body, frozen=True):
    """A video, and the language of subtitles that it shall have no longer."""

    id: Id
    language_code: Annotated[str, msgspec.Meta(min_length=2, max_length=35)]
    media_category: Literal["TweetVideo", "AmplifyVideo"] = "TweetVideo"
