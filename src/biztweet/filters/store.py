"""SQL on the tables of filters/; what runs in a transaction takes its `tx` and never commits."""

import sqlalchemy as sa

from biztweet.filters.model import Filter, Keyword, Marked
from biztweet.filters.tables import filter_keywords, filter_posts, filters
from biztweet.ports.sql.statement import Command, Query, insert_or_replace, insert_or_skip
from biztweet.ports.sql.types import Id, any_of

_id = sa.bindparam("id", type_=Id)
_filter_id = sa.bindparam("filter_id", type_=Id)
_account = filters.c.account_id == sa.bindparam("account_id", type_=Id)
_of_account = sa.select(filters.c.id).where(_account)

OF_ACCOUNT = Query(Filter, sa.select(filters).where(_account).order_by(filters.c.id))
# Which of some accounts have a filter that does this to what it matches.
ACCOUNTS_WITH = Query(
    int,
    sa.select(filters.c.account_id)
    .distinct()
    .where(
        any_of(filters.c.account_id, "ids"), filters.c.action == sa.bindparam("action", type_=filters.c.action.type)
    ),
)
KEYWORDS = Query(
    Keyword,
    sa.select(filter_keywords).where(filter_keywords.c.filter_id.in_(_of_account)).order_by(filter_keywords.c.id),
)
POSTS = Query(
    Marked, sa.select(filter_posts).where(filter_posts.c.filter_id.in_(_of_account)).order_by(filter_posts.c.id)
)

PUT = Command(insert_or_replace(filters, ["id"]))
PUT_KEYWORD = Command(insert_or_replace(filter_keywords, ["id"]))
MARK = Command(insert_or_skip(filter_posts))
DELETE = Command(sa.delete(filters).where(filters.c.id == _id))
DELETE_KEYWORDS = Command(sa.delete(filter_keywords).where(filter_keywords.c.filter_id == _filter_id))
DELETE_POSTS = Command(sa.delete(filter_posts).where(filter_posts.c.filter_id == _filter_id))
DELETE_KEYWORD = Command(sa.delete(filter_keywords).where(filter_keywords.c.id == _id))
DELETE_POST = Command(sa.delete(filter_posts).where(filter_posts.c.id == _id))
