"""Everything as `make run DEMO=0` starts it, on a folder of a drill's, with enrolled people and their servers' tokens."""

import json
import os
import shutil
import signal
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
from jupyterhub import orm
from jupyterhub.scopes import define_custom_scopes

from hub_config import prepare
from hub_config.configure import RESULTS, SUBMIT
from hub_config.settings import CHECKOUT
from tests.drills.small_platform import Person, enrol
from tests.journeys.conftest import start_platform, stop_platform
from tests.webapp.participation import classroom as room
from webapp.config import Settings
from webapp.db import Database
from webapp.participation.storage import SubmissionStore

SERVICES = ("proxy", "webapp", "hub", "worker", "gate", "culler")  # as the supervisor notes their pids
BACK_WITHIN = 30.0  # seconds
# What a learner's own server may do; the hub gives each its token at the start.
SCOPES = ("users:activity!user", SUBMIT, RESULTS)


class SupervisedPart:
    """One service: killed here, started again by the supervisor."""

    def __init__(self, platform, name):
        self.platform, self.place = platform, SERVICES.index(name)
        self.orphans = 0
        self.killed = None

    @property
    def pid(self):
        noted = json.loads((self.platform.data / "run" / "services.json").read_text())
        return noted[self.place]["pid"] if len(noted) == len(SERVICES) else None

    def kill(self):
        """kill -9; what ran below it must end as well."""
        self.killed = psutil.Process(self.pid)
        below = self.killed.children(recursive=True)
        os.kill(self.killed.pid, signal.SIGKILL)
        _, alive = psutil.wait_procs(below, timeout=10)
        self.orphans += len(alive)

    def start(self):
        """Wait until the supervisor has another one running."""
        deadline = time.monotonic() + BACK_WITHIN
        while self.pid in (None, self.killed.pid):
            if time.monotonic() > deadline:
                raise AssertionError(f"{SERVICES[self.place]} did not come back")
            time.sleep(0.05)


class WholePlatform:
    """What a drill works on; of the same shape as the small one."""

    def __init__(self, running, people):
        self.data, self.url, self.people = running.data, running.url, people
        environment = {"TATEYAMA_DATA": str(self.data), "TATEYAMA_RUN": str(self.data / "run")}
        self.settings = Settings.from_env(environment)
        self.database = Database(self.settings.database_url)
        self.store = SubmissionStore(self.settings.submissions)
        self.socket = self.data / "run" / "web" / "webapp.sock"
        self.parts = {name: SupervisedPart(self, name) for name in ("worker", "webapp", "hub", "proxy")}


def invite(data, number):
    """An offering with that many people, known to the hub, and what their servers would send."""
    room.publish(data / "releases", room.FIRST_RELEASE)
    database = Database(f"sqlite:///{data / 'tateyama.sqlite'}")
    hub_users = enrol(database, number)
    database.close()
    environment = {"TATEYAMA_DATA": str(data), "TATEYAMA_RUN": str(data / "run")}
    prepare.run_step([*prepare.flask(), "reconcile-hub"], environment, CHECKOUT)
    return list(tokens_of(data, hub_users))


def tokens_of(data, hub_users):
    """A token for each as the hub itself writes it when it starts their server."""
    define_custom_scopes({scope: {"description": scope} for scope in (SUBMIT, RESULTS)})
    sessions = orm.new_session_factory(f"sqlite:///{data / 'hub' / 'jupyterhub.sqlite'}")
    with sessions() as session:
        for name in hub_users:
            user = orm.User.find(session, name)
            yield Person(name, user.new_api_token(scopes=list(SCOPES), note="a drill's server"))
        session.bind.dispose()


@contextmanager
def whole_platform(people):
    """A platform that runs; everything ends and goes with the block."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-drill-"))
    data.chmod(0o755)
    try:
        more = {"TATEYAMA_DEMO": "0", "TATEYAMA_SUBMISSIONS_PER_MINUTE": "1000"}
        running = start_platform(data, **more)
        try:
            built = WholePlatform(running, invite(data, people))
            yield built
            built.database.close()
        finally:
            stop_platform(running.process)
    finally:
        shutil.rmtree(data)
