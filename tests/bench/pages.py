"""`make bench`: server CPU per page with 100,000 learners beside 1,000, asked in turn in one process.

Both databases hold the same 50 offerings of five fiscal years; only the people in them grow. Everybody is invented.
"""

import argparse
import json
import random
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

from sqlalchemy import insert, select  # noqa: E402 - after the path is set

from course.catalogue import load_courses  # noqa: E402 - the same
from course.publish import publish  # noqa: E402 - the same
from webapp import create_app, schema  # noqa: E402 - the same
from webapp.auth import HUB_SESSION_COOKIE  # noqa: E402 - the same
from webapp.config import Settings  # noqa: E402 - the same
from webapp.db import Database  # noqa: E402 - the same
from webapp.enrolment.models import (  # noqa: E402 - the same
    Application,
    ApplicationState,
    Enrolment,
    Learner,
    LearnerYear,
    Role,
    RoleGrant,
    Teaching,
)
from webapp.fiscal_year import FiscalYear, japanese_date  # noqa: E402 - the same
from webapp.programme.audience import Audience  # noqa: E402 - the same
from webapp.programme.models import (  # noqa: E402 - the same
    Meeting,
    MeetingMode,
    MeetingState,
    Offering,
    OfferingState,
    Partner,
    Programme,
)

FEW, MANY = 1_000, 100_000
YEARS, OFFERINGS_A_YEAR, CLASSES = 5, 10, 8
MOST_TIMES = 2.0
PREFIX = "/services/tateyama"
PAGES = {
    "the catalogue": ("learner", "/"),
    "a course": ("learner", "/courses/beginner"),
    "an offering": ("learner", "/offerings/{offering}"),
    "my page": ("learner", "/my-page"),
    "the office's overview": ("coordinator", "/office"),
    "an offering in the office": ("coordinator", "/office/offerings/{offering}"),
    "its applications": ("coordinator", "/office/offerings/{offering}/applications"),
    "an application": ("coordinator", "/office/offerings/{offering}/applications/1"),
    "the instructor's overview": ("instructor", "/teaching"),
    "an offering of the instructor's": ("instructor", "/teaching/{offering}"),
    "participation of the year": ("coordinator", "/coordinator"),
    "participation of an offering": ("coordinator", "/coordinator/offerings/{offering}"),
}


