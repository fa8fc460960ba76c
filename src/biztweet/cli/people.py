"""`biztweet people`: who is in the company, for installations without a directory server."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import click

from biztweet.access.invitations import invite as make_invitation
from biztweet.access.sessions import end_all
from biztweet.accounts import join
from biztweet.accounts.everybody import everybody
from biztweet.accounts.handles import key
from biztweet.accounts.join import Entry
from biztweet.accounts.model import Account, Role
from biztweet.cli.running import with_company
from biztweet.company import Company
from biztweet.directory.photos import keep_photo
from biztweet.directory.table import Mistake, TableRefused, read_table
from biztweet.directory.take_over import Difference, differences, take_over
from biztweet.media.errors import FileRefused


@click.group()
def people() -> None:
    """Who is in the company."""


@people.command("add")
@click.argument("handle")
@click.option("--name", required=True, help="Real name, as it is printed beside posts.")
@click.option("--department", default="", help="Where they work.")
@click.option("--title", default="", help="Job title; printed only where the company wants it.")
@click.option("--office", default="", help="Where their desk is.")
@click.option(
    "--photo", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JPEG or PNG of their face."
)
@click.option("--email", default="", help="Work address.")
@click.option("--language", type=click.Choice(["ko", "en"]), default="ko", show_default=True)
@click.option("--admin", is_flag=True, help="May administer.")
def add_(
    handle: str,
    name: str,
    department: str,
    title: str,
    office: str,
    photo: Path | None,
    email: str,
    language: str,
    *,
    admin: bool,
) -> None:
    """Add somebody to the company."""

    async def act(company: Company) -> int:
        key = await keep_photo(company.blobs, company.images, handle, photo.read_bytes() if photo else None)
        entry = Entry(
            handle=handle,
            name=name,
            photo_key=key,
            department=department,
            title=title,
            office=office,
            email=email,
            language=language,
            role=Role.admin if admin else Role.employee,
        )
        return await join.add(company.db, entry)

    account_id = with_company(act)
    click.echo(f"{name} is in as @{handle} ({account_id}). `biztweet people invite {handle}` prints a link to sign in.")


@people.command("list")
def list_() -> None:
    """Print everybody, one a line: handle, name, department, role, whether they are active."""
    for account in with_company(lambda company: everybody(company.db)):
        state = "active" if account.active else "deactivated"
        click.echo("\t".join((account.handle, account.name, account.department, account.role, state)))


@people.command()
@click.argument("handle")
def deactivate(handle: str) -> None:
    """End somebody's access at once; their posts stay."""
    _with_account(handle, lambda company, account: join.deactivate(company.db, account.id))
    click.echo(f"@{handle} may no longer sign in, post or listen.")


@people.command()
@click.argument("handle")
def activate(handle: str) -> None:
    """Let somebody back in."""
    _with_account(handle, lambda company, account: join.activate(company.db, account.id))
    click.echo(f"@{handle} is back.")


@people.command()
@click.argument("handle")
def invite(handle: str) -> None:
    """Print a one-time link with which somebody chooses a password and signs in; it holds for a week."""

    async def act(company: Company) -> str:
        account = await company.people.by_handle(handle)
        secret = await make_invitation(company.db, account.id)
        return f"{company.settings.base_url.rstrip('/')}/invitation/{secret}"

    click.echo(with_company(act))


@people.command("set-password")
@click.argument("handle")
@click.option("--stdin", "from_stdin", is_flag=True, required=True, help="Read the password from standard input.")
def set_password(handle: str, *, from_stdin: bool) -> None:
    """Give somebody a new password; their other sign-ins end."""
    del from_stdin
    password = sys.stdin.readline().rstrip("\n")

    async def act(company: Company, account: Account) -> None:
        await company.passwords.set(account.id, password)
        await end_all(company.db, account.id)

    _with_account(handle, act)
    click.echo(f"@{handle} has a new password.")


@people.command("import")
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print what would change, and change nothing.")
def import_(table: Path, *, dry_run: bool) -> None:
    """Take over a CSV file: handle, name, department, title, level, manager (a handle), office, email, photo (a file).

    A mistake is named by line and column, and then nothing is taken over.
    """
    content = table.read_bytes()

    async def act(company: Company) -> list[Difference]:
        people_by_key = {key(account.handle): account for account in await everybody(company.db)}
        rows = read_table(content, table.parent, frozenset(people_by_key))
        names = {row.handle: company.vault.name_of(row.photo.read_bytes()) for row in rows if row.photo is not None}
        found = differences(rows, people_by_key, names)
        if not dry_run:
            await take_over(company.db, found, await _photos(company, found, names), people_by_key)
        return found

    try:
        found = with_company(act)
    except TableRefused as refused:
        raise click.ClickException(f"nothing was taken over\n{refused}") from refused
    for difference in found:
        _print(difference)
    new = sum(difference.was is None for difference in found)
    click.echo(f"{'Would be' if dry_run else 'Now'}: {new} new, {len(found) - new} changed.")


async def _photos(company: Company, found: list[Difference], names: dict[str, str]) -> dict[str, str]:
    """A photograph under its name, or a drawn placeholder, for everybody who needs one, kept."""
    needing = [difference.row for difference in found if difference.was is None or difference.changes("photo")]
    keys = {}
    with click.progressbar(needing, label="Photographs", file=sys.stderr) as rows:
        for row in rows:
            try:
                content = row.photo.read_bytes() if row.photo else None
                keys[row.handle] = await keep_photo(
                    company.blobs, company.images, row.handle, content, names.get(row.handle)
                )
            except FileRefused as refused:
                raise TableRefused([Mistake(row.line, "photo", refused.message)]) from refused
    return keys


def _print(difference: Difference) -> None:
    row = difference.row
    if difference.was is None:
        click.echo(f"+ @{row.handle} {row.name} · {row.department}")
    for name, before, after in difference.fields:
        click.echo(f"~ @{row.handle} {name}: {before!r} -> {after!r}")


def _with_account(handle: str, act: Callable[[Company, Account], Awaitable[None]]) -> None:
    async def found(company: Company) -> None:
        await act(company, await company.people.by_handle(handle))

    with_company(found)
