"""SQL on the table of saved_searches/."""

import sqlalchemy as sa

from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id
from biztweet.saved_searches.model import SavedSearch
from biztweet.saved_searches.tables import saved_searches

_own = saved_searches.c.account_id == sa.bindparam("account_id", type_=Id)
_by_id = saved_searches.c.id == sa.bindparam("search_id", type_=Id)

OF = Query(SavedSearch, sa.select(saved_searches).where(_own).order_by(saved_searches.c.id))
ONE = Query(SavedSearch, sa.select(saved_searches).where(_own, _by_id))
INSERT = Command(sa.insert(saved_searches))
DELETE = Command(sa.delete(saved_searches).where(_own, _by_id))
