"""A person is erased: not a word of them is left in any table, file or book, and every figure stays what it was."""

import re

import pytest
from sqlalchemy import func, select, update

from tests.webapp.participation import classroom as room
from tests.webapp.twins import dump, fill_twice
from webapp.db import Database
from webapp.enrolment.models import Application, Enrolment, Learner, LearnerYear
from webapp.enrolment.rosters.models import RosterRow
from webapp.erasures import noted, wipe_deleted
from webapp.mail.models import Message
from webapp.participation.erasing import TREATMENTS, Treatment, erase
from webapp.participation.models import Submission
from webapp.participation.roster import wanted_groups
from webapp.participation.verification import breaches
from webapp.schema import whole_metadata

# Words of the host stand in tables that are only emptied, and figures need the kind of school and the age band.
STAYING = re.compile(
    r"first-(letter-mark|application_move-reason|learner_year-(school_type|a)|instructor|coordinator"
    # What a certificate says of its course and issuer, and the number under which it is checked.
    r"|certificate?-(title|outline|issuer|signatory|check)|certificat$)"
)


def test_every_table_has_its_treatment():
    assert set(TREATMENTS) == set(whole_metadata().tables)


@pytest.fixture
def world(database):
    """Somebody with a row in every table."""
    with database.transaction() as session:
        theirs, _ours = fill_twice(session)
        learner = theirs.people["learner"]
        # What names people by an address or by a row names this one.
        for table, column in (("invited_person", "email"), ("message", "address"), ("one_time_code", "address"),
                              ("unsubscribed", "address"), ("interest", "email"), ("guest_contact", "address")):  # fmt: skip
            rows = whole_metadata().tables[table]
            session.execute(
                update(rows).where(rows.c[column].startswith("first-")).values({column: learner.email})
            )
        session.execute(
            update(RosterRow).where(RosterRow.learner_id == learner.id).values(cells={"name": "first-cell"})
        )
        session.execute(
            update(Application)
            .where(Application.learner_id == learner.id)
            .values(profile={"organisation": "first-firm"})
        )
    return theirs


def words_left(database, treatment):
    """Every word of the first world that stands in tables of a treatment."""
    tables = {name for name, treated in TREATMENTS.items() if treated is treatment}
    rows = [row for name, lines in dump(database).items() if name in tables for row in lines]
    words = {word for row in rows for word in re.findall(r"first-[\w-]+", row)}
    return {word for word in words if not STAYING.match(word)}


def test_no_word_of_them_is_left_in_any_table(world, database):
    assert words_left(database, Treatment.EMPTIED)
    assert words_left(database, Treatment.DELETED)
    with database.transaction() as session:
        erase(session, session.get(Learner, world.people["learner"].id), room.NOW, None)
    assert words_left(database, Treatment.EMPTIED) == set()
    assert words_left(database, Treatment.DELETED) == set()


def test_figures_stay_what_they_were(world, database):
    counted = (Enrolment, LearnerYear, Application)

    def counts():
        with database.sessions() as session:
            return [session.scalar(select(func.count()).select_from(table)) for table in counted]

    before = counts()
    with database.transaction() as session:
        erase(session, session.get(Learner, world.people["learner"].id), room.NOW, None)
    assert counts() == before


def test_doing_it_again_finds_nothing_more(world, database):
    with database.transaction() as session:
        learner = session.get(Learner, world.people["learner"].id)
        first = erase(session, learner, room.NOW, None)
        again = erase(session, learner, room.NOW, None)
    assert first.files
    assert again.files == again.mails == []


@pytest.fixture
def command(app):
    def command(*arguments, **how):
        with app.app_context():
            return app.test_cli_runner().invoke(args=["erase-learner", *arguments], **how)

    return command


def test_the_command_takes_files_home_and_hub_user_as_well(
    command, attempt, classroom, store, releases, settings, hub, database
):
    mine, shared = attempt("b1-1"), attempt("b1-1", "b1-2")
    attempt("b1-1", "b1-2", learner=classroom.yui)
    hub.users |= {classroom.aoi.hub_user, classroom.yui.hub_user}
    home = settings.homes / classroom.aoi.hub_user
    home.mkdir(parents=True)
    (home / "exercise.ipynb").write_text(classroom.aoi.name)
    done = command(str(classroom.aoi.id), "--yes")
    assert done.exit_code == 0, done.output
    assert not home.exists()
    assert hub.users == {classroom.yui.hub_user}
    assert store.path_of(shared.sha256).exists() == (mine.sha256 == shared.sha256)
    with database.sessions() as session:
        owners = set(session.scalars(select(Submission.learner_id)))
        assert owners == {classroom.yui.id}
        assert list(breaches(session, store, releases, room.NOW)) == []
        names = {name for group in wanted_groups(session, room.NOW.year).values() for name in group.members}
    assert not any(name.startswith("e") for name in names)


