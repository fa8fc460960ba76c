"""The tables that mailing/ alone writes."""

import sqlalchemy as sa

from biztweet.mailing.model import Stream
from biztweet.ports.sql.types import Choice, Id

metadata = sa.MetaData()

mail_queue = sa.Table(
    "mail_parcels",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("account_id", Id, nullable=False),
    sa.Column("stream", Choice(Stream), nullable=False),
    sa.Column("notification_id", Id, nullable=False),
    sa.Column("attempts", Id, nullable=False),
    sa.Column("due_at", Id, nullable=False, index=True),
    sa.UniqueConstraint("account_id", "stream", "notification_id", name="mail_parcels_once"),
)

digests = sa.Table(
    "mail_digests",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("day", Id, nullable=False),
    sa.Column("last_id", Id, nullable=False),
)
