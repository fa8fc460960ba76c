"""Private lists are nobody's but their owners': who subscribed while they were public, or pinned them, is let go.

Revision ID: 0021
"""

from alembic import op

revision = "0021"
down_revision = "0020"

_OTHERS = """
    DELETE FROM {table} WHERE EXISTS (
        SELECT 1 FROM lists WHERE lists.id = {table}.list_id AND lists.private AND lists.owner_id <> {table}.account_id
    )
"""


def upgrade() -> None:
    """Delete the rows, and count anew who is left."""
    for table in ("list_subscribers", "list_pins"):
        op.execute(_OTHERS.format(table=table))
    op.execute("""
        UPDATE lists SET subscriber_count = (SELECT count(*) FROM list_subscribers WHERE list_id = lists.id)
        WHERE private
    """)
