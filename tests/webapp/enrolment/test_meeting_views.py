"""Two clicks change a class: everybody is told once, by mail, on their page, in their calendar; others see nothing."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from tests.webapp.enrolment.conftest import SNOW
from webapp.audit import AuditEntry
from webapp.mail.models import Message
from webapp.programme.conditions import MeetingChange
from webapp.programme.models import Meeting, MeetingMode, MeetingState

PREFIX = "/services/tateyama"
JOIN = "https://example.invalid/j/1"


@pytest.fixture
def soon(database, snowed):
    """Put the classes into the days after today, whatever day it is for the one who runs this."""
    begins = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    with database.transaction() as session:
        for number, meeting_id in enumerate(snowed.meetings):
            meeting = session.get(Meeting, meeting_id)
            meeting.starts_at = begins + timedelta(days=7 * number)
            meeting.ends_at = meeting.starts_at + timedelta(hours=2)
    return begins


@pytest.fixture
def office(client, sign_in, snowed):
    """A browser of the host's office, and the address of the offering's classes."""
    return sign_in(client, snowed.coordinator), f"{PREFIX}/office/offerings/{snowed.offering.id}/meetings"


def send(client, address, **form):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"{PREFIX}/").text)[1]
    return client.post(address, data={"csrf_token": token, **form})


def messages(database):
    with database.sessions() as session:
        return session.scalars(select(Message).order_by(Message.id)).all()


@pytest.mark.usefixtures("soon")
def test_the_first_click_says_who_will_be_told_and_changes_nothing(office, snowed, database):
    client, address = office
    assert f'href="{address}/{snowed.meetings[0]}/online"' in client.get(address).text
    page = client.get(f"{address}/{snowed.meetings[0]}/online").text
    assert "受講者と講師 3人に知らせます" in page
    assert "宛先がない人が1人" in page
    assert 'value="大雪のため"' in page
    with database.sessions() as session:
        assert session.scalars(select(MeetingChange)).all() == []


@pytest.mark.usefixtures("soon")
def test_the_second_click_tells_everybody_once_in_their_language(office, snowed, database):
    client, address = office
    for _press in range(2):
        answer = send(client, f"{address}/{snowed.meetings[0]}/online", reason="大雪のため", join_url=JOIN)
        assert answer.status_code == 303
    assert "2人にメールで知らせます" in client.get(address).text
    to_aoi, to_teacher = sorted(messages(database), key=lambda message: message.address)
    assert (to_aoi.address, to_teacher.address) == ("aoi@example.invalid", "ren@example.invalid")
    assert "オンライン開催に変わりました（初級（夜間） 第1回）" in to_aoi.subject
    assert JOIN in to_aoi.body
    assert "大雪のため" in to_aoi.body
    assert "A class goes online (Beginner (evening), class 1)" in to_teacher.subject
    with database.sessions() as session:
        lines = session.scalars(select(AuditEntry).filter_by(action="meeting_online")).all()
        assert {line.subject for line in lines} == {f"meeting/{snowed.meetings[0]}"}
        assert lines[0].detail["told"] == 3


@pytest.mark.parametrize(
    ("change", "words", "subject"),
    [
        ("cancel", "休講のお知らせ", "休講のお知らせ（"),
        ("move", "日時が変わりました", "日程変更のお知らせ（"),
    ],
)
def test_learners_read_it_on_their_page_and_visitors_on_the_public_one(
    office, snowed, database, app, sign_in, soon, change, words, subject
):
    client, address = office
    day = (soon + timedelta(days=3)).date().isoformat()
    form = {"day": day, "from": "18:00", "until": "20:00"} if change == "move" else {}
    answer = send(client, f"{address}/{snowed.meetings[0]}/{change}", reason="大雪のため", **form)
    assert answer.status_code == 303
    page = sign_in(app.test_client(), snowed.aoi).get(f"{PREFIX}/my-page").text
    assert words in page
    assert "大雪のため" in page
    public = app.test_client().get(f"{PREFIX}/courses/beginner").text
    assert 'class="badge cancelled"' in public
    assert "大雪のため" not in public
    assert "全3回" in public
    assert ("第1回（振替）" in public) is (change == "move")
    assert {
        message.subject[: len(subject)] for message in messages(database) if message.language == "ja"
    } == {subject}


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("change", ["cancel", "online"])
def test_a_class_that_is_not_the_next_one_is_not_called_so(office, snowed, database, change):
    client, address = office
    send(client, f"{address}/{snowed.meetings[1]}/{change}", reason="大雪のため", join_url=JOIN)
    bodies = {message.language: message.body for message in messages(database)}
    assert "「初級（夜間）」の第2回は、" in bodies["ja"]
    assert "次の回" not in bodies["ja"]
    assert "next class" not in bodies["en"]


@pytest.mark.usefixtures("soon")
def test_going_back_to_the_room_is_told_with_the_room(office, snowed, database):
    client, address = office
    send(client, f"{address}/{snowed.meetings[0]}/online", reason="大雪のため", join_url=JOIN)
    send(client, f"{address}/{snowed.meetings[0]}/in-person", reason="除雪が済んだため")
    last = [message for message in messages(database) if message.language == "ja"][-1]
    assert "会場: 第1講義室" in last.body


def test_a_wrong_entry_comes_back_as_typed_with_a_sentence(office, snowed, soon, database):
    client, address = office
    answer = send(client, f"{address}/{snowed.meetings[0]}/online", reason="<雪>", join_url="zoom 123")
    assert answer.status_code == 422
    assert 'value="zoom 123"' in answer.text
    assert 'value="&lt;雪&gt;"' in answer.text
    assert "https:// で始まる" in answer.text
    for day in ("きのう", "0001-01-01", "9999-12-31"):
        form = {"day": day, "from": "18:00", "until": "20:00", "reason": "雪"}
        assert send(client, f"{address}/{snowed.meetings[0]}/move", **form).status_code == 422
    assert messages(database) == []


def test_of_a_class_that_is_over_nobody_is_told(office, snowed, database):
    client, address = office
    with database.transaction() as session:
        meeting = session.get(Meeting, snowed.meetings[0])
        meeting.starts_at, meeting.ends_at = SNOW - timedelta(days=30), SNOW - timedelta(days=29)
    assert "休講だったと記録する" in client.get(address).text
    send(client, f"{address}/{snowed.meetings[0]}/cancel", reason="大雪のため")
    assert messages(database) == []
    assert "終わった回のため" in client.get(address).text


def test_a_class_is_marked_as_held_once_it_has_begun(office, snowed, database):
    client, address = office
    with database.transaction() as session:
        meeting = session.get(Meeting, snowed.meetings[0])
        meeting.starts_at, meeting.ends_at = SNOW - timedelta(days=30), SNOW - timedelta(days=29)
        session.get(Meeting, snowed.meetings[1]).starts_at = datetime(2027, 3, 1, tzinfo=UTC)
    for which in (0, 1):
        send(client, f"{address}/{snowed.meetings[which]}/held")
    with database.sessions() as session:
        states = [session.get(Meeting, meeting_id).state for meeting_id in snowed.meetings[:2]]
    assert states == [MeetingState.HELD, MeetingState.PLANNED]


@pytest.mark.usefixtures("soon")
def test_whoever_gives_the_offering_may_do_it_too(app, sign_in, snowed, database):
    client = sign_in(app.test_client(), snowed.teacher)
    address = f"{PREFIX}/office/offerings/{snowed.offering.id}/meetings"
    assert send(client, f"{address}/{snowed.meetings[0]}/cancel", reason="雪").status_code == 303
    assert len(messages(database)) == 2


@pytest.mark.usefixtures("soon")
def test_to_others_the_classes_do_not_exist(app, sign_in, snowed, database, make_offering):
    address = f"{PREFIX}/office/offerings/{snowed.offering.id}/meetings"
    stranger = sign_in(app.test_client(), snowed.other)
    for path in (address, f"{address}/{snowed.meetings[0]}/cancel"):
        assert stranger.get(path).status_code == 404
    assert send(stranger, f"{address}/{snowed.meetings[0]}/cancel", reason="雪").status_code == 404
    # Nor does another offering's class under one's own.
    own = make_offering(host_id=snowed.other.roles[0].partner_id)
    path = f"{PREFIX}/office/offerings/{own.id}/meetings/{snowed.meetings[0]}/cancel"
    assert send(stranger, path, reason="雪").status_code == 404
    assert (
        send(stranger, f"{PREFIX}/office/offerings/{own.id}/meetings/1/dance", reason="雪").status_code == 404
    )
    with database.sessions() as session:
        assert session.get(Meeting, snowed.meetings[0]).state is MeetingState.PLANNED


@pytest.fixture
def calendar_of(app, sign_in):
    """A learner's calendar address, as it stands on their page."""

    def address(learner):
        page = sign_in(app.test_client(), learner).get(f"{PREFIX}/my-page").text
        return re.search(r'href="([^"]+/calendar/[^"]+\.ics)"', page)[1]

    return address


