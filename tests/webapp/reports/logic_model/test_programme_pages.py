"""A year's programme is kept by all partners' coordinators together, and each partner's share by its own alone."""

import pytest
from sqlalchemy import select

from webapp.audit import AuditEntry
from webapp.db import Database
from webapp.enrolment.models import Role
from webapp.programme.models import Programme
from webapp.programme.official import Target
from webapp.programme.plans.models import LogicBox, PartnerShare

PAGE = "/services/tateyama/coordinator/programme"
BOX = {
    "stage": "output", "text_ja": "受講する人を増やす", "text_en": "", "indicator": "I06", "owner": "", "source": "報告書",
    "key": "one-press",
}  # fmt: skip
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def partners(make_partner):
    return make_partner(), make_partner("prefecture", "立山県", "Tateyama Prefecture")


@pytest.fixture
def office(app, client, make_learner, partners, programme, sign_in):
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(client, make_learner((Role.COORDINATOR, partners[0])))


@pytest.fixture
def kept(database: Database):
    def kept(table):
        with database.sessions() as session:
            return session.scalars(select(table).order_by(*table.__table__.primary_key)).all()

    return kept


def share(office, partner, budget, settled="", year=2026):
    form = {"share_budget": budget, "share_settled": settled, "share_note": "負担金"}
    return office.post(f"{PAGE}/shares/{partner.id}?year={year}", data=form)


def test_a_share_that_does_not_add_up_is_told_in_words(office, partners, kept):
    assert share(office, partners[0], "12,000,000").status_code == 303
    page = office.get(f"{PAGE}?year=2026").text
    assert "まだ入れていない機関が1機関あります" in page
    assert "分担の合計は、予算額 20,000,000円より8,000,000円少なくなっています。" in page
    assert [(row.partner_id, row.budget_yen, row.settled_yen) for row in kept(PartnerShare)] == [
        (partners[0].id, 12_000_000, None)
    ]
    share(office, partners[0], "25000000", "0")
    page = office.get(f"{PAGE}?year=2026").text
    assert "5,000,000円多くなっています" in page
    assert "決算額が入っていないため、合計と比べていません" in page


def test_shares_that_add_up_say_so(app, office, partners, make_learner, sign_in):
    share(office, partners[0], "12000000")
    other = sign_in(app.test_client(), make_learner((Role.COORDINATOR, partners[1])))
    share(other, partners[1], "8000000")
    assert "分担の合計は、予算額 20,000,000円と一致しています。" in office.get(f"{PAGE}?year=2026").text


def test_another_partners_share_is_not_there_for_whoever_posts_it(office, partners, kept):
    assert share(office, partners[1], "1").status_code == 404
    assert kept(PartnerShare) == []
    assert kept(AuditEntry)[-1].action == "refused"
    assert f"shares/{partners[1].id}" not in office.get(f"{PAGE}?year=2026").text


@pytest.mark.parametrize("amount", ["-1", "1.5", "a lot", "9999999999", "１２円"])
def test_an_amount_that_is_none_is_refused_and_stays_in_its_field(office, partners, kept, amount):
    answer = share(office, partners[0], amount)
    assert answer.status_code == 422
    assert f'value="{amount}"' in answer.text
    assert kept(PartnerShare) == []


def test_a_share_needs_a_programme_of_its_year(office, partners, kept):
    assert share(office, partners[0], "1", year=2027).status_code == 422
    assert kept(PartnerShare) == []


def test_a_year_is_set_up_and_mended_by_any_coordinator_and_the_audit_says_so(office, kept):
    form = {"name_ja": "来年度の事業", "name_en": "", "budget_yen": "21,000,000"}
    assert office.post(f"{PAGE}?year=2027", data=form).status_code == 303
    office.post(f"{PAGE}?year=2027", data=form | {"budget_yen": "22000000"})
    made = next(row for row in kept(Programme) if row.fiscal_year == 2027)
    assert (made.name_ja, made.name_en, made.budget_yen) == ("来年度の事業", "来年度の事業", 22_000_000)
    lines = [(entry.action, entry.detail["budget_yen"]) for entry in kept(AuditEntry)]
    assert lines == [("programme_kept", 21_000_000), ("programme_kept", 22_000_000)]


