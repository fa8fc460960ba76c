"""Who reacts to what: caches and streams in every process, the rest once in the installation."""

from biztweet.company import Company
from biztweet.notifications import react as notifications


def connect(company: Company) -> None:
    """Tell a company's relay who reacts."""
    relay = company.relay

    # In every process, before anybody is answered: what is remembered stays true.
    relay.follow(company.people.apply)
    relay.follow(company.graph.apply)
    relay.follow(company.rosters.apply)
    relay.follow(company.tokens.apply)
    relay.follow(company.sessions.apply)
    relay.follow(company.views.apply)
    relay.follow(company.head.apply)
    relay.follow(company.timelines.recent.apply)

    # In every process, in order: open streams.
    relay.follow_live(company.live.tell)

    # Once in the installation.
    relay.share(notifications.NAME, notifications.react, notifications.wants)
