"""Rows of one symbol made into series; whatever is not fit for use is named and left out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from extractor.market.series import Series
from extractor.market.sessions import Calendar
from extractor.prices.files import NO_DAY, Days, Floats, Rows
from extractor.prices.problems import Problem, What
from extractor.records import Basis

# Closes are rounded on their own, so they may leave [low, high] by half a cent; for what
# trades below five, by a thousandth. The second term is the grain of a 32-bit float.
HALF_CENT = 0.005
THOUSANDTH = 0.001
FLOAT32_GRAIN = 1e-6

Mask = npt.NDArray[np.bool_]
Note = Callable[[int, What, str], None]
_NAMES = ("close", "open", "high", "low", "split factor")
_ORDER = {Basis.AS_TRADED: 0, Basis.SPLIT_ADJUSTED: 1, Basis.TOTAL_RETURN: 2}


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The fit bars of one symbol, basis and source: ascending unique days, arrays of one length."""

    days: Days
    closes: Floats
    opens: Floats
    highs: Floats
    lows: Floats
    split_factors: Floats


def slack(closes: Floats) -> Floats:
    """Return by how much two roundings of each close may be apart."""
    size = np.abs(closes)
    return np.asarray(np.minimum(HALF_CENT, THOUSANDTH * size) + FLOAT32_GRAIN * size)


def build(rows: Iterable[Rows], calendar: Calendar | None) -> tuple[tuple[Series, ...], tuple[Problem, ...]]:
    """Make the rows of one symbol, from any number of files, into series.

    `calendar` is that of its exchange, or None for what no exchange binds (rates, spots,
    currencies). Series come as traded first, then split-adjusted, then total return; within a
    basis those with highs and lows first, and the longest of these. Adjusted closes that stand
    beside others become a total-return series of their own, from one file, since two files
    may be adjusted to different days.
    """
    problems: list[Problem] = []
    groups: dict[tuple[Basis, str], list[Rows]] = {}
    for one in rows:
        try:
            basis = Basis(one.basis)
        except ValueError:
            detail = f"got the basis {one.basis!r}, expected {', '.join(_ORDER)}; {len(one.days)} rows left out"
            problems.append(Problem(one.file, one.symbol, None, What.LAYOUT, detail))
            continue
        groups.setdefault((basis, one.source), []).append(one)
    series: list[Series] = []
    for (basis, source), group in groups.items():
        fit = clean(group, calendar, problems)
        if len(fit.days) == 0:
            continue
        symbol = group[0].symbol
        series.append(
            Series(
                symbol,
                basis,
                source,
                fit.days,
                fit.closes,
                fit.opens,
                fit.highs,
                fit.lows,
                fit.split_factors,
            )
        )
        if basis is not Basis.TOTAL_RETURN and (Basis.TOTAL_RETURN, source) not in groups:
            series.extend(_total_return(group, fit.days))
    series.sort(key=lambda one: (_ORDER[one.basis], not one.has_range, -len(one), one.source))
    return _one_total_return(_with_splits(series)), tuple(problems)


# Two sources tell of one price where their closes differ by no more than this share.
_SAME_CLOSE = 0.02
_MOST_DAYS = 0.98


def _with_splits(series: list[Series]) -> list[Series]:
    """Give as-traded closes of a source that holds no splits those of one that does, where their closes agree.

    Without them a share that was split ten for one seems to have lost nine tenths.
    """
    giver = next((one for one in series if one.basis is Basis.AS_TRADED and _has_splits(one)), None)
    if giver is None:
        return series
    days, factors = np.frombuffer(giver.days, dtype=np.int32), np.frombuffer(giver.split_factors)
    made: list[Series] = []
    for one in series:
        own = np.frombuffer(one.days, dtype=np.int32)
        at = np.minimum(np.searchsorted(days, own), len(days) - 1)
        is_shared = days[at] == own
        with np.errstate(divide="ignore", invalid="ignore"):
            apart = np.abs(np.frombuffer(one.closes) / np.frombuffer(giver.closes)[at] - 1)[is_shared]
        is_same = len(apart) > 0 and float(np.mean(apart <= _SAME_CLOSE)) >= _MOST_DAYS
        if one.basis is not Basis.AS_TRADED or _has_splits(one) or not is_same:
            made.append(one)
            continue
        borrowed = np.where(own > days[-1], 1.0, factors[at])
        closes, opens, highs, lows = (np.frombuffer(c) for c in (one.closes, one.opens, one.highs, one.lows))
        made.append(Series(one.symbol, one.basis, one.source, own, closes, opens, highs, lows, borrowed))
    return made


def _has_splits(series: Series) -> bool:
    return bool((np.frombuffer(series.split_factors) != 1.0).any())


