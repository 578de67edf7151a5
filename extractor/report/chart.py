"""A small chart of an instrument around a claim's period, as inline SVG that follows the page's colours.

It shows the bars that the verdict rests on: what the text says is a dashed line, the tape a full one,
and both are labelled as the claim is written: a move as a move, a level as a level.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from math import ceil
from typing import Protocol

from markupsafe import Markup

from extractor.records import (
    Bar,
    Basis,
    Direction,
    Evidence,
    Finding,
    Kind,
    Reading,
    ReadingBasis,
    Unit,
)
from extractor.report.numbers import MINUS, SPACE, grouped, n_places, signed
from extractor.report.phrases import NameOf, day_words, subject_name, unit_of, written
from extractor.report.sums import Sum, sum_of

# In user units of the SVG, which is drawn as wide as its column.
_WIDTH, _HEIGHT = 380.0, 150.0
_LEFT, _TOP, _BOTTOM = 6.0, 10.0, 22.0
# Room for the labels on the right: so much a character, within these.
_CHARACTER, _LEAST_RIGHT, _MOST_RIGHT = 6.3, 98.0, 160.0
_LABEL_GAP = 14.0
# Sessions shown before and after the period; a chart of more bars than this drops some.
_N_BEFORE, _N_AFTER, _N_MOST = 10, 4, 180
_N_WITH_WICKS = 70
# A series stands in for the evidence only where its closes are the evidence's, in parts of the close.
_SAME = 0.0005
# The bars of one sum: a level has one, a change the close before and its own.
_N_BARS = {Kind.LEVEL: 1, Kind.CHANGE: 2}
# What was said is drawn up to this many heights of the bars beyond them, then only pointed at.
_FARTHEST = 1.0


class Series(Protocol):
    """The bars of one symbol, one basis, one source."""

    @property
    def symbol(self) -> str:
        """What it is of."""
        ...

    @property
    def basis(self) -> Basis:
        """Which closes it holds."""
        ...

    @property
    def source(self) -> str:
        """Where it comes from."""
        ...

    def get(self, day: date) -> Bar | None:
        """Return the bar of `day`; None where there is none."""
        ...

    def between(self, first: date, last: date) -> tuple[Bar, ...]:
        """Return the bars from `first` to `last`, both included."""
        ...

    def last_before(self, day: date) -> Bar | None:
        """Return the newest bar before `day`; None where there is none."""
        ...


class Bars(Protocol):
    """Where bars come from: every series held of a symbol, the preferred first."""

    def series(self, symbol: str) -> Sequence[Series]:
        """Return the series of `symbol`; none where nothing is held."""
        ...


@dataclass(frozen=True, slots=True)
class _Point:
    """One session on the chart: prices in the instrument's unit, or percent since the base."""

    day: date
    close: float
    high: float
    low: float


@dataclass(frozen=True, slots=True)
class _Said:
    """The price that a claim comes to, with the ends of its interval where it has both; `words` as it is written."""

    words: str
    value: float
    low: float | None = None
    high: float | None = None


def chart(finding: Finding, bars: Bars | None, name_of: NameOf = str) -> Markup:
    """Draw the instrument around the period as an SVG element; empty where there is nothing to draw."""
    total, evidence = sum_of(finding), finding.verdict.evidence
    reading = total.reading if total else finding.verdict.reading
    if bars is None or reading is None or evidence is None or not evidence.bars:
        return Markup()
    series = _series_of(bars, reading.symbol, reading, evidence)
    if series is None:
        return Markup()
    points = _points(series, reading)
    # The bars of a reading that holds may follow those of the default one, which the chart is of.
    own = [bar for bar in evidence.bars if bar[0] == reading.symbol][: _N_BARS.get(finding.kind)]
    at = {point.day: i for i, point in enumerate(points)}
    if len(points) < 3 or not own or reading.last not in at:
        return Markup()
    values = [float(bar[2]) for bar in own]
    last_day = date.fromisoformat(own[-1][1])
    end = at.get(last_day, at[reading.last])
    base = (at.get(date.fromisoformat(own[0][1])), values[0]) if len(own) > 1 else None
    if finding.kind is Kind.COMPARISON:
        return _comparison(finding, bars, points, reading, evidence, name_of)
    said = _said(finding, values[0] if base else None)
    places = max(n_places(Decimal(bar[2])) for bar in own)
    return _Drawing(points, reading).draw(
        finding,
        title=f"{subject_name(finding.subject, name_of)}, closes from {_span(points)}",
        base=(base[0], base[1]) if base and base[0] is not None else None,
        actual=(end, values[-1]),
        said=said,
        was=_was(finding, total, values[-1], places),
    )


