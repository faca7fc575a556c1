"""記録の保存期間: each log is put away once a day and removed days later; its process goes on writing to the same file."""

import os
import re
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

from webapp.fiscal_year import japanese_date
from webapp.retention.periods import Until

DATED = re.compile(r"\.log\.(\d{4}-\d{2}-\d{2})$")


def put_away(folder: Path, at: datetime) -> int:
    """Copy what each log holds to `<name>.log.<yesterday>` and empty it, once a day.

    Processes hold the file open and append, so it stays where it is. A line written between the copy's end and the
    emptying, a few microseconds, is lost; so does every log rotation that copies.
    """
    day = japanese_date(at) - timedelta(days=1)
    moved = 0
    for log in sorted(folder.glob("*.log")):
        kept = log.with_name(f"{log.name}.{day.isoformat()}")
        if log.is_symlink() or kept.exists() or log.stat().st_size == 0:
            continue
        half = kept.with_name(f".{kept.name}")
        with log.open("r+b") as source, open(_private(half), "wb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
            os.replace(half, kept)
            while rest := source.read():
                target.write(rest)
            source.truncate(0)
        moved += 1
    return moved


def logs_due(folder: Path, until: Until) -> list[Path]:
    """What was put away for a day that lies too far back."""
    oldest = japanese_date(until.log_at)
    return [path for path in sorted(folder.glob("*.log.*")) if (day := _day_of(path)) and day < oldest]


def clear_logs(folder: Path, until: Until) -> int:
    """Remove those."""
    found = logs_due(folder, until)
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _private(file: Path) -> int:
    file.unlink(missing_ok=True)
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)


def _day_of(path: Path) -> date | None:
    found = DATED.search(path.name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
