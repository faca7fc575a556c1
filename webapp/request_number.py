"""お問い合わせの番号: one number per request, on its error page and in its log lines, so that an office finds the one by the other."""

import secrets

from flask import g, has_request_context

# Read over the telephone: no 0 and O, no 1, I and L, no U that is heard as W.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVXYZ"


def request_number() -> str | None:
    """This request's number, like K7QF-2M9X; None outside a request. It is drawn, and says nothing of anybody."""
    if not has_request_context():
        return None
    if "request_number" not in g:
        drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
        g.request_number = f"{drawn[:4]}-{drawn[4:]}"
    number: str = g.request_number
    return number
