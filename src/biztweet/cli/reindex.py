"""`biztweet reindex`: enter every post into the search index anew, beside a running server."""

import click

from biztweet.cli.running import with_company
from biztweet.company import Company
from biztweet.search.react import enter_all


@click.command()
def reindex() -> None:
    """Enter every post into the search index anew; searches go on meanwhile."""

    async def act(company: Company) -> int:
        return await enter_all(company.db, company.search.index)

    click.echo(f"{with_company(act):,} posts can be found")
