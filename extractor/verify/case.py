"""What a claim is judged by beside its own words, and the outcomes that need no sum."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from extractor.market.instruments import Gazetteer
from extractor.records import (
    Claim,
    Dateline,
    Factuality,
    Instrument,
    Label,
    Period,
    Reason,
    Span,
    Told,
)
from extractor.verify.outcome import Outcome
from extractor.verify.resolve import Clock
from extractor.verify.review import Review
from extractor.verify.tape import Bars, Quote, quotes, series_symbols

# `actual` is given to this many places.
ACTUAL_PLACES = 4


# The first and last session of a period that a text tells.
ToldPeriod = tuple[date, date]


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
    borne_out: frozenset[ToldPeriod] = frozenset()


def told_period(claim: Claim, period: Period | None) -> ToldPeriod | None:
    """Return the days of a period that a claim names itself; None for one session or none."""
    if claim.timex is None or period is None or period.first == period.last:
        return None
    return period.first, period.last


def unverifiable(reason: Reason, note: str, period: Period | None = None) -> Outcome:
    """Return the outcome of a claim that cannot be held, with its reason."""
    return Outcome(Label.UNVERIFIABLE, reason, note, period)


def taken_back(outcome: Outcome, why: str, reason: Reason = Reason.UNRESOLVED_TIME) -> Outcome:
    """Return the outcome as unverifiable: it failed, but of a time or a listing that is not sure."""
    note = f"{why} {outcome.note}"
    return replace(outcome, label=Label.UNVERIFIABLE, reason=reason, fault=None, note=note)


def is_understood(claim: Claim) -> bool:
    """Say whether the claim's own sentence names no time for it."""
    return claim.timex is None or claim.timex.is_carried


def is_open(claim: Claim) -> bool:
    """Say whether the verb leaves open since when: "by the close had fallen 2%" does not, where no other time is named."""
    return claim.is_open and (claim.told is not Told.CLOSE or bool(claim.times_beside))


def is_settled(claim: Claim, case: Case) -> bool:
    """Say whether another figure on the same word is true of the session: then no longer period is meant."""
    return claim.subject is not None and claim.cue is not None and (claim.subject.symbol, claim.cue) in case.settled


def told_as(factuality: Factuality) -> str:
    """Name what a text tells otherwise than as a fact."""
    return {
        Factuality.FORECAST: "a forecast",
        Factuality.CONDITIONAL: "a condition",
        Factuality.QUESTION: "a question",
        Factuality.OPINION: "an opinion",
        Factuality.NEGATED: "a denial",
    }[factuality]


def as_sentence(text: str) -> str:
    """Return words as a sentence: a capital first, a full stop last."""
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def quotes_of(case: Case, instrument: Instrument, period: Period) -> list[Quote]:
    """Return what each held series of an instrument says of a period."""
    return [
        quote
        for symbol in series_symbols(case.gazetteer, instrument)
        for quote in quotes(case.bars, symbol, period, instrument)
    ]


def is_inside_session(claim: Claim, case: Case, clock: Clock, period: Period) -> bool:
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
