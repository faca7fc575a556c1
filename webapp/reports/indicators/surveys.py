"""アンケートの指標: who answered, and what they said; a result is never told without its response rate."""

import math
from collections.abc import Mapping
from fractions import Fraction

from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.queries import USED, favourable
from webapp.participation.surveys.summary import FEWEST
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import Count, Estimate, Key, Rate, Value, Values
from webapp.reports.numerals import Sign, rounded
from webapp.reports.queries import surveys
from webapp.reports.queries.reader import Reader
from webapp.reports.queries.surveys import Gain, Surveyed
from webapp.reports.scope import Scope

AFTERWARDS = (SurveyKind.AFTER, SurveyKind.SEMINAR)
NORMAL = 1.959963984540054  # 97.5 %


def response_rate(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I14 アンケート回収率, of the surveys after courses and seminars."""
    rows = surveys.surveyed(reader, scope, by, *AFTERWARDS)
    return {key: _pending(row) or _response(row) for key, row in rows.items()}


def satisfaction(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I15 満足度; by item the share of each of its five words."""
    return _upper_two(reader, scope, by, "satisfaction")


def understanding(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I16a 理解度, with its own n."""
    return _upper_two(reader, scope, by, "understanding")


def usefulness(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I16b 役立ち度, with its own n."""
    return _upper_two(reader, scope, by, "usefulness")


def used(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I25 活用率, by the year of the offering; 集計中 until everybody's window is shut."""
    rows = surveys.surveyed(reader, scope, by, SurveyKind.LATER)
    return {
        key: Sign.PENDING
        if row.pending
        else _share(row, row.chosen.get("used", {}).get(USED, 0), row.chosen.get("used", {}))
        for key, row in rows.items()
    }


def gain(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I24b 得点の伸び: the mean of the paired differences in points, with n and the 95 % interval."""
    after = surveys.surveyed(reader, scope, by, SurveyKind.AFTER)
    pairs = surveys.gains(reader, scope, by)
    return {key: _pending(row) or _estimate(pairs.get(key, Gain()), row) for key, row in after.items()}


def _upper_two(reader: Reader, scope: Scope, by: Breakdown, item: str) -> Values:
    rows = surveys.surveyed(reader, scope, by, *AFTERWARDS)
    found: dict[Key, Value] = {}
    for key, row in rows.items():
        chosen = row.chosen.get(item, {})
        if by is Breakdown.ITEM:
            words = {(*key, str(word)): _share(row, chosen.get(word, 0), chosen) for word in range(1, 6)}
            found |= {word: _pending(row) or share for word, share in words.items()}
        else:
            found[key] = _pending(row) or _share(row, favourable(chosen)[0], chosen)
    return found


def _share(row: Surveyed, number: int, chosen: Mapping[int, int]) -> Value:
    """Of the valid answers to the item; x under ten of them.

    Answers count as people: where they are anonymous nobody can tell who answered about two courses.
    """
    n = sum(chosen.values())
    if 0 < n < FEWEST:
        return Sign.HIDDEN
    return Rate(Count(number, number), Count(n, n), response=_response(row))


def _response(row: Surveyed) -> Rate:
    return Rate(Count(row.valid, row.valid), Count(row.asked, row.asked))


def _pending(row: Surveyed) -> Sign | None:
    """集計中: all that was sent still takes answers."""
    return Sign.PENDING if row.pending and not row.asked else None


def _estimate(gain: Gain, row: Surveyed) -> Value:
    if gain.n < FEWEST:
        return Sign.HIDDEN if gain.n else Sign.NIL
    mean = gain.total / gain.n
    variance = (gain.squares - gain.total * mean) / (gain.n - 1)
    half = Fraction(student_t(gain.n - 1) * math.sqrt(variance / gain.n))
    low, high = rounded(mean - half), rounded(mean + half)
    return Estimate(mean, low, high, gain.n, response=_response(row))


def student_t(freedom: int) -> float:
    """The 97.5 % point of Student's t, right to four digits from nine degrees of freedom on.

    Cornish and Fisher's expansion (Abramowitz and Stegun 26.7.5): loading scipy for one number takes 70 MB.
    """
    z = NORMAL
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return z + math.fsum(term / freedom**power for power, term in enumerate(terms, start=1))
