"""Several instruments held at once: one against another (comparison), or how many went which way (breadth).

Each first finds the moves, then holds the claim against them; `redo_together` does the second again, from moves
made of the line's own bars.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor.market.instruments import Gazetteer
from extractor.records import (
    Asked,
    Basis,
    Bound,
    Claim,
    Direction,
    Evidence,
    Fault,
    Form,
    Instrument,
    InstrumentKind,
    Kind,
    Label,
    Period,
    Quantity,
    Reading,
    ReadingBasis,
    Reason,
    Unit,
    Window,
)
from extractor.verify.interval import admits, near
from extractor.verify.outcome import Outcome
from extractor.verify.tape import Bars, Quote, proxy_slack, quotes, series_symbols
from extractor.verify.wording import day_name, signed

# What stands beside the value of a bar that counts dividends in.
TOTAL_RETURN = "total return"
# By whose sessions the Magnificent Seven are counted, who are nobody's subject.
SEVEN = "group:Magnificent Seven"
# Bars that a verdict shows at most.
_MOST_BARS = 20
# So small a lead, in percentage points, can be told either way.
_SMALLEST_LEAD = Decimal("0.05")
# A fund that stands for a sector never decides the sign of a smaller move (claims.md, "Proxies"), nor does a rounded zero.
_FUND_SIGN = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Move:
    """What one instrument did over the period; `is_own` where its own price series says it."""

    symbol: str
    quote: Quote
    is_own: bool


def _move(bars: Bars, gazetteer: Gazetteer, instrument: Instrument, period: Period) -> Move | None:
    """Return the move of an instrument by its own closes, else its fund's, else the fund's with dividends."""
    for symbol in series_symbols(gazetteer, instrument):
        for quote in quotes(bars, symbol, period, instrument):
            return Move(symbol, quote, is_own=True)
    symbols = [s for s in (instrument.proxy, instrument.symbol) if s and s in gazetteer]
    for total_return in (False, True):
        for symbol in symbols:
            for quote in quotes(bars, symbol, period, gazetteer.instrument(symbol), total_return=total_return):
                return Move(symbol, quote, is_own=False)
    return None


def _bars_of(moves: Sequence[Move]) -> list[tuple[str, ...]]:
    return [
        (move.symbol, day.isoformat(), str(price), *([TOTAL_RETURN] if move.quote.basis is Basis.TOTAL_RETURN else []))
        for move in moves
        for day, price in ((move.quote.base_day, move.quote.base), (move.quote.last_day, move.quote.last))
    ]


def _evidence(formula: str, moves: Sequence[Move]) -> Evidence:
    return Evidence(formula, tuple(_bars_of(moves)), _sources(moves))


def _group_evidence(formula: str, shown: Sequence[Move], moves: Sequence[Move], asked: Asked | None = None) -> Evidence:
    """Return the bars of the moves that decide, and those of the whole group by digest."""
    bars = tuple(_bars_of(shown)[:_MOST_BARS])
    return Evidence(formula, bars, _sources(moves), group_window(moves), asked=asked)


def _sources(moves: Sequence[Move]) -> str:
    return ", ".join(dict.fromkeys(move.quote.source for move in moves))


def group_window(moves: Sequence[Move]) -> Window:
    """Return the bars of many moves by digest: in the text form of `market.series.digest`, each as it is quoted."""
    bars = _bars_of(moves)
    total = hashlib.sha256("".join(f"{bar[0]},{bar[1]},{bar[2]}\n" for bar in bars).encode())
    return Window(
        ", ".join(move.symbol for move in moves),
        _sources(moves),
        min(move.quote.base_day for move in moves),
        max(move.quote.last_day for move in moves),
        len(bars),
        total.hexdigest(),
    )


def moves_of(bars: Bars, gazetteer: Gazetteer, symbols: Sequence[str], period: Period) -> list[Move]:
    """Return the moves of series by their symbols, in their order; those that are not held are left out."""
    found: list[Move] = []
    for symbol in symbols:
        instrument = instrument_of(gazetteer, symbol)
        if instrument is None:
            continue
        for is_total in (False, True):
            quote = next(quotes(bars, symbol, period, instrument, total_return=is_total), None)
            if quote is not None:
                is_own = not is_total and instrument.kind is not InstrumentKind.FUND
                found.append(Move(symbol, quote, is_own=is_own))
                break
    return found


def instrument_of(gazetteer: Gazetteer, symbol: str) -> Instrument | None:
    """Return the instrument whose own price a series is, by any of its tickers; None where it is unknown."""
    if symbol in gazetteer:
        return gazetteer.instrument(symbol)
    return next((i for i in gazetteer if symbol in series_symbols(gazetteer, i)), None)


def redo_together(
    claim: Claim, asked: Asked | None, own: str, moves: Sequence[Move], gazetteer: Gazetteer, period: Period
) -> Outcome | None:
    """Hold a comparison or a count again, against the moves that the verdict rests on; None where they are not enough.

    `own` is the symbol of the move that is told of; that of the other stands after it.
    """
    if claim.kind is Kind.BREADTH:
        return None if asked is None or not moves else _count(claim, asked, moves, period)
    mine = next((move for move in moves if move.symbol == own), None)
    if mine is None:
        return None
    if claim.object is None:
        return None if asked is None else _best(claim, asked, mine, moves, period)
    return _compare(claim, mine, moves[1], gazetteer, period) if len(moves) == 2 else None


def hold_comparison(claim: Claim, bars: Bars, gazetteer: Gazetteer, period: Period) -> Outcome | None:
    """Hold "outpaced the S&P 500" against the difference of two price returns; None where either is not held."""
    assert claim.subject is not None
    assert claim.object is not None
    instrument, other = gazetteer.instrument(claim.subject.symbol), gazetteer.instrument(claim.object.symbol)
    mine, theirs = _move(bars, gazetteer, instrument, period), _move(bars, gazetteer, other, period)
    if mine is None or theirs is None:
        return None
    return _compare(claim, mine, theirs, gazetteer, period)


def _compare(claim: Claim, mine: Move, theirs: Move, gazetteer: Gazetteer, period: Period) -> Outcome:
    assert claim.subject is not None
    assert claim.object is not None
    instrument, other = gazetteer.instrument(claim.subject.symbol), gazetteer.instrument(claim.object.symbol)
    lead = mine.quote.percent - theirs.quote.percent
    is_own = mine.is_own and theirs.is_own
    slack = Decimal(0) if is_own else proxy_slack(period, instrument.mic) * 2
    note = f"{instrument.name} made {signed(mine.quote.percent, Unit.PERCENT)}, {other.name} {signed(theirs.quote.percent, Unit.PERCENT)}: {signed(lead, Unit.PERCENTAGE_POINT)}."
    if not is_own:
        note = f"{note} Judged by {mine.symbol} and {theirs.symbol}."
    reading = Reading(mine.symbol, period.first, period.last, ReadingBasis.CLOSE)
    evidence = _evidence("change − change of the other", (mine, theirs))
    told = lead if claim.direction is Direction.UP else -lead

    def held(label: Label, reason: Reason, fault: Fault | None = None) -> Outcome:
        return Outcome(label, reason, note, period, fault, lead, reading, evidence)

    quantity = claim.quantity
    if quantity is not None and quantity.unit is Unit.MULTIPLE:
        return _times(quantity, mine, theirs, note, period)
    if quantity is None:
        if told > _SMALLEST_LEAD:
            return held(Label.SUPPORTED, Reason.EXACT)
        if told >= -max(_SMALLEST_LEAD, slack):
            return held(Label.AMBIGUOUS, Reason.NEAR)
        return held(Label.CONTRADICTED, Reason.NO_READING, Fault.DIRECTION)
    if told >= 0 and admits(quantity).holds(abs(lead)):
        return held(Label.SUPPORTED, Reason.ROUNDED)
    # The difference of two rounded figures strays by one unit of the last place more than either.
    if told >= 0 and near(quantity).widened(slack + quantity.place / 2).holds(abs(lead)):
        return held(Label.AMBIGUOUS, Reason.NEAR)
    if told < 0 and -told <= slack:
        return held(Label.AMBIGUOUS, Reason.NEAR)
    return held(Label.CONTRADICTED, Reason.NO_READING, Fault.MAGNITUDE if told >= 0 else Fault.DIRECTION)


# "Twice the gain" is told of a quarter more or less as well.
_LOOSE_RATIO = Decimal("0.25")


def _times(quantity: Quantity, mine: Move, theirs: Move, note: str, period: Period) -> Outcome:
    """Hold "more than double the S&P 500's gain" against how many times the other move the one is."""
    reading = Reading(mine.symbol, period.first, period.last, ReadingBasis.CLOSE)
    evidence = _evidence("change ÷ change of the other", (mine, theirs))
    one, other = mine.quote.percent, theirs.quote.percent
    if one * other <= 0:
        why = f"{note} They went different ways."
        return Outcome(Label.UNVERIFIABLE, Reason.UNRESOLVED_TIME, why, period, None, None, reading, evidence)
    times = (one / other).quantize(Decimal("0.01"))
    note = f"{note} The one is {times} times the other."
    told = quantity.value or Decimal(1)
    slack = told * _LOOSE_RATIO
    if admits(quantity).holds(times) or (quantity.bound is Bound.ABOUT and abs(times - told) * 4 <= slack):
        return Outcome(Label.SUPPORTED, Reason.HEDGED, note, period, None, times, reading, evidence)
    if told - slack <= times <= told + slack:
        return Outcome(Label.AMBIGUOUS, Reason.NEAR, note, period, None, times, reading, evidence)
    return Outcome(Label.CONTRADICTED, Reason.NO_READING, note, period, Fault.MAGNITUDE, times, reading, evidence)


def hold_best(claim: Claim, bars: Bars, gazetteer: Gazetteer, period: Period) -> Outcome | None:
    """Hold "the strongest of the eleven sectors" against the moves of all; None where one of them is not held."""
    assert claim.subject is not None
    assert claim.detail is not None
    asked = Asked(claim.detail.form, count=max(1, claim.detail.count), ordinal=claim.detail.ordinal)
    symbols = _group(gazetteer, asked.form, claim.subject.symbol, period.last)
    moves = {s: move for s in symbols if (move := _move(bars, gazetteer, gazetteer.instrument(s), period)) is not None}
    own = moves.get(claim.subject.symbol)
    if own is None or len(moves) < len(symbols):
        return None
    return _best(claim, asked, own, list(moves.values()), period)


# The indices that a report of the market names the best or the worst of.
_INDICES = ("^GSPC", "^DJI", "^IXIC")
_GROUP_NOUNS = {
    Form.SECTORS: "sectors",
    Form.MEMBERS: "members",
    Form.SEVEN: "of the Magnificent Seven",
    Form.INDICES: "indices",
}


def _group(gazetteer: Gazetteer, form: Form, own: str, day: date) -> Sequence[str]:
    """Return the symbols of all that are counted, or among which one is the best, as of `day`."""
    match form:
        case Form.SECTORS:
            return [instrument.symbol for instrument in gazetteer if instrument.kind is InstrumentKind.SECTOR]
        case Form.INDICES:
            return [*_INDICES, *([] if own in _INDICES else [own])]
        case Form.SEVEN:
            return gazetteer.members("mag7", day)
        case _:
            return gazetteer.members("dow30", day)


def _best(claim: Claim, asked: Asked, own: Move, moves: Sequence[Move], period: Period) -> Outcome:
    """Hold one of the best: as many may lead as are told of together, and the second best has one before it."""
    sign = 1 if claim.direction is Direction.UP else -1
    ranked = sorted(moves, key=lambda move: -sign * move.quote.percent)
    place = min(asked.ordinal + asked.count - 1, len(ranked)) - 1
    lead = own.quote.percent - ranked[place].quote.percent
    word = "best" if sign > 0 else "worst"
    shown = ", ".join(
        f"{move.symbol} {signed(move.quote.percent, Unit.PERCENT)}" for move in ranked[: max(3, place + 1)]
    )
    note = f"The {word} of {len(ranked)} {_GROUP_NOUNS[asked.form]} were {shown}; {own.symbol} made {signed(own.quote.percent, Unit.PERCENT)}."
    reading = Reading(own.symbol, period.first, period.last, ReadingBasis.CLOSE)
    best = [move for move in ranked[:3] if move is not own]
    evidence = _group_evidence("changes, ranked", [own, *best], moves, asked)
    if own in ranked[asked.ordinal - 1 : place + 1]:
        return Outcome(Label.SUPPORTED, Reason.EXACT, note, period, None, lead, reading, evidence)
    if abs(lead) <= proxy_slack(period, "XNYS"):
        return Outcome(Label.AMBIGUOUS, Reason.NEAR, note, period, None, lead, reading, evidence)
    return Outcome(Label.CONTRADICTED, Reason.NO_READING, note, period, Fault.MAGNITUDE, lead, reading, evidence)


def hold_breadth(claim: Claim, bars: Bars, gazetteer: Gazetteer, period: Period, day: date) -> Outcome | None:
    """Hold "nine of the eleven sectors rose" against what each did; None where one of them is not held."""
    assert claim.detail is not None
    symbols = _group(gazetteer, claim.detail.form, "", day)
    found = [_move(bars, gazetteer, gazetteer.instrument(symbol), period) for symbol in symbols]
    moves = [move for move in found if move is not None]
    if not moves or len(moves) < len(found):
        return None
    return _count(claim, Asked(claim.detail.form, claim.detail.count), moves, period)


def _count(claim: Claim, asked: Asked, moves: Sequence[Move], period: Period) -> Outcome:
    sign = 1 if claim.direction is Direction.UP else -1
    told = asked.count
    went = [move for move in moves if sign * move.quote.percent > 0]
    unsure = [
        move for move in moves if (abs(move.quote.percent) < _FUND_SIGN and not move.is_own) or move.quote.change == 0
    ]
    word = "rose" if sign > 0 else "fell"
    others = [move for move in moves if move not in went]
    note = (
        f"{len(went)} of {len(moves)} {word} on {day_name(period.last)}"
        if period.first == period.last
        else f"{len(went)} of {len(moves)} {word}"
    )
    fewer = others if len(others) <= len(went) else went
    if fewer:
        names = ", ".join(f"{move.symbol} {signed(move.quote.percent, Unit.PERCENT)}" for move in fewer[:6])
        note = f"{note}; {'not so' if fewer is others else 'these'}: {names}"
    note += "."
    actual = Decimal(len(went))
    reading = Reading(moves[0].symbol, period.first, period.last, ReadingBasis.CLOSE)
    closest = sorted(moves, key=lambda move: abs(move.quote.percent))
    evidence = _group_evidence("signs of changes, counted", closest, moves, asked)
    if len(went) == told:
        return Outcome(Label.SUPPORTED, Reason.EXACT, note, period, None, actual, reading, evidence)
    if abs(len(went) - told) <= len(unsure):
        return Outcome(Label.AMBIGUOUS, Reason.NEAR, note, period, None, actual, reading, evidence)
    return Outcome(Label.CONTRADICTED, Reason.NO_READING, note, period, Fault.MAGNITUDE, actual, reading, evidence)
