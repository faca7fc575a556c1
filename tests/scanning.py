"""QRコードを読む: what a phone finds on paper, by a decoder that shares nothing with what drew it."""

import io
import subprocess

import zxingcpp
from PIL import Image

DPI = 150  # a phone's camera sees more


def scanned(pdf):
    """The texts of all QR codes of a PDF, page by page in their order."""
    pages = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-gray", "-"], input=pdf, capture_output=True, check=True
    ).stdout
    return [found.text for page in _pictures(pages) for found in zxingcpp.read_barcodes(page)]


def scanned_picture(png):
    """The texts of the QR codes of a picture."""
    return [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))]


def _pictures(pages):
    """The PGM pictures that stand one behind the other in one stream."""
    stream = io.BytesIO(pages)
    while stream.tell() < len(pages):
        _, size, _ = (stream.readline() for _ in range(3))
        width, height = map(int, size.split())
        yield Image.frombytes("L", (width, height), stream.read(width * height))
