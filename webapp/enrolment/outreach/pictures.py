"""QRコード: a contact's short address as a picture, for pages, files and print."""

import io
from typing import Literal

import segno

from webapp.config import Settings
from webapp.programme.outreach.models import Outreach


def address_of(settings: Settings, contact: Outreach) -> str:
    """The whole short address."""
    return settings.link(f"/l/{contact.code}")


def qr_in_page(address: str) -> str:
    """The picture inside a page; black on white whatever the page's colours, or no phone reads it."""
    return str(_made(address).svg_data_uri(scale=5, border=4, light="#fff", dark="#000"))


def qr_file(address: str, kind: Literal["svg", "png"]) -> bytes:
    """The picture as a file: SVG for print, PNG of about 600 dots for slides."""
    written = io.BytesIO()
    _made(address).save(written, kind=kind, scale=16 if kind == "png" else 8, border=4, light="#fff")
    return written.getvalue()


def _made(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)
