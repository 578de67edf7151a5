"""A claim held against bars: label, reason, and the sum that anyone can redo.

The default reading is held first; where it fails, the other fair readings of claims.md in
their order (`_READINGS`); only where none holds, the sources agree and the bars are complete
is a claim contradicted.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from extractor.errors import OutsideCalendar
from extractor.market import sessions
from extractor.market.instruments import Gazetteer
from extractor.market.series import Series
from extractor.records import (
    Basis,
    Bound,
    Claim,
    Dateline,
    Direction,
    Evidence,
    Factuality,
    Fault,
    Finding,
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
    Span,
    Timex,
    TimexKind,
    Told,
    Tried,
    Unit,
    Verdict,
)
from extractor.verify.interval import FAR_BEYOND, Interval, admits, near, round_number, truncation, written_interval
from extractor.verify.outcome import Outcome
from extractor.verify.resolve import NO_BELL, Clock, Resolved, clock_for, resolve
from extractor.verify.review import Review
from extractor.verify.tape import ROUND_THE_CLOCK, Bars, Quote, proxy_slack, quotes, series_symbols
from extractor.verify.together import SEVEN, hold_best, hold_breadth, hold_comparison
from extractor.verify.windows import WINDOW_KINDS, hold_window
from extractor.verify.wording import day_name, plain, rounded, signed

# Ends the formula of a move whose direction the text does not say: its size alone is held.
EITHER_WAY = ", either way"
# `actual` is given to this many places.
ACTUAL_PLACES = 4
# |x| up to this many percent is flat; up to twice as much, ambiguous (claims.md, "Numbers").
FLAT_INDEX = Decimal("0.25")
FLAT_SHARE = Decimal("0.5")
# A direction told of a smaller move than this is ambiguous.
SMALLEST_MOVE = Decimal("0.05")
# A proxy never contradicts by sign below this.
PROXY_SIGN = Decimal("0.25")
# Constant-maturity closes stray this far from the yields that wires quote, in percentage points.
YIELD_SLACK = Decimal("0.05")
# Closes of round-the-clock markets depend on the hour they are taken at, in percent.
CLOCK_SLACK = Decimal("0.3")
# A text from within this long after the bell may hold preliminary closes.
PRELIMINARY_MINUTES = 45
PRELIMINARY_CHANGE = Decimal("0.05")
PRELIMINARY_LEVEL = Decimal("0.1")
# Bars of these exchanges' indices are mostly to be had with one decimal: half a unit of it.
COARSE_BAR = Decimal("0.05")
COARSE_EXCHANGES = frozenset({"XLON", "XASX"})
# Without a time said, a move this many percent beyond what any session near can have made is
# told of a period that was not understood.
_ODD_MOVE = {InstrumentKind.INDEX: Decimal(5)}
_ODD_MOVE_OTHERS = Decimal(15)
# Indices whose move a wrong number is most often found to be.
_NEIGHBOURS = ("^GSPC", "^DJI", "^IXIC", "^NDX", "^RUT")
_RATE_STEP_DAYS = 75


# The first and last session of a period that a text tells.
_ToldPeriod = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Case:
    """What an article's claims are judged by.

    `topics` is, by MIC, the session that the article speaks of where a claim names none. `is_at_close`
    says that something in it is told as of a close; `units` are the
    periods (week, month, quarter, year) that it speaks of anywhere, and `is_of_period` says that
    most of its claims with a time are of such. `is_day_borne_out` says whether most of what it tells
    with no time is true of its session (None: too little is told to say). `review` is the longer period
    that what it tells with no time is of, where one is inferred. `named` are, by MIC, the sessions
    of the last days that the text names. `borne_out` are the longer periods that many figures told of them are true of. `settled` are the words, each with its symbol, whose move is known to be one
    session's: a figure that hangs on them is true of it.
    """

    bars: Bars
    gazetteer: Gazetteer
    dateline: Dateline | None
    topics: Mapping[str, date | None]
    is_at_close: bool = False
    units: frozenset[str] = frozenset()
    is_of_period: bool = False
    is_day_borne_out: bool | None = None
    review: Review | None = None
    named: Mapping[str, frozenset[date]] = field(default_factory=dict)
    settled: frozenset[tuple[str, Span]] = frozenset()
    borne_out: frozenset[_ToldPeriod] = frozenset()


_RANK = {Label.SUPPORTED: 0, Label.AMBIGUOUS: 1, Label.CONTRADICTED: 2, Label.UNVERIFIABLE: 3}


def judge(claim: Claim, case: Case) -> Finding:
    """Hold a claim against the bars and return the finding."""
    try:
        outcome = _judge(claim, case)
    except OutsideCalendar as error:
        outcome = _unverifiable(Reason.OUTSIDE_CALENDAR, _sentence(str(error)))
    quantity = claim.quantity
    if quantity is not None:
        low, high = written_interval(quantity, is_level=claim.kind is Kind.LEVEL)
        quantity = replace(quantity, low=low, high=high)
    basis = outcome.reading.basis if outcome.reading else _default_basis(claim)
    evidence = outcome.evidence
    if evidence is not None and quantity is not None and quantity.bound is not Bound.EXACT:
        evidence = replace(evidence, place=quantity.place)  # an exact number's interval is as wide as its place
    verdict = Verdict(
        label=outcome.label,
        reason=outcome.reason,
        fault=outcome.fault,
        note=outcome.note,
        actual=None if outcome.actual is None else rounded(outcome.actual, ACTUAL_PLACES).normalize() + 0,
        reading=outcome.reading,
        tried=outcome.tried,
        evidence=evidence,
    )
    return Finding(
        article_id=claim.article_id,
        claim_id=claim.claim_id,
        kind=claim.kind,
        sentence=claim.sentence,
        start=claim.start,
        end=claim.end,
        factuality=claim.factuality,
        speaker=claim.speaker,
        subject=claim.subject,
        object=claim.object,
        direction=claim.direction,
        quantity=quantity,
        period=outcome.period,
        basis=basis,
        verdict=verdict,
    )


def is_day_borne_out(claims: Sequence[Claim], findings: Sequence[Finding]) -> bool | None:
    """Say whether most changes told with no time of their own are true of the session they were held against.

    An article that speaks of another day or of a longer period than its dateline shows it by many
    failures at once; one that speaks of its day, by many figures that hold. None: too few to say.
    """
    n_held = n_failed = 0
    for claim, finding in zip(claims, findings, strict=True):
        quantity = claim.quantity
        if claim.kind is not Kind.CHANGE or quantity is None or quantity.bound is not Bound.EXACT:
            continue
        if not _is_understood(claim) or finding.period is None or finding.period.first != finding.period.last:
            continue
        if sum(character.isdigit() for character in quantity.text) < 2 or finding.verdict.actual is None:
            continue
        n_held += finding.verdict.label is Label.SUPPORTED
        n_failed += finding.verdict.label is Label.CONTRADICTED or finding.verdict.reason in _OF_ANOTHER_DAY
    if n_held >= _MIN_EVIDENCE and n_held >= 2 * n_failed:
        return True
    if n_failed >= _MIN_EVIDENCE and n_failed > n_held:
        return False
    return None


def borne_out_periods(claims: Sequence[Claim], findings: Sequence[Finding]) -> frozenset[_ToldPeriod]:
    """Return the periods of several sessions that many of the changes told of them are true of, and hardly one is not.

    A column of returns to date shows by its figures where it begins and ends; then one that fails is wrong.
    """
    held: dict[_ToldPeriod, set[str]] = {}
    n_failed: dict[_ToldPeriod, int] = {}
    for claim, finding in zip(claims, findings, strict=True):
        quantity, verdict = claim.quantity, finding.verdict
        if claim.kind is not Kind.CHANGE or quantity is None or quantity.bound is not Bound.EXACT:
            continue
        told = _told_period(claim, finding.period)
        if told is None or claim.subject is None or verdict.actual is None:
            continue
        if verdict.label is Label.SUPPORTED and sum(character.isdigit() for character in quantity.text) >= 2:
            held.setdefault(told, set()).add(claim.subject.symbol)
        elif verdict.label is not Label.SUPPORTED and verdict.reason is not Reason.NEAR:
            n_failed[told] = n_failed.get(told, 0) + 1
    return frozenset(
        told
        for told, symbols in held.items()
        if len(symbols) >= _MIN_EVIDENCE and len(symbols) >= _MIN_EVIDENCE * n_failed.get(told, 0)
    )


def _told_period(claim: Claim, period: Period | None) -> _ToldPeriod | None:
    if claim.timex is None or period is None or period.first == period.last:
        return None
    return period.first, period.last


def settled_moves(claims: Sequence[Claim], findings: Sequence[Finding]) -> frozenset[tuple[str, Span]]:
    """Return the words, each with its symbol, that tell two figures of which one is true of a session and one is not.

    "Rose 403.61 points, or 2.3%": where the points are the session's, the percent is told of the session as well.
    """
    true: set[tuple[str, Span]] = set()
    others: set[tuple[str, Span]] = set()
    for claim, finding in zip(claims, findings, strict=True):
        if claim.kind is not Kind.CHANGE or claim.subject is None or claim.cue is None or claim.quantity is None:
            continue
        period = finding.period
        is_held = finding.verdict.label is Label.SUPPORTED and period is not None and period.first == period.last
        n_digits = sum(character.isdigit() for character in claim.quantity.text)
        is_sure = is_held and n_digits >= _SLIP_DIGITS and _is_understood(claim)
        (true if is_sure else others).add((claim.subject.symbol, claim.cue))
    return frozenset(true & others)


_OF_ANOTHER_DAY = frozenset({Reason.UNRESOLVED_TIME, Reason.NEIGHBOURING_SESSION})
# So many changes with no time said must speak for or against a session.
_MIN_EVIDENCE = 3


def _default_basis(claim: Claim) -> ReadingBasis:
    if claim.is_total_return:
        return ReadingBasis.TOTAL_RETURN
    if claim.quantity is not None and claim.quantity.bound is Bound.AS_MUCH_AS:
        return ReadingBasis.INTRADAY_LOW if claim.direction is Direction.DOWN else ReadingBasis.INTRADAY_HIGH
    return ReadingBasis.CLOSE


def _unverifiable(reason: Reason, note: str, period: Period | None = None) -> Outcome:
    return Outcome(Label.UNVERIFIABLE, reason, note, period)


def _judge(claim: Claim, case: Case) -> Outcome:
    if claim.kind is Kind.OTHER:
        return _unverifiable(Reason.NOT_A_PRICE, "This is no price: it is not held against the tape.")
    match claim.factuality:
        case Factuality.FORECAST | Factuality.CONDITIONAL | Factuality.QUESTION:
            return _unverifiable(Reason.FORECAST, f"Told as {_told_as(claim.factuality)}, not as a fact.")
        case Factuality.OPINION | Factuality.NEGATED:
            return _unverifiable(Reason.OPINION, f"Told as {_told_as(claim.factuality)}, not as a fact.")
        case Factuality.REPORTED:
            pass
    is_seven = claim.subject is None and claim.kind is Kind.BREADTH and claim.detail is not None
    symbol = claim.subject.symbol if claim.subject is not None else SEVEN if is_seven else ""
    if not symbol:
        return _unverifiable(Reason.UNRESOLVED_INSTRUMENT, "No instrument that is known is named.")
    if symbol not in case.gazetteer:
        why = f"No more is known of {symbol} than its ticker; add it with an instruments file."
        return _unverifiable(Reason.UNRESOLVED_INSTRUMENT, why)
    if claim.told is Told.PREMARKET:
        return _unverifiable(Reason.NO_PRICES, "Prices from outside the session are not held.")
    if case.dateline is None:
        return _unverifiable(
            Reason.UNRESOLVED_TIME, "The article has no dateline and none could be inferred; give --published."
        )
    instrument = case.gazetteer.instrument(symbol)
    if claim.home is not None and (instrument.kind is InstrumentKind.SECTOR or claim.kind is Kind.BREADTH):
        why = f"The text spoke last of “{claim.home}”; the sectors held are those of the S&P 500."
        return _unverifiable(Reason.UNRESOLVED_INSTRUMENT, why)
    try:
        clock = clock_for(case.dateline, instrument.mic, case.topics.get(instrument.mic))
        resolved = resolve(claim.timex, clock, claim.told)
        is_dated = claim.timex is not None and claim.timex.kind is TimexKind.DAY and claim.timex.value[:1].isdigit()
        if not resolved.periods and claim.timex is not None and claim.timex.is_carried and not is_dated:
            resolved = resolve(None, clock, claim.told)  # what was carried over does not fit here
        if case.review is not None and _is_of_review(claim):
            reviewed = resolve(case.review.timex, clock, Told.CLOSE)
            resolved = reviewed if reviewed.periods else resolved
    except OutsideCalendar as error:
        return _unverifiable(Reason.OUTSIDE_CALENDAR, str(error))
    if instrument.kind is InstrumentKind.RATE:
        return _judge_rate(claim, case, clock, resolved)
    if not resolved.periods:
        return _unverifiable(resolved.reason or Reason.UNRESOLVED_TIME, _sentence(resolved.note))
    is_point = claim.timex is not None and claim.timex.kind in (TimexKind.AGO, TimexKind.END)
    if claim.timex is not None and is_point and claim.kind not in _OF_A_POINT:
        return _unverifiable(Reason.UNRESOLVED_TIME, _sentence(f"“{claim.timex.text}” names no period"))
    is_since_when_unsaid = _is_open(claim) and (
        (_is_understood(claim) and claim.kind is Kind.DIRECTION)
        or (claim.timex is None and claim.kind is Kind.COMPARISON)
    )
    if is_since_when_unsaid:
        return _unverifiable(Reason.UNRESOLVED_TIME, "The text does not say since when.")
    outcomes = [
        _over_period(claim, case, instrument, clock, resolved, period)
        for period in _candidates(claim, case, clock, resolved)
    ]
    best = min(outcomes, key=lambda outcome: _RANK[outcome.label])
    if best.label is Label.SUPPORTED and best.period is not None:
        return _at_its_end(best, claim, case, instrument, clock, resolved)
    other_times = _other_times(claim, case)
    if best.label is not Label.SUPPORTED and other_times:
        for timex in other_times:
            for period in resolve(timex, clock, claim.told).periods:
                other = _over_period(claim, case, instrument, clock, resolved, period)
                if other.label is Label.SUPPORTED:
                    return _at_its_end(other, claim, case, instrument, clock, resolved)
    is_open_change = _is_understood(claim) and claim.kind is Kind.CHANGE and not _is_settled(claim, case)
    if best.label in (Label.CONTRADICTED, Label.UNVERIFIABLE) and is_open_change:
        told = _of_longer_period(claim, case, instrument, clock, resolved)
        if told is not None:
            return told
    is_of_many = claim.kind in _OF_MANY and _is_understood(claim) and best.reason is Reason.UNRESOLVED_TIME
    if best.label is Label.CONTRADICTED or (is_of_many and best.actual is not None):
        beside = _true_beside(claim, case, instrument, clock, resolved)
        is_average = claim.detail is not None and claim.detail.form is Form.AVERAGE
        if beside is not None and claim.kind is Kind.CROSS and not is_average and _is_understood(claim):
            return beside  # one day alone is the first: the text names it in the same sentence
        if beside is not None and claim.kind in _OF_MANY and _is_understood(claim) and not case.is_day_borne_out:
            return beside  # the article speaks of that time, and the day is out of the question
        if beside is not None and beside.period is not None and best.label is Label.CONTRADICTED:
            return _taken_back(best, f"It is true of {_days_of(beside.period)}, of which the text may tell.")
    is_unknown = claim.timex is not None and claim.timex.is_carried and claim.timex.kind is TimexKind.UNKNOWN
    is_own_series = claim.kind is Kind.CHANGE and instrument.kind not in _GROUPS
    is_borne_out = is_own_series and _told_period(claim, best.period) in case.borne_out
    if best.label is Label.CONTRADICTED and is_borne_out and case.dateline.is_certain and not _is_open(claim):
        return _with_fault(claim, case, instrument, clock, resolved, outcomes)
    if best.label is Label.CONTRADICTED and is_unknown:
        return _taken_back(best, "It may be of the time that the text told before, which is not understood.")
    is_accused = best.label is Label.CONTRADICTED and best.period is not None and not case.is_day_borne_out
    if is_accused and best.period is not None and _is_of_another_day(claim, clock, best.period):
        return _taken_back(best, "The text may still speak of the date that it named last.")
    if best.label is Label.CONTRADICTED and _is_open(claim) and _is_understood(claim):
        return replace(
            best,
            label=Label.UNVERIFIABLE,
            reason=Reason.UNRESOLVED_TIME,
            fault=None,
            note=f"The text does not say since when. {best.note}",
        )
    # A stretch that had ended is not told of the morning's prices.
    has_ended = best.period is not None and best.period.first < best.period.last < clock.day
    is_of_morning = not has_ended and best.label in (Label.CONTRADICTED, Label.AMBIGUOUS)
    if is_of_morning and _is_before_the_open(claim, case, instrument, clock):
        return _unverifiable(Reason.NO_PRICES, "Told before the session opened; such prices are not held.", best.period)
    if best.label in (Label.CONTRADICTED, Label.AMBIGUOUS) and claim.home is not None:
        why = f"It may be told of the shares in {claim.home}, of which no prices are held."
        return _taken_back(best, why, Reason.UNRESOLVED_INSTRUMENT)
    is_understood_move = best.label is Label.CONTRADICTED and claim.kind is not Kind.LEVEL and _is_understood(claim)
    is_review_sure = case.review is not None and case.review.is_sure and case.dateline.is_certain
    if is_understood_move and is_review_sure and claim.kind is Kind.CHANGE and _is_of_review(claim):
        return _with_fault(claim, case, instrument, clock, resolved, outcomes)
    if is_understood_move and case.is_day_borne_out is False:
        return _taken_back(best, "Most of what the article tells with no time is not of this session.")
    if is_understood_move and case.is_of_period and not case.is_day_borne_out:
        return _taken_back(best, "The article speaks of longer periods, and the text does not say which.")
    if best.label is Label.CONTRADICTED and claim.timex is not None and claim.timex.kind is TimexKind.BASE:
        return _taken_back(best, "The text does not say when it stood there.")
    if best.label is Label.CONTRADICTED and claim.timex is not None and claim.timex.kind is TimexKind.AGO:
        return _taken_back(best, "Days and weeks ago are not counted to the day.")
    if best.label is Label.CONTRADICTED and claim.timex is not None and claim.timex.part == "begun":
        return _taken_back(best, "The text does not say at which price of that day it began.")
    if best.label is Label.CONTRADICTED and claim.timex is not None and claim.timex.part == "loose":
        return _taken_back(best, "The text says how long, not since when.")
    is_day_guessed = case.dateline.instant is None and clock.is_topic_guessed
    if is_understood_move and is_day_guessed and not case.is_day_borne_out:
        return _taken_back(best, "The text names no day, and its hour is not known.")
    if best.label is Label.CONTRADICTED and not case.dateline.is_certain:
        return _taken_back(best, "The dateline is only inferred.")
    if best.label is Label.CONTRADICTED:
        return _with_fault(claim, case, instrument, clock, resolved, outcomes)
    if best.label is Label.UNVERIFIABLE:
        return outcomes[0]
    return best


_AT_ONCE = len(" percent for ")
# So many digits are true of another period by chance in one case of hundreds.
_SURE_DIGITS = 2
# Told of a running period, which may have ended a session or a month before.
_OF_PERIODS = frozenset({Kind.CHANGE, Kind.COMPARISON})
# What a day alone can tell: "only a week earlier it had set a record".
_OF_A_POINT = frozenset({Kind.LEVEL, Kind.EXTREMUM, Kind.CROSS})
# Told of the whole market, and as often of a week or month that the text has just told of as of the day.
_OF_MANY = frozenset({Kind.BREADTH, Kind.COMPARISON})


def _true_beside(claim: Claim, case: Case, instrument: Instrument, clock: Clock, resolved: Resolved) -> Outcome | None:
    """Return the outcome over another time, of the sentence or of the article, of which a claim is true.

    Whose a time is, is read wrong now and then: nobody is accused whose figure is true of one beside it, unless the time
    follows the figure at once ("4.44% for the year").
    """
    if claim.timex is not None and not claim.timex.is_carried and 0 <= claim.timex.start - claim.end <= _AT_ONCE:
        return None
    named = [period for timex in claim.times_beside for period in resolve(timex, clock, claim.told).periods]
    digits = claim.quantity.text.replace(",", "").replace(".", "").lstrip("0") if claim.quantity is not None else ""
    is_of_period = claim.timex is not None and not claim.timex.is_carried and not claim.timex.is_named
    is_month = claim.timex is not None and claim.timex.kind in (TimexKind.MONTH, TimexKind.QUARTER, TimexKind.YEAR)
    is_sure_change = len(digits) >= _SURE_DIGITS and claim.kind is Kind.CHANGE and (is_of_period or is_month)
    if is_sure_change or (claim.kind in _OF_MANY and _is_understood(claim)):
        named.append(Period(clock.topic, clock.topic))
        spoken = [(kind, unit) for kind, unit in _LONGER_PERIODS if unit in case.units]
        named += [p for kind, unit in spoken for p in resolve(Timex(unit, 0, 0, kind), clock, claim.told).periods]
    if len(digits) >= _SURE_DIGITS and claim.kind is Kind.CHANGE:
        named += [p for period in resolved.periods for p in _of_other_starts(period, clock)]
    if claim.kind is Kind.CHANGE and claim.times_beside:
        named += _spans_between([*resolved.periods, *named], clock)
    if claim.kind in WINDOW_KINDS:
        named = [period for period in named if period.first == period.last]
    for period in dict.fromkeys(named):
        outcome = _over_period(claim, case, instrument, clock, resolved, period)
        if outcome.label is Label.SUPPORTED:
            return outcome
    return None


def _spans_between(named: Sequence[Period], clock: Clock) -> Iterator[Period]:
    """Yield what lies between the times of a sentence: "1.52% at New Year …, 2.98% at quarter-end, a rise of 146 points"."""
    ends = sorted({period.last for period in named} | {period.first for period in named if period.first < period.last})
    for base, last in itertools.combinations(ends[:_MOST_ENDS], 2):
        first = sessions.shift(clock.mic, base, 1)
        if first <= last:
            yield Period(first, last)


_MOST_ENDS = 5


def _days_of(period: Period) -> str:
    if period.first == period.last:
        return day_name(period.last)
    return f"{day_name(period.first)} to {day_name(period.last)}"


def _of_other_starts(period: Period, clock: Clock) -> Iterator[Period]:
    """Yield the periods with the same end that begin with its quarter or year, and those since a day that is past.

    "Second-quarter" may be the half-year's review speaking, and "Feb. 11" the day since which a move is told.
    """
    if period.first < period.last:
        quarter = period.last.replace(month=(period.last.month - 1) // 3 * 3 + 1, day=1)
        for begin in (quarter, period.last.replace(month=1, day=1)):
            days = sessions.sessions_between(clock.mic, begin, period.last)
            if days and days[0] < period.first:
                yield Period(days[0], period.last)
    elif sessions.shift(clock.mic, period.last, 1) < clock.topic:
        yield Period(sessions.shift(clock.mic, period.last, 1), clock.topic)


def _is_of_another_day(claim: Claim, clock: Clock, period: Period) -> bool:
    """Say whether a date told shortly before makes a claim's day another one than it was held against."""
    anchors = [timex for timex in claim.other_times if timex.part == "anchor"]
    days = {p.last for timex in anchors for p in resolve(timex, clock, claim.told).periods}
    return bool(days) and period.last not in days


