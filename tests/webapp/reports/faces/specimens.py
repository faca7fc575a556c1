"""A realistic report of a year, with every mark, large numbers, long names and Japanese; its hidden numbers are nowhere."""

from datetime import UTC, date, datetime
from decimal import Decimal

from webapp.region import Words
from webapp.reports.frozen.chart import Chart, ChartKind
from webapp.reports.frozen.report import Edition, ParticipationReport, Section, Version
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.frozen.term import Term
from webapp.reports.numerals import Sign

X, NIL, UNKNOWN, PENDING, NEW = Sign.HIDDEN, Sign.NIL, Sign.UNKNOWN, Sign.PENDING, Sign.ALL_NEW
PEOPLE, PER_CENT, YEN, TIMES = (
    Words("人", "people"),
    Words("％", "%"),
    Words("円", "yen"),
    Words("倍", "times"),
)
POINTS = Words("ポイント", "points")


def both(ja, en=None):
    return Words(ja, en or ja)


TERMS = tuple(
    Term(id, Words(name, en), Words(text, text_en))
    for id, name, en, text, text_en in [
        ("I03", "定員", "Capacity", "開かれた講座のうち、定員のある講座の定員の合計です。", "Capacity of the offerings that have one."),
        ("I06", "延べ受講者数", "Enrolments", "受講の件数です。一人が二つの講座を受けると2人と数えます。", "A person in two courses counts twice."),
        ("I07", "実受講者数", "Persons", "受講した人の数です。一人が二つの講座を受けても1人と数えます。", "A person in two courses counts once."),
        ("I08a", "延べ出席者数", "Attendances", "出席の件数です。", "Each person at each meeting."),
        ("I09", "定員充足率", "Fill rate", "延べ受講者数 ÷ 定員 × 100 です。", "Enrolments over capacity times 100."),
        ("I12", "修了率", "Completion rate", "修了者数（延べ） ÷ 結果が確定した受講の件数 × 100 です。", "Completions over closed enrolments times 100."),
        ("I15", "満足度", "Satisfaction", "5段階で4または5の回答 ÷ 有効回答 × 100 です。", "Answers of 4 or 5 over valid answers times 100."),
        ("I17", "前年度比", "Year on year", "（当年度 － 前年度） ÷ 前年度 × 100 です。", "The change over last year's times 100."),
        ("I18", "実受講者1人当たり経費", "Cost per person", "事業費 ÷ 実受講者数 です。", "Cost over persons."),
    ]
)  # fmt: skip


def main_table():
    columns = (
        Column("target", both("目標", "Target")),
        Column("actual", both("実績", "Actual")),
        Column("achieved", both("達成率", "Achieved"), PER_CENT),
        Column("before", both("前年度", "Last year")),
        Column("change", both("前年度比", "Change"), PER_CENT, "I17"),
    )
    lines = [
        ("I01", "開講講座数", "Offerings held", both("講座", "offerings"), (12, 14, Decimal("116.7"), 11, Decimal("27.3"))),
        ("I03", "定員", "Capacity", PEOPLE, (NIL, 480, NIL, 420, Decimal("14.3"))),
        ("I06", "延べ受講者数", "Enrolments", PEOPLE, (400, 412, Decimal("103.0"), 365, Decimal("12.9"))),
        ("I07", "実受講者数", "Persons", PEOPLE, (NIL, 367, NIL, 331, Decimal("10.9"))),
        ("I08a", "延べ出席者数", "Attendances", PEOPLE, (NIL, 2614, NIL, 2702, Decimal("-3.3"))),
        ("I09", "定員充足率", "Fill rate", PER_CENT, (Decimal("90.0"), Decimal("85.8"), Decimal("95.3"), Decimal("86.9"), Decimal("-1.1"))),
        ("I12", "修了率", "Completion rate", PER_CENT, (Decimal("65.0"), PENDING, PENDING, Decimal("58.2"), NIL)),
        ("I15", "満足度", "Satisfaction", PER_CENT, (Decimal("80.0"), Decimal("74.5"), Decimal("93.1"), Decimal("77.0"), Decimal("-2.5"))),
        ("I18", "実受講者1人当たり経費（予算）", "Cost per person (budget)", YEN, (NIL, 54496, NIL, UNKNOWN, NEW)),
    ]  # fmt: skip
    rows = tuple(
        Row(key, both(ja, en), cells, indicator=key, unit=unit) for key, ja, en, unit, cells in lines
    )
    note = both(
        "率の前年度比はポイント差です。経費は予算額によります。",
        "Changes of rates are in points. The cost is the budgeted one.",
    )
    return Table(
        "main_figures", both("主要指標", "Main figures"), both("指標", "Figure"), columns, rows, (note,)
    )