def test_what_somebody_else_handed_in_as_well_stays(command, queue_work, classroom, store, hub):
    mine, theirs = queue_work(), queue_work(learner=classroom.yui)
    assert mine.sha256 == theirs.sha256
    assert command(str(classroom.aoi.id), "--yes").exit_code == 0
    assert store.path_of(theirs.sha256).exists()


def test_without_a_hub_it_says_what_is_left_and_finishes_later(command, attempt, classroom, hub):
    attempt("b1-1")
    hub.users.add(classroom.aoi.hub_user)
    hub.broken = True
    left = command(str(classroom.aoi.id), "--yes")
    assert left.exit_code == 1
    assert "erase-learner --finish" in left.output
    hub.broken = False
    assert command("--finish").exit_code == 0
    assert hub.users == set()


def test_a_restored_database_forgets_them_again(command, attempt, classroom, hub, database, settings):
    attempt("b1-1")
    name, hub_user = classroom.aoi.name, classroom.aoi.hub_user
    command(str(classroom.aoi.id), "--yes")
    with database.transaction() as session:  # as a backup of yesterday has them
        learner = session.get(Learner, classroom.aoi.id)
        learner.name, learner.hub_user, learner.email = name, hub_user, "aoi@example.invalid"
        session.add(
            Message(
                key="k", template="accepted", address="aoi@example.invalid", language="ja", subject="s",
                body=name, essential=True, queued_at=room.NOW, next_try_at=room.NOW,
            )
        )  # fmt: skip
    done = command("--finish")
    assert "消去し直した人 1 人" in done.output
    with database.sessions() as session:
        assert session.get(Learner, classroom.aoi.id).name != name
        assert session.scalars(select(Message)).all() == []
    assert [erasure.learner for erasure in noted(settings.erasures)] == [classroom.aoi.id]


def test_half_a_line_of_the_list_was_never_acted_upon(settings, tmp_path):
    file = tmp_path / "erasures.jsonl"
    file.write_text(
        '{"learner": 1, "hub_user": "u1", "files": [], "mails": [], "offerings": [], "at": "x"}\n{"lea'
    )
    assert [erasure.learner for erasure in noted(file)] == [1]


def test_nothing_is_erased_by_a_name_that_is_nobodys_or_without_a_yes(command, classroom, database):
    assert command("nobody").exit_code == 1
    assert command().exit_code == 2
    refused = command(str(classroom.aoi.id), input="n\n")
    assert refused.exit_code == 1
    with database.sessions() as session:
        assert session.get(Learner, classroom.aoi.id).name == classroom.aoi.name


def test_no_byte_of_the_data_folder_names_them_any_more(command, attempt, classroom, hub, settings, database):
    canary, address = "架空消野花子", "canary-of-erasing@example.invalid"
    with database.transaction() as session:
        learner = session.get(Learner, classroom.aoi.id)
        learner.name, learner.email = canary, address
    attempt("b1-1")
    words = (canary.encode(), address.encode(), classroom.aoi.hub_user.encode())
    assert command(str(classroom.aoi.id), "--yes").exit_code == 0
    left = {
        (path.name, word)
        for path in settings.data.rglob("*")
        if path.is_file() and path.name != settings.erasures.name
        for word in words
        if word in path.read_bytes()
    }
    assert left == set()


def test_a_row_of_a_roster_that_never_came_in_is_emptied_where_its_address_is_theirs(world, database):
    learner = world.people["learner"]
    with database.transaction() as session:
        row = session.scalars(select(RosterRow)).first()
        row.learner_id, row.cells = None, {"name": "first-cell", "email": learner.email.upper()}
        number = row.id
    with database.transaction() as session:
        erase(session, session.get(Learner, learner.id), room.NOW, None)
        assert session.get(RosterRow, number).cells == {}


@pytest.mark.postgresql
def test_postgresql_lets_go_of_deleted_rows_and_goes_on(postgresql):
    database = Database(postgresql)
    assert wipe_deleted(database.engine)
    with database.transaction() as session:
        assert session.scalar(select(1)) == 1
    database.close()
