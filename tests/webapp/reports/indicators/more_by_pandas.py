"""The rest of the numbers a second time with pandas: reach, work, answers and who went on; none of the project's code."""

import json
from pathlib import Path

import pandas as pd

REGIONS = Path(__file__).resolve().parents[4] / "webapp" / "regions"
SCALE = {"I15": "satisfaction", "I16a": "understanding", "I16b": "usefulness"}


class MoreTables:
    """More tables of the same database as frames."""

    def __init__(self, connection):
        def read(name):
            return pd.read_sql_query(f"SELECT * FROM {name}", connection)  # noqa: S608 - names typed below

        self.seminar, self.check_in = read("seminar"), read("seminar_check_in")
        self.survey, self.answer, self.choice = read("survey"), read("survey_answer"), read("survey_choice")
        self.submission, self.score, self.deadline = read("submission"), read("score"), read("deadline")
        self.programme = read("programme")
        for frame, columns in (
            (self.check_in, ("recorded_at",)),
            (self.survey, ("opened_at", "closes_at")),
            (self.submission, ("received_at",)),
            (self.deadline, ("due_at",)),
        ):
            for column in columns:
                frame[column] = pd.to_datetime(frame[column], utc=True)


def reach(year, region):
    """I19 and I21 of everybody's frozen attributes (`year`, one row per person of E)."""
    towns = pd.read_csv(REGIONS / region / "municipalities.csv", dtype=str).code5
    census = pd.read_csv(REGIONS / region / "population.csv", dtype={"code5": str})
    people = census[census.code5.isin(towns)].population.sum()
    home = year.audience_y == "other"
    town = year.residence_code5_y.where(home, year.workplace_code5) if "residence_code5_y" in year else (
        year.residence_code5.where(home, year.workplace_code5)
    )  # fmt: skip
    residents = year.residence_code5.isin(towns).sum()
    return {"I19": (residents, people), "I21": (town[town.isin(towns)].nunique(), len(towns))}


def cost(more, e, fiscal_year):
    """I18: what the year cost, settled where it is, else as budgeted, and the persons of E."""
    programme = more.programme[more.programme.fiscal_year == fiscal_year]
    return int(programme.settled_yen.fillna(programme.budget_yen).sum()), e.learner_id.nunique()


def channels(asked):
    """I22: applications that name each channel, and those that answer."""
    named = [json.loads(told).get("channels") or [] for told in asked.profile]
    answered = [one for one in named if one]
    return {channel: sum(channel in one for one in answered) for one in answered for channel in one}, len(
        answered
    )


def seminar_heads(more, fiscal_year, day, recorded_before):
    """I08b: heads of those without an account, and who checked in with one."""
    held = more.seminar[
        (more.seminar.fiscal_year == fiscal_year)
        & (more.seminar.state == "held")
        & (pd.to_datetime(more.seminar.held_on).dt.date <= day)
    ]
    came = more.check_in[
        more.check_in.seminar_id.isin(held.id) & (more.check_in.recorded_at < pd.Timestamp(recorded_before))
    ]
    return int(held.headcount.fillna(0).sum()) + len(came)


def work(more, e, until):
    """I24a over the best attempt of each enrolment and lesson, and I26 over what was due."""
    until = pd.Timestamp(until)
    sent = more.submission[more.submission.received_at < until]
    scored = sent.merge(more.score, left_on="id", right_on="submission_id")
    scored["counted"] = scored.points - scored.late_penalty
    best = scored.sort_values(["counted", "received_at", "id"]).drop_duplicates(
        ["enrolment_id", "lesson_slug"], keep="last"
    )
    best = best[best.enrolment_id.isin(e.id) & (best.max_points > 0)]
    due = e[["id", "offering_id"]].merge(more.deadline[more.deadline.due_at < until], on="offering_id")
    pairs = set(zip(sent.enrolment_id, sent.lesson_slug, strict=True))
    came = sum(pair in pairs for pair in zip(due.id, due.lesson_slug, strict=True))
    got, most = best.counted.sum(), best.max_points.sum()
    return {"I24a": (round(got * 1000), round(most * 1000)), "I26": (came, len(due))}


