"""The readings that are tried after the close, in their order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from extractor.market import sessions
from extractor.records import (
    Basis,
    Bound,
    Claim,
    Direction,
    Evidence,
    Instrument,
    InstrumentKind,
    Kind,
    Period,
    ReadingBasis,
    Reason,
    TimexKind,
    Tried,
    Unit,
)
from extractor.verify.case import Case, is_inside_session
from extractor.verify.interval import Interval
from extractor.verify.measured import (
    RANGE,
    agrees,
    evidence_of,
    formula_of,
    interval_of,
    measure_of,
    range_evidence,
    slack_of,
    unit_of,
    value_of,
)
from extractor.verify.resolve import Clock
from extractor.verify.tape import ROUND_THE_CLOCK, Quote, quotes
from extractor.verify.wording import day_name, rounded

# A text from within this long after the bell may hold preliminary closes.
PRELIMINARY_MINUTES = 45


PRELIMINARY_CHANGE = Decimal("0.05")


PRELIMINARY_LEVEL = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Other:
    """One further reading, held against the bars."""

    reason: Reason
    basis: ReadingBasis
    symbol: str
    value: Decimal
    holds: bool
    words: str
    what: str
    evidence: Evidence | None = None

    def tried_over(self, period: Period) -> Tried:
        """Return it as what was tried over a period."""
        return Tried(
            self.symbol, period.first, period.last, self.basis, self.value, holds=self.holds, evidence=self.evidence
        )


def other_readings(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, *, is_proxy: bool
) -> Iterator[Other]:
    """Yield the other fair readings of a number in the order of claims.md."""
    for make in _READINGS:
        yield from make(claim, case, instrument, clock, period, quote, is_proxy)


def _any_session(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, is_proxy: bool
) -> Iterator[Other]:
    """A level told of a period may be that of any of its sessions: "close to 4.80% in January"."""
    if claim.kind is not Kind.LEVEL or period.first == period.last or claim.quantity is None:
        return
    interval = interval_of(claim)
    slack = slack_of(claim, instrument, period, quote, is_proxy=is_proxy)
    for series in case.bars.series(quote.symbol):
        if series.basis is not quote.basis or series.source not in quote.source:
            continue
        for bar in series.between(period.first, period.last):
            value = rounded(Decimal(repr(bar.close)), quote.places)
            if bar.close == bar.close and interval.widened(slack).holds(value):
                words = f"close of {day_name(bar.day)}"
                evidence = Evidence("close", ((quote.symbol, bar.day.isoformat(), str(value)),), quote.source)
                yield Other(
                    Reason.NEIGHBOURING_SESSION, ReadingBasis.CLOSE, quote.symbol, value, True, words, "close", evidence
                )
                return


def _intraday(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, is_proxy: bool
) -> Iterator[Other]:
    """The session's extreme; from inside the session, anything between its low and high."""
    if quote.high is None or quote.low is None or quote.basis is Basis.TOTAL_RETURN:
        return
    quantity = claim.quantity
    assert quantity is not None
    interval = interval_of(claim)
    is_settled = instrument.kind is InstrumentKind.COMMODITY and _is_after_settlement(case)
    is_inside = not is_settled and (is_inside_session(claim, case, clock, period) or instrument.kind in ROUND_THE_CLOCK)
    for what, basis, price, day in (
        ("intraday high", ReadingBasis.INTRADAY_HIGH, quote.high, quote.high_day),
        ("intraday low", ReadingBasis.INTRADAY_LOW, quote.low, quote.low_day),
    ):
        value = value_of(claim, quote, price, quote.base)
        holds = agrees(claim.direction, value) and interval.holds(measure_of(claim, value))
        if claim.kind is Kind.LEVEL and quantity.bound in (Bound.AT_LEAST, Bound.AT_MOST):
            holds = interval.widened(slack_of(claim, instrument, period, quote, is_proxy=is_proxy)).holds(value)
        yield Other(
            Reason.INTRADAY,
            basis,
            quote.symbol,
            value,
            holds,
            what,
            what,
            evidence_of(claim, quote, what, price, day or quote.last_day),
        )
    if is_inside and period.first == period.last:
        low = value_of(claim, quote, quote.low, quote.base)
        high = value_of(claim, quote, quote.high, quote.base)
        if is_reached(claim, interval, low, high):
            yield Other(
                Reason.INTRADAY,
                ReadingBasis.INTRADAY_HIGH,
                quote.symbol,
                high,
                True,
                RANGE,
                "intraday high",
                range_evidence(claim, quote),
            )


