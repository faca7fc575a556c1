"""A tiny lesson that can be spoilt on purpose, and the real B1, built once."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from course.catalogue import ROOT, load_courses
from course.release import build, read_materials

COURSE_TOML = """
title = { ja = "小さな講座", en = "A tiny course" }
summary = { ja = "試験のための講座", en = "A course for tests" }
audience = { ja = "だれでも", en = "Anybody" }
lessons = ["l1"]

[[planned]]
slug = "l2"
minutes = 60
title = { ja = "次のレッスン", en = "The next lesson" }
"""

LESSON_TOML = """
title = { ja = "りんごを数える", en = "Counting apples" }
minutes = 30
mdash = ["mdash-literacy:2020:2-1"]
prerequisites = []
data = ["apples.csv"]

[[exercises]]
id = "l1-1"
title = { ja = "合計", en = "The sum" }
kind = "basic"
points = 3
hints = [
  { ja = "全部を足すと、いくつになりますか。", en = "How many are they together?" },
  { ja = "足し算をする言葉が、教材の表にあります。", en = "The lesson's table has the word that adds." },
]

[[tasks]]
id = "l1-text"
title = { ja = "感想", en = "Thoughts" }
points = 4
"""

LESSON_MD = """# りんごを数える

```{code-cell}
1 + 1
```
"""

EXERCISE_MD = """# 演習

```{code-cell}
:nbgrader: {schema_version: 3, grade_id: l1-data, grade: false, locked: true, solution: false, task: false}

apples = [int(line) for line in open_csv("data/apples.csv")[1:]]
```

問1 りんごの合計を求めてください。

```{code-cell}
:nbgrader: {schema_version: 3, grade_id: l1-1-answer, grade: false, locked: false, solution: true, task: false}

### BEGIN TEMPLATE
# total_apples = ____(apples)
### END TEMPLATE
### BEGIN SOLUTION
total_apples = sum(apples)
### END SOLUTION
```

```{code-cell}
:nbgrader: {schema_version: 3, grade_id: l1-1, grade: true, points: 3, locked: true, solution: false, task: false}

# 確認: 合計の値
assert total_apples == 6, "合計がちがいます。"
### BEGIN HIDDEN TESTS
# 確認: ほかのかご
assert rerun("l1-1-answer", apples=[10, 20, 30])["total_apples"] == 60, "かごを変えると合いません。"
### END HIDDEN TESTS
```

+++ {"nbgrader": {"schema_version": 3, "grade_id": "l1-text", "grade": true, "points": 4, "locked": false, "solution": true, "task": false}}

りんごは全部で六つあり、一つの箱に入ることが分かりました。
""".replace(
    'apples = [int(line) for line in open_csv("data/apples.csv")[1:]]',
    "from pathlib import Path\n\n"
    'apples = [int(line) for line in Path("data/apples.csv").read_text().split()[1:]]',
)

WRONG_MD = """# l1-1

## いちばん大きい数を答えた

捕まえる確認: 合計の値

max と sum を取りちがえる。

```python
total_apples = max(apples)
```

## かごの数を答えた

捕まえる確認: 合計の値

len と sum を取りちがえる。

```python
total_apples = len(apples)
```

## 数字を打ちこんだ

捕まえる確認: ほかのかご

```python
total_apples = 6
```
"""

APPLES = b"apples\n1\n2\n3\n"


def default_files():
    digest = hashlib.sha256(APPLES).hexdigest()
    return {
        "course.toml": COURSE_TOML,
        "l1/lesson.toml": LESSON_TOML,
        "l1/lesson.md": LESSON_MD,
        "l1/exercise.md": EXERCISE_MD,
        "l1/notes.md": "# 講師用メモ\n",
        "l1/wrong_answers/l1-1.md": WRONG_MD,
        "l1/data/SOURCE.md": f"apples.csv 架空 {digest}\n",
        "l1/data/apples.csv": APPLES.decode(),
    }


@dataclass
class TinyCourse:
    """A course folder under construction: spoil its files, then load it."""

    root: Path
    files: dict[str, str] = field(default_factory=default_files)

    def replace(self, name, old, new):
        assert self.files[name].count(old) >= 1, f"{old!r} is not in {name}"
        self.files[name] = self.files[name].replace(old, new)
        return self

    def write(self):
        for name, text in self.files.items():
            file = self.root / "tiny" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def load(self):
        self.write()
        return load_courses(self.root)["tiny"]

    def lesson(self):
        return self.load().lesson("l1")

    def line_of(self, name, text):
        lines = self.files[name].splitlines()
        return next(number for number, line in enumerate(lines, start=1) if text in line)


@pytest.fixture
def tiny(tmp_path):
    return TinyCourse(tmp_path / "courses")


@pytest.fixture(scope="session")
def b1():
    return load_courses(ROOT)["beginner"].lesson("b1")


@pytest.fixture(scope="session")
def built_b1(b1):
    return build("beginner", b1, read_materials(b1))
