"""Health: whether this process answers, whether its database does, and its figures for Prometheus."""

import hmac

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from biztweet.company import Company
from biztweet.inject import company
from biztweet.kernel import outbox
from biztweet.kernel.errors import Unavailable

_NO_SNIFFING = {"X-Content-Type-Options": "nosniff"}


async def alive(_request: Request) -> Response:
    """200 while the process answers."""
    return PlainTextResponse("ok", headers=_NO_SNIFFING)


async def ready(request: Request) -> Response:
    """200 when the database answers, else 503."""
    try:
        await company(request).db.rows(outbox.READ_COUNTERS)
    except Unavailable as away:
        return JSONResponse({"ready": False, "database": away.message}, 503, {"Retry-After": "5"} | _NO_SNIFFING)
    return JSONResponse({"ready": True}, headers=_NO_SNIFFING)


async def metrics(request: Request) -> Response:
    """Figures for Prometheus, for who brings the token; to strangers there is no such page."""
    here = company(request)
    expected = f"Bearer {here.settings.metrics_token}".encode()
    given = request.headers.get("authorization", "").encode()
    if not here.settings.metrics_token or not hmac.compare_digest(given, expected):
        return PlainTextResponse("Not Found", 404, _NO_SNIFFING)
    registry = CollectorRegistry()
    registry.register(_Figures(here))
    return Response(generate_latest(registry), media_type="text/plain; version=0.0.4; charset=utf-8")


routes = [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]


class _Figures:
    """What this process counts; no people, no posts."""

    def __init__(self, here: Company) -> None:
        self._here = here

    def collect(self) -> list[GaugeMetricFamily]:
        """The families Prometheus asks for."""
        counts = self._here.hub.counts()
        streams = GaugeMetricFamily("biztweet_streams", "Open streams", labels=["format"])
        for name, number in counts.streams.items():
            streams.add_metric([name], number)
        return [
            streams,
            GaugeMetricFamily("biztweet_stream_frames_skipped", "Frames not sent to slow readers", counts.skipped),
            GaugeMetricFamily("biztweet_streams_cut", "Streams cut since the start", counts.cut),
            GaugeMetricFamily("biztweet_event_position", "Last event known here", self._here.relay.position),
        ]
