"""A verdict redone from what its line carries: the values, the readings, and the label that follows from them.

Short verdicts follow from the line alone. What rests on a window is held again against the bars of that window,
fetched anew, whose digest must be the line's. What follows from neither is taken over as stated: that a claim was
not judged though its bars would judge it, and why; what a contradicted one would be true of; docs/replay.md says
it in full. Nothing here asks for what the article says.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from extractor.errors import OutsideCalendar, ReplayError
from extractor.market.instruments import Gazetteer
from extractor.records import (
    Bound,
    Claim,
    Evidence,
    Finding,
    Form,
    InstrumentKind,
    Kind,
    Label,
    Quantity,
    Verdict,
)
from extractor.verify.case import ACTUAL_PLACES
from extractor.verify.formulas import check_number
from extractor.verify.interval import written_interval
from extractor.verify.redo_short import Short, redone_rate
from extractor.verify.redo_windows import redone_together, redone_window
from extractor.verify.stated import NEEDS_NO_BAR, corrected
from extractor.verify.tape import Bars
from extractor.verify.together import SEVEN
from extractor.verify.windows import WINDOW_KINDS
from extractor.verify.wording import rounded

# A verdict shows so many bars at most (claims.md, "Verdicts").
_MOST_BARS = 20
# More readings than are ever tried.
_MOST_TRIED = 40
_TOGETHER = frozenset({Kind.COMPARISON, Kind.BREADTH})


class Way(StrEnum):
    """What a verdict was redone from."""

    LINE = "line"
    WINDOW = "window"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Replayed:
    """A finding as it comes out when its verdict is redone, and from what.

    Where it cannot be redone, `finding` is as stated and `remark` says what stands in the way.
    """

    finding: Finding
    way: Way
    remark: str = ""


def replay(finding: Finding, bars: Bars, gazetteer: Gazetteer) -> Replayed:
    """Redo the verdict of a finding from what the finding carries; `bars` are asked for windows alone."""
    evidence = finding.verdict.evidence
    way = Way.NOTHING if evidence is None else Way.LINE if evidence.window is None else Way.WINDOW
    try:
        if evidence is None:
            return Replayed(_with_nothing(finding), way)
        return Replayed(_redone(finding, evidence, bars, gazetteer), way)
    except (ReplayError, OutsideCalendar) as error:
        return Replayed(finding, way, str(error))
    except (ArithmeticError, OverflowError):
        return Replayed(finding, way, "got numbers with which the sum cannot be done")


def _with_nothing(finding: Finding) -> Finding:
    """Return the finding of a verdict without bars: it abstains, and has nothing else to show."""
    verdict = finding.verdict
    if verdict.label is not Label.UNVERIFIABLE or verdict.reason not in NEEDS_NO_BAR:
        raise ReplayError(f"got {verdict.label.value}, {verdict.reason.value} without a bar that it could follow from")
    return replace(finding, verdict=Verdict(verdict.label, verdict.reason, None, verdict.note))


def _redone(finding: Finding, evidence: Evidence, bars: Bars, gazetteer: Gazetteer) -> Finding:
    verdict, subject = finding.verdict, finding.subject
    if verdict.reading is None or verdict.actual is None or finding.period is None:
        raise ReplayError("got bars without the reading, value and period that they are for")
    is_seven = finding.kind is Kind.BREADTH and evidence.asked is not None and evidence.asked.form is Form.SEVEN
    symbol = subject.symbol if subject is not None else SEVEN if is_seven else ""
    if symbol not in gazetteer:
        raise ReplayError(
            "got a subject that is no known instrument, expected one of the gazetteer; give --instruments"
        )
    if len(evidence.bars) > _MOST_BARS:
        raise ReplayError(f"got {len(evidence.bars)} bars, expected {_MOST_BARS} at most")
    if len(verdict.tried) > _MOST_TRIED:
        raise ReplayError(f"got {len(verdict.tried)} readings that were tried, expected {_MOST_TRIED} at most")
    claim = _claim_of(finding)
    instrument = gazetteer.instrument(symbol)
    if finding.kind in _TOGETHER:
        made = redone_together(finding, claim, evidence, verdict.reading, bars, gazetteer)
    elif finding.kind in WINDOW_KINDS:
        made = redone_window(finding, evidence, verdict.reading, bars, instrument)
    elif instrument.kind is InstrumentKind.RATE:
        made = redone_rate(claim, finding, evidence, verdict.reading)
    elif finding.kind in (Kind.CHANGE, Kind.LEVEL, Kind.DIRECTION):
        made = Short(claim, finding, evidence, verdict.reading, instrument, gazetteer).redone()
    else:
        raise ReplayError(f"got bars for a claim of the kind {finding.kind.value}, which is held against none")
    quantity = _with_interval(finding)
    if made.evidence is not None:
        place = quantity.place if quantity is not None and quantity.bound is not Bound.EXACT else None
        made = replace(made, evidence=replace(made.evidence, place=place))
    redone = Verdict(
        label=made.label,
        reason=made.reason,
        fault=made.fault,
        note=made.note,
        actual=None if made.actual is None else rounded(made.actual, ACTUAL_PLACES).normalize() + 0,
        reading=made.reading,
        tried=made.tried,
        evidence=made.evidence,
        correction=corrected(finding, made),
    )
    basis = made.reading.basis if made.reading is not None else finding.basis
    return replace(finding, quantity=quantity, period=made.period, basis=basis, verdict=redone)


def _claim_of(finding: Finding) -> Claim:
    """Return what a line says of its claim; its times are resolved already, and stand in the verdict."""
    return Claim(
        article_id=finding.article_id,
        kind=finding.kind,
        sentence=finding.sentence,
        start=finding.start,
        end=finding.end,
        factuality=finding.factuality,
        subject=finding.subject,
        direction=finding.direction,
        quantity=finding.quantity,
        timex=None,
        object=finding.object,
        speaker=finding.speaker,
    )


def _with_interval(finding: Finding) -> Quantity | None:
    """Return the quantity with the interval that it admits; as it is written where that is the same."""
    quantity = finding.quantity
    if quantity is None:
        return None
    check_number(quantity)
    low, high = written_interval(quantity, is_level=finding.kind is Kind.LEVEL)
    return replace(
        quantity,
        low=quantity.low if quantity.low == low else low,
        high=quantity.high if quantity.high == high else high,
    )
