"""`make drill`: every drill in its whole form; one line each, JSON under var/drills, exit code 1 where one is lost."""

import argparse
import importlib
import sys
import traceback

import pytest

from tests.drills.outcome import NAME, Outcome

DRILLS = (
    "kills",
    "one_key",
    "truncated",
    "locked",
    "full_disk",
    "power_cut",
    "postgresql_restarts",
    "clock_set_back",
    "hub_crash_points",
    "burst",
    "thirty_learners",
    "home_limit",
    "cluster",
)


def options():
    """Which drills, and how long."""
    parser = argparse.ArgumentParser(prog="python -m tests.drills", description=__doc__)
    parser.add_argument("drills", nargs="*", metavar="DRILL", help=f"of {', '.join(DRILLS)}; all without")
    parser.add_argument("--short", action="store_true", help="as `make test` runs them")
    chosen = parser.parse_args()
    if unknown := set(chosen.drills) - set(DRILLS):
        parser.error(f"no such drill: {', '.join(sorted(unknown))}")
    return chosen


def held(name, short):
    """Run one drill, print its line, keep its numbers; what cannot run here says so and is not lost."""
    module = importlib.import_module(f"tests.drills.{name}")
    try:
        outcome = module.drill(module.SHORT if short else module.WHOLE)
    except pytest.skip.Exception as reason:
        print(f"{module.NAME:<{NAME}}  skipped: {reason}", flush=True)
        return True
    except Exception as error:  # a drill that breaks has not been held
        traceback.print_exc()
        outcome = Outcome(module.NAME, "the drill itself broke", faults=(repr(error),))
    print(outcome, flush=True)
    outcome.write(name)
    return outcome.held


def main():
    """Run what was chosen, each also where one before it was lost."""
    chosen = options()
    lost = [name for name in chosen.drills or DRILLS if not held(name, chosen.short)]
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
