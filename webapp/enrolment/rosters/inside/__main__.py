"""`python -m webapp.enrolment.rosters.inside`: bytes come in, rows as JSON go out; whatever goes wrong stays here."""

import json
import resource
import sys
from dataclasses import asdict

from webapp.enrolment.rosters.inside.delimited import read_delimited
from webapp.enrolment.rosters.inside.refused import Refused
from webapp.enrolment.rosters.inside.sheet import Sheet
from webapp.enrolment.rosters.inside.workbook import read_workbook

MOST_MEMORY = 768 * 1024 * 1024
MOST_SECONDS = 10
LIMITS = {
    resource.RLIMIT_AS: MOST_MEMORY,
    resource.RLIMIT_CPU: MOST_SECONDS,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_NOFILE: 32,
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(content: bytes) -> Sheet:
    """What kind of file it is, by its first bytes and never by its name."""
    if not content.strip():
        raise Refused("empty")
    if content.startswith(b"PK\x03\x04"):
        return read_workbook(content)
    if content.startswith(OLD_OFFICE):
        raise Refused("encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "xls")
    if content[:1024].lstrip().startswith(b"%PDF"):
        raise Refused("pdf")
    if content[:1024].lstrip().lower().startswith((b"<?xml", b"<html", b"<!doctype", b"<table")):
        raise Refused("no_table")
    return read_delimited(content)


def main() -> None:
    """Limit this process, read, answer."""
    for kind, most in LIMITS.items():
        resource.setrlimit(kind, (most, most))
    try:
        answer: dict[str, object] = asdict(read(sys.stdin.buffer.read()))
    except Refused as refused:
        answer = {"refused": refused.reason, "row": refused.row}
    except MemoryError:
        answer = {"refused": "too_large", "row": None}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