def events(answer):
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    return {event["uid"]: event for event in Calendar.from_ical(answer.data).walk("VEVENT")}


@pytest.mark.usefixtures("soon")
def test_calendars_follow_and_only_ones_own_knows_the_way_in(office, snowed, app, calendar_of):
    client, address = office
    own, public = calendar_of(snowed.aoi), f"{PREFIX}/offerings/{snowed.offering.id}.ics"
    visitor = app.test_client()
    before = events(visitor.get(own))
    assert {(event["status"], event["sequence"]) for event in before.values()} == {("CONFIRMED", 0)}
    send(client, f"{address}/{snowed.meetings[0]}/online", reason="大雪のため", join_url=JOIN)
    send(client, f"{address}/{snowed.meetings[1]}/cancel", reason="大雪のため")
    after = events(visitor.get(own))
    assert set(after) == set(before)
    online, cancelled, other = after.values()
    assert (online["sequence"], online["url"], online["location"]) == (1, JOIN, "オンライン")
    assert JOIN in online["description"]
    assert online["dtstart"].params["TZID"] == "Asia/Tokyo"
    assert (cancelled["status"], cancelled["sequence"]) == ("CANCELLED", 1)
    assert (other["status"], other["sequence"], other["location"]) == ("CONFIRMED", 0, "第1講義室")
    assert "last-modified" in online
    told = visitor.get(public)
    assert set(events(told)) == set(before)
    assert JOIN not in told.text
    assert "大雪" not in told.text
    assert "METHOD:PUBLISH" in told.text
    assert "BEGIN:VTIMEZONE" in told.text


