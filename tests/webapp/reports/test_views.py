"""The coordinator's pages: own offerings only, every number defined, the same numbers in the file."""

import csv
import io
import re
from datetime import UTC, datetime
from html import unescape

import pytest
from sqlalchemy import select

from webapp.audit import AuditEntry
from webapp.enrolment.models import Enrolment, Learner, Role
from webapp.fiscal_year import FiscalYear, in_japan
from webapp.participation.models import Submission, SubmissionState
from webapp.programme.models import Offering, OfferingState, Partner
from webapp.reports import views
from webapp.reports.indicators.definitions import definitions

PREFIX = "/services/tateyama"
OVERVIEW = f"{PREFIX}/coordinator"
THIS_YEAR = FiscalYear.of(datetime.now(UTC))
LAST_YEAR = THIS_YEAR.previous.year


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return answer.text


def plain(html):
    """What stands on the page, without tags and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def rows_of(answer, encoding="utf-8-sig"):
    return list(csv.reader(io.StringIO(answer.data.decode(encoding), newline="")))


@pytest.fixture
def coordinator(demo_client):
    return demo_client("coordinator")


@pytest.fixture
def running(demo_session):
    """The university's running offering, in which the demo learners are."""
    return demo_session.scalars(
        select(Offering).where(Offering.state == OfferingState.RUNNING, Offering.course_slug == "beginner")
    ).one()


@pytest.fixture
def of_another_host(demo_session):
    return demo_session.scalars(
        select(Offering).join(Offering.host).where(Partner.slug == "prefecture").limit(1)
    ).one()


def test_the_five_numbers_come_first_and_link_to_their_definitions(coordinator):
    html = page(coordinator, OVERVIEW)
    linked = re.findall(r'class="term" href="[^"]*/definitions#(\w+)">([^<]+)<', html)
    assert [
        name for _, name in linked if name in {definition.name.ja for definition in definitions().values()}
    ][:5] == [
        "実受講者数",
        "延べ受講者数",
        "定員充足率",
        "修了率",
        "満足度",
    ]
    anchors = set(re.findall(r'<div id="(\w+)">', page(coordinator, f"{OVERVIEW}/definitions")))
    assert {id for id, _ in linked} <= anchors


@pytest.mark.parametrize("indicator", ["I06", "I07", "I09", "I12"])
def test_a_number_opens_the_rows_it_counts_and_who_looked_is_on_record(coordinator, demo_session, indicator):
    html = page(coordinator, f"{OVERVIEW}?year={LAST_YEAR}")
    figure = next(part for part in html.split("<div>") if f"definitions#{indicator}" in part)
    link = re.search(r'href="([^"]*/rows/[^"]*)"', figure)[1]
    rows = page(coordinator, unescape(link))
    demo_session.rollback()  # what was written since it began to read
    seen = demo_session.scalars(
        select(AuditEntry).where(AuditEntry.action == "rows_seen").order_by(AuditEntry.id.desc())
    ).first()
    assert seen.detail["indicator"] == indicator
    told = [
        int(number.replace(",", "")) for number in re.findall(r"[0-9,]+", plain(figure).split("前年度")[0])
    ]
    # A count is the number itself; a rate stands above its two counts.
    expected = told[0] if indicator in ("I06", "I07") else told[-1] if indicator == "I12" else told[-2]
    assert seen.detail["rows"] == expected
    assert len(re.findall('<th scope="row">', rows)) == min(expected, 100)


def test_nothing_alarms_where_no_second_grading_differed(coordinator, running):
    """Found by a fresh pair of eyes: a macro of the same name hid the number, and every course seemed to have some."""
    text = page(coordinator, f"{OVERVIEW}/offerings/{running.id}")
    assert "採点し直すと結果が違った提出物が" not in text
    assert "Macro" not in text


def test_an_answer_opens_no_rows(coordinator):
    assert "rows/I15" not in page(coordinator, OVERVIEW)
    page(coordinator, f"{OVERVIEW}/rows/I15", 404)


def test_the_rows_of_a_number_are_of_ones_own_offerings_only(coordinator, demo_session):
    of_others = set(
        demo_session.scalars(
            select(Learner.name)
            .join(Enrolment, Enrolment.learner_id == Learner.id)
            .join(Enrolment.offering)
            .join(Offering.host)
            .where(Partner.slug != "university")
        )
    ) - set(
        demo_session.scalars(
            select(Learner.name)
            .join(Enrolment, Enrolment.learner_id == Learner.id)
            .join(Enrolment.offering)
            .join(Offering.host)
            .where(Partner.slug == "university")
        )
    )
    html = page(coordinator, f"{OVERVIEW}/rows/I06?year={LAST_YEAR}")
    assert of_others
    assert not [name for name in of_others if f">{name}<" in html]


