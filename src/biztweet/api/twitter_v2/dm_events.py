"""Messages are read: all of the asker's, those with one person, those of a conversation, one; and put away.

Between them stands who came into a group and who left it.
"""

from collections.abc import Iterable, Sequence

from starlette.responses import Response

from biztweet.accounts.model import Account
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter.present.whole import visible
from biztweet.api.twitter_v2.answers import answer, joined
from biztweet.api.twitter_v2.calls import Ask, json
from biztweet.api.twitter_v2.errors import Missing, not_found
from biztweet.api.twitter_v2.includes import Includes, persons, seen
from biztweet.api.twitter_v2.paging import kept_ids, turned
from biztweet.api.twitter_v2.present.dm_event import EVENT_TYPES, MESSAGE, MOVES, DmEvent, Moved, Said, event
from biztweet.messages.errors import MessageNotFound
from biztweet.messages.model import Conversation, Move
from biztweet.messages.remove import remove

_NOTHING = {"result_count": 0}


async def every(ask: Ask) -> Response:
    """All that the asker was sent or has said, and who came and left meanwhile, newest first."""
    return await _listed(ask, None)


async def with_person(ask: Ask) -> Response:
    """What was said between the asker and one other."""
    conversation = await ask.company.conversations.between(ask.me, ask.given["participant_id"])
    return await _of(ask, conversation)


async def of_conversation(ask: Ask) -> Response:
    """What the asker may read of a conversation; of one that is not theirs, nothing."""
    return await _of(ask, await conversation_of(ask, ask.given["id"]))


async def one(ask: Ask) -> Response:
    """One message, or the problem that it is not there: with 200, as X does."""
    event_id: int = ask.given["event_id"]
    move = await ask.company.conversations.move(ask.me, event_id)
    found: Sequence[DmEvent] = await messages_of(ask, [event_id]) if move is None else await _moved(ask, [move])
    if not found:
        missing = not_found("dm_event", "event_id", ask.sent["event_id"])
        return answer(ask.encoder, None, errors=[missing])
    return answer(ask.encoder, _written(ask, found[0]), await _around(ask, found))


async def delete(ask: Ask) -> Response:
    """Put a message away for oneself; the others keep it. Raises Missing."""
    try:
        await remove(ask.company.db, ask.me, ask.given["event_id"])
    except MessageNotFound:
        raise Missing("dm_event", "event_id", ask.sent["event_id"]) from None
    return json(ask, {"data": {"deleted": True}})


async def conversation_of(ask: Ask, named: str) -> Conversation | None:
    """The conversation that an id names, if the asker is one of two; a group is looked for by its own id."""
    first, dash, second = named.partition("-")
    conversations = ask.company.conversations
    if not dash:
        conversation_id = as_id(first) or 0
        return (await conversations.by_ids([conversation_id])).get(conversation_id)
    others = {int(first), int(second)} - {ask.me.id}
    if len(others) > 1 or str(ask.me.id) not in (first, second):
        return None
    return await conversations.between(ask.me, others.pop() if others else ask.me.id)


async def messages_of(ask: Ask, ids: Sequence[int]) -> list[Said]:
    """The messages of `ids` that are there for the asker, each with its conversation; in their order."""
    views = await ask.company.views.of(ask.me, ids, messages=True)
    between = [view.shared for view in views if view.shared.post.conversation_id is not None]
    wanted = {shared.post.conversation_id or 0 for shared in between}
    conversations = await ask.company.conversations.by_ids(wanted)
    return [Said(shared, conversations[shared.post.conversation_id or 0]) for shared in between]


async def _of(ask: Ask, conversation: Conversation | None) -> Response:
    if conversation is None:
        return answer(ask.encoder, None, meta=_NOTHING)
    return await _listed(ask, conversation.id)


async def _listed(ask: Ask, conversation_id: int | None) -> Response:
    turn = turned(ask)
    kinds = ask.given["event_types"] or EVENT_TYPES
    conversations, page = ask.company.conversations, turn.page
    moves = await conversations.moves(ask.me, page, conversation_id=conversation_id) if kinds != (MESSAGE,) else []
    by_id = {move.id: move for move in moves if MOVES[move.kind] in kinds}
    said = MESSAGE in kinds
    message_ids = await conversations.message_ids(ask.me, page, conversation_id=conversation_id) if said else []
    ids, meta = kept_ids(ask, page.of_both(message_ids, by_id), turn)
    there: dict[int, DmEvent] = {
        one.shared.post.id: one for one in await messages_of(ask, [i for i in ids if i not in by_id])
    }
    there |= {one.move.id: one for one in await _moved(ask, [by_id[i] for i in ids if i in by_id])}
    found = [there[event_id] for event_id in ids if event_id in there]
    data = joined(_written(ask, each) for each in found) if found else None
    ways = {name: value for name, value in meta.items() if name not in ("newest_id", "oldest_id")}
    return answer(ask.encoder, data, await _around(ask, found), meta=ways)


async def _moved(ask: Ask, moves: Sequence[Move]) -> list[Moved]:
    conversations = await ask.company.conversations.by_ids({move.conversation_id for move in moves})
    return [Moved(move, conversations[move.conversation_id]) for move in moves]


def _written(ask: Ask, each: DmEvent) -> bytes:
    return ask.encoder.written(event(ask.encoder.site, ask.look.dm_event, each))


async def _around(ask: Ask, found: Sequence[DmEvent]) -> Includes:
    """People, pictures and the posts that were shown, as far as they are asked for."""
    wanted = ask.look.expansions
    said = [each for each in found if isinstance(each, Said)]
    quoted = [each.shared.post.quote_of_id for each in said if each.shared.post.quote_of_id is not None]
    pictured = [one for each in said for one in visible(each.shared)] if "attachments.media_keys" in wanted else []
    return Includes(
        users=await persons(ask, await _people(ask, found)),
        tweets=await seen(ask, quoted) if "referenced_tweets.id" in wanted and quoted else [],
        media=list({media.id: media for media in pictured}.values()),
    )


async def _people(ask: Ask, found: Sequence[DmEvent]) -> Iterable[Account]:
    """Who spoke, came or left, and who made them, as far as they are asked for."""
    wanted = ask.look.expansions
    moves = [each.move for each in found if isinstance(each, Moved)]
    ids: list[int] = []
    if "sender_id" in wanted:
        ids += [each.shared.author.id if isinstance(each, Said) else each.move.actor_id for each in found]
    if "participant_ids" in wanted:
        ids += [account_id for move in moves for account_id in move.moved_ids]
    return (await ask.company.people.by_id(ids)).values()
