"""Days that go by a name, each by its year: holidays, elections, and a few that made history.

A name is written as `nlp/timex.py` gives it: "-thanksgiving", "-thanksgiving+1" for the day after.
"""

import re
from calendar import MONDAY, SUNDAY, THURSDAY
from collections.abc import Callable
from datetime import date, timedelta

_NAMED = re.compile(r"-(?P<name>[a-z]+)(?P<shift>[+-]\d)?")
# "The election" is the one just held; of one longer ago nobody says so without its year.
_ELECTION_DAYS = 150
_FOUR_YEARS = 4


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    """Return the n-th weekday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _last_monday(year: int, month: int) -> date:
    end = date(year, month, 31)
    return end - timedelta(days=(end.weekday() - MONDAY) % 7)


def _easter(year: int) -> date:
    """Return Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def _election(year: int) -> date | None:
    return _nth(year, 11, MONDAY, 1) + timedelta(days=1) if year % 2 == 0 else None


def _inauguration(year: int) -> date | None:
    day = date(year, 1, 20)
    return (day + timedelta(days=day.weekday() == SUNDAY)) if year % _FOUR_YEARS == 1 else None


_DAYS: dict[str, Callable[[int], date | None]] = {
    "king": lambda year: _nth(year, 1, MONDAY, 3),
    "presidents": lambda year: _nth(year, 2, MONDAY, 3),
    "goodfriday": lambda year: _easter(year) - timedelta(days=2),
    "eastermonday": lambda year: _easter(year) + timedelta(days=1),
    "memorial": lambda year: _last_monday(year, 5),
    "labor": lambda year: _nth(year, 9, MONDAY, 1),
    "columbus": lambda year: _nth(year, 10, MONDAY, 2),
    "election": _election,
    "thanksgiving": lambda year: _nth(year, 11, THURSDAY, 4),
    "blackfriday": lambda year: _nth(year, 11, THURSDAY, 4) + timedelta(days=1),
    "inauguration": _inauguration,
    "liberation": lambda year: date(2025, 4, 2) if year == 2025 else None,
}


def named_day(value: str, near: date) -> date | None:
    """Return the last day of a name that is not after `near` (or is the next day); None where the name says none."""
    match = _NAMED.fullmatch(value)
    if match is None or match["name"] not in _DAYS:
        return None
    shift = timedelta(days=int(match["shift"] or 0))
    for year in range(near.year, near.year - _FOUR_YEARS - 1, -1):
        day = _DAYS[match["name"]](year)
        if day is None or day + shift > near + timedelta(days=1):
            continue
        is_old = match["name"] == "election" and (near - day).days > _ELECTION_DAYS
        return None if is_old else day + shift
    return None


def is_american(value: str) -> bool:
    """Say whether a name speaks of the United States' day and may be another country's elsewhere."""
    return value.startswith(("-election", "-inauguration"))
