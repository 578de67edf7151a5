"""The sum behind a verdict, written out; only what gives the verdict's own result is shown."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import combinations

from extractor.records import (
    Direction,
    Finding,
    Kind,
    Label,
    Period,
    Reading,
    ReadingBasis,
    Reason,
    Tried,
    Unit,
    Verdict,
)
from extractor.report.neutral import one_line
from extractor.report.numbers import grouped, n_places, places_for, rounded, signed, with_unit
from extractor.report.phrases import BASES, NameOf, day_of, period_words, unit_of


@dataclass(frozen=True, slots=True)
class Sum:
    """A result and the expression that gives it, empty where none is known.

    `reading` is what it is the sum of; `where` names it where it is not the default reading.
    """

    result: str
    expression: str
    where: str = ""
    reading: Reading | None = None

    def __str__(self) -> str:
        words = f"{self.result} = {self.expression}" if self.expression else self.result
        return f"{words} ({self.where})" if self.where else words


def sum_of(finding: Finding) -> Sum | None:
    """Write the sum of a finding, "−0.57 % = 25,507.10 / 25,653.90 − 1"; None where nothing was computed.

    The bars of the evidence are put into the sums that their number and the unit allow, and
    the one that comes to the verdict's value, or to that of a tried reading that holds, is
    taken: what does not add up is never printed.
    """
    verdict = finding.verdict
    if verdict.actual is None:
        return None
    evidence = verdict.evidence
    bars = evidence.bars if evidence else ()
    if evidence and evidence.formula == _RANKED and (moves := _ranked_moves(finding)):
        return Sum(moves, "", reading=verdict.reading)
    candidates = list(_candidates(finding, bars))
    for reading, value in _readings(verdict):
        for expression, candidate, unit in candidates:
            if _is_same(candidate, value):
                # Rounded once, from the bars: `actual` is itself rounded.
                result = _result(finding, candidate, unit, is_level=len(bars) == 1 or _is_level(finding))
                return Sum(result, expression, _where(verdict, reading), reading)
    # Bars that make a sum, though not this one, leave the result alone; so does no evidence.
    formula = one_line(evidence.formula) if evidence and not candidates else ""
    return Sum(actual_words(finding, verdict.actual), formula, reading=verdict.reading)


def _ranked_moves(finding: Finding) -> str:
    """Write the changes that a place among several rests on, the furthest first: "XLK −1.56 %, XLV −0.96 %"; "" if none."""
    evidence = finding.verdict.evidence
    bars, values = evidence.bars if evidence else (), _bar_values(finding)
    by_symbol: dict[str, list[Decimal]] = {}
    for bar, value in zip(bars, values, strict=False):
        by_symbol.setdefault(bar[0], []).append(value)
    if not by_symbol or any(len(pair) != 2 or not pair[0] for pair in by_symbol.values()):
        return ""
    moves = {symbol: (last / first - 1) * 100 for symbol, (first, last) in by_symbol.items()}
    ranked = sorted(moves, key=moves.__getitem__, reverse=finding.direction is not Direction.DOWN)
    return ", ".join(
        f"{one_line(name)} {with_unit(signed(rounded(moves[name], 2), 2), Unit.PERCENT)}" for name in ranked
    )


def _readings(verdict: Verdict) -> Iterator[tuple[Reading | None, Decimal]]:
    """Yield the default reading, then those that hold: evidence may be of either."""
    if verdict.actual is not None:
        yield verdict.reading, verdict.actual
    for tried in verdict.tried:
        if tried.holds:
            yield Reading(tried.symbol, tried.first, tried.last, tried.basis), tried.actual


def _where(verdict: Verdict, reading: Reading | None) -> str:
    default = verdict.reading
    if reading is None or default is None or reading == default:
        return ""
    if reading.basis is not default.basis:
        return BASES[reading.basis]
    return period_words(Period(reading.first, reading.last))


def actual_words(finding: Finding, actual: Decimal) -> str:
    """Write what a claim, or another reading of it, came to, in the claim's unit."""
    return _result(finding, actual, unit_of(finding), is_level=_is_level(finding))


def tried_words(finding: Finding, tried: Tried) -> str:
    """Write the value of one tried reading in the claim's unit."""
    return actual_words(finding, tried.actual)


