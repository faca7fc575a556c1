"""A standing worker of ours: started once, then one batch of grading requests per line of JSON."""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from accounting import used

from grader import engine


def spent():
    """CPU seconds of this worker so far."""
    return used(engine.zygotes().pids())


def graded(path):
    """One request's score sheet and how long it took from hand-over."""
    request = Path(path).read_bytes()
    began = time.monotonic()
    sheet = json.loads(engine.grade(request))
    return {"seconds": time.monotonic() - began, "sheet": sheet}


def batch(executor, paths):
    """Every request, as many at a time as the executor has workers."""
    cpu, began = spent(), time.monotonic()
    results = dict(zip(paths, executor.map(graded, paths), strict=True))
    return {"wall": time.monotonic() - began, "cpu": spent() - cpu, "results": results}


def main():
    """Grade one request to warm up, then every line's batch; "workers" says how many at a time."""
    first = json.loads(sys.stdin.readline())["warm"]
    engine.grade(Path(first).read_bytes())
    print(json.dumps({"cpu": spent()}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        with engine.open_executor(order["workers"]) as executor:
            print(json.dumps(batch(executor, order["jobs"])), flush=True)


if __name__ == "__main__":
    main()
