"""What a written number admits: rounding, truncation, near misses, round numbers and hedges."""

from decimal import Decimal

import pytest

from extractor.nlp.quantities import find_numbers
from extractor.records import Quantity, Reason
from extractor.verify.interval import Interval, admits, near, round_number, round_place, truncation, written_interval


def number(text: str) -> Quantity:
    """Read the one number of a phrase."""
    (found,) = find_numbers(text)
    return found.quantity


def ends(interval: Interval | None) -> tuple[str | None, str | None]:
    """Give an interval's ends without trailing zeros."""
    assert interval is not None
    low, high = (None if end is None else f"{end.normalize():f}" for end in (interval.low, interval.high))
    return low, high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        # half a unit of the last written place either side
        ("rose 0.6%", "0.55", "0.65"),
        ("rose 0.60%", "0.595", "0.605"),
        ("rose .6 percent", "0.55", "0.65"),
        ("rose 4%", "3.5", "4.5"),
        ("rose four percent", "3.5", "4.5"),
        ("rose 403.61 points", "403.605", "403.615"),
        ("rose 500 points", "499.5", "500.5"),
        ("at 6,921.46", "6921.455", "6921.465"),
        ("rose 25 bps", "24.5", "25.5"),
        ("1.63 million units", "1625000", "1635000"),
        # about: half a unit more either side, at least a twentieth of the number
        ("rose about 0.6%", "0.5", "0.7"),
        ("rose roughly 1%", "0", "2"),
        ("rose around 500 points", "475", "525"),
        ("rose approximately 2.5%", "2.375", "2.625"),
        ("rose some 400 points", "380", "420"),
        # nearly: from below only, at the last place that is not zero
        ("rose nearly 1%", "0.5", "1"),
        ("rose almost 2.5%", "2.45", "2.5"),
        ("rose close to 500 points", "450", "500"),
        ("rose just under 3%", "2.5", "3"),
        # one-sided bounds are held as written
        ("rose more than 1%", "1", None),
        ("rose over 500 points", "500", None),
        ("rose at least 2%", "2", None),
        ("rose upwards of 2%", "2", None),
        ("rose less than 1%", None, "1"),
        ("rose under 1%", None, "1"),
        ("rose at most 2%", None, "2"),
        # an extreme must be reached, less half a unit
        ("fell as much as 2.3%", "2.25", None),
        ("rose up to 3%", "2.5", None),
        # ranges
        ("rose between 0.9% and 1.2%", "0.85", "1.25"),
        ("rose 30–60% YTD", "29.5", "60.5"),
        # words
        ("rose half a percent", "0.4", "0.6"),
    ],
)
def test_a_number_admits_what_its_writer_can_mean(text: str, low: str | None, high: str | None) -> None:
    """The interval is closed, on the absolute value, and as wide as the last place and the hedge say."""
    assert ends(admits(number(text))) == (low, high)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("rose 0.6%", Reason.ROUNDED),
        ("rose about 0.6%", Reason.HEDGED),
        ("rose nearly 1%", Reason.HEDGED),
        ("rose more than 1%", Reason.HEDGED),
        ("rose less than 1%", Reason.HEDGED),
        ("fell as much as 2.3%", Reason.HEDGED),
        ("rose between 1% and 2%", Reason.HEDGED),
    ],
)
def test_support_says_whether_a_hedge_was_needed(text: str, reason: Reason) -> None:
    """A plain number is rounded; every hedge and range is hedged."""
    assert admits(number(text)).reason is reason


@pytest.mark.parametrize(
    ("value", "is_inside"),
    [("0.5499", False), ("0.55", True), ("0.6", True), ("0.65", True), ("0.6501", False)],
)
def test_both_ends_belong_to_the_interval(value: str, is_inside: bool) -> None:
    """0.55 and 0.65 can both be written 0.6."""
    assert admits(number("rose 0.6%")).holds(Decimal(value)) is is_inside


