"""Trading sessions by MIC, 1970 to 2027, from exchange_calendars.

A day is a `datetime.date`, an instant is aware UTC. Importing exchange_calendars and building
one calendar takes half a second, so the calendars that market news needs stand ready in
`sessions_table.txt`, made by `scripts/make_sessions` and held equal to exchange_calendars by
the tests, but for a few closures that it does not know. Any other MIC that exchange_calendars knows is built by it on first use.

The table, for each calendar:

    = MIC zone first last weekdays    bounds, and the weekdays (0 Monday) that are sessions
    a NAME MIC                        another name of a calendar
    h YYYY MMDD …                     days closed although the weekday is not
    x YYYY MMDD …                     sessions although the weekday is not
    t YYYY-MM-DD open close           regular hours from that day on
    d YYYY MMDD@open-close …          sessions of other hours

Hours are local wall clock, counted from midnight of the session's day: `-7:00` is five in the
afternoon of the day before, `24:00` the end of the day.
"""

import warnings
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from itertools import accumulate
from zoneinfo import ZoneInfo

from extractor.errors import OutsideCalendar

FIRST = date(1970, 1, 1)
LAST = date(2027, 12, 31)


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening and closing hours of every session of one calendar.

    Minutes are local wall clock from midnight of the session's day, in `zone`. `regular` are
    hours with the day ordinal from which they hold, ascending; `other` those of single days.
    """

    zone: str
    regular: tuple[tuple[int, int, int], ...]
    other: Mapping[int, tuple[int, int]]

    def of(self, ordinal: int) -> tuple[int, int]:
        """Return the opening and closing minute of a session."""
        found = self.other.get(ordinal)
        if found is None:
            at = bisect_right(self.regular, ordinal, key=lambda row: row[0]) - 1
            _, opens, closes = self.regular[max(at, 0)]
            found = (opens, closes)
        return found


class Calendar:
    """The sessions of one MIC between two bounds, both included."""

    def __init__(self, mic: str, first: date, last: date, mask: bytes, hours: Hours) -> None:
        self.mic = mic
        self.first = first
        self.last = last
        self.mask = mask
        self.hours = hours
        self._start = first.toordinal()
        self._ordinals = array("i", (self._start + i for i, is_open in enumerate(mask) if is_open))
        # _before[i]: sessions before day i of the mask, so every count is one subtraction.
        self._before = array("i", accumulate(mask, initial=0))

    def _place(self, day: date) -> int:
        place = day.toordinal() - self._start
        if not 0 <= place < len(self.mask):
            raise self._outside(day)
        return place

    def _outside(self, day: date) -> OutsideCalendar:
        return OutsideCalendar(
            f"{self.mic}: got {day}, expected a day with sessions around it from {self.first} to {self.last};"
            " use a day inside these bounds"
        )

    def _at(self, position: int, day: date) -> date:
        if not 0 <= position < len(self._ordinals):
            raise self._outside(day)
        return date.fromordinal(self._ordinals[position])

    def is_session(self, day: date) -> bool:
        """Say whether the exchange trades on `day`."""
        return self.mask[self._place(day)] == 1

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """Return the sessions from `first` to `last`, both included."""
        low, high = self._before[self._place(first)], self._before[self._place(last) + 1]
        return tuple(map(date.fromordinal, self._ordinals[low:high]))

    def count(self, first: date, last: date) -> int:
        """Return how many sessions there are from `first` to `last`, both included."""
        return max(0, self._before[self._place(last) + 1] - self._before[self._place(first)])

    def on_or_before(self, day: date) -> date:
        """Return the last session that is not after `day`."""
        return self._at(self._before[self._place(day) + 1] - 1, day)

    def on_or_after(self, day: date) -> date:
        """Return the first session that is not before `day`."""
        return self._at(self._before[self._place(day)], day)

    def shift(self, day: date, n: int) -> date:
        """Return the session `n` sessions on from the session `day`."""
        return self._at(self._before[self._session(day)] + n, day)

    def instants(self, day: date) -> tuple[datetime, datetime]:
        """Return when the session `day` opens and closes, aware UTC."""
        self._session(day)
        zone = ZoneInfo(self.hours.zone)
        midnight = datetime(day.year, day.month, day.day)
        opens, closes = self.hours.of(day.toordinal())
        # Wall clock first, zone after: a change to summer time in between must not shift the hour.
        return (
            (midnight + timedelta(minutes=opens)).replace(tzinfo=zone).astimezone(UTC),
            (midnight + timedelta(minutes=closes)).replace(tzinfo=zone).astimezone(UTC),
        )

    def _session(self, day: date) -> int:
        place = self._place(day)
        if not self.mask[place]:
            raise ValueError(f"{self.mic}: got {day}, which is no session; find one with session_on_or_before")
        return place


def is_session(mic: str, day: date) -> bool:
    """Say whether `mic` trades on `day`; raise OutsideCalendar beyond the bounds."""
    return load_calendar(mic).is_session(day)


def sessions_between(mic: str, first: date, last: date) -> tuple[date, ...]:
    """Return the sessions from `first` to `last`, both included; none where first > last."""
    return load_calendar(mic).between(first, last)


def n_sessions(mic: str, first: date, last: date) -> int:
    """Return how many sessions there are from `first` to `last`, both included."""
    return load_calendar(mic).count(first, last)


def session_on_or_before(mic: str, day: date) -> date:
    """Return the last session that is not after `day`; raise OutsideCalendar beyond the bounds."""
    return load_calendar(mic).on_or_before(day)


def session_on_or_after(mic: str, day: date) -> date:
    """Return the first session that is not before `day`; raise OutsideCalendar beyond the bounds."""
    return load_calendar(mic).on_or_after(day)


def shift(mic: str, day: date, n: int) -> date:
    """Return the session `n` sessions on from `day` (negative: back).

    Raise ValueError where `day` is no session, OutsideCalendar beyond the bounds.
    """
    return load_calendar(mic).shift(day, n)


def open_instant(mic: str, day: date) -> datetime:
    """Return when the session `day` opens, aware UTC; raise ValueError where it is no session."""
    return load_calendar(mic).instants(day)[0]


def close_instant(mic: str, day: date) -> datetime:
    """Return when the session `day` closes, aware UTC, half days included.

    Raise ValueError where `day` is no session.
    """
    return load_calendar(mic).instants(day)[1]


@cache
def load_calendar(mic: str) -> Calendar:
    """Return the calendar of `mic`, from the table or else from exchange_calendars.

    Raise OutsideCalendar for a MIC that neither knows.
    """
    blocks, names = _table()
    block = blocks.get(names.get(mic, mic))
    if block is not None:
        return _read_block(mic, block)
    built = _built_or_why_not(mic)
    if isinstance(built, str):
        raise OutsideCalendar(built)
    return built


@cache
def _built_or_why_not(mic: str) -> Calendar | str:
    """Return the calendar that exchange_calendars builds, or why it builds none: to fail again takes as long as to succeed."""
    try:
        return from_exchange_calendars(mic)
    except OutsideCalendar as error:
        return str(error)


@cache
def _table() -> tuple[Mapping[str, str], Mapping[str, str]]:
    text = resources.files("extractor.market").joinpath("sessions_table.txt").read_text("utf-8")
    head, *blocks = text.split("\n= ")
    names = {parts[1]: parts[2] for parts in map(str.split, head.splitlines()) if parts and parts[0] == "a"}
    return {block.split(" ", 1)[0]: block for block in blocks}, names


def _read_block(mic: str, block: str) -> Calendar:
    head, *lines = block.splitlines()
    _, zone, first_text, last_text, weekdays = head.split()
    first, last = date.fromisoformat(first_text), date.fromisoformat(last_text)
    start, length = first.toordinal(), (last - first).days + 1
    week = bytes(str((first.weekday() + i) % 7) in weekdays for i in range(7))
    mask = bytearray((week * (length // 7 + 1))[:length])
    regular: list[tuple[int, int, int]] = []
    other: dict[int, tuple[int, int]] = {}
    for line in lines:
        mark, year, *words = line.split()
        if mark == "t":
            regular.append((date.fromisoformat(year).toordinal(), _minutes(words[0]), _minutes(words[1])))
            continue
        for word in words:
            ordinal = date(int(year), int(word[:2]), int(word[2:4])).toordinal()
            if mark == "d":
                # The hour of opening may itself begin with a minus, so split at the last one.
                opens, _, closes = word[5:].rpartition("-")
                other[ordinal] = (_minutes(opens), _minutes(closes))
            else:
                mask[ordinal - start] = mark == "x"
    return Calendar(mic, first, last, bytes(mask), Hours(zone, tuple(regular), other))


def _minutes(text: str) -> int:
    hour, minute = text.lstrip("-").split(":")
    total = int(hour) * 60 + int(minute)
    return -total if text.startswith("-") else total


def from_exchange_calendars(mic: str) -> Calendar:
    """Build the calendar of `mic` with exchange_calendars; raise OutsideCalendar for an unknown one."""
    with warnings.catch_warnings():
        # exchange_calendars calls pandas in ways that pandas is about to change: not our user's business.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            return _build(mic)
        except (ValueError, NotImplementedError) as error:
            # With some versions of pandas the holidays of Athens and Tel Aviv are more than it can work out.
            raise OutsideCalendar(
                f"got the calendar {mic!r}, which the installed exchange_calendars and pandas cannot build"
                f" ({type(error).__name__}); use other versions of them to have its sessions"
            ) from error


def _build(mic: str) -> Calendar:
    import exchange_calendars
    from exchange_calendars.errors import InvalidCalendarName

    try:
        name = exchange_calendars.resolve_alias(mic)
        # The bounds are those of the class; the shared instance reaches back twenty years only.
        probe = exchange_calendars.get_calendar(name)
    except InvalidCalendarName as error:
        raise OutsideCalendar(
            f"got the calendar {mic!r}, expected a MIC such as XNYS or XLON; mend the instrument's mic"
        ) from error
    low, high = probe.bound_min(), probe.bound_max()
    first = FIRST if low is None else max(FIRST, low.date())
    last = LAST if high is None else min(LAST, high.date())
    schedule = exchange_calendars.get_calendar(name, start=str(first), end=str(last)).schedule
    days = [stamp.date() for stamp in schedule.index]
    zone = str(probe.tz)
    local = [
        (_wall_minutes(opens, day, zone), _wall_minutes(closes, day, zone))
        for day, opens, closes in zip(days, schedule["open"], schedule["close"], strict=True)
    ]
    start = first.toordinal()
    mask = bytearray((last - first).days + 1)
    for day in days:
        mask[day.toordinal() - start] = 1
    hours = Hours(zone, ((start, 0, 0),), {day.toordinal(): row for day, row in zip(days, local, strict=True)})
    return Calendar(mic, first, last, bytes(mask), hours)


def _wall_minutes(instant: datetime, day: date, zone: str) -> int:
    wall = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return round((wall - datetime(day.year, day.month, day.day)).total_seconds() / 60)
