"""A change, level or direction of one instrument over one period, redone from its line alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from extractor.errors import ReplayError
from extractor.market import sessions
from extractor.market.instruments import Gazetteer
from extractor.records import (
    Basis,
    Bound,
    Claim,
    Direction,
    Evidence,
    Fault,
    Finding,
    Instrument,
    InstrumentKind,
    Kind,
    Label,
    Period,
    Quantity,
    Reading,
    ReadingBasis,
    Reason,
    Tried,
    Unit,
)
from extractor.verify.formulas import (
    Sum,
    check_base,
    check_number,
    evidence_of,
    period_of,
    price_of,
    quote_of,
    short_form,
    sum_of,
)
from extractor.verify.hold_number import COARSE_BAR, COARSE_EXCHANGES
from extractor.verify.interval import admits, near, round_number, truncation
from extractor.verify.measured import (
    CLOCK_SLACK,
    EITHER_WAY,
    FLAT_INDEX,
    FLAT_SHARE,
    PROXY_SIGN,
    SMALLEST_MOVE,
    YIELD_SLACK,
    amount_in_words,
    sum_in_words,
)
from extractor.verify.outcome import Outcome
from extractor.verify.readings import PRELIMINARY_CHANGE, PRELIMINARY_LEVEL, is_reached
from extractor.verify.stated import as_stated, has_number, note_of
from extractor.verify.tape import ROUND_THE_CLOCK, proxy_slack, series_symbols
from extractor.verify.wording import day_name


@dataclass(frozen=True, slots=True)
class Short:
    """A change, level or direction of one instrument over one period, as its line tells it."""

    claim: Claim
    finding: Finding
    evidence: Evidence
    reading: Reading
    instrument: Instrument
    gazetteer: Gazetteer

    def redone(self) -> Outcome:
        """Redo the default reading, every other that was tried, and the label that follows."""
        verdict, finding = self.finding.verdict, self.finding
        if self.claim.quantity is not None:
            check_number(self.claim.quantity)
        elif self.claim.kind is not Kind.DIRECTION:
            raise ReplayError("got no number for a change or level")
        n = 1 if self.claim.kind is Kind.LEVEL else 2
        default = replace(self.evidence, bars=self.evidence.bars[:n], place=None)
        own = sum_of(self.claim, default, self.reading.symbol)
        self._check_default(own)
        tried = tuple(self._tried(i, one, default) for i, one in enumerate(verdict.tried))
        holder = next((one for one in tried if one.holds), None)
        label, reason, fault = self._label(own, holder)
        made = Outcome(
            label,
            reason,
            "",
            period_of(self.reading, finding.period.text if finding.period is not None else ""),
            fault,
            own.value,
            self.reading,
            self._shown(default, holder),
            tried,
        )
        told = as_stated(made, verdict, has_number=has_number(finding))
        return replace(told, note=note_of(verdict.note, told, self._words(own, holder)))

    # The bars

    def _check_default(self, own: Sum) -> None:
        """Raise ReplayError unless the bars of the default reading are those of its period."""
        reading = self.reading
        is_extreme = own.what != "close"
        if not (reading.first <= own.price.day <= reading.last) or (not is_extreme and own.price.day != reading.last):
            raise ReplayError(f"got a bar of {own.price.day}, expected one of {reading.last}, where the period ends")
        bases = {
            "close": (ReadingBasis.CLOSE, ReadingBasis.TOTAL_RETURN),
            "intraday high": (ReadingBasis.INTRADAY_HIGH,),
            "intraday low": (ReadingBasis.INTRADAY_LOW,),
        }
        if reading.basis not in bases[own.what]:
            raise ReplayError(f"got the basis {reading.basis.value} for the {own.what}")
        if self.claim.kind is not Kind.LEVEL:
            check_base(own.base, reading.first, self.gazetteer)

    def _shown(self, default: Evidence, holder: Tried | None) -> Evidence:
        made = self._with_bars(default, holder)
        return replace(made, bars=(*made.bars, *self._fund_bar()))

    def _with_bars(self, default: Evidence, holder: Tried | None) -> Evidence:
        """Return the evidence with the bars of the reading that holds, as the line has them beside the default's."""
        is_direction = self.claim.kind is Kind.DIRECTION
        if holder is None or holder.evidence is None or is_direction or self._is_range(holder.evidence):
            return replace(default, source=self.evidence.source)
        more = tuple(bar for bar in holder.evidence.bars if bar not in default.bars)
        return replace(default, bars=(*default.bars, *more), source=self.evidence.source)

    def _fund_bar(self) -> tuple[tuple[str, ...], ...]:
        """Return the bar of a fund whose price a level is, which stands last: the day's close, or a high above it."""
        quantity, verdict = self.claim.quantity, self.finding.verdict
        bar = self.evidence.bars[-1]
        is_told = self.claim.kind is Kind.LEVEL and f"the price of {bar[0]}, a fund" in verdict.note
        if not is_told or quantity is None:
            return ()
        price = price_of(bar)
        half = quantity.place / 2
        is_within = price.what == "high" and quantity.value is not None and quantity.value <= price.value + half
        is_close = price.what == "" and admits(quantity, is_level=True).holds(price.value)
        if price.day != self.reading.last or not (is_close or is_within):
            raise ReplayError(f"got a price of {short_form(price.symbol)}, which is not the figure")
        return (bar,)

    def _is_range(self, evidence: Evidence) -> bool:
        return len(evidence.bars) > (1 if self.claim.kind is Kind.LEVEL else 2)

    # The readings

    def _tried(self, i: int, one: Tried, default: Evidence) -> Tried:
        evidence, reading = evidence_of(one), self.reading
        if i == 0:
            # The default reading stands first; it was tried and does not hold.
            evidence = replace(evidence, formula=default.formula, bars=default.bars)
            actual = sum_of(self.claim, evidence, reading.symbol).value
            return Tried(
                reading.symbol, reading.first, reading.last, reading.basis, actual, holds=False, evidence=evidence
            )
        made = sum_of(self.claim, evidence, one.symbol)
        expected = _BASES.get((made.what, made.base.what))
        if expected is None or one.basis not in expected:
            raise ReplayError(f"got the basis {one.basis.value} for {short_form(evidence.formula)}")
        self._check_tried(one, made)
        has_base = (
            self.claim.kind is not Kind.LEVEL and one.basis is not ReadingBasis.OPEN_TO_CLOSE and len(default.bars) > 1
        )
        is_own = (one.first, one.last) == (reading.first, reading.last)
        if has_base and is_own and made.base.day.isoformat() != default.bars[0][1]:
            raise ReplayError(f"got a base of {made.base.day}, expected that of the default reading")
        return replace(one, actual=made.value, holds=self._holds(one, made))

    def _check_tried(self, one: Tried, made: Sum) -> None:
        """Raise ReplayError unless the bars of a reading are of its period, and its period is a fair one."""
        reading, is_level = self.reading, self.claim.kind is Kind.LEVEL
        is_own = (one.first, one.last) == (reading.first, reading.last)
        if not is_own and (
            one.basis is not ReadingBasis.CLOSE or one.first != one.last or not self._is_beside(one.last)
        ):
            raise ReplayError(f"got a reading of {one.first} to {one.last}, which is not beside what is told of")
        if one.basis is ReadingBasis.CLOSE and one.first != one.last:
            # Any session of the period, or a period that begins or ends a few sessions beside it.
            ends = (one.first, one.last) if is_level else (one.last - _BESIDE, one.last + _BESIDE)
            is_right = all(ends[0] <= day <= ends[1] for day in made.days)
            is_based = is_level or abs(one.first - made.base.day) <= _BESIDE
        else:
            is_close = one.basis not in (ReadingBasis.INTRADAY_HIGH, ReadingBasis.INTRADAY_LOW)
            is_right = all((one.last if is_close else one.first) <= day <= one.last for day in made.days)
            is_based = True
            if not is_level and one.basis is not ReadingBasis.OPEN_TO_CLOSE:
                check_base(made.base, one.first, self.gazetteer)
        if not is_right or not is_based:
            raise ReplayError(f"got bars of other days than those of {one.first} to {one.last}")

    def _is_beside(self, day: date) -> bool:
        """Say whether a day is the session before or after the one that is told of."""
        reading = self.reading
        return reading.first == reading.last and abs(day - reading.last) <= _BESIDE and day != reading.last

    def _holds(self, one: Tried, made: Sum) -> bool:
        """Say whether a claim is true of another reading than the default one."""
        claim, quantity = self.claim, self.claim.quantity
        if claim.kind is Kind.DIRECTION or quantity is None:
            return self._direction_holds(made)
        is_level = claim.kind is Kind.LEVEL
        interval = admits(quantity, is_level=is_level)
        measured = made.value if is_level else abs(made.value)
        if made.low is not None:
            return is_reached(claim, interval, made.low, made.value)
        if one.basis is ReadingBasis.PRELIMINARY:
            interval = interval.widened(self._preliminary_slack(made))
        elif is_level and (one.basis is ReadingBasis.CLOSE or quantity.bound in (Bound.AT_LEAST, Bound.AT_MOST)):
            interval = interval.widened(self._slack(made))
        return agrees(claim.direction, made.value) and interval.holds(measured)

    def _direction_holds(self, made: Sum) -> bool:
        if self.claim.direction is Direction.FLAT:
            limit = self._flat()
            return made.low is not None and made.low <= limit and made.value >= -limit
        is_up = self.claim.direction is Direction.UP
        return made.value > SMALLEST_MOVE if is_up else made.value < -SMALLEST_MOVE

    def _preliminary_slack(self, made: Sum) -> Decimal:
        if self.claim.kind is Kind.LEVEL:
            return made.price.value * PRELIMINARY_LEVEL / 100
        is_points = self.claim.quantity is not None and self.claim.quantity.unit in (Unit.POINT, Unit.CURRENCY)
        return made.price.value * PRELIMINARY_CHANGE / 100 if is_points else PRELIMINARY_CHANGE

    # What the held series may stray by

    def _is_proxy(self) -> bool:
        return self.reading.symbol not in series_symbols(self.gazetteer, self.instrument)

    def _slack(self, own: Sum) -> Decimal:
        """Return how far the held series may stray from what the text means, in the claim's unit."""
        unit = self.claim.quantity.unit if self.claim.quantity is not None else Unit.PERCENT
        is_level = self.claim.kind is Kind.LEVEL
        if self._is_proxy():
            if unit is not Unit.PERCENT:
                return Decimal(0)
            return proxy_slack(period_of(self.reading, ""), self.instrument.mic)
        if self.instrument.kind is InstrumentKind.YIELD:
            if unit is Unit.BASIS_POINT:
                return YIELD_SLACK * 100
            return YIELD_SLACK if is_level or unit is Unit.PERCENTAGE_POINT else YIELD_SLACK / own.base.value * 100
        if self.instrument.kind in ROUND_THE_CLOCK:
            is_amount = is_level or unit is not Unit.PERCENT
            return abs(self._last_close(own)) * CLOCK_SLACK / 100 if is_amount else CLOCK_SLACK
        return Decimal(0)

    def _last_close(self, own: Sum) -> Decimal:
        """Return the close of the period, which a reading of its extreme shows among those tried."""
        for one in self.finding.verdict.tried if own.what != "close" else ():
            for bar in evidence_of(one).bars:
                price = price_of(bar)
                if (price.symbol, price.day, price.what) == (self.reading.symbol, self.reading.last, ""):
                    return price.value
        return own.price.value

    def _flat(self) -> Decimal:
        is_index = self.instrument.kind in (InstrumentKind.INDEX, InstrumentKind.MARKET)
        limit = FLAT_INDEX if is_index else FLAT_SHARE
        return limit if self.reading.first == self.reading.last else limit * 2

    # The label

    def _label(self, own: Sum, holder: Tried | None) -> tuple[Label, Reason, Fault | None]:
        if self.claim.kind is Kind.DIRECTION or self.claim.quantity is None:
            return self._label_of_direction(own, holder)
        return self._label_of_number(own, self.claim.quantity, holder)

    def _label_of_number(
        self, own: Sum, quantity: Quantity, holder: Tried | None
    ) -> tuple[Label, Reason, Fault | None]:
        claim = self.claim
        is_level = claim.kind is Kind.LEVEL
        is_extreme = quantity.bound is Bound.AS_MUCH_AS
        interval = admits(quantity, is_level=is_level)
        measured = own.value if is_level else abs(own.value)
        is_told_so = agrees(claim.direction, own.value)
        if interval.holds(measured) and (is_told_so or self.evidence.formula.endswith(EITHER_WAY)):
            is_same = is_told_so and quantity.bound is Bound.EXACT and quantity.value == measured
            return Label.SUPPORTED, Reason.EXACT if is_same else interval.reason, None
        cut = truncation(quantity)
        if is_told_so and cut is not None and cut.holds(measured) and measured != cut.high:
            return Label.SUPPORTED, Reason.TRUNCATED, None
        if is_told_so and not is_extreme and near(quantity, is_level=is_level).holds(measured):
            return Label.AMBIGUOUS, Reason.NEAR, None
        if not is_extreme and self._is_coarse(own) and interval.misses_by(measured) <= COARSE_BAR:
            return Label.AMBIGUOUS, Reason.NEAR, None
        coarse = round_number(quantity)
        if is_told_so and coarse is not None and coarse.holds(measured):
            return Label.AMBIGUOUS, Reason.ROUND_NUMBER, None
        if holder is not None:
            return Label.AMBIGUOUS, _REASONS[holder.basis], None
        slack = self._slack(own)
        is_small = claim.kind is Kind.CHANGE and abs(own.value) < slack
        if slack and (is_told_so or is_small) and interval.widened(slack).holds(measured):
            return Label.AMBIGUOUS, Reason.NEAR, None
        is_small_for_proxy = abs(own.value) < PROXY_SIGN and (quantity.value or 0) < 2 * PROXY_SIGN
        if slack and self._is_proxy() and not is_told_so and is_small_for_proxy:
            return Label.AMBIGUOUS, Reason.NEAR, None
        fault = Fault.LEVEL if is_level else Fault.MAGNITUDE if is_told_so else Fault.DIRECTION
        return Label.CONTRADICTED, Reason.NO_READING, fault

    def _is_coarse(self, own: Sum) -> bool:
        is_index_level = self.claim.kind is Kind.LEVEL and self.instrument.kind is InstrumentKind.INDEX
        return is_index_level and self.instrument.mic in COARSE_EXCHANGES and own.value * 10 % 1 == 0

    def _label_of_direction(self, own: Sum, holder: Tried | None) -> tuple[Label, Reason, Fault | None]:
        direction, value = self.claim.direction, own.value
        is_yield, is_proxy = self.instrument.kind is InstrumentKind.YIELD, self._is_proxy()
        near_by = (Label.AMBIGUOUS, Reason.NEAR, None)
        if direction is Direction.FLAT:
            limit = self._flat()
            if abs(value) <= limit:
                return Label.SUPPORTED, Reason.EXACT, None
            if holder is not None:
                return Label.AMBIGUOUS, Reason.INTRADAY, None
            if abs(value) <= 2 * limit or is_proxy or is_yield:
                return near_by
            return Label.CONTRADICTED, Reason.NO_READING, Fault.DIRECTION
        if (value if direction is Direction.UP else -value) >= SMALLEST_MOVE:
            return Label.SUPPORTED, Reason.EXACT, None
        is_clock = self.instrument.kind in ROUND_THE_CLOCK
        if (
            abs(value) < SMALLEST_MOVE
            or (is_proxy and abs(value) < PROXY_SIGN)
            or (is_yield and abs(own.price.value - own.base.value) <= YIELD_SLACK)
            or (is_clock and abs(value) < CLOCK_SLACK)
        ):
            return near_by
        if holder is not None:
            return Label.AMBIGUOUS, Reason.INTRADAY, None
        return Label.CONTRADICTED, Reason.NO_READING, Fault.DIRECTION

    # The note

    def _words(self, own: Sum, holder: Tried | None) -> tuple[str, ...]:
        """Return what the note must tell: the sum, or the values of two readings."""
        basis = Basis.TOTAL_RETURN if self.reading.basis is ReadingBasis.TOTAL_RETURN else Basis.AS_TRADED
        base = own.base if own.base.value else own.price
        quote = quote_of(base, own.price, self.evidence.source, basis)
        if self.finding.verdict.fault is Fault.ARITHMETIC:
            # What was excused before its own sentence refuted it tells no sum.
            return (amount_in_words(self.claim, own.value, quote),)
        if holder is None or holder.evidence is None:
            # A level's note names the day of the close, a high's the last day of its period.
            quote = replace(quote, last_day=self.reading.last)
            return (sum_in_words(self.claim, own.value, quote, own.what),)
        other = sum_of(self.claim, holder.evidence, holder.symbol)
        values = [own.value, other.value, *([] if other.low is None else [other.low])]
        return tuple(amount_in_words(self.claim, value, quote) for value in values)


