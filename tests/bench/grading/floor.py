"""The floor: a plain fork and exec of the same cells in a warm Python. It does as little as can be done.

No sandbox, no IPython, no process of the tests' own: cells and tests share one namespace. It is a bound to measure
against, and nobody could trust its scores. Frozen: the benchmark refuses to measure against a changed copy.

One JSON object per line: first {"imports": [statement]}, then {"jobs": [path], "folder": path} for each batch.
"""

import contextlib
import gc
import json
import os
import resource
import sys
import time

WORKERS = 2


def run(job):
    """Run one submission's cells; the names of the tests that ran to their end."""
    namespace, passed = {"__name__": "__main__"}, []
    for name, text in job:
        with contextlib.suppress(Exception):
            exec(compile(text, "<cell>", "exec"), namespace)  # noqa: S102 - what a notebook is for
            if name:
                passed.append(name)
    return passed


def fork(path, folder):
    """One child for one submission; returns its pid and the pipe it answers by."""
    answer_fd, write_fd = os.pipe()
    if (pid := os.fork()) == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        with open(path, encoding="utf-8") as file:
            job = json.load(file)
        os.chdir(folder)
        os.write(write_fd, json.dumps(run(job)).encode())
        os._exit(0)
    os.close(write_fd)
    return pid, answer_fd


def batch(jobs, folder):
    """Every submission, two at a time."""
    waiting, running, results = list(reversed(jobs)), {}, {}
    while waiting or running:
        while waiting and len(running) < WORKERS:
            path = waiting.pop()
            pid, answer_fd = fork(path, folder)
            running[pid] = path, answer_fd
        pid, _ = os.wait()
        path, answer_fd = running.pop(pid)
        results[path] = json.loads(os.read(answer_fd, 65_536) or b"[]")
        os.close(answer_fd)
    return results


def used():
    """CPU seconds of this process and of all its children that ended."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main():
    """Warm up once, then answer one line per batch."""
    for statement in json.loads(sys.stdin.readline())["imports"]:
        exec(statement, {})  # noqa: S102 - an import of the lesson's
    gc.collect()
    gc.freeze()
    print(json.dumps({"cpu": used()}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        cpu, began = used(), time.monotonic()
        results = batch(order["jobs"], order["folder"])
        answer = {"wall": time.monotonic() - began, "cpu": used() - cpu, "passed": results}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
