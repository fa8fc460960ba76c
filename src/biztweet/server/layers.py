"""What every request passes on its way to the app, from the outside in."""

from collections.abc import Container

from starlette.types import ASGIApp

from biztweet.server.admission import Admission, AdmissionLimits
from biztweet.server.bodies import BodyCap, Cap
from biztweet.server.proxies import Proxies, Trust
from biztweet.server.request_log import Log, RequestLog

BODY_BYTES = 256 * 1024
"""What a call of the API or a form of a page may bring, pictures aside."""

HEALTH = frozenset({"/healthz", "/readyz", "/metrics"})


def within_limits(
    app: ASGIApp,
    *,
    trust: Trust,
    cap: Cap = lambda _path: BODY_BYTES,
    admission: AdmissionLimits | None = None,
    log: Log | None = None,
) -> ASGIApp:
    """The app behind proxies, request log, body caps and admission.

    `cap` tells how many bytes a path may bring; paths of health checks are answered however busy the server is.
    """
    exempt: Container[str] = HEALTH
    inner = Admission(app, admission or AdmissionLimits(), exempt)
    logged = RequestLog(BodyCap(inner, cap), log)
    return Proxies(logged, trust) if trust else logged
