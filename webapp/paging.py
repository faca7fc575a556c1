"""頁送り: which part of a long list a page shows."""

from dataclasses import dataclass

from flask import abort, request

LONGEST_NUMBER = 9  # digits


@dataclass(frozen=True)
class Paging:
    """One page of a list: its number (from 1), how many rows each has, and how many rows there are."""

    number: int
    size: int
    rows: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.rows // self.size))

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.number - 1) * self.size

    @property
    def first_row(self) -> int:
        """The first row of this page, counted from 1; 0 where there is none."""
        return self.offset + 1 if self.rows else 0

    @property
    def last_row(self) -> int:
        """The last row of this page."""
        return min(self.offset + self.size, self.rows)


def asked_page(rows: int, size: int = 50) -> Paging:
    """The page that the address asks for (`?page=2`); 404 for what is no page of this list."""
    asked = request.args.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER):
        abort(404)
    paging = Paging(int(asked), size, rows)
    if not 1 <= paging.number <= paging.last:
        abort(404)
    return paging
