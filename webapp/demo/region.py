"""市町村: the towns that serve as categories, and one tiny village that exists nowhere."""

from typing import NamedTuple


class Town(NamedTuple):
    """A town: its 団体コード (five and six digits), names, area, and how often the demo draws it."""

    code5: str
    code6: str
    name_ja: str
    name_en: str
    area: str
    weight: int


INVENTED_VILLAGE = Town("16999", "169994", "雪見村（架空）", "Yukimi (imaginary)", "富山", 0)
# Nobody's code: people from elsewhere are one category, as in every table of the council.
ELSEWHERE = Town("00000", "000000", "県外", "Outside the prefecture", "県外", 30)

# Codes and names: 総務省 全国地方公共団体コード. The weights follow the size of the towns only roughly; what the
# demo draws with them is invented and says nothing about a town.
TOWNS = (
    Town("16201", "162019", "富山市", "Toyama", "富山", 414),
    Town("16202", "162027", "高岡市", "Takaoka", "高岡・射水", 166),
    Town("16204", "162043", "魚津市", "Uozu", "新川", 41),
    Town("16205", "162051", "氷見市", "Himi", "高岡・射水", 44),
    Town("16206", "162060", "滑川市", "Namerikawa", "富山", 32),
    Town("16207", "162078", "黒部市", "Kurobe", "新川", 40),
    Town("16208", "162086", "砺波市", "Tonami", "砺波", 48),
    Town("16209", "162094", "小矢部市", "Oyabe", "砺波", 29),
    Town("16210", "162108", "南砺市", "Nanto", "砺波", 48),
    Town("16211", "162116", "射水市", "Imizu", "高岡・射水", 91),
    Town("16321", "163210", "舟橋村", "Funahashi", "富山", 5),
    Town("16322", "163228", "上市町", "Kamiichi", "富山", 19),
    Town("16323", "163236", "立山町", "Tateyama", "富山", 25),
    Town("16342", "163422", "入善町", "Nyuzen", "新川", 24),
    Town("16343", "163431", "朝日町", "Asahi", "新川", 11),
    INVENTED_VILLAGE,
    ELSEWHERE,
)
