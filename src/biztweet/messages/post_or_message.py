"""Posts and messages alike, for a dialect that has one word for both."""

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.messages.errors import MessagesDoNotWait
from biztweet.messages.model import MessageDraft
from biztweet.messages.remove import delete
from biztweet.messages.rules import MessageRules
from biztweet.messages.send import send
from biztweet.posts.hydrate import Views
from biztweet.posts.model import Audience, Draft, Post
from biztweet.posts.publish import publish
from biztweet.posts.remove import remove
from biztweet.posts.text import TextRules


async def audience_of(views: Views, viewer: Viewer, draft: Draft, wanted: Audience, *, waits: bool) -> Audience:
    """For whom a draft is: as wanted; but what answers a message is a message: what began among a few stays there.

    Raises MessagesDoNotWait for a message that `waits` for another time.
    """
    audience = wanted
    if wanted is Audience.company and draft.reply_to_id is not None:
        parent = await views.one(viewer, draft.reply_to_id, messages=True)
        audience = wanted if parent is None else parent.shared.post.audience
    if waits and audience is Audience.direct:
        raise MessagesDoNotWait
    return audience


async def say(
    db: Database, viewer: Viewer, draft: Draft, audience: Audience, rules: TextRules, message_rules: MessageRules
) -> int:
    """Publish a draft, or send it to whom it names. Raises what `publish` and `send` do."""
    if audience is Audience.company:
        return await publish(db, viewer, draft, rules)
    draft = MessageDraft(**{name: getattr(draft, name) for name in Draft.__struct_fields__}, to_named=True)
    return await send(db, viewer, draft, message_rules)


async def unsay(db: Database, viewer: Viewer, post: Post) -> None:
    """Delete a post, repost or message of the viewer's own. Raises PostNotFound, MessageNotFound, NotTheAuthor."""
    await (delete if post.audience is Audience.direct else remove)(db, viewer, post.id)
