"""A formula and its bars as a line carries them, and the sum that they come to.

Bars of a line are strangers' text: what is no price, or does not go with its formula, is named in a ReplayError.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from extractor.errors import OutsideCalendar, ReplayError
from extractor.market import sessions
from extractor.market.instruments import Gazetteer
from extractor.records import (
    Basis,
    Bound,
    Claim,
    Evidence,
    Kind,
    Period,
    Quantity,
    Reading,
    Tried,
    Unit,
)
from extractor.verify.measured import EITHER_WAY
from extractor.verify.tape import EXCHANGE_KINDS, Quote
from extractor.verify.together import instrument_of


@dataclass(frozen=True, slots=True)
class Price:
    """One bar as a line writes it; `what` is empty for a close."""

    symbol: str
    day: date
    value: Decimal
    what: str


def price_of(bar: Sequence[str]) -> Price:
    """Read a bar of a line; raise ReplayError where it is none."""
    try:
        symbol, day, value, what = (*bar, "") if len(bar) == 3 else bar
        if len(value) > _LONGEST_NUMBER:
            raise ValueError(value[:_LONGEST_NUMBER])
        price = Price(symbol, date.fromisoformat(day), Decimal(value), what)
    except (ValueError, InvalidOperation):
        raise ReplayError("got a bar that is not symbol, day and value") from None
    if not price.value.is_finite() or price.value.adjusted() > _LONGEST_NUMBER:
        raise ReplayError("got a bar whose value is no price")
    return price


_LONGEST_NUMBER = 24


def quote_of(base: Price, last: Price, source: str, basis: Basis) -> Quote:
    """Return what two bars say of a period; nothing of what lies between them."""
    if base.value == 0:
        raise ReplayError("got a base of 0, from which no move can be reckoned")
    exponent = last.value.as_tuple().exponent
    return Quote(
        symbol=last.symbol,
        basis=basis,
        source=source,
        base_day=base.day,
        base=base.value,
        first_open=None,
        last_day=last.day,
        last=last.value,
        high=last.value,
        low=last.value,
        high_day=last.day,
        low_day=last.day,
        is_complete=True,
        places=-exponent if isinstance(exponent, int) and exponent < 0 else 0,
    )


# Bond, commodity and currency bars keep holidays of their own: a base this many days back is right before.
_BASE_WITHIN = 5


def check_days(base: Price, last: Price, period: Period, gazetteer: Gazetteer) -> None:
    """Raise ReplayError unless the one bar is of the period's last session, the other of the session right before it."""
    if last.day != period.last:
        raise ReplayError(f"got a bar of {last.day}, expected one of {period.last}, where the period ends")
    check_base(base, period.first, gazetteer)


def check_base(base: Price, first: date, gazetteer: Gazetteer) -> None:
    """Raise ReplayError unless a bar is of the session right before `first`."""
    instrument = instrument_of(gazetteer, base.symbol)
    expected: date | None = None
    if instrument is not None and instrument.kind in EXCHANGE_KINDS:
        try:
            expected = sessions.shift(instrument.mic, sessions.session_on_or_after(instrument.mic, first), -1)
        except OutsideCalendar:
            expected = None
    is_right = (
        base.day == expected
        if expected is not None
        else timedelta(0) < first - base.day <= timedelta(days=_BASE_WITHIN)
    )
    if not is_right:
        raise ReplayError(f"got a base of {base.day}, expected the session right before {first}")


class Operation(StrEnum):
    """What a formula does with its bars."""

    PRICE = "{}"
    DIFFERENCE = "{} − previous close"
    HUNDREDFOLD = "({} − previous close) × 100"
    RATIO = "{}/previous close"
    PERCENT = "{}/previous close − 1"


_WHATS = {"close": "", "intraday high": "high", "intraday low": "low"}
# Each formula with what it does, what its last bar is, and what its first one.
FORMULAS: Mapping[str, tuple[Operation, str, str]] = {
    operation.value.format(what): (operation, what, "") for operation in Operation for what in _WHATS
} | {
    operation.value.format("close").replace("previous close", "open"): (operation, "close", "open")
    for operation in Operation
    if operation is not Operation.PRICE
}


