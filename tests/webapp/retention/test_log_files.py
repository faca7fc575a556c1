"""Logs are put away once a day while their process goes on writing, and removed after their days."""

from datetime import datetime, timedelta

from webapp.fiscal_year import JAPAN
from webapp.retention.log_files import clear_logs, logs_due, put_away
from webapp.retention.periods import Periods

NOON = datetime(2026, 11, 28, 12, tzinfo=JAPAN)


def test_what_a_process_writes_afterwards_begins_the_file_anew_and_nothing_is_lost(tmp_path):
    log = tmp_path / "webapp.log"
    with log.open("ab", buffering=0) as process:
        process.write(b"yesterday\n")
        assert put_away(tmp_path, NOON) == 1
        process.write(b"today\n")
    assert log.read_bytes() == b"today\n"
    kept = tmp_path / "webapp.log.2026-11-27"
    assert kept.read_bytes() == b"yesterday\n"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert put_away(tmp_path, NOON + timedelta(hours=1)) == 0, "once a day"


def test_they_go_after_their_days_and_nothing_else_does(tmp_path):
    for name in ("hub.log", "hub.log.2026-08-29", "hub.log.2026-08-30", "hub.log.2026-13-99", "notes.txt"):
        (tmp_path / name).write_text("x")
    until = Periods(log_days=90).until(NOON)
    assert [path.name for path in logs_due(tmp_path, until)] == ["hub.log.2026-08-29"]
    assert clear_logs(tmp_path, until) == 1
    assert len(list(tmp_path.iterdir())) == 4


def test_a_link_is_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.write_text("somebody else's")
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "webapp.log").symlink_to(outside)
    assert put_away(tmp_path / "logs", NOON) == 0
    assert outside.read_text() == "somebody else's"
