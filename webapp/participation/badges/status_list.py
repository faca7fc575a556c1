"""失効の一覧: a W3C Bitstring Status List, itself signed; bit n is the certificate of that number."""

import base64
import gzip
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

SIZE = 131_072  # bits: the least that the specification allows, so that a list says little about whom it is asked of
VALID = timedelta(days=1)


def place_of(certificate_id: int) -> tuple[int, int]:
    """Which list a certificate is in, and which bit of it."""
    return divmod(certificate_id, SIZE)


def encoded(revoked: Iterable[int]) -> str:
    """`encodedList`: the bits, gzipped, as multibase base64url; the leftmost bit of the first byte is bit 0."""
    bits = bytearray(SIZE // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> (index % 8)
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def status_list(address: str, issuer: str, revoked: Iterable[int], at: datetime) -> dict[str, Any]:
    """The list as a credential that is good for a day, so that an old one cannot be shown for long."""
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "validUntil": (at + VALID).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
    }
