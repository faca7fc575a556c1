"""版と読者: what an edition prints, who reads it, and what each of them knows already."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from webapp.reports.disclosure.problem import Key, Kind, Limit, Rules, World
from webapp.reports.disclosure.proof import Sight
from webapp.reports.disclosure.result import Merged, Refused
from webapp.reports.numerals import Sign


@dataclass(frozen=True)
class Sheet:
    """集計表: a table of an edition; it is printed with its total or refused whole.

    `lines` are the totals of its lines, by which a table with one non-empty line is known. `limits` are what the rule by
    which lines were `merged` tells of each line to whoever reads the sheet. `spare` are cells by a name, which are left
    out together before the whole sheet is refused for them.
    """

    name: str
    cells: frozenset[Key]
    total: Key
    lines: tuple[Key, ...] = ()
    merged: tuple[Merged, ...] = ()
    limits: tuple[Limit, ...] = ()
    kept: frozenset[Key] = frozenset()
    spare: tuple[tuple[str, frozenset[Key]], ...] = ()

    def without(self, parts: Collection[str]) -> "Sheet":
        """The same without these of its spare parts."""
        gone = frozenset().union(*(cells for part, cells in self.spare if part in parts))
        left = tuple((part, cells) for part, cells in self.spare if part not in parts)
        return replace(self, cells=self.cells - gone, kept=self.kept - gone, spare=left) if gone else self


@dataclass(frozen=True)
class Recipient:
    """読者: who reads an edition, knowing these counts from elsewhere (a host its own rows, everybody 旧集計)."""

    name: str
    knows: frozenset[Key] = frozenset()


EVERYBODY = Recipient("everybody")


@dataclass(frozen=True)
class EditionPlan:
    """版の案: the sheets of an edition for an audience with its threshold k; the least important sheet stands last.

    `earlier` is what this audience could read of the same counts in releases before: a number, － or x.
    `changed` says how many persons' changes lie behind a count's difference from then, where it is not the difference.
    """

    name: str
    threshold: int
    sheets: tuple[Sheet, ...]
    readers: tuple[Recipient, ...] = (EVERYBODY,)
    earlier: tuple[Mapping[Key, int | Sign], ...] = ()
    changed: Mapping[Key, int] = field(default_factory=dict)

    def without(self, refused: Iterable[Refused]) -> "EditionPlan":
        """The same without these sheets, and these parts of sheets."""
        gone = [(one.sheet, one.part) for one in refused]
        left = [sheet for sheet in self.sheets if (sheet.name, "") not in gone]
        return replace(
            self,
            sheets=tuple(
                sheet.without([part for name, part in gone if name == sheet.name]) for sheet in left
            ),
        )

    @property
    def hidden_before(self) -> frozenset[Key]:
        """What any earlier release printed as x."""
        return frozenset(key for cells in self.earlier for key, cell in cells.items() if cell is Sign.HIDDEN)

    @property
    def printed(self) -> frozenset[Key]:
        """Every count that stands in one of its sheets."""
        return frozenset().union(*(sheet.cells for sheet in self.sheets))

    @property
    def totals(self) -> frozenset[Key]:
        """The totals of its sheets, which are never hidden to cover for others."""
        return frozenset().union(*({sheet.total, *sheet.kept} for sheet in self.sheets))


def read_together(editions: Sequence[EditionPlan]) -> frozenset[Key]:
    """Every count that stands in any of these editions."""
    return frozenset().union(*(edition.printed for edition in editions))


def as_told(world: World, editions: Sequence[EditionPlan]) -> World:
    """The world with what the sheets of these editions tell by the way in which their lines were merged."""
    limits = tuple(limit for edition in editions for sheet in edition.sheets for limit in sheet.limits)
    return replace(world, rules=world.rules + Rules(limits=limits)) if limits else world


def readable_earlier(editions: Sequence[EditionPlan]) -> frozenset[tuple[Key, int]]:
    """The numbers that a reader of all these editions could read before, with their counts; － is 0."""
    return frozenset(
        (key, 0 if cell is Sign.NIL else int(cell))
        for edition in editions
        for cells in edition.earlier
        for key, cell in cells.items()
        if isinstance(cell, int) or cell is Sign.NIL
    )


def known_to(world: World, editions: Sequence[EditionPlan], reader: Recipient) -> frozenset[Key]:
    """What a reader of all these editions knows before small counts are protected, and what follows by adding and subtracting.

    Their own rows, earlier numbers that did not change, and where nobody is (－ is always printed).
    """
    unchanged = {key for key, value in readable_earlier(editions) if world.values.get(key) == value}
    nobody = {key for key in read_together(editions) if world.values[key] == 0}
    nobody -= may_be_nil(world, editions)
    return follows(world.rules, reader.knows | unchanged | nobody)


def follows(rules: Rules, known: Iterable[Key]) -> frozenset[Key]:
    """Known counts, and each that is the only unknown one of a sum."""
    found = set(known)
    groups = [(total.whole, *total.parts) for total in rules.sums]
    moved = True
    while moved:
        unknown = [next(iter(left)) for group in groups if len(left := set(group) - found) == 1]
        moved = bool(unknown)
        found.update(unknown)
    return frozenset(found)


def may_be_nil(world: World, editions: Sequence[EditionPlan]) -> frozenset[Key]:
    """Where x can also stand for nobody: outcomes, and what was x in an earlier release; elsewhere x is 1 or more."""
    nil = {count.key for count in world.counts if count.kind is not Kind.VOLUME}
    for key in read_together(editions):
        if all(key in edition.hidden_before for edition in editions if key in edition.printed):
            nil.add(key)
    return frozenset(nil)


def sight_of(
    world: World, shown: Iterable[Key], hidden: Iterable[Key], knows: Iterable[Key], nil: frozenset[Key]
) -> Sight:
    """What a reader sees: shown and known counts exactly, of x its least, of all others that they are no less than 0."""
    fixed = {key: world.values[key] for key in (*shown, *knows)}
    marked = frozenset(hidden) - nil
    return Sight(fixed, {key: int(key in marked) for key in world.values if key not in fixed})
