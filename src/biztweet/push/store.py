"""SQL on the tables of push/."""

import sqlalchemy as sa

from biztweet.access.sessions import IDLE
from biztweet.access.tables import sessions, tokens
from biztweet.accounts.tables import accounts
from biztweet.ports.sql.statement import Command, Query, insert_or_replace, insert_or_skip
from biztweet.ports.sql.types import Id, any_of
from biztweet.push.model import Browser, Delivery, Subscription
from biztweet.push.tables import browsers, deliveries, identity, subscriptions

_token_id = subscriptions.c.token_id == sa.bindparam("token_id", type_=Id)
_account_id = subscriptions.c.account_id == sa.bindparam("account_id", type_=Id)
_due = deliveries.c.due_at <= sa.bindparam("now", type_=Id)

PUT = Command(insert_or_replace(subscriptions, ["token_id"]))
OF_TOKEN = Query(Subscription, sa.select(subscriptions).where(_token_id))
OF_ACCOUNT = Query(Subscription, sa.select(subscriptions).where(_account_id))
FORGET_TOKEN = Command(sa.delete(subscriptions).where(_token_id))
FORGET_TOKENS = Command(sa.delete(subscriptions).where(any_of(subscriptions.c.token_id, "token_ids")))
FORGET_ACCOUNT = Command(sa.delete(subscriptions).where(_account_id))
_mine = subscriptions.alias("mine")
_latest = (
    sa.select(_mine.c.id)
    .where(_mine.c.account_id == sa.bindparam("account_id", type_=Id))
    .order_by(_mine.c.id.desc())
    .limit(sa.bindparam("kept", type_=Id))
)
FORGET_EARLIER = Command(sa.delete(subscriptions).where(_account_id, subscriptions.c.id.not_in(_latest)))
FORGET = Command(sa.delete(subscriptions).where(any_of(subscriptions.c.id, "ids")))
# Those whose token is still in use, and whose owner still works here.
BY_IDS = Query(
    Subscription,
    sa.select(subscriptions)
    .join(tokens, tokens.c.id == subscriptions.c.token_id)
    .join(accounts, accounts.c.id == subscriptions.c.account_id)
    .where(any_of(subscriptions.c.id, "ids"), tokens.c.revoked_at.is_(None), accounts.c.active),
)

_session_id = browsers.c.session_id == sa.bindparam("session_id", type_=Id)
_browser_of = browsers.c.account_id == sa.bindparam("account_id", type_=Id)
_now = sa.bindparam("now", type_=Id)
# Those whose session still holds, and whose owner still works here.
_ringing = (
    sa.select(browsers)
    .join(sessions, sessions.c.id == browsers.c.session_id)
    .join(accounts, accounts.c.id == browsers.c.account_id)
    .where(
        sessions.c.expires_at >= _now,
        sessions.c.seen_at + IDLE >= _now,
        sessions.c.id > accounts.c.access_after,
        accounts.c.active,
    )
)
PUT_BROWSER = Command(insert_or_replace(browsers, ["session_id"]))
OF_SESSION = Query(Browser, sa.select(browsers).where(_session_id))
RINGING_OF = Query(Browser, _ringing.where(_browser_of))
RINGING_BY_IDS = Query(Browser, _ringing.where(any_of(browsers.c.id, "ids")))
FORGET_SESSION = Command(sa.delete(browsers).where(_session_id))
FORGET_ENDPOINT = Command(sa.delete(browsers).where(browsers.c.endpoint == sa.bindparam("endpoint", type_=sa.Text)))
FORGET_BROWSERS_OF = Command(sa.delete(browsers).where(_browser_of))
FORGET_BROWSERS = Command(sa.delete(browsers).where(any_of(browsers.c.id, "ids")))
# A session that ran out is swept away without a word.
FORGET_LOST = Command(sa.delete(browsers).where(_browser_of, browsers.c.session_id.not_in(sa.select(sessions.c.id))))

QUEUE = Command(insert_or_skip(deliveries))
DUE = Query(
    Delivery, sa.select(deliveries).where(_due).order_by(deliveries.c.due_at).limit(sa.bindparam("limit", type_=Id))
)
NEXT_DUE = Query(int, sa.select(sa.func.min(deliveries.c.due_at)))
_put_off = sa.update(deliveries).where(any_of(deliveries.c.id, "ids")).values(due_at=sa.bindparam("due_at", type_=Id))
HOLD = Command(_put_off)
TRY_AGAIN = Command(_put_off.values(attempts=deliveries.c.attempts + 1))
DONE = Command(sa.delete(deliveries).where(any_of(deliveries.c.id, "ids")))

IDENTITY = Query(str, sa.select(identity.c.private_key))
BECOME = Command(insert_or_skip(identity))
