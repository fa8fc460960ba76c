"""`biztweet announcements`: what the operator tells everybody, for a time."""

from datetime import UTC, date, datetime, tzinfo

import click

from biztweet.announcements.announce import announce, listed, withdraw
from biztweet.announcements.model import Announcement, AnnouncementDraft
from biztweet.announcements.rules import whole_days
from biztweet.cli.running import with_company
from biztweet.kernel.clock import SECOND
from biztweet.kernel.paging import Page

_DAY, _MINUTE = "%Y-%m-%d", "%Y-%m-%dT%H:%M"
_MOMENT = click.DateTime([_MINUTE, _DAY])
_SHOWN = 50


@click.group()
def announcements() -> None:
    """What administrators tell everybody, for a time."""


@announcements.command()
@click.argument("text")
@click.option("--at", type=_MOMENT, help="When to publish it; at once if not given. Times are of this machine's zone.")
@click.option("--starts", type=_MOMENT, help="When what it tells of begins.")
@click.option("--ends", type=_MOMENT, help="When that ends; it is withdrawn then.")
@click.option("--all-day", is_flag=True, help="Only the dates of --starts and --ends count, the last day included.")
def add(text: str, at: datetime | None, starts: datetime | None, ends: datetime | None, *, all_day: bool) -> None:
    """Announce TEXT; print its id."""
    if all_day:
        starts_at, ends_at = whole_days(_date(starts), _date(ends), _zone())
    else:
        starts_at, ends_at = _instant(starts), _instant(ends)
    draft = AnnouncementDraft(text, _instant(at), starts_at, ends_at, all_day=all_day)
    click.echo(with_company(lambda company: announce(company.db, None, draft, company.text_rules)))


@announcements.command("list")
def list_() -> None:
    """Print the latest, one a line: id, state, when it was or is to be published, when it ends, its words."""
    for each in with_company(lambda company: listed(company.db, None, Page(limit=_SHOWN))):
        times = [_written(each.published_at or each.publish_at), _written(each.ends_at)]
        click.echo("\t".join((str(each.id), _state(each), *times, each.text.replace("\n", " "))))


@announcements.command("withdraw")
@click.argument("announcement_id", type=click.IntRange(1, (1 << 63) - 1))
def withdraw_(announcement_id: int) -> None:
    """Tell nobody of an announcement any more."""
    new = with_company(lambda company: withdraw(company.db, None, announcement_id))
    click.echo("Withdrawn." if new else "It was withdrawn before.")


def _state(each: Announcement) -> str:
    if each.withdrawn_at is not None:
        return "withdrawn"
    return "published" if each.published_at is not None else "planned"


def _zone() -> tzinfo:
    return datetime.now().astimezone().tzinfo or UTC


def _date(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _instant(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.astimezone().timestamp()) * SECOND


def _written(instant: int | None) -> str:
    return "-" if instant is None else datetime.fromtimestamp(instant // SECOND).astimezone().strftime(_MINUTE)
