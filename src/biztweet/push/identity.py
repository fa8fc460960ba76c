"""The key by which push services know this server (VAPID, RFC 8292): made once, the same for all processes."""

from urllib.parse import urlsplit

import structlog
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from joserfc import jwt
from joserfc.jwk import ECKey

from biztweet.access.vault import Vault
from biztweet.kernel.clock import SECOND
from biztweet.kernel.database import Database, Transaction
from biztweet.push import store
from biztweet.push.encoding import base64url
from biztweet.push.encrypt import point

log = structlog.get_logger()

_HOLDS_SECONDS = 12 * 3_600  # push services refuse more than a day


class Identity:
    """This installation as push services know it; `contact` is an address where its operator is found."""

    def __init__(self, db: Database, vault: Vault, contact: str) -> None:
        self.public_key = ""
        self._db = db
        self._vault = vault
        self._contact = contact
        self._key: ECKey | None = None

    async def load(self) -> None:
        """Read the key, or make it at the very first start; under another secret key there is no push, and all else."""
        stored = await self._db.one(store.IDENTITY) or await self._become(generate_private_key(SECP256R1()))
        try:
            key = load_pem_private_key(self._vault.unlock(stored).encode(), None)
        except ValueError as error:
            log.error(  # noqa: TRY400 - what to do says more than a trace
                "push_key_unreadable", reason=str(error), remedy="give all processes the same BIZTWEET_SECRET_KEY"
            )
            return
        if not isinstance(key, EllipticCurvePrivateKey):
            raise TypeError("The stored push key is no key of an elliptic curve")
        self.public_key = base64url(point(key.public_key()))
        self._key = ECKey.import_key(_pem(key))

    def proof(self, endpoint: str, now: int) -> str:
        """A signed word for the push service of an endpoint; `now` in microseconds."""
        address = urlsplit(endpoint)
        claims = {
            "aud": f"{address.scheme}://{address.netloc}",
            "exp": now // SECOND + _HOLDS_SECONDS,
            "sub": self._contact,
        }
        if self._key is None:
            raise LookupError("The key is not loaded")
        return jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, self._key)

    async def _become(self, made: EllipticCurvePrivateKey) -> str:
        locked = self._vault.lock(_pem(made))

        async def work(tx: Transaction) -> str:
            await tx.execute(store.BECOME, one=1, private_key=locked)
            return await tx.one(store.IDENTITY) or locked  # another process may have been faster

        return await self._db.write(work)


def _pem(key: EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
