"""架空の講座: what comes back every year, and what runs on the day of the demo."""

from dataclasses import dataclass

from webapp.programme.audience import Audience
from webapp.programme.models import MeetingMode


@dataclass(frozen=True)
class Shape:
    """What comes back every year: a course for an audience, its host, size and rhythm."""

    course: str
    title_ja: str
    title_en: str
    audience: Audience
    host: str
    capacity: int
    classes: int
    not_before: tuple[int, int] = (4, 1)  # month and day; it begins on the next `weekday`
    weekday: int = 0
    every: int = 7  # days
    mode: MeetingMode = MeetingMode.IN_PERSON
    always_full: bool = False
    too_few: bool = False  # 開講中止
    cancelled_class: int | None = None  # 休講
    moved_class: int | None = None  # 振替, by one more class at the end
    # Which of the demo's accounts are in it; it is then completed by work, as its course says.
    accounts: tuple[str, ...] = ()


ADULT, STAFF, TEACHER = Audience.PRIVATE, Audience.PUBLIC_SERVANT, Audience.TEACHER
THURSDAY, SATURDAY, WEDNESDAY, TUESDAY = 3, 5, 2, 1
EVERY_YEAR = (
    Shape(
        course="beginner",
        title_ja="データサイエンス初級（春）",
        title_en="Beginner (spring)",
        audience=ADULT,
        host="university",
        capacity=40,
        not_before=(5, 11),
        weekday=THURSDAY,
        classes=8,
        always_full=True,
    ),
    Shape(
        course="beginner",
        title_ja="データサイエンス初級（休日）",
        title_en="Beginner (weekends)",
        audience=ADULT,
        host="university",
        capacity=20,
        not_before=(6, 10),
        weekday=SATURDAY,
        classes=4,
        too_few=True,
    ),
    Shape(
        course="beginner",
        title_ja="データサイエンス初級（県・市町村職員）",
        title_en="Beginner (public servants)",
        audience=STAFF,
        host="prefecture",
        capacity=40,
        not_before=(6, 14),
        weekday=WEDNESDAY,
        classes=8,
        mode=MeetingMode.ONLINE,
    ),
    Shape(
        course="teacher_training",
        title_ja="教員研修（夏期）",
        title_en="Teacher training (summer)",
        audience=TEACHER,
        host="prefecture",
        capacity=50,
        not_before=(7, 24),
        weekday=TUESDAY,
        classes=4,
        every=1,
    ),
    Shape(
        course="intermediate",
        title_ja="データサイエンス中級（秋）",
        title_en="Intermediate (autumn)",
        audience=ADULT,
        host="university",
        capacity=30,
        not_before=(9, 1),
        weekday=THURSDAY,
        classes=8,
        cancelled_class=3,
    ),
    Shape(
        course="beginner",
        title_ja="データ活用入門（市民・企業）",
        title_en="Using data (citizens and firms)",
        audience=ADULT,
        host="city",
        capacity=30,
        not_before=(10, 1),
        weekday=WEDNESDAY,
        classes=6,
    ),
    Shape(
        course="beginner",
        title_ja="データサイエンス初級（冬）",
        title_en="Beginner (winter)",
        audience=ADULT,
        host="university",
        capacity=40,
        not_before=(1, 11),
        weekday=WEDNESDAY,
        classes=8,
        moved_class=4,
    ),
    Shape(
        course="teacher_training",
        title_ja="教員研修（冬期）",
        title_en="Teacher training (winter)",
        audience=TEACHER,
        host="prefecture",
        capacity=30,
        not_before=(1, 20),
        weekday=SATURDAY,
        classes=4,
    ),
)
# These run on the day of the demo, whichever day that is, and on the same day of the years before.
AROUND_THE_DAY = (
    Shape(
        course="beginner",
        title_ja="データサイエンス初級（夜間）",
        title_en="Beginner (evenings)",
        audience=ADULT,
        host="university",
        capacity=32,
        classes=8,
        cancelled_class=3,
        accounts=("aoi", "yui", "sensei"),
    ),
    Shape(
        course="intermediate",
        title_ja="データサイエンス中級（夜間）",
        title_en="Intermediate (evenings)",
        audience=ADULT,
        host="university",
        capacity=20,
        classes=8,
        accounts=("haru",),
    ),
    Shape(
        course="teacher_training",
        title_ja="教員研修（オンライン）",
        title_en="Teacher training (online)",
        audience=TEACHER,
        host="prefecture",
        capacity=30,
        classes=6,
        mode=MeetingMode.ONLINE,
        accounts=("sensei",),
    ),
)
