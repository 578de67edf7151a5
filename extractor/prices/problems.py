"""What is wrong with price files, one record for each finding."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class What(StrEnum):
    """The sort of thing that is wrong."""

    FILE = "file"  # cannot be read at all
    LAYOUT = "layout"  # columns that are not recognised
    ROW = "row"  # one row that cannot be read
    HOLIDAY = "holiday"  # a bar on a day without a session
    DUPLICATE = "duplicate"  # bars of one symbol, day, basis and source that differ
    IMPOSSIBLE = "impossible"  # high below low, close outside them, a price that cannot be
    OPEN = "open"  # an open outside low and high: the open alone is left out
    GAP = "gap"  # sessions missing within a series
    DISAGREE = "disagree"  # two sources apart beyond rounding
    REFUSED = "refused"  # an imported row that differs from the one already held


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in one file; `symbol` is empty and `day` None where it concerns the whole."""

    file: str
    symbol: str
    day: date | None
    what: What
    detail: str

    def __str__(self) -> str:
        where = " ".join(word for word in (self.symbol, "" if self.day is None else str(self.day)) if word)
        return f"{self.file}: {self.what}: {where + ': ' if where else ''}{self.detail}"
