"""発行者の身元: an issuer is a did:web, whose document lists the keys that may speak for it."""

from typing import Any
from urllib.parse import quote, urlsplit

from webapp.participation.badges.keys import KeyRing
from webapp.programme.models import Partner


def did_of(home: str, slug: str) -> str:
    """did:web:tateyama.example.ac.jp:services:tateyama:issuers:university, of the address that people use.

    `home` is that address with our prefix. A colon before a port is written %3A, as the method asks.
    """
    parts = urlsplit(home)
    path = [quote(part, safe="") for part in (*parts.path.split("/"), "issuers", slug) if part]
    return ":".join(["did:web", parts.netloc.replace(":", "%3A"), *path])


def did_document(did: str, ring: KeyRing) -> dict[str, Any]:
    """The document that did:web resolves to: every key, the newest first."""
    methods = [
        {"id": f"{did}#{key['kid']}", "type": "JsonWebKey", "controller": did, "publicKeyJwk": key}
        for key in ring.public()
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def profile_of(home: str, did: str, partner: Partner) -> dict[str, Any]:
    """発行者のプロフィール, as it stands in every badge."""
    return {"id": did, "type": ["Profile"], "name": partner.name_ja, "url": f"{home}/issuers/{partner.slug}"}
