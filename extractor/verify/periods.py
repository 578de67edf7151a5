"""A claim held over one period: by its series, its window or its group."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractor.market import sessions
from extractor.market.series import Series
from extractor.records import (
    Basis,
    Claim,
    Form,
    Instrument,
    Kind,
    Label,
    Period,
    Reason,
    Told,
    Tried,
    Unit,
)
from extractor.verify.case import Case, is_open, is_understood, quotes_of, taken_back, unverifiable
from extractor.verify.hold_direction import hold_direction
from extractor.verify.hold_number import hold_number
from extractor.verify.outcome import Outcome
from extractor.verify.resolve import NO_BELL, Clock, Resolved
from extractor.verify.tape import ROUND_THE_CLOCK, Quote, quotes, series_symbols
from extractor.verify.together import hold_best, hold_breadth, hold_comparison
from extractor.verify.windows import WINDOW_KINDS, hold_window
from extractor.verify.wording import day_name, plain

RANK = {Label.SUPPORTED: 0, Label.AMBIGUOUS: 1, Label.CONTRADICTED: 2, Label.UNVERIFIABLE: 3}


# A review of a month or quarter is published so many days after its end, and its "year to date" ends with it.
REVIEW_DAYS = 21


def over_period(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, resolved: Resolved, period: Period
) -> Outcome:
    """Hold a claim against one period, on every source that is held."""
    if claim.kind in (Kind.COMPARISON, Kind.BREADTH):
        return _over_several(claim, case, period)
    if claim.kind in WINDOW_KINDS:
        return _over_window(claim, case, instrument, resolved, period)
    if (
        claim.is_total_return
        and (told := _with_dividends(claim, case, instrument, clock, resolved, period)) is not None
    ):
        return told
    is_proxy = False
    found = quotes_of(case, instrument, period)
    if not found and instrument.proxy is not None:
        is_proxy = True
        proxy = case.gazetteer.instrument(instrument.proxy) if instrument.proxy in case.gazetteer else instrument
        found = list(quotes(case.bars, instrument.proxy, period, proxy))
        if not found:
            found = list(quotes(case.bars, instrument.proxy, period, proxy, total_return=True))
    if not found:
        found = list(quotes(case.bars, instrument.symbol, period, instrument, total_return=True))
    if not found:
        return _no_bars(case, instrument, period)
    if claim.kind is Kind.LEVEL and (is_proxy or found[0].basis is Basis.TOTAL_RETURN):
        return unverifiable(Reason.NO_PRICES, f"No series of the level of {instrument.name} is held.", period)
    outcomes = [_hold(claim, case, instrument, clock, resolved, period, quote, is_proxy=is_proxy) for quote in found]
    return _agreed(outcomes, instrument)


def _over_several(claim: Claim, case: Case, period: Period) -> Outcome:
    """Hold a comparison or a count of sectors or members; funds and total returns alone refute nothing."""
    assert case.dateline is not None
    if claim.kind is Kind.COMPARISON and claim.detail is not None:
        found = hold_best(claim, case.bars, case.gazetteer, period)
    elif claim.kind is Kind.COMPARISON:
        if claim.object is None or claim.object.symbol not in case.gazetteer:
            return unverifiable(Reason.UNRESOLVED_INSTRUMENT, "No instrument that is known is named.", period)
        found = hold_comparison(claim, case.bars, case.gazetteer, period)
    else:
        found = hold_breadth(claim, case.bars, case.gazetteer, period, case.dateline.day)
    if found is None:
        return unverifiable(Reason.NO_PRICES, "Not all the prices that this needs are held.", period)
    is_said = claim.timex is not None and not claim.timex.is_carried
    if claim.timex is not None and claim.kind is Kind.COMPARISON and claim.object is None:
        is_said = is_said and claim.timex.text in claim.sentence  # a heading's time may be one of several
    is_counted = claim.quantity is not None and claim.quantity.unit is not Unit.MULTIPLE
    if found.label is Label.CONTRADICTED and claim.kind is Kind.COMPARISON and not is_said and not is_counted:
        return taken_back(found, "Over which time is not said.")
    if found.label is Label.CONTRADICTED and claim.kind is Kind.BREADTH and not is_said and not case.is_day_borne_out:
        return taken_back(found, "Over which time is not said.")
    return found


def _over_window(claim: Claim, case: Case, instrument: Instrument, resolved: Resolved, period: Period) -> Outcome:
    """Hold a record, rank, streak or crossing against the instrument's own closes, else those of its fund."""
    symbols = (*series_symbols(case.gazetteer, instrument), *([instrument.proxy] if instrument.proxy else []))
    held = [series for symbol in symbols for series in case.bars.series(symbol)]
    if claim.kind is Kind.EXTREMUM:
        held = [series for series in held if series.basis is not Basis.TOTAL_RETURN]
    held.sort(key=lambda series: (series.basis is Basis.TOTAL_RETURN, series.symbol not in symbols[:1], series.first))
    found = hold_window(claim, instrument, held, period)
    if found is None:
        return _no_bars(case, instrument, period)
    if claim.kind is Kind.STREAK and is_understood(claim) and _is_before_the_close(claim, case, instrument, period):
        day = sessions.shift(instrument.mic, period.last, -1)
        so_far = hold_window(claim, instrument, held, Period(day, day))
        if so_far is not None and (so_far.label is Label.SUPPORTED or claim.is_open):
            found = so_far  # "after a five-day slide it is up 3%", told at noon: this session's close is not known yet
    if found.label is not Label.CONTRADICTED:
        return found
    if claim.kind is Kind.RANK and claim.detail is not None and _is_of_any_unit(claim):
        for unit in (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR):
            longer = replace(claim, detail=replace(claim.detail, of=unit))
            other = hold_window(longer, instrument, held, period)
            if other is not None and other.label is Label.SUPPORTED:
                return taken_back(found, f"It is true of the {unit.value}, and the text does not say what it ranks.")
    if claim.kind is Kind.RANK and claim.detail is not None and is_understood(claim):
        start = _start_of(claim.detail.of, period.last)
        if start is not None and (period.last - start).days <= REVIEW_DAYS:
            # "Its best year since 2013", told in January, is the year before.
            day = sessions.session_on_or_before(instrument.mic, start - timedelta(days=1))
            before = hold_window(claim, instrument, held, Period(day, day))
            if before is not None and before.label is Label.SUPPORTED:
                return before
            if claim.detail.of is not Unit.WEEK:
                return taken_back(found, f"The text does not say which {claim.detail.of.value} it tells of.")
    if is_understood(claim) and not is_open(claim):
        day = sessions.shift(instrument.mic, period.last, -1)
        earlier = hold_window(claim, instrument, held, Period(day, day))
        if earlier is not None and earlier.label is Label.SUPPORTED:
            note = f"True of {day_name(day)}: {earlier.note} {found.note}"
            return replace(
                found,
                label=Label.AMBIGUOUS,
                reason=Reason.NEIGHBOURING_SESSION,
                fault=None,
                note=note,
                tried=_tried_of(earlier),
            )
    if is_open(claim):
        return _told_of_before(claim, instrument, held, period) or taken_back(
            found, "It is told of an earlier day, and the text does not say which."
        )
    if resolved.is_cut:
        return taken_back(found, "The period runs beyond the dateline.")
    if instrument.kind in ROUND_THE_CLOCK:
        why = "Spot, future and hour of the price are not said."
        return taken_back(found, why, Reason.SOURCES_DISAGREE)
    if found.reading is not None and found.reading.symbol != instrument.symbol:
        return taken_back(found, f"{instrument.name} is judged by {found.reading.symbol}.", Reason.NO_PRICES)
    return found


