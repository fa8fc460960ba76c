"""`biztweet token create`: secrets for an app that acts for somebody, shown once."""

import click
import msgspec

from biztweet.access import apps, tokens
from biztweet.access.scopes import KNOWN
from biztweet.cli.running import with_company
from biztweet.company import Company


@click.group()
def token() -> None:
    """Tokens of apps."""


@token.command()
@click.option("--handle", required=True, help="For whom the app acts.")
@click.option(
    "--app", "app_name", required=True, help="The app's name, as posts show it; one of that name is used again."
)
@click.option("--scopes", default="read write follow push", show_default=True, help="What the token may do.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def create(handle: str, app_name: str, scopes: str, *, as_json: bool) -> None:
    """Give an app a token for somebody; earlier tokens stay as they are.

    The four OAuth 1.0a values sign Twitter's v1.1 and v2 calls; bearer_token works for Mastodon's API and Twitter's.
    """
    if unknown := sorted(set(scopes.split()) - KNOWN):
        raise click.UsageError(f"No such scope: {', '.join(unknown)}")

    async def act(company: Company) -> dict[str, str]:
        account = await company.people.by_handle(handle)
        app = await apps.trusted_by_name(company.db, app_name) or await apps.register(
            company.db, company.vault, name=app_name, scopes=scopes, trusted=True
        )
        issued = await tokens.issue(company.db, company.vault, app.id, account.id, scopes)
        return {
            "handle": account.handle,
            "account_id": str(account.id),
            "consumer_key": app.client_id,
            "consumer_secret": company.vault.unlock(app.client_secret),
            "access_token": issued.oauth1_token,
            "access_token_secret": issued.oauth1_secret,
            "bearer_token": issued.bearer,
        }

    values = with_company(act)
    click.echo(msgspec.json.encode(values).decode() if as_json else "\n".join(f"{k}: {v}" for k, v in values.items()))
