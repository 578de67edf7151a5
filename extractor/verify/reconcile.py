"""A claim held against bars: label, reason, and the sum that anyone can redo.

The default reading is held first; where it fails, the other fair readings of claims.md in
their order (`readings._READINGS`); only where none holds, the sources agree and the bars are complete
is a claim contradicted.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractor.errors import OutsideCalendar
from extractor.market import sessions
from extractor.records import (
    Bound,
    Claim,
    Direction,
    Factuality,
    Finding,
    Form,
    Instrument,
    InstrumentKind,
    Kind,
    Label,
    Period,
    ReadingBasis,
    Reason,
    Span,
    Timex,
    TimexKind,
    Told,
    Unit,
    Verdict,
)
from extractor.verify.case import (
    ACTUAL_PLACES,
    Case,
    ToldPeriod,
    as_sentence,
    is_open,
    is_settled,
    is_understood,
    taken_back,
    told_as,
    told_period,
    unverifiable,
)
from extractor.verify.dateline import DAY_KINDS
from extractor.verify.faults import SLIP_DIGITS, n_telling_digits, with_fault
from extractor.verify.interval import written_interval
from extractor.verify.outcome import Outcome
from extractor.verify.periods import RANK, REVIEW_DAYS, over_period
from extractor.verify.policy_rate import judge_rate
from extractor.verify.readings import OPEN_ENDED
from extractor.verify.resolve import NO_BELL, Clock, Resolved, clock_for, resolve
from extractor.verify.together import SEVEN
from extractor.verify.windows import WINDOW_KINDS
from extractor.verify.wording import day_name, rounded


def judge(claim: Claim, case: Case) -> Finding:
    """Hold a claim against the bars and return the finding."""
    try:
        outcome = _judge(claim, case)
    except OutsideCalendar as error:
        outcome = unverifiable(Reason.OUTSIDE_CALENDAR, as_sentence(str(error)))
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
        if not is_understood(claim) or finding.period is None or finding.period.first != finding.period.last:
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


def borne_out_periods(claims: Sequence[Claim], findings: Sequence[Finding]) -> frozenset[ToldPeriod]:
    """Return the periods of several sessions that many of the changes told of them are true of, and hardly one is not.

    A column of returns to date shows by its figures where it begins and ends; then one that fails is wrong.
    """
    held: dict[ToldPeriod, set[str]] = {}
    n_failed: dict[ToldPeriod, int] = {}
    for claim, finding in zip(claims, findings, strict=True):
        quantity, verdict = claim.quantity, finding.verdict
        if claim.kind is not Kind.CHANGE or quantity is None or quantity.bound is not Bound.EXACT:
            continue
        told = told_period(claim, finding.period)
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
        is_sure = is_held and n_digits >= SLIP_DIGITS and is_understood(claim)
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


def _judge(claim: Claim, case: Case) -> Outcome:
    if claim.kind is Kind.OTHER:
        return unverifiable(Reason.NOT_A_PRICE, "This is no price: it is not held against the tape.")
    match claim.factuality:
        case Factuality.FORECAST | Factuality.CONDITIONAL | Factuality.QUESTION:
            return unverifiable(Reason.FORECAST, f"Told as {told_as(claim.factuality)}, not as a fact.")
        case Factuality.OPINION | Factuality.NEGATED:
            return unverifiable(Reason.OPINION, f"Told as {told_as(claim.factuality)}, not as a fact.")
        case Factuality.REPORTED:
            pass
    is_seven = claim.subject is None and claim.kind is Kind.BREADTH and claim.detail is not None
    symbol = claim.subject.symbol if claim.subject is not None else SEVEN if is_seven else ""
    if not symbol:
        return unverifiable(Reason.UNRESOLVED_INSTRUMENT, "No instrument that is known is named.")
    if symbol not in case.gazetteer:
        why = f"No more is known of {symbol} than its ticker; add it with an instruments file."
        return unverifiable(Reason.UNRESOLVED_INSTRUMENT, why)
    if claim.told is Told.PREMARKET:
        return unverifiable(Reason.NO_PRICES, "Prices from outside the session are not held.")
    if case.dateline is None:
        return unverifiable(
            Reason.UNRESOLVED_TIME, "The article has no dateline and none could be inferred; give --published."
        )
    instrument = case.gazetteer.instrument(symbol)
    if claim.home is not None and (instrument.kind is InstrumentKind.SECTOR or claim.kind is Kind.BREADTH):
        why = f"The text spoke last of “{claim.home}”; the sectors held are those of the S&P 500."
        return unverifiable(Reason.UNRESOLVED_INSTRUMENT, why)
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
        return unverifiable(Reason.OUTSIDE_CALENDAR, str(error))
    if instrument.kind is InstrumentKind.RATE:
        return judge_rate(claim, case, clock, resolved)
    if not resolved.periods:
        return unverifiable(resolved.reason or Reason.UNRESOLVED_TIME, as_sentence(resolved.note))
    is_point = claim.timex is not None and claim.timex.kind in (TimexKind.AGO, TimexKind.END)
    if claim.timex is not None and is_point and claim.kind not in _OF_A_POINT:
        return unverifiable(Reason.UNRESOLVED_TIME, as_sentence(f"“{claim.timex.text}” names no period"))
    is_since_when_unsaid = is_open(claim) and (
        (is_understood(claim) and claim.kind is Kind.DIRECTION)
        or (claim.timex is None and claim.kind is Kind.COMPARISON)
    )
    if is_since_when_unsaid:
        return unverifiable(Reason.UNRESOLVED_TIME, "The text does not say since when.")
    outcomes = [
        over_period(claim, case, instrument, clock, resolved, period)
        for period in _candidates(claim, case, clock, resolved)
    ]
    best = min(outcomes, key=lambda outcome: RANK[outcome.label])
    if best.label is Label.SUPPORTED and best.period is not None:
        return _at_its_end(best, claim, case, instrument, clock, resolved)
    own_day = _on_a_day_of_it(best, claim, case, instrument, clock, resolved)
    if own_day is not None:
        return own_day
    other_times = _other_times(claim, case)
    if best.label is not Label.SUPPORTED and other_times:
        for timex in other_times:
            for period in resolve(timex, clock, claim.told).periods:
                other = over_period(claim, case, instrument, clock, resolved, period)
                if other.label is Label.SUPPORTED:
                    return _at_its_end(other, claim, case, instrument, clock, resolved)
    is_open_change = is_understood(claim) and claim.kind is Kind.CHANGE and not is_settled(claim, case)
    if best.label in (Label.CONTRADICTED, Label.UNVERIFIABLE) and is_open_change:
        told = _of_longer_period(claim, case, instrument, clock, resolved)
        if told is not None:
            return told
    is_of_many = claim.kind in _OF_MANY and is_understood(claim) and best.reason is Reason.UNRESOLVED_TIME
    if best.label is Label.CONTRADICTED or (is_of_many and best.actual is not None):
        beside = _true_beside(claim, case, instrument, clock, resolved)
        is_average = claim.detail is not None and claim.detail.form is Form.AVERAGE
        if beside is not None and claim.kind is Kind.CROSS and not is_average and is_understood(claim):
            return beside  # one day alone is the first: the text names it in the same sentence
        if beside is not None and claim.kind in _OF_MANY and is_understood(claim) and not case.is_day_borne_out:
            return beside  # the article speaks of that time, and the day is out of the question
        if beside is not None and beside.period is not None and best.label is Label.CONTRADICTED:
            return taken_back(best, f"It is true of {_days_of(beside.period)}, of which the text may tell.")
    is_unknown = claim.timex is not None and claim.timex.is_carried and claim.timex.kind is TimexKind.UNKNOWN
    is_own_series = claim.kind is Kind.CHANGE and instrument.kind not in _GROUPS
    is_borne_out = is_own_series and told_period(claim, best.period) in case.borne_out
    if best.label is Label.CONTRADICTED and is_borne_out and case.dateline.is_certain and not is_open(claim):
        return with_fault(claim, case, instrument, clock, outcomes)
    if best.label is Label.CONTRADICTED and is_unknown:
        return taken_back(best, "It may be of the time that the text told before, which is not understood.")
    is_accused = best.label is Label.CONTRADICTED and best.period is not None and not case.is_day_borne_out
    if is_accused and best.period is not None and _is_of_another_day(claim, clock, best.period):
        return taken_back(best, "The text may still speak of the date that it named last.")
    if best.label is Label.CONTRADICTED and is_open(claim) and is_understood(claim):
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
    if is_of_morning and _is_before_the_open(claim, case, instrument):
        return unverifiable(Reason.NO_PRICES, "Told before the session opened; such prices are not held.", best.period)
    if best.label in (Label.CONTRADICTED, Label.AMBIGUOUS) and claim.home is not None:
        why = f"It may be told of the shares in {claim.home}, of which no prices are held."
        return taken_back(best, why, Reason.UNRESOLVED_INSTRUMENT)
    is_understood_move = best.label is Label.CONTRADICTED and claim.kind is not Kind.LEVEL and is_understood(claim)
    is_review_sure = case.review is not None and case.review.is_sure and case.dateline.is_certain
    if is_understood_move and is_review_sure and claim.kind is Kind.CHANGE and _is_of_review(claim):
        return with_fault(claim, case, instrument, clock, outcomes)
    if is_understood_move and case.is_day_borne_out is False:
        return taken_back(best, "Most of what the article tells with no time is not of this session.")
    if is_understood_move and case.is_of_period and not case.is_day_borne_out:
        return taken_back(best, "The article speaks of longer periods, and the text does not say which.")
    if best.label is Label.CONTRADICTED and claim.timex is not None and claim.timex.kind is TimexKind.BASE:
        return taken_back(best, "The text does not say when it stood there.")
    if best.label is Label.CONTRADICTED and claim.timex is not None and claim.timex.kind is TimexKind.AGO:
        return taken_back(best, "Days and weeks ago are not counted to the day.")
    if best.label is Label.CONTRADICTED and claim.timex is not None and claim.timex.part == "begun":
        return taken_back(best, "The text does not say at which price of that day it began.")
    if best.label is Label.CONTRADICTED and claim.timex is not None and claim.timex.part == "loose":
        return taken_back(best, "The text says how long, not since when.")
    is_day_guessed = case.dateline.instant is None and clock.is_topic_guessed
    if is_understood_move and is_day_guessed and not case.is_day_borne_out:
        return taken_back(best, "The text names no day, and its hour is not known.")
    if best.label is Label.CONTRADICTED and not case.dateline.is_certain:
        return taken_back(best, "The dateline is only inferred.")
    if best.label is Label.CONTRADICTED:
        return with_fault(claim, case, instrument, clock, outcomes)
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
    is_named_day = claim.timex is not None and claim.timex.kind in DAY_KINDS
    is_sure_change = len(digits) >= _SURE_DIGITS and claim.kind is Kind.CHANGE and (is_of_period or is_month)
    if is_sure_change or (claim.kind in _OF_MANY and is_understood(claim)):
        named.append(Period(clock.topic, clock.topic))
        spoken = [(kind, unit) for kind, unit in _LONGER_PERIODS if unit in case.units]
        named += [p for kind, unit in spoken for p in resolve(Timex(unit, 0, 0, kind), clock, claim.told).periods]
    if len(digits) >= _SURE_DIGITS and claim.kind is Kind.CHANGE:
        named += [p for period in resolved.periods for p in _of_other_starts(period, clock)]
    if claim.kind is Kind.CHANGE and is_named_day and clock.topic not in {period.last for period in resolved.periods}:
        named.append(
            Period(clock.topic, clock.topic)
        )  # "rebounded from an 879-point drop on Friday, gaining 588 points"
    if claim.kind is Kind.CHANGE and claim.times_beside:
        named += _spans_between([*resolved.periods, *named], clock)
    if claim.kind in WINDOW_KINDS:
        named = [period for period in named if period.first == period.last]
    for period in dict.fromkeys(named):
        outcome = over_period(claim, case, instrument, clock, resolved, period)
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


def _is_before_the_open(claim: Claim, case: Case, instrument: Instrument) -> bool:
    """Say whether a claim with no time of its own may be of prices from before the bell of the dateline's own day."""
    dateline = case.dateline
    if dateline is None or dateline.instant is None or instrument.mic in NO_BELL or not is_understood(claim):
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
            outcome = over_period(claim, case, instrument, clock, resolved, replace(period, text=""))
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
    last = over_period(claim, case, instrument, clock, resolved, end)
    return last if last.label is Label.SUPPORTED else outcome


