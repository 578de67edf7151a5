"""Levels of another day: where a text tells two closes of one session, the one that is another session's is told of that.

A text rarely gives an index two closes. Where one of them is right and the other is, to every digit, the close of a
session not long before, the second is a peak, a base or a day that the text names in other words, and accuses nobody.
So does a level that is the close of a later day of which the text tells.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from extractor.market import sessions
from extractor.market.instruments import Gazetteer
from extractor.records import Finding, Kind, Label, ReadingBasis, Reason
from extractor.verify.tape import Bars, series_symbols
from extractor.verify.wording import day_name

# So many digits are a close of another day by chance in one case of many hundreds.
_FEWEST_DIGITS = 5
# How far back a text looks for a peak or a base.
_REACH = timedelta(days=800)


def without_other_days(
    findings: Sequence[Finding], bars: Bars, gazetteer: Gazetteer, explained: Collection[str]
) -> list[Finding]:
    """Take back what is refuted of one session, right of another, and told beside the session's own close.

    `explained` are the ids of claims of which it is known already what they are.
    """
    closes = {
        (finding.subject.symbol, finding.period.last)
        for finding in findings
        if _is_close(finding) and finding.verdict.label is Label.SUPPORTED
        if finding.subject is not None and finding.period is not None
    }
    latest = max((finding.period.last for finding in findings if finding.period is not None), default=None)
    return [
        finding
        if finding.claim_id in explained or latest is None
        else _taken_back(finding, closes, latest, bars, gazetteer)
        for finding in findings
    ]


def _is_close(finding: Finding) -> bool:
    is_level = finding.kind is Kind.LEVEL and finding.basis is ReadingBasis.CLOSE
    return is_level and finding.subject is not None and finding.period is not None and finding.quantity is not None


def _taken_back(
    finding: Finding, closes: set[tuple[str, date]], latest: date, bars: Bars, gazetteer: Gazetteer
) -> Finding:
    if not _is_close(finding) or finding.verdict.label is not Label.CONTRADICTED:
        return finding
    assert finding.subject is not None
    assert finding.period is not None
    assert finding.quantity is not None
    value = finding.quantity.value
    is_long = sum(character.isdigit() for character in finding.quantity.text) >= _FEWEST_DIGITS
    if value is None or not is_long:
        return finding
    symbol, last, half = finding.subject.symbol, finding.period.last, finding.quantity.place / 2
    is_beside = (symbol, last) in closes
    # A day's wrong figure that is right of a later day of the text's is that day's: it was told after it.
    day = _day_of(value, half, symbol, last + timedelta(days=1), latest, bars, gazetteer) if last < latest else None
    if day is None and is_beside:
        day = _day_of(value, half, symbol, last - _REACH, last - timedelta(days=1), bars, gazetteer)
    if day is None or (finding.period.text and _is_day_before(day, finding, gazetteer)):
        return finding  # yesterday's figure on a day that the text names is the commonest error of all
    note = f"It is the close of {day_name(day)}, of which the text may tell. {finding.verdict.note}"
    verdict = replace(finding.verdict, label=Label.UNVERIFIABLE, reason=Reason.UNRESOLVED_TIME, fault=None, note=note)
    return replace(finding, verdict=verdict)


def _is_day_before(day: date, finding: Finding, gazetteer: Gazetteer) -> bool:
    assert finding.subject is not None
    assert finding.period is not None
    return sessions.shift(gazetteer.mic_of(finding.subject.symbol), finding.period.last, -1) == day


def _day_of(
    value: Decimal, half: Decimal, symbol: str, first: date, last: date, bars: Bars, gazetteer: Gazetteer
) -> date | None:
    """Return the latest session from `first` to `last` that closed at just this level; None where none did."""
    instrument = gazetteer.instrument(symbol)
    for held in series_symbols(gazetteer, instrument):
        for series in bars.series(held):
            for bar in reversed(series.between(first, last)):
                if abs(Decimal(repr(bar.close)) - value) <= half:
                    return bar.day
    return None