def courses_table():
    columns = (
        Column("I04", both("延べ申込者数", "Applications"), PEOPLE),
        Column("I06", both("延べ受講者数", "Enrolments"), PEOPLE, "I06"),
        Column("I11", both("延べ修了者数", "Completions"), PEOPLE),
        Column("I12", both("修了率", "Completion rate"), PER_CENT, "I12"),
    )
    rows = (
        Row("beginner", both("データサイエンス入門（初級）", "Introduction to data science"), (187, 150, 91, Decimal("60.7"))),
        Row("prefectural", both("県・市町村職員のためのデータ利活用講座（政策立案と評価のための統計）", "Data for prefectural and municipal staff"), (71, 68, 43, Decimal("63.2"))),
        Row("intermediate", both("データ分析（中級）", "Data analysis"), (90, 72, PENDING, PENDING)),
        Row("teachers", both("教員研修", "Teachers"), (64, 50, 29, Decimal("58.0"))),
        Row("managers", both("髙度専門コース①", "Specialists"), (X, X, X, X)),
        Row("total", both("合計（延べ）", "Total"), (X, 412, X, X), is_total=True),
    )  # fmt: skip
    return Table(
        "courses", both("講座別の申込・受講・修了", "By course"), both("講座", "Course"), columns, rows
    )


def months_table():
    columns = (
        Column("I08a", both("延べ出席者数", "Attendances"), PEOPLE, "I08a"),
        Column("before", both("前年度の延べ出席者数", "Attendances last year"), PEOPLE),
    )
    numbers = [(NIL, NIL), (212, 240), (301, 288), (344, 322), (NIL, 41), (288, 301), (402, 377), (361, 402), (207, 260), (244, 231), (188, 172), (67, 68)]  # fmt: skip
    rows = tuple(
        Row(f"m{at}", both(f"{(at + 3) % 12 + 1}月", f"{(at + 3) % 12 + 1}"), pair)
        for at, pair in enumerate(numbers)
    )
    return Table("months", both("月別の延べ出席者数", "By month"), both("月", "Month"), columns, rows)


def towns_table():
    columns = (Column("I07", both("実受講者数", "Persons"), PEOPLE, "I07"), Column("I19", both("人口1万人当たり実受講者数", "Persons per 10,000"), both("人", "people")))  # fmt: skip
    names = ["見本市", "湖畔市", "山手市", "川上町", "川下町", "浜町", "森村"]
    cells = [
        (151, Decimal("3.6")),
        (84, Decimal("4.9")),
        (46, Decimal("5.2")),
        (23, Decimal("6.1")),
        (X, X),
        (12, Decimal("4.4")),
        (X, X),
    ]
    rows = [
        Row(f"9000{at}", both(name, f"Town {at}"), pair)
        for at, (name, pair) in enumerate(zip(names, cells, strict=True))
    ]
    rows += [
        Row("other", both("その他市町村", "Other towns"), (11, NIL)),
        Row("99", both("県外", "Elsewhere"), (31, NIL)),
        Row("?", both("不明", "Unknown"), (X, NIL)),
    ]
    rows.append(Row("total", both("合計（実）", "Total"), (367, NIL), is_total=True))
    return Table(
        "towns",
        both("市町村別の実受講者数", "By municipality"),
        both("市町村", "Municipality"),
        columns,
        tuple(rows),
    )