# A session or three beside another are no more days than this, over any holidays.
_BESIDE = timedelta(days=12)
# The basis that a reading of these bars may have.
_BASES: Mapping[tuple[str, str], frozenset[ReadingBasis]] = {
    ("close", ""): frozenset({ReadingBasis.CLOSE, ReadingBasis.TOTAL_RETURN, ReadingBasis.PRELIMINARY}),
    ("close", "open"): frozenset({ReadingBasis.OPEN_TO_CLOSE}),
    ("intraday high", ""): frozenset({ReadingBasis.INTRADAY_HIGH}),
    ("intraday high", "high"): frozenset({ReadingBasis.INTRADAY_HIGH}),
    ("intraday high", "low"): frozenset({ReadingBasis.INTRADAY_HIGH}),
    ("intraday low", ""): frozenset({ReadingBasis.INTRADAY_LOW}),
    ("intraday low", "low"): frozenset({ReadingBasis.INTRADAY_LOW}),
}
_REASONS: Mapping[ReadingBasis, Reason] = {
    ReadingBasis.CLOSE: Reason.NEIGHBOURING_SESSION,
    ReadingBasis.INTRADAY_HIGH: Reason.INTRADAY,
    ReadingBasis.INTRADAY_LOW: Reason.INTRADAY,
    ReadingBasis.OPEN_TO_CLOSE: Reason.OPEN_TO_CLOSE,
    ReadingBasis.TOTAL_RETURN: Reason.TOTAL_RETURN,
    ReadingBasis.PRELIMINARY: Reason.PRELIMINARY,
}


