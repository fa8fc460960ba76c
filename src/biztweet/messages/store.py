"""SQL on conversations, their members and everybody's box of messages; what writes takes its `tx`."""

from typing import Literal

import msgspec
import sqlalchemy as sa

from biztweet.kernel.keyset import Keyset
from biztweet.messages.model import Conversation, InboxEntry, Membership, Move
from biztweet.messages.tables import conversations, members, moves
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id, any_of, folded
from biztweet.posts.tables import addressees, posts

By = Literal["anybody", "oneself", "others"]


class Seat(msgspec.Struct, frozen=True):
    """Somebody in a conversation."""

    conversation_id: int
    account_id: int


_asker = sa.bindparam("account_id", type_=Id)
_conversation = sa.bindparam("conversation_id", type_=Id)
_post_id = sa.bindparam("post_id", type_=Id)
_mine = sa.and_(members.c.conversation_id == _conversation, members.c.account_id == _asker)

# ── conversations ───────────────────────────────────────────────────────────────────────────────────────────────
BY_ID = Query(Conversation, sa.select(conversations).where(conversations.c.id == _conversation))
BY_IDS = Query(Conversation, sa.select(conversations).where(any_of(conversations.c.id, "ids")))
BY_KEY = Query(Conversation, sa.select(conversations).where(conversations.c.key == sa.bindparam("key", type_=sa.Text)))
BEGUN_SINCE = Query(
    int,
    sa.select(sa.func.count()).where(
        conversations.c.creator_id == _asker, conversations.c.created_at > sa.bindparam("since", type_=Id)
    ),
)
# Which of some accounts have written in a conversation.
SPEAKERS = Query(
    int,
    sa.select(posts.c.author_id)
    .distinct()
    .join(addressees, sa.and_(addressees.c.post_id == posts.c.id, addressees.c.account_id == posts.c.author_id))
    .where(addressees.c.conversation_id == _conversation, any_of(addressees.c.account_id, "ids")),
)
INSERT = Command(sa.insert(conversations))
SET_KEY = Command(
    sa.update(conversations)
    .where(conversations.c.id == _conversation)
    .values(key=sa.bindparam("key", type_=conversations.c.key.type))
)

# ── members ─────────────────────────────────────────────────────────────────────────────────────────────────────
SEATS = Query(
    Seat,
    sa.select(members.c.conversation_id, members.c.account_id)
    .where(any_of(members.c.conversation_id, "ids"))
    .order_by(members.c.conversation_id, members.c.account_id),
)
MEMBERSHIP = Query(Membership, sa.select(members).where(_mine))
INSERT_MEMBER = Command(sa.insert(members))
DELETE_MEMBER = Command(sa.delete(members).where(_mine))
# A new message puts the conversation on top of everybody's list.
RAISE = Command(sa.update(members).where(members.c.conversation_id == _conversation).values(last_message_id=_post_id))
HIDE = Command(sa.update(members).where(_mine).values(last_message_id=sa.null()))
SET_READ = Command(sa.update(members).where(_mine).values(last_read_id=sa.bindparam("last_read_id", type_=Id)))
# After a message is gone from somebody's box, the newest that is left there orders their list.
_newest_left = (
    sa.select(sa.func.max(addressees.c.post_id))
    .where(addressees.c.account_id == members.c.account_id, addressees.c.conversation_id == members.c.conversation_id)
    .scalar_subquery()
)
LOWER = Command(
    sa.update(members)
    .where(
        members.c.conversation_id == _conversation,
        any_of(members.c.account_id, "ids"),
        members.c.last_message_id == _post_id,
    )
    .values(last_message_id=_newest_left)
)

# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────
_inbox_entries = (
    sa.select(
        members.c.conversation_id,
        conversations.c.key,
        conversations.c.is_group,
        members.c.last_message_id,
        members.c.last_read_id,
    )
    .join(conversations, conversations.c.id == members.c.conversation_id)
    .where(members.c.account_id == _asker, members.c.last_message_id.is_not(None))
)
INBOX_ENTRY = Query(InboxEntry, _inbox_entries.where(members.c.conversation_id == _conversation))
INBOX_ENTRIES = Query(InboxEntry, _inbox_entries.where(any_of(members.c.conversation_id, "ids")))
COUNT_UNREAD = Query(
    int,
    sa.select(sa.func.count()).where(
        members.c.account_id == _asker, members.c.last_message_id > members.c.last_read_id
    ),
)


def _box(*, within: bool, by: By) -> Keyset[int]:
    """Ids of one's messages: all, or within a conversation."""
    message_id = addressees.c.post_id
    select = sa.select(message_id).where(addressees.c.account_id == _asker)
    if within:
        select = select.where(addressees.c.conversation_id == _conversation)
    if by != "anybody":
        own = posts.c.author_id == _asker
        select = select.join(posts, posts.c.id == message_id).where(own if by == "oneself" else sa.not_(own))
    return Keyset(int, message_id, select)


_BOTH = (False, True)
_BY: tuple[By, ...] = ("anybody", "oneself", "others")
INBOX = Keyset(InboxEntry, members.c.last_message_id, _inbox_entries)
BOX = {(within, by): _box(within=within, by=by) for within in _BOTH for by in _BY}
# What holds all of up to four words: it looks through one box by its index, at nobody else's.
_words = [folded(posts.c.text).like(sa.bindparam(f"word_{number}", type_=sa.Text), escape="\\") for number in range(4)]
HOLDING = Keyset(
    int,
    addressees.c.post_id,
    sa.select(addressees.c.post_id)
    .join(posts, posts.c.id == addressees.c.post_id)
    .where(addressees.c.account_id == _asker, *_words),
)

# ── who came and who left ───────────────────────────────────────────────────────────────────────────────────────
_moves = sa.select(moves).where(moves.c.account_id == _asker)
INSERT_MOVE = Command(sa.insert(moves))
MOVE = Query(Move, _moves.where(moves.c.id == sa.bindparam("move_id", type_=Id)))
MOVES = {
    within: Keyset(Move, moves.c.id, _moves.where(moves.c.conversation_id == _conversation) if within else _moves)
    for within in _BOTH
}