def options():
    """How many people, and how often each page is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=FEW)
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--times", type=int, default=15)
    return parser.parse_args()


class House:
    """One platform with so many learners."""

    def __init__(self, learners):
        self.data = Path(tempfile.mkdtemp(prefix="tateyama-pages-"))
        settings = Settings(
            data=self.data,
            run=self.data / "run",
            database_url=f"sqlite:///{self.data / 'tateyama.sqlite'}",
            hub_token="hub",
            verify_token="verify",
            secret_key="secret",
            grading_key="grading",
            metrics_token="metrics",
            second_factor_required=False,
        )
        publish(load_courses().values(), settings.releases)
        database = Database(settings.database_url)
        schema.upgrade(database.engine)
        with database.transaction() as session:
            self.people, self.offering = fill(session, learners, datetime.now(UTC))
        with database.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
        database.close()
        self.app = create_app(settings)
        self.browsers = {name: self._browser(learner_id) for name, learner_id in self.people.items()}

    def _browser(self, learner_id):
        browser = self.app.test_client()
        browser.set_cookie(HUB_SESSION_COOKIE, "hub-session")
        with browser.session_transaction() as cookie:
            cookie["learner_id"], cookie["hub_session"] = learner_id, "hub-session"
        return browser

    def seconds(self, who, path):
        """CPU seconds of this process for one page."""
        began = time.process_time()
        answer = self.browsers[who].get(PREFIX + path.format(offering=self.offering))
        took = time.process_time() - began
        if answer.status_code != 200:
            raise SystemExit(f"{path}: HTTP {answer.status_code}")
        return took, len(answer.data)

    def close(self):
        """Leave nothing behind."""
        self.app.extensions["database"].close()
        self.app.extensions["hub"].close()
        shutil.rmtree(self.data)


def fill(session, number, now):
    """Five years of offerings, and everybody in about one and a half of them."""
    host = Partner(slug="university", name_ja="架空大学", name_en="Imaginary University")
    session.add(host)
    session.flush()
    offerings = [
        offering
        for age in range(YEARS)
        for offering in offerings_of(FiscalYear.of(now).year - age, age, host, now)
    ]
    session.add_all(offerings)
    session.flush()
    people = {"learner": 1, "coordinator": number + 1, "instructor": number + 2}
    enrol_everybody(session, number, offerings, now)
    session.execute(insert(Learner), [learner_row(id, now) for id in sorted(people.values())[1:]])
    session.add_all(
        (
            RoleGrant(learner_id=people["coordinator"], role=Role.COORDINATOR, partner_id=host.id),
            RoleGrant(learner_id=people["instructor"], role=Role.INSTRUCTOR),
        )
    )
    session.add_all(Teaching(offering_id=o.id, learner_id=people["instructor"]) for o in offerings[:3])
    return people, offerings[0].id


def offerings_of(year, age, host, now):
    """The offerings of one fiscal year; those of this year run now."""
    programme = Programme(fiscal_year=year, name_ja="架空事業", name_en="Imaginary", budget_yen=1)
    first = max(FiscalYear(year).start, japanese_date(now) - timedelta(days=365 * age + 30))
    for number in range(1, OFFERINGS_A_YEAR + 1):
        starts = datetime(first.year, first.month, first.day, 9, tzinfo=UTC)
        yield Offering(
            programme=programme, fiscal_year=year, course_slug="beginner", number=number, title_ja="初級",
            title_en="Beginner", audience=Audience.PRIVATE, host=host, capacity=3000,
            state=OfferingState.CLOSED if age else OfferingState.RUNNING,
            starts_on=first, ends_on=min(FiscalYear(year).end, first + timedelta(days=60)),
            completion_rule={"version": 1, "kind": "all_basic", "lessons": ["b1"]},
            meetings=[
                Meeting(
                    number=n, starts_at=starts + timedelta(days=n), ends_at=starts + timedelta(days=n, hours=2),
                    mode=MeetingMode.ONLINE, state=MeetingState.HELD,
                )
                for n in range(1, CLASSES + 1)
            ],
        )  # fmt: skip


def learner_row(id, now):
    """One invented person."""
    return {
        "id": id, "hub_user": f"u{id:012x}", "login_id": f"person{id}", "name": f"架空 {id}", "name_kana": f"かくう {id}",
        "email": f"person{id}@example.invalid", "language": "ja", "is_demo": True, "created_at": now,
        "wants_announcements": False, "must_change_password": False,
    }  # fmt: skip


def enrol_everybody(session, number, offerings, now):
    """Rows by the ten thousand."""
    dice = random.Random(20261124)  # noqa: S311 - a benchmark, not a secret
    session.execute(insert(Learner), [learner_row(id, now) for id in range(1, number + 1)])
    taken = {(1, offerings[0].id)}
    for id in range(2, number + 1):
        taken |= {(id, dice.choice(offerings).id) for _ in range(dice.choice((1, 2)))}
    rows = sorted(taken)
    session.execute(
        insert(Application),
        [
            {"id": n, "learner_id": who, "offering_id": what, "applied_at": now - timedelta(days=40), "profile": {},
             "state": ApplicationState.ACCEPTED}
            for n, (who, what) in enumerate(rows, start=1)
        ],
    )  # fmt: skip
    session.execute(
        insert(Enrolment),
        [
            {"learner_id": who, "offering_id": what, "application_id": n, "audience": Audience.PRIVATE,
             "enrolled_at": now - timedelta(days=35)}
            for n, (who, what) in enumerate(rows, start=1)
        ],
    )  # fmt: skip
    years = dict(session.execute(select(Offering.id, Offering.fiscal_year)).all())
    session.execute(
        insert(LearnerYear),
        [
            {"learner_id": who, "fiscal_year": year, "audience": Audience.PRIVATE, "industry": "E", "frozen_at": now}
            for who, year in sorted({(who, years[what]) for who, what in rows})
        ],
    )  # fmt: skip


def measure(few, many, times):
    """Ask every page in both houses in turn; median CPU each, and how many times as much it is."""
    for name, (who, path) in PAGES.items():
        small, large = [], []
        for _ in range(times + 2):  # the first two warm templates and statements up
            small.append(few.seconds(who, path))
            large.append(many.seconds(who, path))
        cpu_few, cpu_many = (statistics.median(s for s, _ in them[2:]) for them in (small, large))
        yield {
            "name": f"{name} ({path})",
            "few_ms": 1000 * cpu_few,
            "many_ms": 1000 * cpu_many,
            "value": cpu_many / cpu_few,
            "first_ms": 1000 * large[0][0],
            "bytes": large[-1][1],
            "goal": MOST_TIMES,
            "met": cpu_many <= MOST_TIMES * cpu_few,
        }


def main():
    """Print a row per page and the worst."""
    chosen = options()
    few, many = House(chosen.few), House(chosen.many)
    try:
        rows = list(measure(few, many, chosen.times))
    finally:
        few.close()
        many.close()
    print(
        f"server CPU per page, {chosen.many:,} learners beside {chosen.few:,} (goal: at most {MOST_TIMES:g} times)"
    )
    for row in rows:
        print(
            f"{row['name']:<72} {row['few_ms']:7.1f} ms {row['many_ms']:7.1f} ms  x {row['value']:5.2f}"
            f"  first asking {row['first_ms']:7.1f} ms  {row['bytes']:>8,} bytes"
        )
    place = CHECKOUT / "var" / "bench"
    place.mkdir(parents=True, exist_ok=True)
    (place / "pages.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False))
    worst = max(row["value"] for row in rows)
    print(f"worst page: {worst:.2f} times")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
