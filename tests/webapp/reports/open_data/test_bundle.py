"""One zip file of a package, the same bytes whenever and wherever it is made."""

import io
import zipfile

from tests.webapp.reports.faces.specimens import a_report
from webapp.reports.open_data.bundle import bundle

FILES = {"people.csv": b"a,b\r\n", "README.md": "読んでください".encode()}


def test_the_files_come_out_as_they_went_in():
    with zipfile.ZipFile(io.BytesIO(bundle(a_report(), FILES))) as packed:
        assert packed.testzip() is None
        assert {name: packed.read(name) for name in packed.namelist()} == FILES


def test_the_same_files_give_the_same_bytes_in_whatever_order():
    assert bundle(a_report(), FILES) == bundle(a_report(), dict(reversed(FILES.items())))


def test_nothing_in_it_tells_the_machine_or_the_moment_of_the_download():
    with zipfile.ZipFile(io.BytesIO(bundle(a_report(), FILES))) as packed:
        for entry in packed.infolist():
            # The report was made at noon in Japan.
            assert entry.date_time == (2027, 6, 1, 12, 0, 0)
            assert (entry.compress_type, entry.create_system) == (zipfile.ZIP_STORED, 3)
