"""A lesson of some thirty code cells in which every second answer, and every second cell between them, ends in an error."""

from lesson import Exercise, Lesson

SETUP = """import pandas as pd

frame = pd.DataFrame({"city": ["富山", "高岡", "魚津", "氷見"], "people": [41, 16, 4, 4], "area": [1241, 209, 200, 230]})
values = [3, 1, 4, 1, 5, 9, 2, 6]
frame"""

ERRORS = (
    "undefined_name + 1",
    '"3" + 4',
    'frame["population"].sum()',
    "1 / 0",
    "for i in range(3)\n    print(i)",
    "values[99]",
    'int("三")',
    "values.push(3)",
    'frame.loc["富山"]',
    'frame.groupby("prefecture").sum()',
    "frame.iloc[10]",
    'frame.merge(frame, on="code")',
    "print(values",
    'frame["people"].astype("datetime64[ns]").foo',
)
HARMLESS = ('print("試しています")', "frame.head(2)", "sum(values) / len(values)", "# あとで書く")


def _wrong(name: str) -> tuple[str, ...]:
    """Each kind of error in place of an answer, before anything is assigned."""
    return tuple(text if "\n" in text or "(values" in text else f"{name} = {text}" for text in ERRORS)


def _exercise(name: str, right: str, visible: str, hidden: str) -> Exercise:
    return Exercise(name, right, _wrong(name), visible, hidden)


LESSON = Lesson(
    "errors",
    "まちがいの多い提出物",
    (SETUP,),
    (
        _exercise("people", 'people = frame["people"].sum()', "assert people > 0", "assert people == 65"),
        _exercise(
            "density",
            'density = (frame["people"] / frame["area"]).round(4)',
            "assert len(density) == 4",
            "assert density.max() == 0.0766",
        ),
        _exercise("ordered", "ordered = sorted(values)", "assert ordered[0] == 1", "assert ordered[-1] == 9"),
        _exercise(
            "average",
            "def average(numbers):\n    return sum(numbers) / len(numbers)",
            "assert average([1, 3]) == 2",
            "assert average(values) == 3.875",
        ),
        _exercise(
            "names",
            'names = frame.sort_values("area")["city"].to_list()',
            "assert len(names) == 4",
            'assert names[0] == "魚津"',
        ),
        _exercise(
            "squares",
            "squares = {n: n * n for n in values}",
            "assert squares[3] == 9",
            "assert sum(squares.values()) == 172",
        ),
        _exercise(
            "label",
            'label = ", ".join(str(n) for n in values)',
            'assert label.startswith("3")',
            "assert len(label) == 22",
        ),
        _exercise(
            "small",
            'small = frame[frame["people"] < 10]',
            "assert len(small) == 2",
            'assert small["area"].sum() == 430',
        ),
        _exercise(
            "clamp",
            "def clamp(n, low, high):\n    return max(low, min(n, high))",
            "assert clamp(5, 0, 3) == 3",
            "assert [clamp(n, 2, 4) for n in values] == [3, 2, 4, 2, 4, 4, 2, 4]",
        ),
        _exercise(
            "ratio",
            'ratio = frame["people"].iloc[0] / frame["people"].iloc[1]',
            "assert ratio > 1",
            "assert abs(ratio - 2.5625) < 1e-9",
        ),
    ),
    share_wrong=0.5,
    scratch=ERRORS + HARMLESS * 3,
)
