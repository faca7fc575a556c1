"""The demo year as browser tests look at it: served over HTTP, with a row of every kind that a page can show."""

import atexit
import re
import shutil
import tempfile
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import select
from werkzeug.serving import make_server

from course.catalogue import load_courses, read_releases
from course.publish import publish
from grader.contract import Words
from grader.runs.contract import (
    CellShown,
    ErrorShown,
    Picture,
    Printed,
    RunOutcome,
    RunState,
    ShownCell,
    TableShown,
)
from tests.webapp.shortcuts import made_by
from webapp import create_app, schema
from webapp.config import Settings
from webapp.demo import seed_demo
from webapp.enrolment.accounts.codes import issue
from webapp.enrolment.accounts.models import Purpose
from webapp.enrolment.applying.approving import ask_for_approval
from webapp.enrolment.applying.confirming import open_account
from webapp.enrolment.applying.endings import draw
from webapp.enrolment.applying.form import Approver, Form
from webapp.enrolment.applying.inviting import Colleague, find_invitation, invite, name_colleagues
from webapp.enrolment.applying.models import ApprovalKind
from webapp.enrolment.applying.operations import apply
from webapp.enrolment.applying.profile import Profile
from webapp.enrolment.cohorts.models import Cohort
from webapp.enrolment.models import Application, Enrolment, Learner
from webapp.enrolment.outreach.interest import ask
from webapp.enrolment.outreach.interest import token_of as token_of_notice
from webapp.enrolment.rosters import operations
from webapp.enrolment.rosters.applying import apply_chunk
from webapp.enrolment.rosters.intake import take_in
from webapp.enrolment.rosters.reading import read_file
from webapp.enrolment.rosters.table import find_table
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.mail.models import Message
from webapp.mail.stopping import token_of
from webapp.participation.attendance.seminars import count_heads
from webapp.participation.badges.making import Mint, make_badge
from webapp.participation.cases.models import CaseState, UseCase
from webapp.participation.certificates.issuing import Press
from webapp.participation.certificates.issuing import issue as issue_certificate
from webapp.participation.certificates.publishing import draft_programme
from webapp.participation.certificates.publishing import publish as publish_programme
from webapp.participation.completing.deciding import decide as decide_completion
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.plain.models import AnswerDraft, CellRun, CellRunState, PreparedShow
from webapp.participation.records.agreeing import agree, fingerprint, preview, recipients_for
from webapp.participation.regrading.models import Regrade
from webapp.participation.regrading.operations import Scope, apply_regrade, ask_for_regrade
from webapp.participation.seminars.guest_views import arrival_code_of
from webapp.participation.seminars.models import GuestContact
from webapp.participation.seminars.receiving import Wish, receive_guest, withdrawal_token
from webapp.participation.seminars.survey import open_seminar_survey
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.operations import open_survey
from webapp.programme.audience import Audience
from webapp.programme.conditions import ReservedSeats
from webapp.programme.models import (
    Meeting,
    MeetingMode,
    MeetingState,
    Offering,
    OfferingState,
    Partner,
    Programme,
    Selection,
)
from webapp.programme.needs.contacts import contact_token
from webapp.programme.needs.models import NeedSource
from webapp.programme.needs.operations import Heard, Wanted, keep_need
from webapp.programme.official import Target
from webapp.programme.outreach.models import Outreach
from webapp.programme.plans.models import LogicBox
from webapp.programme.seminars import SeminarDraft, plan_seminar
from webapp.region import load_region
from webapp.reports.councils.models import Remark
from webapp.reports.frozen.report import Edition, Version
from webapp.reports.releases.drafting import Subject, begin_draft, write_sentences
from webapp.reports.releases.making import Maker, protection_data
from webapp.reports.releases.open_data import open_up, propose
from webapp.reports.releases.releasing import release
from webapp.reports.releases.steps import confirm, decide, hand_in, look_at_protection

# The smallest picture there is.
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
FIRST_DAY = datetime(2026, 11, 23, tzinfo=UTC)


