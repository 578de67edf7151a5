"""Numbers and sums in the words of a verdict's note."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from extractor.records import Unit

_MINUS = "−"


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half away from zero, as newspapers do."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plain(value: Decimal, places: int) -> str:
    """Write `value` with thousands separators and a true minus: −1,234.50."""
    text = f"{abs(rounded(value, places)):,}"
    return (_MINUS if rounded(value, places) < 0 else "") + text


def signed(value: Decimal, unit: Unit, places: int = 2) -> str:
    """Write a change with its sign and unit: +0.55%, −403.61 points, +4 bp."""
    number = rounded(value, places)
    text = ("+" if number > 0 else _MINUS if number < 0 else "") + f"{abs(number):,}"
    match unit:
        case Unit.PERCENT:
            return f"{text}%"
        case Unit.PERCENTAGE_POINT:
            return f"{text} percentage points"
        case Unit.POINT:
            return f"{text} points"
        case Unit.BASIS_POINT:
            return f"{text} basis points"
        case Unit.MULTIPLE:
            return f"{abs(number):,} times"
        case _:
            return text


def day_name(day: date) -> str:
    """Write a day for people: 8 Jan 2026."""
    return f"{day.day} {day:%b %Y}"