def _was(finding: Finding, total: Sum | None, price: float, places: int) -> str:
    """Write what the tape has: the move where there is a base, else the price."""
    if total is not None and (finding.kind is not Kind.LEVEL or not total.expression):
        return total.result
    return _price(price, places)


def _series_of(bars: Bars, symbol: str, reading: Reading, evidence: Evidence) -> Series | None:
    """Return the series that the evidence was taken from; None where none has its closes."""
    wants_total = reading.basis is ReadingBasis.TOTAL_RETURN
    fitting = [
        series
        for series in bars.series(symbol)
        if (series.basis is Basis.TOTAL_RETURN) is wants_total and _has_closes(series, evidence)
    ]
    named = [series for series in fitting if series.source == evidence.source]
    return next(iter([*named, *fitting]), None)


def _has_closes(series: Series, evidence: Evidence) -> bool:
    for symbol, day, value, *what in evidence.bars:
        if symbol != series.symbol or what:
            continue
        try:
            bar, close = series.get(date.fromisoformat(day)), Decimal(value)
        except (ValueError, InvalidOperation):
            return False
        if bar is None or abs(bar.close - float(close)) > abs(bar.close) * _SAME:
            return False
    return True


def _points(series: Series, reading: Reading) -> list[_Point]:
    # Enough days to hold the sessions asked for, over any holiday.
    before = series.between(reading.first - timedelta(days=3 * _N_BEFORE), reading.first - timedelta(days=1))
    within = series.between(reading.first, reading.last)
    after = series.between(reading.last + timedelta(days=1), reading.last + timedelta(days=3 * _N_AFTER))
    shown = [*before[-_N_BEFORE:], *within, *after[:_N_AFTER]]
    step = ceil(len(shown) / _N_MOST)
    if step > 1:
        kept = {reading.first, reading.last, *(bar.day for bar in before[-1:])}
        shown = [bar for i, bar in enumerate(shown) if i % step == 0 or bar.day in kept]
    last = series.get(reading.last)
    factor = last.split_factor if last else 1.0
    return [_point(bar, bar.split_factor / factor) for bar in shown]


def _point(bar: Bar, scale: float) -> _Point:
    high = bar.high if bar.high is not None else bar.close
    low = bar.low if bar.low is not None else bar.close
    return _Point(bar.day, float(bar.close * scale), float(high * scale), float(low * scale))


def _said(finding: Finding, base: float | None) -> _Said | None:
    """Turn the written number into a price; None where it is none."""
    quantity = finding.quantity
    if quantity is None or finding.kind not in (Kind.CHANGE, Kind.LEVEL):
        return None
    low = float(quantity.low) if quantity.low is not None else None
    high = float(quantity.high) if quantity.high is not None else None
    if quantity.value is not None:
        value = float(quantity.value)
    elif low is not None and high is not None:
        value = (low + high) / 2
    else:
        return None
    if finding.kind is Kind.LEVEL:
        return _Said(written(quantity), value, low, high)
    if base is None or finding.direction in (None, Direction.FLAT):
        return None
    sign = -1 if finding.direction is Direction.DOWN else 1
    per_one = {Unit.PERCENT: base / 100, Unit.BASIS_POINT: 0.01}.get(unit_of(finding), 1.0) * sign
    words = (MINUS if sign < 0 else "+") + written(quantity)
    if low is None or high is None:
        return _Said(words, base + value * per_one)
    ends = sorted((base + low * per_one, base + high * per_one))
    return _Said(words, base + value * per_one, ends[0], ends[1])


