"""A learner's home (受講者のフォルダー): made once, owned by the learner's uid, entered by nobody else."""

import os
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
    """Change the owner of everything in the home, without following any link a learner may have left."""
    for _, folders, files, folder in os.fwalk(home, follow_symlinks=False):
        for name in (*folders, *files):
            os.chown(name, uid, uid, dir_fd=folder, follow_symlinks=False)
    os.chown(home, uid, uid, follow_symlinks=False)
