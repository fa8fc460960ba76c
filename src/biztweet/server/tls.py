"""TLS without a certificate at hand: an authority of our own in the data folder, and a certificate for given names."""

import datetime as dt
import ipaddress
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Now = Callable[[], dt.datetime]

_AUTHORITY_DAYS = 3_650
_CERTIFICATE_DAYS = 397  # browsers refuse more: CA/Browser Forum, ballot 193 and after
_RENEW_DAYS = 30
_SKEW = dt.timedelta(hours=1)  # clients whose clocks are late


class TlsFiles(msgspec.Struct, frozen=True):
    """PEM files: the certificate (with its chain) and its key, and the authority that clients may be told to trust."""

    certificate: Path
    key: Path
    authority: Path | None = None


def self_signed(
    folder: Path,
    names: Sequence[str],
    now: Now = lambda: dt.datetime.now(dt.UTC),
    *,
    only: Sequence[str] = (),
) -> TlsFiles:
    """Files in `folder` with a certificate for these host names and addresses; made anew when they expire or change.

    The authority stays the same for ten years, so that clients need to be told of it once; with `only` it can vouch for
    nothing but these domains. All files are 0600.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = _Pair(folder / "authority.pem", folder / "authority-key.pem")
    server = _Pair(folder / "certificate.pem", folder / "key.pem")
    if not authority.lasts(now()):
        authority.make(_authority(now(), only), None)
    if not (server.lasts(now()) and server.names() == _names(names) and server.issued_by(authority)):
        server.make(_server(names, now()), authority)
    return TlsFiles(certificate=server.certificate, key=server.key, authority=authority.certificate)


class _Pair:
    """A certificate and its key, as files."""

    def __init__(self, certificate: Path, key: Path) -> None:
        self.certificate = certificate
        self.key = key

    def lasts(self, now: dt.datetime) -> bool:
        """Both are here, and good for a while."""
        if not (self.certificate.exists() and self.key.exists()):
            return False
        return self.load().not_valid_after_utc > now + dt.timedelta(days=_RENEW_DAYS)

    def load(self) -> x509.Certificate:
        """The certificate."""
        return x509.load_pem_x509_certificate(self.certificate.read_bytes())

    def load_key(self) -> ec.EllipticCurvePrivateKey:
        """Its key."""
        key = serialization.load_pem_private_key(self.key.read_bytes(), None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError(f"{self.key} was not made here")
        return key

    def names(self) -> list[x509.GeneralName]:
        """For whom it stands."""
        return list(self.load().extensions.get_extension_for_class(x509.SubjectAlternativeName).value)

    def issued_by(self, issuer: "_Pair") -> bool:
        """Whether this authority signed it."""
        try:
            self.load().verify_directly_issued_by(issuer.load())
        except (ValueError, TypeError, InvalidSignature):
            return False
        return True

    def make(self, draft: x509.CertificateBuilder, issuer: "_Pair | None") -> None:
        """Make a new key and have its certificate signed, by the issuer or by itself."""
        key = ec.generate_private_key(ec.SECP256R1())
        signer = issuer.load_key() if issuer else key
        issuer_name = issuer.load().subject if issuer else _name("BizTweet authority")
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
        draft = draft.public_key(key.public_key()).issuer_name(issuer_name).add_extension(identifier, critical=False)
        subject = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        signed = draft.add_extension(subject, critical=False).sign(signer, hashes.SHA256())
        chain = signed.public_bytes(serialization.Encoding.PEM)
        _write(
            self.key,
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
        )
        _write(self.certificate, chain + (issuer.certificate.read_bytes() if issuer else b""))


def _authority(now: dt.datetime, only: Sequence[str]) -> x509.CertificateBuilder:
    draft = (
        _draft("BizTweet authority", now, _AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(sign_certificates=True), critical=True)
    )
    if not only:
        return draft
    addresses = [x509.IPAddress(ipaddress.ip_network(every)) for every in ("0.0.0.0/0", "::/0")]
    constraints = x509.NameConstraints([x509.DNSName(domain) for domain in only], addresses)
    return draft.add_extension(constraints, critical=True)


def _server(names: Sequence[str], now: dt.datetime) -> x509.CertificateBuilder:
    return (
        _draft(names[0], now, _CERTIFICATE_DAYS)
        .add_extension(x509.SubjectAlternativeName(_names(names)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(sign_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    )


def _draft(name: str, now: dt.datetime, days: int) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(now + dt.timedelta(days=days))
    )


def _usage(*, sign_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign_certificates,
        key_cert_sign=sign_certificates,
        crl_sign=sign_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])  # RFC 5280: at most 64 characters


def _names(names: Sequence[str]) -> list[x509.GeneralName]:
    return [_general_name(name) for name in names]


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write(path: Path, content: bytes) -> None:
    """Replace a file at one stroke; nobody else can read it at any moment."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)
