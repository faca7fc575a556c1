"""A platform's data folder with everything in it, and commands typed there."""

import os
import socket
import tarfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.webapp.participation.classroom import new_key, work
from webapp import create_app
from webapp.db import Database
from webapp.enrolment.models import Enrolment
from webapp.moving import counts, snapshot
from webapp.participation.models import Submission, SubmissionState
from webapp.participation.storage import SubmissionStore

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
SECRETS = ("hub_token", "verify_token", "webapp_secret_key", "grading_key", "metrics_token")
LEARNER = 40_007  # a uid that root gives


class Place:
    """One platform's data folder, and commands typed there."""

    def __init__(self, data, database_url=None):
        self.data = data
        self.address = {"TATEYAMA_DATABASE_URL": database_url} if database_url else {}
        self.database_url = database_url or f"sqlite:///{data / 'tateyama.sqlite'}"

    def run(self, *arguments):
        """Type a command with these settings, as in a process of its own."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TATEYAMA_DATA", str(self.data))
            patch.delenv("TATEYAMA_DATABASE_URL", raising=False)
            for name, value in self.address.items():
                patch.setenv(name, value)
            return typed(*arguments)

    def database(self):
        return closing(Database(self.database_url))


def typed(*arguments):
    """What `flask --app webapp …` does, the application made by its own command line."""
    from click.testing import CliRunner
    from flask.cli import FlaskGroup

    made = []

    def make():
        made.append(create_app())
        return made[-1]

    try:
        return CliRunner().invoke(FlaskGroup(create_app=make, set_debug_flag=False), arguments)
    finally:
        for app in made:
            for name in {"database", "hub"} & app.extensions.keys():
                app.extensions[name].close()


def hand_in(place, database, number):
    """Keep the bytes, then write the receipt, as webapp does."""
    content = work(metadata={"number": number, "at": str(new_key())})
    sha256 = SubmissionStore(place.data / "submissions").keep(content)
    with database.transaction() as session:
        enrolment = session.scalars(select(Enrolment)).first()
        session.add(
            Submission(
                learner_id=enrolment.learner_id,
                enrolment_id=enrolment.id,
                course_slug="beginner",
                lesson_slug="b1",
                release_digest="1" * 64,
                sha256=sha256,
                size=len(content),
                idempotency_key=str(new_key()),
                received_at=NOW,
                state=SubmissionState.QUEUED,
                tries=0,
            )
        )


def fill_home(home):
    """What a learner may have: notes, a script, links of both kinds, a socket, a pipe, a hollow file."""
    (home / "深い" / "所").mkdir(parents=True)
    (home / "深い" / "所" / "notes.txt").write_text("立山")
    (home / "run.sh").write_text("true")
    (home / "run.sh").chmod(0o755)
    (home / os.fsdecode(b"\xff\xfe.txt")).write_text("no text")
    (home / "good").symlink_to("深い/所/notes.txt")
    (home / "bad").symlink_to("../../secrets/hub_token")
    (home / "worse").symlink_to("/etc/passwd")
    os.mkfifo(home / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        before = Path.cwd()
        os.chdir(home)
        listener.bind("s")
        os.chdir(before)
    with (home / "hollow").open("wb") as file:
        file.truncate(900_000_000)
    home.chmod(0o700)
    if os.geteuid() == 0:
        for path in (home, *home.rglob("*")):
            os.chown(path, LEARNER, LEARNER, follow_symlinks=False)


def looked_at(data):
    """Every file, folder and link with its mode, owner and content, less what is a database or made by running."""
    seen = {}
    for path in sorted(data.rglob("*")):
        name = str(path.relative_to(data))
        if path.suffix in (".sqlite", ".db") or name == "run.lock":
            continue
        status = path.lstat()
        content = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        # Whoever looks into a book opens it, which makes and removes files beside it.
        touched = path.is_dir() and path.parent.name == "gradebooks"
        at = None if touched else int(status.st_mtime)
        seen[name] = (status.st_mode, status.st_uid, status.st_gid, at, content)
    return seen


def numbers(place):
    with place.database() as database, snapshot(database.engine) as connection:
        return counts(connection)


def members(file):
    with tarfile.open(file) as tar:
        return {info.name: info for info in tar}


# What a learner could hide in a home, and the list of backups, which a backup cannot know of itself.
LEFT_OUT = ("bad", "worse", "pipe", "s", "hollow", "backups.json")


def without_what_is_left_out(seen):
    return {name: what for name, what in seen.items() if Path(name).name not in LEFT_OUT}


def assert_nothing_came(elsewhere, done):
    assert done.exit_code == 1, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert [path.name for path in elsewhere.data.iterdir() if path.name != "run.lock"] == []
