"""A learner's home (受講者のフォルダー): made once, owned by the learner's uid, entered by nobody else."""

import subprocess
from pathlib import Path


def prepare_home(home: Path, uid: int | None) -> None:
    """Make the home, or give it back to its learner when a rebuilt hub numbered people anew."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if home.is_symlink():
        raise NotADirectoryError(home)
    home.chmod(0o700)
    if uid is not None and home.stat().st_uid != uid:
        give(home, uid)


def give(home: Path, uid: int) -> None:
    """Change the owner of everything in the home, without following any link a learner may have left.

    coreutils walks folders of any depth, and changes the home itself last: what was interrupted is done again.
    """
    subprocess.run(["/bin/chown", "-R", "-P", "-h", f"{uid}:{uid}", "--", str(home)], check=True)