def test_the_week_stands_on_the_running_year_only_and_answers_are_no_people(coordinator):
    text = plain(page(coordinator, OVERVIEW))
    assert "この1週間の動き" in text
    past = plain(page(coordinator, f"{OVERVIEW}?year={LAST_YEAR}"))
    assert "この1週間の動き" not in past
    assert re.search(r"満足度 .{0,40}[0-9]+／[0-9]+回答", past)


def test_four_charts_stand_under_the_numbers_and_say_in_words_what_they_show(coordinator):
    html = page(coordinator, f"{OVERVIEW}?year={LAST_YEAR}")
    charts = re.findall(r'<figure class="drawn" id="chart-(\w+)">.*? alt="([^"]*)"', html, re.S)
    assert [key for key, _ in charts] == ["courses", "months", "years", "rates"]
    assert all(any(sign.isdigit() for sign in words) for _, words in charts)
    assert "内部用・転記不可" in html


def test_jitsu_on_the_page_is_counted_anew_from_the_rows(coordinator, demo_session):
    people, enrolments = set(), 0
    offerings = demo_session.scalars(
        select(Offering)
        .join(Offering.host)
        .where(Partner.slug == "university", Offering.fiscal_year == LAST_YEAR)
    )
    for offering in offerings:
        if offering.state is OfferingState.CANCELLED:
            continue
        held = min(m.starts_at for m in offering.meetings if m.state.value == "held")
        for row in demo_session.scalars(select(Enrolment).where(Enrolment.offering_id == offering.id)):
            if row.withdrawn_at is None or row.withdrawn_at >= held:
                people.add(row.learner_id)
                enrolments += 1
    text = plain(page(coordinator, f"{OVERVIEW}?year={LAST_YEAR}"))
    assert f"実受講者数 {len(people)} 人" in text
    assert f"延べ受講者数 {enrolments} 人" in text
    assert len(people) < enrolments


def test_a_running_year_says_its_moment_in_japan_and_a_past_one_31_march(coordinator):
    now = in_japan(datetime.now(UTC))
    assert f"{now.year}年{now.month}月{now.day}日" in plain(page(coordinator, OVERVIEW))
    past = plain(page(coordinator, f"{OVERVIEW}?year={LAST_YEAR}"))
    assert f"{LAST_YEAR + 1}年3月31日" in past
    assert "現在（年度の全体）" in past


def test_a_running_year_is_beside_the_same_days_and_a_past_one_beside_the_whole(coordinator):
    assert "前年同期" in page(coordinator, OVERVIEW)
    past = page(coordinator, f"{OVERVIEW}?year={LAST_YEAR}")
    assert "前年度" in past
    assert "前年同期" not in past


def test_what_runs_is_called_pending_and_not_zero(coordinator, running):
    assert "集計中" in plain(page(coordinator, f"{OVERVIEW}/offerings/{running.id}"))


@pytest.mark.parametrize("address", ["", "/definitions"])
def test_every_page_of_the_demo_says_that_it_is_invented(coordinator, address):
    assert "架空のデータ" in page(coordinator, f"{OVERVIEW}{address}")


def test_no_page_needs_an_inline_style_or_script(coordinator, running):
    for address in (OVERVIEW, f"{OVERVIEW}/definitions", f"{OVERVIEW}/offerings/{running.id}"):
        html = page(coordinator, address)
        assert not re.search(r"\sstyle=|<style|<script(?![^>]*src=)|\son\w+=", html)


def test_a_year_without_offerings_says_how_it_fills(coordinator):
    assert "この年度に主催する講座は、まだありません" in page(coordinator, f"{OVERVIEW}?year=2010")


@pytest.mark.parametrize("year", ["abc", "", "-1", "99999", "1", "２０２６", "0202699999", "02026"])
def test_what_is_no_year_is_not_found(coordinator, year):
    page(coordinator, f"{OVERVIEW}?year={year}", status=404)
    page(coordinator, f"{OVERVIEW}.csv?year={year}", status=404)


