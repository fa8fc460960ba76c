"""Say something in a dialect that has one word for posts and messages."""

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.messages.model import Letter
from biztweet.messages.rules import MessageRules
from biztweet.messages.send import send
from biztweet.posts.hydrate import Views
from biztweet.posts.model import Audience, Draft
from biztweet.posts.publish import publish
from biztweet.posts.text import TextRules


async def is_message(views: Views, viewer: Viewer, draft: Draft, *, direct: bool) -> bool:
    """Whether a draft is one to a few: it is meant so, or answers a message. What began among a few stays there."""
    if direct or draft.reply_to_id is None:
        return direct
    parent = await views.one(viewer, draft.reply_to_id, messages=True)
    return parent is not None and parent.shared.post.audience is Audience.direct


async def say(db: Database, viewer: Viewer, draft: Draft, rules: TextRules, message_rules: MessageRules | None) -> int:
    """Publish a draft to the company; or, where rules of messages are given, send it to whom it names.

    Raises what `publish` and `send` do.
    """
    if message_rules is None:
        return await publish(db, viewer, draft, rules)
    letter = Letter(**{name: getattr(draft, name) for name in Draft.__struct_fields__}, to_named=True)
    return await send(db, viewer, letter, message_rules)
