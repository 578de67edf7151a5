"""A number held against one quote, and what speaks against calling it false."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from extractor.market import sessions
from extractor.records import (
    Basis,
    Bound,
    Claim,
    Dateline,
    Direction,
    Evidence,
    Fault,
    Instrument,
    InstrumentKind,
    Kind,
    Label,
    Period,
    Quantity,
    ReadingBasis,
    Reason,
    Told,
    Tried,
    Unit,
)
from extractor.verify.case import Case, is_settled, is_understood, quotes_of, told_period, unverifiable
from extractor.verify.faults import SLIP_DIGITS, n_telling_digits, slip_in
from extractor.verify.interval import FAR_BEYOND, Interval, near, round_number, truncation
from extractor.verify.measured import (
    EITHER_WAY,
    PROXY_SIGN,
    RANGE,
    agrees,
    amount_in_words,
    evidence_of,
    interval_of,
    measure_of,
    reading_of,
    slack_of,
    slack_words,
    sum_in_words,
    value_of,
    with_bars,
)
from extractor.verify.outcome import Outcome
from extractor.verify.readings import Other, other_readings
from extractor.verify.resolve import NO_BELL, Clock, Resolved
from extractor.verify.tape import ROUND_THE_CLOCK, Quote, quotes
from extractor.verify.wording import day_name, rounded

# Bars of these exchanges' indices are mostly to be had with one decimal: half a unit of it.
COARSE_BAR = Decimal("0.05")


COARSE_EXCHANGES = frozenset({"XLON", "XASX"})


# Without a time said, a move this many percent beyond what any session near can have made is
# told of a period that was not understood.
_ODD_MOVE = {InstrumentKind.INDEX: Decimal(5)}


_ODD_MOVE_OTHERS = Decimal(15)


def hold_number(
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
    """Hold the number of a claim against one quote, then against the other readings of it."""
    quantity = claim.quantity
    assert quantity is not None
    interval = interval_of(claim)
    is_extreme = quantity.bound is Bound.AS_MUCH_AS
    is_return = quote.basis is Basis.TOTAL_RETURN
    default_basis = ReadingBasis.TOTAL_RETURN if is_return else ReadingBasis.CLOSE
    what, price, day = "close", quote.last, quote.last_day
    if is_extreme:
        is_down = claim.direction is Direction.DOWN
        extreme = quote.low if is_down else quote.high
        if extreme is None and instrument.kind is InstrumentKind.YIELD and period.first < period.last:
            return _extreme_close(claim, case, instrument, clock, resolved, period, quote)
        if extreme is None:
            return unverifiable(
                Reason.MISSING_BAR,
                f"No highs and lows of {instrument.name} are held for {day_name(period.last)}.",
                period,
            )
        what, price = ("intraday low", extreme) if is_down else ("intraday high", extreme)
        day = (quote.low_day if is_down else quote.high_day) or day
        default_basis = ReadingBasis.INTRADAY_LOW if is_down else ReadingBasis.INTRADAY_HIGH
    value = value_of(claim, quote, price, quote.base)
    reading = reading_of(quote, period, default_basis)
    evidence = evidence_of(claim, quote, what, price, day)
    sign_ok = agrees(claim.direction, value)
    measured = measure_of(claim, value)
    if is_extreme and claim.kind is Kind.LEVEL and quote.low is not None and quantity.value is not None:
        # "touching 4,012": reached on the way, from below or from above
        half = quantity.place / 2
        interval = (
            Interval(None, None, Reason.HEDGED) if quote.low - half <= quantity.value <= price + half else interval
        )
    common = Outcome(Label.SUPPORTED, interval.reason, "", period, None, value, reading, evidence, quote=quote)
    said = sum_in_words(claim, value, quote, what)
    proxy_note = f" {instrument.name} is judged by {quote.symbol}." if is_proxy else ""
    return_note = " Only dividend-adjusted closes are held." if is_return and not claim.is_total_return else ""
    if sign_ok and interval.holds(measured):
        reason = Reason.EXACT if _is_exact(quantity, measured) else interval.reason
        beyond = _beyond_note(claim, quantity, measured)
        return replace(common, reason=reason, note=f"{said}{beyond}{proxy_note}{return_note}")
    if claim.is_direction_carried and not sign_ok and interval.holds(measured):
        return replace(
            common,
            note=f"{said} The text says no direction of its own for it.{proxy_note}{return_note}",
            evidence=replace(evidence, formula=f"{evidence.formula}{EITHER_WAY}"),
        )
    cut = truncation(quantity)
    if sign_ok and cut is not None and cut.holds(measured) and measured != cut.high:
        return replace(
            common, reason=Reason.TRUNCATED, note=f"{said} Digits were cut off, not rounded.{proxy_note}{return_note}"
        )
    # The default reading fails: the other fair readings, in order.
    tried = [Tried(quote.symbol, period.first, period.last, default_basis, value, holds=False, evidence=evidence)]
    failed = replace(common, label=Label.AMBIGUOUS, tried=tuple(tried))
    if sign_ok and near(quantity, is_level=claim.kind is Kind.LEVEL).holds(measured) and not is_extreme:
        return replace(
            failed,
            reason=Reason.NEAR,
            tried=(),
            note=f"{said} It misses what is written by no more than one unit of its last place.{proxy_note}",
        )
    is_index_level = claim.kind is Kind.LEVEL and instrument.kind is InstrumentKind.INDEX
    is_coarse_bar = is_index_level and clock.mic in COARSE_EXCHANGES and value * 10 % 1 == 0
    if is_coarse_bar and interval.misses_by(measured) <= COARSE_BAR and not is_extreme:
        return replace(
            failed, reason=Reason.NEAR, tried=(), note=f"{said} The bar held may have one decimal only.{proxy_note}"
        )
    coarse = round_number(quantity)
    if sign_ok and coarse is not None and coarse.holds(measured):
        return replace(
            failed, reason=Reason.ROUND_NUMBER, tried=(), note=f"{said} As a round number it can pass.{proxy_note}"
        )
    for other in other_readings(claim, case, instrument, clock, period, quote, is_proxy=is_proxy):
        if other.holds:
            other_said = sum_in_words(claim, other.value, quote, other.what)
            return replace(
                failed,
                reason=other.reason,
                tried=(*tried, other.tried_over(period)),
                note=f"{_true_of(claim, other, quote)}; at the close it was {amount_in_words(claim, value, quote)}.{proxy_note}"
                if other.words
                else other_said,
                # Of a range, the close alone is shown: no one price of it is the reading.
                evidence=with_bars(evidence, other.evidence if other.words != RANGE else None),
            )
        tried.append(other.tried_over(period))
    slack = slack_of(claim, instrument, period, quote, is_proxy=is_proxy)
    loose = interval.widened(slack)
    is_small = abs(value) < slack if claim.kind is Kind.CHANGE else False
    if instrument.kind is InstrumentKind.YIELD and not sign_ok:
        is_small = measured + (interval.low or 0) <= slack  # a rise of 4 for a fall of 4 is 8 apart
    if slack and (sign_ok or is_small) and loose.holds(measured):
        why = {True: f"{quote.symbol} stands in for {instrument.name}", False: slack_words(instrument)}[is_proxy]
        return replace(
            failed,
            reason=Reason.NEAR,
            tried=tuple(tried),
            note=f"{said} {why[0].upper()}{why[1:]} and may stray that far.",
        )
    if slack and is_proxy and not sign_ok and abs(value) < PROXY_SIGN and (quantity.value or 0) < 2 * PROXY_SIGN:
        return replace(
            failed, reason=Reason.NEAR, tried=tuple(tried), note=f"{said} A proxy cannot decide so small a move."
        )
    neighbour = _neighbour(claim, case, instrument, resolved, period)
    if neighbour is not None:
        day_, other_value, other_evidence = neighbour
        return replace(
            failed,
            reason=Reason.NEIGHBOURING_SESSION,
            tried=(
                *tried,
                Tried(
                    other_evidence.bars[-1][0],  # spot where the other is a future
                    day_,
                    day_,
                    ReadingBasis.CLOSE,
                    other_value,
                    holds=True,
                    evidence=other_evidence,
                ),
            ),
            note=f"True of {day_name(day_)}: {amount_in_words(claim, other_value, quote)}; on {day_name(period.last)} it was {amount_in_words(claim, value, quote)}.",
            evidence=with_bars(evidence, other_evidence),
        )
    return _refuted(
        claim,
        case,
        instrument,
        resolved,
        period,
        quote,
        replace(failed, tried=tuple(tried), note=said + proxy_note),
        sign_ok=sign_ok,
    )


def _extreme_close(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, resolved: Resolved, period: Period, quote: Quote
) -> Outcome:
    """Hold "as high as 4.98% in October" against the close of the period that comes nearest; of yields no highs are held."""
    missing = unverifiable(
        Reason.MISSING_BAR,
        f"No highs and lows of {instrument.name} are held for {day_name(period.last)}.",
        period,
    )
    bars = [
        bar
        for series in case.bars.series(quote.symbol)
        if series.basis is quote.basis and series.source in quote.source
        for bar in series.between(period.first, period.last)
        if bar.close == bar.close
    ]
    if not bars or claim.kind is not Kind.LEVEL or claim.quantity is None:
        return missing
    exact = replace(claim, quantity=replace(claim.quantity, bound=Bound.EXACT))
    for choose in (max, min):
        day = choose(bars, key=lambda bar: bar.close).day
        one = Period(day, day, period.text)
        for found in quotes(case.bars, quote.symbol, one, instrument):
            outcome = hold_number(exact, case, instrument, clock, resolved, one, found, is_proxy=False)
            if outcome.label is Label.SUPPORTED:
                return replace(outcome, reason=Reason.HEDGED)
    return missing


def _refuted(
    claim: Claim,
    case: Case,
    instrument: Instrument,
    resolved: Resolved,
    period: Period,
    quote: Quote,
    failed: Outcome,
    *,
    sign_ok: bool,
) -> Outcome:
    """Contradict a claim, unless something speaks against judging it so."""
    if quote.basis is Basis.TOTAL_RETURN and not claim.is_total_return:
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.NO_PRICES,
            note=failed.note + " A total-return series alone refutes no price claim.",
        )
    if claim.is_total_return and quote.basis is not Basis.TOTAL_RETURN:
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.NO_PRICES,
            note="No total-return series is held for the period.",
        )
    if not quote.is_complete:
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.MISSING_BAR,
            note=f"Bars are missing within the period. {failed.note}",
        )
    is_end_in_doubt = resolved.is_cut and told_period(claim, period) not in case.borne_out
    if is_end_in_doubt and claim.kind is Kind.CHANGE and _fits_another_end(claim, case, instrument, period, quote):
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.UNRESOLVED_TIME,
            note=f"The period runs beyond the dateline. {failed.note}",
        )
    is_odd = _is_odd(claim, instrument, failed.actual) and not is_settled(claim, case)
    if is_odd and not _is_slipped(claim, quote):
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.UNRESOLVED_TIME,
            note=f"No session near made such a move: the period is not understood. {failed.note}",
        )
    is_spot_only = quote.symbol.endswith("_SPOT")  # wires quote the future, which may be far from the spot price
    is_far = _is_far(claim, failed.actual, is_commodity=instrument.kind is InstrumentKind.COMMODITY)
    is_clock_time = claim.told is Told.INTRADAY  # "was last down 0.8%"
    if instrument.kind in ROUND_THE_CLOCK and (is_spot_only or is_clock_time or not is_far):
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.SOURCES_DISAGREE,
            note=f"Spot, future and hour of the price are not said. {failed.note}",
        )
    fault = Fault.LEVEL if claim.kind is Kind.LEVEL else Fault.MAGNITUDE if sign_ok else Fault.DIRECTION
    return replace(failed, label=Label.CONTRADICTED, reason=Reason.NO_READING, fault=fault)


def _is_odd(claim: Claim, instrument: Instrument, actual: Decimal | None) -> bool:
    """Say whether a claim with no time said is of a size that no session has."""
    if not is_understood(claim) or claim.kind is not Kind.CHANGE or claim.quantity is None or actual is None:
        return False
    value = claim.quantity.value or claim.quantity.high or Decimal(0)
    if claim.quantity.unit is not Unit.PERCENT:
        return False
    limit = _ODD_MOVE.get(instrument.kind, _ODD_MOVE_OTHERS)
    return value >= limit and abs(actual) < value / 2


def _is_slipped(claim: Claim, quote: Quote) -> bool:
    """Say whether a change in percent is the session's own, its decimal point slipped or its unit mistaken for points."""
    quantity = claim.quantity
    if quantity is None or quantity.value is None or quantity.bound is not Bound.EXACT:
        return False
    is_sure = n_telling_digits(quantity) >= SLIP_DIGITS
    is_in_points = is_sure and abs(abs(quote.change) - quantity.value) <= quantity.place / 2
    return is_in_points or slip_in(quantity, abs(quote.percent)) is not None


