"""The key by which push services know this server (VAPID, RFC 8292): made once, the same for all processes."""

import structlog
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from biztweet.access.vault import Vault
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.push import store
from biztweet.push.encoding import base64url
from biztweet.push.encrypt import point

log = structlog.get_logger()


class Identity:
    """This installation as push services know it; `contact` is an address where its operator is found."""

    def __init__(self, db: Database, vault: Vault, contact: str) -> None:
        self.contact = contact
        self.public_key = ""
        self.private_key: EllipticCurvePrivateKey | None = None
        self._db = db
        self._vault = vault

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
        self.private_key = key

    async def _become(self, made: EllipticCurvePrivateKey) -> str:
        locked = self._vault.lock(_pem(made))

        async def work(tx: Transaction) -> str:
            await tx.execute(store.BECOME, one=1, private_key=locked)
            return await tx.one(store.IDENTITY) or locked  # another process may have been faster

        return await self._db.write(work)


def _pem(key: EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