def _start_of(unit: Unit, day: date) -> date | None:
    """Return the first day of the week, month, quarter or year of a day."""
    match unit:
        case Unit.WEEK:
            return day - timedelta(days=day.weekday())
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.QUARTER:
            return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        case Unit.YEAR:
            return date(day.year, 1, 1)
        case _:
            return None


def _is_of_any_unit(claim: Claim) -> bool:
    """Say whether a rank leaves open what is ranked, and the time it is told of as well: "it was the index's best since April"."""
    assert claim.detail is not None
    is_told = claim.timex is not None and not claim.timex.is_carried
    return claim.detail.form is Form.ANY and claim.detail.of is Unit.NONE and not is_told


def _is_before_the_close(claim: Claim, case: Case, instrument: Instrument, period: Period) -> bool:
    """Say whether a claim was told before the one session of the period had closed."""
    instant = case.dateline.instant if case.dateline is not None else None
    if claim.told is Told.INTRADAY:
        return period.first == period.last
    if instant is None or instrument.mic in NO_BELL or period.first != period.last:
        return False
    return instant < sessions.close_instant(instrument.mic, period.last)


def _tried_of(outcome: Outcome) -> tuple[Tried, ...]:
    """Return what was found true of another day as a reading that was tried, with its own window."""
    reading, actual = outcome.reading, outcome.actual
    if reading is None or actual is None:
        return ()
    return (
        Tried(
            reading.symbol, reading.first, reading.last, reading.basis, actual, holds=True, evidence=outcome.evidence
        ),
    )


