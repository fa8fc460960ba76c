"""VAPID: the signed token by which a push service knows that a message is from this server (RFC 8292, 2)."""

from urllib.parse import urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey

from biztweet.kernel.clock import SECOND
from biztweet.push.identity import Identity

_HOLDS_SECONDS = 12 * 3_600  # push services refuse more than a day


class VapidSigner:
    """Signs for one installation. Raises LookupError where its key is not loaded."""

    def __init__(self, identity: Identity) -> None:
        if identity.private_key is None:
            raise LookupError("The key is not loaded")
        self._key = ECKey.import_key(identity.private_key)
        self._contact = identity.contact

    def token(self, endpoint: str, now: int) -> str:
        """What the push service of an endpoint is shown; `now` in microseconds."""
        address = urlsplit(endpoint)
        claims = {
            "aud": f"{address.scheme}://{address.netloc}",
            "exp": now // SECOND + _HOLDS_SECONDS,
            "sub": self._contact,
        }
        return jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, self._key)
