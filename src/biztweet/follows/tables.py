"""The tables that follows/ alone writes; `id` orders each list, newest first."""

import sqlalchemy as sa

from biztweet.ports.sql.types import Id

metadata = sa.MetaData()

follows = sa.Table(
    "follows",
    metadata,
    sa.Column("follower_id", Id, primary_key=True, autoincrement=False),
    sa.Column("followee_id", Id, primary_key=True, autoincrement=False),
    sa.Column("id", Id, nullable=False, unique=True),
    # Whether the followee's reposts stand in the follower's Home.
    sa.Column("reposts", sa.Boolean, nullable=False, server_default=sa.true()),
)
sa.Index("follows_by_follower", follows.c.follower_id, follows.c.id)
sa.Index("follows_by_followee", follows.c.followee_id, follows.c.id)

mutes = sa.Table(
    "mutes",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("target_id", Id, primary_key=True, autoincrement=False),
    sa.Column("id", Id, nullable=False, unique=True),
    sa.Column("notifications", sa.Boolean, nullable=False),
    sa.Column("expires_at", Id),
)

blocks = sa.Table(
    "blocks",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("target_id", Id, primary_key=True, autoincrement=False),
    sa.Column("id", Id, nullable=False, unique=True),
)

# Words that an account keeps on another, for itself alone.
account_notes = sa.Table(
    "account_notes",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("target_id", Id, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
)

# Whom an account shows on its own page.
endorsements = sa.Table(
    "endorsements",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("target_id", Id, primary_key=True, autoincrement=False),
    sa.Column("id", Id, nullable=False, unique=True),
)

# Whom an account wants to be told of whenever they post.
awaits = sa.Table(
    "awaits",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("target_id", Id, primary_key=True, autoincrement=False),
)
sa.Index("awaits_by_target", awaits.c.target_id, awaits.c.account_id)

# Whom an account does not want to be advised to follow.
declined_suggestions = sa.Table(
    "declined_suggestions",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("target_id", Id, primary_key=True, autoincrement=False),
)