_DAYS_BEFORE = 5


def _told_of_before(claim: Claim, instrument: Instrument, held: Sequence[Series], period: Period) -> Outcome | None:
    """Return the verdict on the last session of a few before of which a record is true: "a day after setting a record"."""
    for n in range(1, _DAYS_BEFORE + 1):
        day = sessions.shift(instrument.mic, period.last, -n)
        found = hold_window(claim, instrument, held, Period(day, day))
        if found is not None and found.label is Label.SUPPORTED:
            return found
    return None


def _with_dividends(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, resolved: Resolved, period: Period
) -> Outcome | None:
    """Hold what is told as a total return against the fund that tracks it; only where that bears it out."""
    symbol = instrument.total_return or instrument.proxy or instrument.symbol
    if claim.kind is not Kind.CHANGE or symbol not in case.gazetteer:
        return None
    fund, is_proxy = case.gazetteer.instrument(symbol), symbol != instrument.symbol
    for quote in quotes(case.bars, symbol, period, fund, total_return=True):
        outcome = _hold(claim, case, instrument, clock, resolved, period, quote, is_proxy=is_proxy)
        if outcome.label is Label.SUPPORTED:
            return outcome
    return None


def _no_bars(case: Case, instrument: Instrument, period: Period) -> Outcome:
    held = [
        s
        for symbol in (*series_symbols(case.gazetteer, instrument), instrument.proxy or "")
        if symbol
        for s in case.bars.series(symbol)
    ]
    if not held:
        return unverifiable(Reason.NO_PRICES, f"No prices of {instrument.name} are held.", period)
    first, last = min(s.first for s in held), max(s.last for s in held)
    if period.last > last or period.first <= first:
        return unverifiable(
            Reason.NO_PRICES,
            f"Prices of {instrument.name} are held from {day_name(first)} to {day_name(last)} only.",
            period,
        )
    return unverifiable(
        Reason.MISSING_BAR,
        f"A bar of {instrument.name} that the sum needs is missing around {day_name(period.last)}.",
        period,
    )


def _agreed(outcomes: Sequence[Outcome], instrument: Instrument) -> Outcome:
    """Return what the sources agree on; supported against contradicted is a disagreement."""
    first = outcomes[0]
    labels = {outcome.label for outcome in outcomes}
    is_own_market = instrument.kind in ROUND_THE_CLOCK
    if is_own_market:
        # Spot and future are two fair prices of one thing: the one that fits is meant.
        return min(outcomes, key=lambda outcome: RANK[outcome.label])
    if {Label.SUPPORTED, Label.CONTRADICTED} <= labels or (
        first.label is Label.CONTRADICTED and Label.AMBIGUOUS in labels
    ):
        other = next(outcome for outcome in outcomes if outcome.label is not first.label)
        assert first.quote is not None
        assert other.quote is not None
        return replace(
            first,
            label=Label.UNVERIFIABLE,
            reason=Reason.SOURCES_DISAGREE,
            fault=None,
            note=f"The sources disagree: {first.quote.source} has {plain(first.quote.last, first.quote.places)}, "
            f"{other.quote.source} has {plain(other.quote.last, other.quote.places)} on {day_name(first.quote.last_day)}.",
        )
    return first


def _hold(
    claim: Claim,
    case: Case,
    instrument: Instrument,
    clock: Clock,
    resolved: Resolved,
    period: Period,
    quote: Quote,
    *,
    is_proxy: bool,
) -> Outcome:
    if claim.kind is Kind.DIRECTION:
        return hold_direction(claim, case, instrument, clock, period, quote, is_proxy=is_proxy)
    return hold_number(claim, case, instrument, clock, resolved, period, quote, is_proxy=is_proxy)
