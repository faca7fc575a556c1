"""A lesson in the manner of 初級 B1 whose tests are plain asserts, so that every grader can run it."""

from lesson import Exercise, Lesson

ROWS = (
    ("富山市", "市", 413938, 421239),
    ("高岡市", "市", 166393, 176061),
    ("魚津市", "市", 40535, 44959),
    ("氷見市", "市", 43950, 51726),
    ("射水市", "市", 90742, 93588),
    ("舟橋村", "村", 3132, 2967),
    ("上市町", "町", 19351, 21965),
    ("立山町", "町", 24792, 27466),
    ("入善町", "町", 23839, 27182),
    ("朝日町", "町", 11081, 13651),
)
TABLE = "name,kind,pop_2020,pop_2010\n" + "".join(f"{','.join(map(str, row))}\n" for row in ROWS)
SETUP = 'import pandas as pd\n\ntable = pd.read_csv("data/table.csv")\ntable'
TOTAL, FORMER = sum(row[2] for row in ROWS), sum(row[3] for row in ROWS)

LESSON = Lesson(
    "beginner",
    "初級",
    (SETUP,),
    (
        Exercise(
            "total",
            'total = table["pop_2020"].sum()\nprint(total)',
            ('total = table["pop_2010"].sum()', 'total = table["____"].sum()', "total = len(table)"),
            f'assert total > 0, "合計がちがうようです。"\nassert total == {TOTAL}',
            f"assert abs(total - {TOTAL}) < 1",
        ),
        Exercise(
            "kinds",
            'kinds = table["kind"].value_counts().to_dict()\nkinds',
            ('kinds = table["kind"]', 'kinds = table["____"].value_counts().to_dict()'),
            "assert isinstance(kinds, dict)",
            'assert kinds == {"市": 5, "町": 4, "村": 1}',
        ),
        Exercise(
            "largest",
            'largest = table.sort_values("pop_2020", ascending=False)["name"].iloc[0]\n'
            'share = table["pop_2020"].max() / table["pop_2020"].sum() * 100\nprint(largest, share)',
            ('largest = table["name"].iloc[-1]\nshare = 40', 'largest = "富山市"\nshare = 0.49'),
            'assert largest == "富山市"',
            f"assert abs(share - {413938 / TOTAL * 100!r}) < 0.05",
        ),
        Exercise(
            "rate",
            "def rate(old, new):\n    if old == 0:\n        return None\n    return (new - old) / old * 100",
            (
                "def rate(old, new):\n    return (new - old) / new * 100",
                "def rate(old, new):\n    return (new - old) / old * 100",
                "def rate(old, new):\n    return ____",
            ),
            "assert abs(rate(100, 90) + 10) < 0.05",
            "assert abs(rate(80, 100) - 25) < 0.05\nassert rate(0, 5) is None",
            1,
        ),
        Exercise(
            "grew",
            'grew = table[table["pop_2020"] > table["pop_2010"]]["name"].to_list()\ngrew',
            (
                'grew = table[table["pop_2020"] < table["pop_2010"]]["name"].to_list()',
                'grew = table[table["____"] > table["____"]]["name"].to_list()',
            ),
            "assert isinstance(grew, list)",
            'assert grew == ["舟橋村"]',
        ),
        Exercise(
            "change",
            'change = (table.set_index("name")["pop_2020"] - table.set_index("name")["pop_2010"])\n'
            "change = change.sort_values()\nchange.head(3)",
            ('change = table["pop_2020"] - table["pop_2010"]', "change = None"),
            f"assert change.sum() == {TOTAL - FORMER}",
            'assert list(change.index[:2]) == ["高岡市", "氷見市"]',
        ),
        Exercise(
            "code",
            "def code(digits):\n"
            "    total = sum(int(digit) * weight for digit, weight in zip(digits, [6, 5, 4, 3, 2]))\n"
            "    return digits + str((11 - total % 11) % 10)",
            (
                "def code(digits):\n    return digits",
                "def code(digits):\n    return int(digits) * 10",
            ),
            'assert code("16211") == "162116"',
            'assert code("16206") == "162060"\nassert code("01000") == "010006"',
            1,
        ),
    ),
    share_wrong=0.3,
    data=TABLE,
)
