"""Numbers as market text writes them."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.nlp.quantities import find_numbers
from extractor.records import Bound, Unit


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("rose 0.6%", "0.6", Unit.PERCENT, Bound.EXACT),
        ("fell .6 percent", "0.6", Unit.PERCENT, Bound.EXACT),
        ("up 0.6 pct", "0.6", Unit.PERCENT, Bound.EXACT),
        ("(+4%)", "4", Unit.PERCENT, Bound.EXACT),
        ("by 4 percentage points", "4", Unit.PERCENTAGE_POINT, Bound.EXACT),
        ("lost 403.61 points", "403.61", Unit.POINT, Bound.EXACT),
        ("a 400-point drop", "400", Unit.POINT, Bound.EXACT),
        ("25 bps", "25", Unit.BASIS_POINT, Bound.EXACT),
        ("25-basis-point cut", "25", Unit.BASIS_POINT, Bound.EXACT),
        ("at 49,266.11", "49266.11", Unit.NONE, Bound.EXACT),
        ("four percent", "4", Unit.PERCENT, Bound.EXACT),
        ("1½ percent", "1.5", Unit.PERCENT, Bound.EXACT),
        ("$28bn outflows", "28000000000", Unit.CURRENCY, Bound.EXACT),
        ("1.63\tmillion units", "1630000", Unit.COUNT, Bound.EXACT),
        ("1.63 million units", "1630000", Unit.COUNT, Bound.EXACT),
        ("33.1x earnings", "33.1", Unit.MULTIPLE, Bound.EXACT),
        ("about 1%", "1", Unit.PERCENT, Bound.ABOUT),
        ("nearly 3%", "3", Unit.PERCENT, Bound.NEARLY),
        ("more than 500 points", "500", Unit.POINT, Bound.AT_LEAST),
        ("less than 2%", "2", Unit.PERCENT, Bound.AT_MOST),
        ("as much as 2.3%", "2.3", Unit.PERCENT, Bound.AS_MUCH_AS),
        ("500-plus points", "500", Unit.POINT, Bound.AT_LEAST),
        ("half a percent", "0.5", Unit.PERCENT, Bound.ABOUT),
        ("five hundred points", "500", Unit.POINT, Bound.EXACT),
        ("three hundred and fifty points", "350", Unit.POINT, Bound.EXACT),
        ("more than a hundred points", "100", Unit.POINT, Bound.AT_LEAST),
        ("two hundred basis points", "200", Unit.BASIS_POINT, Bound.EXACT),
        ("twenty one percent", "21", Unit.PERCENT, Bound.EXACT),
        ("1/4 point", "0.25", Unit.POINT, Bound.ABOUT),
        ("2 1/2 percent", "2.5", Unit.PERCENT, Bound.ABOUT),
        ("3/4 of a percentage point", "0.75", Unit.PERCENTAGE_POINT, Bound.ABOUT),
        ("$ 75 million", "75000000", Unit.CURRENCY, Bound.EXACT),
        ("45.20 €", "45.20", Unit.CURRENCY, Bound.EXACT),
        ("50 million USD", "50000000", Unit.CURRENCY, Bound.EXACT),
        ("Rs 500 crore", "5000000000", Unit.CURRENCY, Bound.EXACT),
        ("₹1.2 lakh crore", "1200000000000", Unit.CURRENCY, Bound.EXACT),
        ("up >10%", "10", Unit.PERCENT, Bound.AT_LEAST),
        ("5% or less", "5", Unit.PERCENT, Bound.AT_MOST),
    ],
)
def test_a_number_is_read_with_unit_and_hedge(text: str, value: str, unit: Unit, bound: Bound) -> None:
    """Value, unit and bound are those that a reader takes from the words."""
    (number,) = find_numbers(text)

    assert (number.quantity.value, number.quantity.unit, number.quantity.bound) == (Decimal(value), unit, bound)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("30–60% YTD", "30", "60"), ("between 0.9% and 1.2%", "0.9", "1.2"), ("2 to 3 percent", "2", "3")],
)
def test_a_range_keeps_both_ends(text: str, low: str, high: str) -> None:
    """A range has no value of its own, only its ends."""
    (number,) = find_numbers(text)

    assert (number.quantity.value, number.quantity.low, number.quantity.high) == (None, Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text", ["a few hundred points", "several hundred points", "0,6 %", "at 8:30 a.m.", "at one point"]
)
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    """A decimal comma, a clock time and "one point" are no quantities."""
    assert [n for n in find_numbers(text) if n.quantity.unit is not Unit.NONE] == []


def test_many_fractions_are_read_in_no_time() -> None:
    """Fractions beside as many numbers do not take quadratic time."""
    start = time.process_time()
    find_numbers("1% ½% half a percent " * 3_000)

    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "sign"), [("minus 0.6%", "-"), ("negative 2%", "-"), ("a terminus 2%", ""), ("-0.6%", "-")]
)
def test_a_sign_may_be_a_word(text: str, sign: str) -> None:
    """ "Minus" says what the sign says."""
    (number,) = find_numbers(text)

    assert number.sign == sign


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("125 million Australian dollars", "AUD"),
        ("3 Hong Kong dollars", "HKD"),
        ("2 U.S. dollars", "USD"),
        ("5 Swiss francs", "CHF"),
        ("A $5 billion deal", "USD"),
    ],
)
def test_dollars_are_somebodys(text: str, currency: str) -> None:
    """A word before the currency says whose it is."""
    (number,) = find_numbers(text)

    assert number.quantity.currency == currency


def test_from_and_to_are_two_numbers() -> None:
    """ "to 4% from 5%" is no range."""
    assert [str(n.quantity.value) for n in find_numbers("fell to 4% from 5%")] == ["4", "5"]


@given(
    st.decimals(min_value="0.01", max_value="99999", places=2),
    st.sampled_from(["%", " percent", " points", " basis points"]),
)
def test_a_rendered_quantity_reads_back(value: Decimal, unit: str) -> None:
    """What is written with separators and two places is read as the same number, span and all."""
    text = f"rose {value:,}{unit} on the day"
    (number,) = find_numbers(text)

    assert number.quantity.value == value
    assert text[number.quantity.start : number.quantity.end] == f"{value:,}" == number.quantity.text


@given(st.text(alphabet="$€¥+-–▲. ,0123456789%aHKSUD", max_size=24))
def test_numbers_are_the_same_however_they_are_looked_for(text: str) -> None:
    """A text without number words is looked through for signs and digits alone, which must miss nothing."""
    quick, full = find_numbers(text), find_numbers(f"chf: {text}")

    assert [(n.quantity.text, n.sign, n.start) for n in quick] == [(n.quantity.text, n.sign, n.start - 5) for n in full]
