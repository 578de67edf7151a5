"""Records, ranks, streaks and crossings held against every bar of their window.

First what the text asks for is settled in days (Asked), then the closes of one series up to the session spoken of are held
against that: the highest close since when, the length of a run, which of how many, on which side of an average. The
evidence carries what was asked, and a window over every bar that it was asked of, so that the verdict follows from
the two alone (`redo_window`). A window that begins before the
held bars supports nothing (`window_short`), but one higher close within it refutes a record all the same.
"""

import calendar
import itertools
import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from extractor.market.series import NO_BAR, Series, Value
from extractor.records import (
    Asked,
    Basis,
    Claim,
    Detail,
    Direction,
    Evidence,
    Fault,
    Form,
    Instrument,
    InstrumentKind,
    Kind,
    Label,
    Period,
    Quantity,
    Reading,
    ReadingBasis,
    Reason,
    Timex,
    TimexKind,
    Told,
    Unit,
    Window,
)
from extractor.verify.interval import admits, near
from extractor.verify.named_days import named_day
from extractor.verify.outcome import Outcome
from extractor.verify.wording import day_name, plain, rounded, signed

WINDOW_KINDS = frozenset({Kind.EXTREMUM, Kind.RANK, Kind.STREAK, Kind.CROSS})
# An index held for so many years, and risen so far since, has no record before its first bar.
_WHOLE_YEARS = 20
_WHOLE_RISE = 2
# A share ten times as dear as nine years ago would have to have lost nine tenths before them to have stood higher.
_SHARE_YEARS = 9
_SHARE_RISE = 10
# "Just formed": a crossing of averages is told for so many sessions after it (claims.md, "Kinds of claim").
_FRESH = 5
# A correction of digits aside, a run longer than this is none of a market.
_LONGEST_RUN = 60
# So much is left open of "nearly two weeks", of "a year", and of the last unit of "seven weeks".
_HEDGED, _ONE, _HALF = 0.2, 0.05, 0.5
# The first closes of indices that are held whole.
_BEGAN = {"^IXIC": date(1971, 2, 5), "^NDX": date(1985, 10, 1), "^VIX": date(1990, 1, 2)}
# The highest closes from before the bars that are commonly held begin: gold and silver of January 1980 (London),
# oil of October 1990 (New York), bitcoin of December 2013. A close above them is above all.
_RECORDS_BEFORE = {"GOLD": 850.0, "SILVER": 49.5, "WTI": 41.2, "BTC": 1_200.0}


@dataclass(frozen=True, slots=True)
class _Tape:
    """Closes (and highs and lows) of a series up to and with the session spoken of, at position `at`."""

    series: Series
    instrument: Instrument
    at: int
    period: Period

    def day(self, position: int) -> date:
        return date.fromordinal(self.series.days[position])

    def close(self, position: int) -> float:
        """Return a close in today's shares: splits after it are taken out."""
        factor = self.series.split_factors[position] / self.series.split_factors[self.at]
        return self.series.closes[position] * factor

    def closes_at(self, positions: Sequence[int]) -> npt.NDArray[np.float64]:
        """Return the closes at some positions in today's shares, as `close` does for one."""
        factors = np.frombuffer(self.series.split_factors)[positions] / self.series.split_factors[self.at]
        values: npt.NDArray[np.float64] = np.frombuffer(self.series.closes)[positions] * factors
        return values

    def price(self, position: int) -> Decimal:
        return rounded(Decimal(repr(self.close(position))), self.instrument.places)

    def extreme(self, position: int, *, is_high: bool) -> float:
        column = self.series.highs if is_high else self.series.lows
        return column[position] * self.series.split_factors[position] / self.series.split_factors[self.at]

    def extreme_close(self, first: int, stop: int, *, is_high: bool) -> int:
        """Return the position of the highest or lowest close from `first` to `stop`, half open."""
        closes = self._in_shares_of_now(self.series.closes, first, stop)
        return first + int(closes.argmax() if is_high else closes.argmin())

    def record_closes(self) -> list[int]:
        """Return the positions of the closes that were above all before them."""
        closes = self._in_shares_of_now(self.series.closes, 0, self.at + 1)
        return [int(p) + 1 for p in np.flatnonzero(closes[1:] > np.maximum.accumulate(closes)[:-1])]

    def extreme_reached(self, first: int, stop: int, *, is_high: bool) -> float:
        """Return the highest high or lowest low from `first` to `stop`, half open; nan where any is lacking."""
        values = self._in_shares_of_now(self.series.highs if is_high else self.series.lows, first, stop)
        return float(values.max() if is_high else values.min())

    def _in_shares_of_now(self, column: "array[float]", first: int, stop: int) -> npt.NDArray[np.float64]:
        factors = np.frombuffer(self.series.split_factors)[first:stop] / self.series.split_factors[self.at]
        values: npt.NDArray[np.float64] = np.frombuffer(column)[first:stop] * factors
        return values

    def position_on(self, day: date) -> int:
        """Return the position of the first bar on `day` or later."""
        return bisect_left(self.series.days, day.toordinal())

    def evidence(self, formula: str, positions: Sequence[int], first: int, asked: Asked) -> Evidence:
        """Return the deciding bars, the window from `first` by digest, and what was asked of it."""
        shown = tuple(
            (self.series.symbol, self.day(p).isoformat(), str(self.price(p))) for p in sorted({*positions})[:20]
        )
        return Evidence(formula, shown, self.series.source, self.window(first, "close"), asked=asked)

    def window(self, first: int, value: Value) -> Window:
        """Return the bars from `first` to the session spoken of, by digest of their closes, highs or lows."""
        series = self.series
        sha256 = series.digest(first, self.at + 1, self.instrument.places, value)
        return Window(series.symbol, series.source, self.day(first), self.day(self.at), self.at + 1 - first, sha256)

    def with_reached(self, evidence: Evidence, *, is_high: bool) -> Evidence:
        """Return the evidence with the highs or lows of its window, on which the verdict rests as well."""
        assert evidence.window is not None
        first = self.series.index_of(evidence.window.first)
        return replace(evidence, reached=self.window(first, "high" if is_high else "low"))

    def reading(self, basis: ReadingBasis = ReadingBasis.CLOSE) -> Reading:
        return Reading(self.series.symbol, self.period.first, self.period.last, basis)


def hold_window(claim: Claim, instrument: Instrument, held: Sequence[Series], period: Period) -> Outcome | None:
    """Hold a claim against the first series that has a bar of the period's last session; None where none has."""
    assert claim.detail is not None
    for series in held:
        at = series.index_of(period.last)
        if at == NO_BAR or at < 1:
            continue
        series = with_earlier(series, held)
        at = series.index_of(period.last)
        result = _held(claim, claim.detail, _Tape(series, instrument, at, period))
        if result.label is Label.CONTRADICTED and series.basis is Basis.TOTAL_RETURN:
            note = f"{result.note} Only dividend-adjusted closes are held, which refute nothing."
            return replace(result, label=Label.UNVERIFIABLE, reason=Reason.NO_PRICES, note=note, fault=None)
        return result
    return None


