"""A time expression, seen from the dateline, to periods of sessions.

`resolve` returns the periods that the words can mean, the likeliest first. More than one
means that the calendar or the hour leaves it open; the judge says so where they differ.
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from extractor.errors import OutsideCalendar
from extractor.market import sessions
from extractor.records import Dateline, Period, Reason, Timex, TimexKind, Told
from extractor.verify.named_days import is_american, named_day

_LAST_DAY = date(2027, 12, 31)
# Markets with no bell: a day is a day, whatever the hour.
_NEW_YORK = ZoneInfo("America/New_York")
# By this hour of New York the day's settlements of metals and energy are made.
_SETTLED_HOUR = 13
NO_BELL = frozenset({"CMES", "24/7", "24/5", "IEPA"})
_AMERICAN = NO_BELL | {"XNYS", "XNAS"}
_WEEKEND_DAYS = 2
# A period's first days, in which "for the month" may still mean the one that just ended.
_FRESH_DAYS = {"week": 1, "month": 4, "quarter": 12, "half": 25, "year": 15}


@dataclass(frozen=True, slots=True)
class Resolved:
    """The periods that a time can mean, likeliest first; `reason` says why there is none.

    `is_named` where the text names the day, so that no neighbour is a fair reading.
    `is_cut` where a period ran beyond the dateline and was cut there.
    """

    periods: tuple[Period, ...] = ()
    reason: Reason | None = None
    note: str = ""
    is_named: bool = False
    is_cut: bool = False


# Exchanges whose session "overnight" speaks of, where an article says it by day: those west of Asia.
_TRADING_INTO_THE_NIGHT = frozenset(
    {"XNYS", "XNAS", "XLON", "XETR", "XPAR", "XAMS", "XSWX", "XMIL", "XMAD", "XTSE", "CMES"}
)


@dataclass(frozen=True, slots=True)
class Clock:
    """What a dateline means on one exchange.

    `unopened` is the dateline's own session where the text is from before its open. `is_topic_guessed` where no day is named that `topic` could be taken from.
    `latest` is the last session that can have closed; `current` the session the text speaks
    from the inside of, or None; `topic` the session that an article with no time said means. `is_day_only`
    where the dateline has no hour. `ahead` is the session of the exchange's own day, begun or over, where that is a
    day later than the publisher's.
    """

    mic: str
    day: date
    latest: date
    current: date | None
    topic: date
    is_topic_guessed: bool = False
    unopened: date | None = None
    is_day_only: bool = False
    ahead: date | None = None


def clock_for(dateline: Dateline, mic: str, topic: date | None = None) -> Clock:
    """See a dateline from the exchange `mic`; raise OutsideCalendar beyond its bounds."""
    day = dateline.day
    on_or_before = sessions.session_on_or_before(mic, day)
    current: date | None = None
    ahead: date | None = None
    latest = on_or_before
    if dateline.instant is not None and mic in NO_BELL:
        current = on_or_before
        local_time = dateline.instant.astimezone(_NEW_YORK)
        # An evening in New York is the next day already where the hour is told in London's or the world's.
        settled = sessions.session_on_or_before(mic, min(day, local_time.date()))
        is_settled = local_time.hour >= _SETTLED_HOUR or settled < local_time.date()
        latest = settled if is_settled else sessions.shift(mic, settled, -1)
    elif dateline.instant is not None:
        local = on_or_before
        if sessions.close_instant(mic, local) > dateline.instant:
            if sessions.open_instant(mic, local) <= dateline.instant:
                current = local
            latest = sessions.shift(mic, local, -1)
        # The publisher's day may be behind the exchange's (an American evening, an Asian morning).
        following = sessions.session_on_or_after(mic, local + timedelta(days=1))
        if sessions.open_instant(mic, following) <= dateline.instant:
            ahead = following
        if sessions.close_instant(mic, following) <= dateline.instant:
            latest = following
    if topic is not None and sessions.is_session(mic, topic):
        meant = topic
        if dateline.instant is None:
            # The hour is not known: the text is of the day it names, though what ended before its own day has ended.
            finished = sessions.session_on_or_before(mic, day - timedelta(days=1))
            latest = min(latest, max(topic, finished))
    else:
        meant = current or latest
    unopened = None
    if dateline.instant is not None and mic not in NO_BELL and sessions.is_session(mic, day):
        unopened = day if dateline.instant < sessions.open_instant(mic, day) else None
    is_day_only = dateline.instant is None
    return Clock(mic, day, latest, current, meant, topic is None, unopened, is_day_only, ahead)


def seen_from(clock: Clock, day: date) -> Clock:
    """Return the clock of a text that speaks after the close of the session `day`."""
    return replace(clock, day=day, latest=min(clock.latest, day), current=None, topic=day, ahead=None)


def resolve(timex: Timex | None, clock: Clock, told: Told) -> Resolved:
    """Return the periods that `timex` can mean from `clock`; none said means the topic session."""
    try:
        if timex is not None and timex.kind is TimexKind.BASE:
            period = _resolve(timex.until, clock, told)
            days = [sessions.shift(clock.mic, p.first, -1) for p in period.periods]
            return replace(period, periods=tuple(Period(day, day, timex.text) for day in days))
        if timex is not None and timex.until is not None:
            end = _resolve(timex.until, clock, told)
            if not end.periods:
                return end
            clock = seen_from(clock, end.periods[0].last)
        return _resolve(timex, clock, told)
    except OutsideCalendar as error:
        return Resolved(reason=Reason.OUTSIDE_CALENDAR, note=str(error))


def _resolve(timex: Timex | None, clock: Clock, told: Told) -> Resolved:
    if timex is None:
        if clock.unopened is not None and told is Told.INTRADAY:
            return _unopened(clock.unopened)
        meant = clock.current if told is Told.INTRADAY and clock.current else clock.topic
        if told is Told.CLOSE and meant > clock.latest:
            meant = clock.latest
        return Resolved((Period(meant, meant),))
    text = timex.text
    match timex.kind:
        case TimexKind.DAY if is_american(timex.value) and clock.mic not in _AMERICAN:
            return _unresolved(f"whose day “{text}” is is not said")
        case TimexKind.DAY:
            return _one_day(_full_day(timex.value, clock.day), clock, text, told)
        case TimexKind.WEEKDAY:
            return _weekday(timex, clock, told)
        case TimexKind.RELATIVE_DAY:
            if timex.offset > 0:
                return _unresolved("the day lies after the dateline")
            if timex.offset == 0:
                return _relative_today(clock, text, told)
            day = sessions.session_on_or_before(clock.mic, clock.day - timedelta(days=1))
            return Resolved((Period(day, day, text),), is_named=True)
        case TimexKind.SESSION:
            day = sessions.shift(clock.mic, clock.topic, timex.offset)
            return Resolved((Period(day, day, text),))
        case TimexKind.OVERNIGHT:
            day = clock.latest
            if clock.is_day_only and day == clock.day and clock.mic in _TRADING_INTO_THE_NIGHT:
                day = sessions.shift(clock.mic, day, -1)  # nobody sleeps through the session of his own day
            return Resolved((Period(day, day, text),))
        case TimexKind.WEEK:
            return _weeks(timex, clock)
        case TimexKind.MONTH:
            return _months(timex, clock)
        case TimexKind.QUARTER:
            return _quarters(timex, clock)
        case TimexKind.HALF if not timex.value:
            return _half(clock, text, has_ended=timex.part == "end")
        case TimexKind.HALF:
            year, half = timex.value.split("-H")[0].strip("-"), int(timex.value[-1])
            number = int(year) if year else clock.day.year if clock.day.month > 6 or half == 1 else clock.day.year - 1
            return _days(date(number, 6 * half - 5, 1), _month_end(number, 6 * half), clock, text)
        case TimexKind.YEAR:
            return _years(timex, clock)
        case TimexKind.TO_DATE:
            return _to_date(timex.value, clock, text)
        case TimexKind.SINCE:
            return _since(timex, clock)
        case TimexKind.TRAILING:
            return _trailing(timex, clock)
        case TimexKind.AGO:
            return _ago(timex, clock)
        case TimexKind.END if timex.unit:
            return _unit_end(timex.unit, clock, text)
        case TimexKind.END:
            month = _months(timex, clock)
            return replace(month, periods=tuple(Period(p.last, p.last, text) for p in month.periods))
        case TimexKind.FIRST_SESSIONS:
            return _first_sessions(timex, clock)
        case TimexKind.SPAN:
            first, last = timex.value.split("/")
            end = _full_day(last, clock.day)
            start = _full_day(first, end) if end else None
            if start is None or end is None:
                return _unresolved("the dates are none")
            if start > end and not first[:1].isdigit():
                start = start.replace(year=start.year - 1)  # "the 12 months to December"
            whole = _days(start, end, clock, text, is_named=True)
            if not re.match(r"(?:(?:from|between)\s+)?[a-z]+\.?\s+\d", text, re.IGNORECASE):
                return whole
            # "from Nov. 21 to Nov. 28" is from close to close as often as from the first session's start
            return _either(whole, _days(start + timedelta(days=1), end, clock, text))
        case _:
            return _unresolved(f"“{text}” is not said exactly enough")


def _unresolved(note: str) -> Resolved:
    return Resolved(reason=Reason.UNRESOLVED_TIME, note=note)


def _unopened(day: date) -> Resolved:
    note = f"the session of {day.isoformat()} had not opened at the dateline; prices from before it are not held"
    return Resolved(reason=Reason.NO_PRICES, note=note)


def _relative_today(clock: Clock, text: str, told: Told) -> Resolved:
    """ "today", "on the day": the session that the text speaks of."""
    if clock.unopened is not None and told is Told.INTRADAY:
        return _unopened(clock.unopened)
    meant = clock.current if clock.current and told is not Told.CLOSE else clock.topic
    return Resolved((Period(meant, meant, text),))


def _full_day(value: str, near: date) -> date | None:
    """Return an ISO day; without a year the latest one that is not after `near`, as is the day of a name."""
    if value[1:2].isalpha():
        return named_day(value, near)
    year, month, day = re.fullmatch(r"(-|\d{4})-(\d\d)-(\d\d)", value).groups()  # type: ignore[union-attr]
    years = [int(year)] if year != "-" else [near.year + 1, near.year, near.year - 1]
    for candidate in years:
        try:
            found = date(candidate, int(month), int(day))
        except ValueError:
            continue
        if year != "-" or found <= near + timedelta(days=1):
            return found
    return None


def _one_day(day: date | None, clock: Clock, text: str, told: Told) -> Resolved:
    if day is None:
        return _unresolved(f"“{text}” is no date")
    if day > clock.day + timedelta(days=1):
        return _unresolved("the day lies after the dateline")
    if not sessions.is_session(clock.mic, day):
        return _unresolved(f"{day.isoformat()} is no session on {clock.mic}")
    if day > clock.latest and told is Told.CLOSE:
        return _unresolved(f"the session of {day.isoformat()} had not closed at the dateline")
    if day == clock.unopened:
        return _unopened(day)
    return Resolved((Period(day, day, text),), is_named=True)


def _weekday(timex: Timex, clock: Clock, told: Told) -> Resolved:
    wanted = int(timex.value)
    back = (clock.day.weekday() - wanted) % 7
    day = clock.day - timedelta(days=back)
    if timex.offset > 0 or (timex.part == "this" and wanted > clock.day.weekday()):
        return _unresolved("the day lies after the dateline")
    if timex.offset < 0 and back == 0:
        day -= timedelta(days=7)
    if clock.ahead is not None and clock.ahead.weekday() == wanted and timex.offset == 0:
        day, back = clock.ahead, 0  # a Thursday in Tokyo, told on a Wednesday evening in New York
    if day > clock.latest and told is Told.CLOSE and back == 0:
        return _unresolved(f"the session of {day.isoformat()} had not closed at the dateline")
    if not sessions.is_session(clock.mic, day):
        return _unresolved(f"{day.isoformat()} is no session on {clock.mic}")
    if day == clock.unopened:
        return _unopened(day)
    return Resolved((Period(day, day, timex.text),), is_named=timex.is_named)


def _days(first: date, last: date, clock: Clock, text: str, *, is_named: bool = False) -> Resolved:
    """Return the sessions from `first` to `last`, cut at the dateline."""
    end = clock.current or clock.latest
    if clock.topic > end:
        end = clock.topic
    is_cut = last > end and sessions.n_sessions(clock.mic, end + timedelta(days=1), min(last, _LAST_DAY)) > 0
    if first > end:
        return _unresolved("the period lies after the dateline")
    last = min(last, end)
    if sessions.n_sessions(clock.mic, first, last) == 0:
        return _unresolved("the period holds no session")
    # Its ends alone: "since 1970" would else be a list of 14,000 sessions.
    start, stop = sessions.session_on_or_after(clock.mic, first), sessions.session_on_or_before(clock.mic, last)
    return Resolved((Period(start, stop, text),), is_named=is_named, is_cut=is_cut)


def _either(*resolved: Resolved) -> Resolved:
    """Join what can be meant, in order."""
    periods = tuple(dict.fromkeys(period for r in resolved for period in r.periods))
    if not periods:
        return resolved[0]
    return Resolved(periods, is_cut=any(r.is_cut for r in resolved))


def _weeks(timex: Timex, clock: Clock) -> Resolved:
    monday = clock.day - timedelta(days=clock.day.weekday())
    this = _days(monday, monday + timedelta(days=6), clock, timex.text)
    before = _days(monday - timedelta(days=7), monday - timedelta(days=1), clock, timex.text)
    is_weekend = clock.day.weekday() >= 5
    if timex.offset > 0:
        return _unresolved("the week lies after the dateline")
    if timex.offset < 0:
        return _either(this, before) if is_weekend else before
    if clock.day.weekday() == 0 or not this.periods:
        return _either(before, this)
    return this


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _back(year: int, month: int, n_months: int) -> tuple[int, int]:
    index = year * 12 + month - 1 - n_months
    return index // 12, index % 12 + 1


def _months(timex: Timex, clock: Clock) -> Resolved:
    day = clock.day
    if not timex.value:
        year, month = _back(day.year, day.month, -timex.offset)
        asked = _days(date(year, month, 1), _month_end(year, month), clock, timex.text)
        if timex.offset == 0 and day.day <= _FRESH_DAYS["month"]:
            year, month = _back(day.year, day.month, 1)
            return _either(_days(date(year, month, 1), _month_end(year, month), clock, timex.text), asked)
        return asked
    year_text, month_text = timex.value.rsplit("-", 1)
    month = int(month_text)
    if year_text.strip("-"):
        year = int(year_text)
    else:
        year = day.year if month <= day.month else day.year - 1
        if timex.offset < 0 and month == day.month:
            year -= 1
    first, last = date(year, month, 1), _month_end(year, month)
    # House rule: early is days 1 to 10, mid 11 to 20, late 21 to the end.
    if timex.part == "early":
        last = date(year, month, 10)
    elif timex.part == "mid":
        first, last = date(year, month, 11), date(year, month, 20)
    elif timex.part == "late":
        first = date(year, month, 21)
    return _days(first, last, clock, timex.text)


def _quarter_days(year: int, quarter: int) -> tuple[date, date]:
    return date(year, 3 * quarter - 2, 1), _month_end(year, 3 * quarter)


def _quarters(timex: Timex, clock: Clock) -> Resolved:
    day = clock.day
    current = (day.month + 2) // 3
    if timex.value:
        year_text, quarter_text = timex.value.split("-Q")
        quarter = int(quarter_text)
        year_text = year_text.strip("-")
        year = int(year_text) if year_text else day.year if quarter <= current else day.year - 1
        return _days(*_quarter_days(year, quarter), clock, timex.text)
    index = day.year * 4 + current - 1 + timex.offset
    asked = _days(*_quarter_days(index // 4, index % 4 + 1), clock, timex.text)
    started = _quarter_days(day.year, current)[0]
    if timex.offset == 0 and (day - started).days < _FRESH_DAYS["quarter"]:
        previous = _days(*_quarter_days((index - 1) // 4, (index - 1) % 4 + 1), clock, timex.text)
        return _either(previous, asked)
    return asked


def _half(clock: Clock, text: str, *, has_ended: bool) -> Resolved:
    """ "for the half": the one that has just ended, or the one that runs."""
    day = clock.day
    begin = date(day.year, 1 if day.month <= 6 else 7, 1)
    running = _days(begin, _month_end(day.year, begin.month + 5), clock, text)
    ended = begin - timedelta(days=1)
    before = _days(date(ended.year, ended.month - 5, 1), ended, clock, text)
    if has_ended:
        return running if clock.latest >= _last_session(clock.mic, begin.year, begin.month + 5) else before
    return running if (day - begin).days >= _FRESH_DAYS["half"] else _either(before, running)


def _last_session(mic: str, year: int, month: int) -> date:
    return sessions.session_on_or_before(mic, _month_end(year, month))


def _unit_end(unit: str, clock: Clock, text: str) -> Resolved:
    """Return the last session of the year, quarter, month or week that ended last."""
    day = clock.day
    match unit:
        case "week":
            end = day - timedelta(days=day.weekday()) + timedelta(days=6)
        case "month":
            end = _month_end(day.year, day.month)
        case "quarter":
            end = _quarter_days(day.year, (day.month + 2) // 3)[1]
        case _:
            end = date(day.year, 12, 31)
    if end > _LAST_DAY or sessions.session_on_or_before(clock.mic, end) > clock.latest:
        first = {"week": end - timedelta(days=6), "month": end.replace(day=1), "year": date(end.year, 1, 1)}
        begin = first.get(unit) or _quarter_days(end.year, end.month // 3)[0]
        end = begin - timedelta(days=1)
    last = sessions.session_on_or_before(clock.mic, end)
    return Resolved((Period(last, last, text),))


def _years(timex: Timex, clock: Clock) -> Resolved:
    day = clock.day
    year = int(timex.value) if timex.value else day.year + timex.offset
    if year > day.year:
        return _unresolved("the year lies after the dateline")
    asked = _days(date(year, 1, 1), date(year, 12, 31), clock, timex.text)
    if not timex.value and timex.offset == 0 and day.month == 1 and day.day <= _FRESH_DAYS["year"]:
        return _either(_days(date(year - 1, 1, 1), date(year - 1, 12, 31), clock, timex.text), asked)
    return asked


def _to_date(unit: str, clock: Clock, text: str) -> Resolved:
    day = clock.day
    match unit:
        case "week":
            first = day - timedelta(days=day.weekday())
        case "month":
            first = day.replace(day=1)
        case "quarter":
            first = _quarter_days(day.year, (day.month + 2) // 3)[0]
        case _ if unit.startswith("--"):
            month = int(unit[2:])
            first = date(day.year if month <= day.month else day.year - 1, month, 1)
            day = min(day, _month_end(first.year, month))
        case _:
            first = date(day.year, 1, 1)
    asked = _days(first, day, clock, text)
    if unit == "year" and day.month == 1 and day.day <= 5:
        return _either(asked, _days(date(day.year - 1, 1, 1), date(day.year - 1, 12, 31), clock, text))
    return asked


def _since(timex: Timex, clock: Clock) -> Resolved:
    """Count from the close before what is named, or from the close of its first session."""
    value, day = timex.value, clock.day
    start: date | None = None
    is_day = False
    if value.startswith("weekday "):
        back = (day.weekday() - int(value.split()[1])) % 7 or 7
        if value.endswith("last") and back <= _WEEKEND_DAYS:
            back += 7  # "since last Friday", said on a Saturday, is of the week before
        start, is_day = day - timedelta(days=back), True
    elif match := re.fullmatch(r"(?:(early|mid|late) )?(-|\d{4})-(\d\d)(?:-(\d\d))?", value):
        part, year_text, month_text, day_text = match.groups()
        month = int(month_text)
        year = (
            int(year_text)
            if year_text != "-"
            else day.year
            if month < day.month or (month == day.month and day_text)
            else day.year - 1
        )
        if day_text:
            start, is_day = _full_day(f"{year_text}-{month_text}-{day_text}", day), True
        elif part in ("mid", "late"):
            return _unresolved(f"“{timex.text}” is not said exactly enough")
        else:
            start = date(year, month, 1)
    elif value[:1] == "-" and value[1:2].isalpha():
        is_here = not is_american(value) or clock.mic in _AMERICAN
        start, is_day = (named_day(value, day) if is_here else None), True
    elif value.startswith("end "):
        month = int(value.removeprefix("end "))
        start = _month_end(day.year if month < day.month else day.year - 1, month) + timedelta(days=1)
    elif re.fullmatch(r"\d{4}", value):
        start = date(int(value), 1, 1)
    elif year_of := re.search(r"\b20\d\d$", value):
        start = date(int(year_of[0]), 1, 1)  # "the start of 2026"
    elif "year" in value and ("last" not in value or "end of" in value):
        start = date(day.year, 1, 1)
    elif "quarter" in value and "last" not in value:
        start = _quarter_days(day.year, (day.month + 2) // 3)[0]
    elif "month" in value and "last" not in value:
        start = day.replace(day=1)
    elif "week" in value and "last" not in value:
        start = day - timedelta(days=day.weekday())
    if start is None or start > day:
        return _unresolved(f"“{timex.text}” is not said exactly enough")
    whole = _days(start, day, clock, timex.text)
    if not whole.periods:
        return whole
    first = sessions.session_on_or_after(clock.mic, start)
    after = sessions.shift(clock.mic, first, 1)
    if after > whole.periods[0].last:
        return whole
    later = Resolved((Period(after, whole.periods[0].last, timex.text),))
    if is_day and first == start:
        return _either(later, whole)
    if re.fullmatch(r"(?:-|\d{4})-\d\d", value) is None:
        return _either(whole, later)
    # "Since April" is counted from April's end as well.
    from_end = _days(_month_end(start.year, start.month) + timedelta(days=1), day, clock, timex.text)
    return _either(whole, later, from_end) if from_end.periods else _either(whole, later)


def _ago(timex: Timex, clock: Clock) -> Resolved:
    """Return the session that many days or weeks before the one spoken of; longer spans name none."""
    match timex.unit:
        case "session" | "day":
            day = sessions.shift(clock.mic, clock.topic, -timex.count)
        case "week":
            day = sessions.session_on_or_before(clock.mic, clock.topic - timedelta(days=7 * timex.count))
        case _:
            return _unresolved(f"“{timex.text}” names no session")
    return Resolved((Period(day, day, timex.text),))


def _trailing(timex: Timex, clock: Clock) -> Resolved:
    """The past n units: by the calendar, or by sessions for days and weeks."""
    end = clock.current or clock.latest
    count = timex.count
    match timex.unit:
        case "session" | "day" | "trading day":
            first = sessions.shift(clock.mic, end, 1 - count)
            return Resolved((Period(first, end, timex.text),))
        case "week":
            by_sessions = Resolved((Period(sessions.shift(clock.mic, end, 1 - 5 * count), end, timex.text),))
            if count == 1:
                monday = clock.day - timedelta(days=clock.day.weekday())
                return _either(_days(monday, clock.day, clock, timex.text), by_sessions)
            return _either(_days(clock.day - timedelta(days=7 * count - 1), clock.day, clock, timex.text), by_sessions)
        case "month":
            year, month = _back(clock.day.year, clock.day.month, count)
        case "quarter":
            year, month = _back(clock.day.year, clock.day.month, 3 * count)
        case _:
            year, month = clock.day.year - count, clock.day.month
    base = date(year, month, min(clock.day.day, calendar.monthrange(year, month)[1]))
    first = sessions.session_on_or_after(clock.mic, base + timedelta(days=1))
    whole = Resolved((Period(first, end, timex.text),))
    if timex.unit == "month" and (timex.part == "loose" or clock.day.day <= _FRESH_DAYS["month"]):
        # "over the three months", told in July, is the second quarter
        ended = clock.day.replace(day=1) - timedelta(days=1)
        return _either(whole, _days(date(*_back(ended.year, ended.month, count - 1), 1), ended, clock, timex.text))
    return whole


def _period_before(unit: str, first: date) -> tuple[date, date]:
    """Return the first and last day of the year, quarter, month or week before the one that begins at `first`."""
    last = first - timedelta(days=1)
    match unit:
        case "quarter":
            return _quarter_days(last.year, (last.month + 2) // 3)
        case "month":
            return last.replace(day=1), last
        case "week":
            return last - timedelta(days=6), last
        case _:
            return date(last.year, 1, 1), last


def _first_sessions(timex: Timex, clock: Clock) -> Resolved:
    """The first (or last) n sessions, weeks or months of a year, quarter or month."""
    value, day = timex.value, clock.day
    if match := re.fullmatch(r"(-|\d{4})-(\d\d)", value):
        month = int(match[2])
        year = int(match[1]) if match[1] != "-" else day.year if month <= day.month else day.year - 1
        first, last = date(year, month, 1), _month_end(year, month)
    elif value.isdigit():
        first, last = date(int(value), 1, 1), date(int(value), 12, 31)
    elif value == "quarter":
        first, last = _quarter_days(day.year, (day.month + 2) // 3)
    elif value == "month":
        first, last = day.replace(day=1), _month_end(day.year, day.month)
    elif value == "week":
        first = day - timedelta(days=day.weekday())
        last = first + timedelta(days=6)
    else:
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    if timex.part != "first" and last > day + timedelta(days=6) and not match and not value.isdigit():
        first, last = _period_before(value, first)  # "the last trading day of the year", told after it
    if timex.unit in ("session", "day"):
        if first.year < 1971:
            return Resolved(reason=Reason.OUTSIDE_CALENDAR, note="the calendars start in 1970")
        within = sessions.sessions_between(clock.mic, first, min(last, date(2027, 12, 31)))
        if len(within) < timex.count:
            return _unresolved("the period holds fewer sessions")
        chosen = within[: timex.count] if timex.part == "first" else within[-timex.count :]
        return _days(chosen[0], chosen[-1], clock, timex.text)
    if timex.part != "first":
        if timex.unit == "week" and timex.count == 1:
            end = sessions.session_on_or_before(clock.mic, min(last, _LAST_DAY))
            return _days(max(first, end - timedelta(days=end.weekday())), end, clock, timex.text)
        n_months = timex.count * {"month": 1, "quarter": 3}.get(timex.unit, 0)
        if n_months and n_months <= (last.year - first.year) * 12 + last.month - first.month + 1:
            begin = date(*_back(last.year, last.month, n_months - 1), 1)
            return _days(begin, last, clock, timex.text)
        return _unresolved(f"“{timex.text}” is not said exactly enough")
    if timex.unit == "month":
        year, month = _back(first.year, first.month, 1 - timex.count)
        return _days(first, _month_end(year, month), clock, timex.text)
    if timex.unit == "quarter":
        year, month = _back(first.year, first.month, 1 - 3 * timex.count)
        return _days(first, _month_end(year, month), clock, timex.text)
    if timex.unit == "week":
        sunday = first + timedelta(days=6 - first.weekday())
        full = _days(first, sunday + timedelta(days=7 * (timex.count - 1)), clock, timex.text)
        if (sessions.session_on_or_after(clock.mic, first)).weekday() > 0:
            return _either(
                full, _days(sunday + timedelta(days=1), sunday + timedelta(days=7 * timex.count), clock, timex.text)
            )
        return full
    return _unresolved(f"“{timex.text}” is not said exactly enough")