def settings_for(data, **given):
    """Settings on a folder of its own, where staff get in without a second factor."""
    return Settings(
        data=data,
        run=data / "run",
        database_url=f"sqlite:///{data / 'tateyama.sqlite'}",
        hub_token="hub",
        verify_token="verify",
        secret_key="secret",
        grading_key="the-grading-key",
        metrics_token="the-metrics-token",
        second_factor_required=False,
        **given,
    )


@contextmanager
def served(app):
    """The application over HTTP; its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


def demo_app(data, **given):
    """The application on a new demo year; close it with `close`."""
    settings = settings_for(data, demo=True, **given)
    shutil.copytree(releases(), settings.releases)
    (data / "tateyama.sqlite").write_bytes(demo_year(settings.region.folder))
    return create_app(settings)


@cache
def releases():
    """The whole course, published once for all sites of this process."""
    folder = Path(tempfile.mkdtemp(prefix="tateyama-"))
    atexit.register(shutil.rmtree, folder)
    publish(load_courses().values(), folder / "releases")
    return folder / "releases"


@cache
def demo_year(pack):
    """The demo year as a SQLite database, from the migrations and the seed, made once for all sites of this process."""
    return made_by(lambda database: _seeded(database, load_region(str(pack))))


def _seeded(database, region):
    schema.upgrade(database.engine)
    with database.transaction() as session:
        seed_demo(session, FIRST_DAY.date(), region)


def close(app):
    """Give back what an application holds."""
    app.extensions["database"].close()
    app.extensions["hub"].close()


def stuck(session):
    """A hand-in that could not be graded, so that the coordinator's page shows its notice."""
    enrolment = session.scalars(
        select(Enrolment)
        .join(Enrolment.offering)
        .join(Offering.host)
        .where(Partner.slug == "university", Offering.state == OfferingState.RUNNING)
    ).first()
    return Submission(
        learner_id=enrolment.learner_id, enrolment_id=enrolment.id, course_slug="beginner", lesson_slug="b1",
        release_digest="0" * 64, sha256="0" * 64, size=1, idempotency_key="1",
        received_at=datetime(2026, 11, 23, tzinfo=UTC), state=SubmissionState.PARKED, problem="SandboxFault",
    )  # fmt: skip


def bring_rosters_in(session):
    """Rosters as pages show them: one has rows to mend and a possible double, one came in; the ids of both."""
    offering = session.scalars(
        select(Offering)
        .join(Offering.host)
        .where(Partner.slug == "university", Offering.state == OfferingState.RUNNING)
    ).first()
    by = session.scalars(select(Learner).where(Learner.login_id == "coordinator")).one().id
    known = session.scalars(select(Learner).where(Learner.login_id == "aoi")).one()
    ids = []
    for name, rows in {
        "架空製作所_受講者名簿.csv": f"架空 花子,ハナコ,hanako@@example.jp,昭和65年1月1日\n{known.name},,,\n架空 次郎,ジロウ,jiro@example.jp,H2.4.1\n",
        "取り込んだ名簿.csv": "架空 三郎,サブロウ,saburo@example.jp,S60.4.1\n",
    }.items():
        content = f"氏名,フリガナ,メールアドレス,生年月日,所見\n{rows}".encode()
        sheet = read_file(content)
        roster = take_in(
            session, offering, sheet, find_table(sheet), content=content, file_name=name,
            at=datetime(2026, 11, 23, tzinfo=UTC), by=by, key=b"key", school_types=["小学校", "中学校"],
        )  # fmt: skip
        ids.append(roster.id)
    operations.begin(session, roster, roster.made_at, by)
    while apply_chunk(session, roster.made_at):
        pass
    return ids


