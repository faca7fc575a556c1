"""Restores one backup again and again, each time in a process of its own that ends for good at the next point of the way.

`python -m tests.webapp.backups.stopping_restore FILE FOLDER` makes FOLDER/0, FOLDER/1, … and prints each point's name;
with a point's name as third argument it stops there alone.
"""

import os
import subprocess
import sys
from pathlib import Path

from webapp.backups.restoring import restore


def stop_at(number, data, file, only=None):
    """Restore in a child that ends at the point of this number; its name, or nothing where there are no more."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        passed = []

        def reached(point):
            passed.append(point)
            if point == only or (only is None and len(passed) > number):
                os.write(writing, point.encode())
                os._exit(9)  # nothing is tidied up, as after kill -9

        data.mkdir(parents=True, exist_ok=True)
        restore(data, f"sqlite:///{data / 'tateyama.sqlite'}", file, reached)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        point = told.read()
    os.waitpid(child, 0)
    return point


def main():
    file, folder = map(Path, sys.argv[1:3])
    if sys.argv[3:]:
        print(stop_at(0, folder / "0", file, sys.argv[3]))
        return
    begun = [stop_at(number, folder / str(number), file) for number in (0, 1)]
    print(*begun, sep="\n", flush=True)
    # What was cut off before the first rename goes on from a copy, and is cut off once more, one rename later each time.
    number = 2
    while True:
        data = folder / str(number)
        subprocess.run(["/bin/cp", "-a", folder / "1", data], check=True)
        if not (point := stop_at(number - 2, data, file)):
            return
        print(point, flush=True)
        number += 1


if __name__ == "__main__":
    main()
