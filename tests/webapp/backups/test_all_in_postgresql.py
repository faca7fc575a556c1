"""Record, hub and books in PostgreSQL: moved there, backed up, wiped, restored, erased from, and moved back."""

import shutil
import sqlite3
from contextlib import closing

import psycopg
import pytest
from jupyterhub import orm

from tests.webapp.backups.place import Place, looked_at
from webapp.participation.models import Score

pytestmark = pytest.mark.postgresql
EVERY_TABLE = """
    SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
"""


def rows_of(url):
    """Every row of every schema, as PostgreSQL writes it."""
    with psycopg.connect(url) as connection:
        names = sorted(connection.execute(EVERY_TABLE).fetchall())
        return {
            f"{schema}.{table}": sorted(
                map(str, connection.execute(f"SELECT t::text FROM {schema}.{table} t").fetchall())  # noqa: S608
            )
            for schema, table in names
        }


def give_hub_rows(file):
    """A hub that knows two people, one with a server and a token, in a group that webapp wrote."""
    file.unlink(missing_ok=True)
    sessions = orm.new_session_factory(f"sqlite:///{file}")
    with sessions() as session:
        ren, yui = orm.User(name="u00000000a01a"), orm.User(name="u00000000b02b", admin=True)
        session.add_all([orm.OAuthClient(identifier="jupyterhub"), ren, yui])
        session.add(
            orm.Group(name="offering-1", users=[ren, yui], properties={"course": "beginner", "名": "立山"})
        )
        session.commit()
        spawner = orm.Spawner(name="", user=ren, state={"pid": 7}, server=orm.Server(ip="127.0.0.1", port=9))
        session.add(spawner)
        session.commit()
        ren.new_api_token("a-token-of-rens")
    session.bind.dispose()


@pytest.fixture
def moved(place, postgresql):
    """The platform of the other tests with a real hub's rows, moved to PostgreSQL; its old files are gone."""
    give_hub_rows(place.data / "hub" / "jupyterhub.sqlite")
    done = place.run("move-database", postgresql)
    assert done.exit_code == 0, done.output
    assert "book_1.grade\t" in done.stdout
    assert "hub.users\t2\t" in done.stdout
    for file in ("tateyama.sqlite", "hub/jupyterhub.sqlite", "gradebooks/1/gradebook.db"):
        (place.data / file).unlink()
    place.address, place.database_url = {"TATEYAMA_DATABASE_URL": postgresql}, postgresql
    assert place.run("verify").exit_code == 0, place.run("verify").output
    return place


def test_a_backup_brings_every_row_of_all_three_back_after_a_wipe(moved, postgresql_cluster, tmp_path):
    before, seen = rows_of(moved.database_url), looked_at(moved.data)
    assert before["hub.users"]
    assert before["book_1.grade"]
    done = moved.run("backup", str(tmp_path / "kept.tar"))
    assert done.exit_code == 0, done.output
    postgresql_cluster.execute(f"DROP DATABASE {moved.database_url.split('/')[3].split('?')[0]}")
    shutil.rmtree(moved.data)
    again = Place(moved.data, postgresql_cluster.new_database())
    done = again.run("restore", str(tmp_path / "kept.tar"))
    assert done.exit_code == 0, done.output
    assert rows_of(again.database_url) == before
    assert again.run("verify").exit_code == 0, again.run("verify").output
    left = {name for name in looked_at(again.data) if name.startswith(("gradebooks", "hub"))}
    assert left == {name for name in seen if name.startswith(("gradebooks", "hub"))} - {
        "gradebooks/1/.lock"
    } | {name for name in left if name.endswith(".lock")}
    with psycopg.connect(again.database_url, options="-csearch_path=hub") as rows:
        rows.execute(
            "INSERT INTO users (name, cookie_id, admin) VALUES ('next', 'x', false)"
        )  # the sequence goes on


def test_the_same_backup_comes_back_in_files(moved, tmp_path):
    before = rows_of(moved.database_url)
    assert moved.run("backup", str(tmp_path / "kept.tar")).exit_code == 0
    files = Place(tmp_path / "files")
    done = files.run("restore", str(tmp_path / "kept.tar"))
    assert done.exit_code == 0, done.output
    assert files.run("verify").exit_code == 0
    with closing(sqlite3.connect(files.data / "hub" / "jupyterhub.sqlite")) as hub:
        assert hub.execute("SELECT name FROM users ORDER BY id").fetchall() == [
            ("u00000000a01a",),
            ("u00000000b02b",),
        ]
    with closing(sqlite3.connect(files.data / "gradebooks" / "1" / "gradebook.db")) as book:
        assert book.execute("SELECT count(*) FROM grade").fetchone() == (len(before["book_1.grade"]),)
    assert orm.check_db_revision(files_engine(files)) is None


def files_engine(place):
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    return create_engine(f"sqlite:///{place.data / 'hub' / 'jupyterhub.sqlite'}", poolclass=NullPool)


def test_what_moved_to_postgresql_moves_back_into_files(moved, tmp_path):
    target = f"sqlite:///{moved.data / 'tateyama.sqlite'}"
    done = moved.run("move-database", target)
    assert done.exit_code == 0, done.output
    assert "hub.users\t2\t" in done.stdout
    back = Place(moved.data)
    assert back.run("verify").exit_code == 0, back.run("verify").output
    again = moved.run("move-database", target.replace("tateyama.sqlite", "other.sqlite"))
    assert (again.exit_code, "jupyterhub.sqlite" in again.output) == (1, True)


def test_a_postgresql_that_holds_a_hub_or_a_book_is_no_place_to_restore_to(
    moved, tmp_path, postgresql_cluster
):
    assert moved.run("backup", str(tmp_path / "kept.tar")).exit_code == 0
    target = postgresql_cluster.new_database()
    with psycopg.connect(target, autocommit=True) as rows:
        rows.execute("CREATE SCHEMA book_9")
    done = Place(tmp_path / "new", target).run("restore", str(tmp_path / "kept.tar"))
    assert (done.exit_code, "book_9" in done.output) == (1, True)
    assert not (tmp_path / "new" / "secrets").exists()


def test_a_book_is_rebuilt_there_and_whoever_is_erased_is_in_no_schema(moved):
    with moved.database() as database, database.sessions() as session:
        (aoi,) = {score.submission.learner.hub_user for score in session.query(Score)}
    assert any(aoi in row for row in rows_of(moved.database_url)["book_1.student"])
    with psycopg.connect(moved.database_url, autocommit=True) as rows:
        rows.execute("DELETE FROM book_1.comment")
    assert moved.run("verify").exit_code == 1
    assert moved.run("rebuild-gradebook").exit_code == 0
    assert moved.run("verify").exit_code == 0
    erased = moved.run("erase-learner", "aoi", "--yes")
    assert "erase-learner --finish" in erased.output  # no hub runs here; the rest is done
    found = [name for name, rows in rows_of(moved.database_url).items() if any(aoi in row for row in rows)]
    assert found == []
