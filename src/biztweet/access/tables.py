"""The tables that access/ alone writes. Secrets stand here as hashes, or encrypted where they must be read again."""

import sqlalchemy as sa

from biztweet.ports.sql.types import Id, Json

metadata = sa.MetaData()

passwords = sa.Table(
    "passwords",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("changed_at", Id, nullable=False),
)

invitations = sa.Table(
    "invitations",
    metadata,
    sa.Column("secret_hash", sa.Text, primary_key=True),
    sa.Column("account_id", Id, nullable=False, index=True),
    sa.Column("expires_at", Id, nullable=False),
    sa.Column("used_at", Id),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("secret_hash", sa.Text, nullable=False, unique=True),
    sa.Column("account_id", Id, nullable=False, index=True),
    sa.Column("created_at", Id, nullable=False),
    sa.Column("seen_at", Id, nullable=False),
    sa.Column("expires_at", Id, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("device", sa.Text, nullable=False),
)

apps = sa.Table(
    "apps",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("website", sa.Text, nullable=False),
    sa.Column("redirect_uris", Json(tuple[str, ...]), nullable=False),
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("client_id", sa.Text, nullable=False, unique=True),
    # Encrypted: OAuth 1.0a signs with it, so it must be readable.
    sa.Column("client_secret", sa.Text, nullable=False),
    # Who registered it: an employee, or None for one that registered itself at the app door.
    sa.Column("owner_id", Id),
    # Registered by an employee or the operator: only then may it act for itself.
    sa.Column("trusted", sa.Boolean, nullable=False),
    sa.Column("created_at", Id, nullable=False),
    # What its owner says of it in the gallery, where it stands since `listed_at`.
    sa.Column("description", sa.Text, nullable=False, server_default=""),
    sa.Column("picture_key", sa.Text, nullable=False, server_default=""),
    sa.Column("listed_at", Id),
    # Installed on people's machines: it can keep no secret, and listens on whichever loopback port is free.
    sa.Column("native", sa.Boolean, nullable=False, server_default=sa.false()),
    # Since when an administrator keeps it out.
    sa.Column("blocked_at", Id),
)
sa.Index("apps_by_name", apps.c.name)
sa.Index("apps_by_owner", apps.c.owner_id)

tokens = sa.Table(
    "tokens",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("app_id", Id, nullable=False, index=True),
    # None: the app acts for itself.
    sa.Column("account_id", Id, index=True),
    sa.Column("secret_hash", sa.Text, nullable=False, unique=True),
    # OAuth 1.0a: the public half, and the secret half encrypted.
    sa.Column("oauth1_token", sa.Text, unique=True),
    sa.Column("oauth1_secret", sa.Text),
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("created_at", Id, nullable=False),
    sa.Column("revoked_at", Id),
    # None: it holds until it is revoked.
    sa.Column("expires_at", Id),
)

grants = sa.Table(
    "grants",
    metadata,
    sa.Column("code_hash", sa.Text, primary_key=True),
    sa.Column("app_id", Id, nullable=False),
    sa.Column("account_id", Id, nullable=False),
    sa.Column("redirect_uri", sa.Text, nullable=False),
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("code_challenge", sa.Text),
    sa.Column("expires_at", Id, nullable=False),
    # The token this code was changed into: a second use revokes it.
    sa.Column("token_id", Id),
    # How long the token shall hold, in microseconds; None: until it is revoked.
    sa.Column("token_holds", Id),
)

# What renews a token that holds for a time only. Each is used once; those that follow one another are a family.
refreshes = sa.Table(
    "refreshes",
    metadata,
    sa.Column("secret_hash", sa.Text, primary_key=True),
    sa.Column("family_id", Id, nullable=False, index=True),
    sa.Column("app_id", Id, nullable=False),
    sa.Column("account_id", Id, nullable=False),
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("token_id", Id, nullable=False, index=True),
    sa.Column("token_holds", Id, nullable=False),
    sa.Column("expires_at", Id, nullable=False),
    sa.Column("used_at", Id),
)

# OAuth 1.0a: what an app asks somebody for, until it gets the token. The secret is encrypted, the verifier a hash.
requests = sa.Table(
    "requests",
    metadata,
    sa.Column("token", sa.Text, primary_key=True),
    sa.Column("secret", sa.Text, nullable=False),
    sa.Column("app_id", Id, nullable=False),
    sa.Column("callback", sa.Text, nullable=False),
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("expires_at", Id, nullable=False),
    sa.Column("account_id", Id),
    sa.Column("verifier_hash", sa.Text),
    sa.Column("tries", Id, nullable=False),
)

# OAuth 1.0a: a signed request counts once.
nonces = sa.Table(
    "nonces",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("created_at", Id, nullable=False, index=True),
)
