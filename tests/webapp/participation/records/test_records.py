"""研修履歴: seen, agreed, handed over once; what cannot be written is told and stays waiting."""

import io
import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.webapp.participation.certificates.conftest import AT
from tests.webapp.participation.classroom import send
from webapp.audit import AuditEntry
from webapp.enrolment.models import Enrolment, Learner, LearnerYear, Role
from webapp.participation.records.agreeing import agree, fingerprint, preview, take_back
from webapp.participation.records.fields import FIELDS
from webapp.participation.records.handing_over import file_of, hand_over, save_recipient, waiting_for
from webapp.participation.records.mapping import (
    DATES,
    ENCODINGS,
    LINE_ENDS,
    as_file,
    read_form,
    standard_form,
    typed_form,
    unwritable,
)
from webapp.participation.records.models import (
    RecipientKind,
    RecordHandOver,
    RecordRecipient,
    TrainingRecord,
)
from webapp.programme.audience import Audience
from webapp.programme.models import Partner
from webapp.programme.operations import NotPossible

PREFIX = "/services/tateyama"
GOLDEN = (
    "照会番号,氏名,ふりがな,学校名,校種,研修名,主催,開始日,終了日,時間数,修了・未修了\r\n"
    "2026-{id:06d},髙﨑 太郎,たかさき たろう,架空小学校,elementary,初級（夜間） 第1期,立山大学,2026-11-03,2027-01-19,12時間,修了\r\n"
)


@pytest.fixture
def recipient(database, offering, make_learner):
    staff = make_learner()
    with database.transaction() as session:
        return save_recipient(
            session, session.get(Partner, offering.host_id), None, kind=RecipientKind.APPOINTER, name="架空町教育委員会",
            address="学校教育課 研修係（庁内便）", mapping=standard_form(), is_open=True, at=AT, by=staff.id,
        )  # fmt: skip


@pytest.fixture
def teacher(database, completed):
    def teacher(**given):
        enrolment = completed(audience=Audience.TEACHER, **given)
        with database.transaction() as session:
            session.add(
                LearnerYear(
                    learner_id=enrolment.learner_id, fiscal_year=2026, audience=Audience.TEACHER,
                    school_type="elementary", school="架空小学校", frozen_at=AT,
                )
            )  # fmt: skip
        return enrolment

    return teacher


@pytest.fixture
def send_record(database, recipient, settings):
    def send_record(enrolment):
        with database.transaction() as session:
            row, to = session.get(Enrolment, enrolment.id), session.get(RecordRecipient, recipient.id)
            seen = fingerprint(preview(session, row, to, settings.releases))
            return agree(session, row, to, seen, settings.releases, AT)

    return send_record


@pytest.fixture
def take_out(database, recipient, make_learner):
    staff = make_learner()

    def take_out():
        with database.transaction() as session:
            made = hand_over(session, session.get(RecordRecipient, recipient.id), AT, staff.id)
            return made, file_of(session, made)

    return take_out


def test_the_file_is_what_the_recipient_reads(teacher, send_record, take_out):
    enrolment = teacher()
    send_record(enrolment)
    _made, content = take_out()
    assert content == GOLDEN.format(id=enrolment.id).encode("cp932")


def test_it_is_handed_over_once_and_can_be_taken_out_again(teacher, send_record, take_out, database):
    send_record(teacher())
    made, content = take_out()
    with pytest.raises(NotPossible):
        take_out()
    with database.sessions() as session:
        assert file_of(session, session.get(RecordHandOver, made.id)) == content
        (entry,) = session.scalars(select(AuditEntry).filter_by(action="records_handed_over"))
    assert entry.detail["sha256"] == made.sha256


def test_what_cp932_cannot_write_is_told_and_waits(teacher, send_record, take_out, database, recipient):
    send_record(teacher())
    stuck = send_record(teacher(name="𠮷田 一", kana="よしだ はじめ"))
    made, content = take_out()
    assert made.rows == 1
    assert "田".encode("cp932") not in content
    with database.sessions() as session:
        waiting = waiting_for(session, session.get(RecordRecipient, recipient.id))
    ((row, letters),) = waiting.stuck
    assert (row.id, letters) == (stuck.id, ("𠮷",))


