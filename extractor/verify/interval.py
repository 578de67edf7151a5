"""The interval of values that a written number and its hedge admit (claims.md, "Numbers").

All intervals are on the absolute value; whether the direction agrees is asked apart.
"""

from dataclasses import dataclass
from decimal import Decimal

from extractor.records import Bound, Quantity, Reason

HALF = Decimal("0.5")
# "about N" admits at least this share of N either side.
ABOUT_SHARE = Decimal("0.05")
# "about N" told of a level: a twentieth of an index is weeks of moves, so the share is smaller.
ABOUT_LEVEL_SHARE = Decimal("0.01")
# A leading 1 says little of the size ("1,000 points"): a round number admits this share of itself at most.
ROUND_SHARE = Decimal("0.25")
# Beyond this multiple of a one-sided bound the verdict notes how far off the truth is.
FAR_BEYOND = Decimal("1.5")


@dataclass(frozen=True, slots=True)
class Interval:
    """Closed interval `low` to `high`, None for open; `reason` is why a value in it supports."""

    low: Decimal | None
    high: Decimal | None
    reason: Reason

    def holds(self, value: Decimal) -> bool:
        """Say whether `value` lies inside."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def misses_by(self, value: Decimal) -> Decimal:
        """Return how far outside `value` lies; 0 inside."""
        if self.low is not None and value < self.low:
            return self.low - value
        if self.high is not None and value > self.high:
            return value - self.high
        return Decimal(0)

    def widened(self, by: Decimal) -> "Interval":
        """Return the interval with `by` more on each closed side."""
        return Interval(
            None if self.low is None else self.low - by, None if self.high is None else self.high + by, self.reason
        )


def round_place(quantity: Quantity) -> Decimal:
    """Return one unit of the last non-zero digit: 100 for "500", 10 for "2,590", 0.1 for "0.6"."""
    value = quantity.value if quantity.value is not None else quantity.high
    if value is None or value == 0:
        return quantity.place
    place = quantity.place
    if place < 1 and "." in quantity.text:
        return place
    while value % (place * 10) == 0:
        place *= 10
    return place


def admits(quantity: Quantity, *, is_level: bool = False) -> Interval:
    """Return the interval that supports the number as written, told of a change or a level."""
    half = quantity.place * HALF
    if quantity.bound is Bound.BETWEEN:
        assert quantity.low is not None
        assert quantity.high is not None
        return Interval(quantity.low - half, quantity.high + half, Reason.HEDGED)
    value = quantity.value
    assert value is not None, "only a range has no value"
    match quantity.bound:
        case Bound.EXACT:
            return Interval(value - half, value + half, Reason.ROUNDED)
        case Bound.ABOUT:
            width = max(quantity.place, value * (ABOUT_LEVEL_SHARE if is_level else ABOUT_SHARE))
            return Interval(value - width, value + width, Reason.HEDGED)
        case Bound.NEARLY:
            return Interval(value - round_place(quantity) * HALF, value, Reason.HEDGED)
        case Bound.AT_LEAST:
            return Interval(value, None, Reason.HEDGED)
        case Bound.AT_MOST:
            return Interval(None, value, Reason.HEDGED)
        case Bound.AS_MUCH_AS:
            return Interval(value - half, None, Reason.HEDGED)
        case _:
            raise AssertionError(quantity.bound)


def truncation(quantity: Quantity) -> Interval | None:
    """Return what an exact number admits if its writer cut digits off: one whole unit outward."""
    if quantity.bound is not Bound.EXACT or quantity.value is None:
        return None
    return Interval(quantity.value, quantity.value + quantity.place, Reason.TRUNCATED)


def near(quantity: Quantity, *, is_level: bool = False) -> Interval:
    """Return what misses by no more than one unit of the last place: ambiguous, never contradicted."""
    interval = admits(quantity, is_level=is_level)
    unit = quantity.place
    if quantity.bound is Bound.NEARLY:
        unit = round_place(quantity) * HALF
        return Interval(
            (interval.low or Decimal(0)) - unit, (interval.high or Decimal(0)) + quantity.place, Reason.NEAR
        )
    return Interval(interval.widened(unit).low, interval.widened(unit).high, Reason.NEAR)


def round_number(quantity: Quantity) -> Interval | None:
    """Return what a number with trailing zeros admits at its last non-zero digit; None without any."""
    place = round_place(quantity)
    if place <= quantity.place or quantity.value is None:
        return None
    half = min(place * HALF, quantity.value * ROUND_SHARE)
    match quantity.bound:
        case Bound.EXACT | Bound.ABOUT | Bound.NEARLY:
            return Interval(quantity.value - half, quantity.value + half, Reason.ROUND_NUMBER)
        case _:
            return None


def written_interval(quantity: Quantity, *, is_level: bool = False) -> tuple[Decimal | None, Decimal | None]:
    """Return `low` and `high` as the record shows them: those of a range as written."""
    if quantity.bound is Bound.BETWEEN:
        return quantity.low, quantity.high
    interval = admits(quantity, is_level=is_level)
    return interval.low, interval.high