def answers(more, held, e, fiscal_year, period, recorded_before):
    """I14 to I16 and I24b after courses and seminars; `period` is (first moment that no longer counts, last day)."""
    until, day = pd.Timestamp(period[0]), period[1]
    recorded = pd.Timestamp(recorded_before)
    over = pd.to_datetime(held.ends_on).dt.date <= day
    ended = set(held[over].id)
    survey = more.survey[(more.survey.closes_at <= recorded)]
    late = survey.offering_id.isin(ended) & (survey.opened_at < recorded)
    in_time = survey[(survey.opened_at < until) | late]
    courses = in_time[(in_time.kind == "after") & in_time.offering_id.isin(held.id)]
    seminar = more.seminar[
        (more.seminar.fiscal_year == fiscal_year)
        & (more.seminar.state == "held")
        & (pd.to_datetime(more.seminar.held_on).dt.date <= day)
    ]
    both = pd.concat([courses, survey[survey.seminar_id.isin(seminar.id)]])
    given = more.answer[more.answer.survey_id.isin(both.id)]
    chosen = more.choice[more.choice.answer_id.isin(given.id)]
    found = {"I14": (len(given), both.asked.sum())}
    for indicator, item in SCALE.items():
        of_item = chosen[chosen["item"] == item].value
        found[indicator] = ((of_item >= 4).sum(), len(of_item))
    found["I24b"] = _gain(more, courses, e)
    return found


def _gain(more, after, e):
    def share(surveys):
        named = more.answer[more.answer.enrolment_id.isin(e.id)].merge(
            surveys[["id", "knowledge_items"]], left_on="survey_id", right_on="id", suffixes=("", "_s")
        )
        known = more.choice[more.choice.correct.notna()].merge(named, left_on="answer_id", right_on="id")
        by = known.groupby(["enrolment_id", "knowledge_items"]).correct.agg(["sum", "count"]).reset_index()
        by = by[by["count"] == by.knowledge_items]
        return (by["sum"] * 100 / by["count"]).set_axis(by.enrolment_id)

    before = more.survey[(more.survey.kind == "before") & more.survey.offering_id.isin(after.offering_id)]
    difference = (share(after) - share(before)).dropna()
    return len(difference), difference.mean(), difference.sem()


def used(more, held, recorded_before):
    """I25: of what was asked three months later and takes no more answers."""
    later = more.survey[
        (more.survey.kind == "later")
        & more.survey.offering_id.isin(held.id)
        & (more.survey.closes_at <= pd.Timestamp(recorded_before))
    ]
    given = more.answer[more.answer.survey_id.isin(later.id)]
    of_item = more.choice[more.choice.answer_id.isin(given.id) & (more.choice["item"] == "used")].value
    return (of_item == 1).sum(), len(of_item)


def went_on(tables, first_moment, until):
    """I27a: first completions of 初級 between these moments, and who of them entered 中級 within a year."""
    offering = tables.offering
    of = offering.set_index("id").course_slug
    rows = tables.enrolment.assign(course=tables.enrolment.offering_id.map(of))
    done = (
        rows[(rows.course == "beginner") & rows.completed_at.notna()].groupby("learner_id").completed_at.min()
    )
    done = done[(done >= pd.Timestamp(first_moment)) & (done < pd.Timestamp(until))]
    meeting = tables.meeting
    took = meeting[
        (meeting.state == "held") | ((meeting["mode"] == "on_demand") & (meeting.state == "planned"))
    ]
    first = took.groupby("offering_id").starts_at.min()
    higher = rows[(rows.course == "intermediate") & rows.learner_id.isin(done.index)].copy()
    higher = higher[higher.offering_id.isin(offering[offering.state != "cancelled"].id)]
    higher["first"] = pd.to_datetime(higher.offering_id.map(first), utc=True)
    higher["done"] = pd.to_datetime(higher.learner_id.map(done.to_dict()), utc=True)
    stayed = higher["first"].notna() & (higher.withdrawn_at.isna() | (higher.withdrawn_at >= higher["first"]))
    pause = higher.enrolled_at - higher.done
    entered = higher[stayed & (pause >= pd.Timedelta(0)) & (pause < pd.Timedelta(days=366))]
    return entered.learner_id.nunique(), len(done)


def needs_met(connection, year_starts, day, recorded_before):
    """I23: needs that are not another's repetition, open before the year or heard in it; and those that are met by the day."""
    recorded = pd.Timestamp(recorded_before)
    need = pd.read_sql_query("SELECT * FROM need WHERE merged_into_id IS NULL", connection)
    move = pd.read_sql_query("SELECT * FROM need_move", connection)
    need["heard_on"] = pd.to_datetime(need.heard_on).dt.date
    move["moved_on"] = pd.to_datetime(move.moved_on).dt.date
    move = move[pd.to_datetime(move.moved_at, utc=True) < recorded].sort_values(["moved_on", "id"])
    need = need[(need.heard_on <= day) & (pd.to_datetime(need.recorded_at, utc=True) < recorded)]

    def state(moves):
        return need.id.map(moves.groupby("need_id").state.last())

    met_before = state(move[move.moved_on < year_starts]) == "met"
    counts = (need.heard_on >= year_starts) | ~met_before
    met = state(move[move.moved_on <= day]) == "met"
    return int((counts & met).sum()), int(counts.sum())
