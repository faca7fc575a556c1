"""秘匿の結果: the cells as they may be printed, and apart from them the proof, which is never published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from webapp.reports.disclosure.problem import AtMost, Coverage, Key, Limit, Rules, Sum
from webapp.reports.disclosure.proof import Proof, keyed, unkeyed
from webapp.reports.frozen.data import cell_data, cell_from
from webapp.reports.numerals import Sign
from webapp.wording import mark


class Reason(StrEnum):
    """Why a table is refused."""

    TOTAL_TOO_SMALL = "total_too_small"
    ONE_LINE = "one_line"
    OUTCOME_TOO_SMALL = "outcome_too_small"
    NO_PATTERN = "no_pattern"
    TOWN_TOO_SMALL = "town_too_small"

    @property
    def label_ja(self) -> str:
        """The Japanese sentence, which is also the key of its translation."""
        return _SENTENCES[self]


_SENTENCES = {
    Reason.TOTAL_TOO_SMALL: mark(
        "全体の人数がしきい値に満たないため、この表は公表できません。上の区分の表を使ってください。"
    ),
    Reason.ONE_LINE: mark(
        "人がいる行が一つだけなので、この表は公表できません。合計だけを示すか、上の区分の表を使ってください。"
    ),
    Reason.OUTCOME_TOO_SMALL: mark(
        "人数が少ないか偏っていて、だれの結果か分かってしまうため、この表は公表できません。講座全体の数を使ってください。"
    ),
    Reason.NO_PATTERN: mark(
        "どのセルを伏せても、少ない人数が計算で分かってしまいます。行をまとめた、より粗い表にしてください。"
    ),
    Reason.TOWN_TOO_SMALL: mark(
        "この市町村の人数では、市町村別の1枚を公表できません。圏域の表を使ってください。"
    ),
}


@dataclass(frozen=True)
class Refused:
    """作成しない表: a table that is not published, and why; with a `part`, the table is published without that one."""

    sheet: str
    reason: Reason
    part: str = ""


@dataclass(frozen=True)
class Merged:
    """まとめた行: which lines stand together in one, and their number of people before and after."""

    into: str
    lines: tuple[str, ...]
    threshold: int
    contributors: int


@dataclass(frozen=True)
class Protected:
    """公表できる表: what one edition prints, and what proves that it may.

    Only `cells`, `refused` and `merged` may leave the house: which x stands for a few people and which one only covers
    for another (`primaries`, `complementary`), the seed and the proofs are kept with the release's snapshot.
    """

    edition: str
    threshold: int
    cells: Mapping[Key, int | Sign]
    refused: tuple[Refused, ...] = ()
    merged: tuple[Merged, ...] = ()
    primaries: frozenset[Key] = frozenset()
    complementary: frozenset[Key] = frozenset()
    seed: str = ""
    rules: Rules = field(default_factory=Rules)
    proofs: tuple[Proof, ...] = ()

    def cell(self, key: Key) -> int | Sign:
        """As it is printed; … for what stands in no table of this edition (or in a refused one)."""
        return self.cells.get(key, Sign.UNKNOWN)

    @property
    def hidden(self) -> frozenset[Key]:
        """The cells that are printed as x."""
        return frozenset(key for key, cell in self.cells.items() if cell is Sign.HIDDEN)

    @property
    def refused_whole(self) -> tuple[Refused, ...]:
        """The tables that are not published at all."""
        return tuple(one for one in self.refused if not one.part)

    def share_hidden(self, keys: Iterable[Key]) -> Fraction:
        """How much of these cells is x, of those that hold anybody; where it is most, a coarser table serves better."""
        of_people = [cell for key in keys if (cell := self.cell(key)) is not Sign.NIL]
        hidden = sum(cell is Sign.HIDDEN for cell in of_people)
        return Fraction(hidden, len(of_people)) if of_people else Fraction(0)

    def publishes(self, key: Key) -> bool:
        """Whether the reader is told this count."""
        return isinstance(self.cell(key), int) or self.cell(key) is Sign.NIL

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON); everything under `kept_apart` stays in the house."""
        return {
            "edition": self.edition,
            "threshold": self.threshold,
            "cells": keyed(self.cells, cell_data),
            "refused": [
                [refused.sheet, refused.reason.value, *([refused.part] if refused.part else [])]
                for refused in self.refused
            ],
            "merged": [[m.into, list(m.lines), m.threshold, m.contributors] for m in self.merged],
            "kept_apart": {
                "seed": self.seed,
                "primaries": [list(key) for key in sorted(self.primaries)],
                "complementary": [list(key) for key in sorted(self.complementary)],
                "rules": _rules_data(self.rules),
                "proofs": [proof.as_data() for proof in self.proofs],
            },
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Protected":
        """What `as_data` wrote."""
        apart = data["kept_apart"]
        return cls(
            data["edition"],
            data["threshold"],
            unkeyed(data["cells"], _mark_from),
            tuple(Refused(sheet, Reason(reason), *part) for sheet, reason, *part in data["refused"]),
            tuple(Merged(into, tuple(lines), k, n) for into, lines, k, n in data["merged"]),
            frozenset(tuple(key) for key in apart["primaries"]),
            frozenset(tuple(key) for key in apart["complementary"]),
            apart["seed"],
            _rules_from(apart["rules"]),
            tuple(Proof.from_data(proof) for proof in apart["proofs"]),
        )


def publishable_rate(numerator: Key, denominator: Key, protected: Protected) -> bool:
    """Whether a rate, mean, ratio, share or change of these two may be printed: only if both counts are."""
    return protected.publishes(numerator) and isinstance(protected.cell(denominator), int)


def _mark_from(data: Any) -> int | Sign:
    cell = cell_from(data)
    if not isinstance(cell, int | Sign):
        raise ValueError(f"a count is a whole number or a mark, not {cell}")
    return cell


def _rules_data(rules: Rules) -> dict[str, Any]:
    return {
        "sums": [[total.whole, total.parts] for total in rules.sums],
        "bounds": [[bound.smaller, bound.larger] for bound in rules.bounds],
        "coverages": [[coverage.among, coverage.filled] for coverage in rules.coverages],
        "limits": [[limit.key, limit.least, limit.most] for limit in rules.limits],
    }


def _keys(data: list[list[str]]) -> tuple[Key, ...]:
    return tuple(tuple(key) for key in data)


def _rules_from(data: dict[str, Any]) -> Rules:
    return Rules(
        tuple(Sum(tuple(whole), _keys(parts)) for whole, parts in data["sums"]),
        tuple(AtMost(_keys(smaller), _keys(larger)) for smaller, larger in data["bounds"]),
        tuple(Coverage(_keys(among), filled) for among, filled in data["coverages"]),
        tuple(Limit(tuple(key), least, most) for key, least, most in data["limits"]),
    )
