"""Named rows and exact counts are the host's; other partners see protected numbers, and whom they sent and who agreed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from webapp import create_app
from webapp.audit import AuditEntry
from webapp.enrolment.applying.models import Consent, ConsentKind
from webapp.enrolment.models import Application, ApplicationState, Enrolment, Role
from webapp.fiscal_year import FiscalYear
from webapp.programme.audience import Audience
from webapp.programme.models import Meeting, MeetingMode, MeetingState, OfferingState, Programme

P = "/services/tateyama"
NOW = datetime.now(UTC)
YEAR = FiscalYear.of(NOW).year
BEGAN = NOW - timedelta(days=2)


@pytest.fixture
def programme(database):
    with database.transaction() as session:
        programme = Programme(fiscal_year=YEAR, name_ja="事業", name_en="Programme", budget_yen=1)
        session.add(programme)
    return programme


@pytest.fixture
def partners(make_partner):
    names = {"host": "主催大学", "sender": "派遣県", "third": "別の市"}
    return {slug: make_partner(slug=slug, name_ja=name, name_en=slug) for slug, name in names.items()}


@pytest.fixture
def course(database, make_offering, partners):
    """An offering that has begun: nobody in it yet."""
    offering = make_offering(
        host_id=partners["host"].id, fiscal_year=YEAR, capacity=40, title_ja="見える講座",
        starts_on=BEGAN.date(), ends_on=FiscalYear(YEAR).end, state=OfferingState.RUNNING,
    )  # fmt: skip
    with database.transaction() as session:
        session.add(
            Meeting(
                offering_id=offering.id, number=1, starts_at=BEGAN, ends_at=BEGAN + timedelta(hours=2),
                mode=MeetingMode.IN_PERSON, state=MeetingState.HELD,
            )
        )  # fmt: skip
    return offering


@pytest.fixture
def apply(database, make_learner):
    def apply(
        offering, name, sender=None, agreed=None, enrolled=True, state=ApplicationState.ACCEPTED, **standing
    ):
        learner = make_learner(name=name)
        with database.transaction() as session:
            application = Application(
                learner_id=learner.id, offering_id=offering.id, applied_at=BEGAN - timedelta(days=9), state=state,
                sent_by_id=sender.id if sender else None, profile={"organisation": "架空商事", "phone": "076-000"},
            )  # fmt: skip
            session.add(application)
            session.flush()
            if enrolled:
                session.add(
                    Enrolment(
                        learner_id=learner.id, offering_id=offering.id, application_id=application.id,
                        audience=Audience.PRIVATE, enrolled_at=BEGAN - timedelta(days=5), **standing,
                    )
                )  # fmt: skip
            for number, given in enumerate(
                [] if agreed is None else agreed if isinstance(agreed, list) else [agreed]
            ):
                decide(session, learner, given, NOW - timedelta(hours=9 - number))
        return learner

    return apply


def decide(session, learner, given, at, kind=ConsentKind.SHARE_WITH_SENDER):
    session.add(Consent(learner_id=learner.id, kind=kind, version="2026-04", given=given, decided_at=at))


@pytest.fixture
def page(app, sign_in, make_learner, partners):
    clients = {}

    def page(slug, path, status=200):
        if slug not in clients:
            clients[slug] = sign_in(app.test_client(), make_learner((Role.COORDINATOR, partners[slug])))
        answer = clients[slug].get(f"{P}{path}")
        assert answer.status_code == status
        return answer.text

    return page


def cells(page, title):
    """The figures in the row of an offering, as they stand on the page."""
    row = page.split(title)[1].split("</tr>")[0]
    return [part.split("</td>")[0].strip() for part in row.split('<td class="figure">')[1:]]


def fill(apply, course, *, applied, enrolled, sender=None):
    for number in range(applied):
        apply(course, f"人{number:02}", sender, enrolled=number < enrolled)


def test_the_host_sees_every_number_and_others_none_below_the_threshold(apply, course, page):
    fill(apply, course, applied=13, enrolled=3)
    assert cells(page("host", "/partners/statistics"), "見える講座")[:3] == ["40", "13", "3"]
    assert cells(page("third", "/partners/statistics"), "見える講座")[:3] == ["40", "x", "x"]


def test_from_the_filling_of_the_places_no_hidden_number_follows(apply, course, page):
    fill(apply, course, applied=13, enrolled=3)
    assert cells(page("third", "/partners/statistics"), "見える講座")[4:] == ["x", "集計中"]
    assert "7.5" in cells(page("host", "/partners/statistics"), "見える講座")[4]


def test_numbers_of_enough_people_are_shown_to_everybody(apply, course, page):
    fill(apply, course, applied=14, enrolled=8)
    assert cells(page("third", "/partners/statistics"), "見える講座")[:3] == ["40", "14", "8"]


def test_nobody_stays_a_dash(course, page):
    assert cells(page("third", "/partners/statistics"), "見える講座")[:3] == ["40", "－", "－"]


def test_whom_one_sent_cannot_be_taken_off_to_find_the_others(apply, course, page, partners):
    fill(apply, course, applied=5, enrolled=5, sender=partners["sender"])
    for number in range(2):
        apply(course, f"他の人{number}")
    assert cells(page("third", "/partners/statistics"), "見える講座")[2] == "7"
    assert cells(page("sender", "/partners/statistics"), "見える講座")[2] == "x"


def test_the_threshold_is_a_setting(settings, database, apply, course, sign_in, make_learner, partners):
    fill(apply, course, applied=3, enrolled=3)
    app = create_app(replace(settings, council_threshold=3))
    client = sign_in(app.test_client(), make_learner((Role.COORDINATOR, partners["third"])))
    assert cells(client.get(f"{P}/partners/statistics").text, "見える講座")[2] == "3"
    app.extensions["database"].close()
    app.extensions["hub"].close()


def test_no_total_stands_on_the_page(apply, course, page):
    fill(apply, course, applied=13, enrolled=3)
    text = page("third", "/partners/statistics")
    assert "<tfoot" not in text
    assert "合計（" not in text


# Who is on the list of whom: (sender, decisions on being named) → on the sender's page.
LISTED = [
    ("sender", [True], True),
    ("sender", [], False),
    ("sender", [False], False),
    ("sender", [True, False], False),
    ("sender", [False, True], True),
    ("third", [True], False),
    (None, [True], False),
]


@pytest.mark.parametrize(("sender", "decisions", "listed"), LISTED)
def test_a_name_is_shown_to_the_sender_alone_and_only_after_a_yes(
    apply, course, page, partners, sender, decisions, listed
):
    apply(course, "架空 花", partners.get(sender), decisions)
    assert ("架空 花" in page("sender", "/partners/people")) is listed
    assert "架空 花" not in page("host", "/partners/people")
    assert ("架空 花" in page("third", "/partners/people")) is (sender == "third")
    assert "架空 花" not in page("sender", "/partners/statistics")


def test_another_kind_of_consent_names_nobody(apply, course, page, partners, database):
    learner = apply(course, "架空 花", partners["sender"])
    with database.transaction() as session:
        for kind in set(ConsentKind) - {ConsentKind.SHARE_WITH_SENDER}:
            decide(session, learner, True, NOW, kind)
    assert "架空 花" not in page("sender", "/partners/people")


def test_a_withdrawn_consent_counts_at_once(apply, course, page, partners, database):
    learner = apply(course, "架空 花", partners["sender"], True)
    assert "架空 花" in page("sender", "/partners/people")
    with database.transaction() as session:
        decide(session, learner, False, datetime.now(UTC))
    assert "架空 花" not in page("sender", "/partners/people")


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ({}, "受講中"),
        ({"completed_at": NOW}, "修了"),
        ({"withdrawn_at": NOW}, "辞退"),
        ({"enrolled": False}, "受講決定"),
        ({"enrolled": False, "state": ApplicationState.WAITING}, None),
        ({"enrolled": False, "state": ApplicationState.REJECTED}, None),
        ({"enrolled": False, "state": ApplicationState.APPLIED}, None),
    ],
)
def test_only_how_it_stands_is_said_and_only_of_people_who_were_accepted(
    apply, course, page, partners, standing, said
):
    apply(course, "架空 花", partners["sender"], True, **standing)
    text = page("sender", "/partners/people")
    assert ("架空 花" in text) is (said is not None)
    if said:
        assert f">{said}</span>" in text


# What a page may say of a person sent, of a person of somebody else's, of the host's own: role × page × field.
FIELDS = {
    "name": "架空 花",
    "organisation": "架空商事",
    "mail": "hana@example.invalid",
    "phone": "076-000",
    "kana": "かくうはな",
}
MAY_SEE = {
    ("sender", "/partners/people"): {"name", "organisation"},
    ("sender", "/partners/statistics"): set(),
    ("sender", "/coordinator"): set(),
    ("sender", "/office"): set(),
    ("third", "/partners/people"): set(),
    ("third", "/partners/statistics"): set(),
    ("third", "/coordinator"): set(),
    ("host", "/partners/people"): set(),
    ("host", "/partners/statistics"): set(),
    ("host", "/coordinator/offerings/{course}"): {"name", "kana"},
}


@pytest.mark.parametrize(("who", "path"), MAY_SEE)
def test_each_page_says_of_a_person_what_its_reader_may_know(
    apply, course, page, partners, database, who, path
):
    learner = apply(course, FIELDS["name"], partners["sender"], True)
    with database.transaction() as session:
        person = session.merge(learner)
        person.email, person.phone, person.name_kana = FIELDS["mail"], FIELDS["phone"], FIELDS["kana"]
    text = page(who, path.format(course=course.id))
    assert {field for field, value in FIELDS.items() if value in text} == MAY_SEE[who, path]


@pytest.mark.parametrize("role", [Role.LEARNER, Role.INSTRUCTOR, Role.OPERATOR])
@pytest.mark.parametrize("path", ["/partners/statistics", "/partners/people"])
def test_other_roles_have_no_business_here(client, sign_in, make_learner, role, path):
    sign_in(client, make_learner((role, None)))
    assert client.get(f"{P}{path}").status_code == 403


def test_each_look_is_in_the_audit_with_ids_and_without_names(apply, course, page, partners, database):
    learner = apply(course, "架空 花", partners["sender"], True)
    page("sender", "/partners/people")
    page("sender", "/partners/statistics")
    with database.sessions() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        lines = [
            (entry.action, entry.subject, entry.detail.get("whose"), entry.detail["purpose"])
            for entry in entries
        ]
    subject = f"partner/{partners['sender'].id}"
    assert lines == [
        ("view_sent_people", subject, [learner.id], "share"),
        ("view_statistics", subject, None, "count"),
    ]
    assert "架空" not in str([entry.detail for entry in entries])


@pytest.mark.parametrize("year", ["1900", "abc", "20261", "２０２６"])
def test_a_year_of_nothing_is_not_found(page, year):
    page("sender", f"/partners/statistics?year={year}", status=404)
    page("sender", f"/partners/people?year={year}", status=404)
