"""Moves: who came into a group and who left it, for its members to see."""

from collections.abc import Sequence

import msgspec

from biztweet.kernel.transaction import Transaction
from biztweet.messages import store
from biztweet.messages.model import Move, MoveKind


async def record_move_within(
    tx: Transaction, conversation_id: int, kind: MoveKind, actor_id: int, moved_ids: Sequence[int], to: Sequence[int]
) -> None:
    """Put the same move into the box of each of `to`."""
    move_id = tx.new_id()
    for account_id in to:
        move = Move(
            id=move_id,
            account_id=account_id,
            conversation_id=conversation_id,
            kind=kind,
            actor_id=actor_id,
            moved_ids=tuple(moved_ids),
            created_at=tx.now,
        )
        await tx.execute(store.INSERT_MOVE, **msgspec.structs.asdict(move))
