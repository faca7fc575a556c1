"""An invented lesson, an offering that teaches it, and people who hand work in."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.models import Submission
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, OfferingState, Partner, Programme

on_both_databases = pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)

FIRST_PAGE = "/services/tateyama/"
SUBMISSIONS = "/services/tateyama/api/submissions"
NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
FIRST_RELEASE = "1" * 64
SECOND_RELEASE = "2" * 64
RULE = {"version": 1, "kind": "all_basic", "lessons": ["b1"]}

RIGHT = {"b1-1-answer": "total = price * count", "b1-2-answer": "def double(x):\n    return 2 * x"}
HALF_RIGHT = {**RIGHT, "b1-2-answer": "def double(x):\n    return x"}
GIVEN_OUT = {"b1-1-answer": "total = ...", "b1-2-answer": "def double(x):\n    ..."}
TYPED_IN = {**RIGHT, "b1-1-answer": "total = 360"}


def cell(kind, source, **nbgrader):
    metadata = {
        "nbgrader": {"schema_version": 3, "solution": False, "grade": False, "locked": False, **nbgrader}
    }
    made = {"cell_type": kind, "id": nbgrader["grade_id"], "metadata": metadata, "source": source}
    return {**made, "outputs": [], "execution_count": None} if kind == "code" else made


def exercise_cells(answers, hidden):
    yield cell("code", "price = 120\ncount = 3", grade_id="b1-given", locked=True)
    for grade_id, points, visible, secret in (
        ("b1-1", 2, "assert total == 360", "assert rerun('b1-1-answer', price=50, count=4).total == 200"),
        ("b1-2", 3, "assert double(2) == 4", "assert double(21) == 42"),
    ):
        yield cell("code", answers[f"{grade_id}-answer"], grade_id=f"{grade_id}-answer", solution=True)
        tests = f"{visible}\n### BEGIN HIDDEN TESTS\n{secret}\n### END HIDDEN TESTS" if hidden else visible
        yield cell("code", tests, grade_id=grade_id, grade=True, locked=True, points=points)
    yield cell("markdown", "思ったこと", grade_id="b1-text", grade=True, solution=True, points=4)


def notebook(answers, *, release, hidden=False, role="exercise"):
    ours = {"course": "beginner", "lesson": "b1", "release": release, "role": role}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": kernel, **({} if hidden else {"tateyama": ours})},
        "cells": list(exercise_cells(answers, hidden)),
    }


def work(answers=RIGHT, *, release=FIRST_RELEASE, **changes):
    """The bytes of a learner's notebook."""
    return json.dumps({**notebook(answers, release=release), **changes}, ensure_ascii=False).encode()


def words(ja, en):
    return {"ja": ja, "en": en}


def publish(releases, *digests):
    """Write releases as `python -m course build` does; the last one is the current."""
    title = words("はじめての計算", "First sums")
    for digest in digests:
        learner = releases / digest / "learner"
        (learner / "data").mkdir(parents=True)
        (learner / "data" / "prices.csv").write_text("price\n120\n", encoding="utf-8")
        (learner / "exercise.ipynb").write_bytes(work(GIVEN_OUT, release=digest))
        source = notebook(RIGHT, release=digest, hidden=True)
        (releases / digest / "source.ipynb").write_text(json.dumps(source), encoding="utf-8")
        manifest = {
            "course": "beginner",
            "lesson": "b1",
            "digest": digest,
            "title": title,
            "minutes": 90,
            "max_points": 5,
            "exercises": [
                {
                    "id": f"b1-{number}",
                    "number": number,
                    "title": words(f"問{number}", f"Exercise {number}"),
                    "kind": kind,
                    "points": points,
                    "hints": [words(f"ヒント{n}", f"hint {n}") for n in (1, 2)],
                }
                for number, kind, points in ((1, "basic", 2), (2, "challenge", 3))
            ],
            "tasks": [{"id": "b1-text", "title": words("感想", "Thoughts"), "points": 4}],
        }
        (releases / digest / "lesson.json").write_text(json.dumps(manifest), encoding="utf-8")
    lesson = {"lesson": "b1", "digest": digests[-1], "title": title, "minutes": 90}
    index = {"courses": {"beginner": {"title": words("初級", "Beginner"), "lessons": [lesson]}}}
    (releases / "index.json").write_text(json.dumps(index), encoding="utf-8")


@dataclass(frozen=True)
class Classroom:
    """One running offering of 初級 with two people in it, and one person in none."""

    offering: Offering
    aoi: Learner
    yui: Learner
    stranger: Learner


def learner(name):
    return Learner(
        hub_user=f"u{name.encode().hex():0>12}"[:13],
        login_id=name,
        password_hash=None,
        name=name,
        name_kana=name,
        email=None,
        language="ja",
        is_demo=False,
        created_at=NOW,
    )


def enrolment(learner, offering, at=NOW - timedelta(days=20)):
    return Enrolment(learner=learner, offering=offering, audience=Audience.PRIVATE, enrolled_at=at)


def offering(programme, host, number=1, state=OfferingState.RUNNING, course_slug="beginner"):
    return Offering(
        programme=programme,
        fiscal_year=2026,
        course_slug=course_slug,
        number=number,
        title_ja="初級",
        title_en="Beginner",
        audience=Audience.PRIVATE,
        host=host,
        capacity=30,
        state=state,
        starts_on=date(2026, 5, 1),
        ends_on=date(2026, 9, 30),
        completion_rule=RULE,
    )


def fill(session):
    """Write the classroom into an empty database."""
    programme = Programme(fiscal_year=2026, name_ja="架空の事業", name_en="Invented", budget_yen=1)
    host = Partner(slug="invented", name_ja="架空大学", name_en="Invented University")
    given = offering(programme, host)
    aoi, yui, stranger = learner("aoi"), learner("yui"), learner("haru")
    session.add_all([given, stranger, enrolment(aoi, given), enrolment(yui, given)])
    session.flush()
    return Classroom(given, aoi, yui, stranger)


def new_key():
    return uuid4()


def rows(session):
    return session.scalar(select(func.count()).select_from(Submission))


def refusal(answer):
    assert set(answer.json) == {"error", "message"}
    assert set(answer.json["message"]) == {"ja", "en"}
    return answer.status_code, answer.json["error"]


def send(client, address, /, **form):
    """Send a form as a browser does, with the token that stands on a page."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(FIRST_PAGE).text)[1]
    return client.post(address, data={"csrf_token": token, **form})