def _taken_back(outcome: Outcome, why: str, reason: Reason = Reason.UNRESOLVED_TIME) -> Outcome:
    """Return the outcome as unverifiable: it failed, but of a time or a listing that is not sure."""
    note = f"{why} {outcome.note}"
    return replace(outcome, label=Label.UNVERIFIABLE, reason=reason, fault=None, note=note)


def _is_before_the_open(claim: Claim, case: Case, instrument: Instrument, clock: Clock) -> bool:
    """Say whether a claim with no time of its own may be of prices from before the bell of the dateline's own day."""
    dateline = case.dateline
    if dateline is None or dateline.instant is None or instrument.mic in NO_BELL or not _is_understood(claim):
        return False
    if claim.told is Told.CLOSE or case.is_day_borne_out or not sessions.is_session(instrument.mic, dateline.day):
        return False
    return dateline.instant < sessions.open_instant(instrument.mic, dateline.day)


def _of_longer_period(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, resolved: Resolved
) -> Outcome | None:
    """Hold a change with no time said against the week, month, quarter and year to date.

    Where the article speaks of such a period elsewhere, a claim that is true of it is taken as told
    of it; else the time is not resolved, and nobody is accused. None where no period fits.
    """
    quantity = claim.quantity
    if quantity is None or quantity.bound not in (Bound.EXACT, Bound.ABOUT, Bound.NEARLY):
        return None
    n_digits = sum(character.isdigit() for character in quantity.text)
    # So few digits fit some period by chance: they excuse, but they support nothing.
    has_digits = n_digits >= (3 if quantity.unit is Unit.POINT else 2)
    guess: Outcome | None = None
    for kind, unit in _LONGER_PERIODS:
        for period in resolve(Timex(unit, 0, 0, kind), clock, claim.told).periods:
            if period.first == period.last:
                continue
            outcome = _over_period(claim, case, instrument, clock, resolved, replace(period, text=""))
            is_own = outcome.reading is not None and outcome.reading.symbol == instrument.symbol
            is_group = instrument.kind in _GROUPS
            is_near = is_group and outcome.reason is Reason.NEAR
            if not (is_own or is_group) or (outcome.label is not Label.SUPPORTED and not is_near):
                continue
            if unit in case.units and has_digits and (is_own or not is_near):
                return outcome
            if unit not in case.units and (not has_digits or case.is_day_borne_out):
                continue
            note = f"The text does not say since when; it is true of the {unit}. {outcome.note}"
            guess = guess or replace(outcome, label=Label.UNVERIFIABLE, reason=Reason.UNRESOLVED_TIME, note=note)
    return guess