def regraded(session, releases):
    """Batches as pages show them: one counts and its learner has not read why yet, one is a preview, one waits."""
    release = read_releases(releases).current("beginner", "b1")
    ids = [exercise.id for exercise in release.exercises]
    for login_id in ("aoi", "yui"):
        enrolment = session.scalars(
            select(Enrolment).join(Enrolment.learner).join(Enrolment.offering)
            .where(Learner.login_id == login_id, Offering.state == OfferingState.RUNNING)
        ).first()  # fmt: skip
        work = stuck(session)
        work.learner_id, work.enrolment_id, work.idempotency_key = (
            enrolment.learner_id,
            enrolment.id,
            login_id,
        )
        work.state, work.problem = SubmissionState.GRADED, None
        session.add(work)
        session.flush()
        session.add(
            Score(submission_id=work.id, state="GRADED", points=12, max_points=12, sheet=sheet(ids, 12),
                  recorded_at=work.received_at)
        )  # fmt: skip
        session.flush()
        scope = Scope("beginner", enrolment.offering_id, "b1", None if login_id == "yui" else ids[0])
        batch = ask_for_regrade(
            session, scope, "問1のテストが、誤った答えを正しいとしていたため。", releases, work.received_at
        )
        for trial in batch.trials:
            trial.sheet, trial.state = sheet(ids, 9), SubmissionState.GRADED
        session.flush()
        if login_id == "aoi":
            apply_regrade(session, batch, releases, work.received_at)
    waiting = Scope("beginner", batch.offering_id, "b1", ids[1])
    ask_for_regrade(session, waiting, "問2のテストも誤っていたため。", releases, work.received_at)


def sheet(ids, points):
    """A score sheet whose first exercise is failed where points are missing."""
    exercises = [
        {
            "id": id,
            "points": 1,
            "max_points": 1,
            "passed": n > 0 or points == 12,
            "message": {"ja": "", "en": ""},
        }
        for n, id in enumerate(ids)
    ]
    message = {"ja": "", "en": ""}
    return {"state": "GRADED", "points": points, "max_points": 12, "exercises": exercises, "message": message}


def work_on_the_plain_page(session, releases):
    """What the plain page can show: a run with text, a table, a picture and an error, and an answer kept aside."""
    enrolment = session.scalars(
        select(Enrolment).join(Enrolment.learner).join(Enrolment.offering)
        .where(Learner.login_id == "aoi", Offering.state == OfferingState.RUNNING)
    ).first()  # fmt: skip
    release = read_releases(releases).current("beginner", "b1")
    table = TableShown(
        (
            (ShownCell("", head=True), ShownCell("pop", head=True)),
            (ShownCell("0", head=True), ShownCell("1,034,814")),
        ),
        "1 rows × 1 columns",
    )
    error = ErrorShown(
        "NameError", "name '____' is not defined", 2, Words("空らん", "blank"), Words("うめる", "fill")
    )
    shown = (Printed("1034814\n"), Printed("注意\n", loud=True), table, Picture(DOT, 1, 1))
    at = datetime(2026, 11, 23, 3, tzinfo=UTC)
    session.add(
        CellRun(
            enrolment_id=enrolment.id, lesson_slug="b1", exercise_id="b1-1", release_digest=release.digest,
            cells=[{"text": "x", "locked": False, "place": 5, "grade_id": "b1-1-answer"}],
            state=CellRunState.DONE, asked_at=at, begun_at=at,
            outcome=RunOutcome(RunState.RAN, (CellShown(shown, error, cut=True),)).as_dict(),
        )
    )  # fmt: skip
    outcome = RunOutcome(RunState.RAN, (CellShown((table,)),)).as_dict()
    session.add(PreparedShow(release_digest=release.digest, outcome=outcome, made_at=at))
    for origin, text in (("", "total_2020 = 1"), ("another", "total_2020 = 2")):
        session.add(
            AnswerDraft(
                enrolment_id=enrolment.id,
                lesson_slug="b1",
                grade_id="b1-1-answer",
                origin=origin,
                text=text,
                saved_at=at,
            )
        )