def agrees(direction: Direction | None, value: Decimal) -> bool:
    """Say whether the sign of a change is the one told."""
    if direction is Direction.UP:
        return value >= 0
    if direction is Direction.DOWN:
        return value <= 0
    return True


# -- the policy rate ---------------------------------------------------------------------------


def redone_rate(claim: Claim, finding: Finding, evidence: Evidence, reading: Reading) -> Outcome:
    """Redo a step of the target range, or where one of its ends stood."""
    quantity = claim.quantity
    if quantity is None:
        raise ReplayError("got no number for the policy rate")
    check_number(quantity)
    prices = [price_of(bar) for bar in evidence.bars]
    is_step = evidence.formula == "target range after − before"
    if not is_step and evidence.formula != "target range":
        raise ReplayError(f"got the formula {short_form(evidence.formula)}, which is not known")
    is_range = quantity.bound is Bound.BETWEEN and not is_step
    symbols = [reading.symbol] * 2 if is_step else [*(["FEDFUNDS_LOWER"] if is_range else []), reading.symbol]
    if is_step is (claim.kind is Kind.LEVEL) or [price.symbol for price in prices] != symbols:
        raise ReplayError("got bars that are not those of the target range")
    before = _days_before(reading.last) if is_step else (reading.last,)
    if not reading.first == reading.last == prices[-1].day or prices[0].day not in before:
        raise ReplayError(f"got the target range of other days than {reading.last}")
    last = prices[-1].value
    if is_step:
        value = (last - prices[0].value) * (100 if quantity.unit is Unit.BASIS_POINT else 1)
        holds = agrees(claim.direction, value) and admits(quantity).holds(abs(value))
    else:
        value = last
        ends = (quantity.low, quantity.high)
        holds = (prices[0].value, last) == ends if is_range else admits(quantity, is_level=True).holds(value)
    if not holds:
        raise ReplayError("got bars of the target range of which the claim is not true")
    period = finding.period
    if is_step and period is not None and not period.text:
        decided = sessions.shift("XNYS", reading.last, -1)
        period = Period(decided, decided)
    elif period is None or not period.first <= reading.last <= period.last + _BESIDE:
        raise ReplayError(f"got the target range of {reading.last}, which is not around what is told of")
    made = Outcome(Label.SUPPORTED, Reason.EXACT, "", period, None, value, reading, replace(evidence, place=None))
    words = (*(f"{price.value:.2f}%" for price in prices), day_name(reading.last))
    told = as_stated(made, finding.verdict, has_number=True)
    return replace(told, note=note_of(finding.verdict.note, told, words))


def _days_before(day: date) -> tuple[date, ...]:
    """Return the day before, and the session before: the target range is held by days, or by sessions."""
    return day - timedelta(days=1), sessions.session_on_or_before("XNYS", day - timedelta(days=1))
