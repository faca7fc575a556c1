"""A sponsor's people come in by its list; their results go back only where they were told and there is a ground."""

import csv
import io
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tests.webapp.enrolment.rosters.conftest import office as office
from tests.webapp.enrolment.rosters.conftest import workbook
from webapp.audit import AuditEntry
from webapp.enrolment.applying.models import Consent, ConsentKind
from webapp.enrolment.applying.seats import seats_of
from webapp.enrolment.cohorts.models import Cohort, CohortMember, CohortSeats
from webapp.enrolment.models import Enrolment, Learner, Role
from webapp.programme.models import Offering, OfferingState

PREFIX = "/services/tateyama"
NOW = datetime(2026, 10, 1, tzinfo=UTC)
COHORT = {
    "name": "DXリーダー研修", "kind": "staff", "training": "dx_leaders", "sponsor": "立山県 人事課", "sponsor_partner": "",
    "ground": "consent", "ground_text": "",
}  # fmt: skip
PEOPLE = workbook(
    ("職員番号", "氏名", "ふりがな"), ("007", "架空 一郎", "かくう いちろう"), ("008", "架空 二郎", "かくう じろう")
)  # fmt: skip


@pytest.fixture
def kept(database):
    def kept(table):
        with database.sessions() as session:
            return session.scalars(select(table).order_by(*table.__table__.primary_key)).all()

    return kept


@pytest.fixture
def cohort(office, kept):
    answer = office.send(f"{PREFIX}/office/cohorts/new?year=2026", **COHORT)
    assert answer.status_code == 303
    return kept(Cohort)[0]


def bring_in(office, cohort, told_on="2026-10-01"):
    roster = office.send(
        office.address, roster=(io.BytesIO(PEOPLE), "名簿.xlsx"), cohort=str(cohort.id), told_on=told_on
    ).location
    office.apply(roster)


def agree(database, name, given=True):
    with database.transaction() as session:
        learner = session.scalars(select(Learner).where(Learner.name == name)).one()
        session.add(
            Consent(
                learner_id=learner.id, kind=ConsentKind.SHARE_WITH_SENDER, version="2026-11", given=given,
                decided_at=datetime.now(UTC),
            )
        )  # fmt: skip


def handed(office, cohort, query="", encoding="utf-8-sig"):
    answer = office.client.get(f"{PREFIX}/office/cohorts/{cohort.id}/completions.csv{query}")
    rows = list(csv.reader(io.StringIO(answer.data.decode(encoding))))
    head = next(number for number, row in enumerate(rows) if row[0] == "名簿の行")
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


def test_a_roster_brings_its_people_into_the_cohort_by_their_lines(office, cohort, kept):
    bring_in(office, cohort)
    assert [(row.cohort_id, row.row_number, str(row.told_on)) for row in kept(CohortMember)] == [
        (cohort.id, 2, "2026-10-01"), (cohort.id, 3, "2026-10-01"),
    ]  # fmt: skip
    bring_in(office, cohort)  # the same list once more
    assert len(kept(CohortMember)) == len(kept(Enrolment)) == 2
    assert "007" not in office.client.get(f"{PREFIX}/office/cohorts/{cohort.id}").text


def test_only_who_agrees_now_is_handed_over_and_the_audit_says_whose(office, cohort, database, kept):
    bring_in(office, cohort)
    assert handed(office, cohort) == []
    agree(database, "架空 一郎")
    (row,) = handed(office, cohort)
    assert (row["名簿の行"], row["氏名"], row["研修区分"], row["結果"]) == (
        "2",
        "架空 一郎",
        "DXリーダー",
        "受講中",
    )
    agree(database, "架空 一郎", given=False)
    assert handed(office, cohort, "?encoding=cp932", "cp932") == []
    lines = [entry.detail for entry in kept(AuditEntry) if entry.action == "cohort_handed_over"]
    assert [len(line["enrolments"]) for line in lines] == [0, 1, 0]
    assert lines[1]["unagreed"] == 1


@pytest.mark.parametrize(
    ("kind", "training", "name", "sponsor", "told"),
    [
        ("staff", "managers", "幹部・管理職研修", "立山県 人事課", "幹部・管理職"),
        ("university", "", "DX教育研究センターの学生", "立山県立大学", ""),
        ("high_school", "", "高大連携の生徒", "架空高等学校", ""),
    ],
)
def test_each_neighbour_of_the_road_map_keeps_seats_brings_its_list_and_takes_results(
    office, database, kept, kind, training, name, sponsor, told
):
    form = COHORT | {"name": name, "kind": kind, "training": training, "sponsor": sponsor}
    assert office.send(f"{PREFIX}/office/cohorts/new?year=2026", **form).status_code == 303
    (cohort,) = kept(Cohort)
    seats = {"offering": str(office.offering.id), "seats": "2"}
    assert office.send(f"{PREFIX}/office/cohorts/{cohort.id}/seats", **seats).status_code == 303
    bring_in(office, cohort)
    for person in ("架空 一郎", "架空 二郎"):
        agree(database, person)
    with database.transaction() as session:
        first = session.scalars(select(Enrolment).order_by(Enrolment.id)).first()
        first.completed_at = datetime(2027, 1, 20, 3, tzinfo=UTC)
    rows = handed(office, cohort)
    assert [(row["氏名"], row["結果"], row.get("研修区分", "")) for row in rows] == [
        ("架空 一郎", "修了", told), ("架空 二郎", "受講中", told),
    ]  # fmt: skip
    page = office.client.get(f"{PREFIX}/office/cohorts/{cohort.id}").text
    assert name in page
    assert sponsor in page


