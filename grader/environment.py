"""採点環境: what a score was reached with, as one digest, so that a changed environment can be told from a changed work."""

import hashlib
import platform
import sysconfig
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

GRADER = Path(__file__).parent


@cache
def environment_digest() -> str:
    """sha256 over the grader's own code, Python and every installed package's version; the same on equal hosts."""
    digest = hashlib.sha256(f"{platform.python_version()} {platform.machine()}\n".encode())
    for file in sorted(GRADER.rglob("*.py")):
        digest.update(f"{file.relative_to(GRADER).as_posix()}\n".encode() + file.read_bytes())
    # Not all that this process could import: a library that puts a folder of its own there would change the digest.
    installed = distributions(path=sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}))
    for name, version in sorted({(found.name.lower(), found.version) for found in installed}):
        digest.update(f"{name}=={version}\n".encode())
    return digest.hexdigest()
