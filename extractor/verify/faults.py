"""What a contradicted claim would be true of: the fault that is named, or why nobody is accused."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.errors import OutsideCalendar
from extractor.market import sessions
from extractor.records import (
    Basis,
    Bound,
    Claim,
    Fault,
    Instrument,
    Kind,
    Label,
    Period,
    Quantity,
    Reason,
    TimexKind,
)
from extractor.verify.case import Case, is_understood, quotes_of, taken_back
from extractor.verify.interval import near
from extractor.verify.measured import agrees, interval_of, measure_of, value_of
from extractor.verify.outcome import Outcome
from extractor.verify.resolve import Clock
from extractor.verify.wording import day_name, rounded

# Indices whose move a wrong number is most often found to be.
_NEIGHBOURS = ("^GSPC", "^DJI", "^IXIC", "^NDX", "^RUT")


def with_fault(claim: Claim, case: Case, instrument: Instrument, clock: Clock, outcomes: Sequence[Outcome]) -> Outcome:
    """Say what a contradicted claim would be true of, where something is found."""
    outcome = next(o for o in outcomes if o.label is Label.CONTRADICTED)
    if any(o.label is Label.UNVERIFIABLE for o in outcomes):
        # One of the periods that the words can mean could not be judged.
        return next(o for o in outcomes if o.label is Label.UNVERIFIABLE)
    if _is_after_a_split(claim, case, outcome):
        return taken_back(outcome, "It is that price in shares of today, which were split since.")
    found = _explanation(claim, case, instrument, outcome)
    if found is None:
        if _is_another_move(claim, outcome, clock):
            return taken_back(outcome, "It moved the other way, and by another amount: another period may be meant.")
        return _far_away(outcome, claim) or _recent_close(outcome, claim, case, instrument) or outcome
    fault, words = found
    return replace(outcome, fault=fault or outcome.fault, note=f"{outcome.note} {words}")


def _is_after_a_split(claim: Claim, case: Case, outcome: Outcome) -> bool:
    """Say whether a level is the price of its day in shares as they were split between that day and the dateline."""
    quantity, quote, dateline = claim.quantity, outcome.quote, case.dateline
    if claim.kind is not Kind.LEVEL or quantity is None or quote is None or outcome.period is None or dateline is None:
        return False
    for series in case.bars.series(quote.symbol):
        told = series.between(outcome.period.last, dateline.day) if series.basis is Basis.AS_TRADED else ()
        if told and told[0].split_factor != told[-1].split_factor:
            now = quote.last * Decimal(repr(told[0].split_factor / told[-1].split_factor))
            if interval_of(claim).holds(rounded(now, quote.places)):
                return True
    return False


def _is_another_move(claim: Claim, outcome: Outcome, clock: Clock) -> bool:
    """Say whether a change of a past date, or of a period carried over, is wrong in sign and size: then its time is in doubt."""
    if claim.kind is not Kind.CHANGE or outcome.actual is None or outcome.period is None or claim.quantity is None:
        return False
    is_topic = outcome.period.first == outcome.period.last == clock.topic
    is_date = claim.timex is not None and claim.timex.kind is TimexKind.DAY
    is_flipped = near(claim.quantity).holds(abs(outcome.actual))
    is_in_doubt = (is_date or is_understood(claim)) and not is_topic
    return is_in_doubt and not is_flipped and not agrees(claim.direction, outcome.actual)


# So many sessions back a close is remembered to the last digit, and told again without its day.
_REMEMBERED = 10


_SURE_LEVEL_DIGITS = 5


def _recent_close(outcome: Outcome, claim: Claim, case: Case, instrument: Instrument) -> Outcome | None:
    """Take back an accusation about a level with no day of its own that is the close of a session shortly before."""
    quantity = claim.quantity
    if claim.kind is not Kind.LEVEL or quantity is None or not is_understood(claim) or outcome.period is None:
        return None
    if sum(character.isdigit() for character in quantity.text) < _SURE_LEVEL_DIGITS:
        return None
    for n in range(2, _REMEMBERED + 1):
        day = sessions.shift(instrument.mic, outcome.period.last, -n)
        if any(interval_of(claim).holds(quote.last) for quote in quotes_of(case, instrument, Period(day, day))):
            return taken_back(outcome, f"It is the close of {day_name(day)}, of which the text may tell.")
    return None


# A level so far from the price is of something else: what was paid, an older price, another share.
NOTHING_NEAR = "Nothing near it was its price: the text may mean something else."


_FAR = (Decimal("0.6"), Decimal("1.6"))


_NOWHERE_NEAR = (Decimal("0.05"), Decimal(20))


def _far_away(outcome: Outcome, claim: Claim) -> Outcome | None:
    """Take back an accusation about a level that the instrument was nowhere near, on a day that is not named, or on any."""
    if claim.kind is not Kind.LEVEL or claim.quantity is None or claim.quantity.value is None or not outcome.actual:
        return None
    least, most = _NOWHERE_NEAR if claim.timex is not None and claim.timex.is_named else _FAR
    if least <= claim.quantity.value / outcome.actual <= most:
        return None
    return taken_back(outcome, NOTHING_NEAR, Reason.UNRESOLVED_INSTRUMENT)


def _explanation(claim: Claim, case: Case, instrument: Instrument, outcome: Outcome) -> tuple[Fault | None, str] | None:
    quantity, period = claim.quantity, outcome.period
    if (
        quantity is None
        or period is None
        or outcome.actual is None
        or quantity.bound is not Bound.EXACT
        or quantity.value is None
    ):
        return None
    interval = interval_of(claim)
    has_precision = len(quantity.text.replace(",", "").replace(".", "")) >= 2
    if (
        claim.kind is Kind.CHANGE
        and not agrees(claim.direction, outcome.actual)
        and interval.holds(abs(outcome.actual))
    ):
        return Fault.DIRECTION, "The size is right, the direction is not."
    if period.first == period.last and has_precision:
        for n, words in ((-1, "That was the session before"), (1, "That was the session after")):
            try:
                day = sessions.shift(instrument.mic, period.last, n)
            except OutsideCalendar:
                continue
            for quote in quotes_of(case, instrument, Period(day, day)):
                value = value_of(claim, quote, quote.last, quote.base)
                if agrees(claim.direction, value) and interval.holds(measure_of(claim, value)):
                    return Fault.PERIOD, f"{words}, {day_name(day)}."
    if has_precision and instrument.symbol in _NEIGHBOURS:
        for symbol in _NEIGHBOURS:
            if symbol == instrument.symbol or symbol not in case.gazetteer:
                continue
            other = case.gazetteer.instrument(symbol)
            for quote in quotes_of(case, other, period):
                value = value_of(claim, quote, quote.last, quote.base)
                if agrees(claim.direction, value) and interval.holds(measure_of(claim, value)):
                    kind = "close" if claim.kind is Kind.LEVEL else "move"
                    return Fault.INSTRUMENT, f"That is the {other.name}'s {kind}."
    slip = slip_in(quantity, abs(outcome.actual))
    if slip is not None:
        return None, slip
    return None


# With fewer digits a number is one slip away from another too often to be no coincidence.
SLIP_DIGITS = 3


_ONE_WRONG_DIGITS = 4


def slip_in(quantity: Quantity, actual: Decimal) -> str | None:
    """Say by which slip of the pen the number came of `actual`, unsigned; None where it is none."""
    digits = quantity.text.replace(",", "")
    if not digits.replace(".", "", 1).isdecimal() or not digits.isascii():
        return None  # "half a percent", "25 1/2": no digits to swap
    for i in range(len(digits) - 1):
        a, b = digits[i], digits[i + 1]
        if a.isdigit() and b.isdigit() and a != b:
            swapped = Decimal(digits[:i] + b + a + digits[i + 2 :])
            if abs(swapped - actual) <= quantity.place / 2:
                return "Two digits are swapped."
    value = quantity.value
    n_digits = n_telling_digits(quantity)
    if value is None or n_digits < SLIP_DIGITS:
        return None
    if any(abs(value * shift - actual) <= quantity.place * shift / 2 for shift in _SHIFTS):
        return "The decimal point is out of place."
    right = str(rounded(actual, len(digits.partition(".")[2])))
    n_wrong = sum(a != b for a, b in zip(digits, right, strict=False))
    if n_digits >= _ONE_WRONG_DIGITS and len(digits) == len(right) and n_wrong == 1:
        return "One digit is wrong."
    return None


def n_telling_digits(quantity: Quantity) -> int:
    """Return how many digits of a number say something: no zeros before it, nor behind it where no point stands."""
    digits = quantity.text.replace(",", "")
    return len(digits.replace(".", "").lstrip("0") if "." in digits else digits.strip("0"))


_SHIFTS = (Decimal(10), Decimal(100), Decimal("0.1"), Decimal("0.01"))
