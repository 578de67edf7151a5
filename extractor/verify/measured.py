"""What a claim measures of a quote: value, slack, evidence and the words for them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from extractor.records import (
    Claim,
    Direction,
    Evidence,
    Instrument,
    InstrumentKind,
    Kind,
    Period,
    Reading,
    ReadingBasis,
    Unit,
)
from extractor.verify.case import ACTUAL_PLACES
from extractor.verify.interval import Interval, admits
from extractor.verify.tape import ROUND_THE_CLOCK, Quote, proxy_slack
from extractor.verify.wording import day_name, plain, rounded, signed

# Ends the formula of a move whose direction the text does not say: its size alone is held.
EITHER_WAY = ", either way"


# |x| up to this many percent is flat; up to twice as much, ambiguous (claims.md, "Numbers").
FLAT_INDEX = Decimal("0.25")


FLAT_SHARE = Decimal("0.5")


# A direction told of a smaller move than this is ambiguous.
SMALLEST_MOVE = Decimal("0.05")


# A proxy never contradicts by sign below this.
PROXY_SIGN = Decimal("0.25")


# Constant-maturity closes stray this far from the yields that wires quote, in percentage points.
YIELD_SLACK = Decimal("0.05")


# Closes of round-the-clock markets depend on the hour they are taken at, in percent.
CLOCK_SLACK = Decimal("0.3")


def value_of(claim: Claim, quote: Quote, price: Decimal, base: Decimal) -> Decimal:
    """Return what `price` after `base` comes to in the claim's unit."""
    if claim.kind is Kind.LEVEL:
        return price
    unit = claim.quantity.unit if claim.quantity is not None else Unit.PERCENT
    match unit:
        case Unit.POINT | Unit.CURRENCY:
            return price - base
        case Unit.BASIS_POINT:
            return (price - base) * 100
        case Unit.MULTIPLE:
            return price / base
        case Unit.PERCENTAGE_POINT if _is_yield_quote(quote):
            return price - base
        case _:
            return (price / base - 1) * 100


def _is_yield_quote(quote: Quote) -> bool:
    return quote.symbol.startswith(("UST", "BUND", "GILT", "JGB", "FEDFUNDS"))


def formula_of(claim: Claim, quote: Quote, what: str) -> str:
    """Return the formula of a claim's sum, with `what` of its last bar."""
    if claim.kind is Kind.LEVEL:
        return what
    unit = claim.quantity.unit if claim.quantity is not None else Unit.PERCENT
    if unit in (Unit.POINT, Unit.CURRENCY) or (unit is Unit.PERCENTAGE_POINT and _is_yield_quote(quote)):
        return f"{what} − previous close"
    if unit is Unit.BASIS_POINT:
        return f"({what} − previous close) × 100"
    if unit is Unit.MULTIPLE:
        return f"{what}/previous close"
    return f"{what}/previous close − 1"


def unit_of(claim: Claim) -> Unit:
    """Return the unit that a claim is measured in."""
    if claim.quantity is None:
        return Unit.PERCENT
    return claim.quantity.unit


def evidence_of(
    claim: Claim,
    quote: Quote,
    what: str,
    price: Decimal,
    day: date,
    *,
    base: Decimal | None = None,
    base_day: date | None = None,
) -> Evidence:
    """Return the bars that decide a claim, as evidence of its sum."""
    field = () if what == "close" else (what.removeprefix("intraday "),)
    bar = (quote.symbol, day.isoformat(), str(price), *field)
    if claim.kind is Kind.LEVEL:
        return Evidence(formula_of(claim, quote, what), (bar,), quote.source)
    before = (quote.symbol, (base_day or quote.base_day).isoformat(), str(base if base is not None else quote.base))
    return Evidence(formula_of(claim, quote, what), (before, bar), quote.source)


def range_evidence(claim: Claim, quote: Quote) -> Evidence:
    """Return the session's low and high: any price between them is the reading."""
    assert quote.low is not None
    assert quote.high is not None
    low = evidence_of(claim, quote, "intraday low", quote.low, quote.low_day or quote.last_day)
    high = evidence_of(claim, quote, "intraday high", quote.high, quote.high_day or quote.last_day)
    return replace(high, bars=(*low.bars, *high.bars[-1:]))


