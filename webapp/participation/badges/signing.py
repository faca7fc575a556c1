"""署名: a credential becomes a compact JWT (VC-JWT) that anybody can verify offline."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from joserfc import jws
from joserfc.jws import JWSRegistry

from webapp.participation.badges.keys import KeyRing

ALGORITHM = "EdDSA"


class _AsBadgesAreRead(JWSRegistry):
    """Open Badges 3.0 and its verifiers know Ed25519 as EdDSA; RFC 9864's newer name for it they do not read yet."""

    def get_alg(self, name: str) -> Any:
        """The algorithm, without the warning about its older name."""
        return self.algorithms[name] if name == ALGORITHM else super().get_alg(name)


def signed(credential: Mapping[str, Any], issuer: str, ring: KeyRing, valid_from: datetime) -> str:
    """VC-JWT: the credential is the payload, with `iss`, `jti` and `nbf` beside it and `exp` nowhere."""
    payload = {
        **credential,
        "iss": issuer,
        "jti": credential["id"],
        "nbf": int(valid_from.timestamp()),
    }
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": f"{issuer}#{ring.signing.kid}"}
    told = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    return jws.serialize_compact(header, told, ring.signing, registry=_AsBadgesAreRead())
