"""Learners who sit in front of the whole platform: signed in, with a kernel that holds a variable and a cell that runs."""

import contextlib
import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import psutil
from sqlalchemy import select

from hub_config import leftovers
from tests.hub_config.small_platform import PASSWORD, Kernel, Learner
from webapp.enrolment.models import Learner as Person
from webapp.passwords import hash_password

WORKING = """
import os, time
kept, beats = {number}, 0
while not os.path.exists('/home/learner/enough'):
    beats += 1
    time.sleep({beat})
"""
AFTER = """
import os, urllib.error, urllib.request
token = {'Authorization': 'token ' + os.environ['JUPYTERHUB_API_TOKEN']}
try:
    urllib.request.urlopen(urllib.request.Request(os.environ['TATEYAMA_API'] + '/submissions/none', headers=token))
except urllib.error.HTTPError as error:
    print(kept, beats, error.code)
"""
BEAT = 0.5  # seconds
OPEN_WITHIN = 300.0  # seconds, for all of a class that opens Lab together on two cores
ASK_AGAIN = (
    1.0  # seconds between two looks at a page that waits: thirty browsers must not be the load themselves
)


class Begun(Kernel):
    """A kernel whose cell is left running."""

    def output_of(self, connection, message, deadline):
        while time.monotonic() < deadline:
            reply = json.loads(connection.recv())
            if (
                reply["parent_header"].get("msg_id") == message
                and reply["content"].get("execution_state") == "busy"
            ):
                return ""
        raise AssertionError("the cell did not begin")


@dataclass
class Front:
    """The platform's address and its people, as a learner's hands want them."""

    port: int
    people: dict

    @property
    def webapp(self):
        return self


class AtWork(Learner):
    """One learner with one kernel."""

    number = 0
    kernel = None
    seconds = 0.0

    def begin(self, number):
        """Open Lab, start the kernel, and leave its cell running."""
        self.number, before = number, time.monotonic()
        # webapp's own session, so that both sign-ins are looked at afterwards.
        self.browser.get("/services/tateyama/my-page").raise_for_status()
        while self.lab_page() is None:
            assert time.monotonic() - before < OPEN_WITHIN, "Lab did not open"
            time.sleep(ASK_AGAIN)
        self.seconds = time.monotonic() - before
        self.kernel = self.start_kernel()
        Begun(self, self.kernel.identity).run(WORKING.format(number=number, beat=BEAT))

    def is_reached(self):
        """Whether the own server answers through the proxy, to the cookies of before."""
        with contextlib.suppress(httpx.HTTPError):
            return self.browser.get(f"{self.prefix}/api/status", timeout=3).status_code == 200
        return False

    def is_signed_in(self):
        """Whether hub and webapp still know this browser."""
        pages = ("/hub/home", "/services/tateyama/my-page")
        answers = [self.browser.get(page) for page in pages]
        return all(a.status_code == 200 and "login" not in urlsplit(str(a.url)).path for a in answers)

    def found(self):
        """What the kernel has to say afterwards: the variable, the beats, and webapp's answer through the gate."""
        kept, beats, answer = map(int, self.kernel.run(AFTER, seconds=60).split())
        return kept, beats, answer

    def first_pid(self, run):
        """The server's first process, as the spawner noted it."""
        noted = leftovers.remembered(run / "servers" / self.hub_user / "pid.json")
        return noted[0] if noted else None

    def megabytes(self, run):
        """Proportional memory of the sandbox with everything in it."""
        first = psutil.Process(self.first_pid(run))
        return sum(each.memory_full_info().pss for each in [first, *first.children(recursive=True)]) / 2**20


def classroom_of(built):
    """Everybody signed in, each in a browser of their own."""
    with built.database.transaction() as session:
        people = list(session.scalars(select(Person).where(Person.hub_user.in_(names_of(built)))))
        hashed = hash_password(PASSWORD)
        for person in people:
            person.password_hash = hashed
        known = {person.login_id: person.hub_user for person in people}
    front = Front(urlsplit(built.url).port, known)
    return [AtWork(front, login_id) for login_id in sorted(known)]


def names_of(built):
    return [person.hub_user for person in built.people]


def begin_all(learners):
    """All open Lab at the same moment; seconds until the last one works."""
    began = time.monotonic()
    with ThreadPoolExecutor(len(learners)) as pool:
        list(pool.map(AtWork.begin, learners, range(1, len(learners) + 1)))
    return time.monotonic() - began
