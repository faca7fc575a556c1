"""修了を読む: what is said of a person comes from the rule at that moment, also where its event was missed."""

import csv
import io
from datetime import timedelta

import pytest

from tests.webapp.participation.certificates.conftest import app as app
from tests.webapp.participation.completing.conftest import FIRST
from webapp.enrolment.cohorts.completions import completion_sheet
from webapp.enrolment.cohorts.models import Cohort, CohortKind, CohortMember, Ground
from webapp.enrolment.models import Application, ApplicationState, Enrolment, Role
from webapp.participation.completing.deciding import decide
from webapp.participation.models import Attendance, Presence
from webapp.participation.records.fields import record_of
from webapp.programme.models import Meeting, Offering
from webapp.programme.operations import NotPossible

PREFIX = "/services/tateyama"


@pytest.fixture
def unsettled(database, enrol, make_learner):
    """Somebody who came to as many classes as rows say, written past every operation that settles a completion."""

    def unsettled(classes, **given):
        learner = make_learner(**given)
        enrolment = enrol(learner)
        with database.transaction() as session:
            offering = session.get(Offering, enrolment.offering_id)
            application = Application(
                learner_id=learner.id, offering_id=offering.id, applied_at=FIRST,
                state=ApplicationState.ACCEPTED, rule_version=1, profile={},
            )  # fmt: skip
            session.add(application)
            session.flush()
            session.get(Enrolment, enrolment.id).application_id = application.id
            session.add_all(
                Attendance(
                    enrolment_id=enrolment.id, meeting_id=meeting.id, presence=Presence.PRESENT, recorded_at=FIRST
                )
                for meeting in offering.meetings[:classes]
            )  # fmt: skip
        return enrolment

    return unsettled


def learners_file(client, offering):
    answer = client.get(f"{PREFIX}/office/offerings/{offering.id}/rosters/learners.csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    return [row["状態"] for row in rows]


def test_every_page_and_file_about_a_person_reads_the_rule(
    app, database, client, sign_in, make_learner, offering, unsettled, settings
):
    six, five = unsettled(6), unsettled(5)
    with database.sessions() as session:
        assert session.get(Enrolment, six.id).completed_at is None  # nothing was written down
        told = [
            record_of(session, session.get(Enrolment, each.id), settings.releases) for each in (six, five)
        ]
    assert [(each["result"], bool(each["completed_on"])) for each in told] == [
        ("修了", True),
        ("未修了", False),
    ]
    for enrolment, expected in ((six, True), (five, False)):
        with database.sessions() as session:
            learner = session.get(Enrolment, enrolment.id).learner
            application = session.get(Enrolment, enrolment.id).application_id
        sign_in(client, learner)
        assert ('class="badge done">修了' in client.get(f"{PREFIX}/my-page").text) is expected
        assert (
            "修了しました。" in client.get(f"{PREFIX}/my-page/applications/{application}").text
        ) is expected
    with database.sessions() as session:
        host = session.get(Offering, offering.id).host
    sign_in(client, make_learner((Role.COORDINATOR, host)))
    assert sorted(learners_file(client, offering)) == ["修了", "受講中"]


def test_a_sponsors_file_reads_the_rule(app, database, offering, unsettled):
    six = unsettled(6)
    with database.transaction() as session:
        cohort = Cohort(
            name="職員研修", kind=CohortKind.STAFF, host_id=session.get(Offering, offering.id).host_id, sponsor="人事課",
            fiscal_year=2026, ground=Ground.LAW, ground_text="規程 第5条", made_at=FIRST,
        )  # fmt: skip
        session.add(cohort)
        session.flush()
        session.add(
            CohortMember(cohort_id=cohort.id, enrolment_id=six.id, row_number=2, told_on=FIRST.date())
        )
    with app.app_context(), database.sessions() as session:
        at = FIRST + timedelta(days=90)
        sheet, _handed = completion_sheet(session, session.get(Cohort, cohort.id), at, invented=True)
    row = dict(zip(sheet.header, sheet.rows[0], strict=True))
    sixth = FIRST + timedelta(weeks=6)
    assert (row["結果"], row["修了日"]) == ("修了", sixth.date())


def test_a_class_taken_away_is_read_at_once(app, database, unsettled, settings):
    """Six of eight complete; a row deleted behind everybody's back completes no more, with nothing settled between."""
    six = unsettled(6)
    with database.transaction() as session:
        first = session.get(Enrolment, six.id).offering.meetings[0]
        session.delete(session.get(Attendance, (six.id, first.id)))
    with database.sessions() as session:
        assert record_of(session, session.get(Enrolment, six.id), settings.releases)["result"] == "未修了"
        assert session.get(Meeting, first.id) is not None


def test_a_decision_is_refused_by_what_the_page_says_and_not_by_the_record(database, unsettled, settings):
    six, five = unsettled(6), unsettled(5)
    with database.transaction() as session:
        session.get(Enrolment, five.id).completed_at = FIRST  # a record that the rule does not bear out

    def decided(enrolment, granted):
        with database.transaction() as session:
            row = session.get(Enrolment, enrolment.id)
            decide(
                session, row, settings.releases,
                granted=granted, reason="試しに決める", at=FIRST, by=row.learner_id,
            )  # fmt: skip

    for enrolment, refused in ((six, True), (five, False)):
        with pytest.raises(NotPossible):
            decided(enrolment, refused)
        decided(enrolment, not refused)
