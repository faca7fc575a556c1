"""参加記録の照合: files of several services and encodings, whose stays they are, and how long is long enough."""

import io
from datetime import UTC, datetime, timedelta

import pytest
import xlsxwriter

from tests.webapp.participation.attendance.web_meetings.lists import ZOOM_HEAD, clock, teams, zoom
from webapp.enrolment.rosters.reading import read_file
from webapp.fiscal_year import JAPAN
from webapp.participation.attendance.operations import give_notice, record_attendance
from webapp.participation.attendance.queries import lines_of
from webapp.participation.attendance.web_meetings.columns import duration_of, moment_of
from webapp.participation.attendance.web_meetings.matching import match
from webapp.participation.attendance.web_meetings.table import NoList, stays_in
from webapp.participation.models import Presence
from webapp.programme.models import Meeting


@pytest.fixture
def preview_of(database, meeting):
    """What a file says about the class."""

    def preview_of(content):
        with database.sessions() as session:
            there = session.get(Meeting, meeting.id)
            return match(there, lines_of(session, there), stays_in(read_file(content)))

    return preview_of


def told(preview):
    """Name, minutes and presence of everybody who was matched; a hyphen before who was there too short."""
    return [
        (
            ("" if each.enough else "-") + each.line.enrolment.learner.name,
            each.minutes,
            each.presence.value,
            "name" if each.by_name else "email",
        )
        for each in preview.found
    ]


AOI = ("Aoi", "Aoi@Example.jp", -5, 121)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "cp932"])
@pytest.mark.parametrize("summary", [True, False])
def test_a_zoom_list_is_read_in_every_encoding_with_and_without_its_head(
    preview_of, enrol, meeting, encoding, summary
):
    enrol(name="架空 蒼", name_kana="かくう あおい", email="aoi@example.jp")
    enrol(name="架空 結", name_kana="かくう ゆい", email="yui@example.jp")
    content = zoom(meeting, AOI, ("架空　結", "", 20, 90), summary=summary, encoding=encoding)
    assert told(preview_of(content)) == [
        ("架空 蒼", 120, "present", "email"),
        ("架空 結", 70, "late", "name"),
    ]


@pytest.mark.parametrize("stays", [True, False])
def test_a_teams_list_is_read_once_though_it_tells_everybody_twice(preview_of, enrol, meeting, stays):
    enrol(name="架空 蒼", email="aoi@example.jp")
    (found,) = preview_of(teams(meeting, AOI, stays=stays)).found
    assert (found.minutes, found.presence, found.enough) == (120, Presence.PRESENT, True)


def test_an_xlsx_is_read_too(preview_of, enrol, meeting):
    enrol(name="架空 蒼", email="aoi@example.jp")
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ZOOM_HEAD.split(","))
        page.write_row(
            1, 0, ["架空 蒼", "aoi@example.jp", clock(meeting, 0), clock(meeting, 61), 61, "いいえ"]
        )
    assert told(preview_of(file.getvalue())) == [("架空 蒼", 61, "present", "email")]


def test_who_rejoins_is_added_up_and_two_devices_count_once(preview_of, enrol, meeting):
    enrol(name="架空 蒼", email="aoi@example.jp")
    mail = "aoi@example.jp"
    content = zoom(meeting, ("Aoi", mail, 0, 30), ("蒼 (架空 蒼)", mail, 10, 30), ("架空 蒼", "", 60, 89))
    assert told(preview_of(content)) == [("-架空 蒼", 59, "present", "name")]
    content = zoom(meeting, ("Aoi", mail, 0, 30), ("蒼", mail, 60, 90))
    assert told(preview_of(content)) == [("架空 蒼", 60, "present", "email")]


def test_waiting_before_and_chatting_after_is_no_time_in_class(preview_of, enrol, meeting):
    enrol(name="架空 蒼", email="aoi@example.jp")
    assert told(preview_of(zoom(meeting, ("蒼", "aoi@example.jp", -60, 59)))) == [
        ("-架空 蒼", 59, "present", "email")
    ]


