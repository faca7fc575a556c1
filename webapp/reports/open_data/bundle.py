"""一つのファイルにまとめる: the package as a zip file, the same bytes on every machine."""

import io
from collections.abc import Mapping
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from webapp.fiscal_year import in_japan
from webapp.reports.frozen.report import ParticipationReport

UNIX, READABLE = 3, 0o100644


def bundle(report: ParticipationReport, files: Mapping[str, bytes]) -> bytes:
    """All files of a package; each bears the moment at which the report was made."""
    made = in_japan(report.made_at)
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, written in sorted(files.items()):
            entry = ZipInfo(name, (made.year, made.month, made.day, made.hour, made.minute, made.second))
            # Not compressed: another zlib would give other bytes for the same files.
            entry.compress_type = ZIP_STORED
            entry.create_system, entry.external_attr = UNIX, READABLE << 16
            archive.writestr(entry, written)
    return packed.getvalue()
