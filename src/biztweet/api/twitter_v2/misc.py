"""What X's API has besides, and of which there is little here: usage, compliance jobs."""

from starlette.responses import Response

from biztweet.api.twitter_v2.calls import Ask, json
from biztweet.api.twitter_v2.errors import Missing
from biztweet.api.twitter_v2.parameters import number, word, words

_WORLD = 1
_NO_CAP = 2**31 - 1
_JOB_FIELDS = (
    "created_at", "download_expires_at", "download_url", "id", "name", "resumable", "status", "type",
    "upload_expires_at", "upload_url",
)  # fmt: skip
_USAGE_FIELDS = (
    "cap_reset_day", "daily_client_app_usage", "daily_project_usage", "project_cap", "project_id", "project_usage",
)  # fmt: skip
TRENDS = (
    number("woeid", 1, 2**31 - 1, required=True),
    number("max_trends", 1, 50, 20),
    words("trend.fields", ("trend_name", "tweet_count")),
)
USAGE = (number("days", 1, 90, 7), words("usage.fields", _USAGE_FIELDS))
JOBS = (
    word("type", ("tweets", "users"), required=True),
    word("status", ("created", "in_progress", "failed", "complete")),
    words("compliance_job.fields", _JOB_FIELDS),
)


async def usage(ask: Ask) -> Response:
    """Reading posts is free of charge here: nothing is used up, and the cap is the largest number there is."""
    data = {"cap_reset_day": 1, "project_cap": _NO_CAP, "project_id": str(ask.me.app_id or 0), "project_usage": 0}
    return json(ask, {"data": data})


async def trends(ask: Ask) -> Response:
    """What most people talk about; the world (WOEID 1) is the one place there is.

    Raises Missing.
    """
    if ask.given["woeid"] != _WORLD:
        raise Missing("trends", "woeid", ask.sent["woeid"])
    found = ask.company.timelines.trends.now(ask.company.db.clock(), ask.given["max_trends"])
    fields = ask.given["trend.fields"] or ("trend_name",)
    trends = [{"trend_name": f"#{trend.tag}", "tweet_count": trend.post_count} for trend in found]
    data = [{name: one[name] for name in fields} for one in trends]
    return json(ask, {"data": data} if data else {"meta": {"result_count": 0}})


async def no_jobs(ask: Ask) -> Response:
    """There are no compliance jobs."""
    return json(ask, {"meta": {"result_count": 0}})