# Judged by a fund: what the fund misses by little is excused, not supported.
_GROUPS = frozenset({InstrumentKind.SECTOR, InstrumentKind.INDUSTRY, InstrumentKind.STYLE})
_LONGER_PERIODS = (
    (TimexKind.WEEK, "week"),
    (TimexKind.MONTH, "month"),
    (TimexKind.QUARTER, "quarter"),
    (TimexKind.YEAR, "year"),
)


def _other_times(claim: Claim, case: Case) -> tuple[Timex, ...]:
    """Return the times that a claim may be of as well; what a level rose from stood before them."""
    timex = claim.timex
    if timex is None or timex.kind is not TimexKind.BASE or timex.until is not None:
        return claim.other_times
    reviewed = () if case.review is None else (case.review.timex,)
    return tuple(replace(timex, until=other) for other in (*claim.other_times, *reviewed) if other.kind in _SPANS)


_SPANS = frozenset(
    {TimexKind.WEEK, TimexKind.MONTH, TimexKind.QUARTER, TimexKind.HALF, TimexKind.YEAR, TimexKind.TO_DATE}
)


def _at_its_end(
    outcome: Outcome, claim: Claim, case: Case, instrument: Instrument, clock: Clock, resolved: Resolved
) -> Outcome:
    """Return what holds of a period as told of its last day, where that is meant: a level, or a place beyond an average."""
    is_extreme = claim.quantity is not None and claim.quantity.bound is Bound.AS_MUCH_AS
    is_average = claim.detail is not None and claim.detail.form is Form.AVERAGE
    is_of_the_end = (claim.kind is Kind.LEVEL and not is_extreme) or (claim.kind is Kind.CROSS and is_average)
    if not is_of_the_end or outcome.period is None or outcome.period.first == outcome.period.last:
        return outcome
    end = replace(outcome.period, first=outcome.period.last)
    last = _over_period(claim, case, instrument, clock, resolved, end)
    return last if last.label is Label.SUPPORTED else outcome


def _is_understood(claim: Claim) -> bool:
    """Say whether the claim's own sentence names no time for it."""
    return claim.timex is None or claim.timex.is_carried


def _is_of_review(claim: Claim) -> bool:
    """Say whether a claim without a time may be of the period that its article reviews."""
    is_open = claim.is_open and claim.kind is not Kind.STREAK
    return claim.timex is None and claim.kind in _OF_REVIEW and claim.told is not Told.INTRADAY and not is_open


_OF_REVIEW = frozenset({Kind.CHANGE, Kind.DIRECTION, Kind.COMPARISON, Kind.BREADTH, Kind.LEVEL})


def _is_open(claim: Claim) -> bool:
    """Say whether the verb leaves open since when: "by the close had fallen 2%" does not, where no other time is named."""
    return claim.is_open and (claim.told is not Told.CLOSE or bool(claim.times_beside))


def _is_settled(claim: Claim, case: Case) -> bool:
    """Say whether another figure on the same word is true of the session: then no longer period is meant."""
    return claim.subject is not None and claim.cue is not None and (claim.subject.symbol, claim.cue) in case.settled


def _told_as(factuality: Factuality) -> str:
    return {
        Factuality.FORECAST: "a forecast",
        Factuality.CONDITIONAL: "a condition",
        Factuality.QUESTION: "a question",
        Factuality.OPINION: "an opinion",
        Factuality.NEGATED: "a denial",
    }[factuality]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


# A review of a month or quarter is published so many days after its end, and its "year to date" ends with it.
_REVIEW_DAYS = 21


def _candidates(claim: Claim, case: Case, clock: Clock, resolved: Resolved) -> Iterator[Period]:
    """Yield the periods that a claim can mean: a carried time may have been left behind."""
    is_run = claim.kind in (Kind.STREAK, Kind.RANK)
    is_just_over = is_run and len(resolved.periods) > 1 and claim.timex is not None and claim.timex.kind in _SPANS
    if is_just_over and not resolved.periods[0].text.lower().startswith("this"):
        yield resolved.periods[0]  # on a Monday "for the week" is a whole one, which counts in a run or rank
    else:
        yield from resolved.periods
    if claim.kind is Kind.STREAK and claim.told is Told.INTRADAY and claim.timex is None:
        before = sessions.shift(clock.mic, clock.topic, -1)
        yield Period(before, before)  # told before the day was over: "trying to end a nine-day slide"
    is_to_date = claim.timex is not None and claim.timex.kind in _OPEN_ENDED and claim.kind in _OF_PERIODS
    is_inside = clock.current is not None or (claim.told is Told.INTRADAY and not claim.table)
    if is_to_date and resolved.is_cut and resolved.periods and is_inside:
        # Before the close a running period ends with the session before as often: "through Tuesday", "still ahead 26.9%".
        before = sessions.shift(clock.mic, resolved.periods[0].last, -1)
        if resolved.periods[0].first < before:
            yield replace(resolved.periods[0], last=before)
    if is_to_date and case.is_of_period and clock.day.day <= _REVIEW_DAYS and resolved.periods:
        ended = sessions.session_on_or_before(clock.mic, clock.day.replace(day=1) - timedelta(days=1))
        if resolved.periods[0].first < ended < resolved.periods[0].last:
            yield replace(resolved.periods[0], last=ended)
    if _is_understood(claim) and clock.mic in NO_BELL and clock.current is not None and clock.current != clock.topic:
        yield Period(clock.current, clock.current)  # a market with no bell: today's price, or the last settled one
    elif _is_understood(claim) and clock.mic in NO_BELL and clock.current is not None and clock.latest < clock.current:
        yield Period(clock.latest, clock.latest)
    is_running = claim.kind is Kind.COMPARISON and _is_open(claim)  # "has trailed both": over the time told before
    if claim.timex is not None and claim.timex.is_carried and not is_running:
        topic = Period(clock.topic, clock.topic)
        if topic.first != resolved.periods[0].first or topic.last != resolved.periods[0].last:
            yield topic


def _over_period(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, resolved: Resolved, period: Period
) -> Outcome:
    """Hold a claim against one period, on every source that is held."""
    if claim.kind in (Kind.COMPARISON, Kind.BREADTH):
        return _over_several(claim, case, instrument, period)
    if claim.kind in WINDOW_KINDS:
        return _over_window(claim, case, instrument, resolved, period)
    if (
        claim.is_total_return
        and (told := _with_dividends(claim, case, instrument, clock, resolved, period)) is not None
    ):
        return told
    is_proxy = False
    found = _quotes_of(case, instrument, period)
    if not found and instrument.proxy is not None:
        is_proxy = True
        proxy = case.gazetteer.instrument(instrument.proxy) if instrument.proxy in case.gazetteer else instrument
        found = list(quotes(case.bars, instrument.proxy, period, proxy))
        if not found:
            found = list(quotes(case.bars, instrument.proxy, period, proxy, total_return=True))
    if not found:
        found = list(quotes(case.bars, instrument.symbol, period, instrument, total_return=True))
    if not found:
        return _no_bars(case, instrument, period)
    if claim.kind is Kind.LEVEL and (is_proxy or found[0].basis is Basis.TOTAL_RETURN):
        return _unverifiable(Reason.NO_PRICES, f"No series of the level of {instrument.name} is held.", period)
    outcomes = [_hold(claim, case, instrument, clock, resolved, period, quote, is_proxy=is_proxy) for quote in found]
    return _agreed(outcomes, instrument, period)


def _over_several(claim: Claim, case: Case, instrument: Instrument, period: Period) -> Outcome:
    """Hold a comparison or a count of sectors or members; funds and total returns alone refute nothing."""
    assert case.dateline is not None
    if claim.kind is Kind.COMPARISON and claim.detail is not None:
        found = hold_best(claim, case.bars, case.gazetteer, period)
    elif claim.kind is Kind.COMPARISON:
        if claim.object is None or claim.object.symbol not in case.gazetteer:
            return _unverifiable(Reason.UNRESOLVED_INSTRUMENT, "No instrument that is known is named.", period)
        found = hold_comparison(claim, case.bars, case.gazetteer, period)
    else:
        found = hold_breadth(claim, case.bars, case.gazetteer, period, case.dateline.day)
    if found is None:
        return _unverifiable(Reason.NO_PRICES, "Not all the prices that this needs are held.", period)
    is_said = claim.timex is not None and not claim.timex.is_carried
    if claim.timex is not None and claim.kind is Kind.COMPARISON and claim.object is None:
        is_said = is_said and claim.timex.text in claim.sentence  # a heading's time may be one of several
    is_counted = claim.quantity is not None and claim.quantity.unit is not Unit.MULTIPLE
    if found.label is Label.CONTRADICTED and claim.kind is Kind.COMPARISON and not is_said and not is_counted:
        return _taken_back(found, "Over which time is not said.")
    if found.label is Label.CONTRADICTED and claim.kind is Kind.BREADTH and not is_said and not case.is_day_borne_out:
        return _taken_back(found, "Over which time is not said.")
    return found


