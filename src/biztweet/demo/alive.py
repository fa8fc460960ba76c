"""Alive: while the demo runs, its people go on talking."""

import asyncio
import time
from datetime import UTC, datetime

import structlog

from biztweet.accounts.everybody import everybody
from biztweet.company import Company
from biztweet.demo.conversations import make_live
from biztweet.demo.people import make_people
from biztweet.demo.seed import Player
from biztweet.kernel.errors import Refusal

log = structlog.get_logger()


async def keep_talking(company: Company) -> None:
    """Post, reply and like every few seconds until cancelled."""
    ids = {account.handle: account.id for account in await everybody(company.db)}
    people = [person for person in make_people(len(ids)) if person.handle in ids]
    player = Player(company, people, ids)
    began = time.monotonic()
    for act in make_live(people, seed=int(time.time()), since=datetime.now(UTC)):
        await asyncio.sleep(max(0.0, began + act.at_offset_seconds - time.monotonic()))
        try:
            await player.play(act)
        except Refusal as refusal:
            log.info("demo_act_left_out", reason=refusal.message)
