"""What somebody types to find people or topics: as it stands in an address, and how often it may."""

from starlette.requests import Request

from biztweet.access.quotas import Allowance
from biztweet.web.visit import Visit

# One question a letter, and a fast typist asks six times a second while a name is begun.
TYPED = Allowance("completions", 2_000, 15 * 60)
_CONTROLS = dict.fromkeys([*range(32), 127], " ")


async def typed(request: Request, here: Visit) -> str:
    """What `?q=` holds, without control characters. Raises QuotaUsedUp."""
    await here.company.quotas.spend(TYPED, str(here.viewer.id))
    return request.query_params.get("q", "").translate(_CONTROLS).strip()