@dataclass(frozen=True, slots=True)
class Stated:
    """What the line of a claim itself says of it, beside what it asks of its window."""

    kind: Kind
    direction: Direction | None
    quantity: Quantity | None


def redo_window(stated: Stated, asked: Asked, instrument: Instrument, series: Series, period: Period) -> Outcome:
    """Hold a claim again: against a series that is its window and nothing beside."""
    return _JUDGES[stated.kind](stated, asked, _Tape(series, instrument, len(series) - 1, period))


def _held(claim: Claim, detail: Detail, tape: _Tape) -> Outcome:
    """Settle what a claim asks of the tape, and hold it."""
    if claim.kind is Kind.EXTREMUM and detail.form is not Form.OFF:
        return _extremum(claim, detail, tape)
    asked = _ASKS[claim.kind](claim, detail, tape)
    if asked is None:
        return _unplaced(tape)
    return _JUDGES[claim.kind](_stated(claim), asked, tape)


def _stated(claim: Claim) -> Stated:
    return Stated(claim.kind, claim.direction, claim.quantity)


def with_earlier(series: Series, held: Sequence[Series]) -> Series:
    """Return the series with the bars that another source holds of the time before it."""
    others = [other for other in held if other.symbol == series.symbol and other.basis is series.basis]
    earlier = min(others, key=lambda other: other.first)
    if earlier.first >= series.first:
        return series
    kept = series.memo.get("with earlier")
    if isinstance(kept, Series):
        return kept
    n = bisect_left(earlier.days, series.days[0])
    joined = Series(
        series.symbol,
        series.basis,
        f"{earlier.source}, {series.source}",
        [*earlier.days[:n], *series.days],
        [*earlier.closes[:n], *series.closes],
        None,
        [*earlier.highs[:n], *series.highs],
        [*earlier.lows[:n], *series.lows],
        [*earlier.split_factors[:n], *series.split_factors],
    )
    series.memo["with earlier"] = joined
    return joined


# -- windows ---------------------------------------------------------------------------------


