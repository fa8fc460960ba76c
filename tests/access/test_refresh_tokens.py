"""What renews a token ends with the account's access."""

import pytest

from biztweet.access import apps, refresh_tokens, tokens
from biztweet.access.errors import GrantInvalid
from biztweet.accounts.join import activate, deactivate
from biztweet.company import Company
from biztweet.kernel.clock import HOUR
from biztweet.kernel.transaction import Transaction
from tests.factories import a_person


async def test_a_secret_from_before_a_deactivation_renews_nothing_after_it(any_company: Company) -> None:
    here, minsu = any_company, await a_person(any_company)
    app = await apps.register(here.db, here.vault, name="App", trusted=True)

    async def work(tx: Transaction) -> str:
        issued = await tokens.issue_within(tx, here.vault, app.id, minsu.id, "read", holds=2 * HOUR)
        return await refresh_tokens.begin_within(tx, app.id, minsu.id, issued)

    secret = await here.db.write(work)
    given = await refresh_tokens.renew(here.db, here.vault, app, secret)
    await deactivate(here.db, minsu.id)
    await activate(here.db, minsu.id)
    with pytest.raises(GrantInvalid):
        await refresh_tokens.renew(here.db, here.vault, app, given.refresh_secret or "")
