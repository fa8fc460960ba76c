"""A new message: whom it goes to, picked by name, initial consonants, team or handle; with or without JavaScript.

Who is picked stands in the address, so that nothing has to be kept and Back takes the last one away again.
"""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.find import matching
from biztweet.accounts.model import Account
from biztweet.kernel.paging import Page
from biztweet.messages.model import MAX_MEMBERS
from biztweet.web.answers import fragment, once, see_other
from biztweet.web.forms import an_id
from biztweet.web.pages.messages import new_address, open_with
from biztweet.web.typeahead import typed
from biztweet.web.visit import Visit, visit

_SHOWN = 8
_TALKS_LOOKED_THROUGH = 20


async def new_message(request: Request) -> Response:
    """GET /messages/new; `?to=`: who is picked; `?q=`: what was typed; `add` and `drop` change who is picked.

    Raises QuotaUsedUp.
    """
    here = await visit(request)
    asked = request.query_params
    if "add" in asked or "drop" in asked:
        picked = [each for each in [*asked.getlist("to"), asked.get("add", "")] if each and each != asked.get("drop")]
        return see_other(new_address([an_id(each) for each in dict.fromkeys(picked)]))
    people = await _picked(here, [an_id(each) for each in asked.getlist("to")])
    text = await typed(request, here) if "q" in asked else ""
    offered = await _offered(here, text, {person.id for person in people})
    if here.by_htmx:
        rows = here.face.templates.macro(here.locale, "components/picker.html", "offered_people", offered, text)
        return fragment(rows.encode())
    return await once(
        here,
        "pages/new_message.html",
        {},
        frame=here.frame("messages"),
        people=people,
        names=", ".join(person.name for person in people),
        offered=offered,
        q=text,
        full=len(people) >= MAX_MEMBERS - 1,
        known=await open_with(here, [person.id for person in people]) if people else None,
        limit=here.company.message_rules.text.limit,
        text=asked.get("text", ""),
    )


async def _picked(here: Visit, ids: Sequence[int]) -> list[Account]:
    """Those who can be written to, in the order in which they were picked."""
    found = await here.company.people.by_id(ids)
    there = [found[account_id] for account_id in dict.fromkeys(ids) if account_id in found]
    return [person for person in there if person.active and person.id != here.me.id][: MAX_MEMBERS - 1]


async def _offered(here: Visit, text: str, picked: set[int]) -> list[Account]:
    """Who fits what was typed; nothing typed: those whom the viewer talked with last."""
    if text:
        found = await matching(here.company.db, text, limit=_SHOWN + MAX_MEMBERS)
    else:
        standings = await here.company.conversations.page(here.viewer, Page(limit=_TALKS_LOOKED_THROUGH))
        views = await here.company.conversations.views(here.viewer, standings)
        found = list({member.id: member for conversation in views for member in conversation.members}.values())
    unwanted = picked | {here.me.id}
    return [person for person in found if person.active and person.id not in unwanted][:_SHOWN]
