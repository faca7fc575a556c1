"""バッジの中身: an OpenBadgeCredential of a certificate; it says what was learned and by which rule, and no score."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.participation.certificates.models import Certificate

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"


@dataclass(frozen=True)
class Achieved:
    """達成したこと: the course, by which rule it is completed, and what it stands for in the model curriculum."""

    address: str
    name: str
    description: str
    criteria: str
    alignment: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Status:
    """失効の場所: which bit of which list says whether the badge was taken back."""

    address: str
    index: int


def identity(email: str, salt: str) -> dict[str, Any]:
    """`IdentityObject`: the learner's address as a salted hash; who knows the address can check it, nobody can read it."""
    digest = hashlib.sha256((email + salt).encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": salt,
    }


def credential(
    certificate: Certificate,
    issuer: dict[str, Any],
    achieved: Achieved,
    who: dict[str, Any],
    status: Status,
) -> dict[str, Any]:
    """The credential, ready to be signed."""
    return {
        "@context": CONTEXTS,
        "id": certificate.check_url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.title,
        "issuer": issuer,
        "validFrom": moment(certificate.issued_at),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [who],
            "achievement": {
                "id": achieved.address,
                "type": ["Achievement"],
                "achievementType": "Course",
                "name": achieved.name,
                "description": achieved.description,
                "criteria": {"narrative": achieved.criteria},
                "alignment": list(achieved.alignment),
            },
        },
        "credentialStatus": {
            "id": f"{status.address}#{status.index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(status.index),
            "statusListCredential": status.address,
        },
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def moment(at: datetime) -> str:
    """2026-08-03T03:00:00Z."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
