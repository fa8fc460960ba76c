"""The tables that messages/ alone writes."""

import sqlalchemy as sa

from biztweet.messages.model import MoveKind
from biztweet.ports.sql.types import Choice, Id, Json

metadata = sa.MetaData()

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("key", sa.Text, unique=True),
    sa.Column("is_group", sa.Boolean, nullable=False),
    sa.Column("creator_id", Id, nullable=False),
    sa.Column("created_at", Id, nullable=False),
)
sa.Index("conversations_by_creator", conversations.c.creator_id, conversations.c.created_at)

members = sa.Table(
    "members",
    metadata,
    sa.Column("conversation_id", Id, primary_key=True, autoincrement=False),
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("last_message_id", Id),
    sa.Column("last_read_id", Id, nullable=False),
)
_listed = members.c.last_message_id.is_not(None)
sa.Index(
    "members_by_account",
    members.c.account_id,
    members.c.last_message_id,
    sqlite_where=_listed,
    postgresql_where=_listed,
)

# Who came into groups and who left them: a row in the box of everybody who was in it then.
moves = sa.Table(
    "moves",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("conversation_id", Id, nullable=False),
    sa.Column("kind", Choice(MoveKind), nullable=False),
    sa.Column("actor_id", Id, nullable=False),
    sa.Column("moved_ids", Json(tuple[int, ...]), nullable=False),
    sa.Column("created_at", Id, nullable=False),
)
