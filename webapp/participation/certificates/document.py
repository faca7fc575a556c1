"""証書の印刷: a certificate's row as an A4 page, byte for byte the same each time."""

from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import segno

from webapp.enrolment.letters.contents import wareki
from webapp.fiscal_year import JAPAN
from webapp.participation.certificates.models import Certificate, CertificateKind
from webapp.typesetting import printable, typeset

SHEET = Path(__file__).parent / "sheets" / "certificate.typ"


def draw(certificate: Certificate, kind: Literal["pdf", "png"] = "pdf") -> bytes:
    """修了証 or 履修証明書 as PDF, or as a picture."""
    files = {"qr.svg": _code(certificate.check_url)}
    # The day of issue stands for the moment of making: a clock would make two printings differ.
    made_at = datetime.combine(certificate.issued_on, time(0), JAPAN)
    source = SHEET.read_text(encoding="utf-8")
    (page,) = typeset(source, printable(told(certificate)), kind, files=files, made_at=made_at)
    return page


def told(certificate: Certificate) -> dict[str, Any]:
    """What the page says, in words."""
    statutory = certificate.kind is CertificateKind.STATUTORY
    first, last = wareki(certificate.starts_on), wareki(certificate.ends_on)
    return {
        "title": "履修証明書" if statutory else "修了証",
        "latin": "Certificate of Completion of a Certified Programme"
        if statutory
        else "Certificate of Completion",
        "number": f"第{certificate.shown_number}号",
        "name": certificate.name,
        "course": certificate.title,
        "outline": certificate.outline,
        "hours": hours(certificate.minutes),
        "period": first if first == last else f"{first}から{last}まで",
        "said": "学校教育法第105条の規定により、\n下記の特別の課程を履修したことを証明します"
        if statutory
        else "あなたは下記の講座において所定の課程を修了したことを証します",
        "date": wareki(certificate.issued_on),
        "issuer": certificate.issuer_name,
        "signatory": certificate.signatory,
        "address": certificate.check_url,
        "invented": certificate.invented,
    }


def hours(minutes: int) -> str:
    """総時間数: 12時間, 7時間30分."""
    whole, rest = divmod(minutes, 60)
    return f"{whole}時間" + (f"{rest}分" if rest else "")


def _code(address: str) -> bytes:
    made = BytesIO()
    segno.make(address, error="m", micro=False).save(made, kind="svg", border=0, xmldecl=True, svgns=True)
    return made.getvalue()
