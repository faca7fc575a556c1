"""自分の情報: everything that is kept of a person goes with them, in words, and what does not has a reason."""

import csv
import io
import json
import zipfile

import pytest

from tests.webapp.conftest import NOON
from tests.webapp.rights.conftest import PASSWORD, P
from tests.webapp.twins import fill_twice
from webapp.audit import AuditEntry
from webapp.participation.storage import SubmissionStore
from webapp.retention.columns import register
from webapp.rights.own_data.labels import columns_of, reasons, tables, why_left_out
from webapp.rights.own_data.packing import pack
from webapp.schema import whole_metadata


@pytest.fixture
def package(person):
    with person.post(f"{P}/account/data", data={"password": PASSWORD}) as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        return zipfile.ZipFile(io.BytesIO(answer.data))


def test_every_column_that_is_kept_of_people_is_in_it_or_says_why_not():
    missing, both = [], []
    for column in register():
        if column.keep == "course":
            continue
        inside = column.table in tables() and column.name in columns_of(column.table)
        reason = why_left_out(column.table, column.name)
        if not inside and reason is None:
            missing.append(f"{column.table}.{column.name}")
        if column.table in tables() and reason and f"{column.table}" in reasons():
            both.append(column.table)
    assert not missing, "give them words in rights/own_data/labels.toml, or say there why they stay behind"
    assert not both


def test_its_words_are_of_columns_that_exist():
    known = whole_metadata().tables
    assert {table for table in tables() if set(columns_of(table)) - set(known[table].c.keys())} == set()
    assert all(" / " in words for table in tables() for words in columns_of(table).values())


def test_the_package_tells_the_same_as_json_and_as_csv(house, package):
    told = json.loads(package.read("data.json"))
    assert told["tables"]["learner"]["rows"][0]["name"] == "髙﨑 葵"
    assert told["tables"]["learner_year"]["rows"][0]["organisation"] == "架空製作所"
    assert "初級（夜間）" in told["tables"]["enrolment"]["rows"][0]["offering_id"]
    rows = list(csv.reader(io.StringIO(package.read("csv/learner.csv").decode("utf-8-sig"))))
    assert rows[0][:2] == ["ログインID / Login ID", "氏名 / Name"]
    assert rows[1][:2] == ["taki-4827", "髙﨑 葵"]
    assert [line["given"] for line in told["tables"]["consent"]["rows"]] == [True, True]
    assert "パスワードの照合用の値" in package.read("README.txt").decode("utf-8-sig")


def test_nothing_that_opens_something_leaves(house, package):
    everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "ignore")
    assert "argon2" not in everything
    assert house.aoi.hub_user not in everything


def test_without_the_password_nothing_leaves_and_with_it_the_audit_knows(house, person, database):
    assert person.post(f"{P}/account/data", data={"password": "違います"}).status_code == 422
    with database.sessions() as session:
        assert session.query(AuditEntry).filter_by(action="own_data_taken").count() == 0
    with person.post(f"{P}/account/data", data={"password": PASSWORD}) as answer:
        assert answer.status_code == 200
    with database.sessions() as session:
        assert session.query(AuditEntry).filter_by(action="own_data_taken").one().actor == house.aoi.id


def test_it_holds_a_row_of_every_table_and_nothing_of_another_person(database, settings):
    """In the world of the twins every table has a row of each of two people."""
    with database.transaction() as session:
        _theirs, ours = fill_twice(session)
    empty, content = [], io.BytesIO()
    with database.sessions() as session:
        learner = session.merge(ours.people["learner"])
        learner.second_email = "second-learner-second_email"
        addresses = {
            "invited_person": "email",
            "interest": "email",
            "unsubscribed": "address",
            "organisation": "contact_email",
            "need": "contact_email",
            "guest_contact": "address",
        }
        for table, column in addresses.items():
            found = whole_metadata().tables[table]
            session.execute(
                found.update()
                .where(found.c[column] == ours.value(f"{table}.{column}"))
                .values({column: learner.email})
            )
        pack(session, SubmissionStore(settings.submissions), learner, NOON, content, str)
        session.rollback()
    told = json.loads(zipfile.ZipFile(content).read("data.json"))["tables"]
    empty = [
        name for name, table in told.items() if not table["rows"] and name not in ("who_looked", "teaching")
    ]
    assert empty == []
    assert "first-" not in json.dumps(told, ensure_ascii=False)
