"""Figures of another session: a table that was not filled in anew, closes carried over from the day before.

One figure that is the day before's may be a slip. Where most of a table's are, each verdict says so,
and the article is told. This says what a contradiction is true of; it makes none and takes none back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from extractor.errors import OutsideCalendar
from extractor.market import sessions
from extractor.market.instruments import Gazetteer
from extractor.records import (
    Bound,
    Claim,
    Direction,
    Fault,
    Finding,
    Instrument,
    Kind,
    Label,
    Notice,
    NoticeKind,
    Period,
    ReadingBasis,
    Table,
    Told,
    Unit,
)
from extractor.verify.interval import Interval, admits
from extractor.verify.tape import Bars, Quote, quotes
from extractor.verify.wording import day_name

# So many figures must be one other session's, and they must be most of those that can be checked.
_MIN_FIGURES = 3
# The session beside the one spoken of is the likely one: figures of two digits tell it.
_BESIDE = (-1, 1)
_MIN_DIGITS = 2
# Two digits fit some session of ten by chance: farther back a figure needs more.
_FARTHER = tuple(range(-2, -11, -1))
_MIN_DIGITS_FARTHER = 3
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of one session; `at` is its place among the findings."""

    at: int
    finding: Finding
    instrument: Instrument
    day: date
    is_failed: bool

    @property
    def written(self) -> tuple[str, Unit, Decimal | None]:
        """What tells this figure from others: one that is told twice counts once."""
        assert self.finding.quantity is not None
        return self.instrument.symbol, self.finding.quantity.unit, self.finding.quantity.value


def with_stale_figures(
    findings: Sequence[Finding], claims: Sequence[Claim], bars: Bars, gazetteer: Gazetteer
) -> tuple[list[Finding], list[Notice]]:
    """Say of figures that fail, and are most of a table's or of the text's, which other session they are of."""
    groups: dict[tuple[Table | None, date], list[_Figure]] = {}
    for i, (finding, claim) in enumerate(zip(findings, claims, strict=True)):
        figure = _figure(i, finding, claim, gazetteer)
        if figure is not None:
            groups.setdefault((claim.table, figure.day), []).append(figure)
    result = list(findings)
    notices: list[Notice] = []
    for (table, day), figures in groups.items():
        found = max(_old_parts(figures, day, bars), key=lambda part: part.share, default=None)
        if found is None:
            continue
        said = _words(found, table)
        for figure in found.stale:
            result[figure.at] = _told(result[figure.at], f"{said.replace(' a ', ' this ')}.", found.day)
        ids = tuple(figure.finding.claim_id for figure in found.stale)
        note = f"{said}, told of {_day(day)}."
        notices.append(Notice(found.stale[0].finding.article_id, NoticeKind.STALE, note, ids))
    return result, notices


@dataclass(frozen=True, slots=True)
class _Old:
    """Figures that are another session's: `n` of `n_all` that can be checked, a figure told twice counted once."""

    noun: str
    day: date
    stale: list[_Figure]
    n: int
    n_all: int

    @property
    def share(self) -> float:
        return self.n / self.n_all


def _old_parts(figures: Sequence[_Figure], day: date, bars: Bars) -> Iterator[_Old]:
    """Yield a table as a whole, then its levels and its changes apart: one column may be old and the other new."""
    levels = [figure for figure in figures if figure.finding.kind is Kind.LEVEL]
    changes = [figure for figure in figures if figure.finding.kind is Kind.CHANGE]
    held: dict[tuple[int, int], date | None] = {}
    for noun, some in (("figures", figures), ("levels", levels), ("changes", changes)):
        if sum(figure.is_failed for figure in some) >= _MIN_FIGURES:
            found = _other_session(some, day, bars, held)
            if found is not None:
                yield _Old(noun, *found, len(_distinct(found[1])), len(_distinct(some)))


def _distinct(figures: Sequence[_Figure]) -> set[tuple[str, Unit, Decimal | None]]:
    return {figure.written for figure in figures}


def _words(old: _Old, table: Table | None) -> str:
    place = "the text" if table is None else "a list" if table.is_list else "a table"
    return f"{old.n} of {old.n_all} {old.noun} of {place} are those of {_day(old.day)}"


def _day(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]}, {day_name(day)}"