def areas_table():
    names = [("初級", "Beginners"), ("中級", "Intermediate"), ("教員研修", "Teachers"), ("職員", "Staff")]
    columns = tuple(
        Column(f"c{at}", both(f"{ja} 延べ", en), PEOPLE, "I06") for at, (ja, en) in enumerate(names)
    )
    rows = tuple(
        Row(f"a{at}", both(name, f"Area {at}"), cells)
        for at, (name, cells) in enumerate(zip(["東部", "中部", "西部", "北部"], [(46, 33, 18, 24), (83, 21, 17, 19), (X, X, 15, 12), (X, X, X, 13)], strict=True))
    )  # fmt: skip
    return Table(
        "area_by_course",
        both("圏域・講座別の延べ受講者数", "By area and course"),
        both("圏域", "Area"),
        columns,
        rows,
    )


def industries_table():
    names = [
        "製造業",
        "情報通信業",
        "卸売業，小売業",
        "金融業，保険業",
        "教育，学習支援業",
        "医療，福祉",
        "公務",
        "その他",
        "不明",
    ]
    columns = (Column("I07", both("実受講者数", "Persons"), PEOPLE, "I07"),)
    cells = [74, 51, 22, X, 66, 19, 98, 24, X]
    rows = tuple(
        Row(f"i{at}", both(name, f"Industry {at}"), (cell,))
        for at, (name, cell) in enumerate(zip(names, cells, strict=True))
    )
    return Table(
        "industries", both("業種別の実受講者数", "By industry"), both("業種", "Industry"), columns, rows
    )


def years_table():
    columns = tuple(
        Column(f"y{year}", both(f"令和{year - 2018}年度（{year}年度）", f"FY{year}"), PEOPLE)
        for year in range(2022, 2027)
    )
    lines = [("I06", "延べ受講者数", (1234567, 298, 340, 365, 412)), ("I07", "実受講者数", (UNKNOWN, 271, 309, 331, 367)), ("I08a", "延べ出席者数", (UNKNOWN, 2011, 2480, 2702, 2614))]  # fmt: skip
    rows = tuple(Row(key, both(name, f"Figure {key}"), cells, indicator=key) for key, name, cells in lines)
    return Table("years", both("5か年の推移", "Five years"), both("指標", "Figure"), columns, rows, (both("令和4年度は旧集計です。", "FY2022 was counted differently."),))  # fmt: skip


def costs_table():
    columns = (Column("amount", both("金額", "Amount"), YEN),)
    rows = (Row("budget", both("予算額", "Budget"), (20000000,)), Row("spent", both("執行額", "Spent"), (UNKNOWN,)), Row("each", both("実受講者1人当たり", "Per person"), (54496,), level=1, indicator="I18"))  # fmt: skip
    return Table("costs", both("経費", "Costs"), both("費目", "Item"), columns, rows)


def chart(key, kind, table, series, ja, **roles):
    title = both(ja, f"A finding about {table}")
    alt = both(f"{ja}。数は表のとおりです。", f"The numbers are those of table {table}.")
    return Chart(key, kind, table, series, title, alt, tuple(roles.items()))


