"""The guard before an .xlsx is opened: how large it becomes, what lies in it, and that its XML names no entities."""

import io
import re
import zipfile
import zlib

from webapp.enrolment.rosters.inside.refused import Refused

MOST_ENTRIES = 1000
LARGEST_WHOLE = 200 * 1024 * 1024  # 10 MB of a spreadsheet's XML rarely becomes more than 100 MB
LARGEST_RATIO = 150
SMALL = 1024 * 1024  # what is small may be squeezed as tightly as it likes
PIECE = 256 * 1024
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
LONGEST_MARK = max(map(len, DECLARATIONS))
HIDDEN_ROW = re.compile(rb"<row\b[^>]{0,400}?\bhidden=\"(?:1|true)\"")
HIDDEN_COLUMN = re.compile(rb"<col\b[^>]{0,400}?\bhidden=\"(?:1|true)\"")


class Package:
    """An .xlsx as a zip archive; making one refuses what a roster never needs."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            self._entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OverflowError):
            raise Refused("damaged") from None
        self._names = [entry.filename for entry in self._entries]
        self._refuse_other_kinds()
        self._refuse_what_it_carries()
        self._refuse_sizes(len(content))
        self.hides_rows = self.hides_columns = False
        for entry in self._entries:
            self._look_through(entry)

    def _refuse_other_kinds(self) -> None:
        names = set(self._names)
        if any(name.endswith(".iwa") for name in names):
            raise Refused("numbers")
        if "mimetype" in names:
            raise Refused("ods")
        if "xl/workbook.bin" in names:
            raise Refused("xlsb")
        if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
            raise Refused("no_spreadsheet")

    def _refuse_what_it_carries(self) -> None:
        lowered = [name.lower() for name in self._names]
        if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in lowered):
            raise Refused("macros")
        if any(name.startswith("xl/externallinks/") for name in lowered):
            raise Refused("external_links")

    def _refuse_sizes(self, packed: int) -> None:
        if len(self._names) > MOST_ENTRIES:
            raise Refused("bomb")
        if len({name.lower() for name in self._names}) != len(self._names):
            raise Refused("damaged")
        for entry in self._entries:
            if _climbs(entry.filename):
                raise Refused("damaged")
            if entry.flag_bits & 1:
                raise Refused("encrypted")
            if entry.compress_type not in METHODS:
                raise Refused("damaged")
        declared = sum(entry.file_size for entry in self._entries)
        if declared > LARGEST_WHOLE or declared > max(SMALL, packed * LARGEST_RATIO):
            raise Refused("bomb")

    def _look_through(self, entry: zipfile.ZipInfo) -> None:
        """Unpack one entry piece by piece: as much as it said and no more, and no declarations in XML."""
        is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        is_sheet = entry.filename.startswith("xl/worksheets/")
        seen, tail = 0, b""
        try:
            with self._archive.open(entry) as stream:
                while piece := stream.read(PIECE):
                    seen += len(piece)
                    if seen > entry.file_size:
                        raise Refused("bomb")
                    if is_xml:
                        self._refuse_declarations(tail + piece)
                    if is_sheet:
                        self._notice_hidden(tail + piece)
                    tail = piece[-LONGEST_MARK:]
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
            NotImplementedError,
        ):
            raise Refused("damaged") from None
        if seen != entry.file_size:
            raise Refused("damaged")

    def _refuse_declarations(self, text: bytes) -> None:
        # In another encoding than UTF-8 a declaration would look different; spreadsheet programs write none.
        if b"\x00" in text:
            raise Refused("damaged")
        if any(mark in text for mark in DECLARATIONS):
            raise Refused("entities")
        if b"macroEnabled" in text:
            raise Refused("macros")

    def _notice_hidden(self, text: bytes) -> None:
        self.hides_rows = self.hides_rows or bool(HIDDEN_ROW.search(text))
        self.hides_columns = self.hides_columns or bool(HIDDEN_COLUMN.search(text))


def _climbs(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
