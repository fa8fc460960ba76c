"""What is done every so often, once in the installation: all sweeps, on one page."""

from functools import partial

from biztweet.access import sweep as access
from biztweet.access.revoke import end_what_ran_out
from biztweet.cards.sweep import sweep as sweep_cards
from biztweet.company import Company
from biztweet.kernel.retention import forget_events
from biztweet.mailing.digest import queue_digests
from biztweet.media import discard, litter
from biztweet.posts import idempotency

_MINUTE, _HOUR = 60, 3_600


def engage(company: Company) -> None:
    """Tell a company's chores what there is to do."""
    db, chores = company.db, company.chores

    chores.every(_MINUTE, "posters", company.media.posters.catch_up)
    chores.every(10 * _MINUTE, "uploads", partial(discard.sweep, db))
    chores.every(_MINUTE, "litter", partial(litter.sweep, db, company.blobs))
    chores.every(10 * _MINUTE, "nonces", partial(access.sweep_nonces, db))
    chores.every(_HOUR, "access", partial(access.sweep, db))
    chores.every(_MINUTE, "tokens", partial(end_what_ran_out, db))
    chores.every(_HOUR, "cards", partial(sweep_cards, db))
    chores.every(_HOUR, "idempotency keys", partial(idempotency.sweep, db))
    chores.every(_HOUR, "event log", partial(forget_events, db, company.relay.shared))
    if company.settings.mails:
        chores.every(5 * _MINUTE, "digests", partial(queue_digests, db))