def _is_far(claim: Claim, actual: Decimal | None, *, is_commodity: bool) -> bool:
    """Say whether a round-the-clock price misses by more than its hour and market explain."""
    quantity = claim.quantity
    if actual is None:
        return False
    if quantity is None or quantity.value is None:
        return abs(actual) > 1
    if claim.kind is Kind.LEVEL:
        slack = Decimal("0.15") if is_commodity else Decimal("0.03")  # spot and future part ways in a squeeze
        return abs(actual / quantity.value - 1) > slack if quantity.value else False
    far = max(Decimal("1.5"), max(quantity.value, abs(actual)) / 2)
    return quantity.unit is Unit.PERCENT and (
        interval_of(claim).misses_by(abs(actual)) > far
        or (not agrees(claim.direction, actual) and abs(actual) > Decimal("1.5"))
    )


def _true_of(claim: Claim, other: "Other", quote: Quote) -> str:
    """Say of which reading a claim is true: one figure, or a range of them."""
    if other.words == RANGE and quote.low is not None and quote.high is not None:
        low, high = (
            amount_in_words(claim, value_of(claim, quote, price, quote.base), quote)
            for price in (quote.low, quote.high)
        )
        return f"Within the session's range, {low} to {high}"
    # A level may also be held with the tolerance of its sources, which is not to say that it is true.
    is_exact = claim.kind is not Kind.LEVEL or interval_of(claim).holds(other.value)
    return f"{'True of' if is_exact else 'Close to'} the {other.words}: {amount_in_words(claim, other.value, quote)}"