@pytest.mark.parametrize(
    ("text", "letters"), [("髙﨑①㈱", []), ("𠮷é", ["𠮷", "é"]), ("〜", ["〜"]), ("−", ["−"])]
)
def test_letters_that_would_change_on_the_way_are_found(text, letters):
    assert unwritable(read_form(standard_form()), {"name": text}) == letters


def test_in_utf_8_everything_can_be_written():
    form = read_form(standard_form().replace('"cp932"', '"utf-8-sig"'))
    assert unwritable(form, {"name": "𠮷田〜"}) == []
    assert as_file(form, [{"name": "𠮷田〜"}]).decode("utf-8-sig").splitlines()[1] == ",𠮷田〜,,,,,,,,,"


def test_days_are_written_as_the_recipient_wants_them():
    for style, day in (
        ("2026/04/01", "2026/11/03"),
        ("20260401", "20261103"),
        ("令和8年4月1日", "令和8年11月3日"),
    ):
        form = read_form(standard_form().replace('"2026-04-01"', f'"{style}"'))
        assert day in as_file(form, [{"starts_on": "2026-11-03"}]).decode("cp932")


def test_a_cell_that_a_spreadsheet_would_calculate_is_only_text():
    form = read_form(standard_form())
    assert ",'=1+1," in as_file(form, [{"name": "=1+1"}]).decode("cp932")


@pytest.mark.parametrize(
    "mapping",
    [
        "", "encoding = ", 'encoding = "utf-16"', standard_form().replace("crlf", "cr"),
        standard_form().replace('field = "name"', 'field = "score"'), 'encoding="cp932"\nline_end="lf"\ndates="20260401"\ncolumns=[]',
        'encoding="cp932"\nline_end="lf"\ndates="20260401"\ncolumns=[1]', "x" * 20_001,
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_used_is_refused(mapping):
    with pytest.raises(NotPossible):
        read_form(mapping)


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=12), st.sampled_from(sorted(FIELDS))), min_size=1, max_size=8),
    st.sampled_from(ENCODINGS), st.sampled_from(sorted(LINE_ENDS)), st.sampled_from(sorted(DATES)),
)  # fmt: skip
def test_what_is_typed_on_the_page_is_the_mapping(columns, encoding, line_end, dates):
    columns = [(f"見出し{head}", field) for head, field in columns]
    text = typed_form([*(head for head, _ in columns), " "], [*(field for _, field in columns), ""],
                      encoding, line_end, dates)  # fmt: skip
    form = read_form(text)
    assert [field for _head, field in form.columns] == [field for _head, field in columns]
    assert (form.encoding, form.line_end, form.dates) == (encoding, line_end, dates)
    plain = {head.strip() for head, _field in columns if head.isprintable()}
    assert plain <= {head for head, _field in form.columns}


@pytest.fixture
def hosts_office(app, sign_in, make_learner, offering, recipient, database):
    with database.sessions() as session:
        partner = session.get(Partner, offering.host_id)
    return sign_in(app.test_client(), make_learner((Role.COORDINATOR, partner)))


def test_a_half_filled_column_is_refused_and_nothing_is_lost(hosts_office, recipient):
    typed = {"kind": "appointer", "name": "架空町教育委員会", "address": "研修係", "encoding": "cp932",
             "line_end": "crlf", "dates": "2026/04/01", "head": ["氏名", "研修の名前"], "field": ["name", ""]}  # fmt: skip
    answer = send(hosts_office, f"{PREFIX}/office/records/recipients/{recipient.id}", **typed)
    assert answer.status_code == 422
    assert 'value="研修の名前"' in answer.text
    typed["field"] = ["name", "training"]
    assert (
        send(hosts_office, f"{PREFIX}/office/records/recipients/{recipient.id}", **typed).status_code == 303
    )
    kept = hosts_office.get(f"{PREFIX}/office/records/recipients/{recipient.id}/mapping.toml")
    assert read_form(kept.text).columns == (("氏名", "name"), ("研修の名前", "training"))