def test_by_law_all_who_were_told_are_handed_over_and_nobody_else(office, cohort, kept):
    change = f"{PREFIX}/office/cohorts/{cohort.id}/edit"
    assert office.send(change, **(COHORT | {"ground": "law"})).status_code == 422
    office.send(change, **(COHORT | {"ground": "law", "ground_text": "職員研修規程 第5条"}))
    bring_in(office, cohort, told_on="")
    assert handed(office, cohort) == []
    told = f"{PREFIX}/office/cohorts/{cohort.id}/told"
    assert office.send(told, told_on="2199-01-01").status_code == 422
    assert office.send(told, told_on="").status_code == 422
    assert office.send(told, told_on="2026-10-02").status_code == 303
    assert [row["氏名"] for row in handed(office, cohort)] == ["架空 一郎", "架空 二郎"]


def test_completed_is_told_as_completed_and_the_rest_not_before_results_are_settled(office, cohort, database):
    bring_in(office, cohort)
    for name in ("架空 一郎", "架空 二郎"):
        agree(database, name)
    with database.transaction() as session:
        first, second = session.scalars(select(Enrolment).order_by(Enrolment.id))
        first.completed_at = datetime(2027, 1, 20, 3, tzinfo=UTC)
        second.offering.state = OfferingState.CLOSED
    found = handed(office, cohort)
    assert [(row["結果"], row["修了日"]) for row in found] == [("修了", "2027-01-20"), ("集計中", "")]
    with database.transaction() as session:
        session.get(Offering, office.offering.id).ends_on = datetime(2026, 1, 1, tzinfo=UTC).date()
    assert [row["結果"] for row in handed(office, cohort)] == ["修了", "未修了"]


def test_group_seats_are_kept_from_others_until_its_people_come(office, cohort, database, kept):
    with database.transaction() as session:
        session.get(Offering, office.offering.id).capacity = 3
    seats = f"{PREFIX}/office/cohorts/{cohort.id}/seats"
    form = {"offering": str(office.offering.id)}
    for bad in ({"seats": "4"}, {"seats": "x"}, {"seats": "2", "offering": "999"}):
        assert office.send(seats, **(form | bad)).status_code == 422
    assert kept(CohortSeats) == []
    assert office.send(seats, **form, seats="3").status_code == 303

    def free():
        with database.sessions() as session:
            return seats_of(session, session.get(Offering, office.offering.id), NOW).free_for(None)

    assert not free()
    office.send(seats, **form, seats="2")
    assert free()
    bring_in(office, cohort)
    assert free()  # two of three sit down; the group waits for nobody any more
    office.send(seats, **form, seats="0")
    assert kept(CohortSeats) == []


def test_a_name_is_given_once_in_a_year_and_nothing_typed_is_lost(office, cohort, kept):
    again = office.send(f"{PREFIX}/office/cohorts/new?year=2026", **COHORT)
    assert again.status_code == 422
    assert 'value="立山県 人事課"' in again.text
    for changed in ({"name": ""}, {"kind": "x"}, {"training": ""}, {"training": "x"}, {"sponsor_partner": "99"}, {"ground": ""}):  # fmt: skip
        assert office.send(f"{PREFIX}/office/cohorts/new?year=2026", **(COHORT | {"name": "別"} | changed)).status_code == 422  # fmt: skip
    assert len(kept(Cohort)) == 1


def test_another_partners_cohort_is_not_there(app, office, cohort, make_learner, make_partner, make_offering, sign_in):  # fmt: skip
    bring_in(office, cohort)
    other_host = make_partner("elsewhere")
    other = sign_in(app.test_client(), make_learner((Role.COORDINATOR, other_host)))
    for page in ("", "/edit", "/completions.csv", "/completions.xlsx"):
        assert other.get(f"{PREFIX}/office/cohorts/{cohort.id}{page}").status_code == 404
    assert COHORT["name"] not in other.get(f"{PREFIX}/office/cohorts?year=2026").text


def test_a_roster_cannot_name_another_partners_cohort(office, cohort, database, kept, make_partner):
    elsewhere = make_partner("elsewhere")
    with database.transaction() as session:
        session.get(Cohort, cohort.id).host_id = elsewhere.id
    answer = office.send(office.address, roster=(io.BytesIO(PEOPLE), "名簿.xlsx"), cohort=str(cohort.id))
    assert answer.status_code == 422
    assert kept(CohortMember) == []


def test_the_sponsoring_partner_sees_numbers_where_enough_people_stand_behind_them(
    app, office, cohort, database, make_partner, make_learner, sign_in
):  # fmt: skip
    sponsor = make_partner("prefecture")
    with database.transaction() as session:
        session.get(Cohort, cohort.id).sponsor_partner_id = sponsor.id
    bring_in(office, cohort)
    client = sign_in(app.test_client(), make_learner((Role.COORDINATOR, sponsor)))
    page = client.get(f"{PREFIX}/partners/cohorts?year=2026").text
    assert "内部用・転記不可" in page
    assert COHORT["name"] in page
    assert "架空 一郎" not in page
    assert ">x</td>" in page
