"""The pages of certificates: one's own, the public one, and the office's."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.webapp.days import today
from tests.webapp.participation.classroom import send
from webapp.audit import AuditEntry
from webapp.enrolment.models import Learner, Role
from webapp.enrolment.teaching import give_to
from webapp.participation.certificates.check_views import MOST_LOOKS
from webapp.participation.certificates.document import told
from webapp.participation.certificates.models import Certificate
from webapp.participation.certificates.revoking import revoke
from webapp.participation.completing.standing import Worked
from webapp.programme.models import Offering, Partner
from webapp.security import limiter

PREFIX = "/services/tateyama"
MINE = f"{PREFIX}/my-page/certificates"


@pytest.fixture
def person(database):
    def person(enrolment):
        with database.sessions() as session:
            return session.get(Learner, enrolment.learner_id)

    return person


@pytest.fixture
def staff(database, offering, make_learner):
    learner = make_learner((Role.INSTRUCTOR, None), login_id="ren", name="架空 蓮")
    with database.transaction() as session:
        give_to(session, session.merge(offering), session.merge(learner))
    return learner


def test_what_is_missing_stands_there_in_whole_numbers(client, sign_in, person, enrol, attend):
    aoi = enrol()
    attend(aoi, 1, 2, 3, 4, 5)
    page = sign_in(client, person(aoi)).get(MINE).text
    assert "出席 5/8（必要 6/8）" in page
    assert "あと1回" in page
    assert "修了証を発行する" not in page


def test_the_learner_issues_opens_and_anybody_checks_it(
    app, client, sign_in, person, completed, offering, database
):
    aoi = completed()
    sign_in(client, person(aoi))
    assert send(client, f"{MINE}/of/{offering.id}").status_code == 303
    assert send(client, f"{MINE}/of/{offering.id}").status_code == 303
    with database.sessions() as session:
        made = session.scalars(select(Certificate)).one()
    assert client.get(f"{MINE}/{made.id}.pdf").data.startswith(b"%PDF")
    seen = app.test_client().get(f"{PREFIX}/c/{made.check_code}")
    assert seen.status_code == 200
    assert "この修了証は有効です" in seen.text
    assert "T.T." in seen.text
    for secret in ("髙﨑", "太郎", "たかさき"):
        assert secret not in seen.text
    assert seen.headers["Cache-Control"] == "no-store"


def test_one_that_was_taken_back_says_so_and_not_why(app, completed, certify, database):
    made = certify(completed())
    with database.transaction() as session:
        revoke(
            session, session.get(Certificate, made.id), "本人だけが知る理由", made.issued_at, made.learner_id
        )
    page = app.test_client().get(f"{PREFIX}/c/{made.check_code}").text
    assert "取り消されました" in page
    assert "有効です" not in page
    assert "本人だけが知る理由" not in page


def test_anothers_certificate_does_not_exist_and_the_audit_knows_who_asked(
    client, sign_in, person, completed, certify, database, enrol
):
    theirs, mine = certify(completed()), enrol()
    sign_in(client, person(mine))
    for address in (f"{MINE}/{theirs.id}.pdf", f"{MINE}/{theirs.id}/badge.jwt"):
        assert client.get(address).status_code == 404
    assert send(client, f"{MINE}/{theirs.id}/badge").status_code == 404
    with database.sessions() as session:
        asked = session.scalars(select(AuditEntry).filter_by(action="refused")).all()
    assert {entry.subject for entry in asked} == {f"certificate/{theirs.id}"}


def test_whoever_guesses_addresses_is_slowed_down(app, client):
    most = int(MOST_LOOKS.split()[0])
    limiter.reset()
    answers = [client.get(f"{PREFIX}/c/{'a' * 12}{number:04d}").status_code for number in range(most + 2)]
    assert set(answers[:most]) == {404}
    assert answers[most:] == [429, 429]
    limiter.reset()


def test_the_address_on_paper_is_the_pages(client, completed, certify):
    made = certify(completed())
    assert told(made)["address"] == f"http://127.0.0.1:8000{PREFIX}/c/{made.check_code}"
    assert client.get(told(made)["address"]).status_code == 200


def test_staff_decide_with_a_reason_and_the_learner_reads_who_and_why(
    app, sign_in, staff, person, enrol, attend, offering
):
    aoi = enrol(name="山田 花子")
    attend(aoi, 1, 2, 3)
    theirs = sign_in(app.test_client(), staff)
    address = f"{PREFIX}/teaching/{offering.id}/completion"
    refused = send(theirs, f"{address}/{aoi.id}", what="grant", reason=" ")
    assert refused.status_code == 422
    assert send(theirs, f"{address}/{aoi.id}", what="grant", reason="補講で確認した").status_code == 303
    assert "修了証を発行する" in sign_in(app.test_client(), person(aoi)).get(MINE).text
    page = sign_in(app.test_client(), person(aoi)).get(MINE).text
    assert "架空 蓮さんが" in page
    assert "補講で確認した" in page


def test_before_a_course_ends_both_pages_say_so(app, sign_in, staff, person, completed, offering, database):
    aoi = completed()
    with database.transaction() as session:
        row = session.get(Offering, offering.id)
        row.ends_on = today()
    mine, theirs = sign_in(app.test_client(), person(aoi)), sign_in(app.test_client(), staff)
    office = f"{PREFIX}/teaching/{offering.id}/completion"
    assert "まで続きますが" in mine.get(MINE).text
    assert "まで続きます。終わる前に" in theirs.get(office).text
    with database.transaction() as session:
        session.get(Offering, offering.id).ends_on -= timedelta(days=1)
    assert "まで続きますが" not in mine.get(MINE).text
    assert "まで続きます。終わる前に" not in theirs.get(office).text


def test_the_host_takes_a_certificate_back_and_the_completion_stays(
    app, sign_in, staff, person, completed, certify, offering, make_learner, database
):
    made = certify(completed())
    address = f"{PREFIX}/teaching/{offering.id}/certificates/{made.id}"
    assert send(sign_in(app.test_client(), staff), address, reason="字の誤り").status_code == 403
    with database.sessions() as session:
        partner = session.get(Partner, offering.host_id)
    host = sign_in(app.test_client(), make_learner((Role.COORDINATOR, partner)))
    assert "修了証だけを取り消す" in host.get(f"{PREFIX}/teaching/{offering.id}/completion").text
    assert send(host, address, reason="字の誤り").status_code == 303
    page = sign_in(app.test_client(), person(made)).get(MINE).text
    assert "取り消された証書" in page
    assert "字の誤り" in page
    assert "修了証を発行する" in page


def test_an_instructor_of_another_offering_finds_nothing(client, sign_in, make_learner, enrol, offering):
    aoi, other = enrol(), make_learner((Role.INSTRUCTOR, None))
    sign_in(client, other)
    assert client.get(f"{PREFIX}/teaching/{offering.id}/completion").status_code == 404
    assert (
        send(
            client, f"{PREFIX}/teaching/{offering.id}/completion/{aoi.id}", what="grant", reason="x"
        ).status_code
        == 404
    )


def test_a_name_that_cannot_be_taken_comes_back_in_the_form(client, sign_in, person, completed):
    aoi = completed()
    sign_in(client, person(aoi))
    answer = send(client, f"{MINE}/name", name="あ" * 61)
    assert answer.status_code == 422
    assert re.search(r'name="name"[^>]*value="あ{61}"', answer.text)


def test_the_list_is_narrowed_by_completion_and_counts_each_kind(
    app, sign_in, staff, enrol, attend, offering
):
    done, near, far = enrol(name="山田 花子"), enrol(name="川口 次郎"), enrol(name="森 三郎")
    attend(done, 1, 2, 3, 4, 5, 6)
    attend(near, 1, 2, 3, 4, 5)
    theirs = sign_in(app.test_client(), staff)
    address = f"{PREFIX}/teaching/{offering.id}/completion"
    for asked, shown in (("", {done, near, far}), ("?state=done", {done}), ("?state=not_yet", {near, far})):
        page = theirs.get(f"{address}{asked}").text
        assert set(re.findall(r'id="person-(\d+)"', page)) == {str(one.id) for one in shown}
        assert re.findall(r'class="count">(\d+)<', page) == ["3", "1", "2"]
        assert page.count('aria-current="true"') == 1
    states = re.findall(r'class="state"><span class="badge[^>]*>([^<]+)<', theirs.get(address).text)
    assert sorted(states) == ["あと1回", "あと6回", "修了"]
    assert theirs.get(f"{address}?state=nearly").status_code == 404


def test_a_filter_that_nobody_meets_says_so(app, sign_in, staff, enrol, offering):
    enrol()
    page = (
        sign_in(app.test_client(), staff).get(f"{PREFIX}/teaching/{offering.id}/completion?state=done").text
    )
    assert "この条件の受講者はいません。" in page


def test_what_was_refused_stands_open_with_what_was_typed(app, sign_in, staff, enrol, offering):
    aoi, yui = enrol(), enrol()
    typed = "あ" * 501
    refused = send(
        sign_in(app.test_client(), staff),
        f"{PREFIX}/teaching/{offering.id}/completion/{aoi.id}",
        what="grant",
        reason=typed,
    )
    assert refused.status_code == 422
    assert f'id="person-{aoi.id}" open>' in refused.text
    assert f'id="person-{yui.id}">' in refused.text
    assert refused.text.count(typed) == 1


def test_lessons_left_are_told_in_one_number():
    done_one = Worked(frozenset({"b1"}), ("b1", "b2"), ("t1", "t2"))
    assert done_one.left == 2
    assert Worked(frozenset({"b1", "b2", "t2"}), ("b1", "b2"), ("t1", "t2")).left == 0