def _over_window(claim: Claim, case: Case, instrument: Instrument, resolved: Resolved, period: Period) -> Outcome:
    """Hold a record, rank, streak or crossing against the instrument's own closes, else those of its fund."""
    symbols = (*series_symbols(case.gazetteer, instrument), *([instrument.proxy] if instrument.proxy else []))
    held = [series for symbol in symbols for series in case.bars.series(symbol)]
    if claim.kind is Kind.EXTREMUM:
        held = [series for series in held if series.basis is not Basis.TOTAL_RETURN]
    held.sort(key=lambda series: (series.basis is Basis.TOTAL_RETURN, series.symbol not in symbols[:1], series.first))
    found = hold_window(claim, instrument, held, period)
    if found is None:
        return _no_bars(case, instrument, period)
    if claim.kind is Kind.STREAK and _is_understood(claim) and _is_before_the_close(claim, case, instrument, period):
        day = sessions.shift(instrument.mic, period.last, -1)
        so_far = hold_window(claim, instrument, held, Period(day, day))
        if so_far is not None and (so_far.label is Label.SUPPORTED or claim.is_open):
            found = so_far  # "after a five-day slide it is up 3%", told at noon: this session's close is not known yet
    if found.label is not Label.CONTRADICTED:
        return found
    if claim.kind is Kind.RANK and claim.detail is not None and _is_of_any_unit(claim):
        for unit in (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR):
            longer = replace(claim, detail=replace(claim.detail, of=unit))
            other = hold_window(longer, instrument, held, period)
            if other is not None and other.label is Label.SUPPORTED:
                return _taken_back(found, f"It is true of the {unit.value}, and the text does not say what it ranks.")
    if claim.kind is Kind.RANK and claim.detail is not None and _is_understood(claim):
        start = _start_of(claim.detail.of, period.last)
        if start is not None and (period.last - start).days <= _REVIEW_DAYS:
            # "Its best year since 2013", told in January, is the year before.
            day = sessions.session_on_or_before(instrument.mic, start - timedelta(days=1))
            before = hold_window(claim, instrument, held, Period(day, day))
            if before is not None and before.label is Label.SUPPORTED:
                return before
            if claim.detail.of is not Unit.WEEK:
                return _taken_back(found, f"The text does not say which {claim.detail.of.value} it tells of.")
    if _is_understood(claim) and not _is_open(claim):
        day = sessions.shift(instrument.mic, period.last, -1)
        earlier = hold_window(claim, instrument, held, Period(day, day))
        if earlier is not None and earlier.label is Label.SUPPORTED:
            note = f"True of {day_name(day)}: {earlier.note} {found.note}"
            return replace(
                found,
                label=Label.AMBIGUOUS,
                reason=Reason.NEIGHBOURING_SESSION,
                fault=None,
                note=note,
                tried=_tried_of(earlier),
            )
    if _is_open(claim):
        return _told_of_before(claim, instrument, held, period) or _taken_back(
            found, "It is told of an earlier day, and the text does not say which."
        )
    if resolved.is_cut:
        return _taken_back(found, "The period runs beyond the dateline.")
    if instrument.kind in ROUND_THE_CLOCK:
        why = "Spot, future and hour of the price are not said."
        return _taken_back(found, why, Reason.SOURCES_DISAGREE)
    if found.reading is not None and found.reading.symbol != instrument.symbol:
        return _taken_back(found, f"{instrument.name} is judged by {found.reading.symbol}.", Reason.NO_PRICES)
    return found


def _start_of(unit: Unit, day: date) -> date | None:
    """Return the first day of the week, month, quarter or year of a day."""
    match unit:
        case Unit.WEEK:
            return day - timedelta(days=day.weekday())
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.QUARTER:
            return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        case Unit.YEAR:
            return date(day.year, 1, 1)
        case _:
            return None


def _is_of_any_unit(claim: Claim) -> bool:
    """Say whether a rank leaves open what is ranked, and the time it is told of as well: "it was the index's best since April"."""
    assert claim.detail is not None
    is_told = claim.timex is not None and not claim.timex.is_carried
    return claim.detail.form is Form.ANY and claim.detail.of is Unit.NONE and not is_told


def _is_before_the_close(claim: Claim, case: Case, instrument: Instrument, period: Period) -> bool:
    """Say whether a claim was told before the one session of the period had closed."""
    instant = case.dateline.instant if case.dateline is not None else None
    if claim.told is Told.INTRADAY:
        return period.first == period.last
    if instant is None or instrument.mic in NO_BELL or period.first != period.last:
        return False
    return instant < sessions.close_instant(instrument.mic, period.last)


def _tried_of(outcome: Outcome) -> tuple[Tried, ...]:
    """Return what was found true of another day as a reading that was tried, with its own window."""
    reading, actual = outcome.reading, outcome.actual
    if reading is None or actual is None:
        return ()
    return (
        Tried(
            reading.symbol, reading.first, reading.last, reading.basis, actual, holds=True, evidence=outcome.evidence
        ),
    )


_DAYS_BEFORE = 5


def _told_of_before(claim: Claim, instrument: Instrument, held: Sequence[Series], period: Period) -> Outcome | None:
    """Return the verdict on the last session of a few before of which a record is true: "a day after setting a record"."""
    for n in range(1, _DAYS_BEFORE + 1):
        day = sessions.shift(instrument.mic, period.last, -n)
        found = hold_window(claim, instrument, held, Period(day, day))
        if found is not None and found.label is Label.SUPPORTED:
            return found
    return None


def _with_dividends(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, resolved: Resolved, period: Period
) -> Outcome | None:
    """Hold what is told as a total return against the fund that tracks it; only where that bears it out."""
    symbol = instrument.total_return or instrument.proxy or instrument.symbol
    if claim.kind is not Kind.CHANGE or symbol not in case.gazetteer:
        return None
    fund, is_proxy = case.gazetteer.instrument(symbol), symbol != instrument.symbol
    for quote in quotes(case.bars, symbol, period, fund, total_return=True):
        outcome = _hold(claim, case, instrument, clock, resolved, period, quote, is_proxy=is_proxy)
        if outcome.label is Label.SUPPORTED:
            return outcome
    return None


def _quotes_of(case: Case, instrument: Instrument, period: Period) -> list[Quote]:
    return [
        quote
        for symbol in series_symbols(case.gazetteer, instrument)
        for quote in quotes(case.bars, symbol, period, instrument)
    ]


def _no_bars(case: Case, instrument: Instrument, period: Period) -> Outcome:
    held = [
        s
        for symbol in (*series_symbols(case.gazetteer, instrument), instrument.proxy or "")
        if symbol
        for s in case.bars.series(symbol)
    ]
    if not held:
        return _unverifiable(Reason.NO_PRICES, f"No prices of {instrument.name} are held.", period)
    first, last = min(s.first for s in held), max(s.last for s in held)
    if period.last > last or period.first <= first:
        return _unverifiable(
            Reason.NO_PRICES,
            f"Prices of {instrument.name} are held from {day_name(first)} to {day_name(last)} only.",
            period,
        )
    return _unverifiable(
        Reason.MISSING_BAR,
        f"A bar of {instrument.name} that the sum needs is missing around {day_name(period.last)}.",
        period,
    )


def _agreed(outcomes: Sequence[Outcome], instrument: Instrument, period: Period) -> Outcome:
    """Return what the sources agree on; supported against contradicted is a disagreement."""
    first = outcomes[0]
    labels = {outcome.label for outcome in outcomes}
    is_own_market = instrument.kind in ROUND_THE_CLOCK
    if is_own_market:
        # Spot and future are two fair prices of one thing: the one that fits is meant.
        return min(outcomes, key=lambda outcome: _RANK[outcome.label])
    if {Label.SUPPORTED, Label.CONTRADICTED} <= labels or (
        first.label is Label.CONTRADICTED and Label.AMBIGUOUS in labels
    ):
        other = next(outcome for outcome in outcomes if outcome.label is not first.label)
        assert first.quote is not None
        assert other.quote is not None
        return replace(
            first,
            label=Label.UNVERIFIABLE,
            reason=Reason.SOURCES_DISAGREE,
            fault=None,
            note=f"The sources disagree: {first.quote.source} has {plain(first.quote.last, first.quote.places)}, "
            f"{other.quote.source} has {plain(other.quote.last, other.quote.places)} on {day_name(first.quote.last_day)}.",
        )
    return first


# -- one reading at a time --------------------------------------------------------------------


def _value(claim: Claim, quote: Quote, price: Decimal, base: Decimal) -> Decimal:
    """Return what `price` after `base` comes to in the claim's unit."""
    if claim.kind is Kind.LEVEL:
        return price
    unit = claim.quantity.unit if claim.quantity is not None else Unit.PERCENT
    match unit:
        case Unit.POINT | Unit.CURRENCY:
            return price - base
        case Unit.BASIS_POINT:
            return (price - base) * 100
        case Unit.MULTIPLE:
            return price / base
        case Unit.PERCENTAGE_POINT if _is_yield_quote(quote):
            return price - base
        case _:
            return (price / base - 1) * 100


def _is_yield_quote(quote: Quote) -> bool:
    return quote.symbol.startswith(("UST", "BUND", "GILT", "JGB", "FEDFUNDS"))


def _formula(claim: Claim, quote: Quote, what: str) -> str:
    if claim.kind is Kind.LEVEL:
        return what
    unit = claim.quantity.unit if claim.quantity is not None else Unit.PERCENT
    if unit in (Unit.POINT, Unit.CURRENCY) or (unit is Unit.PERCENTAGE_POINT and _is_yield_quote(quote)):
        return f"{what} − previous close"
    if unit is Unit.BASIS_POINT:
        return f"({what} − previous close) × 100"
    if unit is Unit.MULTIPLE:
        return f"{what}/previous close"
    return f"{what}/previous close − 1"


def _unit(claim: Claim) -> Unit:
    if claim.quantity is None:
        return Unit.PERCENT
    return claim.quantity.unit


def _hold(
    claim: Claim,
    case: Case,
    instrument: Instrument,
    clock: Clock,
    resolved: Resolved,
    period: Period,
    quote: Quote,
    *,
    is_proxy: bool,
) -> Outcome:
    if claim.kind is Kind.DIRECTION:
        return _hold_direction(claim, case, instrument, clock, period, quote, is_proxy=is_proxy)
    return _hold_number(claim, case, instrument, clock, resolved, period, quote, is_proxy=is_proxy)


def _evidence(
    claim: Claim,
    quote: Quote,
    what: str,
    price: Decimal,
    day: date,
    *,
    base: Decimal | None = None,
    base_day: date | None = None,
) -> Evidence:
    field = () if what == "close" else (what.removeprefix("intraday "),)
    bar = (quote.symbol, day.isoformat(), str(price), *field)
    if claim.kind is Kind.LEVEL:
        return Evidence(_formula(claim, quote, what), (bar,), quote.source)
    before = (quote.symbol, (base_day or quote.base_day).isoformat(), str(base if base is not None else quote.base))
    return Evidence(_formula(claim, quote, what), (before, bar), quote.source)


def _range_evidence(claim: Claim, quote: Quote) -> Evidence:
    """Return the session's low and high: any price between them is the reading."""
    assert quote.low is not None
    assert quote.high is not None
    low = _evidence(claim, quote, "intraday low", quote.low, quote.low_day or quote.last_day)
    high = _evidence(claim, quote, "intraday high", quote.high, quote.high_day or quote.last_day)
    return replace(high, bars=(*low.bars, *high.bars[-1:]))


def _with_bars(evidence: Evidence, other: Evidence | None) -> Evidence:
    """Return the evidence of the default reading with the bars of the one that holds."""
    more = tuple(bar for bar in other.bars if bar not in evidence.bars) if other is not None else ()
    sources = dict.fromkeys((evidence.source, other.source)) if other is not None else (evidence.source,)
    return replace(evidence, bars=(*evidence.bars, *more), source=", ".join(sources))


def _reading(quote: Quote, period: Period, basis: ReadingBasis) -> Reading:
    return Reading(quote.symbol, period.first, period.last, basis)


def _agrees(direction: Direction | None, value: Decimal) -> bool:
    """Say whether the sign of a change is the one told."""
    if direction is Direction.UP:
        return value >= 0
    if direction is Direction.DOWN:
        return value <= 0
    return True


def _measure(claim: Claim, value: Decimal) -> Decimal:
    """Return the value that the written interval is about: unsigned for a change."""
    return value if claim.kind is Kind.LEVEL else abs(value)


