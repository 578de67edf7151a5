"""Numbers as people read them, in one place: true minus, thousands separators, the unit after a fixed space.

Machines get `plain`, people get the rest.
"""

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from extractor.records import Unit

MINUS = "−"
SPACE = "\N{NO-BREAK SPACE}"

# A rank or an average may be given with more digits than the default context keeps.
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)

_SUFFIXES = {
    Unit.PERCENT: f"{SPACE}%",
    Unit.BASIS_POINT: f"{SPACE}bp",
    Unit.MULTIPLE: "×",
}
_COUNTED = {
    Unit.POINT: "point",
    Unit.PERCENTAGE_POINT: f"percentage{SPACE}point",
    Unit.SESSION: "session",
    Unit.WEEK: "week",
    Unit.MONTH: "month",
    Unit.QUARTER: "quarter",
    Unit.YEAR: "year",
}
_CURRENCY_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def plain(value: Decimal) -> str:
    """Write a Decimal without exponent, its places kept; zero carries no sign."""
    return format(abs(value) if value.is_zero() else value, "f")


def n_places(value: Decimal) -> int:
    """Count the decimals that `value` is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded(value: Decimal, places: int) -> Decimal:
    """Round to `places` decimals, half away from zero as newspapers do."""
    return value.quantize(Decimal(1).scaleb(-places), context=_WIDE)


def grouped(value: Decimal, places: int | None = None) -> str:
    """Write 25507.1 as 25,507.1, with `places` decimals where given and a true minus."""
    value = value if places is None else rounded(value, places)
    return format(abs(value) if value.is_zero() else value, ",f").replace("-", MINUS)


def grouped_text(text: str) -> str:
    """Write a number given as text with separators; text that is no number stays as it is."""
    try:
        return grouped(Decimal(text))
    except InvalidOperation:
        return text


def signed(value: Decimal, places: int | None = None) -> str:
    """Write a number with its sign, + or −; zero has none."""
    text = grouped(value, places)
    is_plus = value > 0 and any(digit in "123456789" for digit in text)
    return f"+{text}" if is_plus else text


def with_unit(number: str, unit: Unit, currency: str | None = None, per: str | None = None) -> str:
    """Put the unit to a number that is already written ("+0.55" → "+0.55 %")."""
    if unit is Unit.CURRENCY:
        return _with_currency(number, currency) + (f" {_each(per)}" if per else "")
    if unit in _COUNTED:
        plural = "" if number.lstrip("+" + MINUS) == "1" else "s"
        return f"{number}{SPACE}{_COUNTED[unit]}{plural}"
    return number + _SUFFIXES.get(unit, "")


def _each(per: str) -> str:
    """Return what a price is for with its article: "an ounce", "a barrel", "an MMBtu"."""
    if per.lower() == "mmbtu":
        return "an MMBtu"  # said letter by letter
    return f"an {per}" if per[:1].lower() in tuple("aeio") else f"a {per}"


def _with_currency(number: str, currency: str | None) -> str:
    digits = number.lstrip("+" + MINUS)
    sign = number[: len(number) - len(digits)]
    if currency in _CURRENCY_SIGNS:
        return f"{sign}{_CURRENCY_SIGNS[currency]}{digits}"
    return f"{number}{SPACE}{currency}" if currency else number


def places_for(actual: Decimal, unit: Unit, written: Decimal | None, *, is_finer: bool) -> int:
    """Choose the decimals of a result.

    Percent: those of the written number, one more where `is_finer` (so that one sees how it
    was rounded), two at least. Everything else: as it is given, since bars come at the
    instrument's quoted places. Never more than `actual` has.
    """
    own = n_places(actual)
    if unit in (Unit.PERCENT, Unit.PERCENTAGE_POINT):
        return min(own, max(2, n_places(written) + is_finer if written is not None else 2))
    if unit is Unit.BASIS_POINT:
        return 0 if actual == actual.to_integral_value() else 1
    return min(own, 4)
