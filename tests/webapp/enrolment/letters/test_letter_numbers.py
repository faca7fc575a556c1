"""文書番号: the partner's next of its fiscal year, without gaps, once per letter, however many ask at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.webapp.enrolment.conftest import SNOW
from webapp.enrolment.letters import operations
from webapp.enrolment.letters.models import Letter, LetterKind
from webapp.enrolment.letters.operations import NotPossible
from webapp.enrolment.models import Enrolment, Learner
from webapp.enrolment.operations import PersonAttributes, enrol, withdraw
from webapp.programme.audience import Audience
from webapp.programme.models import Offering

on_both_databases = pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


@pytest.fixture
def head(database, snowed):
    with database.transaction() as session:
        operations.decide_head(
            session, snowed.offering.host_id, mark_="架大 DS", signatory="センター長", contact="事務局", omits_seal=True
        )  # fmt: skip


@pytest.fixture
def accept(database, snowed):
    def accept(at=SNOW, offering=None):
        with database.transaction() as session:
            given = session.get(Offering, (offering or snowed.offering).id)
            return operations.make_acceptances(session, given, at, snowed.coordinator.id)

    return accept


@pytest.fixture
def ask(database, snowed):
    def ask(to=("架空商工会議所 御中",), at=SNOW, deadline=date(2027, 1, 8), seats=2, contact="事務局"):
        with database.transaction() as session:
            return operations.make_nomination(
                session, session.get(Offering, snowed.offering.id), to, deadline=deadline, seats=seats,
                contact=contact, at=at, by=None,
            )  # fmt: skip

    return ask


def numbers(database, **which):
    with database.sessions() as session:
        return session.scalars(
            select(Letter.number).filter_by(**which).order_by(Letter.fiscal_year, Letter.number)
        ).all()


def test_without_a_letter_head_nothing_is_numbered(accept, snowed):
    with pytest.raises(NotPossible, match="差出人"):
        accept()


@pytest.mark.usefixtures("head")
def test_everybody_enrolled_gets_a_letter_once_and_who_left_none(accept, database, snowed):
    made = accept()
    assert [letter.addressee for letter in made] == ["髙﨑 葵 様", "𠮷田 無 様"]
    assert [letter.shown_number for letter in made] == ["架大DS第1号", "架大DS第2号"]
    assert accept(SNOW + timedelta(days=3)) == []
    assert numbers(database) == [1, 2]


@pytest.mark.usefixtures("head")
def test_numbers_begin_anew_on_the_first_of_april_in_japan(accept, ask, database):
    accept()
    new_year = SNOW.replace(year=2027, month=4, day=1, hour=0)
    assert ask(at=new_year - timedelta(seconds=1), deadline=date(2027, 5, 1)).number == 3
    assert ask(at=new_year, deadline=date(2027, 5, 1)).number == 1
    assert numbers(database, fiscal_year=2026) == [1, 2, 3]


@pytest.mark.usefixtures("head")
def test_a_new_mark_leaves_old_numbers_as_they_read(accept, ask, database, snowed):
    first = accept()[0]
    with database.transaction() as session:
        operations.decide_head(
            session, snowed.offering.host_id, mark_="大DS", signatory="長", contact="係", omits_seal=False
        )  # fmt: skip
    assert ask().shown_number == "大DS第3号"
    with database.sessions() as session:
        assert session.get(Letter, first.id).shown_number == "架大DS第1号"


@pytest.mark.usefixtures("head")
def test_the_same_request_on_the_same_day_is_the_same_letter(ask, database):
    assert ask().id == ask(at=SNOW + timedelta(hours=1)).id
    assert ask(seats=3).number == 2
    assert ask(at=SNOW + timedelta(days=1)).number == 3


@pytest.mark.usefixtures("head")
@pytest.mark.parametrize(
    "wrong",
    [{"seats": 0}, {"seats": 10_000}, {"deadline": date(2026, 11, 30)}, {"contact": " "}, {"contact": "あ" * 501},
     {"to": ["あ" * 201]}],
)  # fmt: skip
def test_what_cannot_be_asked_takes_no_number(ask, database, wrong):
    with pytest.raises(NotPossible):
        ask(**wrong)
    assert numbers(database) == []


@pytest.mark.usefixtures("head")
def test_a_roster_keeps_whose_it_was(database, snowed):
    def roster():
        with database.transaction() as session:
            given = session.get(Offering, snowed.offering.id)
            return operations.make_roster(session, given, ["name"], SNOW, None)

    first = roster()
    assert roster().id == first.id
    with database.transaction() as session:
        withdraw(session, session.scalars(select(Enrolment).filter_by(learner_id=snowed.aoi.id)).one(), SNOW)
    second = roster()
    assert (first.number, second.number) == (1, 2)
    assert len(first.detail["enrolments"]) == len(second.detail["enrolments"]) + 1


@on_both_databases
@pytest.mark.usefixtures("head")
def test_many_who_press_at_once_leave_no_gap_and_number_nothing_twice(accept, ask, database, snowed):
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(accept) for _ in range(3)]
        asked += [pool.submit(ask, (f"架空{place}社 御中",)) for place in range(6)]
        for one in asked:
            one.result(timeout=120)
    assert numbers(database) == list(range(1, 9))
    assert len(numbers(database, kind=LetterKind.ACCEPTANCE)) == 2


@pytest.mark.usefixtures("head")
def test_a_failed_transaction_gives_its_number_back(database, snowed, ask):
    def fail():
        with database.transaction() as session:
            operations.make_acceptances(session, session.get(Offering, snowed.offering.id), SNOW, None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert ask().number == 1


@pytest.mark.usefixtures("head")
def test_partners_count_by_themselves(accept, database, snowed, make_offering, make_learner):
    accept()
    other = make_offering(host_id=snowed.other.roles[0].partner_id)
    person = make_learner()
    with database.transaction() as session:
        given = session.get(Offering, other.id)
        enrol(session, session.get(Learner, person.id), given, PersonAttributes(Audience.PRIVATE), SNOW)
        operations.decide_head(
            session, other.host_id, mark_="他", signatory="長", contact="係", omits_seal=True
        )
    (letter,) = accept(offering=other)
    assert letter.number == 1