def _is_inside_session(claim: Claim, case: Case, clock: Clock, period: Period) -> bool:
    """Say whether any price between the session's low and high is a fair reading."""
    if claim.told is Told.INTRADAY:
        return True
    if claim.told is Told.CLOSE:
        return False
    dateline = case.dateline
    assert dateline is not None
    if dateline.instant is not None:
        return clock.current == period.last
    return dateline.day == period.last and not case.is_at_close


def _hold_number(
    claim: Claim,
    case: Case,
    instrument: Instrument,
    clock: Clock,
    resolved: Resolved,
    period: Period,
    quote: Quote,
    *,
    is_proxy: bool,
) -> Outcome:
    quantity = claim.quantity
    assert quantity is not None
    interval = _admits(claim)
    is_extreme = quantity.bound is Bound.AS_MUCH_AS
    is_return = quote.basis is Basis.TOTAL_RETURN
    default_basis = ReadingBasis.TOTAL_RETURN if is_return else ReadingBasis.CLOSE
    what, price, day = "close", quote.last, quote.last_day
    if is_extreme:
        is_down = claim.direction is Direction.DOWN
        extreme = quote.low if is_down else quote.high
        if extreme is None and instrument.kind is InstrumentKind.YIELD and period.first < period.last:
            return _extreme_close(claim, case, instrument, clock, resolved, period, quote)
        if extreme is None:
            return _unverifiable(
                Reason.MISSING_BAR,
                f"No highs and lows of {instrument.name} are held for {day_name(period.last)}.",
                period,
            )
        what, price = ("intraday low", extreme) if is_down else ("intraday high", extreme)
        day = (quote.low_day if is_down else quote.high_day) or day
        default_basis = ReadingBasis.INTRADAY_LOW if is_down else ReadingBasis.INTRADAY_HIGH
    value = _value(claim, quote, price, quote.base)
    reading = _reading(quote, period, default_basis)
    evidence = _evidence(claim, quote, what, price, day)
    sign_ok = _agrees(claim.direction, value)
    measured = _measure(claim, value)
    if is_extreme and claim.kind is Kind.LEVEL and quote.low is not None and quantity.value is not None:
        # "touching 4,012": reached on the way, from below or from above
        half = quantity.place / 2
        interval = (
            Interval(None, None, Reason.HEDGED) if quote.low - half <= quantity.value <= price + half else interval
        )
    common = Outcome(Label.SUPPORTED, interval.reason, "", period, None, value, reading, evidence, quote=quote)
    said = _said(claim, value, quote, what)
    proxy_note = f" {instrument.name} is judged by {quote.symbol}." if is_proxy else ""
    return_note = " Only dividend-adjusted closes are held." if is_return and not claim.is_total_return else ""
    if sign_ok and interval.holds(measured):
        reason = Reason.EXACT if _is_exact(quantity, measured) else interval.reason
        beyond = _beyond_note(claim, quantity, measured)
        return replace(common, reason=reason, note=f"{said}{beyond}{proxy_note}{return_note}")
    if claim.is_direction_carried and not sign_ok and interval.holds(measured):
        return replace(
            common,
            note=f"{said} The text says no direction of its own for it.{proxy_note}{return_note}",
            evidence=replace(evidence, formula=f"{evidence.formula}{EITHER_WAY}"),
        )
    cut = truncation(quantity)
    if sign_ok and cut is not None and cut.holds(measured) and measured != cut.high:
        return replace(
            common, reason=Reason.TRUNCATED, note=f"{said} Digits were cut off, not rounded.{proxy_note}{return_note}"
        )
    # The default reading fails: the other fair readings, in order.
    tried = [Tried(quote.symbol, period.first, period.last, default_basis, value, holds=False, evidence=evidence)]
    failed = replace(common, label=Label.AMBIGUOUS, tried=tuple(tried))
    if sign_ok and near(quantity, is_level=claim.kind is Kind.LEVEL).holds(measured) and not is_extreme:
        return replace(
            failed,
            reason=Reason.NEAR,
            tried=(),
            note=f"{said} It misses what is written by no more than one unit of its last place.{proxy_note}",
        )
    is_index_level = claim.kind is Kind.LEVEL and instrument.kind is InstrumentKind.INDEX
    is_coarse_bar = is_index_level and clock.mic in COARSE_EXCHANGES and value * 10 % 1 == 0
    if is_coarse_bar and interval.misses_by(measured) <= COARSE_BAR and not is_extreme:
        return replace(
            failed, reason=Reason.NEAR, tried=(), note=f"{said} The bar held may have one decimal only.{proxy_note}"
        )
    coarse = round_number(quantity)
    if sign_ok and coarse is not None and coarse.holds(measured):
        return replace(
            failed, reason=Reason.ROUND_NUMBER, tried=(), note=f"{said} As a round number it can pass.{proxy_note}"
        )
    for other in _other_readings(claim, case, instrument, clock, period, quote, is_proxy=is_proxy):
        if other.holds:
            other_said = _said(claim, other.value, quote, other.what)
            return replace(
                failed,
                reason=other.reason,
                tried=(*tried, other.tried_over(period)),
                note=f"{_true_of(claim, other, quote)}; at the close it was {_amount(claim, value, quote)}.{proxy_note}"
                if other.words
                else other_said,
                # Of a range, the close alone is shown: no one price of it is the reading.
                evidence=_with_bars(evidence, other.evidence if other.words != _RANGE else None),
            )
        tried.append(other.tried_over(period))
    slack = _slack(claim, instrument, period, quote, is_proxy=is_proxy)
    loose = interval.widened(slack)
    is_small = abs(value) < slack if claim.kind is Kind.CHANGE else False
    if instrument.kind is InstrumentKind.YIELD and not sign_ok:
        is_small = measured + (interval.low or 0) <= slack  # a rise of 4 for a fall of 4 is 8 apart
    if slack and (sign_ok or is_small) and loose.holds(measured):
        why = {True: f"{quote.symbol} stands in for {instrument.name}", False: _slack_words(instrument)}[is_proxy]
        return replace(
            failed,
            reason=Reason.NEAR,
            tried=tuple(tried),
            note=f"{said} {why[0].upper()}{why[1:]} and may stray that far.",
        )
    if slack and is_proxy and not sign_ok and abs(value) < PROXY_SIGN and (quantity.value or 0) < 2 * PROXY_SIGN:
        return replace(
            failed, reason=Reason.NEAR, tried=tuple(tried), note=f"{said} A proxy cannot decide so small a move."
        )
    neighbour = _neighbour(claim, case, instrument, resolved, period)
    if neighbour is not None:
        day_, other_value, other_evidence = neighbour
        return replace(
            failed,
            reason=Reason.NEIGHBOURING_SESSION,
            tried=(
                *tried,
                Tried(
                    other_evidence.bars[-1][0],  # spot where the other is a future
                    day_,
                    day_,
                    ReadingBasis.CLOSE,
                    other_value,
                    holds=True,
                    evidence=other_evidence,
                ),
            ),
            note=f"True of {day_name(day_)}: {_amount(claim, other_value, quote)}; on {day_name(period.last)} it was {_amount(claim, value, quote)}.",
            evidence=_with_bars(evidence, other_evidence),
        )
    return _refuted(
        claim,
        case,
        instrument,
        clock,
        resolved,
        period,
        quote,
        replace(failed, tried=tuple(tried), note=said + proxy_note),
        sign_ok=sign_ok,
    )


def _extreme_close(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, resolved: Resolved, period: Period, quote: Quote
) -> Outcome:
    """Hold "as high as 4.98% in October" against the close of the period that comes nearest; of yields no highs are held."""
    missing = _unverifiable(
        Reason.MISSING_BAR,
        f"No highs and lows of {instrument.name} are held for {day_name(period.last)}.",
        period,
    )
    bars = [
        bar
        for series in case.bars.series(quote.symbol)
        if series.basis is quote.basis and series.source in quote.source
        for bar in series.between(period.first, period.last)
        if bar.close == bar.close
    ]
    if not bars or claim.kind is not Kind.LEVEL or claim.quantity is None:
        return missing
    exact = replace(claim, quantity=replace(claim.quantity, bound=Bound.EXACT))
    for choose in (max, min):
        day = choose(bars, key=lambda bar: bar.close).day
        one = Period(day, day, period.text)
        for found in quotes(case.bars, quote.symbol, one, instrument):
            outcome = _hold(exact, case, instrument, clock, resolved, one, found, is_proxy=False)
            if outcome.label is Label.SUPPORTED:
                return replace(outcome, reason=Reason.HEDGED)
    return missing


def _refuted(
    claim: Claim,
    case: Case,
    instrument: Instrument,
    clock: Clock,
    resolved: Resolved,
    period: Period,
    quote: Quote,
    failed: Outcome,
    *,
    sign_ok: bool,
) -> Outcome:
    """Contradict a claim, unless something speaks against judging it so."""
    if quote.basis is Basis.TOTAL_RETURN and not claim.is_total_return:
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.NO_PRICES,
            note=failed.note + " A total-return series alone refutes no price claim.",
        )
    if claim.is_total_return and quote.basis is not Basis.TOTAL_RETURN:
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.NO_PRICES,
            note="No total-return series is held for the period.",
        )
    if not quote.is_complete:
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.MISSING_BAR,
            note=f"Bars are missing within the period. {failed.note}",
        )
    is_end_in_doubt = resolved.is_cut and _told_period(claim, period) not in case.borne_out
    if is_end_in_doubt and claim.kind is Kind.CHANGE and _fits_another_end(claim, case, instrument, period, quote):
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.UNRESOLVED_TIME,
            note=f"The period runs beyond the dateline. {failed.note}",
        )
    is_odd = _is_odd(claim, instrument, failed.actual) and not _is_settled(claim, case)
    if is_odd and not _is_slipped(claim, quote):
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.UNRESOLVED_TIME,
            note=f"No session near made such a move: the period is not understood. {failed.note}",
        )
    is_spot_only = quote.symbol.endswith("_SPOT")  # wires quote the future, which may be far from the spot price
    is_far = _is_far(claim, failed.actual, is_commodity=instrument.kind is InstrumentKind.COMMODITY)
    is_clock_time = claim.told is Told.INTRADAY  # "was last down 0.8%"
    if instrument.kind in ROUND_THE_CLOCK and (is_spot_only or is_clock_time or not is_far):
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.SOURCES_DISAGREE,
            note=f"Spot, future and hour of the price are not said. {failed.note}",
        )
    fault = Fault.LEVEL if claim.kind is Kind.LEVEL else Fault.MAGNITUDE if sign_ok else Fault.DIRECTION
    return replace(failed, label=Label.CONTRADICTED, reason=Reason.NO_READING, fault=fault)


def _is_odd(claim: Claim, instrument: Instrument, actual: Decimal | None) -> bool:
    """Say whether a claim with no time said is of a size that no session has."""
    if not _is_understood(claim) or claim.kind is not Kind.CHANGE or claim.quantity is None or actual is None:
        return False
    value = claim.quantity.value or claim.quantity.high or Decimal(0)
    if claim.quantity.unit is not Unit.PERCENT:
        return False
    limit = _ODD_MOVE.get(instrument.kind, _ODD_MOVE_OTHERS)
    return value >= limit and abs(actual) < value / 2


def _is_slipped(claim: Claim, quote: Quote) -> bool:
    """Say whether a change in percent is the session's own, its decimal point slipped or its unit mistaken for points."""
    quantity = claim.quantity
    if quantity is None or quantity.value is None or quantity.bound is not Bound.EXACT:
        return False
    is_sure = _n_telling_digits(quantity) >= _SLIP_DIGITS
    is_in_points = is_sure and abs(abs(quote.change) - quantity.value) <= quantity.place / 2
    return is_in_points or _slip(quantity, abs(quote.percent)) is not None