def _is_after_settlement(case: Case) -> bool:
    """Say whether the text was written after the day's settlements, by New York's clock."""
    dateline = case.dateline
    return (
        dateline is not None
        and dateline.instant is not None
        and dateline.instant.astimezone(_NEW_YORK).hour >= _SETTLED_BY
    )


_NEW_YORK = ZoneInfo("America/New_York")


_SETTLED_BY = 17


def is_reached(claim: Claim, interval: Interval, low: Decimal, high: Decimal) -> bool:
    """Say whether some price between `low` and `high` lies in the interval with the told sign."""
    if claim.kind is not Kind.LEVEL:
        if claim.direction is Direction.DOWN:
            low, high = max(Decimal(0), -high), -low
        elif claim.direction is Direction.UP:
            low = max(Decimal(0), low)
        if high < 0:
            return False
    return (interval.low is None or high >= interval.low) and (interval.high is None or low <= interval.high)


def _open_to_close(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, is_proxy: bool
) -> Iterator[Other]:
    if claim.kind is not Kind.CHANGE or period.first != period.last or not quote.first_open:
        return
    quantity = claim.quantity
    assert quantity is not None
    value = value_of(claim, quote, quote.last, quote.first_open)
    holds = agrees(claim.direction, value) and interval_of(claim).holds(abs(value))
    evidence = Evidence(
        formula_of(claim, quote, "close").replace("previous close", "open"),
        (
            (quote.symbol, period.first.isoformat(), str(quote.first_open), "open"),
            (quote.symbol, quote.last_day.isoformat(), str(quote.last)),
        ),
        quote.source,
    )
    yield Other(
        Reason.OPEN_TO_CLOSE,
        ReadingBasis.OPEN_TO_CLOSE,
        quote.symbol,
        value,
        holds,
        "move from the open",
        "open",
        evidence,
    )


def _total_return(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, is_proxy: bool
) -> Iterator[Other]:
    """The return with dividends, by the fund that tracks the index or the share's own series."""
    if (
        claim.kind is not Kind.CHANGE
        or claim.quantity is None
        or claim.quantity.unit is not Unit.PERCENT
        or quote.basis is Basis.TOTAL_RETURN
    ):
        return
    if instrument.kind in ROUND_THE_CLOCK or instrument.kind is InstrumentKind.YIELD:
        return
    symbol = instrument.total_return or (instrument.proxy if is_proxy else instrument.symbol) or instrument.symbol
    fund = case.gazetteer.instrument(symbol) if symbol in case.gazetteer else instrument
    for other in quotes(case.bars, symbol, period, fund, total_return=True):
        value = other.percent
        holds = agrees(claim.direction, value) and interval_of(claim).holds(abs(value))
        words = f"total return (by {symbol})" if symbol != instrument.symbol else "total return"
        yield Other(
            Reason.TOTAL_RETURN,
            ReadingBasis.TOTAL_RETURN,
            symbol,
            value,
            holds,
            words,
            "close",
            evidence_of(claim, other, "close", other.last, other.last_day),
        )
        return


def _preliminary(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, is_proxy: bool
) -> Iterator[Other]:
    """A close told around the bell, before it was final."""
    dateline = case.dateline
    if (
        dateline is None
        or dateline.instant is None
        or claim.quantity is None
        or not sessions.is_session(instrument.mic, period.last)
    ):
        return
    since_bell = dateline.instant - sessions.close_instant(instrument.mic, period.last)
    if not timedelta(minutes=-5) <= since_bell <= timedelta(minutes=PRELIMINARY_MINUTES):
        return
    value = value_of(claim, quote, quote.last, quote.base)
    slack = quote.last * PRELIMINARY_LEVEL / 100 if claim.kind is Kind.LEVEL else PRELIMINARY_CHANGE
    if claim.kind is Kind.CHANGE and unit_of(claim) in (Unit.POINT, Unit.CURRENCY):
        slack = quote.last * PRELIMINARY_CHANGE / 100
    holds = agrees(claim.direction, value) and interval_of(claim).widened(slack).holds(measure_of(claim, value))
    evidence = evidence_of(claim, quote, "close", quote.last, quote.last_day)
    yield Other(
        Reason.PRELIMINARY,
        ReadingBasis.PRELIMINARY,
        quote.symbol,
        value,
        holds,
        "preliminary close",
        "close",
        evidence,
    )