def clean(group: Sequence[Rows], calendar: Calendar | None, problems: list[Problem]) -> Columns:
    """Return the fit rows of one symbol, basis and source, sorted; add what is wrong to `problems`."""
    symbol, basis = group[0].symbol, group[0].basis
    files = np.repeat(np.arange(len(group)), [len(one.days) for one in group])
    days = np.concatenate([one.days for one in group])
    names = ("closes", "opens", "highs", "lows", "split_factors")
    columns = [np.concatenate([getattr(one, name) for one in group]) for name in names]

    def note(place: int, what: What, detail: str) -> None:
        day = None if days[place] == NO_DAY else date.fromordinal(int(days[place]))
        problems.append(Problem(group[files[place]].file, symbol, day, what, detail))

    for place in np.flatnonzero(days == NO_DAY).tolist():
        note(place, What.ROW, "got no date; the row is left out")
    good = (days != NO_DAY) & ~np.isnan(columns[0])
    if not good.all() or bool((np.diff(days) <= 0).any()):
        order = np.flatnonzero(good)
        order = order[np.argsort(days[order], kind="stable")]
        days, files = days[order], files[order]
        columns = [column[order] for column in columns]
    if bool((np.diff(days) == 0).any()):
        keep = _merge(days, columns, note)
        days, files = days[keep], files[keep]
        columns = [column[keep] for column in columns]
    closes, opens, highs, lows, factors = columns
    keep = np.ones(len(days), dtype=np.bool_)
    if calendar is not None:
        for place in np.flatnonzero(_holidays(days, calendar)).tolist():
            keep[place] = False
            note(place, What.HOLIDAY, f"{basis} bar, but {calendar.mic} was closed; it is left out")
    margin = slack(closes)
    wrong = impossible(closes, opens, highs, lows, margin, factors, is_positive=calendar is not None)
    for place in np.flatnonzero(wrong & keep).tolist():
        keep[place] = False
        bar = bar_words(opens[place], highs[place], lows[place], closes[place])
        note(place, What.IMPOSSIBLE, f"{basis} bar cannot be: {bar}; it is left out")
    with np.errstate(invalid="ignore"):
        odd = keep & ((opens > highs + margin) | (opens < lows - margin))
    if odd.any():
        opens = np.where(odd, np.nan, opens)
        for place in np.flatnonzero(odd).tolist():
            range_ = f"low {lows[place]:.8g} and high {highs[place]:.8g}"
            note(
                place,
                What.OPEN,
                f"open {columns[1][place]:.8g} is not between {range_}; the open is left out",
            )
    if keep.all():
        return Columns(days, closes, opens, highs, lows, factors)
    return Columns(days[keep], closes[keep], opens[keep], highs[keep], lows[keep], factors[keep])


def _holidays(days: Days, calendar: Calendar) -> Mask:
    """Say which days are inside the calendar's bounds and no session."""
    mask = np.frombuffer(calendar.mask, dtype=np.uint8)
    places = days - calendar.first.toordinal()
    inside = (places >= 0) & (places < len(mask))
    return np.asarray(inside & (mask[np.where(inside, places, 0)] == 0))


def impossible(
    closes: Floats,
    opens: Floats,
    highs: Floats,
    lows: Floats,
    margin: Floats,
    factors: Floats,
    *,
    is_positive: bool | Mask,
) -> Mask:
    """Say which bars cannot be; `is_positive` (of all, or of each) says that prices must be above zero."""
    # Comparisons with nan are False, so that what a source lacks is never held against it.
    with np.errstate(invalid="ignore"):
        wrong = (highs < lows - margin) | (closes > highs + margin) | (closes < lows - margin)
        wrong |= np.isinf(closes) | np.isinf(opens) | np.isinf(highs) | np.isinf(lows)
        wrong |= ~(np.isfinite(factors) & (factors > 0))
        wrong |= is_positive & ((closes <= 0) | (opens <= 0) | (lows <= 0))
    return np.asarray(wrong)


def bar_words(open_: float, high: float, low: float, close: float) -> str:
    """Write a bar's prices for a message; what the source lacks is left away."""
    named = zip(("open", "high", "low", "close"), (open_, high, low, close), strict=True)
    return ", ".join(f"{name} {value:.8g}" for name, value in named if value == value)


def _merge(days: Days, columns: list[Floats], note: Note) -> npt.NDArray[np.intp]:
    """Return the places to keep, one a day; where the values of a day differ, none.

    Equal rows are one, and what one of them lacks is filled from the other. `columns` are
    those of the sorted `days` and are changed in place.
    """
    starts = np.append(0, np.flatnonzero(np.diff(days)) + 1)
    stops = np.append(starts[1:], len(days))
    keep = np.ones(len(starts), dtype=np.bool_)
    for number in np.flatnonzero(stops - starts > 1).tolist():
        here = slice(int(starts[number]), int(stops[number]))
        for name, column in zip(_NAMES, columns, strict=True):
            held = column[here][~np.isnan(column[here])]
            if len(held) == 0:
                continue
            if float(held.max() - held.min()) > FLOAT32_GRAIN * float(np.abs(held).max()):
                values = " and ".join(f"{value:.8g}" for value in held)
                detail = f"{stops[number] - starts[number]} bars that differ, {name} {values}; none is used"
                note(here.start, What.DUPLICATE, detail)
                keep[number] = False
                break
            column[here.start] = held[0]
    return starts[keep]


def _total_return(group: Sequence[Rows], fit: Days) -> list[Series]:
    """Return the adjusted closes that stand in the file which has most of them, on fit days."""
    counts = [int((~np.isnan(one.adj_closes)).sum()) for one in group]
    best = group[counts.index(max(counts))]
    good = ~np.isnan(best.adj_closes) & np.isfinite(best.adj_closes) & (best.adj_closes > 0)
    days, closes = best.days[good], best.adj_closes[good]
    days, first, n = np.unique(days, return_index=True, return_counts=True)
    # A day with two adjusted closes says nothing of which is meant.
    use = (n == 1) & np.isin(days, fit)
    if not use.any():
        return []
    return [Series(best.symbol, Basis.TOTAL_RETURN, best.source, days[use], closes[first][use])]


def _one_total_return(series: list[Series]) -> tuple[Series, ...]:
    """Keep one total-return series a source: as traded and split-adjusted files may both give one."""
    seen: set[str] = set()
    kept: list[Series] = []
    for one in series:
        if one.basis is Basis.TOTAL_RETURN:
            if one.source in seen:
                continue
            seen.add(one.source)
        kept.append(one)
    return tuple(kept)