def test_names_are_matched_by_reading_former_name_and_courtesy(preview_of, enrol, meeting):
    enrol(name="髙﨑 葵", name_kana="たかさき あおい")
    for name in ("タカサキアオイ", "ｱｵｲ (髙﨑葵)", "髙﨑　葵様"):
        (found,) = preview_of(zoom(meeting, (name, "other@example.jp", 0, 100))).found
        assert found.by_name


def test_what_fits_two_people_or_nobody_is_told_and_not_guessed(preview_of, enrol, meeting):
    one, two = (enrol(name="架空 空", name_kana="かくう そら") for _ in range(2))
    enrol(name="架空 海", name_kana="かくう うみ", withdrawn_at=meeting.starts_at)
    preview = preview_of(
        zoom(meeting, ("架空 空", "", 0, 100), ("架空 海", "", 0, 100), ("iPhone", "x@example.jp", 0, 5))
    )
    assert preview.found == []
    assert preview.missing == 2
    assert [(each.name, {line.enrolment.id for line in each.candidates}) for each in preview.unsure] == [
        ("架空 空", {one.id, two.id}),
        ("架空 海", set()),
        ("iPhone", set()),
    ]


def test_a_file_of_another_day_ticks_nobody(preview_of, enrol, meeting):
    enrol(name="架空 蒼", email="aoi@example.jp")
    day = 24 * 60
    for content in (
        zoom(meeting, ("蒼", "aoi@example.jp", day, day + 120)),
        teams(meeting, ("蒼", "aoi@example.jp", -day, 120 - day), stays=False),
    ):
        preview = preview_of(content)
        assert not preview.of_this_class
        assert not preview.found[0].enough


def test_what_is_recorded_already_is_seen(database, preview_of, enrol, meeting, now):
    came, absent, notified = (enrol(name=name, name_kana=name) for name in ("あ", "い", "う"))
    with database.transaction() as session:
        there = session.get(Meeting, meeting.id)
        record_attendance(session, session.merge(came), there, Presence.LATE, None, now, 1)
        record_attendance(session, session.merge(absent), there, Presence.ABSENT, None, now, 1)
        give_notice(session, session.merge(notified), there, there.starts_at - timedelta(hours=1), 1)
    preview = preview_of(zoom(meeting, *((name, "", 0, 100) for name in ("あ", "い", "う"))))
    assert [(each.is_recorded, each.contradicts) for each in preview.found] == [
        (True, False),
        (False, True),
        (False, False),
    ]


@pytest.mark.parametrize("content", ["氏名,所属\n架空 蒼,架空市", "a,b\n1,2", "名前,期間（分）\n"])
def test_a_file_that_tells_of_no_stays_is_no_list(content):
    with pytest.raises(NoList):
        stays_in(read_file(content.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "2026/06/01 18:00:12", "2026-06-01 18:00:12", "06/01/2026 06:00:12 PM", "6/1/26, 6:00:12 PM",
        "6/1/2026, 6:00:12\u202fPM", "2026/06/01 午後 6:00:12", "2026-06-01T09:00:12Z",
        "Jun 1, 2026 18:00:12",
    ],
)  # fmt: skip
def test_moments_are_read_as_services_write_them(text):
    assert moment_of(text) == datetime(2026, 6, 1, 18, 0, 12, tzinfo=JAPAN)
    assert moment_of(text).astimezone(UTC).hour == 9


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("62", 3720), ("1h 2m 3s", 3723), ("1時間2分3秒", 3723), ("62分", 3720), ("1:02:03", 3723), ("45s", 45), ("", None), ("長い", None)],
)  # fmt: skip
def test_durations_are_read_as_services_write_them(text, seconds):
    read = duration_of(text)
    assert (read and read.total_seconds()) == seconds
