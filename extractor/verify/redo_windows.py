"""What rests on a window, or on several instruments at once, held again against the bars that the line names by digest."""

from collections.abc import Mapping
from dataclasses import fields, replace

import numpy as np

from extractor.errors import ReplayError
from extractor.market.instruments import Gazetteer
from extractor.market.series import NO_BAR, Series
from extractor.records import (
    Asked,
    Basis,
    Claim,
    Evidence,
    Finding,
    Form,
    Instrument,
    Kind,
    Label,
    Period,
    Reading,
    Reason,
    Tried,
    Unit,
    Window,
)
from extractor.verify.formulas import check_days, check_number, evidence_of, period_of, price_of, quote_of, short_form
from extractor.verify.outcome import Outcome
from extractor.verify.stated import as_stated, has_number, note_of
from extractor.verify.tape import Bars, series_symbols
from extractor.verify.together import TOTAL_RETURN, Move, moves_of, redo_together
from extractor.verify.windows import Stated, redo_window, with_earlier
from extractor.verify.wording import day_name

# No group has more members.
_MOST_MEMBERS = 100


def window_symbols(finding: Finding) -> tuple[str, ...]:
    """Return the symbols whose bars the verdict's windows are made of."""
    evidences = (finding.verdict.evidence, *(tried.evidence for tried in finding.verdict.tried))
    windows = [evidence.window for evidence in evidences if evidence is not None and evidence.window is not None]
    symbols = dict.fromkeys(symbol for window in windows for symbol in window.symbol.split(", "))
    return tuple(symbols)[:_MOST_MEMBERS]


def redone_window(
    finding: Finding, evidence: Evidence, reading: Reading, bars: Bars, instrument: Instrument
) -> Outcome:
    """Redo a record, rank, streak or crossing against the bars of its window."""
    verdict, period = finding.verdict, finding.period
    assert period is not None
    made = _held_again(finding, evidence, reading, bars, instrument)
    tried: tuple[Tried, ...] = ()
    if verdict.tried and made.label is Label.CONTRADICTED:
        # The session before an unnamed day: true of that, it is ambiguous.
        (first, *_) = verdict.tried
        own = Reading(first.symbol, first.first, first.last, first.basis)
        before = _held_again(finding, evidence_of(first), own, bars, instrument)
        if before.label is not Label.SUPPORTED or before.actual is None or before.reading is None:
            raise ReplayError(f"got {day_name(first.last)} as one that it is true of, which its bars do not bear out")
        note = f"True of {day_name(first.last)}: {before.note} {made.note}"
        basis = before.reading.basis
        tried = (
            Tried(first.symbol, first.first, first.last, basis, before.actual, holds=True, evidence=before.evidence),
        )
        made = replace(
            made, label=Label.AMBIGUOUS, reason=Reason.NEIGHBOURING_SESSION, fault=None, note=note, tried=tried
        )
    told = as_stated(made, verdict, has_number=has_number(finding))
    return replace(told, note=note_of(verdict.note, told, (made.note,)))


def _held_again(finding: Finding, evidence: Evidence, reading: Reading, bars: Bars, instrument: Instrument) -> Outcome:
    """Hold a claim against the bars of its window once more."""
    asked, window = evidence.asked, evidence.window
    if asked is None or window is None:
        raise ReplayError("got no window with what was asked of it, without which its bars say nothing")
    _check_form(finding, asked)
    if (reading.symbol, reading.last) != (window.symbol, window.last):
        raise ReplayError(f"got a window of {window.symbol} to {window.last}, which is not what is read")
    series = _series_of(window, evidence.reached, bars, instrument)
    _check_days(finding, asked, series)
    text = finding.period.text if finding.period is not None else ""
    stated = Stated(finding.kind, finding.direction, finding.quantity)
    return redo_window(stated, asked, instrument, series, period_of(reading, text))


