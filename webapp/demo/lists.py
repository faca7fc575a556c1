"""架空の名簿: one that an office has brought in, and one whose rows have to be mended first."""

from datetime import datetime

from sqlalchemy import select

from webapp.demo.cast import Cast
from webapp.demo.people import Person
from webapp.enrolment.models import Learner
from webapp.enrolment.rosters.applying import apply_chunk
from webapp.enrolment.rosters.inside.sheet import Sheet
from webapp.enrolment.rosters.intake import take_in
from webapp.enrolment.rosters.models import RosterImport, RosterRow
from webapp.enrolment.rosters.operations import begin
from webapp.enrolment.rosters.table import find_table
from webapp.programme.models import Offering

HEADINGS = ["氏名", "フリガナ", "メールアドレス", "生年月日", "勤務先", "業種"]
# Of whom a row tells is kept as a digest under the site's key. Nobody brings these lists in again, so any key does.
KEY = b"the demo's lists"


def bring_in(cast: Cast, offering: Offering, people: list[Person], at: datetime, by: int) -> RosterImport:
    """取り込み済みの名簿: people of whom a firm sent a list; they belong to the demo like everybody else."""
    rows = [
        [person.name, person.name_kana, f"listed{person.number:04d}@example.invalid", "平成2年4月1日",
         "株式会社架空物流", "運輸業，郵便業"]
        for person in people
    ]  # fmt: skip
    roster = _take_in(cast, offering, "架空物流_受講者名簿.csv", rows, at, by)
    begin(cast.session, roster, at, by)
    while apply_chunk(cast.session, at):
        pass
    made = select(Learner).join(RosterRow, RosterRow.learner_id == Learner.id).order_by(RosterRow.number)
    for person, learner in zip(people, cast.session.scalars(made), strict=True):
        cast.adopt(person, learner)
    return roster


def take_in_to_mend(cast: Cast, offering: Offering, known: Learner, at: datetime, by: int) -> RosterImport:
    """直す行のある名簿: a mistyped address, a day that there is not, and somebody who may be known already."""
    firm = ["株式会社架空商店", "卸売業，小売業"]
    rows = [
        ["架空 花子", "カクウ ハナコ", "hanako@@example.invalid", "昭和65年1月1日", *firm],
        ["見本 次郎", "ミホン ジロウ", "jiro@example.invalid", "平成7年2月30日", *firm],
        [known.name, known.name_kana, "another@example.invalid", "", *firm],
        ["例示 三郎", "レイジ サブロウ", "saburo@example.invalid", "平成元年6月5日", *firm],
    ]
    return _take_in(cast, offering, "架空商店_名簿（直し待ち）.csv", rows, at, by)


def _take_in(
    cast: Cast, offering: Offering, file_name: str, rows: list[list[str]], at: datetime, by: int
) -> RosterImport:
    # As the reader hands it over. It runs in a sandbox of its own, which a demo need not wait for.
    sheet = Sheet(list(enumerate([HEADINGS, *rows], start=1)), is_delimited=True)
    content = "\n".join(",".join(row) for row in (HEADINGS, *rows)).encode()
    return take_in(
        cast.session, offering, sheet, find_table(sheet), content=content, file_name=file_name, at=at, by=by,
        key=KEY, school_types=[kind for kind, _weight in cast.places.school_types],
    )  # fmt: skip
