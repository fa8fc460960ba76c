"""The foundation: people, access, the graph, media, posts, notifications, and the event log.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:  # noqa: PLR0915 - a table a statement
    """Create every table, and the one row of counters."""
    op.create_table(
        "counters",
        sa.Column("one", ID, primary_key=True, autoincrement=False),
        sa.Column("last_id", ID, nullable=False),
        sa.Column("last_position", ID, nullable=False),
        sa.Column("epoch", ID, nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("position", ID, primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
    )
    op.create_table(
        "cursors",
        sa.Column("reactor", sa.Text(), primary_key=True),
        sa.Column("position", ID, nullable=False),
    )
    op.create_table(
        "dead_letters",
        sa.Column("reactor", sa.Text(), primary_key=True),
        sa.Column("position", ID, primary_key=True, autoincrement=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("handle_key", sa.Text(), nullable=False, unique=True),
        sa.Column("login", sa.Text(), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("photo_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("level", ID),
        sa.Column("manager_id", ID),
        sa.Column("owner_id", ID),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("bio", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("revision", ID, nullable=False),
        sa.Column("created_at", ID, nullable=False),
        sa.Column("last_post_at", ID),
        sa.Column("post_count", ID, nullable=False),
        sa.Column("like_count", ID, nullable=False),
        sa.Column("follower_count", ID, nullable=False),
        sa.Column("followee_count", ID, nullable=False),
    )
    op.create_table(
        "passwords",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("changed_at", ID, nullable=False),
    )
    op.create_table(
        "invitations",
        sa.Column("secret_hash", sa.Text(), primary_key=True),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("expires_at", ID, nullable=False),
        sa.Column("used_at", ID),
    )
    op.create_index("ix_invitations_account_id", "invitations", ["account_id"])
    op.create_table(
        "sessions",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("secret_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("created_at", ID, nullable=False),
        sa.Column("seen_at", ID, nullable=False),
        sa.Column("expires_at", ID, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
    )
    op.create_index("ix_sessions_account_id", "sessions", ["account_id"])
    op.create_table(
        "apps",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("redirect_uris", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False, unique=True),
        sa.Column("client_secret", sa.Text(), nullable=False),
        sa.Column("owner_id", ID),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
    )
    op.create_index("apps_by_name", "apps", ["name"])
    op.create_table(
        "tokens",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("app_id", ID, nullable=False),
        sa.Column("account_id", ID),
        sa.Column("secret_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("oauth1_token", sa.Text(), unique=True),
        sa.Column("oauth1_secret", sa.Text()),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
        sa.Column("revoked_at", ID),
    )
    op.create_index("ix_tokens_account_id", "tokens", ["account_id"])
    op.create_index("ix_tokens_app_id", "tokens", ["app_id"])
    op.create_table(
        "grants",
        sa.Column("code_hash", sa.Text(), primary_key=True),
        sa.Column("app_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("redirect_uri", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("code_challenge", sa.Text()),
        sa.Column("expires_at", ID, nullable=False),
        sa.Column("token_id", ID),
    )
    op.create_table(
        "nonces",
        sa.Column("digest", sa.Text(), primary_key=True),
        sa.Column("created_at", ID, nullable=False),
    )
    op.create_index("ix_nonces_created_at", "nonces", ["created_at"])
    op.create_table(
        "follows",
        sa.Column("follower_id", ID, primary_key=True, autoincrement=False),
        sa.Column("followee_id", ID, primary_key=True, autoincrement=False),
        sa.Column("id", ID, nullable=False, unique=True),
    )
    op.create_index("follows_by_followee", "follows", ["followee_id", "id"])
    op.create_index("follows_by_follower", "follows", ["follower_id", "id"])
    op.create_table(
        "mutes",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("target_id", ID, primary_key=True, autoincrement=False),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("notifications", sa.Boolean(), nullable=False),
        sa.Column("expires_at", ID),
    )
    op.create_table(
        "blocks",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("target_id", ID, primary_key=True, autoincrement=False),
        sa.Column("id", ID, nullable=False, unique=True),
    )
    op.create_table(
        "media",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("owner_id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("large", sa.Text(), nullable=False),
        sa.Column("small", sa.Text(), nullable=False),
        sa.Column("blurhash", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("focus_x", sa.Double(), nullable=False),
        sa.Column("focus_y", sa.Double(), nullable=False),
        sa.Column("post_id", ID),
        sa.Column("created_at", ID, nullable=False),
    )
    op.create_index("ix_media_post_id", "media", ["post_id"])
    _partial("media_unattached", "media", ["created_at"], "post_id IS NULL")
    op.create_table(
        "posts",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("entities", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("thread_id", ID, nullable=False),
        sa.Column("created_at", ID, nullable=False),
        sa.Column("warning", sa.Text(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("reply_to_id", ID),
        sa.Column("reply_to_account_id", ID),
        sa.Column("repost_of_id", ID),
        sa.Column("quote_of_id", ID),
        sa.Column("in_company", sa.Boolean(), nullable=False),
        sa.Column("revision", ID, nullable=False),
        sa.Column("edited_at", ID),
        sa.Column("deleted_at", ID),
        sa.Column("like_count", ID, nullable=False),
        sa.Column("repost_count", ID, nullable=False),
        sa.Column("quote_count", ID, nullable=False),
        sa.Column("reply_count", ID, nullable=False),
    )
    _partial("posts_by_author", "posts", ["author_id", "id"], "deleted_at IS NULL AND audience = 'company'")
    _partial(
        "posts_by_quoted",
        "posts",
        ["quote_of_id", "id"],
        "quote_of_id IS NOT NULL AND deleted_at IS NULL AND audience = 'company'",
    )
    _partial(
        "posts_by_repost",
        "posts",
        ["repost_of_id", "author_id"],
        "repost_of_id IS NOT NULL AND deleted_at IS NULL AND audience = 'company'",
        unique=True,
    )
    _partial("posts_by_thread", "posts", ["thread_id", "id"], "reply_to_id IS NOT NULL")
    _partial("posts_in_company", "posts", ["id"], "in_company AND deleted_at IS NULL AND audience = 'company'")
    op.create_table(
        "revisions",
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
        sa.Column("revision", ID, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("entities", sa.Text(), nullable=False),
        sa.Column("warning", sa.Text(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("media_ids", sa.Text(), nullable=False),
        sa.Column("created_at", ID, nullable=False),
    )
    op.create_table(
        "attachments",
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
        sa.Column("place", ID, primary_key=True, autoincrement=False),
        sa.Column("media_id", ID, nullable=False),
    )
    op.create_index("ix_attachments_media_id", "attachments", ["media_id"])
    op.create_table(
        "mentions",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
    )
    op.create_table(
        "tags",
        sa.Column("tag", sa.Text(), primary_key=True),
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
    )
    op.create_table(
        "likes",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
        sa.Column("id", ID, nullable=False, unique=True),
    )
    op.create_index("likes_by_account", "likes", ["account_id", "id"])
    op.create_index("likes_by_post", "likes", ["post_id", "id"])
    op.create_table(
        "bookmarks",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("post_id", ID, primary_key=True, autoincrement=False),
        sa.Column("id", ID, nullable=False, unique=True),
    )
    op.create_index("bookmarks_by_account", "bookmarks", ["account_id", "id"])
    op.create_index("bookmarks_by_post", "bookmarks", ["post_id", "id"])
    op.create_table(
        "idempotency",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("request_hash", sa.Text(), nullable=False),
        sa.Column("post_id", ID, nullable=False),
        sa.Column("created_at", ID, nullable=False),
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"])
    op.create_table(
        "notifications",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("recipient_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor_id", ID, nullable=False),
        sa.Column("post_id", ID),
        sa.Column("position", ID, nullable=False),
        sa.Column("created_at", ID, nullable=False),
        sa.Column("dismissed", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("position", "recipient_id", name="notifications_once"),
    )
    op.create_index("notifications_by_post", "notifications", ["post_id"])
    op.create_index("notifications_by_recipient", "notifications", ["recipient_id", "id"])
    op.create_table(
        "read_marks",
        sa.Column("account_id", ID, primary_key=True, autoincrement=False),
        sa.Column("timeline", sa.Text(), primary_key=True),
        sa.Column("last_read_id", ID, nullable=False),
        sa.Column("version", ID, nullable=False),
        sa.Column("updated_at", ID, nullable=False),
    )
    epoch = "EXTRACT(EPOCH FROM now())::bigint" if op.get_bind().dialect.name == "postgresql" else "unixepoch()"
    op.execute(f"INSERT INTO counters (one, last_id, last_position, epoch) VALUES (1, 0, 0, {epoch})")  # noqa: S608


def _partial(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    # SQLite takes an index only for a query that repeats its condition to the letter, and there a flag is `= 1`.
    on_sqlite = sa.text(where.replace("in_company AND", "in_company = 1 AND"))
    op.create_index(name, table, columns, unique=unique, sqlite_where=on_sqlite, postgresql_where=sa.text(where))