# What each kind may ask, by its forms, and the fields of Asked that its verdict follows from.
_CROSSES = frozenset({Form.GOLDEN, Form.DEATH, Form.AVERAGE, Form.LEVEL})
_FORMS: Mapping[Kind, frozenset[Form]] = {
    Kind.EXTREMUM: frozenset({Form.ANY, Form.CLOSE, Form.INTRADAY, Form.OFF}),
    Kind.STREAK: frozenset({Form.RUN, Form.ENDED, Form.SHARE}),
    Kind.RANK: frozenset({Form.ANY, Form.POINTS, Form.HALF, Form.SEASON, Form.START, Form.SPAN, Form.RUN}),
    Kind.CROSS: _CROSSES,
    Kind.BREADTH: frozenset({Form.SECTORS, Form.MEMBERS, Form.SEVEN}),
    Kind.COMPARISON: frozenset({Form.SECTORS, Form.MEMBERS, Form.SEVEN, Form.INDICES}),
}
_FIELDS: Mapping[tuple[Kind, Form | None], frozenset[str]] = {
    (Kind.EXTREMUM, None): frozenset({"ordinal", "of", "since", "named", "is_record", "is_short"}),
    (Kind.EXTREMUM, Form.OFF): frozenset({"since", "until", "is_record", "count", "of"}),
    (Kind.STREAK, None): frozenset({"count", "of", "is_loose"}),
    (Kind.STREAK, Form.SHARE): frozenset({"count", "ordinal", "of"}),
    (Kind.RANK, None): frozenset({"ordinal", "of", "since", "named", "is_record", "is_short"}),
    (Kind.RANK, Form.SPAN): frozenset({"count", "ordinal", "of", "since", "named", "is_record", "is_short"}),
    (Kind.RANK, Form.RUN): frozenset({"of", "since", "is_record", "is_short"}),
    (Kind.CROSS, None): frozenset(),
    (Kind.BREADTH, None): frozenset({"count"}),
    (Kind.COMPARISON, None): frozenset({"count", "ordinal"}),
    (Kind.CROSS, Form.AVERAGE): frozenset({"count", "since"}),
    (Kind.CROSS, Form.LEVEL): frozenset({"since", "is_short"}),
}
_UNITS = frozenset({Unit.NONE, Unit.SESSION, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR})
# No run, rank or average reaches further.
_LONGEST_COUNT = 1_000


def _check_form(finding: Finding, asked: Asked) -> None:
    """Raise ReplayError unless what is asked can be asked of such a claim, and nothing beside it is said."""
    kind, form, quantity = finding.kind, asked.form, finding.quantity
    if form not in _FORMS[kind]:
        raise ReplayError(f"got the form {form.value}, which a {kind.value} does not have")
    used = _FIELDS.get((kind, form), _FIELDS[kind, None])
    for field in fields(Asked):
        if field.name not in {*used, "form"} and getattr(asked, field.name) != field.default:
            raise ReplayError(f"got {field.name}, which a {kind.value} of the form {form.value} does not ask")
    is_fallen = form is Form.OFF and asked.of is Unit.PERCENT  # "in a bear market": so many percent below the peak
    least = 1 if kind is Kind.STREAK or form in (Form.AVERAGE, Form.SPAN) or is_fallen else 0
    if not least <= asked.count <= _LONGEST_COUNT or not 1 <= asked.ordinal <= _LONGEST_COUNT:
        raise ReplayError("got a count or rank that no window has")
    if asked.of not in _UNITS and not is_fallen:
        raise ReplayError(f"got {asked.of.value}, which is no stretch of time that is counted")
    if quantity is not None:
        check_number(quantity)
    if (
        form in (Form.OFF, Form.LEVEL)
        and not is_fallen
        and (quantity is None or (quantity.value is None and form is Form.LEVEL))
    ):
        raise ReplayError("got no number, without which its bars say nothing")
    _check_count(finding, asked)


def _check_count(finding: Finding, asked: Asked) -> None:
    """Raise ReplayError unless the count that was asked is the claim's own number."""
    quantity = finding.quantity
    is_counted = finding.kind in (Kind.STREAK, Kind.BREADTH)
    if is_counted and quantity is not None and quantity.value is not None and quantity.value != asked.count:
        raise ReplayError(f"got a count of {asked.count} for {short_form(quantity.text)}")


def _check_days(finding: Finding, asked: Asked, series: Series) -> None:
    """Raise ReplayError unless the days that are asked of are bars of the window, in their order."""
    days = [day for day in (asked.named, asked.since, asked.until) if day is not None]
    if any(series.index_of(day) == NO_BAR for day in days) or days != sorted(days):
        raise ReplayError("got a day that is asked of outside the window")
    if finding.kind is Kind.EXTREMUM and (
        asked.since is None or (asked.form is not Form.OFF and asked.since == series.last)
    ):
        raise ReplayError("got nothing of how far back it reaches")
    if (asked.is_record and not asked.is_short and asked.form is not Form.OFF) or (
        asked.is_short and asked.since != series.first
    ):
        raise ReplayError("got a window whose bars begin in time, and are said not to")