def other_readings(finding: Finding, total: Sum | None) -> tuple[Tried, ...]:
    """Return the readings that were tried beside the one that `total` shows, each once."""
    shown = total.reading if total else finding.verdict.reading
    default_words = _default_words(finding)
    kept: dict[tuple[Reading, str], Tried] = {}
    for tried in finding.verdict.tried:
        reading, words = Reading(tried.symbol, tried.first, tried.last, tried.basis), tried_words(finding, tried)
        if reading != shown or (total is not None and words not in (total.result, default_words)):
            kept.setdefault((reading, words), tried)
    return tuple(kept.values())


def own_spans(finding: Finding) -> tuple[tuple[str, date, date], ...]:
    """Return the symbols and days of the bars in the sum of a verdict, or of those that it lacks; none for no price.

    Bars between the first and the last of a period are in no sum but that of its high or low;
    a window's are not in it either: what is wrong with one of thousands is for `prices check`.
    """
    verdict, period = finding.verdict, finding.period
    spans: dict[tuple[str, date, date], None] = {}
    for bar in verdict.evidence.bars if verdict.evidence else ():
        with suppress(ValueError):
            day = date.fromisoformat(bar[1])
            spans[bar[0], day, day] = None
    for reading in (verdict.reading, *verdict.tried):
        if reading is not None and (reading.basis in _EXTREMES or reading.first == reading.last):
            spans[reading.symbol, reading.first, reading.last] = None
    if verdict.reason in _LACKING and period is not None:
        symbol = verdict.reading.symbol if verdict.reading else finding.subject.symbol if finding.subject else ""
        spans[symbol, period.first - _BASE_WITHIN, period.last] = None
    return tuple(spans)


_RANKED = "changes, ranked"  # the formula of a place among several
_EXTREMES = frozenset({ReadingBasis.INTRADAY_HIGH, ReadingBasis.INTRADAY_LOW})
_LACKING = frozenset({Reason.MISSING_BAR, Reason.NO_PRICES})
# The close before a period lies no further back than this, over any weekend with holidays.
_BASE_WITHIN = timedelta(days=5)


def _default_words(finding: Finding) -> str:
    """Write what the default reading came to, from the bars where they give it."""
    actual = finding.verdict.actual
    if actual is None:
        return ""
    bars = finding.verdict.evidence.bars if finding.verdict.evidence else ()
    own = next((value for _, value, _ in _candidates(finding, bars) if _is_same(value, actual)), actual)
    return actual_words(finding, own)


def tried_name(finding: Finding, tried: Tried, name_of: NameOf) -> str:
    """Name a tried reading by what tells it from the default one: instrument, basis, period or base."""
    words = BASES[tried.basis]
    if tried.basis is ReadingBasis.TOTAL_RETURN and finding.subject and tried.symbol != finding.subject.symbol:
        words = f"{words} of {one_line(tried.symbol)}"
    elif finding.subject is None or tried.symbol != finding.subject.symbol:
        words = f"{one_line(name_of(tried.symbol))}, {words}"
    default = finding.verdict.reading
    if default is None:
        return words
    if (tried.first, tried.last) != (default.first, default.last):
        return f"{words} of {period_words(Period(tried.first, tried.last))}"
    is_default = (tried.symbol, tried.basis) == (default.symbol, default.basis)
    if is_default and tried_words(finding, tried) != _default_words(finding):
        return f"{words} over a slightly different period"
    return words


def _is_level(finding: Finding) -> bool:
    is_beyond = finding.kind is Kind.CROSS and finding.quantity is not None
    return (
        finding.kind is Kind.LEVEL
        or is_beyond
        or unit_of(finding)
        not in (
            Unit.PERCENT,
            Unit.PERCENTAGE_POINT,
            Unit.POINT,
            Unit.BASIS_POINT,
            Unit.CURRENCY,
        )
    )


def _result(finding: Finding, actual: Decimal, unit: Unit, *, is_level: bool) -> str:
    quantity, label = finding.quantity, finding.verdict.label
    written = quantity.value if quantity and quantity.unit is unit else None
    # A yield's level is in percent, yet quoted as it is and not one place further.
    is_finer = label is not Label.CONTRADICTED
    places = min(n_places(actual), 4) if is_level else places_for(actual, unit, written, is_finer=is_finer)
    values = _bar_values(finding)
    if finding.kind is Kind.LEVEL or unit in (Unit.POINT, Unit.CURRENCY) or (is_level and actual in values):
        # What is in the instrument's own unit has the places that it is quoted with.
        places = max(places, min(max(map(n_places, values), default=_written_places(finding)), 4))
    elif not is_level:
        places = _telling_places(finding, actual, places)
    number = grouped(actual, places) if is_level else signed(actual, places)
    if is_level and (unit is Unit.POINT or quantity is None):
        return number
    return with_unit(number, unit, quantity.currency if quantity else None)


