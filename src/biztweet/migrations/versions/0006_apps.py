"""Apps: what their owners and administrators decide, tokens that hold for a time, OAuth 1.0a's requests.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns and create the tables."""
    op.add_column("apps", sa.Column("description", sa.Text(), nullable=False, server_default=""))
    op.add_column("apps", sa.Column("picture_key", sa.Text(), nullable=False, server_default=""))
    op.add_column("apps", sa.Column("listed_at", ID))
    op.add_column("apps", sa.Column("native", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("apps", sa.Column("blocked_at", ID))
    op.create_index("apps_by_owner", "apps", ["owner_id"])
    op.add_column("tokens", sa.Column("expires_at", ID))
    op.add_column("grants", sa.Column("token_holds", ID))
    op.create_table(
        "refreshes",
        sa.Column("secret_hash", sa.Text(), primary_key=True),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("app_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("token_id", ID, nullable=False),
        sa.Column("token_holds", ID, nullable=False),
        sa.Column("expires_at", ID, nullable=False),
        sa.Column("used_at", ID),
    )
    op.create_index("ix_refreshes_family_id", "refreshes", ["family_id"])
    op.create_index("ix_refreshes_token_id", "refreshes", ["token_id"])
    op.create_table(
        "requests",
        sa.Column("token", sa.Text(), primary_key=True),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("app_id", ID, nullable=False),
        sa.Column("callback", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("expires_at", ID, nullable=False),
        sa.Column("account_id", ID),
        sa.Column("verifier_hash", sa.Text()),
        sa.Column("tries", ID, nullable=False),
    )