def _is_exact(quantity: Quantity, measured: Decimal) -> bool:
    return quantity.bound is Bound.EXACT and quantity.value == measured


def _beyond_note(claim: Claim, quantity: Quantity, measured: Decimal) -> str:
    """Say so where the truth lies far beyond a one-sided bound."""
    value = quantity.value
    if value is None or claim.kind is Kind.LEVEL or value == 0:
        return ""
    if quantity.bound is Bound.AT_LEAST and measured > value * FAR_BEYOND:
        return " That is far more than is said."
    if quantity.bound is Bound.AT_MOST and measured * FAR_BEYOND < value:
        return " That is far less than is said."
    return ""


def _neighbour(
    claim: Claim, case: Case, instrument: Instrument, resolved: Resolved, period: Period
) -> tuple[date, Decimal, Evidence] | None:
    """Return the session beside an unnamed day of which the claim is true."""
    if (
        resolved.is_named
        or period.first != period.last
        or claim.quantity is None
        or claim.quantity.bound not in (Bound.EXACT, Bound.BETWEEN)
    ):
        return None
    named = case.named.get(instrument.mic, frozenset())
    is_day_named = (
        bool(case.is_day_borne_out) and period.last in named and period.last == case.topics.get(instrument.mic)
    )
    for n in (-1, 1):
        day = sessions.shift(instrument.mic, period.last, n)
        if n > 0 and case.dateline is not None and not _is_begun(day, instrument, case.dateline):
            continue
        if n < 0 and is_day_named and day not in named:
            continue  # the text names its own day, if not beside this figure, and never the one before
        for quote in quotes_of(case, instrument, Period(day, day)):
            value = value_of(claim, quote, quote.last, quote.base)
            if agrees(claim.direction, value) and interval_of(claim).holds(measure_of(claim, value)):
                return day, value, evidence_of(claim, quote, "close", quote.last, day)
    return None


