"""Hold notices against what those they are for have said: in the transaction that tells them."""

from collections.abc import Sequence

from biztweet.accounts import store as accounts
from biztweet.accounts.model import Role
from biztweet.events import AnyEvent, MessageSent
from biztweet.filters import book, rules
from biztweet.filters import store as filters
from biztweet.filters.model import Action, Context
from biztweet.follows import store as follows
from biztweet.kernel.transaction import Transaction
from biztweet.messages import store as messages
from biztweet.notifications import store
from biztweet.notifications.model import Kind, Notice
from biztweet.notifications.policy import NEW_FOR, Facts, Treatment, treatment
from biztweet.notifications.rules import occasion
from biztweet.notifications.set_preferences import preferences_by_id
from biztweet.posts import store as posts

_OF_ONES_OWN_POST = (Kind.like, Kind.repost, Kind.poll)


async def treated(tx: Transaction, event: AnyEvent, found: Sequence[Notice]) -> list[tuple[Notice, Treatment]]:
    """What becomes of notices of one event, which one person caused.

    Three queries where nobody has said anything, eight where somebody has a policy; more for muted words.
    """
    found = await _unmuted(tx, event, await _wanted(tx, found))
    if not found:
        return []
    ids = [notice.recipient_id for notice in found]
    policies = {each.account_id: each.policy for each in await tx.rows(store.POLICIES, ids=ids)}
    if not policies:
        return [(notice, Treatment.accept) for notice in found]
    actor_id, bound = found[0].actor_id, list(policies)
    followers = set(await tx.rows(follows.FOLLOWING_ME, account_id=actor_id, ids=bound))
    followees = set(await tx.rows(follows.FOLLOWED_AMONG, account_id=actor_id, ids=bound))
    admitting = set(await tx.rows(store.ADMITTING, actor_id=actor_id, ids=bound))
    actor = await tx.one(accounts.BY_IDS, ids=[actor_id])
    answered = set[int]()
    if isinstance(event, MessageSent):
        answered = set(await tx.rows(messages.SPEAKERS, conversation_id=event.conversation_id, ids=bound))

    def of(notice: Notice) -> Treatment:
        if notice.recipient_id not in policies:
            return Treatment.accept
        facts = Facts(
            follows_actor=notice.recipient_id in followers,
            followed_by_actor=notice.recipient_id in followees,
            admitted=notice.recipient_id in admitting,
            actor_is_new=actor is not None and actor.created_at > tx.now - NEW_FOR,
            actor_is_admin=actor is not None and actor.role is Role.admin,
            answers=notice.recipient_id in answered,
        )
        return treatment(policies[notice.recipient_id], notice.kind, facts)

    return [(notice, of(notice)) for notice in found]


async def _wanted(tx: Transaction, found: Sequence[Notice]) -> list[Notice]:
    """Those of a kind that their recipient wants to be told of."""
    preferences = await preferences_by_id(tx, [notice.recipient_id for notice in found])
    return [
        notice
        for notice in found
        if notice.recipient_id not in preferences or notice.kind not in preferences[notice.recipient_id].untold
    ]


async def _unmuted(tx: Transaction, event: AnyEvent, found: Sequence[Notice]) -> list[Notice]:
    """Those of posts in which no word stands that their recipient has left out of notifications."""
    about = [notice for notice in found if notice.kind not in _OF_ONES_OWN_POST and notice.post_id is not None]
    ids = [notice.recipient_id for notice in about]
    strict = set(await tx.rows(filters.ACCOUNTS_WITH, ids=ids, action=Action.hide)) if ids else set()
    if not strict:
        return list(found)
    post = await tx.one(posts.BY_IDS, ids=[occasion(event, about)])
    if post is None:
        return list(found)
    muted = set()
    for account_id in strict:
        matches = rules.matches(
            await book.read(tx, account_id), [post.text, post.warning], frozenset({post.id}), tx.now
        )
        if any(m.filter.action is Action.hide and rules.looks_in(m, Context.notifications) for m in matches):
            muted.add(account_id)
    return [notice for notice in found if notice.recipient_id not in muted or notice not in about]