def test_a_mapping_file_goes_before_what_is_typed(hosts_office, recipient):
    typed = {"kind": "appointer", "name": "架空町教育委員会", "address": "研修係", "head": ["x"], "field": ["name"],
             "mapping_file": (io.BytesIO(standard_form().encode()), "form.toml")}  # fmt: skip
    assert (
        send(hosts_office, f"{PREFIX}/office/records/recipients/{recipient.id}", **typed).status_code == 303
    )
    kept = hosts_office.get(f"{PREFIX}/office/records/recipients/{recipient.id}/mapping.toml")
    assert read_form(kept.text) == read_form(standard_form())
    spoilt = {**typed, "mapping_file": (io.BytesIO("様式".encode("cp932")), "form.toml")}
    answer = send(hosts_office, f"{PREFIX}/office/records/recipients/{recipient.id}", **spoilt)
    assert (answer.status_code, "UTF-8" in answer.text) == (422, True)


def test_scores_and_addresses_are_no_fields():
    assert not {"score", "points", "email", "phone", "answers"} & set(FIELDS)


def test_nothing_goes_that_was_not_seen(teacher, recipient, database, settings, send_record, take_out):
    enrolment = teacher()
    with database.sessions() as session:
        row, to = session.get(Enrolment, enrolment.id), session.get(RecordRecipient, recipient.id)
        with pytest.raises(NotPossible):
            agree(session, row, to, "0" * 64, settings.releases, AT)
    send_record(enrolment)
    with database.transaction() as session:  # the form asks for more after somebody agreed
        to = session.get(RecordRecipient, recipient.id)
        to.mapping += '\n[[columns]]\nhead = "修了日"\nfield = "completed_on"\n'
    with pytest.raises(NotPossible):
        take_out()


def test_who_is_no_teacher_cannot_send(completed, send_record):
    with pytest.raises(NotPossible):
        send_record(completed())


def test_it_may_be_taken_back_until_it_is_handed_over(teacher, send_record, take_out, database):
    first = send_record(teacher())
    assert send_record(_same(first)).id == first.id
    with database.transaction() as session:
        take_back(session, session.get(TrainingRecord, first.id), AT + timedelta(days=1))
    again = send_record(_same(first))
    assert again.id != first.id
    take_out()
    with pytest.raises(NotPossible), database.transaction() as session:
        take_back(session, session.get(TrainingRecord, again.id), AT)


def _same(record):
    return type("E", (), {"id": record.enrolment_id})


def test_a_teacher_sees_agrees_and_keeps_the_receipt_in_the_browsers_pages(
    app, client, sign_in, teacher, recipient, offering, database, make_learner
):
    enrolment = teacher()
    with database.sessions() as session:
        learner = session.get(Learner, enrolment.learner_id)
        partner = session.get(Partner, offering.host_id)
    sign_in(client, learner)
    address = f"{PREFIX}/my-page/records/of/{offering.id}/{recipient.id}"
    page = client.get(address).text
    assert "架空小学校" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert send(client, address, seen=seen).status_code == 422
    done = send(client, address, seen=seen, agreed="1")
    assert done.status_code == 303
    assert send(client, address, seen=seen, agreed="1").headers["Location"] == done.headers["Location"]
    receipt = done.headers["Location"]
    assert "引渡しを待っています" in client.get(receipt).text

    office = sign_in(app.test_client(), make_learner((Role.COORDINATOR, partner)))
    assert "引渡しを待っている人 1人" in office.get(f"{PREFIX}/office/records").text
    assert send(office, f"{PREFIX}/office/records/recipients/{recipient.id}/hand-over").status_code == 303
    with database.sessions() as session:
        made = session.scalars(select(RecordHandOver)).one()
    file = office.get(f"{PREFIX}/office/records/hand-overs/{made.id}.csv")
    assert file.data.decode("cp932").count("\r\n") == 2
    assert "へ渡しました" in client.get(receipt).text
    stranger = sign_in(app.test_client(), make_learner())
    assert stranger.get(receipt).status_code == 404


def test_another_partners_office_finds_neither_recipient_nor_file(
    app, sign_in, teacher, send_record, take_out, recipient, make_learner, make_partner
):
    send_record(teacher())
    made, _content = take_out()
    other = sign_in(app.test_client(), make_learner((Role.COORDINATOR, make_partner(slug="other"))))
    assert "架空町教育委員会" not in other.get(f"{PREFIX}/office/records").text
    assert other.get(f"{PREFIX}/office/records/hand-overs/{made.id}.csv").status_code == 404
    assert send(other, f"{PREFIX}/office/records/recipients/{recipient.id}/hand-over").status_code == 404
