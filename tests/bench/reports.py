"""`make bench`: CPU and memory of the annual report's numbers, by SQL on SQLite and PostgreSQL and by pandas over rows.

Five fiscal years with 10,000, 100,000 and 1,000,000 invented learners. Each measurement is a process of its own; the CPU of
PostgreSQL's server process is counted as well. pandas reads rows through the ORM, those that the year needs or all of them, and
stands in a ratio only where both sides found the same numbers.
"""

import argparse
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

REGION, YEAR = "toyama", 2024
AT = datetime(2026, 6, 1, tzinfo=UTC)
TIMES_PANDAS, MOST_MEGABYTES = 20, 60
PANDAS_UP_TO = 100_000
ONE_WAY = ("municipality", "area", "industry", "school_type", "age_band", "audience")


def options():
    """How many learners, and where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--pandas-up-to", type=int, default=PANDAS_UP_TO)
    parser.add_argument("--folder", type=Path, default=CHECKOUT / "var" / "bench")
    parser.add_argument("--measure", choices=sorted(MEASURED), help="inside: one measurement")
    parser.add_argument("--url", help="inside: the database")
    return parser.parse_args()


def report_numbers(session):
    """What a report of the year asks: every indicator of it and of the year before, and its tables by line."""
    from webapp.reports.indicators.breakdowns import Breakdown
    from webapp.reports.indicators.registry import INDICATORS, evaluate
    from webapp.reports.indicators.values import WHOLE

    reader, scope = _asking(session)
    found = {}
    for where, name in ((scope, "now"), (scope.previous, "before")):
        found |= {f"{name} {id}": plain(evaluate(id, reader, where).get(WHOLE)) for id in INDICATORS}
    for by in (*map(Breakdown, ONE_WAY), Breakdown.QUARTER):
        found |= {
            f"I07 {by} {key}": plain(value) for key, value in evaluate("I07", reader, scope, by).items()
        }
    for by in (Breakdown.AREA_BY_COURSE, Breakdown.AREA, Breakdown.COURSE):
        found |= {
            f"I06 {by} {key}": plain(value) for key, value in evaluate("I06", reader, scope, by).items()
        }
    for by in (Breakdown.MONTH, Breakdown.COURSE):
        found |= {
            f"I08a {by} {key}": plain(value) for key, value in evaluate("I08a", reader, scope, by).items()
        }
    return found


SHARED = (
    "I01", "I02", "I03", "I04", "I05", "I06", "I07", "I08a", "I08b", "I09", "I10", "I11", "I12", "I13", "I14", "I15", "I16a",
    "I16b", "I18", "I19", "I20", "I21", "I24a", "I26", "I27a", "I27b", "I28", "I29",
)  # fmt: skip


def shared_numbers(session):
    """What the pandas script counts too: the year as a whole, persons by three attributes, attendances by month."""
    from webapp.reports.indicators.breakdowns import Breakdown
    from webapp.reports.indicators.registry import evaluate
    from webapp.reports.indicators.values import WHOLE

    reader, scope = _asking(session)
    found = {id: plain(evaluate(id, reader, scope)[WHOLE]) for id in SHARED}
    for by in (Breakdown.INDUSTRY, Breakdown.AGE_BAND, Breakdown.AUDIENCE):
        found |= {f"I07 {key[0]}": plain(value) for key, value in evaluate("I07", reader, scope, by).items()}
    months = evaluate("I08a", reader, scope, Breakdown.MONTH)
    return found | {f"I08a {key[0]}": plain(value) for key, value in months.items() if value.value}


def pandas_numbers(session, whole=False):
    """The same from rows, as the script in the tests counts them: those that the year needs, or whole tables."""
    from tests.bench.reports_rows import more_tables, tables
    from tests.webapp.reports.indicators import more_by_pandas
    from tests.webapp.reports.indicators.by_pandas import numbers

    _reader, scope = _asking(session)
    until, before = scope.period.until, scope.period.previous
    of_year, more = tables(session, YEAR, whole), more_tables(session, YEAR, whole)
    found, frames = numbers(of_year, YEAR, until, AT)
    found |= more_by_pandas.reach(frames.year, REGION)
    found |= more_by_pandas.work(more, frames.e, until)
    found |= more_by_pandas.answers(more, frames.held, frames.e, YEAR, (until, frames.day), AT)
    found["I08b"] = more_by_pandas.seminar_heads(more, YEAR, frames.day, AT)
    found["I18"] = more_by_pandas.cost(more, frames.e, YEAR)
    found["I27a"] = more_by_pandas.went_on(of_year, before.year.starts_at, before.until)
    new, everybody = found["I20"]
    found["I27b"] = everybody - new, everybody
    kept = {id: plain(found[id]) for id in SHARED}
    for column in ("industry", "age_band", "audience_y"):
        lines = frames.year[column].fillna("unknown").value_counts()
        kept |= {f"I07 {line}": int(number) for line, number in lines.items()}
    months = frames.came.starts_at.dt.tz_convert("Asia/Tokyo").dt.strftime("%Y-%m").value_counts()
    return kept | {f"I08a {month}": int(number) for month, number in months.items()}


def whole_pandas_numbers(session):
    """The same from every row of every table, which is what a script gets that does not know which it needs."""
    return pandas_numbers(session, whole=True)


MEASURED = {
    "report": report_numbers,
    "shared": shared_numbers,
    "pandas": pandas_numbers,
    "whole-pandas": whole_pandas_numbers,
}


def _asking(session):
    from webapp.fiscal_year import FiscalYear
    from webapp.region import load_region
    from webapp.reports.period import Period
    from webapp.reports.queries.reader import Reader
    from webapp.reports.scope import Scope

    return Reader(session, load_region(REGION)), Scope.of(Period.of(FiscalYear(YEAR), AT), AT)


def plain(value):
    """A number, two of a rate, or what stands in its place."""
    if hasattr(value, "numerator") and hasattr(value.numerator, "value"):
        return [value.numerator.value, value.denominator.value]
    if isinstance(value, tuple):
        return [int(part) for part in value]
    if hasattr(value, "n"):
        return [value.n, str(value.cell)]
    if value is None:
        return None
    # A count and a mark have a value, a number of pandas is one.
    return value.value if hasattr(value, "value") else int(value)


def measure(what, url):
    """One measurement: CPU seconds of this process and of the server's, and how far memory rose above the loaded program."""
    from webapp.db import Database
    from webapp.reports.indicators import registry  # noqa: F401 - loaded before memory is looked at

    if "pandas" in what:
        import tests.bench.reports_rows
        import tests.webapp.reports.indicators.more_by_pandas  # noqa: F401 - the same
    database = Database(url)
    with database.sessions() as session:
        server = None
        if database.engine.dialect.name == "postgresql":
            session.connection().exec_driver_sql("SET max_parallel_workers_per_gather = 0")
            server = session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar()
        else:
            session.connection()
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
        before, cpu, of_server, wall = (
            memory("VmRSS"),
            time.process_time(),
            server_cpu(server),
            time.monotonic(),
        )
        found = MEASURED[what](session)
        row = {
            "cpu": time.process_time() - cpu + server_cpu(server) - of_server,
            "wall": time.monotonic() - wall,
            "megabytes": memory("VmHWM") - before,
            "whole_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "checksum": hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest(),
            "found": found,
        }
    database.close()
    return row


