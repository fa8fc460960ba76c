"""Who stands in a list, and who has subscribed to it."""

from starlette.responses import Response

from biztweet.accounts.errors import AccountNotFound
from biztweet.accounts.model import Account
from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.answers import accounts_of, named_accounts, one_user, users, whom
from biztweet.api.twitter_v1.calls import Ask, Handler, json
from biztweet.api.twitter_v1.cursors import stretch
from biztweet.api.twitter_v1.errors import MemberUnknown
from biztweet.api.twitter_v1.lists import answer, the_list
from biztweet.lists.errors import NotAMember, NotASubscriber
from biztweet.lists.listed import People, people_of, subscribed
from biztweet.lists.members import add_members, remove_members
from biztweet.lists.subscribe import subscribe, unsubscribe


def people(which: People) -> Handler:
    """A list's members or subscribers, latest first."""

    async def handle(ask: Ask) -> Response:
        found, page = await the_list(ask), parse.cursor(ask.given, default=20, most=5_000)
        part = stretch(await people_of(ask.company.db, found.id, which, page), page)
        accounts = await accounts_of(ask, [entry.subject_id for entry in part.items])
        return json({"users": await users(ask, accounts), **part.cursors()})

    return handle


async def member(ask: Ask) -> Response:
    """Somebody, if they stand in the list.

    Raises NotAMember.
    """
    found, account = await the_list(ask), await whom(ask)
    if account.id not in (await ask.company.rosters.seen(ask.me, found.id)).members:
        raise NotAMember
    return json(await one_user(ask, account.id))


async def add(ask: Ask) -> Response:
    """Put somebody into a list of one's own; twice is once.

    Raises MemberUnknown.
    """
    found, account = await the_list(ask), await _candidate(ask)
    await add_members(ask.company.db, ask.me, found.id, [account.id])
    return await answer(ask, found.id)


async def add_all(ask: Ask) -> Response:
    """Put up to 100 people into a list; who is not there is left out.

    Raises MemberUnknown.
    """
    found, accounts = await the_list(ask), await named_accounts(ask)
    if not accounts:
        raise MemberUnknown
    await add_members(ask.company.db, ask.me, found.id, [account.id for account in accounts if account.active])
    return await answer(ask, found.id)


async def remove(ask: Ask) -> Response:
    """Take somebody out of a list of one's own.

    Raises MemberUnknown.
    """
    found, account = await the_list(ask), await _candidate(ask)
    await remove_members(ask.company.db, ask.me, found.id, [account.id])
    return await answer(ask, found.id)


async def remove_all(ask: Ask) -> Response:
    """Take up to 100 people out of a list."""
    found, accounts = await the_list(ask), await named_accounts(ask)
    await remove_members(ask.company.db, ask.me, found.id, [account.id for account in accounts])
    return await answer(ask, found.id)


async def subscriber(ask: Ask) -> Response:
    """Somebody, if they have subscribed to the list.

    Raises NotASubscriber.
    """
    found, account = await the_list(ask), await whom(ask)
    if found.id not in await subscribed(ask.company.db, account.id, [found.id]):
        raise NotASubscriber
    return json(await one_user(ask, account.id))


async def follow(ask: Ask) -> Response:
    """Subscribe to a list; twice is once."""
    found = await the_list(ask)
    await subscribe(ask.company.db, ask.me, found.id)
    return await answer(ask, found.id)


async def unfollow(ask: Ask) -> Response:
    """Be subscribed to a list no longer."""
    found = await the_list(ask)
    await unsubscribe(ask.company.db, ask.me, found.id)
    return await answer(ask, found.id)


async def _candidate(ask: Ask) -> Account:
    try:
        account = await whom(ask)
    except AccountNotFound:
        raise MemberUnknown from None
    return account