def fill(session, settings):
    """A row of every kind that the demo year has none of; what addresses name of them, by its place in them."""
    session.add(stuck(session))
    session.flush()
    regraded(session, settings.releases)
    work_on_the_plain_page(session, settings.releases)
    to_mend, came_in = bring_rosters_in(session)
    taking, drawn = offering_that_takes_applications(session), drawn_offering(session)
    aoi, coordinator = person(session, "aoi"), person(session, "coordinator")
    now = datetime.now(UTC)
    asked = ask_for_approval(
        session,
        application_for(session, taking, "yui", now),
        Approver(ApprovalKind.SUPERIOR, "架空課長", "kacho@example.jp"),
        now,
    )
    _, invitation = invite(session, taking, "株式会社架空", 5, now + timedelta(days=9), now, coordinator.id)
    name_colleagues(
        session,
        find_invitation(session, invitation),
        [Colleague("架空 一", "かくう はじめ", "one@example.jp")],
        now,
        "ja",
    )
    confirms = issue(
        session, Purpose.APPLY, now, key=settings.key_for("codes"), address="new@example.jp",
        waiting={"offering": taking.id, "language": "ja", "form": FORM},
    )  # fmt: skip
    address = issue(
        session,
        Purpose.CONFIRM_EMAIL,
        now,
        key=settings.key_for("codes"),
        address="aoi2@example.jp",
        learner=aoi,
    )
    _, begins = open_account(session, Form.from_data(FORM), "ja", now, taking, key=settings.key_for("codes"))
    running = university(session, OfferingState.RUNNING)
    hosted = university(session, OfferingState.OPEN)
    messages = session.scalars(select(Message).order_by(Message.id)).all()
    return {
        "offering": session.get(Regrade, 1).offering_id,
        "hosted": hosted.id,
        "running": running.id,
        "to_mend": to_mend,
        "came_in": came_in,
        "meeting": next(m.id for m in hosted.meetings if m.mode is MeetingMode.IN_PERSON),
        "taking": taking.id,
        "drawn": drawn.id,
        "mine": application_for(session, drawn, "aoi", now).id,
        "theirs": asked.application_id,
        "approval": token_in(messages, "approval_asked"),
        "invitation": invitation,
        "invited": token_in(messages, "colleague_invited"),
        "confirms": confirms.token,
        "begins": begins,
        "address": address.token,
        "survey": open_survey(
            session, session.get(Regrade, 1).offering, SurveyKind.AFTER, now + timedelta(days=14), now
        ).id,
        "stops": token_of(settings.secret_key, "aoi@example.invalid"),
        **told_of(session, settings, now),
        "message": newest(messages, "approval_asked").id,
        **seminar_of_today(session, settings),
        "contact_kept": contact_kept(session, settings),
        **reported(session, settings),
        **papers(session),
        **certified(session, settings),
    }


def certified(session, settings):
    """A teacher's course that a person called completed, with certificate, badge and training record; one of 60 hours."""
    at, sensei, office = datetime.now(UTC), person(session, "sensei"), person(session, "coordinator")
    course = session.scalars(
        select(Enrolment)
        .join(Enrolment.offering)
        .where(
            Enrolment.learner_id == sensei.id,
            Enrolment.audience == Audience.TEACHER,
            Offering.course_slug == "beginner",
        )
        .order_by(Enrolment.id.desc())
    ).first()
    if course.completed_at is None:
        decide_completion(
            session, course, settings.releases, granted=True, reason="補講で確かめたため", at=at, by=office.id
        )
    made = issue_certificate(session, course, Press(settings.link("/c/"), settings.releases, True), at)
    sensei.email, sensei.email_confirmed_at = sensei.email or "sensei@example.invalid", at
    make_badge(session, made, Mint(settings.link(""), settings.data / "secrets", settings.courses), at)
    recipient = recipients_for(session, course)[0]
    seen = fingerprint(preview(session, course, recipient, settings.releases))
    record = agree(session, course, recipient, seen, settings.releases, at)
    host = session.scalars(select(Partner).where(Partner.slug == "university")).one()
    texts = dict.fromkeys(
        ("name", "purpose", "method", "content", "eligibility", "requirement"), "架空のプログラム"
    )
    programme = draft_programme(session, host, {**texts, "capacity": "20"}, {"beginner": "60"}, at, office.id)
    publish_programme(session, programme, at, office.id)
    return {
        "check": made.check_code,
        "record": record.id,
        "completing": course.offering_id,
    }


