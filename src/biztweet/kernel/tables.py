"""The kernel's tables: the event log, the counters it is numbered by, how far reactors have come, what is due when."""

import sqlalchemy as sa

from biztweet.ports.sql.types import Id

metadata = sa.MetaData()

# One row. `last_id` and `last_position` are handed out inside the write-critical section only; `epoch` changes when
# a backup is restored, so that streams know their positions mean nothing any more.
counters = sa.Table(
    "counters",
    metadata,
    sa.Column("one", Id, primary_key=True, autoincrement=False),
    sa.Column("last_id", Id, nullable=False),
    sa.Column("last_position", Id, nullable=False),
    sa.Column("epoch", Id, nullable=False),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("position", Id, primary_key=True, autoincrement=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("created_at", Id, nullable=False),
)

# How far each reactor that works once in the installation has come.
cursors = sa.Table(
    "cursors",
    metadata,
    sa.Column("reactor", sa.Text, primary_key=True),
    sa.Column("position", Id, nullable=False),
)

# When each chore is due next.
chores = sa.Table(
    "chores",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("due_at", Id, nullable=False),
)

# Events that a reactor could not deal with, for an administrator to see.
dead_letters = sa.Table(
    "dead_letters",
    metadata,
    sa.Column("reactor", sa.Text, primary_key=True),
    sa.Column("position", Id, primary_key=True, autoincrement=False),
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("created_at", Id, nullable=False),
)