def _ended_earlier(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, is_proxy: bool
) -> Iterator[Other]:
    """A period to date may end a session or two before a dateline whose hour is not known."""
    dateline = case.dateline
    if (
        claim.kind is not Kind.CHANGE
        or claim.quantity is None
        or dateline is None
        or period.first == period.last
        or claim.timex is None
    ):
        return
    until = claim.timex.until
    is_to_before = until is not None and until.kind is TimexKind.SESSION  # "coming into today"
    if period.last not in (clock.latest, clock.current) and not is_to_before:
        return
    if claim.timex.kind is TimexKind.TRAILING and claim.timex.unit in _LOOSE_UNITS:
        yield from _about_that_long(claim, case, instrument, period, quote)
        return
    if claim.timex.kind not in OPEN_ENDED or dateline.instant is not None:
        return
    for n in (-1, -2):
        last = sessions.shift(instrument.mic, period.last, n)
        if last <= period.first:
            return
        for other in quotes(case.bars, quote.symbol, Period(period.first, last, period.text), instrument):
            value = value_of(claim, other, other.last, other.base)
            holds = agrees(claim.direction, value) and interval_of(claim).holds(abs(value))
            words = f"period to {day_name(last)}"
            yield Other(
                Reason.NEIGHBOURING_SESSION,
                ReadingBasis.CLOSE,
                other.symbol,
                value,
                holds,
                words,
                "close",
                evidence_of(claim, other, "close", other.last, last),
            )
            break


# "Over the past month" is counted in days, in sessions, and to the session before as often as to the last.
_LOOSE_UNITS = frozenset({"month", "quarter", "year"})


_LOOSE_SESSIONS = 3


def _about_that_long(claim: Claim, case: Case, instrument: Instrument, period: Period, quote: Quote) -> Iterator[Other]:
    """Yield the periods that begin or end a few sessions beside a "past month" or "past year"."""
    is_to_before = claim.timex is not None and claim.timex.until is not None
    for last_shift in (0, -1, -2, 1) if is_to_before else (0, -1, -2):
        last = sessions.shift(instrument.mic, period.last, last_shift)
        for first_shift in range(-_LOOSE_SESSIONS, _LOOSE_SESSIONS + 1):
            first = sessions.shift(instrument.mic, period.first, first_shift)
            if (last_shift, first_shift) == (0, 0) or first >= last:
                continue
            for other in quotes(case.bars, quote.symbol, Period(first, last, period.text), instrument):
                value = value_of(claim, other, other.last, other.base)
                if not (agrees(claim.direction, value) and interval_of(claim).holds(abs(value))):
                    break
                words = f"period from {day_name(other.base_day)} to {day_name(last)}"
                evidence = evidence_of(claim, other, "close", other.last, last)
                yield Other(
                    Reason.NEIGHBOURING_SESSION, ReadingBasis.CLOSE, other.symbol, value, True, words, "close", evidence
                )
                return


OPEN_ENDED = frozenset(
    {
        TimexKind.TO_DATE,
        TimexKind.SINCE,
        TimexKind.TRAILING,
        TimexKind.YEAR,
        TimexKind.MONTH,
        TimexKind.QUARTER,
        TimexKind.WEEK,
    }
)


_Make = Callable[[Claim, Case, Instrument, Clock, Period, Quote, bool], Iterator[Other]]


_READINGS: tuple[_Make, ...] = (_any_session, _intraday, _open_to_close, _total_return, _preliminary, _ended_earlier)
