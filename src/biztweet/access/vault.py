"""Secrets: made at random, kept as hashes, and encrypted where they must be read again."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


def new_secret() -> str:
    """A fresh secret of 256 random bits, fit for headers, forms and addresses."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """What is stored of a secret that only ever has to be recognised: SHA-256, since it is random by itself."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


class Vault:
    """Encrypts secrets under a key that does not stand in the database (AES-256-GCM)."""

    def __init__(self, key: str) -> None:
        self._naming = hashlib.sha256(b"biztweet names " + key.encode()).digest()
        self._signing = hashlib.sha256(b"biztweet signs " + key.encode()).digest()
        self._cipher = AESGCM(hashlib.sha256(b"biztweet vault " + key.encode()).digest())

    def name_of(self, content: bytes) -> str:
        """A name of 128 bits for some content: always the same, and not to be guessed without the key."""
        return hmac.new(self._naming, content, hashlib.sha256).hexdigest()[:32]

    def sign(self, purpose: str, text: str) -> str:
        """A signature that only this installation can make, and that is good for one purpose."""
        return hmac.new(self._signing, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()

    def is_signed(self, purpose: str, text: str, signature: str) -> bool:
        """Whether `signature` was made here for this very text."""
        return hmac.compare_digest(self.sign(purpose, text).encode(), signature.encode("utf-8", "surrogateescape"))

    def lock(self, secret: str) -> str:
        """The encrypted form to be stored."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, secret.encode(), None)).decode()

    def unlock(self, stored: str) -> str:
        """The secret again. Raises ValueError when it was locked under another key, or changed."""
        raw = urlsafe_b64decode(stored)
        try:
            return self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None).decode()
        except InvalidTag as error:
            raise ValueError("This secret was locked under another key") from error
