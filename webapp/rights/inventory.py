"""個人情報ファイル簿の下書き: the items that the law on personal data asks for, from the register, the region and the database.

What only the operator knows stands as 〔記入〕. The items are those which public bodies publish under 個人情報の保護に関する
法律 第75条 (第74条第1項, 施行令第20条); the form itself is the body's own.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import webapp.retention
from webapp.enrolment.models import Learner
from webapp.programme.models import Partner
from webapp.region import Region
from webapp.retention.columns import FILE as COLUMNS
from webapp.retention.columns import register
from webapp.retention.periods import Periods
from webapp.rights.own_data.labels import columns_of, tables, title_of
from webapp.spreadsheet import Sheet

FILE = Path(webapp.retention.__file__).with_name("inventory.toml")
TO_FILL = "〔記入〕"
HEADER = ("番号", "項目", "内容")
# Nothing of whose it is, or of courses and partners alone.
OF_NOBODY = frozenset({"course"})


@dataclass(frozen=True)
class Inventory:
    """One 個人情報ファイル: its key and the lines of its sheet."""

    key: str
    lines: Sequence[tuple[str, str]]

    def sheet(self, notes: Sequence[str]) -> Sheet:
        """For CSV and xlsx."""
        return Sheet(notes, HEADER, [[str(number), *line] for number, line in enumerate(self.lines, start=1)])


def inventories(session: Session, region: Region, keep: Periods) -> list[Inventory]:
    """帳簿の下書き: one for each file."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [
        Inventory(key, _lines(session, region, keep, file, told["items"]))
        for key, file in told["files"].items()
    ]


def tables_by_file() -> Mapping[str, list[str]]:
    """Which tables each file is made of."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {key: list(file["tables"]) for key, file in told["files"].items()}


def _lines(
    session: Session, region: Region, keep: Periods, file: Mapping[str, Any], items: Mapping[str, str]
) -> list[tuple[str, str]]:
    office = region.contact
    partners = session.scalars(select(Partner).order_by(Partner.id)).all()
    people = session.scalar(select(func.count()).select_from(Learner)) or 0
    return [
        ("個人情報ファイルの名称", str(file["name"])),
        ("行政機関等の名称", f"{TO_FILL}（構成団体: {'、'.join(one.name_ja for one in partners) or TO_FILL}）"),
        ("個人情報ファイルが利用に供される事務をつかさどる組織の名称", f"{office.name.ja}（担当の部課: {TO_FILL}）"),
        ("個人情報ファイルの利用目的", "、".join(_purposes(file["tables"]))),
        ("記録項目", _items(file["tables"], items)),
        ("記録範囲", str(file["scope"])),
        ("記録情報の収集方法", str(file["collected"])),
        ("要配慮個人情報が含まれるときは、その旨", str(file["sensitive"])),
        ("記録情報の経常的提供先", str(file["provided"])),
        ("開示請求等を受理する組織の名称及び所在地", f"名称: {office.name.ja}（{office.mail}）　所在地: {TO_FILL}"),
        ("訂正及び利用停止に関する他の法令等の規定による特別の手続", f"なし（本人は画面から訂正の請求、同意の取消、退会ができる。他の法令によるもの: {TO_FILL}）"),
        ("個人情報ファイルの種別", f"法第60条第2項第1号（電算処理ファイル）　政令第21条第7項に該当するファイル: {TO_FILL}（有・無）"),
        ("行政機関等匿名加工情報の提案の募集をする個人情報ファイルである旨", f"{TO_FILL}（該当・非該当）"),
        ("行政機関等匿名加工情報の提案を受ける組織の名称及び所在地", TO_FILL),
        ("行政機関等匿名加工情報の概要", TO_FILL),
        ("作成された行政機関等匿名加工情報に関する提案を受ける組織の名称及び所在地", TO_FILL),
        ("作成された行政機関等匿名加工情報に関する提案をすることができる期間", TO_FILL),
        ("保存期間", "；".join(_keeps(file["tables"], keep))),
        ("備考", f"登録者の数: {people}人（本人の数が1,000人未満のファイルは、法による作成・公表の対象から外れる。条例を確かめる: {TO_FILL}）"),
    ]  # fmt: skip


def _purposes(names: Sequence[str]) -> list[str]:
    words = tomllib.loads(COLUMNS.read_text(encoding="utf-8"))["purposes"]
    used = dict.fromkeys(
        column.purpose for column in register() if column.table in names and column.keep not in OF_NOBODY
    )
    return [_ja(words[purpose]) for purpose in used if purpose != "run"]


def _items(names: Sequence[str], items: Mapping[str, str]) -> str:
    known, found = set(tables()), []
    for number, name in enumerate(names, start=1):
        if name in known:
            found.append(
                f"{number} {_ja(title_of(name))}（{'、'.join(map(_ja, columns_of(name).values()))}）"
            )
        else:
            found.append(f"{number} {items[name]}")
    return "　".join(found)


def _keeps(names: Sequence[str], keep: Periods) -> list[str]:
    words = {
        "work": f"学習の記録とメールは講座の終わりから{keep.work_years}年",
        "people": f"氏名・連絡先は最後の講座の終わりから{keep.people_years}年",
        "audit": f"取扱いの記録は{keep.audit_years}年",
        "contacts": f"団体と要望の連絡先は応え終わるか最後に連絡してから{keep.work_years}年（応えていなくても{keep.people_years}年）",
        "visits": f"訪問した職員と話したことの控えは訪問から{keep.people_years}年",
        "logs": f"一時的なコードなどは{keep.log_days}日",
        "counts": "だれのものか分からない件数・区分は残す",
    }
    used = {column.keep for column in register() if column.table in names}
    return [sentence for word, sentence in words.items() if word in used]


def _ja(words: str) -> str:
    return words.split(" / ")[0]
