"""A platform to back up, a good backup of it, and a folder without a platform."""

import sqlite3
from contextlib import closing

import pytest

from tests.webapp.backups.place import NOW, SECRETS, Place, fill_home
from tests.webapp.participation.classroom import FIRST_RELEASE, fill, publish
from tests.webapp.participation.gradebook.conftest import School
from tests.webapp.shortcuts import migrated
from webapp.audit import record
from webapp.participation.storage import SubmissionStore


@pytest.fixture
def place(tmp_path):
    """A platform with people, hand-ins, a hub, a book and homes."""
    place = Place(tmp_path / "var")
    for folder in ("secrets", "hub", "submissions", "homes", "releases", "gradebooks", "mail"):
        (place.data / folder).mkdir(parents=True, mode=0o700)
    publish(place.data / "releases", FIRST_RELEASE)
    for name in SECRETS:
        (place.data / "secrets" / name).write_text(f"{name}-value")
        (place.data / "secrets" / name).chmod(0o600)
    migrated(place.data / "tateyama.sqlite")
    with place.database() as database:
        with database.transaction() as session:
            aoi = fill(session).aoi
            head = record(session, NOW, 1, "looked", "offering/1", name="立山").digest
        (place.data / "audit-heads").write_text(f"{head}\n")
        school = School(database, SubmissionStore(place.data / "submissions"), place.data / "releases")
        for text in ("一", "二", "三"):
            school.hand_in(aoi, "b1-1", text=text)
    with closing(sqlite3.connect(place.data / "hub" / "jupyterhub.sqlite")) as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
        connection.execute("INSERT INTO people VALUES ('蓮')")
        connection.commit()
    fill_home(place.data / "homes" / aoi.hub_user)
    assert place.run("rebuild-gradebook").exit_code == 0
    return place


@pytest.fixture
def kept(place, tmp_path):
    """A good backup."""
    file = tmp_path / "kept.tar"
    assert place.run("backup", str(file)).exit_code == 0
    return file


@pytest.fixture
def elsewhere(tmp_path):
    """A data folder without a platform."""
    return Place(tmp_path / "elsewhere")