def _figure(i: int, finding: Finding, claim: Claim, gazetteer: Gazetteer) -> _Figure | None:
    """Return a level or change of one session that was held against its instrument's own close; None for all else."""
    quantity, period, verdict = finding.quantity, finding.period, finding.verdict
    if finding.kind not in (Kind.LEVEL, Kind.CHANGE) or finding.subject is None or claim.told is Told.INTRADAY:
        return None
    if (
        quantity is None
        or quantity.value is None
        or quantity.bound is not Bound.EXACT
        or _n_digits(finding) < _MIN_DIGITS
    ):
        return None
    if period is None or period.first != period.last or verdict.actual is None or verdict.reading is None:
        return None
    if verdict.reading.symbol != finding.subject.symbol or verdict.reading.basis is not ReadingBasis.CLOSE:
        return None
    is_failed = verdict.label is not Label.SUPPORTED and not _is_true_of(finding, verdict.actual)
    instrument = gazetteer.instrument(finding.subject.symbol)
    return _Figure(i, finding, instrument, verdict.reading.last, is_failed)


def _n_digits(finding: Finding) -> int:
    assert finding.quantity is not None
    return len(finding.quantity.text.replace(",", "").replace(".", "").lstrip("0"))


def _other_session(
    figures: Sequence[_Figure], day: date, bars: Bars, held: dict[tuple[int, int], date | None]
) -> tuple[date, list[_Figure]] | None:
    """Return the session of which most of `figures` are, and these; None where there is none.

    `held` remembers, by figure and sessions away, the day that a figure is of.
    """
    failed = [figure for figure in figures if figure.is_failed]
    least = max(_MIN_FIGURES, len(_distinct(figures)) // 2 + 1)
    best: tuple[date, list[_Figure]] | None = None
    for n in (*_BESIDE, *_FARTHER):
        by_day: dict[date, list[_Figure]] = {}
        may_miss = len(failed) - least
        for figure in failed:
            if (figure.at, n) not in held:
                held[figure.at, n] = _day_away(figure, day, n, bars)
            other = held[figure.at, n]
            if other is not None:
                by_day.setdefault(other, []).append(figure)
                continue
            may_miss -= 1
            if may_miss < 0:
                break  # too few are left for most to be of this session
        for other, found in by_day.items():
            if len(_distinct(found)) >= least:
                best, least = (other, found), len(_distinct(found)) + 1
    return best


def _day_away(figure: _Figure, day: date, n: int, bars: Bars) -> date | None:
    """Return the session `n` away from `day` where a figure is that session's; None where it is not."""
    if n not in _BESIDE and _n_digits(figure.finding) < _MIN_DIGITS_FARTHER:
        return None
    other = _shifted(figure.instrument.mic, day, n)
    return other if other is not None and _is_of(figure, other, bars) else None


def _shifted(mic: str, day: date, n: int) -> date | None:
    try:
        return sessions.shift(mic, day, n)
    except OutsideCalendar:
        return None


def _is_of(figure: _Figure, day: date, bars: Bars) -> bool:
    """Say whether a figure, with its sign, is the instrument's own of `day`, as any source has it."""
    for quote in quotes(bars, figure.instrument.symbol, Period(day, day), figure.instrument):
        value = _value(figure.finding, quote)
        if value is not None and _is_true_of(figure.finding, value):
            return True
    return False


def _value(finding: Finding, quote: Quote) -> Decimal | None:
    """Return what a quote comes to in the figure's unit; None for units that no session is told in."""
    if finding.kind is Kind.LEVEL:
        return quote.last
    assert finding.quantity is not None
    by_unit: Mapping[Unit, Decimal] = {
        Unit.PERCENT: quote.percent,
        Unit.POINT: quote.change,
        Unit.CURRENCY: quote.change,
        Unit.BASIS_POINT: quote.change * 100,
    }
    return by_unit.get(finding.quantity.unit)


def _is_true_of(finding: Finding, value: Decimal) -> bool:
    assert finding.quantity is not None
    interval: Interval = admits(finding.quantity, is_level=finding.kind is Kind.LEVEL)
    if finding.kind is Kind.LEVEL:
        return interval.holds(value)
    is_up = finding.direction is not Direction.DOWN
    return interval.holds(abs(value)) and (value == 0 or finding.direction is None or (value > 0) is is_up)


def _told(finding: Finding, note: str, other: date) -> Finding:
    """Return the finding with the note; where it is contradicted, the period is what is wrong with it."""
    verdict = finding.verdict
    said = verdict.note
    for beside in ("before", "after"):
        # The day is named in the note that follows.
        said = said.removesuffix(f" That was the session {beside}, {day_name(other)}.")
    fault = Fault.PERIOD if verdict.label is Label.CONTRADICTED else verdict.fault
    return replace(finding, verdict=replace(verdict, fault=fault, note=f"{said} {note}"))