def test_a_box_pressed_twice_is_one_box(office, kept):
    for _ in range(2):
        assert office.post(f"{PAGE}/boxes/new?year=2026", data=BOX).status_code == 303
    (box,) = kept(LogicBox)
    page = office.get(f"{PAGE}?year=2026").text
    assert f'id="box-{box.id}"' in page
    assert "受講する人を増やす" in page
    assert "延べ受講者数" in page


def test_what_means_nothing_makes_no_box_and_stays_in_the_form(office, kept):
    for changed in (
        {"stage": "nowhere"},
        {"text_ja": ""},
        {"text_ja": "あ" * 121},
        {"indicator": "I99"},
        {"owner": "999"},
        {"owner": "x"},
    ):
        answer = office.post(f"{PAGE}/boxes/new?year=2026", data=BOX | changed)
        assert answer.status_code == 422, changed
        assert 'value="one-press"' in answer.text
    assert kept(LogicBox) == []


def test_script_in_a_box_is_text_on_the_page(office):
    office.post(f"{PAGE}/boxes/new?year=2026", data=BOX | {"text_ja": SCRIPT, "source": SCRIPT})
    page = office.get(f"{PAGE}?year=2026").text
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    assert office.get(f"{PAGE}/logic-model.pdf?year=2026").data.startswith(b"%PDF")


def test_a_stage_holds_no_more_than_a_page_can(office, kept):
    for number in range(9):
        answer = office.post(f"{PAGE}/boxes/new?year=2026", data=BOX | {"key": str(number)})
    assert answer.status_code == 422
    assert "これ以上箱を置けません" in answer.text
    assert len(kept(LogicBox)) == 8


def test_boxes_move_change_their_stage_and_go(office, kept):
    for number, words in enumerate(("一", "二", "三")):
        office.post(f"{PAGE}/boxes/new?year=2026", data=BOX | {"text_ja": words, "key": str(number)})
    first, _second, third = kept(LogicBox)
    office.post(f"{PAGE}/boxes/{third.id}", data={"do": "up"})
    assert [box.text_ja for box in sorted(kept(LogicBox), key=lambda box: box.place)] == ["一", "三", "二"]
    office.post(f"{PAGE}/boxes/{first.id}", data=BOX | {"do": "save", "stage": "input", "text_ja": "一"})
    office.post(f"{PAGE}/boxes/{third.id}", data={"do": "out"})
    assert {(box.text_ja, box.stage.value) for box in kept(LogicBox)} == {("一", "input"), ("二", "output")}
    assert office.get(f"{PAGE}/boxes/{third.id}").status_code == 404


def test_last_years_model_is_copied_once_into_an_empty_year(office, kept):
    office.post(f"{PAGE}/copy?year=2027")
    assert kept(LogicBox) == []
    office.post(f"{PAGE}/boxes/new?year=2026", data=BOX)
    for _ in range(2):
        assert office.post(f"{PAGE}/copy?year=2027").status_code == 303
    before, after = kept(LogicBox)
    same = ("stage", "place", "text_ja", "indicator", "owner_id", "source")
    assert [getattr(before, name) for name in same] == [getattr(after, name) for name in same]
    assert (before.fiscal_year, after.fiscal_year) == (2026, 2027)


def test_causes_and_next_steps_stand_beside_their_target(office, database, kept, at):
    with database.transaction() as session:
        target = Target(fiscal_year=2026, indicator="I06", hundredths=10000, set_at=at("2026-04-01"))
        session.add(target)
    form = {
        "causes_ja": SCRIPT,
        "causes_en": "",
        "next_steps_ja": "昼の回を増やす",
        "next_steps_en": "More at noon",
    }
    assert office.post(f"{PAGE}/targets/{target.id}", data=form).status_code == 303
    page = office.get(f"{PAGE}?year=2026").text
    assert "昼の回を増やす" in page
    assert SCRIPT not in page
    assert kept(AuditEntry)[-1].action == "target_explained"
    too_long = office.post(f"{PAGE}/targets/{target.id}", data=form | {"causes_ja": "長" * 501})
    assert too_long.status_code == 422
    assert "長" * 500 in too_long.text


@pytest.mark.parametrize("role", [Role.LEARNER, Role.INSTRUCTOR, Role.OPERATOR])
def test_nobody_else_opens_or_changes_a_year(app, programme, make_learner, sign_in, kept, role):
    app.config["WTF_CSRF_ENABLED"] = False
    client = sign_in(app.test_client(), make_learner((role, None)))
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}/boxes/new?year=2026", data=BOX).status_code == 403
    assert kept(LogicBox) == []