def _comparison(
    finding: Finding, bars: Bars, points: list[_Point], reading: Reading, evidence: Evidence, name_of: NameOf
) -> Markup:
    """Draw two instruments in percent since the session before the period."""
    other = next((bar[0] for bar in evidence.bars if bar[0] != reading.symbol), None)
    series = _series_of(bars, other, reading, evidence) if other else None
    at = next((i for i, point in enumerate(points) if point.day >= reading.first), 0) - 1
    if series is None or at < 0:
        return Markup()
    theirs = {bar.day: float(bar.close) for bar in series.between(points[0].day, points[-1].day)}
    shared = [point for point in points if point.day in theirs]
    base_day = points[at].day
    if base_day not in theirs or reading.last not in theirs or len(shared) < 3:
        return Markup()
    ours, base = points[at].close, theirs[base_day]
    mine = [_flat_point(point.day, (point.close / ours - 1) * 100) for point in shared]
    rival = [(theirs[point.day] / base - 1) * 100 for point in shared]
    end = next(i for i, point in enumerate(mine) if point.day == reading.last)
    names = f"{subject_name(finding.subject, name_of)} and {subject_name(finding.object, name_of)}"
    return _Drawing(mine, reading, rival).draw(
        finding,
        title=f"{names}, percent since {day_words(base_day)}",
        base=(next(i for i, point in enumerate(mine) if point.day == base_day), 0.0),
        actual=(end, mine[end].close),
        said=None,
        was=_percent(mine[end].close),
    )


def _flat_point(day: date, value: float) -> _Point:
    return _Point(day, value, value, value)


def _span(points: Sequence[_Point]) -> str:
    return f"{day_words(points[0].day)} to {day_words(points[-1].day)}"


class _Drawing:
    """The scales of one chart and what is drawn on them."""

    def __init__(self, points: list[_Point], reading: Reading, rival: Sequence[float] = ()) -> None:
        self._points, self._reading, self._rival = points, reading, rival
        self._has_wicks = len(points) <= _N_WITH_WICKS
        values = [*rival]
        for point in points:
            values += (point.low, point.high) if self._has_wicks else (point.close,)
        self._low, self._high = min(values), max(values)
        self._right = _LEAST_RIGHT

    def draw(
        self,
        finding: Finding,
        *,
        title: str,
        base: tuple[int, float] | None,
        actual: tuple[int, float],
        said: _Said | None,
        was: str,
    ) -> Markup:
        """Put the parts together; `base` and `actual` are an index into the points and a price, `was` its label."""
        arrow = self._stretch(actual[1], said)
        tape, text = f"tape: {_short(was)}", f"text: {_short(said.words)}{arrow}" if said else ""
        self._right = min(max(_LEAST_RIGHT, 8 + _CHARACTER * max(len(tape), len(text))), _MOST_RIGHT)
        parts = [Markup("<title>{}</title>").format(title), self._band()]
        labels: list[tuple[float, str, str]] = []
        x_end, y_end = self._x(actual[0]), self._y(actual[1])
        x_said = self._x(actual[0])
        if said is not None:
            y_said = self._y(said.value)
            if said.low is not None and said.high is not None:
                parts.append(self._interval(x_said, said.low, said.high))
            start = (self._x(base[0]), self._y(base[1])) if base else (_LEFT, y_said)
            parts.append(_line("said", start[0], start[1], x_said, y_said))
            labels.append((y_said, "said", text))
        parts += [self._wicks(), self._polyline("tape", [point.close for point in self._points])]
        if self._rival:
            parts.append(self._polyline("rival", self._rival))
            there = self._rival[actual[0]]
            labels.append((self._y(there), "rival", f"other {_percent(there)}"))
        if base:
            parts.append(_line("was", self._x(base[0]), self._y(base[1]), x_end, y_end))
            parts.append(_dot("base", self._x(base[0]), self._y(base[1])))
        if said is not None:
            parts.append(_diamond(x_said, self._y(said.value)))
        parts.append(_dot("was", x_end, y_end))
        labels.append((y_end, "was", tape))
        parts += [_label(_WIDTH - self._right + 8, *label) for label in _apart(labels)]
        parts.append(self._days())
        return Markup('<svg class="chart {}" viewBox="0 0 {:g} {:g}" role="img">{}</svg>').format(
            finding.verdict.label.value, _WIDTH, _HEIGHT, Markup("").join(parts)
        )

    def _stretch(self, actual: float, said: _Said | None) -> str:
        """Make room for what was said; return an arrow where it lies too far out to be drawn."""
        self._low, self._high = min(self._low, actual), max(self._high, actual)
        span = (self._high - self._low) or abs(self._high) or 1.0
        arrow = ""
        if said is not None:
            nearest, farthest = self._low - _FARTHEST * span, self._high + _FARTHEST * span
            arrow = "↑" if said.value > farthest else "↓" if said.value < nearest else ""
            self._low = min(self._low, max(said.value, nearest))
            self._high = max(self._high, min(said.value, farthest))
        pad = ((self._high - self._low) or span) * 0.06
        self._low, self._high = self._low - pad, self._high + pad
        return arrow

    def _x(self, i: int) -> float:
        return _LEFT + (_WIDTH - _LEFT - self._right) * i / (len(self._points) - 1)

    def _y(self, value: float) -> float:
        part = (min(max(value, self._low), self._high) - self._low) / (self._high - self._low)
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * part

    def _band(self) -> Markup:
        first, last = self._reading.first, self._reading.last
        within = [i for i, point in enumerate(self._points) if first <= point.day <= last]
        half = (self._x(1) - self._x(0)) / 2
        left, right = self._x(within[0]) - half, self._x(within[-1]) + half
        return Markup('<rect class="period" x="{:.1f}" y="{:g}" width="{:.1f}" height="{:g}"/>').format(
            left, _TOP / 2, right - left, _HEIGHT - _BOTTOM
        )

    def _interval(self, x: float, low: float, high: float) -> Markup:
        top, bottom = self._y(high), self._y(low)
        return Markup('<rect class="interval" x="{:.1f}" y="{:.1f}" width="8" height="{:.1f}"/>').format(
            x - 4, top, max(bottom - top, 1.0)
        )

    def _wicks(self) -> Markup:
        if not self._has_wicks or self._rival:
            return Markup()
        steps = [
            f"M{self._x(i):.1f} {self._y(point.low):.1f}V{self._y(point.high):.1f}"
            for i, point in enumerate(self._points)
            if point.high > point.low
        ]
        return Markup('<path class="wick" d="{}"/>').format("".join(steps))

    def _polyline(self, name: str, values: Sequence[float]) -> Markup:
        points = " ".join(f"{self._x(i):.1f},{self._y(value):.1f}" for i, value in enumerate(values))
        return Markup('<polyline class="{}" points="{}"/>').format(name, points)

    def _days(self) -> Markup:
        first, last = self._points[0].day, self._points[-1].day
        y = _HEIGHT - 5
        text = Markup('<text class="day{}" x="{:g}" y="{:g}">{}</text>')
        start = text.format("", _LEFT, y, day_words(first))
        return start + text.format(" end", _WIDTH - self._right, y, day_words(last))


