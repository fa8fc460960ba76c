"""The table that accounts/ alone writes."""

import sqlalchemy as sa

from biztweet.accounts.model import AccountKind, Field, Home, Role
from biztweet.ports.sql.types import Choice, Id, Json

metadata = sa.MetaData()

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("handle", sa.Text, nullable=False),
    # The handle without case: what must be unique, and what look-ups go by.
    sa.Column("handle_key", sa.Text, nullable=False, unique=True),
    # What the directory calls them; handles are made from it once and for ever.
    sa.Column("login", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("photo_key", sa.Text, nullable=False),
    sa.Column("kind", Choice(AccountKind), nullable=False),
    sa.Column("department", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("level", Id),
    sa.Column("manager_id", Id),
    sa.Column("office", sa.Text, nullable=False, server_default=""),
    # When the directory last said something of them.
    sa.Column("directory_at", Id, nullable=False, server_default="0"),
    sa.Column("owner_id", Id),
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("bio", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("location", sa.Text, nullable=False),
    # What they say of themselves under names of their own.
    sa.Column("fields", Json(tuple[Field, ...]), nullable=False, server_default="[]"),
    sa.Column("language", sa.Text, nullable=False),
    # As in the IANA's database, such as Asia/Seoul; empty: the company's.
    sa.Column("time_zone", sa.Text, nullable=False, server_default=""),
    sa.Column("role", Choice(Role), nullable=False),
    sa.Column("home", Choice(Home), nullable=False),
    # The picture at the head of their page; empty: none.
    sa.Column("banner_key", sa.Text, nullable=False, server_default=""),
    sa.Column("active", sa.Boolean, nullable=False),
    # Sign-ins, tokens and codes with ids up to here give no access: it is set when an account is deactivated.
    sa.Column("access_after", Id, nullable=False, server_default="0"),
    sa.Column("revision", Id, nullable=False),
    sa.Column("created_at", Id, nullable=False),
    sa.Column("last_post_at", Id),
    sa.Column("post_count", Id, nullable=False),
    sa.Column("like_count", Id, nullable=False),
    sa.Column("follower_count", Id, nullable=False),
    sa.Column("followee_count", Id, nullable=False),
    # In how many lists it stands that are not private.
    sa.Column("listed_count", Id, nullable=False, server_default="0"),
    # How many want to be told whenever it posts.
    sa.Column("awaiting_count", Id, nullable=False, server_default="0"),
)
sa.Index("accounts_by_department", accounts.c.department)

# Who was shown around at their first sign-in, and when.
welcomes = sa.Table(
    "welcomes",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("at", Id, nullable=False),
)
