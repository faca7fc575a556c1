"""What we did not write ourselves is the file that SOURCE.md names, unchanged."""

import hashlib
import re
from pathlib import Path

import webapp

VENDOR = Path(webapp.__file__).parent / "static" / "vendor"
ROW = re.compile(r"^\| (\S+) \| .* \| ([0-9a-f]{64}) \|$", re.MULTILINE)


def test_every_vendored_file_is_named_with_its_hash():
    named = dict(ROW.findall((VENDOR / "SOURCE.md").read_text()))
    files = {file.name for file in VENDOR.iterdir()} - {"SOURCE.md", "pico-LICENSE.md"}
    assert files == set(named)
    for name, digest in named.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
