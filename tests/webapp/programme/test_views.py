"""The public catalogue shows what is given, to everybody."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from webapp.enrolment.models import Application, ApplicationState, Enrolment
from webapp.fiscal_year import FiscalYear
from webapp.programme import views
from webapp.programme.audience import Audience
from webapp.programme.models import Meeting, MeetingMode, MeetingState, OfferingState


@pytest.fixture(autouse=True)
def november(monkeypatch):
    """The catalogue's today."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 11, 23, 3, tzinfo=UTC)

    monkeypatch.setattr(views, "datetime", Clock)


def test_a_visitor_sees_courses_and_what_is_announced(client, make_offering):
    make_offering()
    page = client.get("/").text
    assert "データサイエンス初級" in page
    assert "初級（夜間） 第1期" in page
    assert "開講中" in page
    assert "2026年11月3日(火)" in page
    assert "2027年1月19日(火)" in page
    assert "立山大学" in page
    assert "定員30人" in page


def test_without_dates_the_page_says_how_the_list_fills(client):
    assert "日程が決まると、ここに載ります" in client.get("/").text


@pytest.mark.parametrize("state", [OfferingState.CLOSED, OfferingState.CANCELLED])
def test_what_is_over_is_not_announced(client, make_offering, state):
    make_offering(state=state)
    assert "初級（夜間）" not in client.get("/").text


def test_last_years_offerings_are_not_announced(client, make_offering):
    make_offering(fiscal_year=2025, starts_on=date(2025, 11, 3), ends_on=date(2026, 1, 19))
    assert FiscalYear(2025) < FiscalYear(2026)
    assert "初級（夜間）" not in client.get("/").text


def test_what_people_can_apply_for_stands_first(client, make_offering):
    make_offering(title_ja="開講中の講座")
    make_offering(title_ja="募集中の講座", state=OfferingState.OPEN, starts_on=date(2027, 1, 13))
    page = client.get("/").text
    assert page.index("募集中の講座") < page.index("開講中の講座")


def test_what_still_takes_applications_stands_before_what_closed(client, make_offering):
    now = views.datetime.now(UTC)
    opens = {"state": OfferingState.OPEN, "apply_from": now - timedelta(days=9)}
    make_offering(title_ja="締め切った講座", starts_on=date(2026, 12, 1), apply_until=now, **opens)
    make_offering(title_ja="申し込める講座", starts_on=date(2027, 1, 13), **opens)
    page = client.get("/").text
    assert page.index("申し込める講座") < page.index("締め切った講座")


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (timedelta(days=-9), timedelta(days=1), "募集中"),
        (timedelta(days=-9), None, "募集中"),
        (timedelta(days=-9), timedelta(0), "募集締切"),
        (timedelta(days=1), timedelta(days=9), "準備中"),
        (None, None, "募集中"),
    ],
)
def test_an_open_course_says_whether_applications_are_taken_at_this_moment(
    client, make_offering, first, last, shown
):
    now = views.datetime.now(UTC)
    make_offering(
        state=OfferingState.OPEN,
        starts_on=date(2027, 1, 13),
        apply_from=None if first is None else now + first,
        apply_until=None if last is None else now + last,
    )
    assert badges(client.get("/").text) == [shown]
    (heading,) = re.findall(r"<h3>初級（夜間）.*?</h3>", client.get("/courses/beginner").text, re.DOTALL)
    assert badges(heading) == [shown]


def test_a_course_that_runs_is_not_called_closed(client, make_offering):
    make_offering(apply_from=datetime(2026, 9, 1, tzinfo=UTC), apply_until=datetime(2026, 10, 1, tzinfo=UTC))
    assert badges(client.get("/").text) == ["開講中"]


def badges(page):
    return re.findall(r'<span class="badge[^"]*">([^<]*)</span>', page)


def test_a_course_page_lists_lessons_and_says_which_are_coming(client):
    page = client.get("/courses/beginner").text
    assert "学ぶこと" in page
    assert page.count("<li>") >= 8
    assert "準備中" in page