def test_named_rows_are_shown_to_the_host(coordinator, running):
    html = page(coordinator, f"{OVERVIEW}/offerings/{running.id}")
    assert "架空 葵" in html
    assert "取扱注意" in html


def test_a_long_roster_is_shown_page_by_page_and_the_file_holds_all_of_it(coordinator, running, monkeypatch):
    monkeypatch.setattr(views, "PEOPLE_ON_A_PAGE", 4)
    address = f"{OVERVIEW}/offerings/{running.id}"
    file = rows_of(coordinator.get(f"{address}.csv"))
    named = [row[0] for row in file if len(row) > 5][1:]
    shown, asked = [], address
    while asked:
        html = page(coordinator, asked)
        shown += re.findall(r'scope="row"><span class="whole">([^<]+)<', html)
        following = re.search(r'rel="next" href="([^"]+)"', html)
        asked = following and following[1].replace("&amp;", "&")
    assert len(shown) > 8
    assert shown == named
    page(coordinator, f"{address}?page=999", 404)
    # What an address says stays in its query: it never chooses a link's scheme, host or page.
    asked = "_scheme=javascript&_external=1&_anchor=x&endpoint=programme.catalogue&offering_id=1&q=%22%3E"
    following = re.search(r'rel="next" href="([^"]+)"', page(coordinator, f"{address}?{asked}"))[1]
    assert following.startswith(f"{address}?")
    assert following.endswith("page=2")


def test_the_overview_names_nobody(coordinator, demo_session):
    html = page(coordinator, OVERVIEW)
    assert not [name for name in demo_session.scalars(select(Learner.name)) if name in html]


def test_another_hosts_offering_is_refused_in_every_form(coordinator, of_another_host):
    for ending in ("", ".csv", ".csv?encoding=cp932"):
        page(coordinator, f"{OVERVIEW}/offerings/{of_another_host.id}{ending}", status=404)
    assert of_another_host.title_ja not in page(coordinator, OVERVIEW)


def test_the_other_host_sees_its_own_and_not_ours(demo_client, of_another_host, running):
    kencho = demo_client("kencho")
    page(kencho, f"{OVERVIEW}/offerings/{of_another_host.id}")
    page(kencho, f"{OVERVIEW}/offerings/{running.id}", status=404)


def test_an_offering_that_does_not_exist_is_not_found(coordinator):
    for number in (999999, 2**31, 99999999999999999999):
        page(coordinator, f"{OVERVIEW}/offerings/{number}", status=404)
        page(coordinator, f"{OVERVIEW}/offerings/{number}.csv", status=404)


def test_the_file_holds_the_numbers_of_the_screen(coordinator):
    screen = plain(page(coordinator, f"{OVERVIEW}?year={LAST_YEAR}"))
    rows = rows_of(coordinator.get(f"{OVERVIEW}.csv?year={LAST_YEAR}"))
    header = next(index for index, row in enumerate(rows) if row[0] == "年度")
    total = dict(zip(rows[header], rows[-1], strict=True))
    assert f"実受講者数 {total['実受講者数（人）']} 人" in screen
    assert f"延べ受講者数 {total['延べ受講者数（人）']} 人" in screen
    nobe = [int(row[rows[header].index("延べ受講者数（人）")]) for row in rows[header + 1 : -1]]
    assert sum(nobe) == int(total["延べ受講者数（人）"])


def test_the_file_says_that_it_is_invented_and_as_of_when(coordinator):
    rows = rows_of(coordinator.get(f"{OVERVIEW}.csv?year={LAST_YEAR}"))
    assert rows[0][0].startswith("架空のデータ")
    assert f"{LAST_YEAR + 1}年3月31日" in rows[2][0]
    assert rows_of(coordinator.get(f"{OVERVIEW}.csv"))[2][0].endswith("現在（日本時間）")


def test_both_encodings_hold_the_same_rows(coordinator, running):
    for address in (f"{OVERVIEW}.csv", f"{OVERVIEW}/offerings/{running.id}.csv"):
        utf8 = coordinator.get(address)
        cp932 = coordinator.get(f"{address}?encoding=cp932")
        assert utf8.data.startswith(b"\xef\xbb\xbf")
        assert utf8.content_type == "text/csv; charset=utf-8"
        assert cp932.content_type == "text/csv; charset=Windows-31J"
        # A minute may begin between the two: each says its own.
        assert apart_from_the_minute(rows_of(utf8)) == apart_from_the_minute(rows_of(cp932, "cp932"))


