"""バッジの画像: a picture that holds the credential (baking), and the credential as people can read it."""

import base64
import json
from xml.sax.saxutils import escape, quoteattr

from webapp.participation.certificates.models import Certificate

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="{namespace}" viewBox="0 0 200 200" role="img">
<title>{title}</title>
<openbadges:credential verify={token}/>
<circle cx="100" cy="100" r="96" fill="#fff" stroke="#1f4e79" stroke-width="5"/>
<circle cx="100" cy="100" r="88" fill="none" stroke="#8aa3bd" stroke-width="1"/>
<path d="M40 104 L64 88 L76 94 L94 62 L104 72 L116 50 L134 86 L146 80 L160 104" fill="none" stroke="#1f4e79" stroke-width="3.5" stroke-linejoin="round"/>
<text x="100" y="132" text-anchor="middle" font-family="sans-serif" font-size="{size}" fill="#1d2733">{first}</text>
<text x="100" y="152" text-anchor="middle" font-family="sans-serif" font-size="9" fill="#4a5866">{issuer}</text>
</svg>
"""


def baked_svg(certificate: Certificate, jwt: str) -> bytes:
    """The badge as SVG, with the credential in `openbadges:credential` as Open Badges 3.0 asks (5.3.1)."""
    # As wide as fits into the ring.
    size = min(15, 150 / max(len(certificate.title), 1))
    made = PICTURE.format(
        namespace=NAMESPACE,
        title=escape(certificate.title),
        token=quoteattr(jwt),
        first=escape(certificate.title),
        issuer=escape(certificate.issuer_name),
        size=f"{size:.1f}",
    )
    return made.encode()


def readable(jwt: str) -> bytes:
    """What the credential says, without its signature, as indented JSON."""
    payload = jwt.split(".")[1]
    told = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return json.dumps(told, ensure_ascii=False, indent=2).encode()