def _is_far(claim: Claim, actual: Decimal | None, *, is_commodity: bool) -> bool:
    """Say whether a round-the-clock price misses by more than its hour and market explain."""
    quantity = claim.quantity
    if actual is None:
        return False
    if quantity is None or quantity.value is None:
        return abs(actual) > 1
    if claim.kind is Kind.LEVEL:
        slack = Decimal("0.15") if is_commodity else Decimal("0.03")  # spot and future part ways in a squeeze
        return abs(actual / quantity.value - 1) > slack if quantity.value else False
    far = max(Decimal("1.5"), max(quantity.value, abs(actual)) / 2)
    return quantity.unit is Unit.PERCENT and (
        _admits(claim).misses_by(abs(actual)) > far
        or (not _agrees(claim.direction, actual) and abs(actual) > Decimal("1.5"))
    )


def _admits(claim: Claim) -> Interval:
    """Return what the claim's number admits, as the level or the change that it is."""
    assert claim.quantity is not None
    return admits(claim.quantity, is_level=claim.kind is Kind.LEVEL)


def _true_of(claim: Claim, other: "_Other", quote: Quote) -> str:
    """Say of which reading a claim is true: one figure, or a range of them."""
    if other.words == _RANGE and quote.low is not None and quote.high is not None:
        low, high = (
            _amount(claim, _value(claim, quote, price, quote.base), quote) for price in (quote.low, quote.high)
        )
        return f"Within the session's range, {low} to {high}"
    # A level may also be held with the tolerance of its sources, which is not to say that it is true.
    is_exact = claim.kind is not Kind.LEVEL or _admits(claim).holds(other.value)
    return f"{'True of' if is_exact else 'Close to'} the {other.words}: {_amount(claim, other.value, quote)}"


def _is_exact(quantity: Quantity, measured: Decimal) -> bool:
    return quantity.bound is Bound.EXACT and quantity.value == measured


def _amount(claim: Claim, value: Decimal, quote: Quote) -> str:
    """Write a value in the claim's unit and at its precision, one place finer than written."""
    if claim.kind is Kind.LEVEL:
        return plain(value, quote.places)
    places = 2
    if claim.quantity is not None and claim.kind is Kind.CHANGE:
        interval = _admits(claim)
        # As many places as it takes to see on which side of the written interval the value lies.
        while places < ACTUAL_PLACES and interval.holds(rounded(abs(value), places)) is not interval.holds(abs(value)):
            places += 1
    return signed(value, _unit(claim), places)


def sum_in_words(claim: Claim, value: Decimal, quote: Quote, what: str) -> str:
    """Write the sum as a verdict's note tells it, for whoever redoes the verdict."""
    return _said(claim, value, quote, what)


def amount_in_words(claim: Claim, value: Decimal, quote: Quote) -> str:
    """Write a value as a verdict's note tells it, for whoever redoes the verdict."""
    return _amount(claim, value, quote)


def _said(claim: Claim, value: Decimal, quote: Quote, what: str) -> str:
    """Write the sum: "+0.55%: 48,996.08 to 49,266.11 at the close of 8 Jan 2026."."""
    places = min(quote.places, 4)
    at = {"close": "at the close", "open": "from the open to the close"}.get(what, f"at the {what}")
    if claim.kind is Kind.LEVEL:
        return f"It was {plain(value, places)} {at} of {day_name(quote.last_day)}."
    base, last = quote.base, quote.last
    if what == "intraday high" and quote.high is not None:
        last = quote.high
    elif what == "intraday low" and quote.low is not None:
        last = quote.low
    return (
        f"It was {_amount(claim, value, quote)}: from {plain(base, places)} on {day_name(quote.base_day)} "
        f"to {plain(last, places)} {at} of {day_name(quote.last_day)}."
    )


def _beyond_note(claim: Claim, quantity: Quantity, measured: Decimal) -> str:
    """Say so where the truth lies far beyond a one-sided bound."""
    value = quantity.value
    if value is None or claim.kind is Kind.LEVEL or value == 0:
        return ""
    if quantity.bound is Bound.AT_LEAST and measured > value * FAR_BEYOND:
        return " That is far more than is said."
    if quantity.bound is Bound.AT_MOST and measured * FAR_BEYOND < value:
        return " That is far less than is said."
    return ""


# -- the other fair readings -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Other:
    """One further reading, held against the bars."""

    reason: Reason
    basis: ReadingBasis
    symbol: str
    value: Decimal
    holds: bool
    words: str
    what: str
    evidence: Evidence | None = None

    def tried_over(self, period: Period) -> Tried:
        return Tried(
            self.symbol, period.first, period.last, self.basis, self.value, holds=self.holds, evidence=self.evidence
        )


def _other_readings(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, *, is_proxy: bool
) -> Iterator[_Other]:
    """Yield the other fair readings of a number in the order of claims.md."""
    for make in _READINGS:
        yield from make(claim, case, instrument, clock, period, quote, is_proxy)


def _any_session(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, is_proxy: bool
) -> Iterator[_Other]:
    """A level told of a period may be that of any of its sessions: "close to 4.80% in January"."""
    if claim.kind is not Kind.LEVEL or period.first == period.last or claim.quantity is None:
        return
    interval = _admits(claim)
    slack = _slack(claim, instrument, period, quote, is_proxy=is_proxy)
    for series in case.bars.series(quote.symbol):
        if series.basis is not quote.basis or series.source not in quote.source:
            continue
        for bar in series.between(period.first, period.last):
            value = rounded(Decimal(repr(bar.close)), quote.places)
            if bar.close == bar.close and interval.widened(slack).holds(value):
                words = f"close of {day_name(bar.day)}"
                evidence = Evidence("close", ((quote.symbol, bar.day.isoformat(), str(value)),), quote.source)
                yield _Other(
                    Reason.NEIGHBOURING_SESSION, ReadingBasis.CLOSE, quote.symbol, value, True, words, "close", evidence
                )
                return


def _intraday(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, is_proxy: bool
) -> Iterator[_Other]:
    """The session's extreme; from inside the session, anything between its low and high."""
    if quote.high is None or quote.low is None or quote.basis is Basis.TOTAL_RETURN:
        return
    quantity = claim.quantity
    assert quantity is not None
    interval = _admits(claim)
    is_settled = instrument.kind is InstrumentKind.COMMODITY and _is_after_settlement(case)
    is_inside = not is_settled and (
        _is_inside_session(claim, case, clock, period) or instrument.kind in ROUND_THE_CLOCK
    )
    for what, basis, price, day in (
        ("intraday high", ReadingBasis.INTRADAY_HIGH, quote.high, quote.high_day),
        ("intraday low", ReadingBasis.INTRADAY_LOW, quote.low, quote.low_day),
    ):
        value = _value(claim, quote, price, quote.base)
        holds = _agrees(claim.direction, value) and interval.holds(_measure(claim, value))
        if claim.kind is Kind.LEVEL and quantity.bound in (Bound.AT_LEAST, Bound.AT_MOST):
            holds = interval.widened(_slack(claim, instrument, period, quote, is_proxy=is_proxy)).holds(value)
        yield _Other(
            Reason.INTRADAY,
            basis,
            quote.symbol,
            value,
            holds,
            what,
            what,
            _evidence(claim, quote, what, price, day or quote.last_day),
        )
    if is_inside and period.first == period.last:
        low = _value(claim, quote, quote.low, quote.base)
        high = _value(claim, quote, quote.high, quote.base)
        if is_reached(claim, interval, low, high):
            yield _Other(
                Reason.INTRADAY,
                ReadingBasis.INTRADAY_HIGH,
                quote.symbol,
                high,
                True,
                _RANGE,
                "intraday high",
                _range_evidence(claim, quote),
            )


_RANGE = "session's range"


def _is_after_settlement(case: Case) -> bool:
    """Say whether the text was written after the day's settlements, by New York's clock."""
    dateline = case.dateline
    return (
        dateline is not None
        and dateline.instant is not None
        and dateline.instant.astimezone(_NEW_YORK).hour >= _SETTLED_BY
    )


_NEW_YORK = ZoneInfo("America/New_York")
_SETTLED_BY = 17


def is_reached(claim: Claim, interval: Interval, low: Decimal, high: Decimal) -> bool:
    """Say whether some price between `low` and `high` lies in the interval with the told sign."""
    if claim.kind is not Kind.LEVEL:
        if claim.direction is Direction.DOWN:
            low, high = max(Decimal(0), -high), -low
        elif claim.direction is Direction.UP:
            low = max(Decimal(0), low)
        if high < 0:
            return False
    return (interval.low is None or high >= interval.low) and (interval.high is None or low <= interval.high)


def _open_to_close(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, is_proxy: bool
) -> Iterator[_Other]:
    if claim.kind is not Kind.CHANGE or period.first != period.last or not quote.first_open:
        return
    quantity = claim.quantity
    assert quantity is not None
    value = _value(claim, quote, quote.last, quote.first_open)
    holds = _agrees(claim.direction, value) and _admits(claim).holds(abs(value))
    evidence = Evidence(
        _formula(claim, quote, "close").replace("previous close", "open"),
        (
            (quote.symbol, period.first.isoformat(), str(quote.first_open), "open"),
            (quote.symbol, quote.last_day.isoformat(), str(quote.last)),
        ),
        quote.source,
    )
    yield _Other(
        Reason.OPEN_TO_CLOSE,
        ReadingBasis.OPEN_TO_CLOSE,
        quote.symbol,
        value,
        holds,
        "move from the open",
        "open",
        evidence,
    )


def _total_return(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, is_proxy: bool
) -> Iterator[_Other]:
    """The return with dividends, by the fund that tracks the index or the share's own series."""
    if (
        claim.kind is not Kind.CHANGE
        or claim.quantity is None
        or claim.quantity.unit is not Unit.PERCENT
        or quote.basis is Basis.TOTAL_RETURN
    ):
        return
    if instrument.kind in ROUND_THE_CLOCK or instrument.kind is InstrumentKind.YIELD:
        return
    symbol = instrument.total_return or (instrument.proxy if is_proxy else instrument.symbol) or instrument.symbol
    fund = case.gazetteer.instrument(symbol) if symbol in case.gazetteer else instrument
    for other in quotes(case.bars, symbol, period, fund, total_return=True):
        value = other.percent
        holds = _agrees(claim.direction, value) and _admits(claim).holds(abs(value))
        words = f"total return (by {symbol})" if symbol != instrument.symbol else "total return"
        yield _Other(
            Reason.TOTAL_RETURN,
            ReadingBasis.TOTAL_RETURN,
            symbol,
            value,
            holds,
            words,
            "close",
            _evidence(claim, other, "close", other.last, other.last_day),
        )
        return


def _preliminary(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, is_proxy: bool
) -> Iterator[_Other]:
    """A close told around the bell, before it was final."""
    dateline = case.dateline
    if (
        dateline is None
        or dateline.instant is None
        or claim.quantity is None
        or not sessions.is_session(instrument.mic, period.last)
    ):
        return
    since_bell = dateline.instant - sessions.close_instant(instrument.mic, period.last)
    if not timedelta(minutes=-5) <= since_bell <= timedelta(minutes=PRELIMINARY_MINUTES):
        return
    value = _value(claim, quote, quote.last, quote.base)
    slack = quote.last * PRELIMINARY_LEVEL / 100 if claim.kind is Kind.LEVEL else PRELIMINARY_CHANGE
    if claim.kind is Kind.CHANGE and _unit(claim) in (Unit.POINT, Unit.CURRENCY):
        slack = quote.last * PRELIMINARY_CHANGE / 100
    holds = _agrees(claim.direction, value) and _admits(claim).widened(slack).holds(_measure(claim, value))
    evidence = _evidence(claim, quote, "close", quote.last, quote.last_day)
    yield _Other(
        Reason.PRELIMINARY,
        ReadingBasis.PRELIMINARY,
        quote.symbol,
        value,
        holds,
        "preliminary close",
        "close",
        evidence,
    )


