"""SQL on the tables of push/."""

import sqlalchemy as sa

from biztweet.access.tables import tokens
from biztweet.accounts.tables import accounts
from biztweet.ports.sql.statement import Command, Query, insert_or_replace, insert_or_skip
from biztweet.ports.sql.types import Id, any_of
from biztweet.push.model import Delivery, Subscription
from biztweet.push.tables import deliveries, identity, subscriptions

_token_id = subscriptions.c.token_id == sa.bindparam("token_id", type_=Id)
_account_id = subscriptions.c.account_id == sa.bindparam("account_id", type_=Id)
_due = deliveries.c.due_at <= sa.bindparam("now", type_=Id)

PUT = Command(insert_or_replace(subscriptions, ["token_id"]))
OF_TOKEN = Query(Subscription, sa.select(subscriptions).where(_token_id))
OF_ACCOUNT = Query(Subscription, sa.select(subscriptions).where(_account_id))
FORGET_TOKEN = Command(sa.delete(subscriptions).where(_token_id))
FORGET_TOKENS = Command(sa.delete(subscriptions).where(any_of(subscriptions.c.token_id, "token_ids")))
FORGET_ACCOUNT = Command(sa.delete(subscriptions).where(_account_id))
FORGET = Command(sa.delete(subscriptions).where(any_of(subscriptions.c.id, "ids")))
# Those whose token is still in use, and whose owner still works here.
BY_IDS = Query(
    Subscription,
    sa.select(subscriptions)
    .join(tokens, tokens.c.id == subscriptions.c.token_id)
    .join(accounts, accounts.c.id == subscriptions.c.account_id)
    .where(any_of(subscriptions.c.id, "ids"), tokens.c.revoked_at.is_(None), accounts.c.active),
)

QUEUE = Command(insert_or_skip(deliveries))
DUE = Query(
    Delivery, sa.select(deliveries).where(_due).order_by(deliveries.c.due_at).limit(sa.bindparam("limit", type_=Id))
)
NEXT_DUE = Query(int, sa.select(sa.func.min(deliveries.c.due_at)))
PUT_OFF = Command(
    sa.update(deliveries)
    .where(any_of(deliveries.c.id, "ids"))
    .values(due_at=sa.bindparam("due_at", type_=Id), attempts=deliveries.c.attempts + sa.bindparam("more", type_=Id))
)
DONE = Command(sa.delete(deliveries).where(any_of(deliveries.c.id, "ids")))

IDENTITY = Query(str, sa.select(identity.c.private_key))
BECOME = Command(insert_or_skip(identity))