def _on_a_day_of_it(
    outcome: Outcome, claim: Claim, case: Case, instrument: Instrument, clock: Clock, resolved: Resolved
) -> Outcome | None:
    """Return a level told of a longer period as that of the one session it was the close of: "In February oil settled at $26.21".

    So many digits meet a close of a month by chance too seldom to doubt it.
    """
    quantity, period = claim.quantity, outcome.period
    is_close = outcome.label is Label.AMBIGUOUS and outcome.reason is Reason.NEIGHBOURING_SESSION
    if claim.kind is not Kind.LEVEL or not is_close or quantity is None or period is None:
        return None
    is_told = claim.timex is not None and not claim.timex.is_carried and (period.last - period.first).days > _A_WEEK
    if not is_told or n_telling_digits(quantity) < _DIGITS_OF_A_CLOSE:
        return None
    bars = [bar for tried in outcome.tried if tried.holds and tried.evidence is not None for bar in tried.evidence.bars]
    for bar in bars:
        day = date.fromisoformat(bar[1])
        if period.first <= day <= period.last:
            found = over_period(claim, case, instrument, clock, resolved, Period(day, day, period.text))
            if found.label is Label.SUPPORTED:
                return found
    return None


_DIGITS_OF_A_CLOSE = 4
_A_WEEK = 7  # days: "at 7,000 this week" may be as of its end