def _ended_earlier(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, is_proxy: bool
) -> Iterator[_Other]:
    """A period to date may end a session or two before a dateline whose hour is not known."""
    dateline = case.dateline
    if (
        claim.kind is not Kind.CHANGE
        or claim.quantity is None
        or dateline is None
        or period.first == period.last
        or claim.timex is None
    ):
        return
    until = claim.timex.until
    is_to_before = until is not None and until.kind is TimexKind.SESSION  # "coming into today"
    if period.last not in (clock.latest, clock.current) and not is_to_before:
        return
    if claim.timex.kind is TimexKind.TRAILING and claim.timex.unit in _LOOSE_UNITS:
        yield from _about_that_long(claim, case, instrument, period, quote)
        return
    if claim.timex.kind not in _OPEN_ENDED or dateline.instant is not None:
        return
    for n in (-1, -2):
        last = sessions.shift(instrument.mic, period.last, n)
        if last <= period.first:
            return
        for other in quotes(case.bars, quote.symbol, Period(period.first, last, period.text), instrument):
            value = _value(claim, other, other.last, other.base)
            holds = _agrees(claim.direction, value) and _admits(claim).holds(abs(value))
            words = f"period to {day_name(last)}"
            yield _Other(
                Reason.NEIGHBOURING_SESSION,
                ReadingBasis.CLOSE,
                other.symbol,
                value,
                holds,
                words,
                "close",
                _evidence(claim, other, "close", other.last, last),
            )
            break


# "Over the past month" is counted in days, in sessions, and to the session before as often as to the last.
_LOOSE_UNITS = frozenset({"month", "quarter", "year"})
_LOOSE_SESSIONS = 3


def _about_that_long(
    claim: Claim, case: Case, instrument: Instrument, period: Period, quote: Quote
) -> Iterator[_Other]:
    """Yield the periods that begin or end a few sessions beside a "past month" or "past year"."""
    is_to_before = claim.timex is not None and claim.timex.until is not None
    for last_shift in (0, -1, -2, 1) if is_to_before else (0, -1, -2):
        last = sessions.shift(instrument.mic, period.last, last_shift)
        for first_shift in range(-_LOOSE_SESSIONS, _LOOSE_SESSIONS + 1):
            first = sessions.shift(instrument.mic, period.first, first_shift)
            if (last_shift, first_shift) == (0, 0) or first >= last:
                continue
            for other in quotes(case.bars, quote.symbol, Period(first, last, period.text), instrument):
                value = _value(claim, other, other.last, other.base)
                if not (_agrees(claim.direction, value) and _admits(claim).holds(abs(value))):
                    break
                words = f"period from {day_name(other.base_day)} to {day_name(last)}"
                evidence = _evidence(claim, other, "close", other.last, last)
                yield _Other(
                    Reason.NEIGHBOURING_SESSION, ReadingBasis.CLOSE, other.symbol, value, True, words, "close", evidence
                )
                return


_OPEN_ENDED = frozenset(
    {
        TimexKind.TO_DATE,
        TimexKind.SINCE,
        TimexKind.TRAILING,
        TimexKind.YEAR,
        TimexKind.MONTH,
        TimexKind.QUARTER,
        TimexKind.WEEK,
    }
)
_Make = Callable[[Claim, Case, Instrument, Clock, Period, Quote, bool], Iterator[_Other]]
_READINGS: tuple[_Make, ...] = (_any_session, _intraday, _open_to_close, _total_return, _preliminary, _ended_earlier)


def _slack(claim: Claim, instrument: Instrument, period: Period, quote: Quote, *, is_proxy: bool) -> Decimal:
    """Return how far the held series may stray from what the text means, in the claim's unit."""
    unit = _unit(claim)
    if is_proxy:
        return proxy_slack(period, instrument.mic) if unit is Unit.PERCENT else Decimal(0)
    if instrument.kind is InstrumentKind.YIELD:
        if unit is Unit.BASIS_POINT:
            return YIELD_SLACK * 100
        if claim.kind is Kind.LEVEL or unit is Unit.PERCENTAGE_POINT:
            return YIELD_SLACK
        return YIELD_SLACK / quote.base * 100
    if instrument.kind in ROUND_THE_CLOCK:
        if claim.kind is Kind.LEVEL or unit is not Unit.PERCENT:
            return abs(quote.last) * CLOCK_SLACK / 100
        return CLOCK_SLACK
    return Decimal(0)


def _slack_words(instrument: Instrument) -> str:
    if instrument.kind is InstrumentKind.YIELD:
        return "the held yields are constant-maturity closes, not the wires' quotes"
    return "the price depends on the hour and on spot or future"


def _neighbour(
    claim: Claim, case: Case, instrument: Instrument, resolved: Resolved, period: Period
) -> tuple[date, Decimal, Evidence] | None:
    """Return the session beside an unnamed day of which the claim is true."""
    if (
        resolved.is_named
        or period.first != period.last
        or claim.quantity is None
        or claim.quantity.bound not in (Bound.EXACT, Bound.BETWEEN)
    ):
        return None
    named = case.named.get(instrument.mic, frozenset())
    is_day_named = (
        bool(case.is_day_borne_out) and period.last in named and period.last == case.topics.get(instrument.mic)
    )
    for n in (-1, 1):
        day = sessions.shift(instrument.mic, period.last, n)
        if n > 0 and case.dateline is not None and not _is_begun(day, instrument, case.dateline):
            continue
        if n < 0 and is_day_named and day not in named:
            continue  # the text names its own day, if not beside this figure, and never the one before
        for quote in _quotes_of(case, instrument, Period(day, day)):
            value = _value(claim, quote, quote.last, quote.base)
            if _agrees(claim.direction, value) and _admits(claim).holds(_measure(claim, value)):
                return day, value, _evidence(claim, quote, "close", quote.last, day)
    return None


def _is_begun(day: date, instrument: Instrument, dateline: Dateline) -> bool:
    """Say whether the session `day` had begun when the text was written."""
    if dateline.instant is None or instrument.mic in NO_BELL:
        return day <= dateline.day
    return sessions.open_instant(instrument.mic, day) <= dateline.instant


# -- direction ---------------------------------------------------------------------------------


def _hold_direction(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, period: Period, quote: Quote, *, is_proxy: bool
) -> Outcome:
    value = quote.percent
    basis = ReadingBasis.TOTAL_RETURN if quote.basis is Basis.TOTAL_RETURN else ReadingBasis.CLOSE
    reading = _reading(quote, period, basis)
    evidence = _evidence(claim, quote, "close", quote.last, quote.last_day)
    proxy_note = f" {instrument.name} is judged by {quote.symbol}." if is_proxy else ""
    said = _said(claim, value, quote, "close") + proxy_note
    outcome = Outcome(Label.SUPPORTED, Reason.EXACT, said, period, None, value, reading, evidence, quote=quote)
    is_index = instrument.kind in (InstrumentKind.INDEX, InstrumentKind.MARKET)
    if claim.direction is Direction.FLAT:
        limit = FLAT_INDEX if is_index else FLAT_SHARE
        if period.first != period.last:
            limit *= 2
        if abs(value) <= limit:
            return outcome
        if _is_inside_session(claim, case, clock, period) and quote.high is not None and quote.low is not None:
            low, high = ((price / quote.base - 1) * 100 for price in (quote.low, quote.high))
            if low <= limit and high >= -limit:
                note = f"The session went from {signed(low, Unit.PERCENT)} to {signed(high, Unit.PERCENT)}; at the close it was {signed(value, Unit.PERCENT)}."
                within = Tried(
                    quote.symbol,
                    period.first,
                    period.last,
                    ReadingBasis.INTRADAY_HIGH,
                    high,
                    holds=True,
                    evidence=_range_evidence(claim, quote),
                )
                own = Tried(quote.symbol, period.first, period.last, basis, value, holds=False, evidence=evidence)
                return replace(outcome, label=Label.AMBIGUOUS, reason=Reason.INTRADAY, note=note, tried=(own, within))
        if abs(value) <= 2 * limit or is_proxy or instrument.kind is InstrumentKind.YIELD:
            return replace(
                outcome, label=Label.AMBIGUOUS, reason=Reason.NEAR, note=f"{said} Flat is up to {limit}% either way."
            )
        return _refuted_direction(claim, quote, outcome)
    wanted = value if claim.direction is Direction.UP else -value
    if wanted >= SMALLEST_MOVE:
        return outcome
    tried = (Tried(quote.symbol, period.first, period.last, basis, value, holds=False, evidence=evidence),)
    if abs(value) < SMALLEST_MOVE:
        return replace(
            outcome, label=Label.AMBIGUOUS, reason=Reason.NEAR, note=f"{said} So small a move can be told either way."
        )
    if is_proxy and abs(value) < PROXY_SIGN:
        return replace(
            outcome, label=Label.AMBIGUOUS, reason=Reason.NEAR, note=f"{said} A proxy cannot decide so small a move."
        )
    if instrument.kind is InstrumentKind.YIELD and abs(quote.change) <= YIELD_SLACK:
        return replace(
            outcome, label=Label.AMBIGUOUS, reason=Reason.NEAR, note=f"{said} {_sentence(_slack_words(instrument))}"
        )
    if instrument.kind in ROUND_THE_CLOCK and abs(value) < CLOCK_SLACK:
        return replace(
            outcome, label=Label.AMBIGUOUS, reason=Reason.NEAR, note=f"{said} {_sentence(_slack_words(instrument))}"
        )
    if instrument.kind in ROUND_THE_CLOCK and abs(value) < 1:
        return replace(
            outcome,
            label=Label.UNVERIFIABLE,
            reason=Reason.SOURCES_DISAGREE,
            note=f"Spot, future and hour of the price are not said. {said}",
        )
    if _is_inside_session(claim, case, clock, period) and quote.high is not None and quote.low is not None:
        is_up = claim.direction is Direction.UP
        extreme, extreme_day = (quote.high, quote.high_day) if is_up else (quote.low, quote.low_day)
        reached = (extreme / quote.base - 1) * 100
        if (reached > SMALLEST_MOVE) if claim.direction is Direction.UP else (reached < -SMALLEST_MOVE):
            extreme_basis = ReadingBasis.INTRADAY_HIGH if claim.direction is Direction.UP else ReadingBasis.INTRADAY_LOW
            words = "intraday high" if claim.direction is Direction.UP else "intraday low"
            return replace(
                outcome,
                label=Label.AMBIGUOUS,
                reason=Reason.INTRADAY,
                tried=(
                    *tried,
                    Tried(
                        quote.symbol,
                        period.first,
                        period.last,
                        extreme_basis,
                        reached,
                        holds=True,
                        evidence=_evidence(claim, quote, words, extreme, extreme_day or quote.last_day),
                    ),
                ),
                note=f"True of the {words}: {signed(reached, Unit.PERCENT)}; at the close it was {signed(value, Unit.PERCENT)}.{proxy_note}",
            )
    return _refuted_direction(claim, quote, replace(outcome, tried=tried))


def _refuted_direction(claim: Claim, quote: Quote, outcome: Outcome) -> Outcome:
    failed = replace(outcome, label=Label.CONTRADICTED, reason=Reason.NO_READING, fault=Fault.DIRECTION)
    if quote.basis is Basis.TOTAL_RETURN:
        return replace(
            failed,
            label=Label.UNVERIFIABLE,
            reason=Reason.NO_PRICES,
            fault=None,
            note=outcome.note + " A total-return series alone refutes no price claim.",
        )
    if not quote.is_complete:
        return replace(failed, label=Label.UNVERIFIABLE, reason=Reason.MISSING_BAR, fault=None)
    return failed


# -- the policy rate ---------------------------------------------------------------------------