def told_of(session, settings, at):
    """A contact by which somebody applied, and an address that waits for a course."""
    contact = session.scalars(
        select(Outreach)
        .join(Application, Application.outreach_id == Outreach.id)
        .join(Outreach.host)
        .where(Partner.slug == "university", Outreach.offering_id.is_not(None))
        .order_by(Outreach.made_on.desc())
    ).first()
    key = settings.key_for("codes")
    ask(session, "beginner", "waits@example.jp", "ja", at, key=key)
    return {
        "contact": contact.id,
        "contact_code": contact.code,
        "recruiting": contact.offering_id,
        "notice": token_of_notice(key, "beginner", "waits@example.jp"),
    }


def papers(session):
    """What the demo keeps beside its courses: one of each that an address names."""
    remark = session.scalars(select(Remark)).first()
    published, asked = (
        session.scalars(select(UseCase).where(UseCase.state == state)).first()
        for state in (CaseState.PUBLISHED, CaseState.TO_APPROVE)
    )
    return {
        "box": session.scalars(select(LogicBox.id)).first(),
        "target": session.scalars(select(Target.id)).first(),
        "council": remark.council_id,
        "remark": remark.id,
        "cohort": session.scalars(select(Cohort.id)).first(),
        "case": published.id,
        "case_asked": asked.id,
        "case_course": asked.enrolment.offering_id,
    }


def contact_kept(session, settings):
    """The link of somebody who left an address with what they asked for."""
    now = datetime.now(UTC)
    host = session.scalars(select(Partner).where(Partner.slug == "university")).one()
    wanted = Wanted(
        "在庫の数字を読めるようになりたい", "I", None, "株式会社架空", "架空 花子", "hanako@example.invalid"
    )
    need = keep_need(session, wanted, Heard(host, japanese_date(now), NeedSource.FORM, None, now))
    return contact_token(settings.secret_key, need)


def seminar_of_today(session, settings):
    """A seminar that is held today, with a guest who wants letters, heads that were counted and a survey."""
    now, coordinator = datetime.now(UTC), person(session, "coordinator")
    host = session.scalars(select(Partner).where(Partner.slug == "university")).one()
    draft = SeminarDraft(
        "データ活用 昼のセミナー",
        "Lunch seminar",
        japanese_date(now),
        "見本会館 3階",
        40,
        MeetingState.PLANNED,
    )
    seminar = plan_seminar(session, host, draft, now)
    wish = Wish("架空 花子", "株式会社架空", "hanako@example.invalid", True, True, "ja")
    for number, said in enumerate((wish, None, None)):
        receive_guest(session, seminar, f"visit-{number}", said, settings.secret_key, now)
    count_heads(session, seminar, 2, now, coordinator.id)
    survey = open_seminar_survey(session, seminar, now + timedelta(days=7), now)
    guest = session.scalars(select(GuestContact.guest_id)).one()
    return {
        "seminar": seminar.id,
        "arrival": arrival_code_of(settings.secret_key, seminar.id),
        "consent": withdrawal_token(settings.secret_key, guest),
        "seminar_survey": survey.token,
    }


def reported(session, settings):
    """A public report of the year before as it was released, with its open data, and a draft of the council's."""
    year = FiscalYear.of(FIRST_DAY).previous
    at, partner = datetime.now(UTC), session.scalars(select(Partner)).first()
    first, second, third = (person(session, login) for login in ("coordinator", "kencho", "shiyakusho"))

    def begun(edition):
        subject = Subject(year.year, None, edition, Version.FINAL, year.end, japanese_date(at))
        draft = begin_draft(session, partner, subject, at)
        write_sentences(session, draft, maker.proposed(subject, at))
        return draft

    maker = Maker(session, settings.region, lambda ja: ja)
    public = begun(Edition.PUBLIC)
    made = maker.made(public, at)
    hand_in(session, public, made.report, protection_data(made.protection), first, at)
    look_at_protection(session, public, {"tables": {}}, second, at)
    confirm(session, public, second, at)
    decide(session, public, third, at)
    released = release(session, public, third, at)
    propose(session, released, settings.region, first, at)
    open_up(session, released, settings.region, second, at)
    return {"release": released.id, "draft": begun(Edition.COUNCIL).id}


