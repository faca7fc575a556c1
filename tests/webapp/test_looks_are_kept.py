"""Every page and file that shows staff somebody's name leaves a line: who looked, what for, whose names stood there."""

import re
import shutil
import tempfile
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.webapp.small_hub import small_hub
from tests.webapp.test_ids_of_others import browser_of, value_of
from tests.webapp.twins import fill_twice
from tests.webapp.walking import fill, parameters_of
from webapp import create_app, looking
from webapp.audit import AuditEntry, AuditSubject
from webapp.config import Settings
from webapp.db import Database
from webapp.enrolment.models import Learner, Role, RoleGrant
from webapp.purposes import PURPOSE_OF, Purpose
from webapp.retention.columns import FILE, register
from webapp.schema import whole_metadata

STAFF = ("instructor", "coordinator", "operator")
# A page of one's own names oneself, and what a person's own account shows is theirs.
OWN = ("/my-page", "/account", "/api/", "/attend")
# Printed papers that name nobody but their own office.
NOBODYS = ("/flyer.pdf", "/agenda.pdf", "/answers.pdf", "/logic-model.pdf")
NAMES = re.compile("first-(learner|coordinator|instructor)-氏名")
# What else says who somebody is, of people without an account too: columns by which people are told apart or written to,
# and those that a need, an organisation and a visit keep for a time because people are named there.
TELLING = {
    (column.table, column.name)
    for column in register()
    if column.purpose in ("identify", "contact") or column.keep in ("contacts", "visits")
}
OTHERS = re.compile("first-({})".format("|".join(sorted(f"{table}-{name}" for table, name in TELLING))))
# Where the office reads of people without an account, and what.
SHOWN = {
    "needs.need need-contact_name",
    "needs.need need-contact_email",
    "organisations.organisation organisation-contact_name",
    "organisations.organisation organisation-contact_email",
    "telling_needs.recipients organisation-contact_email",
    "visits.visit visit-visitors",
    "visits.visit visit-noted",
    "seminar_office.guests guest_contact-name",
}
# The line about one of these, or about a list of them, says which.
BY_NUMBER = {"need": "needs", "organisation": "organisations", "visit": "visits"}


@pytest.fixture(scope="module")
def walked():
    """The world of the twins, seen by its own staff; an operator is added to it."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-"))
    settings = Settings(
        data=data, run=data / "run", database_url=f"sqlite:///{data / 'tateyama.sqlite'}",
        hub_token="the-service-token", verify_token="the-verify-token", secret_key="the-secret-key",
        grading_key="the-grading-key", metrics_token="the-metrics-token", second_factor_required=False,
    )  # fmt: skip
    database = Database(settings.database_url)
    whole_metadata().create_all(database.engine)
    with database.transaction() as session:
        world, _ = fill_twice(session)
        world.people["operator"] = Learner(
            hub_user="u9", login_id="op", name="修", name_kana="", created_at=world.people["learner"].created_at,
            roles=[RoleGrant(role=Role.OPERATOR)],
        )  # fmt: skip
        session.add(world.people["operator"])
    with small_hub(settings.hub_socket):
        app = create_app(settings)
        app.testing = True
        app.config["PROPAGATE_EXCEPTIONS"] = False
        yield app, database, world
        app.extensions["database"].close()
        app.extensions["hub"].close()
    database.close()
    shutil.rmtree(data)


def shown(answer):
    """What a person reads of an answer; a workbook is unpacked, of a PDF nothing is known."""
    content = answer.get_data()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as book:
            return "".join(book.read(name).decode("utf-8", "ignore") for name in book.namelist())
    return content.decode("utf-8", "ignore")


def tells_of(line, table, world):
    """Whether a line of the audit has a purpose and, of what the field said, names the very row."""
    if table not in BY_NUMBER:
        return bool(line.detail.get("purpose"))
    number = world.value(f"{table}.id")
    listed = number in line.detail.get(BY_NUMBER[table], [])
    return bool(line.detail.get("purpose")) and (line.subject == f"{table}/{number}" or listed)


def newest(database):
    with database.sessions() as session:
        return session.scalar(select(func.max(AuditEntry.id))) or 0


def written_since(database, before, actor):
    with database.sessions() as session:
        found = select(AuditEntry).where(AuditEntry.id > before, AuditEntry.actor == actor)
        return session.scalars(found.where(AuditEntry.action != "refused")).all()


@pytest.mark.parametrize("role", STAFF)
def test_a_page_that_names_people_says_so_in_the_audit(walked, role):
    app, database, world = walked
    person, client = world.people[role], browser_of(app, world.people[role])
    silent, named = [], set()
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if "GET" not in rule.methods or (rule.rule.startswith(OWN) and "colleagues" not in rule.rule):
            continue
        address = fill(rule, {name: value_of(name, world) for name in parameters_of(rule)})
        before = newest(database)
        with client.get(address) as answer:
            names = {name for name in NAMES.findall(shown(answer)) if name != role}
            printed = answer.mimetype == "application/pdf" and not rule.rule.endswith(NOBODYS)
        if answer.status_code != 200 or not (names or printed):
            continue
        lines = written_since(database, before, person.id)
        ids = {world.people[name].id for name in names}
        named.add(rule.rule)
        if not any(line.detail.get("purpose") and ids <= set(line.detail.get("whose", [])) for line in lines):
            # Opened a moment ago, it may be the line of then.
            silent.append(f"{address}: {names}, {[(line.action, line.detail) for line in lines]}")
    assert not silent
    # Without this, a walk that sees no names would prove nothing.
    assert len(named) >= {"coordinator": 10, "instructor": 1, "operator": 1}[role], named


@pytest.mark.parametrize("role", STAFF)
def test_a_page_that_names_people_without_an_account_says_so_too(walked, role, monkeypatch):
    monkeypatch.setattr(looking, "AGAIN", timedelta(0))  # the line of a moment ago is another walk's
    app, database, world = walked
    person, client = world.people[role], browser_of(app, world.people[role])
    silent, seen = [], set()
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if "GET" not in rule.methods or (rule.rule.startswith(OWN) and "colleagues" not in rule.rule):
            continue
        address = fill(rule, {name: value_of(name, world) for name in parameters_of(rule)})
        before = newest(database)
        with client.get(address) as answer:
            told = set(OTHERS.findall(shown(answer)))
        if answer.status_code != 200 or not told:
            continue
        lines = written_since(database, before, person.id)
        for column in told:
            table = column.split("-")[0]
            seen.add(f"{rule.endpoint} {column}")
            if not any(tells_of(line, table, world) for line in lines):
                silent.append(
                    f"{rule.rule}: {column}, {[(line.action, line.subject, line.detail) for line in lines]}"
                )
    assert not silent, "\n".join(silent)
    assert seen >= (SHOWN if role == "coordinator" else set()), (
        "without this, a walk that sees no names proves nothing"
    )


def test_every_line_about_people_is_found_by_them(walked):
    _, database, _ = walked
    with database.sessions() as session:
        listed = {
            (who, line.id)
            for line in session.scalars(select(AuditEntry))
            for who in line.detail.get("whose", [])
        }
        found = {(row.learner_id, row.entry_id) for row in session.scalars(select(AuditSubject))}
    assert listed
    assert listed <= found


def test_the_purposes_are_those_of_the_register():
    import tomllib

    register = tomllib.loads(FILE.read_text(encoding="utf-8"))["purposes"]
    assert {purpose.value: purpose.label_ja for purpose in Purpose} == {
        word: sentence.split(" / ")[0] for word, sentence in register.items()
    }
    assert set(PURPOSE_OF.values()) <= set(Purpose)
