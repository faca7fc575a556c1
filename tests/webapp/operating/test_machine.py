"""Each check of the machine says how a thing stands and, where it does not stand well, what to do."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.operating import machine
from webapp.operating.findings import State, size_in_words, worst_first

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
LOG = "tail -n 50 logs/hub.log"


@pytest.mark.parametrize(
    ("free", "state"),
    [
        (50, State.OK),
        (10, State.OK),
        (9.9, State.WARN),
        (2, State.WARN),
        (1.9, State.ALARM),
        (0, State.ALARM),
    ],
)
def test_a_disk_warns_below_a_tenth_and_alarms_below_a_fiftieth(free, state):
    found = machine.disk(int(free * 1e9), int(100e9))
    assert found.state is state
    assert bool(found.todo) == (state is not State.OK)


@pytest.mark.parametrize(
    ("seconds", "state"), [(0, State.OK), (29, State.OK), (30, State.WARN), (120, State.ALARM)]
)
def test_a_worker_is_alive_while_it_looks_at_the_queue(seconds, state):
    found = machine.worker(NOW - timedelta(seconds=seconds), NOW, LOG)
    assert found.state is state
    assert found.commands == (() if state is State.OK else (LOG,))


def test_a_worker_that_never_looked_is_missed():
    assert machine.worker(None, NOW, LOG).state is State.ALARM


@pytest.mark.parametrize(
    ("days", "state"), [(0, State.OK), (1, State.OK), (2, State.WARN), (6, State.WARN), (7, State.ALARM)]
)
def test_a_backup_grows_old(days, state):
    assert machine.backup(NOW - timedelta(days=days), NOW).state is state


def test_without_a_known_backup_the_page_says_how_to_make_one():
    found = machine.backup(None, NOW)
    assert found.state is State.WARN
    assert found.commands == ("flask --app webapp backup FILE",)


def test_a_database_without_a_size_did_not_answer():
    assert machine.database("SQLite", None).state is State.ALARM
    assert machine.database("SQLite", 12_300_000).values == {"kind": "SQLite", "size": "12.3 MB"}


def test_hub_and_migrations_stand_well_or_say_what_to_do():
    assert machine.hub(True, LOG).state is machine.migrations(True).state is State.OK
    assert machine.hub(False, LOG).commands == (LOG,)
    assert machine.migrations(False).commands == ("flask --app webapp upgrade-database",)


def test_the_worst_stands_first_and_the_rest_as_it_came():
    fine, bad, old = machine.hub(True, LOG), machine.hub(False, LOG), machine.backup(None, NOW)
    assert worst_first([fine, old, bad, fine]) == [bad, old, fine, fine]


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (2.5e9, "2.5 GB"), (3e15, "3000.0 TB")]
)
def test_bytes_are_written_as_people_read_them(size, words):
    assert size_in_words(size) == words
