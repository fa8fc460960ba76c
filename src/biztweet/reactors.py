"""Who reacts to what: caches and streams in every process, the rest once in the installation; and what is due when."""

from functools import partial

from biztweet.announcements import store as announcements
from biztweet.announcements.announce import publish_and_withdraw
from biztweet.company import Company
from biztweet.follows import store as follows
from biztweet.follows.hide import end_due_mutes
from biztweet.kernel.shared_reactor import each
from biztweet.mailing import react as mailing
from biztweet.notifications import react as notifications
from biztweet.polls import store as polls
from biztweet.posts.close import close_due
from biztweet.push import react as push
from biztweet.schedules import store as schedules
from biztweet.schedules.due import publish_due
from biztweet.search import react as search


def connect(company: Company) -> None:
    """Tell a company's relay who reacts, and its alarm what is due when."""
    relay = company.relay

    # In every process, before anybody is answered: what is remembered stays true.
    relay.follow(company.people.apply)
    relay.follow(company.timelines.departments.apply)
    relay.follow(company.graph.apply)
    relay.follow(company.filters.apply)
    relay.follow(company.rosters.apply)
    relay.follow(company.tokens.apply)
    relay.follow(company.sessions.apply)
    relay.follow(company.views.apply)
    relay.follow(company.head.apply)
    relay.follow(company.timelines.recent.apply)
    relay.follow(company.timelines.trends.apply)
    relay.follow(company.timelines.topics.apply)
    relay.follow(company.board.apply)
    relay.follow(company.alarm.apply)

    # In every process, in order: open streams.
    relay.follow_live(company.live.deliver)

    # Once in the installation.
    relay.share(notifications.NAME, each(notifications.react), notifications.wants)
    relay.share(search.NAME, search.reactor(company.search.index), search.wants, gather_seconds=search.GATHER_SECONDS)
    relay.share(mailing.NAME, each(mailing.react), partial(mailing.wants, sends=company.settings.mails))
    relay.share(push.NAME, each(push.react), partial(push.wants, sends=company.settings.push != "off"))

    # At their very instant, once in the installation.
    company.alarm.set("mutes", follows.NEXT_MUTE_END, end_due_mutes)
    company.alarm.set("polls", polls.NEXT_CLOSING, close_due)
    company.alarm.set("schedules", schedules.NEXT_DUE, partial(publish_due, rules=company.text_rules))
    company.alarm.set("announcements", announcements.NEXT_DUE, publish_and_withdraw)
