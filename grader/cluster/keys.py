"""証明書: the cluster's own authority, and a folder with certificate and key for each role."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ROLES = ("platform", "scheduler", "worker")
AUTHORITY_DAYS, DAYS = 3650, 730


def make_keys(folder: Path, now: datetime | None = None) -> datetime:
    """Make a certificate and key for each role below the folder; until when they hold.

    The authority that is there already is kept, so that old and new certificates work together while they are replaced.
    """
    now = now or datetime.now(UTC)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = folder / "ca.pem"
    if not (folder / "ca.key").is_file():
        _make_authority(folder, now)
    key = load_pem_private_key((folder / "ca.key").read_bytes(), None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise ValueError(f"{folder / 'ca.key'} is not a key of ours")
    issuer = x509.load_pem_x509_certificate(authority.read_bytes())
    for role in ROLES:
        _make_role(folder / role, role, key, issuer, now)
    return now + timedelta(days=DAYS)


def _make_authority(folder: Path, now: datetime) -> None:
    key = generate_private_key(SECP256R1())
    name = _name("cluster authority")
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        _begun(name, name, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )
    _write(folder / "ca.pem", certificate.public_bytes(Encoding.PEM))
    _write(folder / "ca.key", _pem(key))


def _make_role(
    folder: Path, role: str, authority: EllipticCurvePrivateKey, issuer: x509.Certificate, now: datetime
) -> None:
    """One folder with all that a machine in this role needs."""
    key = generate_private_key(SECP256R1())
    both = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]  # each listens and calls
    of_issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
    certificate = (
        _begun(_name(role), issuer.subject, key, now, DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage(both), critical=False)
        .add_extension(of_issuer, critical=False)
        .sign(authority, hashes.SHA256())
    )
    folder.mkdir(mode=0o700, exist_ok=True)
    _write(folder / "ca.pem", issuer.public_bytes(Encoding.PEM))
    _write(folder / "cert.pem", certificate.public_bytes(Encoding.PEM))
    _write(folder / "key.pem", _pem(key))


def _begun(
    subject: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))  # clocks of two machines differ
        .not_valid_after(now + timedelta(days=days))
    )


def _name(role: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Tateyama {role}")])


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs, key_cert_sign=signs, crl_sign=signs,
        content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _pem(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(file: Path, content: bytes) -> None:
    """A reader finds the old file or the new one, and nobody else finds either."""
    temporary = file.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(content)
    temporary.replace(file)
