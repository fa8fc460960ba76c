"""A message that only its receiver can read, in both encodings that are in use: pure, given the random parts."""

import os
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from biztweet.push.model import Keys

_RECORD_BYTES = 4_096  # what every push service takes: RFC 8030, 7.2
SECRET_BYTES = 16


class Sealed(NamedTuple):
    """An encrypted message; the older encoding says in headers what the standard one says in its first bytes."""

    body: bytes
    salt: bytes
    sender: bytes


def point(public: EllipticCurvePublicKey) -> bytes:
    """A public key as push services write it: 65 bytes, uncompressed."""
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def receiver(keys: Keys) -> EllipticCurvePublicKey:
    """The receiver's public key. Raises ValueError where it is no point of the curve."""
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), keys.public)


def seal(
    message: bytes, keys: Keys, *, ephemeral: EllipticCurvePrivateKey | None = None, salt: bytes | None = None
) -> Sealed:
    """Encrypt a message of at most 3,000 bytes, so that what is sent stays below a record.

    Source: RFC 8291, 3; draft-ietf-webpush-encryption-04.
    """
    ephemeral = ephemeral or generate_private_key(SECP256R1())
    salt = salt or os.urandom(16)
    theirs, ours = keys.public, point(ephemeral.public_key())
    shared = ephemeral.exchange(ECDH(), receiver(keys))
    if keys.standard:
        secret = _derived(keys.secret, shared, b"WebPush: info\0" + theirs + ours, 32)
        key = _derived(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(salt, secret, b"Content-Encoding: nonce\0", 12)
        head = salt + _RECORD_BYTES.to_bytes(4, "big") + bytes([len(ours)]) + ours
        return Sealed(head + AESGCM(key).encrypt(nonce, message + b"\x02", None), salt, ours)
    secret = _derived(keys.secret, shared, b"Content-Encoding: auth\0", 32)
    context = b"P-256\0" + b"".join(len(each).to_bytes(2, "big") + each for each in (theirs, ours))
    key = _derived(salt, secret, b"Content-Encoding: aesgcm\0" + context, 16)
    nonce = _derived(salt, secret, b"Content-Encoding: nonce\0" + context, 12)
    return Sealed(AESGCM(key).encrypt(nonce, b"\0\0" + message, None), salt, ours)


def _derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