def _is_begun(day: date, instrument: Instrument, dateline: Dateline) -> bool:
    """Say whether the session `day` had begun when the text was written."""
    if dateline.instant is None or instrument.mic in NO_BELL:
        return day <= dateline.day
    return sessions.open_instant(instrument.mic, day) <= dateline.instant


# A period that is still running may have been told as of a few sessions before, or of some time to come.
_SESSIONS_BACK, _DAYS_ON = 6, 190


def _may_hold(claim: Claim, interval: Interval, close: float, quote: Quote) -> bool:
    """Say, roughly and fast, whether a percentage to `close` may lie in an interval: what is sure not to is not worked out."""
    if claim.kind is Kind.LEVEL or claim.quantity is None or claim.quantity.unit is not Unit.PERCENT:
        return True
    base = float(quote.base)
    change = abs(close / base - 1) * 100
    slack = 200 * 10.0**-quote.places / base
    low, high = interval.low, interval.high
    return (low is None or change >= float(low) - slack) and (high is None or change <= float(high) + slack)


def _fits_another_end(claim: Claim, case: Case, instrument: Instrument, period: Period, quote: Quote) -> bool:
    """Say whether a change since the start of a period is true of another last session than the dateline's."""
    interval = interval_of(claim)
    for series in case.bars.series(quote.symbol):
        if series.basis is not quote.basis:
            continue
        first = sessions.shift(instrument.mic, period.last, -_SESSIONS_BACK)
        told = series.get(period.last)
        factor = told.split_factor if told is not None else 1.0
        for bar in series.between(max(first, period.first), period.last + timedelta(days=_DAYS_ON)):
            if not _may_hold(claim, interval, bar.close * bar.split_factor / factor, quote):
                continue
            close = rounded(Decimal(repr(bar.close * bar.split_factor / factor)), quote.places)
            value = value_of(claim, quote, close, quote.base)
            if agrees(claim.direction, value) and interval.holds(measure_of(claim, value)):
                return True
    return False