def _is_of_review(claim: Claim) -> bool:
    """Say whether a claim without a time may be of the period that its article reviews."""
    is_open = claim.is_open and claim.kind is not Kind.STREAK
    return claim.timex is None and claim.kind in _OF_REVIEW and claim.told is not Told.INTRADAY and not is_open


_OF_REVIEW = frozenset({Kind.CHANGE, Kind.DIRECTION, Kind.COMPARISON, Kind.BREADTH, Kind.LEVEL})


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
    is_to_date = claim.timex is not None and claim.timex.kind in OPEN_ENDED and claim.kind in _OF_PERIODS
    is_inside = clock.current is not None or (claim.told is Told.INTRADAY and not claim.table)
    if is_to_date and resolved.is_cut and resolved.periods and is_inside:
        # Before the close a running period ends with the session before as often: "through Tuesday", "still ahead 26.9%".
        before = sessions.shift(clock.mic, resolved.periods[0].last, -1)
        if resolved.periods[0].first < before:
            yield replace(resolved.periods[0], last=before)
    if is_to_date and case.is_of_period and clock.day.day <= REVIEW_DAYS and resolved.periods:
        ended = sessions.session_on_or_before(clock.mic, clock.day.replace(day=1) - timedelta(days=1))
        if resolved.periods[0].first < ended < resolved.periods[0].last:
            yield replace(resolved.periods[0], last=ended)
    if is_understood(claim) and clock.mic in NO_BELL and clock.current is not None and clock.current != clock.topic:
        yield Period(clock.current, clock.current)  # a market with no bell: today's price, or the last settled one
    elif is_understood(claim) and clock.mic in NO_BELL and clock.current is not None and clock.latest < clock.current:
        yield Period(clock.latest, clock.latest)
    is_running = claim.kind is Kind.COMPARISON and is_open(claim)  # "has trailed both": over the time told before
    if claim.timex is not None and claim.timex.is_carried and not is_running:
        topic = Period(clock.topic, clock.topic)
        if topic.first != resolved.periods[0].first or topic.last != resolved.periods[0].last:
            yield topic
