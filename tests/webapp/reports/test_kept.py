"""A year's figures are counted once a minute at most, and never somebody else's are shown."""

from webapp.reports.kept import MOST_KEPT, Kept


def counting(kept, key, value):
    counted = []
    return kept.get(key, lambda: counted.append(1) or value), len(counted)


def test_what_was_counted_lately_is_shown_again_until_its_time_is_over():
    now = [0.0]
    kept = Kept(60, clock=lambda: now[0])
    assert counting(kept, (1, 2026), "first") == ("first", 1)
    now[0] = 59.9
    assert counting(kept, (1, 2026), "second") == ("first", 0)
    now[0] = 60
    assert counting(kept, (1, 2026), "second") == ("second", 1)


def test_each_host_and_year_has_its_own():
    kept = Kept(60)
    assert counting(kept, (1, 2026), "ours") == ("ours", 1)
    assert counting(kept, (2, 2026), "theirs") == ("theirs", 1)
    assert counting(kept, (1, 2025), "last year's") == ("last year's", 1)


def test_with_no_seconds_everything_is_counted_every_time():
    kept = Kept(0)
    assert [counting(kept, 1, n)[1] for n in range(3)] == [1, 1, 1]


def test_it_does_not_grow_without_end():
    kept = Kept(60)
    for key in range(MOST_KEPT + 1):
        counting(kept, key, key)
    assert counting(kept, MOST_KEPT, "again") == (MOST_KEPT, 0)
    assert counting(kept, 0, "again") == ("again", 1)
