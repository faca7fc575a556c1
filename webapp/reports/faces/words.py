"""紙面の言葉: the fixed words of papers and sheets, in both languages, for no page stands around them."""

from datetime import date

from webapp.day_words import formal_day_in
from webapp.fiscal_year import FiscalYear
from webapp.region import Words
from webapp.reports.frozen.report import Edition, ParticipationReport, Version
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.numerals import DOWN, Sign

EDITIONS = {
    Edition.COUNCIL: Words("会議資料（非公開）", "Council paper (not public)"),
    Edition.PUBLIC: Words("公開資料", "Public paper"),
    Edition.ASSEMBLY: Words("議会資料", "Assembly paper"),
    Edition.CITY: Words("構成市の資料", "Paper of the partner city"),
    Edition.MUNICIPAL: Words("市町村別の資料", "Paper of one municipality"),
}
VERSIONS = {
    Version.DRAFT: Words("案", "Draft"),
    Version.PRELIMINARY: Words("速報値", "Preliminary figures"),
    Version.FINAL: Words("確定値", "Final figures"),
    Version.CORRECTED: Words("訂正版", "Corrected edition"),
}
INVENTED = Words("架空のデータ", "Invented data")
INTERNAL = Words("内部用・非公開", "Internal, not public")
ROUNDED = Words(
    "端数処理（四捨五入）のため、合計と一致しない場合があります。",
    "Numbers are rounded (halves up), so parts may not add up to the total.",
)
MARKS = {
    Sign.HIDDEN.value: Words(
        "個人が推測されるおそれがあるため秘匿", "hidden, since somebody might be recognised"
    ),
    Sign.NIL.value: Words("該当なし", "none, or not applicable"),
    Sign.UNKNOWN.value: Words("未集計または不明", "not counted, or unknown"),
    Sign.PENDING.value: Words("開講中の講座があり、結果がまだ出ていないもの", "still running, no result yet"),
    Sign.ALL_NEW.value: Words("前年度が0のため増減率がないもの", "nothing the year before, so no rate"),
    DOWN: Words("減少（マイナス）", "a fall (minus)"),
}


def told(words: Words, language: str) -> str:
    """In the language of the paper."""
    return words.ja if language == "ja" else words.en


def day(of: date, language: str) -> str:
    """令和9年3月31日 on Japanese paper, 31 March 2027 on English."""
    return formal_day_in(language, of)


def number_of(report: ParticipationReport, language: str) -> str:
    """第3号 on Japanese paper, No. 3 on English; nothing while it is a draft."""
    if language == "ja" or not report.number:
        return report.number
    return f"No. {''.join(letter for letter in report.number if letter.isdigit())}"


def year_of(report: ParticipationReport, language: str) -> str:
    """令和8年度(2026年度) 第2四半期."""
    year, quarter = FiscalYear(report.fiscal_year), report.quarter
    if language != "ja":
        return f"{year.label_en}, quarter {quarter}" if quarter else year.label_en
    return f"{year.label_ja} 第{quarter}四半期" if quarter else year.label_ja


def with_unit(label: Words, unit: Words, language: str) -> str:
    """延べ受講者数（人）; a unit of its own where there is one."""
    said = told(unit, language)
    if not said:
        return told(label, language)
    return f"{label.ja}（{said}）" if language == "ja" else f"{label.en} ({said})"


def unit_of(row: Row, column: Column) -> Words:
    """A cell's unit: its column's, else its line's."""
    return column.unit if column.unit.ja else row.unit


def marks_in(table: Table) -> list[str]:
    """The marks that a table uses, in the order in which they are explained."""
    cells = [cell for row in table.rows for cell in row.cells]
    used = {str(cell.value) for cell in cells if isinstance(cell, Sign)}
    if any(not isinstance(cell, Sign) and cell < 0 for cell in cells):
        used.add(DOWN)
    return [sign for sign in MARKS if sign in used]
