"""行の名前: what the lines of tables are called, in both languages."""

from collections.abc import Callable

from webapp.enrolment.applying.profile import AGE_BANDS
from webapp.programme.audience import Audience
from webapp.programme.industries import INDUSTRIES
from webapp.region import ELSEWHERE, ELSEWHERE_AREA, Region, Words
from webapp.reports.disclosure.arranging import ALL
from webapp.reports.queries.keys import UNKNOWN
from webapp.wording import mark

# Japanese → English, as the pages say it.
English = Callable[[str], str]
TOTAL = mark("合計")
UNKNOWN_LINE = mark("不明")
OTHER_TOWNS = mark("その他市町村")
OTHER_LINES = mark("その他（まとめた行）")
MARKS = mark("xは、人が特定されないように伏せた数です。－は該当なしです。")


class Labels:
    """行の名前: what each key of a table is called, in both languages."""

    def __init__(self, region: Region, english: English) -> None:
        self.region, self.english = region, english
        self._known = {
            **{town.code5: Words(town.name_ja, town.name_en) for town in (*region.towns, ELSEWHERE)},
            **{area.ja: area for area in (*region.areas, ELSEWHERE_AREA)},
            **{kind.name_ja: Words(kind.name_ja, kind.name_en) for kind in region.school_types},
        }

    def both(self, ja: str) -> Words:
        """A marked text with its English."""
        return Words(ja, self.english(ja))

    def line(self, key: str) -> Words:
        """A line by its key; a course or an offering is called by what it is in the catalogue, or by its key."""
        if key in self._known:
            return self._known[key]
        if key.startswith("other_municipality"):
            return self.both(OTHER_TOWNS)
        if key.startswith("other_"):
            return self.both(OTHER_LINES)
        texts = {**INDUSTRIES, **AGE_BANDS, UNKNOWN: UNKNOWN_LINE, ALL: TOTAL}
        texts |= {audience.value: audience.label_ja for audience in Audience}
        return self.both(texts[key]) if key in texts else Words(key, key)
