"""Who follows whom."""

from starlette.responses import Response

from biztweet.accounts.model import Account
from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.answers import accounts_of, named, named_or_me, one_user, whom
from biztweet.api.twitter_v1.calls import Ask, Handler, json
from biztweet.api.twitter_v1.errors import Missing, NobodyMatches
from biztweet.api.twitter_v1.people import Which, ids_of, users_of
from biztweet.api.twitter_v1.present.relationship import connections, relationship
from biztweet.follows.follow import follow, unfollow


async def create(ask: Ask) -> Response:
    """Follow somebody, and with `follow` be told of each of their posts; twice is once."""
    account = await whom(ask)
    await follow(ask.company.db, ask.me, account.id, notify=ask.given.flag("follow"))
    return json(await one_user(ask, account.id))


async def destroy(ask: Ask) -> Response:
    """Follow somebody no longer."""
    account = await whom(ask)
    await unfollow(ask.company.db, ask.me, account.id)
    return json(await one_user(ask, account.id))


async def update(ask: Ask) -> Response:
    """Whether to see the retweets of somebody the asker follows, and be told of each of their posts."""
    account = await whom(ask)
    wants = {"notify": ask.given.flag("device"), "reposts": ask.given.flag("retweets")}
    if account.id in (await ask.company.graph.circle(ask.me.id)).followees:
        await follow(ask.company.db, ask.me, account.id, **wants)
        await ask.company.relay.written()
    return await _between(ask, await ask.company.people.one(ask.me.id), account)


async def show(ask: Ask) -> Response:
    """How two people stand to each other."""
    source = await named(ask, "source_") or await ask.company.people.one(ask.me.id)
    target = await whom(ask, "target_")
    return await _between(ask, source, target)


async def lookup(ask: Ask) -> Response:
    """How the asker stands to many people.

    Raises Missing, NobodyMatches.
    """
    ids, handles = parse.terms(ask.given, "user_id"), parse.terms(ask.given, "screen_name")
    if not ids and not handles:
        raise Missing("user_id")
    found = await accounts_of(ask, parse.ids(ask.given, "user_id"))
    found += await ask.company.people.by_handles(handles)
    if not found:
        raise NobodyMatches
    accounts = {account.id: account for account in found}
    circle = await ask.company.graph.circle(ask.me.id)
    followers = await ask.company.graph.followers_among(ask.me.id, list(accounts))
    words = {
        "following": circle.followees,
        "followed_by": followers,
        "blocking": circle.blocked,
        "muting": circle.muted,
    }

    def entry(account: Account) -> dict[str, object]:
        return connections(account, [word for word, those in words.items() if account.id in those])

    return json([entry(account) for account in accounts.values()])


def ids(which: Which) -> Handler:
    """followers/ids, friends/ids of anybody."""

    async def handle(ask: Ask) -> Response:
        return await ids_of(ask, (await named_or_me(ask)).id, which)

    return handle


def people(which: Which) -> Handler:
    """followers/list, friends/list of anybody."""

    async def handle(ask: Ask) -> Response:
        return await users_of(ask, (await named_or_me(ask)).id, which)

    return handle


async def none(_ask: Ask) -> Response:
    """Lists that are always empty here: nobody has to ask before following."""
    return json({"ids": [], "next_cursor": 0, "next_cursor_str": "0", "previous_cursor": 0, "previous_cursor_str": "0"})


async def without_retweets(ask: Ask) -> Response:
    """Whose retweets the asker does not want to see."""
    found = sorted((await ask.company.graph.circle(ask.me.id)).without_reposts, reverse=True)
    return json([str(each) for each in found] if ask.given.flag("stringify_ids") else found)


async def _between(ask: Ask, source: Account, target: Account) -> Response:
    theirs, back = await ask.company.graph.circle(source.id), await ask.company.graph.circle(target.id)
    hides = (target.id in theirs.muted, target.id in theirs.blocked) if source.id == ask.me.account_id else None
    follows, followed = target.id in theirs.followees, source.id in back.followees
    wants = follows and target.id not in theirs.without_reposts
    return json(relationship(source, target, follows=follows, followed=followed, hides=hides, wants_retweets=wants))
