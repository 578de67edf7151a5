"""A direction without a number, held against one quote."""

from dataclasses import replace

from extractor.records import (
    Basis,
    Claim,
    Direction,
    Fault,
    Instrument,
    InstrumentKind,
    Label,
    Period,
    ReadingBasis,
    Reason,
    Tried,
    Unit,
)
from extractor.verify.case import Case, as_sentence, is_inside_session
from extractor.verify.measured import (
    CLOCK_SLACK,
    FLAT_INDEX,
    FLAT_SHARE,
    PROXY_SIGN,
    SMALLEST_MOVE,
    YIELD_SLACK,
    evidence_of,
    range_evidence,
    reading_of,
    slack_words,
    sum_in_words,
)
from extractor.verify.outcome import Outcome
from extractor.verify.resolve import Clock
from extractor.verify.tape import ROUND_THE_CLOCK, Quote
from extractor.verify.wording import signed


def hold_direction(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, *, is_proxy: bool
) -> Outcome:
    """Hold a direction without a number against one quote."""
    value = quote.percent
    basis = ReadingBasis.TOTAL_RETURN if quote.basis is Basis.TOTAL_RETURN else ReadingBasis.CLOSE
    reading = reading_of(quote, period, basis)
    evidence = evidence_of(claim, quote, "close", quote.last, quote.last_day)
    proxy_note = f" {instrument.name} is judged by {quote.symbol}." if is_proxy else ""
    said = sum_in_words(claim, value, quote, "close") + proxy_note
    outcome = Outcome(Label.SUPPORTED, Reason.EXACT, said, period, None, value, reading, evidence, quote=quote)
    is_index = instrument.kind in (InstrumentKind.INDEX, InstrumentKind.MARKET)
    if claim.direction is Direction.FLAT:
        limit = FLAT_INDEX if is_index else FLAT_SHARE
        if period.first != period.last:
            limit *= 2
        if abs(value) <= limit:
            return outcome
        if is_inside_session(claim, case, clock, period) and quote.high is not None and quote.low is not None:
            low, high = ((price / quote.base - 1) * 100 for price in (quote.low, quote.high))
            if low <= limit and high >= -limit:
                note = f"The session went from {signed(low, Unit.PERCENT)} to {signed(high, Unit.PERCENT)}; at the close it was {signed(value, Unit.PERCENT)}."
                within = Tried(
                    quote.symbol,
                    period.first,
                    period.last,
                    ReadingBasis.INTRADAY_HIGH,
                    high,
                    holds=True,
                    evidence=range_evidence(claim, quote),
                )
                own = Tried(quote.symbol, period.first, period.last, basis, value, holds=False, evidence=evidence)
                return replace(outcome, label=Label.AMBIGUOUS, reason=Reason.INTRADAY, note=note, tried=(own, within))
        if abs(value) <= 2 * limit or is_proxy or instrument.kind is InstrumentKind.YIELD:
            return replace(
                outcome, label=Label.AMBIGUOUS, reason=Reason.NEAR, note=f"{said} Flat is up to {limit}% either way."
            )
        return _refuted_direction(quote, outcome)
    wanted = value if claim.direction is Direction.UP else -value
    if wanted >= SMALLEST_MOVE:
        return outcome
    tried = (Tried(quote.symbol, period.first, period.last, basis, value, holds=False, evidence=evidence),)
    if abs(value) < SMALLEST_MOVE:
        return replace(
            outcome, label=Label.AMBIGUOUS, reason=Reason.NEAR, note=f"{said} So small a move can be told either way."
        )
    if is_proxy and abs(value) < PROXY_SIGN:
        return replace(
            outcome, label=Label.AMBIGUOUS, reason=Reason.NEAR, note=f"{said} A proxy cannot decide so small a move."
        )
    if instrument.kind is InstrumentKind.YIELD and abs(quote.change) <= YIELD_SLACK:
        return replace(
            outcome, label=Label.AMBIGUOUS, reason=Reason.NEAR, note=f"{said} {as_sentence(slack_words(instrument))}"
        )
    if instrument.kind in ROUND_THE_CLOCK and abs(value) < CLOCK_SLACK:
        return replace(
            outcome, label=Label.AMBIGUOUS, reason=Reason.NEAR, note=f"{said} {as_sentence(slack_words(instrument))}"
        )
    if instrument.kind in ROUND_THE_CLOCK and abs(value) < 1:
        return replace(
            outcome,
            label=Label.UNVERIFIABLE,
            reason=Reason.SOURCES_DISAGREE,
            note=f"Spot, future and hour of the price are not said. {said}",
        )
    if is_inside_session(claim, case, clock, period) and quote.high is not None and quote.low is not None:
        is_up = claim.direction is Direction.UP
        extreme, extreme_day = (quote.high, quote.high_day) if is_up else (quote.low, quote.low_day)
        reached = (extreme / quote.base - 1) * 100
        if (reached > SMALLEST_MOVE) if claim.direction is Direction.UP else (reached < -SMALLEST_MOVE):
            extreme_basis = ReadingBasis.INTRADAY_HIGH if claim.direction is Direction.UP else ReadingBasis.INTRADAY_LOW
            words = "intraday high" if claim.direction is Direction.UP else "intraday low"
            return replace(
                outcome,
                label=Label.AMBIGUOUS,
                reason=Reason.INTRADAY,
                tried=(
                    *tried,
                    Tried(
                        quote.symbol,
                        period.first,
                        period.last,
                        extreme_basis,
                        reached,
                        holds=True,
                        evidence=evidence_of(claim, quote, words, extreme, extreme_day or quote.last_day),
                    ),
                ),
                note=f"True of the {words}: {signed(reached, Unit.PERCENT)}; at the close it was {signed(value, Unit.PERCENT)}.{proxy_note}",
            )
    return _refuted_direction(quote, replace(outcome, tried=tried))


def _refuted_direction(quote: Quote, outcome: Outcome) -> Outcome:
    failed = replace(outcome, label=Label.CONTRADICTED, reason=Reason.NO_READING, fault=Fault.DIRECTION)
    if quote.basis is Basis.TOTAL_RETURN:
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.NO_PRICES,
            fault=None,
            note=outcome.note + " A total-return series alone refutes no price claim.",
        )
    if not quote.is_complete:
        return replace(failed, label=Label.UNVERIFIABLE, reason=Reason.MISSING_BAR, fault=None)
    return failed
