"""内訳: along what a number may be broken down; whatever is not listed here raises, whoever asks.

Two small attributes together tell who somebody is, and sums over courses or quarters count people twice: the list
is short on purpose (source: the definitions of the indicators and of their protection).
"""

from enum import StrEnum

from webapp.wording import mark


class Breakdown(StrEnum):
    """内訳の軸."""

    TOTAL = "total"
    COURSE = "course"
    OFFERING = "offering"
    PROGRAMME_ROW = "programme_row"
    MUNICIPALITY = "municipality"
    AREA = "area"
    INDUSTRY = "industry"
    SCHOOL_TYPE = "school_type"
    AGE_BAND = "age_band"
    AUDIENCE = "audience"
    MODE = "mode"
    CHANNEL = "channel"
    MONTH = "month"
    QUARTER = "quarter"
    QUARTER_PRESENT = "quarter_present"
    AREA_BY_COURSE = "area_by_course"
    AREA_BY_PROGRAMME_ROW = "area_by_programme_row"
    ITEM = "item"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _LABELS[self]


class NotAllowed(ValueError):
    """This number may not be broken down along this axis."""

    def __init__(self, indicator: str, by: Breakdown) -> None:
        super().__init__(f"{indicator} may not be broken down by {by.value}")
        self.indicator, self.by = indicator, by


_LABELS = {
    Breakdown.TOTAL: mark("合計"),
    Breakdown.COURSE: mark("講座別"),
    Breakdown.OFFERING: mark("開講講座別"),
    Breakdown.PROGRAMME_ROW: mark("事業の区分別"),
    Breakdown.MUNICIPALITY: mark("市町村別"),
    Breakdown.AREA: mark("圏域別"),
    Breakdown.INDUSTRY: mark("業種別"),
    Breakdown.SCHOOL_TYPE: mark("校種別"),
    Breakdown.AGE_BAND: mark("年代別"),
    Breakdown.AUDIENCE: mark("受講区分別"),
    Breakdown.MODE: mark("受講形態別"),
    Breakdown.CHANNEL: mark("周知経路別"),
    Breakdown.MONTH: mark("月別"),
    Breakdown.QUARTER: mark("四半期別"),
    Breakdown.QUARTER_PRESENT: mark("四半期別（出席した人）"),
    Breakdown.AREA_BY_COURSE: mark("圏域・講座別"),
    Breakdown.AREA_BY_PROGRAMME_ROW: mark("圏域・事業の区分別"),
    Breakdown.ITEM: mark("設問別"),
}
PERSON_ATTRIBUTES = frozenset(
    {
        Breakdown.MUNICIPALITY,
        Breakdown.AREA,
        Breakdown.INDUSTRY,
        Breakdown.SCHOOL_TYPE,
        Breakdown.AGE_BAND,
        Breakdown.AUDIENCE,
    }
)
_OF_OFFERINGS = frozenset({Breakdown.COURSE, Breakdown.OFFERING, Breakdown.PROGRAMME_ROW, Breakdown.QUARTER})
_OF_ENROLMENTS = _OF_OFFERINGS | PERSON_ATTRIBUTES | {Breakdown.AREA_BY_COURSE}
_ITEMS = frozenset({Breakdown.ITEM, Breakdown.OFFERING, Breakdown.COURSE, Breakdown.PROGRAMME_ROW})
WHITELIST: dict[str, frozenset[Breakdown]] = {
    "I01": _OF_OFFERINGS | {Breakdown.MONTH},
    "I02": _OF_OFFERINGS | {Breakdown.MONTH, Breakdown.MODE},
    "I03": _OF_OFFERINGS,
    "I04": frozenset({Breakdown.COURSE, Breakdown.OFFERING, Breakdown.PROGRAMME_ROW, Breakdown.CHANNEL}),
    "I05": _OF_OFFERINGS - {Breakdown.QUARTER},
    "I06": _OF_ENROLMENTS,
    "I07": PERSON_ATTRIBUTES
    | {Breakdown.AREA_BY_PROGRAMME_ROW, Breakdown.QUARTER, Breakdown.QUARTER_PRESENT},
    "I08a": frozenset({Breakdown.MONTH, Breakdown.MODE, Breakdown.COURSE, Breakdown.PROGRAMME_ROW}),
    "I08b": frozenset({Breakdown.MONTH, Breakdown.QUARTER}),
    "I09": _OF_OFFERINGS - {Breakdown.QUARTER},
    "I10": frozenset({Breakdown.MONTH, Breakdown.MODE, Breakdown.COURSE, Breakdown.PROGRAMME_ROW}),
    "I11": _OF_ENROLMENTS,
    "I12": _OF_ENROLMENTS,
    "I13": _OF_ENROLMENTS,
    "I14": _ITEMS - {Breakdown.ITEM},
    "I15": _ITEMS,
    "I16a": _ITEMS,
    "I16b": _ITEMS,
    "I18": frozenset(),
    "I19": frozenset({Breakdown.MUNICIPALITY}),
    "I20": PERSON_ATTRIBUTES | {Breakdown.AREA_BY_PROGRAMME_ROW},
    "I21": frozenset(),
    "I22": frozenset({Breakdown.CHANNEL}),
    "I23": frozenset({Breakdown.INDUSTRY, Breakdown.SCHOOL_TYPE}),
    "I24a": _OF_OFFERINGS - {Breakdown.QUARTER},
    "I24b": frozenset({Breakdown.COURSE, Breakdown.OFFERING}),
    "I25": frozenset({Breakdown.COURSE, Breakdown.PROGRAMME_ROW}),
    "I26": _OF_OFFERINGS - {Breakdown.QUARTER},
    "I27a": frozenset(),
    "I27b": frozenset(),
    "I28": frozenset({Breakdown.INDUSTRY, Breakdown.AREA}),
    "I29": frozenset({Breakdown.SCHOOL_TYPE, Breakdown.AREA}),
}


def check(indicator: str, by: Breakdown) -> None:
    """Raise NotAllowed unless this number may be broken down so; the whole is always allowed."""
    if by is not Breakdown.TOTAL and by not in WHITELIST[indicator]:
        raise NotAllowed(indicator, by)
