"""SQL on the tables of polls/; what runs in a transaction takes its `tx` and never commits."""

import sqlalchemy as sa

from biztweet.polls.model import Poll
from biztweet.polls.tables import ballots, polls
from biztweet.ports.sql.statement import Command, Query, insert_or_replace, insert_or_skip
from biztweet.ports.sql.types import Id, any_of

_post_id = sa.bindparam("post_id", type_=Id)
_now = sa.bindparam("now", type_=Id)
_open = polls.c.closed_at.is_(None)

BY_POST_IDS = Query(Poll, sa.select(polls).where(any_of(polls.c.post_id, "ids")))
NEXT_CLOSING = Query(int, sa.select(sa.func.min(polls.c.closes_at)).where(_open))
DUE = Query(Poll, sa.select(polls).where(_open, polls.c.closes_at <= _now).order_by(polls.c.closes_at).limit(20))
VOTER_IDS = Query(
    int, sa.select(ballots.c.account_id).where(ballots.c.post_id == _post_id).order_by(ballots.c.account_id)
)

PUT = Command(insert_or_replace(polls, ["post_id"]))
# Answers with a row if the account has not voted before.
CAST = Query(int, insert_or_skip(ballots, returning=ballots.c.account_id))
DELETE = Command(sa.delete(polls).where(polls.c.post_id == _post_id))
DELETE_BALLOTS = Command(sa.delete(ballots).where(ballots.c.post_id == _post_id))
