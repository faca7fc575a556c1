"""The command line: ``python -m grader.cluster keys …``, ``… scheduler …`` and ``… worker …``."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from grader.cluster.address import FILES, is_address
from grader.cluster.secure import configure
from grader.doctor import examine

EVERYWHERE = "tls://0.0.0.0:8786"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 1 where it cannot."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    configure()
    return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m grader.cluster", description="ほかの機械で採点する / Grade on other machines."
    )
    commands = parser.add_subparsers(required=True)
    keys = commands.add_parser("keys", help="証明書と鍵を作る / make certificates and keys")
    keys.add_argument("folder", type=Path, metavar="FOLDER", help="置き場所 / where to put them")
    keys.set_defaults(run=_keys)
    scheduler = commands.add_parser("scheduler", help="仕事を割り振る / hand out the work")
    scheduler.add_argument("--listen", type=_address, default=EVERYWHERE, help=f"{EVERYWHERE}")
    scheduler.set_defaults(run=_scheduler)
    worker = commands.add_parser("worker", help="この機械で採点する / grade on this machine")
    worker.add_argument(
        "scheduler", type=_address, metavar="tls://HOST:8786", help="割り振り役 / the scheduler"
    )
    worker.add_argument(
        "--seats", type=_count, default=os.cpu_count() or 1, help="同時に採点する数 / how many at once"
    )
    worker.add_argument("--host", help="この機械のアドレス / this machine's address")
    worker.add_argument("--port", type=int, default=0, help="待つポート（0で任意） / the port, 0 for any")
    worker.set_defaults(run=_worker)
    for command in (scheduler, worker):
        command.add_argument(
            "--keys", type=_keys_in, required=True, help="その役の鍵のフォルダー / the role's keys"
        )
    return parser


def _address(given: str) -> str:
    """An address over TLS, and over nothing else."""
    if not is_address(given):
        raise argparse.ArgumentTypeError(
            f"{given} は使えません。tls://host:8786 の形にしてください / {given} cannot be used: write tls://host:8786"
        )
    return given


def _keys_in(given: str) -> Path:
    folder = Path(given)
    for name in FILES:
        if not (folder / name).is_file():
            raise argparse.ArgumentTypeError(
                f"{folder / name} がありません。python -m grader.cluster keys で作ってください"
                f" / {folder / name} is missing: make it with python -m grader.cluster keys"
            )
    return folder


def _count(given: str) -> int:
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"{given}: 1以上の整数にしてください / a whole number, 1 or more")
    return int(given)


def _keys(options: argparse.Namespace) -> int:
    from grader.cluster.keys import ROLES, make_keys

    until = make_keys(options.folder)
    for role in ROLES:
        print(options.folder / role)
    print(f"{until:%Y-%m-%d} まで使えます。切れる前にもう一度実行して配り直してください")
    print(f"They hold until {until:%Y-%m-%d}: run this again before, and hand them out anew")
    return 0


def _scheduler(options: argparse.Namespace) -> int:
    from grader.cluster.hosts import schedule

    return _until_stopped(lambda stop: schedule(options.listen, options.keys, stop))


def _worker(options: argparse.Namespace) -> int:
    from grader.cluster.hosts import Place, grade_for

    findings = examine()
    if not all(finding.ok for finding in findings):
        print("\n".join(finding.spoken(language) for finding in findings for language in ("ja", "en")))
        return 1
    place = Place(options.scheduler, options.keys, options.seats, options.host, options.port)
    return _until_stopped(lambda stop: grade_for(place, stop))


def _until_stopped(work: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> int:
    """Work until SIGTERM or Ctrl-C."""

    async def run() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await work(stop)

    asyncio.run(run())
    return 0


if __name__ == "__main__":
    code = main()
    logging.shutdown()
    # A grading that was given up may still wait in a thread, for minutes; its sandbox dies with this process.
    os._exit(code)
