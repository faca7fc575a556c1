"""Why a file is not read: a word for each reason, which the parent process turns into a sentence."""


class Refused(Exception):
    """The file is not read; `row` is the spreadsheet's row where the reason lies in one."""

    def __init__(self, reason: str, row: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.row = row
