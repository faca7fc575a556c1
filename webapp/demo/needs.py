"""架空の現場ニーズ: organisations that nobody founded, visits that nobody made, and what was asked for there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select

from webapp.demo.cast import Cast
from webapp.fiscal_year import japanese_date
from webapp.programme.models import Offering, OfferingState, Partner
from webapp.programme.needs.models import Need, NeedSource, NeedState
from webapp.programme.needs.operations import Heard, Wanted, keep_need, link, merge, move
from webapp.programme.needs.visits import OrganisationDraft, VisitDraft, record_visit
from webapp.programme.organisations import OrganisationKind as Kind
from webapp.programme.outreach.codes import LENGTH, LETTERS


@dataclass(frozen=True)
class Called:
    """One invented visit: to whom, how many days ago, and the needs heard there."""

    organisation: OrganisationDraft
    days_ago: int
    noted: str
    people: int | None
    needs: Sequence[str] = field(default_factory=tuple)


FACTORIES = OrganisationDraft(
    "架空県機械工業会", Kind.ASSOCIATION, "E", None, None, "架空 一郎", "kikai@example.invalid"
)
INN = OrganisationDraft("株式会社架空旅館", Kind.ENTERPRISE, "M")
CARE = OrganisationDraft(
    "社会福祉法人架空会", Kind.ENTERPRISE, "P", None, None, "架空 三代", "fukushi@example.invalid"
)
SCHOOL = OrganisationDraft("架空高等学校", Kind.SCHOOL, None, "高等学校")
BUILDERS = OrganisationDraft("架空建設業協会", Kind.ASSOCIATION, "D")

CALLS = (
    Called(FACTORIES, 410, "会員企業20社。表計算はどこも使っている。", 6, (
        "不良品の数を、表計算ソフトの先まで自分たちで分析できるようになりたい",
        "若手に、データの読み方の基本を短い時間で学ばせたい",
    )),
    Called(INN, 120, "予約の記録は3年分ある。繁忙期は半日も空けられない。", 2, (
        "予約と天気の記録から、来月の人の入りを見積もりたい",
        "夜に、オンラインで受けられる講座がほしい",
    )),
    Called(SCHOOL, 64, "情報Ⅰの担当2名。来年度は探究とつなげたい。", 2, (
        "情報Ⅰで使える、地域のデータを使った教材がほしい",
        "生徒のアンケートを、正しく読み取る授業をしたい",
    )),
    Called(CARE, 33, "記録は紙が多い。職員は40名。", 3, (
        "介護の記録から、転倒の起きやすい時間を見つけたい",
    )),
    Called(FACTORIES, 12, "前回の続き。機械の記録を見せてもらった。", 4, (
        "設備の記録をグラフにして、止まる前に気づきたい",
    )),
    Called(BUILDERS, 6, "現場ごとの工数を手で集めている。", 1, (
        "現場の日報を集計して、工期の見込みを立てたい",
    )),
)  # fmt: skip
AT_THE_ROUND_TABLE = (
    ("公開されているデータの探し方と、使うときの決まりを知りたい", "G"),
    ("地図に数字を重ねる方法を学びたい", "S"),
    ("統計の数字を、住民にわかるように説明したい", "S"),
)
ELSEWHERE = (
    ("prefecture", "県内の企業の人手不足を、データで確かめたい", "I"),
    ("city", "バスの乗り降りの記録を、路線の見直しに使いたい", "H"),
)


def tell_of_needs(cast: Cast, at: date) -> None:
    """Write visits and needs of the last year and this one, each in the state in which it stands today."""
    host, by = cast.partners["university"], cast.account("coordinator").id
    heard: list[Need] = []
    for number, call in enumerate(CALLS):
        draft = VisitDraft(
            organisation=call.organisation, day=at - timedelta(days=call.days_ago), visitors="架空大学 事務局",
            people_reached=call.people, noted=call.noted, key=f"demo-{number}",
            needs=tuple(Wanted(text, call.organisation.industry, call.organisation.school_type) for text in call.needs),
        )  # fmt: skip
        visit, _new = record_visit(cast.session, host, draft, by, _ago(cast, call.days_ago))
        # The same for the same day, as all of the demo is.
        visit.outreach.code = "".join(cast.dice.choices(LETTERS, k=LENGTH))
        heard += visit.needs
    heard += [_at_the_table(cast, host, by, *said) for said in AT_THE_ROUND_TABLE]
    for slug, text, industry in ELSEWHERE:
        partner = cast.partners[slug]
        when = _ago(cast, 45)
        of = Heard(partner, japanese_date(when), NeedSource.FORM, None, when)
        keep_need(cast.session, Wanted(text, industry, None, "（架空の団体）"), of)
    _answer(cast, heard, by)


def _at_the_table(cast: Cast, host: Partner, by: int, text: str, industry: str) -> Need:
    when = _ago(cast, 90)
    heard = Heard(host, japanese_date(when), NeedSource.ROUND_TABLE, by, when)
    return keep_need(cast.session, Wanted(text, industry), heard)


def _answer(cast: Cast, heard: Sequence[Need], by: int) -> None:
    """Some are met, one is planned, one cannot be met, two are the same; the others are being considered."""
    machines, basics, forecast, evening, _local, _asking, _care, plants, _site, finding, *_rest = heard

    def step(need: Need, state: NeedState, reason: str, days_ago: int) -> None:
        when = _ago(cast, days_ago)
        move(cast.session, need, state, reason, japanese_date(when), by, when)

    held, running = (_offering(cast, state) for state in (OfferingState.CLOSED, OfferingState.RUNNING))
    step(basics, NeedState.PLANNED, "初級の講座で応えます", 380)
    step(basics, NeedState.MET, "初級の講座を開き、会員の3社から参加がありました", 60)
    link(cast.session, basics, "beginner", cast.now, offering=held)
    link(cast.session, machines, "beginner", cast.now, lesson_slug="b3")
    step(machines, NeedState.PLANNED, "集計とグラフのレッスンを、夜間の講座で扱います", 30)
    link(cast.session, machines, "beginner", cast.now, offering=running)
    step(evening, NeedState.MET, "夜間のオンラインの回を設けました", 20)
    step(
        forecast,
        NeedState.DIFFICULT,
        "将来の見積りは、いまのレッスンの範囲を超えます。中級の教材を検討します",
        15,
    )
    link(cast.session, finding, "beginner", cast.now, lesson_slug="b8")
    step(finding, NeedState.PLANNED, "安心して使うためのレッスンで扱います", 40)
    merge(cast.session, plants, machines)


def _offering(cast: Cast, state: OfferingState) -> Offering | None:
    asked = (
        select(Offering)
        .join(Offering.host)
        .where(Partner.slug == "university", Offering.state == state, Offering.course_slug == "beginner")
    )
    return cast.session.scalars(asked.order_by(Offering.starts_on.desc(), Offering.id)).first()


def _ago(cast: Cast, days: int) -> datetime:
    return cast.now - timedelta(days=days)
