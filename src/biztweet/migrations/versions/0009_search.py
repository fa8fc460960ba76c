"""Search: the index of posts' words, of each database's own kind; the rules that apps' streams go by."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TABLE post_index (post_id bigint PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX post_index_words ON post_index USING gin (words)")
    else:
        # No text is kept. The tokenizer splits at ASCII's own signs but for those that our tokens hold.
        op.execute(
            "CREATE VIRTUAL TABLE post_index USING fts5"
            """(words, content='', contentless_delete=1, tokenize="ascii tokenchars '@#$:|_'")"""
        )
    op.create_table(
        "stream_rules",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("app_id", ID, nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
        sa.UniqueConstraint("app_id", "wanted", name="stream_rules_once"),
    )