def _series_of(window: Window, reached: Window | None, bars: Bars, instrument: Instrument) -> Series:
    """Return the bars of a window as a series, from the series held whose digest is the window's.

    Where none has it, those of the series that is named so come back: what is made of them differs from the line.
    """
    held = bars.series(window.symbol)
    named = [
        series
        for series in dict.fromkeys((*held, *(with_earlier(series, held) for series in held)))
        if series.source == window.source
    ]
    spans = [(s, s.index_of(window.first), s.index_of(window.last)) for s in named]
    # One bar alone is no window: nothing came before it.
    whole = [(s, first, last) for s, first, last in spans if NO_BAR < first < last]
    if not whole:
        raise ReplayError(
            f"got no bars of {window.symbol} from {window.source} from {window.first} to {window.last},"
            " on which the verdict rests; give --prices that hold them"
        )
    places = instrument.places
    fitting = [span for span in whole if span[0].digest(span[1], span[2] + 1, places) == window.sha256]
    series, first, last = (*fitting, *whole)[0]
    span = slice(first, last + 1)
    has_range = reached is not None
    return Series(
        series.symbol,
        series.basis,
        series.source,
        np.frombuffer(series.days, dtype=np.int32)[span],
        np.frombuffer(series.closes)[span],
        None,
        np.frombuffer(series.highs)[span] if has_range else None,
        np.frombuffer(series.lows)[span] if has_range else None,
        np.frombuffer(series.split_factors)[span],
    )


# -- several instruments ------------------------------------------------------------------------


def redone_together(
    finding: Finding, claim: Claim, evidence: Evidence, reading: Reading, bars: Bars, gazetteer: Gazetteer
) -> Outcome:
    """Redo a comparison from the bars of its line, or what is told of a group from the bars of all its members."""
    verdict = finding.verdict
    period = period_of(reading, finding.period.text if finding.period is not None else "")
    if finding.quantity is not None:
        check_number(finding.quantity)
    if claim.object is not None and claim.object.symbol not in gazetteer:
        raise ReplayError("got something compared with that is no known instrument; give --instruments")
    if evidence.asked is not None:
        _check_form(finding, evidence.asked)
    if evidence.window is not None:
        moves = moves_of(bars, gazetteer, window_symbols(finding), period)
    elif claim.object is not None:
        moves = _moves(claim, evidence, period, gazetteer)
    else:
        raise ReplayError("got neither a window nor what it is compared with")
    made = redo_together(claim, evidence.asked, reading.symbol, moves, gazetteer, period)
    if made is None:
        raise ReplayError(
            "got not all the bars on which the verdict rests; give --prices that hold them"
            if evidence.window is not None
            else "got too few bars for what is compared"
        )
    told = as_stated(made, verdict, has_number=has_number(finding))
    return replace(told, note=note_of(verdict.note, told, (made.note,)))


def _moves(claim: Claim, evidence: Evidence, period: Period, gazetteer: Gazetteer) -> list[Move]:
    """Return the two moves that four bars tell."""
    prices = [price_of(bar) for bar in evidence.bars]
    if len(prices) != 4 or claim.subject is None or claim.object is None:
        raise ReplayError(f"got {len(prices)} bars, expected the first and last close of two instruments")
    moves = []
    pairs = ((claim.subject, prices[0], prices[1]), (claim.object, prices[2], prices[3]))
    for subject, base, last in pairs:
        check_days(base, last, period, gazetteer)
        is_total = base.what == last.what == TOTAL_RETURN
        if base.symbol != last.symbol or not (is_total or base.what == last.what == ""):
            raise ReplayError("got bars of different things for one move")
        quote = quote_of(base, last, evidence.source, Basis.TOTAL_RETURN if is_total else Basis.AS_TRADED)
        own = series_symbols(gazetteer, gazetteer.instrument(subject.symbol))
        moves.append(Move(last.symbol, quote, is_own=last.symbol in own and not is_total))
    return moves
