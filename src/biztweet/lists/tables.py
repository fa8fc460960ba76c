"""The tables that lists/ alone writes."""

import sqlalchemy as sa

from biztweet.lists.model import Replies
from biztweet.ports.sql.types import Choice, Id

metadata = sa.MetaData()

lists = sa.Table(
    "lists",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("owner_id", Id, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("slug", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("private", sa.Boolean, nullable=False),
    sa.Column("replies", Choice(Replies), nullable=False),
    sa.Column("exclusive", sa.Boolean, nullable=False),
    sa.Column("created_at", Id, nullable=False),
    sa.Column("member_count", Id, nullable=False),
    sa.Column("subscriber_count", Id, nullable=False),
    sa.UniqueConstraint("owner_id", "slug", name="lists_slug"),
)
sa.Index("lists_by_owner", lists.c.owner_id, lists.c.id)


def _people(name: str) -> sa.Table:
    """Who stands to which list in one way; `id` orders a list's people and a person's lists."""
    table = sa.Table(
        name,
        metadata,
        sa.Column("list_id", Id, primary_key=True, autoincrement=False),
        sa.Column("account_id", Id, primary_key=True, autoincrement=False),
        sa.Column("id", Id, nullable=False, unique=True),
    )
    sa.Index(f"{name}_by_list", table.c.list_id, table.c.id)
    sa.Index(f"{name}_by_account", table.c.account_id, table.c.id)
    return table


members = _people("list_members")
subscribers = _people("list_subscribers")
pinners = _people("list_pins")