def _telling_places(finding: Finding, actual: Decimal, places: int) -> int:
    """Return as many decimals as show on which side of the written interval a change lies: "0.4" cut off 0.496."""
    quantity = finding.quantity
    if quantity is None or finding.kind is not Kind.CHANGE:
        return places
    low, high = quantity.low, quantity.high
    if finding.verdict.reason is Reason.TRUNCATED and quantity.value is not None:
        low, high = quantity.value, quantity.value + quantity.place

    def is_inside(value: Decimal) -> bool:
        return (low is None or value >= low) and (high is None or value < high)

    most = min(n_places(actual), _MOST_PLACES)
    while places < most and is_inside(abs(rounded(actual, places))) is not is_inside(abs(actual)):
        places += 1
    return places


_MOST_PLACES = 4


def _bar_values(finding: Finding) -> list[Decimal]:
    """Return the values of the evidence's bars; none where one is no number."""
    evidence = finding.verdict.evidence
    try:
        return [Decimal(bar[2]) for bar in evidence.bars] if evidence else []
    except (InvalidOperation, IndexError):
        return []


def _written_places(finding: Finding) -> int:
    return n_places(finding.quantity.place) if finding.quantity and finding.kind is Kind.LEVEL else 0


def _candidates(finding: Finding, bars: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, Decimal, Unit]]:
    """Yield each expression that the bars allow, with its value and unit."""
    unit, values = unit_of(finding), _bar_values(finding)
    texts = [grouped(value) for value in values]
    if len(values) == 1 or finding.kind is Kind.LEVEL:
        for bar, value in zip(bars, values, strict=False):
            yield _bar_words(bar), value, unit
    if len(values) >= 2 and len({bar[0] for bar in bars}) == 1:
        # The bars of a reading that holds may follow those of the default one.
        for first, last in sorted(combinations(range(len(bars)), 2), key=lambda pair: pair[0] - pair[1]):
            yield from _moves((values[first], values[last]), (texts[first], texts[last]), unit)
    if len(values) == 4 and unit in (Unit.PERCENT, Unit.PERCENTAGE_POINT):
        by_symbol: dict[str, list[int]] = {}
        for i, bar in enumerate(bars):
            by_symbol.setdefault(bar[0], []).append(i)
        if [len(places) for places in by_symbol.values()] == [2, 2]:
            (a0, a1), (b0, b1) = by_symbol.values()
            try:
                value = (values[a1] / values[a0] - values[b1] / values[b0]) * 100
            except (DivisionByZero, InvalidOperation):
                return
            yield f"{texts[a1]} / {texts[a0]} − {texts[b1]} / {texts[b0]}", value, unit


def _moves(values: tuple[Decimal, Decimal], texts: tuple[str, str], unit: Unit) -> Iterator[tuple[str, Decimal, Unit]]:
    """Yield the move from one price to another, in `unit` and in words."""
    (a, b), (before, after) = values, texts
    if unit in (Unit.PERCENT, Unit.NONE) and a:
        yield f"{after} / {before} − 1", (b / a - 1) * 100, Unit.PERCENT
    if unit in (Unit.POINT, Unit.CURRENCY, Unit.PERCENTAGE_POINT):
        yield f"{after} − {before}", b - a, unit
    if unit is Unit.BASIS_POINT:
        yield f"({after} − {before}) × 100", (b - a) * 100, unit


def _bar_words(bar: tuple[str, ...]) -> str:
    what = one_line(bar[3]) if len(bar) > 3 else "close"
    return f"{what} of {day_of(bar[1])}"


def _is_same(value: Decimal, actual: Decimal) -> bool:
    """Say whether `value`, rounded as `actual` is, comes to it."""
    places = min(n_places(actual), 8)
    return abs(value - rounded(actual, places)) <= Decimal(1).scaleb(-places) / 2 + Decimal("1e-9")
