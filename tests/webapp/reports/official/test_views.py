"""A coordinator types what nobody can count, and every mistake is told beside its field."""

import pytest
from sqlalchemy import select

from webapp.audit import AuditEntry
from webapp.enrolment.models import Role
from webapp.programme.models import Programme
from webapp.programme.official import EarlierTotal, Target
from webapp.reports.indicators.registry import INDICATORS

PAGE = "/services/tateyama/coordinator/official"
TARGET = {"form": "target", "target_indicator": "I06", "target_row": "", "target_value": "1,200"}
EARLIER = {
    "form": "earlier", "earlier_year": "2021", "earlier_indicator": "I12", "earlier_row": "", "earlier_value": "56.25",
    "earlier_source": "令和3年度 事業報告書 12ページ", "earlier_dated": "2022-03-31",
}  # fmt: skip


@pytest.fixture
def office(app, client, make_learner, make_partner, programme, sign_in):
    coordinator = make_learner((Role.COORDINATOR, make_partner()))
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(client, coordinator)


@pytest.fixture
def kept(database):
    def kept(table):
        with database.sessions() as session:
            return session.scalars(select(table)).all()

    return kept


def send(office, form, year=2026, **changed):
    return office.post(f"{PAGE}?year={year}", data=form | changed)


def test_a_target_is_kept_shown_and_typed_anew_and_the_audit_says_so(office, kept):
    assert send(office, TARGET).headers["Location"].endswith("/coordinator/official?year=2026")
    assert "1,200" in office.get(f"{PAGE}?year=2026").text
    send(office, TARGET, target_value="1300")
    assert [(row.fiscal_year, row.indicator, row.programme_row, row.value) for row in kept(Target)] == [
        (2026, "I06", "", 1300)
    ]
    assert [entry.action for entry in kept(AuditEntry)] == ["target_set", "target_set"]


def test_a_target_of_one_row_stands_beside_that_of_the_whole(office, kept):
    send(office, TARGET)
    send(office, TARGET, target_row="beginner", target_value="４００")
    assert {(row.programme_row, int(row.value)) for row in kept(Target)} == {("", 1200), ("beginner", 400)}
    page = office.get(f"{PAGE}?year=2026").text
    assert page.index("1,200") < page.index("延べ受講者数: 社会人向け講座（初級）")


def test_an_empty_value_takes_a_number_out(office, kept):
    send(office, TARGET)
    send(office, TARGET, target_value="")
    send(office, EARLIER)
    send(office, EARLIER, earlier_value="", earlier_source="", earlier_dated="")
    assert kept(Target) == kept(EarlierTotal) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"target_indicator": "I99"}, "target_indicator"),
        ({"target_row": "nowhere"}, "target_row"),
        ({"target_indicator": "I07", "target_row": "beginner"}, "target_row"),
        ({"target_value": "many"}, "target_value"),
        ({"target_value": "12.5"}, "target_value"),
        ({"target_value": "99999999999"}, "target_value"),
    ],
)
def test_a_target_that_means_nothing_is_refused_and_what_was_typed_stays(office, kept, changed, field):
    answer = send(office, TARGET, **changed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'value="{changed.get("target_value", "1,200")}"' in answer.text
    assert kept(Target) == []


def test_an_earlier_total_stands_with_its_source_and_its_day(office, kept):
    send(office, EARLIER)
    (total,) = kept(EarlierTotal)
    assert (str(total.value), total.comparable) == ("56.25", False)
    page = office.get(PAGE).text
    assert "令和3年度 事業報告書 12ページ" in page
    assert "56.3" in page
    assert "比べない" in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"earlier_year": ""}, "earlier_year"),
        ({"earlier_year": "2199"}, "earlier_year"),
        ({"earlier_source": ""}, "earlier_source"),
        ({"earlier_dated": ""}, "earlier_dated"),
        ({"earlier_dated": "2199-01-01"}, "earlier_dated"),
        ({"earlier_indicator": "I06"}, "earlier_value"),
    ],
)
def test_an_earlier_total_without_its_source_or_of_a_running_year_is_refused(office, kept, changed, field):
    answer = send(office, EARLIER, **changed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert kept(EarlierTotal) == []


def test_the_settled_amount_takes_the_budgets_place(office, kept):
    assert "予算額 20,000,000円" in office.get(f"{PAGE}?year=2026").text
    send(office, {"form": "settled", "settled_yen": "19,876,543"})
    assert kept(Programme)[0].settled_yen == 19_876_543
    assert "決算額 19,876,543円" in office.get(f"{PAGE}?year=2026").text
    assert send(office, {"form": "settled", "settled_yen": "-1"}).status_code == 422


def test_a_year_without_a_programme_has_nothing_to_settle(office):
    assert "まだ登録されていない" in office.get(f"{PAGE}?year=2024").text
    assert send(office, {"form": "settled", "settled_yen": "1"}, year=2024).status_code == 422


def test_in_english_the_page_is_english(office):
    office.post("/services/tateyama/language", data={"language": "en"})
    send(office, TARGET)
    page = office.get(f"{PAGE}?year=2026").text
    assert "Targets, earlier totals, settled amount" in page
    assert "Enrolments" in page


def test_a_target_of_any_indicator_opens_the_page(office):
    """A rate of completion is hidden together with the count that it tells: both have to be asked for."""
    for indicator in INDICATORS:
        send(office, TARGET, target_indicator=indicator, target_value="70")
    assert office.get(f"{PAGE}?year=2026").status_code == 200