def _shift_back(day: date, count: int, unit: Unit) -> date:
    """Return the day that many weeks, months, quarters or years before."""
    if unit in (Unit.WEEK, Unit.SESSION):
        return day - timedelta(weeks=count) if unit is Unit.WEEK else day - timedelta(days=count * 7 // 5 + 2)
    months = count * {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _begin(detail: Detail, day: date) -> date:
    """Return where "in a year" or "a seven-week high" begins: what was higher stood about that long ago, not well within.

    A 52-week high is a term of its own and is held as it stands.
    """
    whole = _shift_back(day, detail.count, detail.unit)
    if (detail.count, detail.unit) in ((52, Unit.WEEK), (12, Unit.MONTH)):
        return day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else whole
    share = _HEDGED if detail.is_loose else _ONE if detail.count == 1 else _HALF / detail.count
    return whole + (day - whole) * share


_PARTS = re.compile(r"early|mid|late")
_SINCE = re.compile(r"(?:(?P<year>\d{4})|-)-(?P<month>\d\d)(?:-(?P<day>\d\d))?")


def _since(timex: Timex, day: date) -> tuple[date, date] | None:
    """Return the first and last day of what "since" names, as seen from `day`; None where it names none."""
    value = timex.value
    if timex.kind is TimexKind.TO_DATE:
        starts = {
            "year": date(day.year, 1, 1),
            "quarter": date(day.year, 3 * ((day.month - 1) // 3) + 1, 1),
            "month": day.replace(day=1),
            "week": day - timedelta(days=day.weekday()),
        }
        start = starts.get(value)
        return (start - timedelta(days=1), start - timedelta(days=1)) if start is not None else None
    quarter = re.fullmatch(r"(\d{4})-Q([1-4])", value)
    if quarter is not None:
        year, last_month = int(quarter[1]), 3 * int(quarter[2])
        return date(year, last_month - 2, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])
    part_of = re.fullmatch(r"(early|mid|late|start) (\d{4})", value)
    if part_of is not None:
        year = int(part_of[2])
        if part_of[1] == "start":
            return date(year - 1, 12, 31), date(year - 1, 12, 31)
        low, high = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part_of[1]]
        return date(year, low, 1), date(year, high, calendar.monthrange(year, high)[1])
    if re.fullmatch(r"\d{4}", value):
        year = int(value)
        if timex.kind is TimexKind.YEAR:  # "the worst day of 2022"
            return date(year - 1, 12, 31), date(year - 1, 12, 31)
        return date(year, 1, 1), date(year, 12, 31)
    if (named := named_day(value, day - timedelta(days=1))) is not None:
        return named, named
    ended = re.fullmatch(r"end (\d{1,2})", value)  # "since the end of April": since late April
    match = _SINCE.search(f"--{int(ended[1]):02}" if ended is not None else value)
    if match is None:
        return None
    month, told = int(match["month"]), match["day"]
    part = _PARTS.search("late" if ended is not None else timex.text)
    years = (int(match["year"]),) if match["year"] else (day.year, day.year - 1)
    for year in years[1:] if "last year" in timex.text else years:
        try:
            first = date(year, month, int(told or 1))
        except ValueError:
            return None
        last = first if told else date(year, month, calendar.monthrange(year, month)[1])
        if part is not None:
            low, high = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[part[0]]
            first, last = first.replace(day=low), last.replace(day=high)
        if last < day or (match["year"] and first < day):
            return first, min(last, day - timedelta(days=1))
    return None


@dataclass(frozen=True, slots=True)
class _Reach:
    """Positions `first` to the session's own that a claim looks over; before them the stretch it names as the last such time.

    `is_short` says that the held bars begin later than the window does.
    """

    first: int
    named: range | None
    is_short: bool


def _reach(detail: Detail, tape: _Tape) -> _Reach | None:
    day = tape.day(tape.at)
    if detail.is_record:
        return _Reach(0, None, is_short=True)
    if detail.since is not None:
        named = _since(detail.since, day)
        if named is None:
            return None
        low, high = tape.position_on(named[0]), tape.position_on(named[1] + timedelta(days=1))
        if high > tape.at:
            return None  # what is named is not over
        is_short = tape.day(0) > named[1] + timedelta(days=7)
        is_told = detail.since.kind is TimexKind.SINCE
        return _Reach(high, range(low, high) if is_told and low < high else None, is_short)
    if detail.count:
        start = _begin(detail, day)
        return _Reach(tape.position_on(start), None, is_short=tape.day(0) > start + timedelta(days=7))
    return None


def _reached_back(asked: Asked, tape: _Tape) -> _Reach:
    """Return the positions of what was asked."""
    first = tape.position_on(asked.since) if asked.since is not None else 0
    named = range(tape.position_on(asked.named), first) if asked.named is not None else None
    return _Reach(first, named, asked.is_short)


def _with_reach(asked: Asked, reach: _Reach, tape: _Tape) -> Asked:
    """Return what is asked with its days."""
    return replace(
        asked,
        since=tape.day(reach.first),
        named=tape.day(reach.named.start) if reach.named is not None else None,
        is_short=reach.is_short,
    )


def _begins_with_it(tape: _Tape) -> bool:
    """Say whether the bars begin with the index itself."""
    began = _BEGAN.get(tape.series.symbol)
    return began is not None and tape.day(0) <= began


def _is_whole(tape: _Tape, *, is_high: bool) -> bool:
    """Say whether the first bar held is as good as the index's own first: a record high is one of all time."""
    years = (tape.day(tape.at) - tape.day(0)).days / 365.25
    is_index = tape.instrument.kind is InstrumentKind.INDEX
    if _begins_with_it(tape):
        return True
    known = _RECORDS_BEFORE.get(tape.series.symbol)
    if known is not None and is_high:
        return tape.close(tape.at) > known
    if tape.instrument.kind is InstrumentKind.SHARE:
        return is_high and years >= _SHARE_YEARS and tape.close(tape.at) >= _SHARE_RISE * tape.close(0)
    return is_index and is_high and years >= _WHOLE_YEARS and tape.close(tape.at) >= _WHOLE_RISE * tape.close(0)


def _unplaced(tape: _Tape) -> Outcome:
    return Outcome(
        Label.UNVERIFIABLE, Reason.UNRESOLVED_TIME, "How far back it reaches is not understood.", tape.period
    )


# -- records and highs -----------------------------------------------------------------------


def _extremum(claim: Claim, detail: Detail, tape: _Tape) -> Outcome:
    best: Outcome | None = None
    low = max(tape.position_on(tape.period.first), 1)
    for position in range(tape.at, low - 1, -1):
        day = tape.day(position)
        period = Period(day, day, tape.period.text)
        held = _extreme_of(claim, detail, _Tape(tape.series, tape.instrument, position, period))
        if held.label is Label.SUPPORTED:
            return held
        if best is None or (held.label is Label.AMBIGUOUS and best.label is Label.CONTRADICTED):
            best = held
    return best if best is not None else _unplaced(tape)


def _extreme_of(claim: Claim, detail: Detail, tape: _Tape) -> Outcome:
    """Settle what a record or high asks of one session, and hold it."""
    reach = _reach(detail, tape)
    if reach is None or reach.first >= tape.at:
        return _unplaced(tape)
    is_of_close = claim.told is Told.CLOSE and detail.form is not Form.INTRADAY
    form = Form.CLOSE if is_of_close else detail.form
    asked = Asked(form, ordinal=detail.ordinal, of=detail.of, is_record=detail.is_record)
    return _extreme_on(_stated(claim), _with_reach(asked, reach, tape), tape)


def _extreme_on(claim: Stated, asked: Asked, tape: _Tape) -> Outcome:
    """Hold a record or high against the closes before one session, then against the highs."""
    if asked.form is Form.OFF:
        return _fallen(asked, tape) if asked.of is Unit.PERCENT else _off(claim, asked, tape)
    reach = _reached_back(asked, tape)
    is_high = claim.direction is not Direction.DOWN
    sign = 1 if is_high else -1
    superlative, word = ("highest", "higher") if is_high else ("lowest", "lower")
    close = tape.close(tape.at)
    rival = tape.extreme_close(reach.first, tape.at, is_high=is_high)
    begin = reach.named.start if reach.named is not None else reach.first
    evidence = tape.evidence(f"{superlative} close", [tape.at, rival], begin, asked)
    actual = tape.price(tape.at)
    is_short = reach.is_short and not (asked.is_record and _is_whole(tape, is_high=is_high))
    span = f"since {day_name(tape.day(reach.first))}"
    said = f"It closed at {plain(actual, tape.instrument.places)} on {day_name(tape.day(tape.at))}"

    def held(label: Label, reason: Reason, note: str, basis: ReadingBasis = ReadingBasis.CLOSE) -> Outcome:
        fault = Fault.LEVEL if label is Label.CONTRADICTED else None
        return Outcome(label, reason, note, tape.period, fault, actual, tape.reading(basis), evidence)

    if asked.form is not Form.INTRADAY and sign * close >= sign * tape.close(rival):
        note = f"{said}; the {superlative} close before it {span} was {_close_on(tape, rival)}."
        if is_short:
            return held(
                Label.UNVERIFIABLE, Reason.WINDOW_SHORT, f"{note} Bars are held from {day_name(tape.day(0))} only."
            )
        if reach.named is not None and not any(sign * tape.close(p) >= sign * close for p in reach.named):
            return held(Label.AMBIGUOUS, Reason.LONGER_RUN, f"{note} No close of the time named was {word} either.")
        if asked.ordinal > 1:
            count = _records_among(asked.of, tape)
            among = "in a row" if asked.of is Unit.SESSION else f"of its {_UNIT_WORDS[asked.of]}"
            note = f"{note} It was record close {count} {among}."
            if count > asked.ordinal and asked.of is Unit.SESSION:
                return held(Label.AMBIGUOUS, Reason.LONGER_RUN, note)
            if abs(count - asked.ordinal) == 1 and asked.form is not Form.CLOSE:
                return held(Label.AMBIGUOUS, Reason.NEAR, note)
            if count != asked.ordinal:
                return replace(held(Label.CONTRADICTED, Reason.NO_READING, note), fault=Fault.MAGNITUDE)
        return held(Label.SUPPORTED, Reason.EXACT, note)
    mine = tape.extreme(tape.at, is_high=is_high)
    best = tape.extreme_reached(reach.first, tape.at, is_high=is_high)
    has_range = mine == mine and best == best
    if has_range and asked.form is not Form.CLOSE:
        evidence = tape.with_reached(evidence, is_high=is_high)
    if has_range and asked.form is not Form.CLOSE and sign * mine >= sign * best:
        reached = plain(rounded(Decimal(repr(mine)), tape.instrument.places), tape.instrument.places)
        note = f"The session's {'high' if is_high else 'low'} of {reached} was the {superlative} {span}; the close was not."
        basis = ReadingBasis.INTRADAY_HIGH if is_high else ReadingBasis.INTRADAY_LOW
        if is_short:
            return held(Label.UNVERIFIABLE, Reason.WINDOW_SHORT, note, basis)
        if asked.form is Form.INTRADAY:
            return held(Label.SUPPORTED, Reason.EXACT, note, basis)
        return held(Label.AMBIGUOUS, Reason.INTRADAY, note, basis)
    if asked.form is Form.INTRADAY and not has_range:
        return held(Label.UNVERIFIABLE, Reason.MISSING_BAR, "Highs and lows are not held for the whole window.")
    return held(Label.CONTRADICTED, Reason.NO_READING, f"{said}; it closed {word}, at {_close_on(tape, rival)}.")


def _records_among(unit: Unit, tape: _Tape) -> int:
    """Return how many record closes there were in a row, or in the unit of time that holds the session, to it."""
    records = tape.record_closes()
    if unit is Unit.SESSION:
        known = set(records)
        return next(n for n in itertools.count() if tape.at - n not in known)
    return sum(_key(tape.day(p), unit) == _key(tape.day(tape.at), unit) for p in records)


def _asked_off(claim: Claim, detail: Detail, tape: _Tape) -> Asked | None:  # noqa: ARG001
    if detail.unit is Unit.PERCENT:
        first = tape.position_on(tape.day(tape.at) - timedelta(days=_A_YEAR))
        return Asked(detail.form, detail.count, of=detail.unit, since=tape.day(first))
    stretch, is_sure = _where_extreme(detail, tape)
    if not stretch:
        return None
    until = tape.day(stretch[-1]) if is_sure else None
    return Asked(detail.form, since=tape.day(stretch[0]), until=until, is_record=detail.is_record)


def _off(claim: Stated, asked: Asked, tape: _Tape) -> Outcome:
    """Hold "2.8% below its record close" against the highest close of the time that it names, then against the session high.

    Where what is asked has no end, the text does not say which peak it means.
    """
    quantity = claim.quantity
    assert quantity is not None
    assert asked.since is not None
    is_high = claim.direction is Direction.DOWN
    is_sure = asked.until is not None
    last = tape.series.index_of(asked.until) if asked.until is not None else tape.at
    stretch = range(tape.position_on(asked.since), last + 1)
    rival = tape.extreme_close(stretch.start, stretch.stop, is_high=is_high)
    value = Decimal(repr(round((tape.close(tape.at) / tape.close(rival) - 1) * 100, 4)))
    evidence = tape.evidence("close/extreme close − 1", [rival, tape.at], stretch.start, asked)
    what = "highest" if is_high else "lowest"
    note = f"It was {signed(value, Unit.PERCENT)} from its {what} close, {_close_on(tape, rival)}."

    def held(label: Label, reason: Reason, note: str, fault: Fault | None = None) -> Outcome:
        return Outcome(label, reason, note, tape.period, fault, value, tape.reading(), evidence)

    if admits(quantity).holds(abs(value)):
        is_short = asked.is_record and not _is_whole(tape, is_high=is_high) and tape.close(rival) <= tape.close(tape.at)
        return (
            held(Label.UNVERIFIABLE, Reason.WINDOW_SHORT, note)
            if is_short
            else held(Label.SUPPORTED, Reason.ROUNDED, note)
        )
    if near(quantity).holds(abs(value)):
        return held(Label.AMBIGUOUS, Reason.NEAR, note)
    extreme = tape.extreme_reached(stretch.start, stretch.stop, is_high=is_high)
    if extreme == extreme:
        evidence = tape.with_reached(evidence, is_high=is_high)
        inside = Decimal(repr(round((tape.close(tape.at) / extreme - 1) * 100, 4)))
        if near(quantity).holds(abs(inside)):
            words = "high" if is_high else "low"
            return held(
                Label.AMBIGUOUS,
                Reason.INTRADAY,
                f"{note} From the session's {words} it was {signed(inside, Unit.PERCENT)}.",
            )
    else:
        return held(Label.UNVERIFIABLE, Reason.MISSING_BAR, f"{note} Highs and lows are not held for the whole window.")
    if not is_sure:
        return held(
            Label.UNVERIFIABLE,
            Reason.UNRESOLVED_TIME,
            f"Which {'peak' if is_high else 'low'} is meant is not said. {note}",
        )
    return held(Label.CONTRADICTED, Reason.NO_READING, note, Fault.MAGNITUDE)


def _fallen(asked: Asked, tape: _Tape) -> Outcome:
    """Hold "in correction territory", "in a bear market" against the highest close of a year: so far below it, by close."""
    assert asked.since is not None
    first = tape.position_on(asked.since)
    peak = tape.extreme_close(first, tape.at + 1, is_high=True)
    low = tape.extreme_close(peak, tape.at + 1, is_high=False)
    value = Decimal(repr(round((tape.close(tape.at) / tape.close(peak) - 1) * 100, 4)))
    deepest = Decimal(repr(round((tape.close(low) / tape.close(peak) - 1) * 100, 4)))
    evidence = tape.evidence("close/extreme close − 1", [peak, tape.at], first, asked)
    note = f"It was {signed(value, Unit.PERCENT)} from its highest close of a year, {_close_on(tape, peak)}."

    def held(label: Label, reason: Reason, note: str, fault: Fault | None = None) -> Outcome:
        return Outcome(label, reason, note, tape.period, fault, value, tape.reading(), evidence)

    if value <= -asked.count + _ROUNDING:
        return held(Label.SUPPORTED, Reason.HEDGED, note)
    if deepest <= -asked.count + _ROUNDING:
        return held(
            Label.AMBIGUOUS,
            Reason.NEAR,
            f"{note} It had been {signed(deepest, Unit.PERCENT)} on {day_name(tape.day(low))}.",
        )
    if value <= -asked.count + 1:
        return held(Label.AMBIGUOUS, Reason.NEAR, note)
    return held(Label.CONTRADICTED, Reason.NO_READING, note, Fault.MAGNITUDE)


_A_YEAR = 366
_ROUNDING = Decimal("0.05")


def _where_extreme(detail: Detail, tape: _Tape) -> tuple[range, bool]:
    """Return the positions among which a peak is sought, and whether the text names them."""
    day = tape.day(tape.at)
    if detail.since is not None:
        named = _since(detail.since, day)
        if named is None:
            return range(0), False
        stop = tape.position_on(named[1] + timedelta(days=1))
        return range(tape.position_on(named[0]), min(stop, tape.at + 1)), True
    if detail.count:
        return range(tape.position_on(_shift_back(day, detail.count, detail.unit)), tape.at + 1), True
    if detail.is_record:
        return range(tape.at + 1), True
    return range(tape.position_on(day - timedelta(days=366)), tape.at + 1), False


def _close_on(tape: _Tape, position: int) -> str:
    return f"{plain(tape.price(position), tape.instrument.places)} on {day_name(tape.day(position))}"


# -- units of time ---------------------------------------------------------------------------


def _key(day: date, unit: Unit) -> tuple[int, ...]:
    match unit:
        case Unit.WEEK:
            return tuple(day.isocalendar()[:2])
        case Unit.MONTH:
            return (day.year, day.month)
        case Unit.QUARTER:
            return (day.year, (day.month - 1) // 3)
        case Unit.YEAR:
            return (day.year,)
        case _:
            return (day.toordinal(),)


def _ends(tape: _Tape, unit: Unit, first: int) -> list[int]:
    """Return the last position of each unit from `first` to the session's own."""
    if unit in (Unit.SESSION, Unit.NONE):
        return list(range(first, tape.at + 1))
    ends: list[int] = []
    key: tuple[int, ...] | None = None
    for position in range(first, tape.at + 1):
        own = _key(tape.day(position), unit)
        if own == key:
            ends[-1] = position
        else:
            ends.append(position)
            key = own
    return ends


def _changes(tape: _Tape, ends: Sequence[int], unit: Unit = Unit.PERCENT) -> list[float]:
    """Return the changes from each end to the next, in percent, points or basis points."""
    closes = [tape.close(p) for p in ends]
    if unit is not Unit.PERCENT:
        scale = 100 if unit is Unit.BASIS_POINT else 1
        return [round((b - a) * scale, 6) for a, b in itertools.pairwise(closes)]
    return [(b / a - 1) * 100 if a else 0.0 for a, b in itertools.pairwise(closes)]


def _changes_of(tape: _Tape, pairs: Sequence[tuple[int, int]], unit: Unit) -> list[float]:
    """Return the change from the first to the last position of each pair, as `_changes` does."""
    first, last = (tape.closes_at([pair[side] for pair in pairs]) for side in (0, 1))
    if unit is not Unit.PERCENT:
        scale = 100 if unit is Unit.BASIS_POINT else 1
        return [round(change, 6) for change in ((last - first) * scale).tolist()]
    with np.errstate(divide="ignore", invalid="ignore"):
        return [float(change) for change in np.where(first != 0, (last / first - 1) * 100, 0.0).tolist()]


_UNIT_WORDS = {Unit.SESSION: "session", Unit.WEEK: "week", Unit.MONTH: "month", Unit.QUARTER: "quarter", Unit.YEAR: "year", Unit.NONE: "session"}  # fmt: skip


def _own_unit(claim: Claim, tape: _Tape) -> Unit:
    """Return what a rank or run with no unit of its own counts: what its time is, else sessions."""
    kinds = {
        TimexKind.WEEK: Unit.WEEK,
        TimexKind.MONTH: Unit.MONTH,
        TimexKind.QUARTER: Unit.QUARTER,
        TimexKind.YEAR: Unit.YEAR,
    }
    if claim.timex is None or tape.period.first == tape.period.last:
        return Unit.SESSION
    return kinds.get(claim.timex.kind, Unit.SESSION)


# -- streaks ---------------------------------------------------------------------------------


def _run_before(changes: Sequence[float], stop: int, sign: int) -> int:
    """Return how many changes before `stop` have the sign."""
    n = 0
    while n < stop and sign * changes[stop - 1 - n] > 0:
        n += 1
    return n


def _asked_streak(claim: Claim, detail: Detail, tape: _Tape) -> Asked:
    unit = detail.unit if detail.unit is not Unit.NONE else _own_unit(claim, tape)
    return Asked(detail.form, detail.count, detail.ordinal, of=unit, is_loose=detail.is_loose)


def _streak(claim: Stated, asked: Asked, tape: _Tape) -> Outcome:
    unit, told = asked.of, asked.count
    sign = 1 if claim.direction is Direction.UP else -1
    days = {Unit.WEEK: 7, Unit.MONTH: 31, Unit.QUARTER: 92, Unit.YEAR: 366}.get(unit, 2)
    first = max(0, tape.position_on(tape.day(tape.at) - timedelta(days=days * (_LONGEST_RUN + told))))
    ends = _ends(tape, unit, first)
    changes = _changes(tape, ends)
    n = len(changes)
    if asked.form is Form.SHARE:
        return _share(asked, tape, ends, changes, sign)
    runs = []
    if asked.form is Form.ENDED:
        if n and sign * changes[-1] < 0:
            runs.append((_run_before(changes, n - 1, sign), n - 1))
        runs.append((_run_before(changes, n, sign), n) if not runs else (0, n))
    else:
        runs.append((_run_before(changes, n, sign), n))
        # A run of weeks may be told without the week that is running; a run of sessions that goes on includes its last.
        if runs[0][0] != told and (unit not in (Unit.SESSION, Unit.NONE) or runs[0][0] == 0):
            runs.append((_run_before(changes, n - 1, sign), n - 1))
    length, stop = min(runs, key=lambda run: (run[0] != told, run[0] < told, runs.index(run)))
    is_over = asked.form is Form.ENDED and not (n and sign * changes[-1] < 0)
    word = _UNIT_WORDS[unit]
    moves = "gains" if sign > 0 else "falls"
    base = ends[max(0, stop - length)]
    begun = tape.day(min(base + 1, ends[stop]))
    period = Period(begun, tape.day(ends[stop]), tape.period.text)
    # One unit more than every run that was weighed, so that the bars show where it began.
    begin = min(stop - length - 1 for length, stop in runs)
    shown = ends[max(0, stop - length) : stop + 1][-20:]
    evidence = tape.evidence(f"closes of consecutive {word}s", shown, ends[begin] if begin >= 0 else first, asked)
    note = (
        f"It was {length} {word} {moves if length != 1 else moves[:-1]} in a row to {day_name(tape.day(ends[stop]))}."
    )
    actual = Decimal(length)
    if length >= n and n <= told and length < told:
        note = f"Bars are held from {day_name(tape.day(0))} only. {note}"
        return Outcome(Label.UNVERIFIABLE, Reason.WINDOW_SHORT, note, period, None, actual, tape.reading(), evidence)
    if asked.is_loose and length >= told and not is_over:
        return Outcome(Label.SUPPORTED, Reason.HEDGED, note, period, None, actual, tape.reading(), evidence)
    if length == told and not is_over:
        return Outcome(Label.SUPPORTED, Reason.EXACT, note, period, None, actual, tape.reading(), evidence)
    if length > told and not is_over:
        return Outcome(Label.AMBIGUOUS, Reason.LONGER_RUN, note, period, None, actual, tape.reading(), evidence)
    if is_over:
        note = f"It did not end there. {note}"
    return Outcome(
        Label.CONTRADICTED, Reason.NO_READING, note, period, Fault.MAGNITUDE, actual, tape.reading(), evidence
    )


def _share(asked: Asked, tape: _Tape, ends: Sequence[int], changes: Sequence[float], sign: int) -> Outcome:
    """Hold "six of the past seven sessions" against the last changes, or against those before a week that is running."""
    word, told, many = _UNIT_WORDS[asked.of], asked.count, asked.ordinal
    n = len(changes)
    stops = (n,) if asked.of in (Unit.SESSION, Unit.NONE) else (n, n - 1)
    counts = [
        (sum(sign * change > 0 for change in changes[stop - many : stop]), stop) for stop in stops if stop >= many
    ]
    if not counts:
        note = f"Bars are held from {day_name(tape.day(0))} only."
        return Outcome(Label.UNVERIFIABLE, Reason.WINDOW_SHORT, note, tape.period)
    count, stop = min(counts, key=lambda item: (item[0] != told, item[0] < told))
    base = ends[stop - many]
    period = Period(tape.day(base + 1), tape.day(ends[stop]), tape.period.text)
    begin = ends[min(stop for _, stop in counts) - many]
    shown = ends[stop - many : stop + 1][-20:]
    evidence = tape.evidence(f"closes of consecutive {word}s", shown, begin, asked)
    note = f"It {'rose' if sign > 0 else 'fell'} in {count} of the {many} {word}s to {day_name(tape.day(ends[stop]))}."
    is_flat = any(abs(change) < _FLAT for change in changes[stop - many : stop])
    if count == told:
        label, reason = Label.SUPPORTED, Reason.EXACT
    elif count > told:
        label, reason = Label.AMBIGUOUS, Reason.LONGER_RUN
    elif count == told - 1 and is_flat:
        label, reason = Label.AMBIGUOUS, Reason.NEAR
    else:
        label, reason = Label.CONTRADICTED, Reason.NO_READING
    fault = Fault.MAGNITUDE if label is Label.CONTRADICTED else None
    return Outcome(label, reason, note, period, fault, Decimal(count), tape.reading(), evidence)


_FLAT = 0.05  # percent: less is neither a rise nor a fall to every source


# -- ranks -----------------------------------------------------------------------------------


def _longest(claim: Stated, asked: Asked, tape: _Tape) -> Outcome:
    """Hold "its longest losing streak since 2019" against the runs since then."""
    unit, reach = asked.of, _reached_back(asked, tape)
    sign = 1 if claim.direction is Direction.UP else -1
    low = max(0, reach.first - 1)
    ends = _ends(tape, unit, low)
    changes = _changes(tape, ends)
    stop = len(changes) if changes and sign * changes[-1] > 0 else len(changes) - 1
    own = _run_before(changes, stop, sign) if stop > 0 else 0
    if own < _SHORTEST_RUN:
        return _unplaced(tape)
    begin = stop - own
    runs = [(_run_before(changes, k, sign), k) for k in range(1, begin + 1)]
    longest, at = max(runs, default=(0, 0))
    word = _UNIT_WORDS[unit]
    note = f"It was {own} {word}s in a row to {day_name(tape.day(ends[stop]))}; the longest run before it since {day_name(tape.day(ends[0]))} was {longest}"
    note = f"{note}, to {day_name(tape.day(ends[at]))}." if longest else f"{note}."
    evidence = tape.evidence(f"closes of consecutive {word}s", ends[begin : stop + 1][-20:], low, asked)

    def held(label: Label, reason: Reason, note: str, fault: Fault | None = None) -> Outcome:
        return Outcome(label, reason, note, tape.period, fault, Decimal(own), tape.reading(), evidence)

    if longest > own:
        return held(Label.CONTRADICTED, Reason.NO_READING, note, Fault.MAGNITUDE)
    if longest == own:
        return held(Label.AMBIGUOUS, Reason.NEAR, note)
    if reach.is_short and not (asked.is_record and _begins_with_it(tape)):
        return held(Label.UNVERIFIABLE, Reason.WINDOW_SHORT, f"{note} Bars are held from {day_name(tape.day(0))} only.")
    return held(Label.SUPPORTED, Reason.EXACT, note)


_SHORTEST_RUN = 2


def _of_halves(tape: _Tape, ends: Sequence[int]) -> list[int]:
    """Return the ends of halves of years, the half that holds the session last, with the half before each to start from."""
    last: dict[tuple[int, bool], int] = {}
    for position in ends:
        day = tape.day(position)
        last[day.year, day.month > _HALF_MONTHS] = position
    return list(last.values())


_HALF_MONTHS = 6


def _asked_rank(claim: Claim, detail: Detail, tape: _Tape) -> Asked | None:
    unit = detail.of if detail.of is not Unit.NONE else _own_unit(claim, tape)
    reach = _reach(detail, tape)
    if reach is None:
        return None
    if detail.form is Form.RUN:
        return _with_reach(Asked(detail.form, of=unit, is_record=detail.is_record), replace(reach, named=None), tape)
    n, form = detail.span if detail.form is Form.SPAN else 0, detail.form
    if (n, unit) == (3, Unit.MONTH) and tape.day(tape.at).month % 3 == 0:
        n, form, unit = 0, Form.ANY, Unit.QUARTER  # "its worst three months since": of the quarter that they are
    asked = Asked(form, count=n, ordinal=detail.ordinal, of=unit, is_record=detail.is_record)
    return _with_reach(asked, replace(reach, named=None) if detail.form in _YEARLY else reach, tape)


# A rank among the same parts of years.
_YEARLY = frozenset({Form.HALF, Form.SEASON, Form.START})
# Bars before what is asked that hold the unit before it whole.
_BEFORE = {Unit.SESSION: 2, Unit.NONE: 2, Unit.WEEK: 70, Unit.MONTH: 70, Unit.QUARTER: 70, Unit.YEAR: 300}


def _ranked(tape: _Tape, asked: Asked, low: int) -> list[tuple[int, int]]:
    """Return first and last position of all that is ranked, the claim's own last: closes at both make its change."""
    form, unit = asked.form, asked.of
    if form is Form.START:
        ends = _ends(tape, Unit.YEAR, low)
        n = tape.at - ends[-2] if len(ends) > 1 else 0  # sessions of the year so far
        return [(end, end + n) for end, stop in itertools.pairwise(ends) if end + n <= stop]
    if form is Form.SPAN:
        ends = _ends(tape, unit, low)
        return list(zip(ends, ends[asked.count :], strict=False))
    if form is Form.HALF:
        pairs = list(itertools.pairwise(_of_halves(tape, range(low, tape.at + 1))))
        is_second = tape.day(tape.at).month > _HALF_MONTHS
        return [pair for pair in pairs if (tape.day(pair[1]).month > _HALF_MONTHS) is is_second]
    pairs = list(itertools.pairwise(_ends(tape, unit, low)))
    if form is Form.SEASON:
        own = _key(tape.day(tape.at), unit)[-1]
        return [pair for pair in pairs if _key(tape.day(pair[1]), unit)[-1] == own]
    return pairs


def _rank(claim: Stated, asked: Asked, tape: _Tape) -> Outcome:
    if asked.form is Form.RUN:
        return _longest(claim, asked, tape)
    unit, reach = asked.of, _reached_back(asked, tape)
    sign = 1 if claim.direction is Direction.UP else -1
    begin = reach.named.start if reach.named is not None else reach.first
    before = _BEFORE[Unit.YEAR] if asked.form in (Form.HALF, Form.START) else _BEFORE[unit]
    low = max(0, begin - before * max(1, asked.count))
    pairs = _ranked(tape, asked, low)
    if not pairs or pairs[-1][1] != tape.at:
        return _unplaced(tape)
    is_yield = tape.instrument.kind is InstrumentKind.YIELD  # whose moves are told in basis points
    unit_of = Unit.BASIS_POINT if is_yield else Unit.POINT if asked.form is Form.POINTS else Unit.PERCENT
    changes = list(zip([stop for _, stop in pairs], _changes_of(tape, pairs, unit_of), strict=True))
    own_end, own = changes[-1]
    own_start = pairs[-1][0]
    # Of stretches that overlap only the last is told of.
    is_rival = [stop <= own_start or asked.form is not Form.SPAN for _, stop in pairs[:-1]]
    rivals = [(p, c) for (p, c), is_apart in zip(changes, is_rival, strict=False) if p >= reach.first and is_apart]
    better = sorted((c for c in rivals if sign * c[1] > sign * own), key=lambda c: -sign * c[1])
    place = len(better) + 1
    word = _rank_word(asked, tape)
    first = max(0, min((p for p, _ in rivals), default=own_end) - 1)
    keys = {_key(tape.day(p), unit) for p in reach.named or ()}
    then = [(p, c) for p, c in changes[:-1] if _key(tape.day(p), unit) in keys] if keys else []
    shown = [own_end, own_start, *(p for p, _ in better[:3])]
    # The first of the changes is from the end of the unit before.
    earliest = min((p for p, _ in (*rivals, *then)), default=own_end)
    start_of = {stop: start for start, stop in pairs}
    base = low if reach.is_short or asked.is_record else min(reach.first, start_of[earliest])
    amounts = {Unit.BASIS_POINT: " in basis points", Unit.POINT: " in points"}.get(unit_of, "")
    evidence = tape.evidence(f"change of each {word}{amounts}, ranked", shown, base, asked)
    noun = f"{'best' if sign > 0 else 'worst'} {word}"
    named = f"{_ordinal_word(place)}{noun} of {len(rivals) + 1} since {day_name(tape.day(first))}" if rivals else noun
    note = f"It was {_amount(own, unit_of)}, the {named}."
    if better:
        note = f"{note} {_amount(better[0][1], unit_of)} in the {word} to {day_name(tape.day(better[0][0]))} was {'more' if sign > 0 else 'worse'}."
    actual = Decimal(repr(round(own, 4)))

    def held(label: Label, reason: Reason, note: str, fault: Fault | None = None) -> Outcome:
        return Outcome(label, reason, note, tape.period, fault, actual, tape.reading(), evidence)

    if sign * own <= 0:
        return held(Label.CONTRADICTED, Reason.NO_READING, note, Fault.DIRECTION)
    is_short = reach.is_short and not (asked.is_record and _begins_with_it(tape))
    is_of_sessions = unit in (Unit.SESSION, Unit.NONE) and asked.form is Form.ANY
    if unit_of is Unit.PERCENT and place > asked.ordinal and not is_short and is_of_sessions:
        in_points = _changes_of(tape, pairs, Unit.POINT)
        rival_points = [c for (p, _), c in zip(changes[:-1], in_points, strict=False) if p >= reach.first]
        place_of_points = 1 + sum(sign * c > sign * in_points[-1] for c in rival_points)
        if place_of_points == asked.ordinal:
            by_points = f"{note} In points it was {_amount(in_points[-1], Unit.POINT)}, and so it is."
            return held(Label.AMBIGUOUS, Reason.BY_POINTS, by_points)
    if asked.form is Form.START and place != asked.ordinal:
        return held(Label.UNVERIFIABLE, Reason.UNRESOLVED_TIME, f"{note} How many sessions a start has is not said.")
    if asked.form is Form.SPAN and unit is not Unit.SESSION and place != asked.ordinal:
        return held(Label.UNVERIFIABLE, Reason.UNRESOLVED_TIME, f"{note} Where they begin is not said.")
    if place > asked.ordinal or (place < asked.ordinal and not is_short):
        return held(Label.CONTRADICTED, Reason.NO_READING, note, Fault.MAGNITUDE)
    if is_short:
        return held(Label.UNVERIFIABLE, Reason.WINDOW_SHORT, f"{note} Bars are held from {day_name(tape.day(0))} only.")
    if asked.ordinal == 1 and then and not any(sign * c >= sign * own for _, c in then):
        quality = "good" if sign > 0 else "bad"
        return held(Label.AMBIGUOUS, Reason.LONGER_RUN, f"{note} None of the time named was as {quality}.")
    return held(Label.SUPPORTED, Reason.EXACT, note)


def _rank_word(asked: Asked, tape: _Tape) -> str:
    day = tape.day(tape.at)
    match asked.form:
        case Form.HALF:
            return "half"
        case Form.START:
            return "start to a year"
        case Form.SPAN:
            return f"{asked.count} {_UNIT_WORDS[asked.of]}s"
        case Form.SEASON:
            return f"{day:%B}" if asked.of is Unit.MONTH else f"Q{(day.month - 1) // 3 + 1}"
        case _:
            return _UNIT_WORDS[asked.of]


def _amount(value: float, unit: Unit) -> str:
    name = {Unit.POINT: " points", Unit.BASIS_POINT: " basis points"}.get(unit, "%")
    return f"{value:+,.2f}{name}".replace("-", "−")


def _ordinal_word(place: int) -> str:
    words = ("", "second-", "third-", "fourth-", "fifth-")
    if place <= len(words):
        return words[place - 1]
    suffix = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{suffix}-"


# -- crossings -------------------------------------------------------------------------------


def _average(tape: _Tape, position: int, days: int) -> float | None:
    if position + 1 < days:
        return None
    return sum(tape.close(p) for p in range(position + 1 - days, position + 1)) / days


def _asked_cross(claim: Claim, detail: Detail, tape: _Tape) -> Asked | None:  # noqa: ARG001
    match detail.form:
        case Form.GOLDEN | Form.DEATH:
            return Asked(detail.form)
        case Form.AVERAGE:
            asked = Asked(detail.form, detail.count)
            reach = _reach(detail, tape) if detail.since is not None else None
            return asked if reach is None else replace(asked, since=tape.day(reach.first))
        case _:
            # The level that is crossed is the claim's own quantity.
            reach = _reach(detail, tape)
            return None if reach is None else _with_reach(Asked(detail.form), replace(reach, named=None), tape)


def _cross(claim: Stated, asked: Asked, tape: _Tape) -> Outcome:
    sign = 1 if claim.direction is not Direction.DOWN else -1
    match asked.form:
        case Form.GOLDEN | Form.DEATH:
            return _averages_cross(asked, tape, sign)
        case Form.AVERAGE:
            return _beyond_average(asked, tape, sign)
        case _:
            return _first_close(claim, asked, tape, sign)


def _averages_cross(asked: Asked, tape: _Tape, sign: int) -> Outcome:
    spreads = []
    is_long = tape.period.first < tape.period.last  # "formed last December": on any day of it
    begin = min(tape.at - _FRESH, tape.position_on(tape.period.first) - 1) if is_long else tape.at - _FRESH
    for position in range(begin, tape.at + 1):
        short, long = _average(tape, position, 50), _average(tape, position, 200)
        if short is None or long is None:
            note = f"Bars are held from {day_name(tape.day(0))} only: too few for a 200-day average."
            return Outcome(Label.UNVERIFIABLE, Reason.WINDOW_SHORT, note, tape.period)
        spreads.append((position, short, long))
    first = begin + 1 - 200
    evidence = tape.evidence("average of 50 closes against that of 200", [tape.at - 1, tape.at], first, asked)
    position, short, long = spreads[-1]
    note = f"The 50-day average was {short:,.2f} and the 200-day one {long:,.2f} on {day_name(tape.day(position))}"
    actual = Decimal(repr(round(100 * (short / long - 1), 4)))
    fits = [
        after[0]
        for before, after in itertools.pairwise(spreads)
        if sign * (before[1] - before[2]) <= 0 < sign * (after[1] - after[2])
    ]
    if fits and (fits[-1] == tape.at or (is_long and tape.day(fits[-1]) >= tape.period.first)):
        at = next(i for i, spread in enumerate(spreads) if spread[0] == fits[-1])
        (day, short, long), before = spreads[at], spreads[at - 1]
        note = f"The 50-day average was {short:,.2f} and the 200-day one {long:,.2f} on {day_name(tape.day(day))}"
        note = f"{note}; the session before they were {before[1]:,.2f} and {before[2]:,.2f}."
        period = Period(tape.day(day), tape.day(day), tape.period.text) if is_long else tape.period
        return Outcome(Label.SUPPORTED, Reason.EXACT, note, period, None, actual, tape.reading(), evidence)
    if fits:
        note = f"{note}; they crossed on {day_name(tape.day(fits[-1]))}."
        return Outcome(
            Label.AMBIGUOUS, Reason.NEIGHBOURING_SESSION, note, tape.period, None, actual, tape.reading(), evidence
        )
    note = f"{note}; they did not cross within {_FRESH} sessions."
    return Outcome(
        Label.CONTRADICTED, Reason.NO_READING, note, tape.period, Fault.PERIOD, actual, tape.reading(), evidence
    )


def _beyond_average(asked: Asked, tape: _Tape, sign: int) -> Outcome:
    average = _average(tape, tape.at, asked.count)
    if average is None:
        note = f"Bars are held from {day_name(tape.day(0))} only: too few for a {asked.count}-day average."
        return Outcome(Label.UNVERIFIABLE, Reason.WINDOW_SHORT, note, tape.period)
    earliest = tape.at if asked.since is None else tape.position_on(asked.since)
    first = max(0, earliest + 1 - asked.count)
    evidence = tape.evidence(f"close against the average of {asked.count} closes", [tape.at], first, asked)
    close = tape.close(tape.at)
    actual = Decimal(repr(round(100 * (close / average - 1), 4)))
    note = f"It closed at {plain(tape.price(tape.at), tape.instrument.places)} on {day_name(tape.day(tape.at))}; the {asked.count}-day average was {average:,.2f}."
    common = (tape.period, None, actual, tape.reading(), evidence)
    if sign * (close - average) > 0:
        before = _beyond_before(asked, tape, sign)
        if before is None:
            return Outcome(Label.SUPPORTED, Reason.EXACT, note, *common)
        position, share = before
        note = f"{note} It had closed beyond it on {day_name(tape.day(position))} already."
        if share < _CLEARLY_BEYOND:
            return Outcome(Label.AMBIGUOUS, Reason.NEAR, note, *common)
        fault = Fault.PERIOD
        return Outcome(
            Label.CONTRADICTED, Reason.NO_READING, note, tape.period, fault, actual, tape.reading(), evidence
        )
    extreme = tape.extreme(tape.at, is_high=sign > 0)
    if extreme == extreme:
        evidence = tape.with_reached(evidence, is_high=sign > 0)
        common = (tape.period, None, actual, tape.reading(), evidence)
    if extreme == extreme and sign * (extreme - average) > 0:
        return Outcome(Label.AMBIGUOUS, Reason.INTRADAY, f"{note} It was beyond it within the session.", *common)
    if abs(close / average - 1) < 0.001:
        return Outcome(Label.AMBIGUOUS, Reason.NEAR, note, *common)
    return Outcome(
        Label.CONTRADICTED, Reason.NO_READING, note, tape.period, Fault.LEVEL, actual, tape.reading(), evidence
    )


# An average differs from source to source by less than this share of it.
_CLEARLY_BEYOND = 0.005


def _beyond_before(asked: Asked, tape: _Tape, sign: int) -> tuple[int, float] | None:
    """Return the close furthest beyond its average between the day that "for the first time since" names and this one."""
    if asked.since is None:
        return None
    found = []
    for position in range(tape.position_on(asked.since), tape.at):
        average = _average(tape, position, asked.count)
        if average is not None and sign * (tape.close(position) - average) > 0:
            found.append((position, abs(tape.close(position) / average - 1)))
    return max(found, key=lambda item: item[1], default=None)


def _first_close(claim: Stated, asked: Asked, tape: _Tape, sign: int) -> Outcome:
    assert claim.quantity is not None
    assert claim.quantity.value is not None
    level = float(claim.quantity.value)
    written = f"{claim.quantity.value:,}"
    reach = _reached_back(asked, tape)
    earlier = [p for p in range(reach.first, tape.at) if sign * (tape.close(p) - level) > 0]
    evidence = tape.evidence(f"first close beyond {written}", [tape.at, *earlier[-1:]], reach.first, asked)
    actual = tape.price(tape.at)
    note = f"It closed at {plain(actual, tape.instrument.places)} on {day_name(tape.day(tape.at))}"

    def held(label: Label, reason: Reason, note: str, fault: Fault | None = None) -> Outcome:
        return Outcome(label, reason, note, tape.period, fault, actual, tape.reading(), evidence)

    if sign * (tape.close(tape.at) - level) <= 0:
        return held(Label.CONTRADICTED, Reason.NO_READING, note + ".", Fault.LEVEL)
    if earlier:
        note = f"{note}; it had closed beyond {written} on {day_name(tape.day(earlier[-1]))} already."
        return held(Label.CONTRADICTED, Reason.NO_READING, note, Fault.PERIOD)
    note = f"{note}, for the first time since {day_name(tape.day(reach.first))}"
    if reach.is_short and not _is_whole(tape, is_high=sign > 0):
        return held(Label.UNVERIFIABLE, Reason.WINDOW_SHORT, f"{note}, where the held bars begin.")
    return held(Label.SUPPORTED, Reason.EXACT, f"{note}.")


_ASKS: dict[Kind, Callable[[Claim, Detail, _Tape], Asked | None]] = {
    Kind.EXTREMUM: _asked_off,
    Kind.STREAK: _asked_streak,
    Kind.RANK: _asked_rank,
    Kind.CROSS: _asked_cross,
}
_JUDGES: dict[Kind, Callable[[Stated, Asked, _Tape], Outcome]] = {
    Kind.EXTREMUM: _extreme_on,
    Kind.STREAK: _streak,
    Kind.RANK: _rank,
    Kind.CROSS: _cross,
}