def memory(field):
    """A field of this process's status, in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(f"{field}:")).split()[1]) / 1024


def server_cpu(pid):
    """CPU seconds of the server's process for this connection."""
    if pid is None:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def in_a_process(what, url):
    """The same, in a process of its own."""
    told = subprocess.run(
        [sys.executable, __file__, "--measure", what, "--url", url],
        check=True, stdout=subprocess.PIPE, text=True, timeout=3600,
    ).stdout  # fmt: skip
    return json.loads(told)


def house(stack, kind):
    """An address of an empty database."""
    if kind == "postgresql":
        from tests.webapp.postgresql import postgresql_server

        return stack.enter_context(postgresql_server()).new_database()
    folder = tempfile.mkdtemp(prefix="tateyama-reports-")
    stack.callback(shutil.rmtree, folder)
    return f"sqlite:///{folder}/reports.sqlite"


def build(url, learners):
    """Fill a database and let it learn what is in it."""
    from tests.bench.reports_world import fill
    from webapp import schema
    from webapp.db import Database
    from webapp.region import load_region

    database = Database(url)
    schema.upgrade(database.engine)
    with database.transaction() as session:
        fill(session, learners, load_region(REGION))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # As in an office: PostgreSQL looks after its statistics by itself, for SQLite nobody does.
        if url.startswith("postgresql"):
            connection.exec_driver_sql("VACUUM ANALYZE")
    database.close()


def rows_of(kind, learners, with_pandas):
    """What one database of one size costs, row by row."""
    with ExitStack() as stack:
        url = house(stack, kind)
        began = time.monotonic()
        build(url, learners)
        print(f"{kind}, {learners:,} learners: filled in {time.monotonic() - began:.0f} s", flush=True)
        report = in_a_process("report", url)
        name = f"annual report, {kind}, {learners:,} learners"
        yield {
            "name": f"{name}: CPU s",
            "value": report["cpu"],
            "goal": None,
            "met": None,
            "wall": report["wall"],
        }
        yield {
            "name": f"{name}: MB above the program", "value": report["megabytes"], "goal": MOST_MEGABYTES,
            "met": report["megabytes"] <= MOST_MEGABYTES, "whole": report["whole_megabytes"],
        }  # fmt: skip
        if with_pandas:
            yield from beside_pandas(name, url)


def beside_pandas(name, url):
    """The ratios, each where both found the same numbers."""
    ours = in_a_process("shared", url)
    for what, rows in (("pandas", "the year's rows"), ("whole-pandas", "whole tables")):
        theirs = in_a_process(what, url)
        equal = ours["checksum"] == theirs["checksum"]
        if not equal:
            both = set(ours["found"]) | set(theirs["found"])
            unlike = {id: (ours["found"].get(id), theirs["found"].get(id)) for id in both}
            unlike = {id: two for id, two in unlike.items() if two[0] != two[1]}
            print(f"{name}: DIFFERENT, so no ratio: {unlike}")
        ratio = theirs["cpu"] / ours["cpu"] if equal else None
        yield {
            "name": f"{name}: pandas over {rows} / ours, CPU", "value": ratio, "goal": TIMES_PANDAS,
            "met": ratio is not None and ratio >= TIMES_PANDAS, "ours": ours["cpu"], "pandas": theirs["cpu"],
            "pandas_megabytes": theirs["megabytes"],
        }  # fmt: skip


def main():
    """Print a line per row and keep them."""
    chosen = options()
    if chosen.measure:
        print(json.dumps(measure(chosen.measure, chosen.url)))
        return 0
    rows = []
    for learners in chosen.learners:
        for kind in chosen.databases:
            for row in rows_of(kind, learners, learners <= chosen.pandas_up_to):
                rows.append(row)
                value = "none" if row["value"] is None else f"{row['value']:.2f}"
                more = {
                    name: round(row[name], 1)
                    for name in ("wall", "whole", "ours", "pandas", "pandas_megabytes")
                    if name in row
                }
                print(f"{row['name']:<100} {value:>9}  goal {row['goal'] or '-'}  {more or ''}", flush=True)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    (chosen.folder / "reports.json").write_text(
        json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