def _price(value: float, places: int) -> str:
    return grouped(Decimal(repr(value)), places)


def _short(words: str) -> str:
    """Leave away the longest units, which both labels share."""
    return words.removesuffix(f"{SPACE}points").removesuffix(f"{SPACE}percentage")


def _percent(value: float) -> str:
    return f"{signed(Decimal(repr(value)), 2)} %"


def _apart(labels: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Move labels down until none covers another, then up from the bottom edge."""
    placed: list[tuple[float, str, str]] = []
    for y, name, text in sorted(labels):
        floor = placed[-1][0] + _LABEL_GAP if placed else _TOP
        placed.append((max(y, floor), name, text))
    ceiling = _HEIGHT - _BOTTOM
    for i in range(len(placed) - 1, -1, -1):
        y, name, text = placed[i]
        placed[i] = (min(y, ceiling), name, text)
        ceiling = placed[i][0] - _LABEL_GAP
    return placed


def _label(x: float, y: float, name: str, text: str) -> Markup:
    return Markup('<text class="{}" x="{:g}" y="{:.1f}">{}</text>').format(name, x, y + 4, text)


def _line(name: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    line = Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>')
    return line.format(name, x1, y1, x2, y2)


def _dot(name: str, x: float, y: float) -> Markup:
    return Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="3"/>').format(name, x, y)


def _diamond(x: float, y: float) -> Markup:
    return Markup('<path class="said" d="M{:.1f} {:.1f}l4 4 -4 4 -4 -4z"/>').format(x, y - 4)
