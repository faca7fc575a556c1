"""The real webapp and worker as processes of their own, on a data folder, a database and a small hub of a drill's."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil

from tests.webapp.participation import classroom as room
from tests.webapp.small_hub import SERVICE_TOKEN, small_hub
from webapp.config import Settings
from webapp.db import Database
from webapp.participation.storage import SubmissionStore
from webapp.programme.models import Partner, Programme
from webapp.schema import whole_metadata

CHECKOUT = Path(__file__).resolve().parents[2]
SECRETS = ("verify_token", "webapp_secret_key", "grading_key", "metrics_token")
START_SECONDS = 60


@dataclass(frozen=True)
class Person:
    """Somebody enrolled, and the header that their learner's server sends."""

    hub_user: str
    token: str

    @property
    def header(self):
        return {"Authorization": f"token {self.token}"}


class Part:
    """One process of the platform, which can be killed and started again."""

    def __init__(self, command, environment, log, listener=None, before=()):
        self.command = [*before, sys.executable, "-m", *command]
        self.environment, self.log = environment, log
        self.pass_fds = () if listener is None else (listener.fileno(),)
        self.process = None
        self.orphans = 0

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=CHECKOUT,
                env=self.environment,
                stdout=log,
                stderr=log,
                pass_fds=self.pass_fds,
            )

    def kill(self):
        """kill -9, as a crash would; whatever ran below must end with it."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        self.process.kill()
        self.process.wait(timeout=10)
        _, alive = psutil.wait_procs(below, timeout=10)
        self.orphans += len(alive)

    def stop(self):
        """Ask it to end, and wait until it has."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()


class Platform:
    """What a drill works on."""

    def __init__(self, data, database_url, hub, people, listener, environment):
        self.data, self.hub, self.people = data, hub, people
        self.database = Database(database_url)
        self.store = SubmissionStore(data / "submissions")
        self.socket = data / "run" / "webapp.sock"
        fd = str(listener.fileno())
        log = data / "logs"
        self.webapp = Part(["webapp.serve", "--fd", fd], environment, log / "webapp.log", listener)
        self.worker = Part(["webapp.participation.worker"], environment, log / "worker.log")
        self.environment, self.settings = environment, Settings.from_env(environment)

    def said(self, part, lines=15):
        """The last lines of a part's log, for whoever looks for the reason."""
        return "\n".join(part.log.read_text(errors="replace").splitlines()[-lines:])


def enrol(database, number):
    """An offering of the classroom's lesson, and that many people in it; their hub users and the offering's id."""
    with database.transaction() as session:
        programme = Programme(fiscal_year=2026, name_ja="架空の事業", name_en="Invented", budget_yen=1)
        host = Partner(slug="invented", name_ja="架空大学", name_en="Invented University")
        given = room.offering(programme, host)
        learners = [room.learner(f"p{place:04d}") for place in range(number)]
        at = datetime.now(UTC) - timedelta(days=20)
        session.add_all([given, *(room.enrolment(learner, given, at) for learner in learners)])
        session.flush()
        return [learner.hub_user for learner in learners]


def lay_out(data, database_url, number):
    """Folders, secrets, the published lesson and the enrolled people, on an empty database."""
    for name in ("secrets", "run", "logs", "releases"):
        (data / name).mkdir(exist_ok=True)
    for name in SECRETS:
        (data / "secrets" / name).write_text(f"the {name}")
    (data / "secrets" / "hub_token").write_text(SERVICE_TOKEN)
    room.publish(data / "releases", room.FIRST_RELEASE)
    database = Database(database_url)
    whole_metadata().create_all(database.engine)
    hub_users = enrol(database, number)
    database.close()
    return hub_users


def environment_of(data, database_url, more):
    """What the processes are told; nothing of whoever runs the drill."""
    ours = {
        "TATEYAMA_DATA": str(data),
        "TATEYAMA_RUN": str(data / "run"),
        "TATEYAMA_DATABASE_URL": database_url,
        "TATEYAMA_SUBMISSIONS_PER_MINUTE": "1000",
        "PYTHONPATH": str(CHECKOUT),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TATEYAMA_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, **ours, **more}


@contextmanager
def platform(people=1, database_url=None, data=None, **more):
    """A platform whose parts are not started yet; everything ends and goes with the block."""
    folder = data or Path(tempfile.mkdtemp(prefix="tateyama-drill-"))
    address = database_url or f"sqlite:///{folder / 'tateyama.sqlite'}"
    with ExitStack() as last:
        if data is None:
            last.callback(shutil.rmtree, folder)
        hub_users = lay_out(folder, address, people)
        hub = last.enter_context(small_hub(folder / "run" / "hub" / "hub.sock"))
        hub.handle_error = lambda *_: None  # a killed webapp hangs up on it
        everybody = [Person(name, f"the token of {name}") for name in hub_users]
        for person in everybody:
            hub.know(person.token, person.hub_user)
        listener = last.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(str(folder / "run" / "webapp.sock"))
        listener.listen(1024)
        made = Platform(folder, address, hub, everybody, listener, environment_of(folder, address, more))
        last.callback(made.database.close)
        last.callback(made.worker.stop)
        last.callback(made.webapp.stop)
        yield made