def operations_of(claim: Claim) -> frozenset[Operation]:
    """Return what may be done with the bars of a claim: its unit says so."""
    if claim.kind is Kind.LEVEL:
        return frozenset({Operation.PRICE})
    if claim.kind is Kind.DIRECTION or claim.quantity is None:
        return frozenset({Operation.PERCENT})
    match claim.quantity.unit:
        case Unit.POINT | Unit.CURRENCY:
            return frozenset({Operation.DIFFERENCE})
        case Unit.BASIS_POINT:
            return frozenset({Operation.HUNDREDFOLD})
        case Unit.MULTIPLE:
            return frozenset({Operation.RATIO})
        case Unit.PERCENTAGE_POINT:
            return frozenset({Operation.PERCENT, Operation.DIFFERENCE})
        case _:
            return frozenset({Operation.PERCENT})


def value_of(operation: Operation, price: Decimal, base: Decimal) -> Decimal:
    """Return what `price` after `base` comes to."""
    match operation:
        case Operation.PRICE:
            return price
        case Operation.DIFFERENCE:
            return price - base
        case Operation.HUNDREDFOLD:
            return (price - base) * 100
        case Operation.RATIO:
            return price / base
        case Operation.PERCENT:
            return (price / base - 1) * 100


@dataclass(frozen=True, slots=True)
class Sum:
    """A formula with its bars and what it comes to; `low` where any price down to it is the reading.

    `days` are those of the bars within the period, the base's aside.
    """

    value: Decimal
    what: str
    base: Price
    price: Price
    days: tuple[date, ...]
    low: Decimal | None = None


def sum_of(claim: Claim, evidence: Evidence, symbol: str) -> Sum:
    """Do the sum of a formula with its bars; raise ReplayError where they do not go together."""
    known = FORMULAS.get(evidence.formula.removesuffix(EITHER_WAY))
    if known is None:
        raise ReplayError(f"got the formula {short_form(evidence.formula)}, which is not known")
    operation, what, first = known
    if operation not in operations_of(claim):
        raise ReplayError(f"got the formula {short_form(evidence.formula)}, which does not give the claim's unit")
    prices = [price_of(bar) for bar in evidence.bars]
    n = 1 if operation is Operation.PRICE else 2
    expected = [first, _WHATS[what]][-n:]
    is_range = len(prices) == n + 1 and what == "intraday high" and prices[-2].what == "low"
    if is_range:
        expected.insert(-1, "low")
    if [price.what for price in prices] != expected or any(price.symbol != symbol for price in prices):
        raise ReplayError(f"got bars that are not those of {short_form(evidence.formula)}")
    base, price = prices[0], prices[-1]
    if operation is not Operation.PRICE and (base.value == 0 or base.day > price.day):
        raise ReplayError("got a base of 0, or of a later day, from which no move can be reckoned")
    low = value_of(operation, prices[-2].value, base.value) if is_range else None
    days = tuple(price.day for price in (prices if first == "open" else prices[n - 1 :]))
    return Sum(value_of(operation, price.value, base.value), what, base, price, days, low)


def short_form(text: str) -> str:
    """Return strangers' words, quoted, in one line of bounded length."""
    shown = ascii(text)[1:-1] if len(text) > _LONGEST_SHOWN or not text.isprintable() else text
    return f"“{shown[:_LONGEST_SHOWN]}”"


_LONGEST_SHOWN = 60


def check_number(quantity: Quantity) -> None:
    """Raise ReplayError for a number that is none: a value without place, a range without ends."""
    is_range = quantity.bound is Bound.BETWEEN
    has_ends = quantity.low is not None and quantity.high is not None
    if quantity.place <= 0 or (quantity.value is None) is not is_range or (is_range and not has_ends):
        raise ReplayError("got a quantity whose value, interval and bound do not go together")
    if quantity.value and _DIGITS.fullmatch(quantity.text):
        written = Decimal(quantity.text.replace(",", ""))
        if written.normalize().as_tuple().digits != quantity.value.normalize().as_tuple().digits:
            raise ReplayError(f"got the value {quantity.value} for {short_form(quantity.text)}")


_DIGITS = re.compile(r"[0-9][0-9,]{0,30}(?:\.[0-9]{1,30})?|\.[0-9]{1,30}")


def period_of(reading: Reading, text: str) -> Period:
    """Return the period of a reading, as the article says it."""
    try:
        return Period(reading.first, reading.last, text)
    except ValueError as error:
        raise ReplayError(f"got a reading that ends before it begins ({error})") from error


def evidence_of(one: Tried) -> Evidence:
    """Return what a reading that was tried rests on."""
    if one.evidence is None:
        raise ReplayError("got a reading that was tried without its bars")
    return one.evidence
