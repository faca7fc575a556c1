"""Looking for canaries in whatever form a file may hold them."""

import io
import json
import subprocess
import zipfile

from tests.webapp.postgresql import find_programs


def counted(sheet):
    """The rows of a page without its clock and without names."""
    lines = [line.split(",") for line in sheet.splitlines() if "現在（日本時間）" not in line]
    return [line[2:] if len(line) > 8 and not line[0].isdecimal() else line for line in lines]


def forms(text):
    """The ways in which a text may stand in a file: as it is, squeezed, escaped as JSON does, and once more in a dump."""
    found = []
    for each in (text, text.replace(" ", "")):
        escaped = json.dumps(each)[1:-1]
        found += [
            each.encode(),
            each.encode("cp932"),
            escaped.encode(),
            escaped.replace("\\", "\\\\").encode(),
        ]
    return found


def unpacked(content):
    """The members of what is a zip file, as .xlsx is."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return [book.read(name) for name in book.namelist()]
    return []


def dump(address):
    """The whole of a PostgreSQL database as text."""
    program = find_programs() / "pg_dump"
    return subprocess.run([str(program), address], check=True, capture_output=True, timeout=60).stdout