def sections():
    return (
        Section("summary", both("要約", "Summary"), (
            both("延べ受講者は412人（実367人）で、前年度より12.9％増えました。中級の講座は開講中のため、修了率は集計中です。", "There were 412 enrolments of 367 persons, 12.9 per cent more than the year before."),
            both("満足度は74.5％（回収率78.2％）で、前年度を2.5ポイント下回りました。", "74.5 per cent were satisfied (78.2 per cent answered)."),
        )),
        Section("main", both("主要指標", "Main figures"), (), (main_table(),)),
        Section("courses", both("講座別の状況", "Courses"), (both("申込のあった講座はすべて開かれました。", "All courses were held."),), (courses_table(), months_table()), (
            chart("A", ChartKind.GROUPED_BARS, "courses", ("I04", "I06", "I11"), "初級の申込が最も多く、修了は6割"),
            chart("B", ChartKind.MONTHLY_BARS, "months", ("I08a",), "延べ出席者は10月が最も多い", before="before"),
        )),
        Section("places", both("地域別・業種別の状況", "Places and industries"), (), (towns_table(), areas_table(), industries_table()), (
            chart("C", ChartKind.BARS, "towns", ("I19",), "人口当たりでは川上町が多い"),
            chart("D", ChartKind.BARS, "industries", ("I07",), "公務と製造業で半数近く"),
        )),
        Section("years", both("これまでの推移", "Five years"), (), (years_table(),)),
        Section("outreach", both("周知とニーズ", "Outreach and needs"), (both("周知は24回、訪問は9か所でした。要望31件のうち22件に対応しました。", "24 mailings, 9 visits; 22 of 31 needs were met."),)),
        Section("costs", both("経費", "Costs"), (), (costs_table(),)),
        Section("next", both("評価と次年度の対応", "Next year"), (
            both("中級の開講を前半に移し、年度内に結果を示します。", "Intermediate courses move to the first half."),
            both("受講の少ない町村に出向いて説明します。", "We shall visit towns with few participants."),
            both("満足度の下がった講座は、演習の時間を増やします。", "Courses that pleased less get more exercises."),
        )),
    )  # fmt: skip


def a_report(edition=Edition.COUNCIL, version=Version.FINAL, **changed):
    known = {
        "title": both("受講状況報告書", "Participation report"),
        "number": "" if version is Version.DRAFT else "第3号",
        "edition": edition,
        "version": version,
        "fiscal_year": 2026,
        "quarter": None,
        "as_of": date(2027, 3, 31),
        "closing": date(2027, 5, 31),
        "made_at": datetime(2027, 6, 1, 3, 0, tzinfo=UTC),
        "made_by": both("データサイエンス連携推進事業事務局", "Office of the programme"),
        "invented": True,
        "sections": sections(),
        "notes": (
            both("延べは受講の件数、実は人の数です。", "Enrolments count courses, persons count people."),
        ),
        "definitions": TERMS,
    }
    return ParticipationReport(**{**known, **changed})


def questions():
    return tuple(
        Section(f"question-{at}", both(asked, f"Question {at}"), (both(answer, "The answer."),), (table,))
        for at, (asked, answer, table) in enumerate([
            ("受講者は増えているのか。", "延べ受講者は412人で、前年度の365人より47人増えました。", years_table()),
            ("一人当たりの経費は高くないか。", "実受講者1人当たり54,496円です。", costs_table()),
        ], 1)
    )  # fmt: skip


def figures(**targets):
    """主要指標 of a year, its targets by indicator."""
    columns = tuple(
        Column(key, both(key))
        for key in ("actual", "before", "change", *(("target", "achieved") if targets else ()))
    )
    rows = tuple(
        Row(key, both(name), (now, 70, Decimal("1.0"), *((targets.get(key, Sign.NIL), Decimal("90.0") if key in targets else Sign.NIL) if targets else ())), unit=PER_CENT)
        for key, name, now in (("I06", "延べ受講者数", 90), ("I12", "修了率", Sign.HIDDEN), ("I25", "活用率", Sign.PENDING))
    )  # fmt: skip
    return Table("main_figures", both("主要指標"), both("指標"), columns, rows)


def report_with(table, quarter=None):
    return ParticipationReport(
        both("受講状況報告書"), "第1号", Edition.PUBLIC, Version.FINAL, 2026, quarter, date(2027, 3, 31), date(2027, 5, 31),
        datetime(2027, 6, 1, tzinfo=UTC), both("事務局"), True, (Section("main", both("主な数字"), (), (table,)),),
    )  # fmt: skip
