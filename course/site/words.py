"""枠の言葉: what a page to read says around a lesson's text, in both languages; the text itself is Japanese."""

from dataclasses import dataclass

from course.content import Text


@dataclass(frozen=True)
class Frame:
    """The words of one language; `suffix` tells its files from the Japanese ones."""

    language: str
    suffix: str
    to_text: str
    materials: str
    all_materials: str
    minutes: str
    between: str
    exercises: str
    how_to_do_them: str
    kinds: dict[str, str]
    turns: tuple[str, str]
    beside: str
    other: tuple[str, str, str]  # the other language: its code, its files' suffix, its own name
    told: str = ""

    def of(self, text: Text) -> str:
        """The words of a text in this language."""
        return text.ja if self.language == "ja" else text.en


JAPANESE = Frame(
    language="ja",
    suffix="",
    to_text="本文へ",
    materials="教材",
    all_materials="教材の一覧",
    minutes="{}分",
    between="・",
    exercises="この教材の演習",
    how_to_do_them="演習は、受講者がブラウザで解き、採点を受けるものです。受講中の方はマイページから取り組めます。これから受講する方は、講座に申し込み、受講が決まると取り組めます。",
    kinds={"basic": "基本", "challenge": "挑戦"},
    turns=("前のレッスン", "次のレッスン"),
    beside="{}の前後のレッスン",
    other=("en", ".en", "English"),
)
ENGLISH = Frame(
    language="en",
    suffix=".en",
    to_text="To the text",
    materials="Lessons",
    all_materials="All lessons to read",
    minutes="{} minutes",
    between=" · ",
    exercises="Exercises of this lesson",
    how_to_do_them="Learners do the exercises in the browser and have them graded: from My page while taking the course, or once they have a seat in it.",
    kinds={"basic": "basic", "challenge": "challenge"},
    turns=("Previous lesson", "Next lesson"),
    beside="Lessons before and after, {}",
    other=("ja", "", "日本語"),
    told="The text of the lessons is in Japanese.",
)
FRAMES = (JAPANESE, ENGLISH)
