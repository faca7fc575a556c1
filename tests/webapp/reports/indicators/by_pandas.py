"""The same numbers a second time, with pandas over whole tables and none of the project's code: what a doubter would write."""

import pandas as pd

OPEN_STATES = ("present", "late")


class Tables:
    """The tables of one database as frames."""

    def __init__(self, connection):
        def read(name):
            return pd.read_sql_query(f"SELECT * FROM {name}", connection)  # noqa: S608 - names typed below

        self.offering, self.meeting, self.enrolment = read("offering"), read("meeting"), read("enrolment")
        self.attendance, self.year = read("attendance"), read("learner_year")
        self.application, self.move = read("application"), read("application_move")
        for frame, columns in (
            (self.offering, ("apply_until",)),
            (self.meeting, ("starts_at",)),
            (self.enrolment, ("enrolled_at", "withdrawn_at", "completed_at")),
            (self.attendance, ("recorded_at",)),
            (self.application, ("applied_at",)),
            (self.move, ("moved_at",)),
        ):
            for column in columns:
                frame[column] = pd.to_datetime(frame[column], utc=True)


class Frames:
    """What the other numbers are counted from: held offerings, E, attributes, attendances, applications, the last day."""

    def __init__(self, held, e, year, came, asked, day):
        self.held, self.e, self.year, self.came, self.asked, self.day = held, e, year, came, asked, day


def numbers(tables, fiscal_year, until, recorded_before):
    """By indicator the number, or (numerator, denominator) of a rate; and E itself for the breakdowns."""
    until, recorded_before = pd.Timestamp(until), pd.Timestamp(recorded_before)
    day = (until.tz_convert("Asia/Tokyo") - pd.Timedelta(microseconds=1)).date()
    meeting = tables.meeting
    took = meeting[
        (meeting.state == "held") | ((meeting["mode"] == "on_demand") & (meeting.state == "planned"))
    ]
    first = took.groupby("offering_id").starts_at.min()
    offering = tables.offering[tables.offering.state != "cancelled"].copy()
    offering["first"] = offering.id.map(first)
    held = offering[(offering.fiscal_year == fiscal_year) & (offering["first"] < until)]
    over = pd.to_datetime(held.ends_on).dt.date <= day
    rows = tables.enrolment.merge(held.add_prefix("o_"), left_on="offering_id", right_on="o_id")
    late = (pd.to_datetime(rows.o_ends_on).dt.date <= day) & (rows.enrolled_at < recorded_before)
    e = rows[
        ((rows.enrolled_at < until) | late) & (rows.withdrawn_at.isna() | (rows.withdrawn_at >= rows.o_first))
    ]
    decided = tables.enrolment.groupby("offering_id").completed_at.min()
    closed_ids = {
        row.id
        for row, is_over in zip(held.itertuples(), over, strict=True)
        if row.state == "closed" and is_over and not decided.get(row.id, pd.NaT) >= until
    }
    c = e[e.offering_id.isin(closed_ids)]
    done = c[c.completed_at.notna() & (c.completed_at < until)]
    dropped = c[c.withdrawn_at.notna() & (c.withdrawn_at < until) & ~c.id.isin(done.id)]
    classes = meeting[
        (meeting.state == "held") & (meeting["mode"] != "on_demand") & (meeting.starts_at < until)
        & meeting.offering_id.isin(offering[offering.fiscal_year == fiscal_year].id)
    ]  # fmt: skip
    seen = tables.attendance[tables.attendance.recorded_at < recorded_before]
    pairs = e.merge(classes[classes.id.isin(seen.meeting_id)], on="offering_id", suffixes=("", "_m")).merge(
        seen, left_on=["id", "id_m"], right_on=["enrolment_id", "meeting_id"], how="left"
    )
    pairs = pairs[(pairs.enrolled_at <= pairs.starts_at) | pairs.presence.notna()]
    came = pairs[pairs.presence.isin(OPEN_STATES)]
    # How each application stood at that moment, by its last move before it.
    moved = tables.move[tables.move.moved_at < until].sort_values(["moved_at", "id"])
    last = moved.drop_duplicates("application_id", keep="last")
    cancelled = last[last.after == "cancelled"].set_index("application_id").moved_at.to_dict()
    asked = tables.application.merge(held.add_prefix("o_"), left_on="offering_id", right_on="o_id")
    since = pd.Series([cancelled.get(id, pd.NaT) for id in asked.id], asked.index, "datetime64[us, UTC]")
    gone = since <= asked.o_apply_until
    asked = asked[~gone & ((asked.applied_at < until) | (pd.to_datetime(asked.o_ends_on).dt.date <= day))]
    before = set(_stayed(tables, offering, fiscal_year).learner_id)
    year = e.drop_duplicates("learner_id").merge(
        tables.year[tables.year.fiscal_year == fiscal_year], on="learner_id"
    )
    firms = year[
        year.audience_y.isin(["private", "public_servant", "executive"]) & year.organisation.fillna("").ne("")
    ]
    teachers = year[
        (year.audience_y == "teacher") & year.school.fillna("").ne("") & year.school_type.ne("教育委員会")
    ]
    places = held.capacity.sum()
    found = {
        "I01": len(held),
        "I02": len(classes.drop_duplicates(["offering_id", "starts_at"])),
        "I03": places,
        "I04": len(asked),
        "I05": (asked.o_capacity.notna().sum(), places),
        "I06": len(e),
        "I07": e.learner_id.nunique(),
        "I08a": len(came),
        "I09": (e.o_capacity.notna().sum(), places),
        "I10": (len(came), len(pairs)),
        "I11": len(done),
        "I12": (len(done), len(c)),
        "I13": (len(dropped), len(c)),
        "I20": ((~e.drop_duplicates("learner_id").learner_id.isin(before)).sum(), e.learner_id.nunique()),
        "I28": firms.organisation.nunique(),
        "I29": teachers.school.nunique(),
    }
    return found, Frames(held, e, year, came, asked, day)


def _stayed(tables, offering, fiscal_year):
    rows = tables.enrolment.merge(
        offering[["id", "fiscal_year", "first"]], left_on="offering_id", right_on="id"
    )
    rows = rows[(rows.fiscal_year < fiscal_year) & rows["first"].notna()]
    return rows[rows.withdrawn_at.isna() | (rows.withdrawn_at >= rows["first"])]