def test_a_moved_class_is_cancelled_in_calendars_and_its_replacement_is_new(
    office, snowed, soon, app, calendar_of
):
    client, address = office
    day = (soon + timedelta(days=3)).date().isoformat()
    form = {"day": day, "from": "18:00", "until": "20:00", "reason": "大雪のため"}
    send(client, f"{address}/{snowed.meetings[0]}/move", **form)
    found = list(events(app.test_client().get(calendar_of(snowed.aoi))).values())
    assert [(event["status"], event["sequence"]) for event in found] == [
        ("CANCELLED", 1), ("CONFIRMED", 0), ("CONFIRMED", 0), ("CONFIRMED", 0),
    ]  # fmt: skip
    assert found[1]["summary"] == "初級（夜間） 第1回（振替）"


def test_a_class_on_demand_stands_on_its_day_and_takes_nobodys_hour(snowed, soon, app, database):
    with database.transaction() as session:
        meeting = session.get(Meeting, snowed.meetings[0])
        meeting.mode, meeting.starts_at = MeetingMode.ON_DEMAND, datetime(2030, 4, 30, 15, 0, tzinfo=UTC)
        meeting.ends_at = meeting.starts_at + timedelta(hours=1)
    calendar = app.test_client().get(f"{PREFIX}/offerings/{snowed.offering.id}.ics")
    (event,) = (one for one in events(calendar).values() if one["location"] == "オンデマンド")
    assert event.decoded("dtstart") == date(2030, 5, 1)
    assert "dtend" not in event
    assert event["transp"] == "TRANSPARENT"


def test_an_address_made_anew_closes_the_old_one(snowed, app, sign_in, calendar_of):
    old = calendar_of(snowed.aoi)
    assert send(sign_in(app.test_client(), snowed.aoi), f"{PREFIX}/my-page/calendar").status_code == 303
    assert app.test_client().get(old).status_code == 404
    new = calendar_of(snowed.aoi)
    assert new != old
    assert app.test_client().get(new).status_code == 200


@pytest.mark.parametrize("token", ["x", "WzEsMF0.AAAA", "WzEsMF0", "%00", "あ", "." * 3000, "MQ.x"])
def test_a_made_up_address_opens_nothing(app, snowed, token):
    assert app.test_client().get(f"{PREFIX}/calendar/{token}.ics").status_code == 404


def test_a_session_cookies_signature_is_no_calendar_address(app, snowed):
    sign = app.session_interface.get_signing_serializer(app).dumps
    assert app.test_client().get(f"{PREFIX}/calendar/{sign([snowed.aoi.id, 0])}.ics").status_code == 404


def test_who_left_finds_an_empty_calendar_and_what_is_not_announced_has_none(
    app, snowed, database, calendar_of, make_offering
):
    from webapp.enrolment.calendars import token_for

    with database.sessions() as session:
        token = token_for(session, snowed.left.id, "the-secret-key")
    assert events(app.test_client().get(f"{PREFIX}/calendar/{token}.ics")) == {}
    from webapp.programme.models import OfferingState

    closed = make_offering(state=OfferingState.CLOSED)
    for offering_id in (closed.id, 99):
        assert app.test_client().get(f"{PREFIX}/offerings/{offering_id}.ics").status_code == 404


def test_the_first_class_of_reports_is_one_that_took_place(office, snowed, database):
    """A class that was called off or moved counts for nothing; the one held instead does."""
    from webapp.fiscal_year import FiscalYear
    from webapp.reports.period import Period
    from webapp.reports.queries.pages import offering_facts

    def first_held():
        with database.sessions() as session:
            period = Period.of(FiscalYear(2026), datetime(2027, 6, 1, tzinfo=UTC))
            return offering_facts(session, snowed.offering.id, period).offerings[0].first_held_at

    from webapp.programme.meetings import cancel_meeting, mark_held, move_meeting

    later = SNOW + timedelta(days=10)
    with database.transaction() as session:
        cancel_meeting(session, session.get(Meeting, snowed.meetings[0]), "雪", SNOW, None)
        move_meeting(
            session,
            session.get(Meeting, snowed.meetings[1]),
            later,
            later + timedelta(hours=2),
            "雪",
            SNOW,
            None,
        )
    assert first_held() is None
    with database.transaction() as session:
        instead = session.scalars(select(Meeting).filter_by(replaces_id=snowed.meetings[1])).one()
        assert instead.mode is MeetingMode.IN_PERSON
        mark_held(session, instead, later + timedelta(hours=2), None)
    assert first_held() == later