def with_bars(evidence: Evidence, other: Evidence | None) -> Evidence:
    """Return the evidence of the default reading with the bars of the one that holds."""
    more = tuple(bar for bar in other.bars if bar not in evidence.bars) if other is not None else ()
    sources = dict.fromkeys((evidence.source, other.source)) if other is not None else (evidence.source,)
    return replace(evidence, bars=(*evidence.bars, *more), source=", ".join(sources))


def reading_of(quote: Quote, period: Period, basis: ReadingBasis) -> Reading:
    """Return the reading of a quote over a period."""
    return Reading(quote.symbol, period.first, period.last, basis)


def agrees(direction: Direction | None, value: Decimal) -> bool:
    """Say whether the sign of a change is the one told."""
    if direction is Direction.UP:
        return value >= 0
    if direction is Direction.DOWN:
        return value <= 0
    return True


def measure_of(claim: Claim, value: Decimal) -> Decimal:
    """Return the value that the written interval is about: unsigned for a change."""
    return value if claim.kind is Kind.LEVEL else abs(value)


def interval_of(claim: Claim) -> Interval:
    """Return what the claim's number admits, as the level or the change that it is."""
    assert claim.quantity is not None
    return admits(claim.quantity, is_level=claim.kind is Kind.LEVEL)


def amount_in_words(claim: Claim, value: Decimal, quote: Quote) -> str:
    """Write a value in the claim's unit and at its precision, one place finer than written."""
    if claim.kind is Kind.LEVEL:
        return plain(value, quote.places)
    places = 2
    if claim.quantity is not None and claim.kind is Kind.CHANGE:
        interval = interval_of(claim)
        # As many places as it takes to see on which side of the written interval the value lies.
        while places < ACTUAL_PLACES and interval.holds(rounded(abs(value), places)) is not interval.holds(abs(value)):
            places += 1
    return signed(value, unit_of(claim), places)


def sum_in_words(claim: Claim, value: Decimal, quote: Quote, what: str) -> str:
    """Write the sum: "+0.55%: 48,996.08 to 49,266.11 at the close of 8 Jan 2026."."""
    places = min(quote.places, 4)
    at = {"close": "at the close", "open": "from the open to the close"}.get(what, f"at the {what}")
    if claim.kind is Kind.LEVEL:
        return f"It was {plain(value, places)} {at} of {day_name(quote.last_day)}."
    base, last = quote.base, quote.last
    if what == "intraday high" and quote.high is not None:
        last = quote.high
    elif what == "intraday low" and quote.low is not None:
        last = quote.low
    return (
        f"It was {amount_in_words(claim, value, quote)}: from {plain(base, places)} on {day_name(quote.base_day)} "
        f"to {plain(last, places)} {at} of {day_name(quote.last_day)}."
    )


RANGE = "session's range"


def slack_of(claim: Claim, instrument: Instrument, period: Period, quote: Quote, *, is_proxy: bool) -> Decimal:
    """Return how far the held series may stray from what the text means, in the claim's unit."""
    unit = unit_of(claim)
    if is_proxy:
        return proxy_slack(period, instrument.mic) if unit is Unit.PERCENT else Decimal(0)
    if instrument.kind is InstrumentKind.YIELD:
        if unit is Unit.BASIS_POINT:
            return YIELD_SLACK * 100
        if claim.kind is Kind.LEVEL or unit is Unit.PERCENTAGE_POINT:
            return YIELD_SLACK
        return YIELD_SLACK / quote.base * 100
    if instrument.kind in ROUND_THE_CLOCK:
        if claim.kind is Kind.LEVEL or unit is not Unit.PERCENT:
            return abs(quote.last) * CLOCK_SLACK / 100
        return CLOCK_SLACK
    return Decimal(0)


def slack_words(instrument: Instrument) -> str:
    """Say why an instrument's figures are given room."""
    if instrument.kind is InstrumentKind.YIELD:
        return "the held yields are constant-maturity closes, not the wires' quotes"
    return "the price depends on the hour and on spot or future"
