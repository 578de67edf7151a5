"""What a central bank did to its rate, held against the steps of that rate."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from extractor.market import sessions
from extractor.records import (
    Basis,
    Bound,
    Claim,
    Evidence,
    Kind,
    Label,
    Period,
    Reading,
    ReadingBasis,
    Reason,
    Unit,
)
from extractor.verify.case import Case, as_sentence, unverifiable
from extractor.verify.measured import agrees, interval_of
from extractor.verify.outcome import Outcome
from extractor.verify.resolve import Clock, Resolved
from extractor.verify.wording import day_name

_RATE_STEP_DAYS = 75


def judge_rate(claim: Claim, case: Case, clock: Clock, resolved: Resolved) -> Outcome:
    """Seek a step of the target range: it comes on the session after the decision."""
    quantity = claim.quantity
    found = [s for s in case.bars.series("FEDFUNDS_UPPER") if s.basis is not Basis.TOTAL_RETURN]
    if not found:
        return unverifiable(Reason.NO_PRICES, "No series of the Fed's target range is held.")
    if quantity is None or claim.kind is Kind.DIRECTION:
        return unverifiable(Reason.NOT_A_PRICE, "A direction of the policy rate alone is not held against the tape.")
    if claim.timex is not None and not resolved.periods:
        return unverifiable(resolved.reason or Reason.UNRESOLVED_TIME, as_sentence(resolved.note))
    series = found[0]
    if claim.timex is not None:
        period = resolved.periods[0]
        first, last = (
            period.first - timedelta(days=1),
            sessions.shift("XNYS", sessions.session_on_or_after("XNYS", period.last), 2),
        )
    else:
        first, last = clock.day - timedelta(days=_RATE_STEP_DAYS), clock.day + timedelta(days=4)
        period = Period(first, clock.day)
    bars = series.between(first, last)
    if not bars:
        return unverifiable(Reason.NO_PRICES, "The Fed's target range is not held for that time.", period)
    if claim.kind is Kind.LEVEL:
        return _judge_rate_level(claim, case, period, last, series.source)
    steps = [
        (after.day, Decimal(repr(after.close)) - Decimal(repr(before.close)), before, after)
        for before, after in itertools.pairwise(bars)
        if after.close != before.close
    ]
    factor = 100 if quantity.unit is Unit.BASIS_POINT else 1
    for day, step, before, after in reversed(steps):
        value = step * factor
        if agrees(claim.direction, value) and interval_of(claim).holds(abs(value)):
            decided = sessions.shift("XNYS", day, -1)  # the range steps on the session after the decision
            evidence = Evidence(
                "target range after − before",
                (
                    ("FEDFUNDS_UPPER", before.day.isoformat(), f"{before.close:.2f}"),
                    ("FEDFUNDS_UPPER", after.day.isoformat(), f"{after.close:.2f}"),
                ),
                series.source,
            )
            return Outcome(
                Label.SUPPORTED,
                Reason.EXACT,
                f"The top of the target range went from {before.close:.2f}% to {after.close:.2f}% on {day_name(day)}.",
                period if claim.timex is not None else Period(decided, decided, period.text),
                None,
                value,
                Reading("FEDFUNDS_UPPER", day, day, ReadingBasis.CLOSE),
                evidence,
            )
    return unverifiable(
        Reason.UNRESOLVED_TIME, "No such step of the Fed's target range is found around that time.", period
    )


def _judge_rate_level(claim: Claim, case: Case, period: Period, last: date, source: str) -> Outcome:
    quantity = claim.quantity
    assert quantity is not None
    if quantity.bound is Bound.BETWEEN and quantity.low is not None and quantity.high is not None:
        return _judge_rate_range(claim, quantity.low, quantity.high, case, period, last, source)
    for name in ("FEDFUNDS_UPPER", "FEDFUNDS_LOWER"):
        for series in case.bars.series(name):
            for bar in reversed(series.between(period.first, last)):
                value = Decimal(repr(bar.close))
                if interval_of(claim).holds(value):
                    return Outcome(
                        Label.SUPPORTED,
                        Reason.EXACT,
                        f"An end of the target range stood at {bar.close:.2f}% on {day_name(bar.day)}.",
                        _standing(claim, period, bar.day),
                        None,
                        value,
                        Reading(name, bar.day, bar.day, ReadingBasis.CLOSE),
                        Evidence("target range", ((name, bar.day.isoformat(), f"{bar.close:.2f}"),), source),
                    )
    return unverifiable(Reason.UNRESOLVED_TIME, "No such target range is found around that time.", period)


def _standing(claim: Claim, period: Period, day: date) -> Period:
    """Return the period of a range told with no time: the dateline's day, where it stood so by then."""
    return replace(period, first=period.last) if claim.timex is None and day >= period.last else period


def _judge_rate_range(
    claim: Claim, low: Decimal, high: Decimal, case: Case, period: Period, last: date, source: str
) -> Outcome:
    """Hold "3.50% to 3.75%" against both ends of the target range on one day."""
    lows = {bar.day: bar for series in case.bars.series("FEDFUNDS_LOWER") for bar in series.between(period.first, last)}
    for series in case.bars.series("FEDFUNDS_UPPER"):
        for upper in reversed(series.between(period.first, last)):
            lower = lows.get(upper.day)
            if lower is None or (Decimal(repr(lower.close)), Decimal(repr(upper.close))) != (low, high):
                continue
            day = upper.day.isoformat()
            bars = (("FEDFUNDS_LOWER", day, f"{lower.close:.2f}"), ("FEDFUNDS_UPPER", day, f"{upper.close:.2f}"))
            note = f"The target range was {lower.close:.2f}% to {upper.close:.2f}% on {day_name(upper.day)}."
            reading = Reading("FEDFUNDS_UPPER", upper.day, upper.day, ReadingBasis.CLOSE)
            evidence = Evidence("target range", bars, source)
            told = _standing(claim, period, upper.day)
            return Outcome(Label.SUPPORTED, Reason.EXACT, note, told, None, high, reading, evidence)
    return unverifiable(Reason.UNRESOLVED_TIME, "No such target range is found around that time.", period)
