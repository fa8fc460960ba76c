"""What a message may hold, and how many there may be."""

import msgspec

from biztweet.access.quotas import Allowance
from biztweet.messages.errors import MessageTooLong, NoPollInMessages
from biztweet.messages.model import MessageDraft
from biztweet.posts import rules as posts
from biztweet.posts.errors import TextTooLong
from biztweet.posts.text import TextRules

MESSAGES_PER_PERSON = Allowance("messages", 500, 3600)  # through whichever app; far more than anybody types
NEW_IN_A_DAY = 100
SEARCHES = Allowance("message searches", 60, 60)  # each looks through the whole box of who asks


class MessageRules(msgspec.Struct, frozen=True):
    """A company's rules. Messages have a length of their own: Twitter's clients send 10,000 characters, not 280.

    `lifted`: anybody may begin as many conversations as they like.
    """

    text: TextRules = TextRules(limit=10_000, counting="characters")
    lifted: bool = False


def checked(draft: MessageDraft, rules: MessageRules) -> posts.Content:
    """What a draft will say. Raises MessageTooLong, NoPollInMessages, and what else `posts.rules.checked` does."""
    if draft.poll is not None:
        raise NoPollInMessages
    try:
        return posts.checked(draft, rules.text)
    except TextTooLong as refusal:
        raise MessageTooLong(refusal.length, refusal.limit) from refusal
