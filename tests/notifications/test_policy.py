"""What becomes of a notice by the policy of whom it is for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.notifications.model import Kind
from biztweet.notifications.policy import Facts, Policy, Treatment, treatment

ACCEPT, FILTER, DROP = Treatment.accept, Treatment.filter, Treatment.drop
treatments = st.sampled_from(Treatment)
policies = st.builds(Policy, treatments, treatments, treatments, treatments, treatments)
facts = st.builds(Facts, *[st.booleans()] * 6)
kinds = st.sampled_from(Kind)


@pytest.mark.parametrize(
    ("policy", "kind", "stands", "becomes"),
    [
        (Policy(not_following=FILTER), Kind.mention, Facts(), FILTER),
        (Policy(not_following=FILTER), Kind.mention, Facts(follows_actor=True), ACCEPT),
        (Policy(not_followers=FILTER), Kind.like, Facts(follows_actor=True), FILTER),
        (Policy(not_followers=FILTER), Kind.like, Facts(followed_by_actor=True), ACCEPT),
        (Policy(new_accounts=DROP), Kind.reply, Facts(actor_is_new=True), DROP),
        (Policy(new_accounts=DROP), Kind.reply, Facts(actor_is_new=True, follows_actor=True), ACCEPT),
        (Policy(private_mentions=FILTER), Kind.message, Facts(), FILTER),
        (Policy(private_mentions=FILTER), Kind.message, Facts(answers=True), ACCEPT),
        (Policy(private_mentions=FILTER), Kind.mention, Facts(), ACCEPT),
        (Policy(not_following=FILTER, not_followers=DROP), Kind.follow, Facts(), DROP),
        (Policy(not_following=DROP), Kind.poll, Facts(), ACCEPT),
    ],
)
def test_the_strictest_that_any_class_asks_for(policy: Policy, kind: Kind, stands: Facts, becomes: Treatment) -> None:
    assert treatment(policy, kind, stands) is becomes


@given(kinds, facts)
def test_who_has_set_nothing_is_told_of_everything(kind: Kind, stands: Facts) -> None:
    assert treatment(Policy(), kind, stands) is ACCEPT


@given(policies, kinds, st.sampled_from([Facts(admitted=True), Facts(actor_is_admin=True)]))
def test_who_is_admitted_and_who_administrates_is_always_heard(policy: Policy, kind: Kind, stands: Facts) -> None:
    assert treatment(policy, kind, stands) is ACCEPT


@given(policies, kinds)
def test_people_who_follow_each_other_are_always_heard(policy: Policy, kind: Kind) -> None:
    assert treatment(policy, kind, Facts(follows_actor=True, followed_by_actor=True, actor_is_new=True)) is ACCEPT
