"""電源が切れても残るように: what makes a file's name as safe as its bytes."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Have the disk keep this folder's names: a new or renamed file may else be gone after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