def test_a_course_page_lists_the_classes_in_japan_time(client, database, make_offering):
    offering = make_offering()
    starts_at = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
    with database.transaction() as session:
        for number, state in enumerate((MeetingState.HELD, MeetingState.CANCELLED), start=1):
            at = starts_at + timedelta(days=7 * number - 7)
            session.add(
                Meeting(
                    offering_id=offering.id,
                    number=number,
                    starts_at=at,
                    ends_at=at + timedelta(hours=2),
                    mode=MeetingMode.ONLINE,
                    state=state,
                )
            )
    page = client.get("/courses/beginner").text
    assert "2026年11月10日(火) 18:00–20:00" in page
    assert "オンライン" in page
    assert "休講" in page


def test_a_class_on_demand_has_a_day_from_which_it_is_there_and_no_hour(client, database, make_offering):
    offering = make_offering()
    midnight = datetime(2026, 11, 9, 15, 0, tzinfo=UTC)
    with database.transaction() as session:
        session.add(
            Meeting(
                offering_id=offering.id, number=1, starts_at=midnight,
                ends_at=midnight + timedelta(hours=1), mode=MeetingMode.ON_DEMAND, state=MeetingState.PLANNED,
            )
        )  # fmt: skip
    page = client.get("/courses/beginner").text
    assert ">2026年11月10日(火)</time>から随時" in page
    assert "00:00–" not in page


@pytest.fixture
def aoi(client, make_learner, sign_in):
    learner = make_learner(login_id="aoi")
    sign_in(client, learner)
    return learner


def test_a_course_of_ones_own_is_marked_and_leads_on_instead_of_asking_to_apply(
    client, database, make_offering, aoi
):
    taken, wished = (
        make_offering(
            state=OfferingState.OPEN, starts_on=date(2027, 1, 13),
            apply_from=datetime(2026, 11, 1, tzinfo=UTC), apply_until=datetime(2026, 12, 20, tzinfo=UTC),
        )
        for _ in range(2)
    )  # fmt: skip
    for path in ("/", "/courses/beginner"):
        assert client.get(path).text.count("/apply") == 2
    with database.transaction() as session:
        session.add(
            Enrolment(
                learner_id=aoi.id, offering_id=taken.id,
                audience=Audience.PRIVATE, enrolled_at=datetime(2026, 11, 2, tzinfo=UTC),
            )
        )  # fmt: skip
        application = Application(
            learner_id=aoi.id, offering_id=wished.id, applied_at=datetime(2026, 11, 2, tzinfo=UTC),
            state=ApplicationState.WAITING, rule_version=1, profile={},
        )  # fmt: skip
        session.add(application)
    for path in ("/", "/courses/beginner"):
        page = client.get(path).text
        assert "/apply" not in page
        assert "受講決定" in page
        assert f"/my-page#offering-{taken.id}" in page
        assert "申込済み" in page
        assert f"/my-page/applications/{application.id}" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"starts_on": date(2027, 1, 13), "state": OfferingState.OPEN}, "受講決定"),
        ({}, "受講中"),
        ({"completed_at": datetime(2026, 11, 20, tzinfo=UTC)}, "修了"),
    ],
)
def test_ones_own_course_says_how_one_stands_in_it(client, database, make_offering, aoi, given, words):
    completed_at = given.pop("completed_at", None)
    offering = make_offering(**given)
    with database.transaction() as session:
        session.add(
            Enrolment(
                learner_id=aoi.id, offering_id=offering.id, audience=Audience.PRIVATE,
                enrolled_at=datetime(2026, 11, 2, tzinfo=UTC), completed_at=completed_at,
            )
        )  # fmt: skip
    assert f'<span class="badge done">{words}</span>' in client.get("/").text


def test_an_unknown_course_is_not_found(client):
    assert client.get("/courses/cooking").status_code == 404


def test_invented_people_are_announced_on_every_page(client, make_learner):
    assert "架空のデータ" not in client.get("/").text
    make_learner(is_demo=True)
    for path in ("/", "/courses/beginner", "/nowhere"):
        assert "架空のデータ" in client.get(path).text


def test_a_course_page_says_in_which_language_it_is_taught(client):
    assert "<dt>使用言語</dt><dd>日本語</dd>" in client.get("/courses/beginner").text
    client.set_cookie("tateyama_language", "en")
    assert "<dt>Language</dt><dd>Japanese</dd>" in client.get("/courses/beginner").text


@pytest.mark.parametrize("slug", ["%ff", "%e3%81", "%00", "%f0%9f%97%bb", "x" * 500])
def test_a_course_that_nobody_could_name_is_not_found(client, slug):
    assert client.get(f"/courses/{slug}").status_code == 404