def apart_from_the_minute(rows):
    kept = [row for row in rows if not any("現在（日本時間）" in cell for cell in row)]
    assert len(kept) == len(rows) - 1
    return kept


def test_the_file_has_a_japanese_name_and_a_plain_one(coordinator):
    disposition = coordinator.get(f"{OVERVIEW}.csv?year=2024").headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="2024.csv"')
    assert "filename*=UTF-8''%E5%8F%97%E8%AC%9B%E7%8A%B6%E6%B3%81_2024" in disposition


def test_an_unknown_encoding_is_refused(coordinator):
    page(coordinator, f"{OVERVIEW}.csv?encoding=latin-1", status=400)


def test_the_named_file_lists_everybody_enrolled(coordinator, running, demo_session):
    rows = rows_of(coordinator.get(f"{OVERVIEW}/offerings/{running.id}.csv"))
    header = next(index for index, row in enumerate(rows) if row[0] == "氏名")
    enrolled = demo_session.scalars(
        select(Learner.name).join(Learner.enrolments).where(Enrolment.offering_id == running.id)
    )
    assert sorted(row[0] for row in rows[header + 1 :]) == sorted(enrolled)


def test_a_coordinator_without_a_partner_sees_an_empty_page(client, make_learner, make_offering, sign_in):
    make_offering()
    sign_in(client, make_learner((Role.COORDINATOR, None)))
    assert "まだありません" in page(client, OVERVIEW)


def test_real_data_carries_no_label(client, make_learner, make_partner, make_offering, sign_in):
    partner = make_partner()
    make_offering(host_id=partner.id)
    sign_in(client, make_learner((Role.COORDINATOR, partner)))
    assert "架空のデータ" not in page(client, OVERVIEW)
    assert "架空のデータ" not in client.get(f"{OVERVIEW}.csv").data.decode("utf-8-sig")


def test_an_offering_without_people_says_how_it_fills(
    client, make_learner, make_partner, make_offering, sign_in
):
    partner = make_partner()
    offering = make_offering(host_id=partner.id)
    sign_in(client, make_learner((Role.COORDINATOR, partner)))
    assert "受講者は、まだ決まっていません" in page(client, f"{OVERVIEW}/offerings/{offering.id}")


def test_a_coordinator_of_two_partners_sees_both(client, make_learner, make_partner, make_offering, sign_in):
    partners = [make_partner(slug=slug, name_ja=slug) for slug in ("one", "two")]
    for number, partner in enumerate(partners, start=1):
        make_offering(host_id=partner.id, title_ja=f"講座{number}")
    sign_in(client, make_learner(*((Role.COORDINATOR, partner) for partner in partners)))
    html = page(client, f"{OVERVIEW}?year=2026")
    assert "講座1" in html
    assert "講座2" in html


def test_the_english_page_writes_points_and_per_cent(coordinator):
    coordinator.set_cookie("tateyama_language", "en")
    text = plain(page(coordinator, f"{OVERVIEW}?year={LAST_YEAR}"))
    assert "points" in text
    assert "Imaginary University" in text


@pytest.fixture
def stuck_in(demo_app):
    """A hand-in to an offering that the grader could not grade."""

    def park(offering):
        with demo_app.extensions["database"].transaction() as session:
            enrolment = session.scalars(
                select(Enrolment).where(Enrolment.offering_id == offering.id).limit(1)
            ).one()
            session.add(
                Submission(
                    learner_id=enrolment.learner_id, enrolment_id=enrolment.id, course_slug="beginner",
                    lesson_slug="b1", release_digest="0" * 64, sha256="0" * 64, size=1, idempotency_key="1",
                    received_at=datetime.now(UTC), state=SubmissionState.PARKED, problem="SandboxFault",
                )
            )  # fmt: skip

    return park


def test_hand_ins_that_could_not_be_graded_are_told_to_their_host_with_what_to_do(
    coordinator, running, stuck_in
):
    addresses = (OVERVIEW, f"{OVERVIEW}/offerings/{running.id}")
    assert not any("採点できていない" in page(coordinator, address) for address in addresses)
    stuck_in(running)
    for address in addresses:
        assert "採点できていない提出物が1件あります。" in page(coordinator, address)
        assert "システム管理者にお知らせください" in page(coordinator, address)


def test_hand_ins_that_could_not_be_graded_are_no_other_partners_business(demo_client, running, stuck_in):
    stuck_in(running)
    assert "採点できていない" not in page(demo_client("kencho"), OVERVIEW)
