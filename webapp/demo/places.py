"""架空の人々の居場所: the region's towns and kinds of school, how often the demo draws each, and one tiny village."""

from dataclasses import dataclass

from webapp.region import ELSEWHERE, Region, Town, check_digit

# How often the demo draws a town follows its size only roughly, and says nothing about it; other towns are drawn alike.
WEIGHTS = {
    "16201": 414,
    "16202": 166,
    "16204": 41,
    "16205": 44,
    "16206": 32,
    "16207": 40,
    "16208": 48,
    "16209": 29,
    "16210": 48,
    "16211": 91,
    "16321": 5,
    "16322": 19,
    "16323": 25,
    "16342": 24,
    "16343": 11,
    ELSEWHERE.code5: 30,
}
USUAL_WEIGHT = 200
SCHOOL_WEIGHTS = {"小学校": 8, "中学校": 6, "高等学校": 7, "特別支援学校": 2}


@dataclass(frozen=True)
class Places:
    """Where the demo's people live, work and teach."""

    towns: tuple[Town, ...]
    weights: tuple[int, ...]
    village: Town
    school_types: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, region: Region) -> "Places":
        """The region's towns, then the village that exists nowhere (never drawn), then everywhere else."""
        village = invented_village(region)
        towns = (*region.towns, village, ELSEWHERE)
        return cls(
            towns,
            tuple(0 if town is village else WEIGHTS.get(town.code5, USUAL_WEIGHT) for town in towns),
            village,
            tuple((kind.name_ja, SCHOOL_WEIGHTS.get(kind.name_ja, 1)) for kind in region.school_types),
        )


def invented_village(region: Region) -> Town:
    """雪見村: so small that only a few people can live there; small cells are tried on it."""
    code5 = f"{region.towns[0].code5[:2]}999"
    area = region.areas[0].ja
    return Town(code5, code5 + check_digit(code5), "雪見村（架空）", "Yukimi (imaginary)", area)
