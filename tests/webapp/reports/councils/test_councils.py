"""What a council says is kept with its answer, and stands before the next meeting until it is answered."""

import io

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from webapp.audit import AuditEntry
from webapp.enrolment.models import Role
from webapp.reports.councils.models import Council, CouncilPaper, Remark
from webapp.reports.councils.operations import carried_to

PAGE = "/services/tateyama/coordinator/councils"
MEETING = {
    "number": "1", "starts_at": "2026-06-10T10:00", "place": "県庁 第1会議室", "online_url": "", "agenda": "開会\n\n報告",
    "gist": "",
}  # fmt: skip
REMARK = {
    "said_by": "経済団体", "said": "中小企業が少ない", "response": "", "state": "considered", "due": "2026-09-30", "owner": "",
    "key": "one-press",
}  # fmt: skip
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def office(app, client, make_learner, make_partner, sign_in):
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(client, make_learner((Role.COORDINATOR, make_partner())))


@pytest.fixture
def kept(database):
    def kept(table):
        with database.sessions() as session:
            return session.scalars(select(table).order_by(table.id)).all()

    return kept


@pytest.fixture
def council(office, kept):
    office.post(f"{PAGE}/new", data=MEETING)
    return kept(Council)[0].id


def test_a_meeting_is_kept_once_under_its_number(office, kept):
    assert office.post(f"{PAGE}/new", data=MEETING).status_code == 303
    again = office.post(f"{PAGE}/new", data=MEETING)
    assert again.status_code == 422
    assert "もう登録されています" in again.text
    assert 'value="県庁 第1会議室"' in again.text
    (made,) = kept(Council)
    assert made.agenda == "開会\n\n報告"
    assert "第2" not in office.get(PAGE).text


@pytest.mark.parametrize(
    "changed",
    [
        {"number": ""}, {"number": "0"}, {"number": "一"}, {"starts_at": ""}, {"starts_at": "yesterday"},
        {"online_url": "javascript:alert(1)"}, {"online_url": "https://"}, {"agenda": "あ" * 4001},
    ],
)  # fmt: skip
def test_a_meeting_that_means_nothing_is_refused(office, kept, changed):
    assert office.post(f"{PAGE}/new", data=MEETING | changed).status_code == 422
    assert kept(Council) == []


def test_a_remark_pressed_twice_is_one_and_its_script_is_text(office, council, kept):
    for _ in range(2):
        office.post(f"{PAGE}/{council}/remarks", data=REMARK | {"said": SCRIPT})
    assert len(kept(Remark)) == 1
    page = office.get(f"{PAGE}/{council}").text
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page


def test_what_is_open_is_carried_to_the_next_meeting_and_what_was_answered_once(
    office, council, kept, database
):
    for key in ("open", "answered"):
        office.post(f"{PAGE}/{council}/remarks", data=REMARK | {"key": key, "said": key})
    answered = kept(Remark)[1]
    form = REMARK | {"said": "answered", "response": "増やした", "state": "met"}
    assert office.post(f"{PAGE}/{council}/remarks/{answered.id}", data=form).status_code == 303
    # Long after the first meeting: what was closed since then is told once, at the second.
    for number, day in ((2, "2199-01-10"), (3, "2199-06-10")):
        office.post(f"{PAGE}/new", data=MEETING | {"number": str(number), "starts_at": f"{day}T10:00"})
    with database.sessions() as session:
        _first, second, third = session.scalars(select(Council).order_by(Council.number))
        assert [remark.said for remark in carried_to(session, second)] == ["open", "answered"]
        assert [remark.said for remark in carried_to(session, third)] == ["open"]
    overview = office.get(PAGE).text
    assert "open" in overview
    assert "answered" not in overview


def test_a_remark_that_is_opened_again_waits_again(office, council, kept):
    office.post(f"{PAGE}/{council}/remarks", data=REMARK | {"state": "met"})
    (remark,) = kept(Remark)
    assert remark.closed_on is not None
    office.post(f"{PAGE}/{council}/remarks/{remark.id}", data=REMARK | {"state": "planned"})
    assert kept(Remark)[0].closed_on is None


def test_papers_have_a_number_each_and_a_report_must_have_been_released(office, council, kept):
    other = {
        "paper_number": "1",
        "paper_kind": "other",
        "paper_title": "予算書",
        "paper_url": "https://example.jp/a.pdf",
    }
    assert office.post(f"{PAGE}/{council}/papers", data=other).status_code == 303
    assert office.post(f"{PAGE}/{council}/papers", data=other).status_code == 422
    for changed in (
        {"paper_kind": "release", "paper_release": "1"},
        {"paper_title": ""},
        {"paper_kind": "logic_model"},
        {"paper_kind": "nothing"},
        {"paper_url": "javascript:alert(1)"},
        {"paper_number": ""},
    ):
        bad = office.post(f"{PAGE}/{council}/papers", data=other | {"paper_number": "2"} | changed)
        assert bad.status_code == 422, changed
    (paper,) = kept(CouncilPaper)
    assert 'href="https://example.jp/a.pdf" rel="noreferrer"' in office.get(f"{PAGE}/{council}").text
    office.post(f"{PAGE}/{council}/papers/{paper.id}/withdraw")
    assert kept(CouncilPaper) == []


def test_a_remark_is_found_only_under_its_own_meeting(office, council, kept):
    office.post(f"{PAGE}/new", data=MEETING | {"number": "2"})
    office.post(f"{PAGE}/{council}/remarks", data=REMARK)
    (remark,) = kept(Remark)
    other = kept(Council)[1].id
    assert office.get(f"{PAGE}/{other}/remarks/{remark.id}").status_code == 404
    assert office.post(f"{PAGE}/{other}/remarks/{remark.id}", data=REMARK).status_code == 404


def test_agenda_and_answers_are_printed_and_the_audit_says_who_took_them(office, council, kept):
    office.post(f"{PAGE}/{council}/remarks", data=REMARK | {"said": "=1+1"})
    for file in ("agenda.pdf", "answers.pdf"):
        assert office.get(f"{PAGE}/{council}/{file}").data.startswith(b"%PDF")
    sheet = office.get(f"{PAGE}/{council}/answers.xlsx").data
    lines = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert lines[-1][:4] == ["第1回 連絡協議会", "1", "経済団体", "=1+1"]
    printed = [entry.detail["file"] for entry in kept(AuditEntry) if entry.action == "council_paper_printed"]
    assert printed == ["agenda.pdf", "answers.pdf", "answers.xlsx"]


def test_nobody_but_coordinators_sees_a_council(app, council, make_learner, sign_in):
    learner = sign_in(app.test_client(), make_learner((Role.LEARNER, None)))
    for address in (PAGE, f"{PAGE}/{council}", f"{PAGE}/{council}/agenda.pdf"):
        assert learner.get(address).status_code == 403
        assert app.test_client().get(address).status_code == 302