def _judge_rate(claim: Claim, case: Case, clock: Clock, resolved: Resolved) -> Outcome:
    """Seek a step of the target range: it comes on the session after the decision."""
    quantity = claim.quantity
    found = [s for s in case.bars.series("FEDFUNDS_UPPER") if s.basis is not Basis.TOTAL_RETURN]
    if not found:
        return _unverifiable(Reason.NO_PRICES, "No series of the Fed's target range is held.")
    if quantity is None or claim.kind is Kind.DIRECTION:
        return _unverifiable(Reason.NOT_A_PRICE, "A direction of the policy rate alone is not held against the tape.")
    if claim.timex is not None and not resolved.periods:
        return _unverifiable(resolved.reason or Reason.UNRESOLVED_TIME, _sentence(resolved.note))
    series = found[0]
    if claim.timex is not None:
        period = resolved.periods[0]
        first, last = (
            period.first - timedelta(days=1),
            sessions.shift("XNYS", sessions.session_on_or_after("XNYS", period.last), 2),
        )
    else:
        first, last = clock.day - timedelta(days=_RATE_STEP_DAYS), clock.day + timedelta(days=4)
        period = Period(first, clock.day)
    bars = series.between(first, last)
    if not bars:
        return _unverifiable(Reason.NO_PRICES, "The Fed's target range is not held for that time.", period)
    if claim.kind is Kind.LEVEL:
        return _judge_rate_level(claim, case, period, last, series.source)
    steps = [
        (after.day, Decimal(repr(after.close)) - Decimal(repr(before.close)), before, after)
        for before, after in itertools.pairwise(bars)
        if after.close != before.close
    ]
    factor = 100 if quantity.unit is Unit.BASIS_POINT else 1
    for day, step, before, after in reversed(steps):
        value = step * factor
        if _agrees(claim.direction, value) and _admits(claim).holds(abs(value)):
            decided = sessions.shift("XNYS", day, -1)  # the range steps on the session after the decision
            evidence = Evidence(
                "target range after − before",
                (
                    ("FEDFUNDS_UPPER", before.day.isoformat(), f"{before.close:.2f}"),
                    ("FEDFUNDS_UPPER", after.day.isoformat(), f"{after.close:.2f}"),
                ),
                series.source,
            )
            return Outcome(
                Label.SUPPORTED,
                Reason.EXACT,
                f"The top of the target range went from {before.close:.2f}% to {after.close:.2f}% on {day_name(day)}.",
                period if claim.timex is not None else Period(decided, decided, period.text),
                None,
                value,
                Reading("FEDFUNDS_UPPER", day, day, ReadingBasis.CLOSE),
                evidence,
            )
    return _unverifiable(
        Reason.UNRESOLVED_TIME, "No such step of the Fed's target range is found around that time.", period
    )


def _judge_rate_level(claim: Claim, case: Case, period: Period, last: date, source: str) -> Outcome:
    quantity = claim.quantity
    assert quantity is not None
    if quantity.bound is Bound.BETWEEN and quantity.low is not None and quantity.high is not None:
        return _judge_rate_range(claim, quantity.low, quantity.high, case, period, last, source)
    for name in ("FEDFUNDS_UPPER", "FEDFUNDS_LOWER"):
        for series in case.bars.series(name):
            for bar in reversed(series.between(period.first, last)):
                value = Decimal(repr(bar.close))
                if _admits(claim).holds(value):
                    return Outcome(
                        Label.SUPPORTED,
                        Reason.EXACT,
                        f"An end of the target range stood at {bar.close:.2f}% on {day_name(bar.day)}.",
                        _standing(claim, period, bar.day),
                        None,
                        value,
                        Reading(name, bar.day, bar.day, ReadingBasis.CLOSE),
                        Evidence("target range", ((name, bar.day.isoformat(), f"{bar.close:.2f}"),), source),
                    )
    return _unverifiable(Reason.UNRESOLVED_TIME, "No such target range is found around that time.", period)


def _standing(claim: Claim, period: Period, day: date) -> Period:
    """Return the period of a range told with no time: the dateline's day, where it stood so by then."""
    return replace(period, first=period.last) if claim.timex is None and day >= period.last else period


def _judge_rate_range(
    claim: Claim, low: Decimal, high: Decimal, case: Case, period: Period, last: date, source: str
) -> Outcome:
    """Hold "3.50% to 3.75%" against both ends of the target range on one day."""
    lows = {bar.day: bar for series in case.bars.series("FEDFUNDS_LOWER") for bar in series.between(period.first, last)}
    for series in case.bars.series("FEDFUNDS_UPPER"):
        for upper in reversed(series.between(period.first, last)):
            lower = lows.get(upper.day)
            if lower is None or (Decimal(repr(lower.close)), Decimal(repr(upper.close))) != (low, high):
                continue
            day = upper.day.isoformat()
            bars = (("FEDFUNDS_LOWER", day, f"{lower.close:.2f}"), ("FEDFUNDS_UPPER", day, f"{upper.close:.2f}"))
            note = f"The target range was {lower.close:.2f}% to {upper.close:.2f}% on {day_name(upper.day)}."
            reading = Reading("FEDFUNDS_UPPER", upper.day, upper.day, ReadingBasis.CLOSE)
            evidence = Evidence("target range", bars, source)
            told = _standing(claim, period, upper.day)
            return Outcome(Label.SUPPORTED, Reason.EXACT, note, told, None, high, reading, evidence)
    return _unverifiable(Reason.UNRESOLVED_TIME, "No such target range is found around that time.", period)


# -- what a contradicted claim would be true of ------------------------------------------------


def _with_fault(
    claim: Claim, case: Case, instrument: Instrument, clock: Clock, resolved: Resolved, outcomes: Sequence[Outcome]
) -> Outcome:
    """Say what a contradicted claim would be true of, where something is found."""
    outcome = next(o for o in outcomes if o.label is Label.CONTRADICTED)
    if any(o.label is Label.UNVERIFIABLE for o in outcomes):
        # One of the periods that the words can mean could not be judged.
        return next(o for o in outcomes if o.label is Label.UNVERIFIABLE)
    found = _explanation(claim, case, instrument, outcome)
    if found is None:
        if _is_another_move(claim, outcome, clock):
            return _taken_back(outcome, "It moved the other way, and by another amount: another period may be meant.")
        return _far_away(outcome, claim) or _recent_close(outcome, claim, case, instrument) or outcome
    fault, words = found
    return replace(outcome, fault=fault or outcome.fault, note=f"{outcome.note} {words}")


def _is_another_move(claim: Claim, outcome: Outcome, clock: Clock) -> bool:
    """Say whether a change of a past date, or of a period carried over, is wrong in sign and size: then its time is in doubt."""
    if claim.kind is not Kind.CHANGE or outcome.actual is None or outcome.period is None or claim.quantity is None:
        return False
    is_topic = outcome.period.first == outcome.period.last == clock.topic
    is_date = claim.timex is not None and claim.timex.kind is TimexKind.DAY
    is_flipped = near(claim.quantity).holds(abs(outcome.actual))
    is_in_doubt = (is_date or _is_understood(claim)) and not is_topic
    return is_in_doubt and not is_flipped and not _agrees(claim.direction, outcome.actual)


# So many sessions back a close is remembered to the last digit, and told again without its day.
_REMEMBERED = 10
_SURE_LEVEL_DIGITS = 5


def _recent_close(outcome: Outcome, claim: Claim, case: Case, instrument: Instrument) -> Outcome | None:
    """Take back an accusation about a level with no day of its own that is the close of a session shortly before."""
    quantity = claim.quantity
    if claim.kind is not Kind.LEVEL or quantity is None or not _is_understood(claim) or outcome.period is None:
        return None
    if sum(character.isdigit() for character in quantity.text) < _SURE_LEVEL_DIGITS:
        return None
    for n in range(2, _REMEMBERED + 1):
        day = sessions.shift(instrument.mic, outcome.period.last, -n)
        if any(_admits(claim).holds(quote.last) for quote in _quotes_of(case, instrument, Period(day, day))):
            return _taken_back(outcome, f"It is the close of {day_name(day)}, of which the text may tell.")
    return None


# A level so far from the price is of something else: what was paid, an older price, another share.
NOTHING_NEAR = "Nothing near it was its price: the text may mean something else."
_FAR = (Decimal("0.6"), Decimal("1.6"))
_NOWHERE_NEAR = (Decimal("0.05"), Decimal(20))


# A period that is still running may have been told as of a few sessions before, or of some time to come.
_SESSIONS_BACK, _DAYS_ON = 6, 190


def _fits_another_end(claim: Claim, case: Case, instrument: Instrument, period: Period, quote: Quote) -> bool:
    """Say whether a change since the start of a period is true of another last session than the dateline's."""
    interval = _admits(claim)
    for series in case.bars.series(quote.symbol):
        if series.basis is not quote.basis:
            continue
        first = sessions.shift(instrument.mic, period.last, -_SESSIONS_BACK)
        told = series.get(period.last)
        factor = told.split_factor if told is not None else 1.0
        for bar in series.between(max(first, period.first), period.last + timedelta(days=_DAYS_ON)):
            close = rounded(Decimal(repr(bar.close * bar.split_factor / factor)), quote.places)
            value = _value(claim, quote, close, quote.base)
            if _agrees(claim.direction, value) and interval.holds(_measure(claim, value)):
                return True
    return False


def _far_away(outcome: Outcome, claim: Claim) -> Outcome | None:
    """Take back an accusation about a level that the instrument was nowhere near, on a day that is not named, or on any."""
    if claim.kind is not Kind.LEVEL or claim.quantity is None or claim.quantity.value is None or not outcome.actual:
        return None
    least, most = _NOWHERE_NEAR if claim.timex is not None and claim.timex.is_named else _FAR
    if least <= claim.quantity.value / outcome.actual <= most:
        return None
    return _taken_back(outcome, NOTHING_NEAR, Reason.UNRESOLVED_INSTRUMENT)


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
    interval = _admits(claim)
    has_precision = len(quantity.text.replace(",", "").replace(".", "")) >= 2
    if (
        claim.kind is Kind.CHANGE
        and not _agrees(claim.direction, outcome.actual)
        and interval.holds(abs(outcome.actual))
    ):
        return Fault.DIRECTION, "The size is right, the direction is not."
    if period.first == period.last and has_precision:
        for n, words in ((-1, "That was the session before"), (1, "That was the session after")):
            try:
                day = sessions.shift(instrument.mic, period.last, n)
            except OutsideCalendar:
                continue
            for quote in _quotes_of(case, instrument, Period(day, day)):
                value = _value(claim, quote, quote.last, quote.base)
                if _agrees(claim.direction, value) and interval.holds(_measure(claim, value)):
                    return Fault.PERIOD, f"{words}, {day_name(day)}."
    if has_precision and instrument.symbol in _NEIGHBOURS:
        for symbol in _NEIGHBOURS:
            if symbol == instrument.symbol or symbol not in case.gazetteer:
                continue
            other = case.gazetteer.instrument(symbol)
            for quote in _quotes_of(case, other, period):
                value = _value(claim, quote, quote.last, quote.base)
                if _agrees(claim.direction, value) and interval.holds(_measure(claim, value)):
                    kind = "close" if claim.kind is Kind.LEVEL else "move"
                    return Fault.INSTRUMENT, f"That is the {other.name}'s {kind}."
    slip = _slip(quantity, abs(outcome.actual))
    if slip is not None:
        return None, slip
    return None


# With fewer digits a number is one slip away from another too often to be no coincidence.
_SLIP_DIGITS = 3
_ONE_WRONG_DIGITS = 4


def _slip(quantity: Quantity, actual: Decimal) -> str | None:
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
    n_digits = _n_telling_digits(quantity)
    if value is None or n_digits < _SLIP_DIGITS:
        return None
    if any(abs(value * shift - actual) <= quantity.place * shift / 2 for shift in _SHIFTS):
        return "The decimal point is out of place."
    right = str(rounded(actual, len(digits.partition(".")[2])))
    n_wrong = sum(a != b for a, b in zip(digits, right, strict=False))
    if n_digits >= _ONE_WRONG_DIGITS and len(digits) == len(right) and n_wrong == 1:
        return "One digit is wrong."
    return None


def _n_telling_digits(quantity: Quantity) -> int:
    """Return how many digits of a number say something: no zeros before it, nor behind it where no point stands."""
    digits = quantity.text.replace(",", "")
    return len(digits.replace(".", "").lstrip("0") if "." in digits else digits.strip("0"))


_SHIFTS = (Decimal(10), Decimal(100), Decimal("0.1"), Decimal("0.01"))
