"""周知のコード: short words for links and print that nobody misreads and nobody guesses."""

import re
import secrets

# Neither 0 and o, nor 1, i and l: they look alike on paper.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 8  # 31⁸ ≈ 850 thousand million
_CODE = re.compile(rf"[{LETTERS}]{{{LENGTH}}}")


def new_code() -> str:
    """A code by chance."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code as it is kept, from what somebody typed off paper; None where it can be none."""
    code = typed.strip().lower()
    return code if _CODE.fullmatch(code) else None
