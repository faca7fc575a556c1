"""Grades what it is asked to, one JSON line each: the trusted side alone in a process, so that it can be measured."""

import json
import sys
import traceback
from pathlib import Path

from grader.__main__ import score_files
from grader.limits import Limits
from grader.zygote import Zygotes

zygotes = Zygotes()
for line in sys.stdin:
    ask = json.loads(line)
    try:
        sheet = score_files(Path(ask["source"]), Path(ask["submission"]), zygotes, Limits(**ask["limits"]))
        reply = {"sheet": sheet.as_dict()}
    except Exception:
        reply = {"fault": traceback.format_exc()}
    print(json.dumps(reply, ensure_ascii=False), flush=True)
zygotes.close()
