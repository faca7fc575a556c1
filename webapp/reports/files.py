"""CSV の中身: the two tables of the coordinator as sheets, with the notes that belong on top."""

from datetime import datetime

from flask import Response
from flask_babel import gettext as _

from webapp.downloads import attachment
from webapp.languages import day, localised, moment
from webapp.programme.queries import state_shown
from webapp.reports.numerals import Sign
from webapp.reports.period import Period
from webapp.reports.roster import OfferingTable
from webapp.reports.tables import YearTable
from webapp.spreadsheet import Encoding, Sheet, Value, write_csv


def year_sheet(table: YearTable, hosts: str, invented: bool, made_at: datetime) -> Sheet:
    """受講状況 of a year: a row per offering held, and the total with 実 counted anew."""
    year = table.period.year.year
    rows: list[list[Value]] = [
        [
            year,
            localised(row.offering, "title"),
            row.offering.number,
            _(state_shown(row.offering, made_at)),
            row.capacity,
            row.nobe_enrolments,
            row.jitsu_learners,
            row.submissions,
            row.score,
            row.nobe_completions,
        ]
        for row in table.rows
    ]
    total = table.total
    rows.append(
        [
            year,
            _("合計"),
            None,
            None,
            total.capacity,
            total.nobe_enrolments,
            total.jitsu_learners,
            total.submissions,
            total.score,
            total.nobe_completions,
        ]
    )
    notes = [
        _("受講状況 %(year)s 主催: %(hosts)s", year=_year(table.period), hosts=hosts),
        _as_of(table.period, made_at),
        _("合計の実受講者数は数え直した人数で、講座ごとの数の和ではありません。"),
        _("修了者数の合計は、結果が確定した講座だけの合計です。開講中止と開講前の講座は含みません。"),
    ]
    return Sheet(_label(invented) + notes, _year_header(), [_translated(row) for row in rows])


def offering_sheet(table: OfferingTable, invented: bool, made_at: datetime) -> Sheet:
    """受講者名簿 of an offering, for its host."""
    offering = table.offering
    rows: list[list[Value]] = [
        [
            person.name,
            person.name_kana,
            _(person.audience.label_ja),
            _(person.standing.label_ja),
            person.basics,
            table.basics_asked,
            person.points,
            person.max_points,
            person.submissions,
            person.completed_on,
        ]
        for person in table.people
    ]
    notes = [
        _("受講者名簿 %(title)s 第%(number)s期", title=localised(offering, "title"), number=offering.number),
        _as_of(table.period, made_at),
        _("取扱注意: 氏名を含みます。主催機関の事務局だけが使えます。"),
    ]
    return Sheet(_label(invented) + notes, _offering_header(), [_translated(row) for row in rows])


def download(sheet: Sheet, encoding: Encoding, name: str) -> Response:
    """The file as an answer, under a Japanese name where the browser can write it."""
    unfit = _(
        "この文字コードで書けない文字があります。データの行番号: 列: 文字 → 書いた文字。UTF-8版には元の文字のまま入っています。"
    )
    return attachment(
        write_csv(sheet, encoding, unfit), f"text/csv; charset={encoding.charset}", name, "report.csv"
    )


def _translated(row: list[Value]) -> list[Value]:
    return [_(value.value) if value is Sign.PENDING else value for value in row]


def _label(invented: bool) -> list[str]:
    return [_("架空のデータ: 人・団体・数字は、見本のために作ったものです。")] if invented else []


def _year(period: Period) -> str:
    return str(_("%(year)s年度", year=period.year.year))


def _as_of(period: Period, made_at: datetime) -> str:
    if period.is_over:
        return str(_("%(as_of)s現在（%(made)s 作成）", as_of=day(period.day), made=day(made_at)))
    return str(_("%(moment)s現在（日本時間）", moment=moment(made_at)))


def _year_header() -> list[str]:
    return [
        _("年度"),
        _("講座"),
        _("期"),
        _("状態"),
        _("定員（人）"),
        _("延べ受講者数（人）"),
        _("実受講者数（人）"),
        _("提出数（件）"),
        _("得点率（％）"),
        _("修了者数・延べ（人）"),
    ]


def _offering_header() -> list[str]:
    return [
        _("氏名"),
        _("ふりがな"),
        _("受講区分"),
        _("状況"),
        _("合格した基本の問題"),
        _("基本の問題の数"),
        _("得点"),
        _("満点"),
        _("提出数（件）"),
        _("修了日"),
    ]
