"""市町村の読み取り: a town by its name, its 団体コード or the address it stands in."""

import re
import unicodedata

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Municipality
from webapp.enrolment.rosters.cells import Amiss
from webapp.enrolment.rosters.words import squeeze
from webapp.wording import mark

ELSEWHERE = "00000"
PREFECTURES = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
]
NOT_SAID = re.compile("^(?:不明|未回答|無回答|わからない)$")
NOT_A_TOWN = mark("この県の市町村の名前や団体コードではありません。")


class Towns:
    """市町村の一覧: every town that people may live or work in, loaded once."""

    def __init__(self, session: Session) -> None:
        rows = list(session.scalars(select(Municipality).order_by(Municipality.code5)))
        self.names = {town.code5: town.name_ja for town in rows}
        self._prefectures = {town.code5[:2] for town in rows if town.code5 != ELSEWHERE}
        self._known: dict[str, str] = {}
        for town in rows:
            shown = re.sub(r"[(（].*?[)）]", "", town.name_ja)
            for writing in (town.name_ja, shown, town.code5, town.code6):
                self._known[squeeze(writing)] = town.code5
        for town in rows:
            # 富山 for 富山市, where no other town is called so.
            self._known.setdefault(squeeze(re.sub(r"[(（].*|[市区町村]$", "", town.name_ja)), town.code5)

    def code_of(self, text: str) -> str:
        """The five digits; raises Amiss. An address in the prefecture names its town, one elsewhere is 県外."""
        plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
        if NOT_SAID.match(plain):
            return ""
        for number, prefecture in enumerate(PREFECTURES, start=1):
            if plain.startswith(prefecture):
                if f"{number:02d}" not in self._prefectures and ELSEWHERE in self.names:
                    return ELSEWHERE
                plain = plain.removeprefix(prefecture)
        # A spreadsheet takes the leading 0 of 北海道 to 栃木県 away.
        digits = plain.zfill(5) if re.fullmatch(r"\d{4}", plain) else plain
        if found := self._known.get(squeeze(digits)):
            return found
        within = [code for name, code in self._known.items() if len(name) > 2 and plain.startswith(name)]
        if len(set(within)) == 1:
            return within[0]
        raise Amiss(NOT_A_TOWN, self.names.get(ELSEWHERE, ""))
