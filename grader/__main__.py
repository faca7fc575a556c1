"""The command line: ``python -m grader grade …``, ``… check …`` and ``… doctor``."""

from __future__ import annotations

import argparse
import base64
import json
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from grader import words
from grader.assignment import BrokenSource, read_assignment
from grader.contract import GradingRequest, ScoreSheet
from grader.limits import Limits
from grader.notebook import Rejected
from grader.pipeline import grade_request, refuse
from grader.submitted import read_submitted
from grader.words import Language
from grader.zygote import Zygotes

DATA_FOLDERS = ("data", "learner/data")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 for every learner's state and 1 for a fault of ours."""
    options = _parser().parse_args(arguments)
    return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m grader", description="採点する / Score notebooks.")
    commands = parser.add_subparsers(required=True)
    grade = commands.add_parser("grade", help="一つのノートブックを採点する / score one notebook")
    grade.add_argument("--source", type=_there, required=True, help="講師のノートブック / the instructor's")
    grade.add_argument("--submission", type=_there, required=True, help="提出物 / the learner's notebook")
    grade.set_defaults(run=_grade)
    doctor = commands.add_parser("doctor", help="この機械で採点できるか調べる / can this host sandbox?")
    doctor.set_defaults(run=_doctor)
    check = commands.add_parser("check", help="テストが値だけで動くか調べる / can its tests work by value?")
    check.add_argument("--source", type=_there, required=True, help="講師のノートブック / the instructor's")
    check.set_defaults(run=_check)
    for command in (grade, doctor, check):
        command.add_argument("--json", action="store_true", help="JSONで出す / print JSON")
        command.add_argument("--language", choices=("ja", "en"), default="ja", help="文の言語 / of sentences")
    return parser


def _there(name: str) -> Path:
    """A path that leads to something; a mistyped one is the caller's and no fault of the grader's."""
    if not os.path.lexists(name):
        raise argparse.ArgumentTypeError(
            f"{name} がありません。道すじを確かめてください / no such file: {name}"
        )
    return Path(name)


def _grade(options: argparse.Namespace) -> int:
    try:
        with closing(Zygotes()) as zygotes:
            sheet = score_files(options.source, options.submission, zygotes)
    except Exception:
        # Everything that arrives here is ours: it is told as such, and the details go to whoever runs the grader.
        traceback.print_exc()
        _print_fault(options)
        return 1
    spoken = in_one_language(sheet, options.language)
    print(json.dumps(spoken, ensure_ascii=False) if options.json else _as_text(spoken))
    return 0


def score_files(source: Path, submission: Path, zygotes: Zygotes, limits: Limits | None = None) -> ScoreSheet:
    """Score one notebook file against the instructor's, with the data that lie beside the instructor's."""
    instructors = source.read_text("utf-8")
    try:
        work = read_submitted(submission)
    except Rejected as refusal:
        return refuse(instructors, refusal.reason)
    request = GradingRequest(submission.name, instructors, work, _data_beside(source))
    return grade_request(request, zygotes, limits)


def _data_beside(source: Path) -> dict[str, str]:
    return {
        path.relative_to(folder.parent).as_posix(): base64.b64encode(path.read_bytes()).decode("ascii")
        for folder in (source.parent / name for name in DATA_FOLDERS)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def in_one_language(sheet: ScoreSheet, language: Language) -> dict[str, Any]:
    """The score sheet as plain data with each message in one language."""
    plain = sheet.as_dict()
    exercises = [{**exercise, "message": exercise["message"][language]} for exercise in plain["exercises"]]
    return {**plain, "exercises": exercises, "message": plain["message"][language]}


def _print_fault(options: argparse.Namespace) -> None:
    message = words.FAULT.spoken(options.language)
    fault: dict[str, Any] = {
        "state": "FAULT",
        "points": None,
        "max_points": None,
        "exercises": [],
        "message": message,
    }
    print(json.dumps(fault, ensure_ascii=False) if options.json else message)


def _as_text(sheet: Mapping[str, Any]) -> str:
    lines = [f"{sheet['state']}  {sheet['points']}/{sheet['max_points']}", sheet["message"]]
    for exercise in sheet["exercises"]:
        points = "–" if exercise["points"] is None else exercise["points"]
        lines.append(f"{exercise['id']}  {points}/{exercise['max_points']}  {exercise['message']}")
    return "\n".join(line.rstrip() for line in lines if line)


def _doctor(options: argparse.Namespace) -> int:
    from grader.doctor import examine

    findings = examine()
    if options.json:
        print(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False))
    else:
        print("\n".join(finding.spoken(options.language) for finding in findings))
    return 0 if all(finding.ok for finding in findings) else 1


def _check(options: argparse.Namespace) -> int:
    from grader.advice import advise

    try:
        findings = advise(read_assignment(options.source.read_text("utf-8")))
    except BrokenSource as broken:
        print(broken, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps([finding.as_dict(options.language) for finding in findings], ensure_ascii=False))
    else:
        lines = [finding.spoken(options.language) for finding in findings]
        print("\n".join(lines or [words.NOTHING_TO_MEND.spoken(options.language)]))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
