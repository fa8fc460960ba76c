"""Hold notices against the policies of whom they are for: in the transaction that tells them."""

from collections.abc import Sequence

from biztweet.accounts import store as accounts
from biztweet.accounts.model import Role
from biztweet.events import AnyEvent, MessageSent
from biztweet.follows import store as follows
from biztweet.kernel.database import Transaction
from biztweet.messages import store as messages
from biztweet.notifications import store
from biztweet.notifications.model import Notice
from biztweet.notifications.policy import NEW_FOR, Facts, Treatment, treatment


async def judged(tx: Transaction, event: AnyEvent, found: Sequence[Notice]) -> list[tuple[Notice, Treatment]]:
    """What becomes of notices of one event, which one person caused: one query where nobody has a policy, else six."""
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