@pytest.mark.parametrize(
    ("text", "value", "is_cut"),
    [
        ("rose 0.6%", "0.69", True),
        ("rose 0.6%", "0.7", True),
        ("rose 0.6%", "0.71", False),
        ("rose 0.6%", "0.59", False),
        ("rose 403 points", "403.61", True),
    ],
)
def test_truncation_adds_one_unit_outward(text: str, value: str, is_cut: bool) -> None:
    """Digits cut off leave a number too small by less than a unit, never too large."""
    interval = truncation(number(text))

    assert interval is not None
    assert interval.holds(Decimal(value)) is is_cut
    assert interval.reason is Reason.TRUNCATED


@pytest.mark.parametrize("text", ["about 0.6%", "nearly 1%", "more than 1%", "less than 1%", "between 1% and 2%"])
def test_only_a_plain_number_can_be_truncated(text: str) -> None:
    """A hedge already says how far off the number may be."""
    assert truncation(number(text)) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("rose 0.6%", "0.45", "0.75"),
        ("rose 0.60%", "0.585", "0.615"),
        ("at 6,921.46", "6921.445", "6921.475"),
        ("rose 403 points", "401.5", "404.5"),
        ("rose more than 1%", "0", None),
        ("rose more than 1.5%", "1.4", None),
        ("rose less than 1.5%", None, "1.6"),
        ("rose about 0.6%", "0.4", "0.8"),
    ],
)
def test_a_near_miss_is_within_one_unit_more(text: str, low: str | None, high: str | None) -> None:
    """One unit of the last place beyond the interval is a hair's breadth."""
    interval = near(number(text))

    assert ends(interval) == (low, high)
    assert interval.reason is Reason.NEAR


@pytest.mark.parametrize(
    ("text", "place", "low", "high"),
    [
        ("rose 500 points", "100", "450", "550"),
        ("at 2,590", "10", "2585", "2595"),
        ("rose 30%", "10", "25", "35"),
        ("at 50,000", "10000", "45000", "55000"),
        ("rose about 500 points", "100", "450", "550"),
    ],
)
def test_trailing_zeros_are_a_fair_place(text: str, place: str, low: str, high: str) -> None:
    """The last digit that is no zero is as fair a place as the last one written."""
    quantity = number(text)

    assert round_place(quantity) == Decimal(place)
    assert ends(round_number(quantity)) == (low, high)


@pytest.mark.parametrize(
    "text", ["rose 0.6%", "rose 0.60%", "rose 2.50%", "rose 403 points", "at 6,900.00", "rose more than 500 points"]
)
def test_written_decimals_are_meant(text: str) -> None:
    """Zeros after the point are precision, and a bound holds as written."""
    assert round_number(number(text)) is None


def test_zero_is_no_round_number() -> None:
    """ "0%" has no last digit that is not zero."""
    quantity = number("rose 0%")

    assert round_number(quantity) is None
    assert ends(admits(quantity)) == ("-0.5", "0.5")


def test_a_range_is_shown_as_written() -> None:
    """The record of a range keeps its ends; that of a number has its interval."""
    assert written_interval(number("rose between 0.9% and 1.2%")) == (Decimal("0.9"), Decimal("1.2"))
    assert written_interval(number("rose 0.6%")) == (Decimal("0.55"), Decimal("0.65"))


def test_how_far_a_value_misses() -> None:
    """The miss is counted from the nearer end, and is nothing inside."""
    interval = admits(number("rose 0.6%"))

    assert interval.misses_by(Decimal("0.5")) == Decimal("0.05")
    assert interval.misses_by(Decimal("0.8")) == Decimal("0.15")
    assert interval.misses_by(Decimal("0.6")) == 0
    assert admits(number("rose more than 1%")).misses_by(Decimal("99")) == 0


def test_widening_keeps_open_sides_open() -> None:
    """Slack moves the closed ends only."""
    assert ends(admits(number("rose more than 1%")).widened(Decimal("0.25"))) == ("0.75", None)
    assert ends(admits(number("rose 0.6%")).widened(Decimal("0.05"))) == ("0.5", "0.7")
