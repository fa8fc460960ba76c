"""The words of new posts are sorted into PostgreSQL's index a few at a time.

Revision ID: 0029
"""

from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Bound what waits beside the index: 4 MB of it, the server's default, kept a writer waiting for 0.2 s."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX post_index_words SET (gin_pending_list_limit = 256)")
