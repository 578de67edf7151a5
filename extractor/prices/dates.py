"""The form in which a file writes its days, found from all of them at once."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extractor.errors import LayoutError

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})[a-z]*\.?[- ](\d{4})")


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads days written in one form; `name` says which."""

    name: str
    parse: Callable[[str], tuple[int, int, int] | None]

    def read(self, text: str) -> date | None:
        """Return the day that `text` writes; None where it is not written in this form."""
        parts = self.parse(text)
        if parts is None:
            return None
        try:
            return date(*parts)
        except ValueError:
            return None


def find_date_reader(path: Path, cells: Sequence[str], *, is_american: bool = False) -> DateReader:
    """Return the reader of the form that most of `cells` have.

    `is_american` says that the layout is known to put the month first. Raise LayoutError
    where no form fits, or where day and month cannot be told apart in any row.
    """
    counts = {reader.name: sum(reader.parse(cell) is not None for cell in cells) for reader in _PLAIN}
    numeric = [match for cell in cells if (match := _NUMERIC.fullmatch(cell))]
    best = max(_PLAIN, key=lambda reader: counts[reader.name])
    if counts[best.name] > len(numeric):
        return best
    if not numeric:
        got = next((cell for cell in cells if cell), "nothing")
        raise LayoutError(f"{path}: got the date {got[:40]!r}, expected one such as 2026-01-08; write it so")
    return _numeric_reader(path, numeric, is_american=is_american)


def _numeric_reader(path: Path, numeric: Sequence[re.Match[str]], *, is_american: bool) -> DateReader:
    day_first = next((match for match in numeric if int(match[1]) > 12), None)
    month_first = next((match for match in numeric if int(match[3]) > 12), None)
    if day_first and month_first:
        raise LayoutError(
            f"{path}: got {day_first.group()} and {month_first.group()}, expected day and month in one order;"
            " write dates as 2026-01-08"
        )
    if day_first is None and month_first is None and not is_american:
        # Points are written where the day comes first; strokes and dashes are written both ways.
        if numeric[0][2] != ".":
            raise LayoutError(
                f"{path}: got {numeric[0].group()}, expected a date that can be read one way only, but no row"
                " tells day from month; write dates as 2026-01-08"
            )
        return DateReader("day.month.year", _day_month)
    if is_american and day_first:
        raise LayoutError(
            f"{path}: got {day_first.group()}, expected month/day/year as this layout has it; write dates as 2026-01-08"
        )
    mark = numeric[0][2]
    if day_first or (month_first is None and not is_american):
        return DateReader(f"day{mark}month{mark}year", _day_month)
    return DateReader(f"month{mark}day{mark}year", _month_day)


def _iso(text: str) -> tuple[int, int, int] | None:
    match = _ISO.fullmatch(text)
    return (int(match[1]), int(match[3]), int(match[4])) if match else None


def _compact(text: str) -> tuple[int, int, int] | None:
    match = _COMPACT.fullmatch(text)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _day_month(text: str) -> tuple[int, int, int] | None:
    match = _NUMERIC.fullmatch(text)
    return (int(match[4]), int(match[3]), int(match[1])) if match else None


def _month_day(text: str) -> tuple[int, int, int] | None:
    match = _NUMERIC.fullmatch(text)
    return (int(match[4]), int(match[1]), int(match[3])) if match else None


def _month_name_first(text: str) -> tuple[int, int, int] | None:
    match = _MONTH_FIRST.fullmatch(text)
    month = _MONTHS.get(match[1].lower()) if match else None
    return (int(match[3]), month, int(match[2])) if match and month else None


def _month_name_second(text: str) -> tuple[int, int, int] | None:
    match = _DAY_FIRST.fullmatch(text)
    month = _MONTHS.get(match[2].lower()) if match else None
    return (int(match[3]), month, int(match[1])) if match and month else None


_PLAIN = (
    DateReader("year-month-day", _iso),
    DateReader("yearmonthday", _compact),
    DateReader("Jan 8, 2026", _month_name_first),
    DateReader("8 Jan 2026", _month_name_second),
)