FORM = {
    "name": "架空 新", "name_kana": "かくう あらた", "email": "new@example.jp", "consents": {"privacy": True},
    "profile": Profile(Audience.PRIVATE, organisation="株式会社架空").as_data(), "approvers": [],
}  # fmt: skip


def university(session, state):
    """The first offering in this state that the demo's coordinator looks after."""
    return session.scalars(
        select(Offering).join(Offering.host).where(Partner.slug == "university", Offering.state == state)
    ).first()


def person(session, login_id):
    """One of the demo's accounts."""
    return session.scalars(select(Learner).where(Learner.login_id == login_id)).one()


def offering_that_takes_applications(session, **given):
    """Open whatever day it is: with reserved seats, a minimum, an approval, and three evenings to come."""
    now = datetime.now(UTC)
    first = now + timedelta(days=30)
    programme = session.scalars(select(Programme).order_by(Programme.fiscal_year.desc())).first()
    host = session.scalars(select(Partner).where(Partner.slug == "university")).one()
    known = {
        "programme": programme, "fiscal_year": programme.fiscal_year, "course_slug": "beginner", "host": host,
        "number": 90 + len(session.scalars(select(Offering).where(Offering.number >= 90)).all()),
        "title_ja": "初級（架空の募集）", "title_en": "Beginner (imaginary)", "audience": Audience.PRIVATE, "capacity": 20,
        "state": OfferingState.OPEN, "apply_from": now - timedelta(days=9), "apply_until": now + timedelta(days=20),
        "starts_on": first.date(), "ends_on": (first + timedelta(days=20)).date(), "minimum": 5,
        "decide_on": (first - timedelta(days=7)).date(), "asks_superior": True, "admits_minors": True,
        "eligibility_ja": "県内に勤める方", "eligibility_en": "People who work in the prefecture",
        "office_hours_ja": "水曜 18時〜19時", "office_hours_en": "Wednesdays 18:00 to 19:00",
        "completion_rule": {"version": 1, "kind": "all_basic", "lessons": ["b1"]},
        "meetings": [
            Meeting(number=n + 1, starts_at=first + timedelta(days=7 * n), mode=MeetingMode.IN_PERSON,
                    ends_at=first + timedelta(days=7 * n, hours=2), state=MeetingState.PLANNED, place="見本会館")
            for n in range(3)
        ],
    }  # fmt: skip
    offering = Offering(**{**known, **given})
    session.add(offering)
    session.flush()
    session.add(ReservedSeats(offering_id=offering.id, partner_id=host.id, seats=3))
    session.flush()
    return offering


def drawn_offering(session):
    """Closed for applications, and drawn."""
    now = datetime.now(UTC)
    offering = offering_that_takes_applications(
        session, selection=Selection.LOTTERY, lottery_string="締切翌日の正午の気温", capacity=1
    )
    for login_id in ("aoi", "yui", "sensei"):
        application_for(session, offering, login_id, now)
    draw(session, offering, offering.apply_until, person(session, "coordinator").id)
    return offering


def application_for(session, offering, login_id, at):
    """This person's application; made where there is none."""
    profile = Profile(Audience.PRIVATE, organisation="株式会社架空", industry="E", experience="none")
    needs_approval = offering.selection is Selection.FIRST_COME
    return apply(session, person(session, login_id), offering, profile, at, needs_approval=needs_approval)


def newest(messages, template):
    """The last message of its kind: the demo year has some of its own, whose secrets are gone where they were sent."""
    return next(message for message in reversed(messages) if message.template == template)


def token_in(messages, template):
    """The secret at the end of a message's link."""
    return re.search(r"tateyama:/\w+/([\w-]+)", newest(messages, template).body)[1]
