"""What can go wrong with posts."""

from biztweet.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class PostNotFound(NotFound):
    """No such post, or none for this viewer."""

    def __init__(self) -> None:
        super().__init__("No such post")


class ReplyToMissing(NotFound):
    """The post to be answered is not there."""

    def __init__(self) -> None:
        super().__init__("The post you answer is not there any more")


class QuotedMissing(NotFound):
    """The post to be quoted is not there."""

    def __init__(self) -> None:
        super().__init__("The post you quote is not there any more")


class NotTheAuthor(Forbidden):
    """Only its author may change or delete a post."""

    def __init__(self) -> None:
        super().__init__("Only its author may do that")


class NotWithMessages(Forbidden):
    """A message stays among those it was sent to, as it was sent."""

    def __init__(self) -> None:
        super().__init__("A message is not edited, repeated, quoted, liked or kept; it can be answered and deleted")


class NotOnesOwn(NotTheAuthor):
    """Only posts of one's own are pinned."""


class RepostPinned(Invalid):
    """A repost cannot stand at the head of a page."""

    def __init__(self) -> None:
        super().__init__("id", "A repost cannot be pinned")


class TooManyPinned(Conflict):
    """As many posts as may stand at the head of one page."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"You have already pinned the maximum number of posts: {limit}")


class NotAReply(Invalid):
    """Only replies are hidden."""

    def __init__(self) -> None:
        super().__init__("id", "Only a reply can be hidden")


class NotTheirThread(Forbidden):
    """Only who began a thread may hide replies in it."""

    def __init__(self) -> None:
        super().__init__("Only who began the conversation may hide replies")


class NotTheQuoted(Forbidden):
    """Only the author of a post detaches what quotes it."""

    def __init__(self) -> None:
        super().__init__("This action is not allowed")


class AccountInactive(Forbidden):
    """A deactivated account does not post."""

    def __init__(self) -> None:
        super().__init__("This account is deactivated")


class TextMissing(Invalid):
    """Neither words nor a picture."""

    def __init__(self) -> None:
        super().__init__("text", "A post needs words or a picture")


class TextTooLong(Invalid):
    """More than the limit; both numbers count as the settings say."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__("text", f"Text has {length} characters; {limit} are allowed")
        self.length = length
        self.limit = limit


class TextUnsafe(Invalid):
    """Control, bidirectional or broken characters."""

    def __init__(self, character: str) -> None:
        super().__init__("text", f"Text holds a character that cannot be posted: U+{ord(character):04X}")


class TooManyNames(Invalid):
    """More mentions, hashtags or links than one post may hold."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__("text", f"A post may hold {limit} {what} at most")


class TooManyPictures(Invalid):
    """More pictures, or more documents, than one post may hold."""

    def __init__(self, limit: int) -> None:
        super().__init__("media", f"A post may hold {limit} of such files at most")


class AttachmentsMixed(Invalid):
    """Pictures, a video and documents do not go together."""

    def __init__(self) -> None:
        super().__init__("media", "A post may hold four pictures, or one video, or five documents, and no mixture")


class MediaNotReady(Invalid):
    """A video that is still being looked into."""

    def __init__(self) -> None:
        super().__init__("media", "Files that have not finished processing cannot be attached. Try again in a moment!")


class MediaMissing(Invalid):
    """A file that is not there, is somebody else's, or is attached already."""

    def __init__(self) -> None:
        super().__init__("media", "A picture is not there, not yours, or used already")


class EditedMeanwhile(Conflict):
    """The post does not read any more as it did when the edit was begun."""

    def __init__(self) -> None:
        super().__init__("The post was edited elsewhere meanwhile")


class Repeated(Conflict):
    """The same words by the same author, moments ago."""

    def __init__(self) -> None:
        super().__init__("You have just posted the same words")


class KeyReused(Conflict):
    """The same idempotency key with another request."""

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key was used for another post")
