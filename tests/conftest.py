"""What every room's tests share: a folder that sandboxes can enter, and the rule that a skip may be a failure."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import sync_playwright

from tests.webapp.postgresql import postgresql_server

CHECKOUT = Path(__file__).resolve().parent.parent
# Chromium as root has no sandbox of its own; without the others it calls out to the internet at every start.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Two tests may share a core: how long an example takes says nothing about what it tests.
hypothesis_settings.register_profile("tateyama", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("tateyama")
# What takes minutes, the longest first. Makefile keeps xdist from sorting groups by their number of tests: the longest
# have one test each, and a core would wait for them at the end.
LONGEST = (
    "journeys",
    "webapp/test_looks.py",
    "course/test_every_lesson.py",
    "hub_config/test_learner_servers.py",
    "hub_config/learner",
    "hub_config",
    "drills",
    "course/test_lessons_in_the_grader.py",
    "webapp/participation",
    "grader",
)
# Every example of what `make test` tries a few of; `make drill` asks for it.
WHOLE = os.environ.get("TATEYAMA_WHOLE") == "1"
REQUIRE_ALL = os.environ.get("TATEYAMA_REQUIRE_ALL") == "1"


@pytest.fixture
def open_folder():
    """A temporary folder that learners' uids can enter; pytest's own tmp_path is closed to them where we are root."""
    folder = Path(tempfile.mkdtemp(prefix="tateyama-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium():
    """The path of a Chromium for journeys; without one the test is skipped."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium here: apt install chromium")
    return path


@pytest.fixture(scope="module")
def browser(chromium):
    """One Chromium for the tests of a module: two of Playwright's drivers in one thread refuse each other."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield running
        running.close()


def pytest_collection_modifyitems(config, items):
    """What takes longest begins, so that all processes end together; what `make test` has in a short form is left out."""
    if left := [] if WHOLE else [item for item in items if item.get_closest_marker("whole")]:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]
    items.sort(key=lambda item: _place(_group(item.nodeid)))


def pytest_collection_finish():
    """Look for garbage less often: among all that stays to the end it took a quarter of the time of pages' tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Several processes share the tests group by group, as fixtures expect.

    xdist's own groups are none with pytest 9.2: they stand in a field of the test that pytest no longer reads, and
    without a word each process gets every second test and makes all fixtures of all files once more.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return _group(nodeid)

    return ByGroup(config, log)


def _place(group):
    """How far back among the groups one begins: those of one kind stay together, as their fixtures do."""
    return next((place for place, name in enumerate(LONGEST) if group.startswith(name)), len(LONGEST))


def _group(nodeid):
    """Tests of one file stay together; all journeys share one platform; a lesson, or pages in one language, go alone."""
    file, _, test = nodeid.partition("::")
    room, given = file.removeprefix("tests/"), test.partition("[")[2].rstrip("]")
    if room.startswith("journeys/"):
        return "journeys"
    return f"{room} {given}" if room.endswith(("/test_looks.py", "/test_every_lesson.py")) and given else room


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where everything must run (TATEYAMA_REQUIRE_ALL=1, as in CI), a skipped test is a failed one."""
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although TATEYAMA_REQUIRE_ALL=1: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def postgresql_cluster():
    """A PostgreSQL server of our own; skipped where its programs are not installed."""
    with postgresql_server() as cluster:
        yield cluster


@pytest.fixture
def postgresql(postgresql_cluster):
    """The address of a new, empty PostgreSQL database."""
    return postgresql_cluster.new_database()
