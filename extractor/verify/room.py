"""What a claim leaves room for, so that claims can be held against each other before any price is.

A room is a closed interval of signed values: a fall of 0.6 % leaves −0.65 to −0.55. Two claims
disagree where their rooms lie apart; rooms that overlap or touch never do.
"""

from dataclasses import dataclass
from decimal import Decimal

from extractor.records import Bound, Direction, Finding, Kind, Label, Quantity, Reason, Unit
from extractor.verify.interval import admits, round_number, truncation

# What counts moves (streaks, sectors) is whole: the next number is another one.
_COUNTS = frozenset({Unit.COUNT, Unit.SESSION, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR})
# A direction told without its size: at least the smallest move that has one, in percent.
_SMALLEST_MOVE = Decimal("0.05")
# "Little changed" reaches this far, in percent: twice what a share may move in a day and still be flat.
_FLAT = Decimal(1)
# True of the close, or as good as: other readings are of other figures (the high, the return with dividends).
_OF_THE_CLOSE = frozenset({Reason.NEAR, Reason.ROUND_NUMBER, Reason.PRELIMINARY})
_NO_TAPE = frozenset({Reason.NO_PRICES, Reason.MISSING_BAR})


@dataclass(frozen=True, slots=True)
class Room:
    """Signed values from `low` to `high`, None for open; `place` is one unit of the last written place."""

    low: Decimal | None
    high: Decimal | None
    place: Decimal

    def is_apart(self, other: "Room", slack: Decimal = Decimal(0)) -> bool:
        """Say whether two rooms lie apart, by a unit of the coarser place at least and by more than `slack`.

        Less is a hair's breadth: 0.5 % and 0.44 % are one figure told by two writers.
        """
        return any(
            high is not None and low is not None and low - high >= max(self.place, other.place) and low - high > slack
            for high, low in ((self.high, other.low), (other.high, self.low))
        )


def room_of(finding: Finding) -> Room | None:
    """Return the room of a change, level, comparison, count or direction; None where nothing can be said."""
    quantity = finding.quantity
    if finding.kind is Kind.DIRECTION and quantity is None:
        return room_of_direction(finding.direction)
    if quantity is None or finding.kind in (Kind.OTHER, Kind.EXTREMUM, Kind.RANK, Kind.CROSS):
        return None
    is_level = finding.kind is Kind.LEVEL
    low, high = _sizes(quantity, is_level=is_level)
    if is_level or quantity.unit in _COUNTS or quantity.unit is Unit.MULTIPLE:
        return Room(low, high, quantity.place)
    low = max(low, Decimal(0)) if low is not None else Decimal(0)
    match finding.direction:
        case Direction.UP:
            return Room(low, high, quantity.place)
        case Direction.DOWN:
            return Room(None if high is None else -high, -low, quantity.place)
        case _:
            return Room(None if high is None else -high, high, quantity.place)


def room_of_direction(direction: Direction | None) -> Room | None:
    """Return the room of a direction told without its size; None for none."""
    match direction:
        case Direction.UP:
            return Room(_SMALLEST_MOVE, None, _SMALLEST_MOVE)
        case Direction.DOWN:
            return Room(None, -_SMALLEST_MOVE, _SMALLEST_MOVE)
        case Direction.FLAT:
            return Room(-_FLAT, _FLAT, _SMALLEST_MOVE)
        case None:
            return None


def _sizes(quantity: Quantity, *, is_level: bool) -> tuple[Decimal | None, Decimal | None]:
    """Return the interval that a number leaves, told exactly, cut off or as a round number."""
    if quantity.unit in _COUNTS and quantity.bound is Bound.EXACT:
        return quantity.value, quantity.value
    fair = [admits(quantity, is_level=is_level)]
    fair += [more for more in (truncation(quantity), round_number(quantity)) if more is not None]
    lows = [interval.low for interval in fair if interval.low is not None]
    highs = [interval.high for interval in fair if interval.high is not None]
    return (
        min(lows) if len(lows) == len(fair) else None,
        max(highs) if len(highs) == len(fair) else None,
    )


def is_of_the_close(finding: Finding) -> bool:
    """Say whether a claim is judged by its default reading, so that it can be held against others of its like."""
    verdict = finding.verdict
    match verdict.label:
        case Label.SUPPORTED | Label.CONTRADICTED:
            return True
        case Label.AMBIGUOUS:
            return verdict.reason in _OF_THE_CLOSE
        case Label.UNVERIFIABLE:
            return verdict.reason in _NO_TAPE and verdict.actual is None
