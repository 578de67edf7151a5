"""What is wrong with price files, found without leaving anything out silently."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from extractor.market.sessions import Calendar
from extractor.prices.bars import is_exchange_traded, open_prices, xnys
from extractor.prices.building import Columns, clean, slack
from extractor.prices.files import Days, Rows
from extractor.prices.problems import Problem, What
from extractor.records import Basis

# A series that holds fewer of its sessions than this is a handful of bars, not one with gaps.
LEAST_HELD = 0.5
# What is reported and still used: the bars that are there are sound.
LEFT_IN = frozenset({What.GAP, What.DISAGREE})
# Symbols that a line names before it only counts them.
_NAMED = 4
# Symbols that are read from the files at one time.
_BATCH = 64


def check(
    paths: Sequence[Path],
    mic_of: Callable[[str], str] = xnys,
    is_exchange_traded: Callable[[str], bool] = is_exchange_traded,
) -> Iterator[Problem]:
    """Yield what is wrong with price files and folders, symbol by symbol, then file by file.

    Found are bars on holidays, bars of one symbol, day, basis and source that differ,
    impossible bars, missing sessions (a stretch is one problem, at its first day), and days on
    which two sources of as-traded or of split-adjusted prices differ beyond rounding. Raise
    PricesError or LayoutError where no file can be used.
    """
    prices = open_prices(paths, mic_of, is_exchange_traded)
    symbols = prices.symbols()
    for start in range(0, len(symbols), _BATCH):
        for symbol, rows in prices.rows(symbols[start : start + _BATCH]).items():
            if rows:
                yield from _check_symbol(symbol, rows, prices.calendar_of(symbol))
    yield from prices.problems


def grouped(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a line for each kind of problem of each symbol: how many, from when to when.

    Symbols of one file whose problems fall on the same days share a line; what concerns a whole
    file, or happens once, is told in full.
    """
    by_symbol: dict[tuple[str, What, str], list[Problem]] = {}
    for problem in problems:
        by_symbol.setdefault((problem.file, problem.what, problem.symbol), []).append(problem)
    by_days: dict[tuple[object, ...], list[list[Problem]]] = {}
    for number, group in enumerate(by_symbol.values()):
        first = group[0]
        days = tuple(problem.day for problem in group)
        # What has no symbol or no day has only its own words.
        own = number if not first.symbol or None in days else -1
        by_days.setdefault((first.file, first.what, days, own), []).append(group)
    for groups in by_days.values():
        first = groups[0][0]
        if len(groups) == 1 and len(groups[0]) == 1:
            yield str(first)
            continue
        symbols = [group[0].symbol for group in groups]
        named = ", ".join(symbols[:_NAMED]) + (f" and {len(symbols) - _NAMED} more" if len(symbols) > _NAMED else "")
        dated = sorted(problem.day for problem in groups[0] if problem.day is not None)
        n = len(groups[0])
        count = f"{n}{' each' if len(groups) > 1 else ''}"
        when = f", {dated[0]} to {dated[-1]}" if len(set(dated)) > 1 else f", {dated[0]}" if dated else ""
        yield f"{first.file}: {first.what}: {named or 'rows'}: {count}{when}; the first: {first.detail}"


def _check_symbol(symbol: str, rows: Sequence[Rows], calendar: Calendar | None) -> Iterator[Problem]:
    groups: dict[tuple[str, str], list[Rows]] = {}
    for one in rows:
        groups.setdefault((one.basis, one.source), []).append(one)
    fit: dict[tuple[str, str], Columns] = {}
    for (basis, source), group in groups.items():
        if basis not in set(Basis):
            detail = f"got the basis {basis!r}, expected {', '.join(Basis)}"
            yield Problem(group[0].file, symbol, None, What.LAYOUT, detail)
            continue
        problems: list[Problem] = []
        fit[basis, source] = clean(group, calendar, problems)
        yield from problems
        if calendar is not None:
            held = np.unique(np.concatenate([one.days for one in group]))
            yield from _gaps(group[0].file, symbol, f"{basis} {source}", held, calendar)
    for basis in (Basis.AS_TRADED, Basis.SPLIT_ADJUSTED):
        sources = sorted(
            (source for found, source in fit if found == basis), key=lambda one: -len(fit[basis, one].days)
        )
        for place, first in enumerate(sources):
            for second in sources[place + 1 :]:
                file = max(groups[basis, second], key=lambda one: len(one.days)).file
                yield from _differences(file, symbol, (first, second), (fit[basis, first], fit[basis, second]))


def _gaps(file: str, symbol: str, name: str, held: Days, calendar: Calendar) -> Iterator[Problem]:
    start = calendar.first.toordinal()
    mask = np.frombuffer(calendar.mask, dtype=np.uint8)
    inside = held[(held >= start) & (held < start + len(mask))]
    if len(inside) == 0:
        return
    low, high = int(inside[0]), int(inside[-1])
    sessions = np.flatnonzero(mask[low - start : high - start + 1]).astype(np.int32) + np.int32(low)
    lacks = ~np.isin(sessions, inside)
    n_lacking = int(lacks.sum())
    if n_lacking > (1 - LEAST_HELD) * len(sessions):
        detail = f"{name} holds {len(sessions) - n_lacking} of {len(sessions)} sessions"
        yield Problem(file, symbol, None, What.GAP, f"{detail} from {_day(low)} to {_day(high)}")
        return
    edges = np.flatnonzero(np.diff(np.concatenate(([0], lacks.astype(np.int8), [0]))))
    for first, after in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        n = after - first
        upto = "" if n == 1 else f", to {_day(int(sessions[after - 1]))}"
        detail = f"{name} lacks {n} session{'' if n == 1 else 's'}{upto}"
        yield Problem(file, symbol, _day(int(sessions[first])), What.GAP, detail)


def _differences(
    file: str, symbol: str, sources: tuple[str, str], columns: tuple[Columns, Columns]
) -> Iterator[Problem]:
    ours, theirs = columns
    days, left, right = np.intersect1d(ours.days, theirs.days, assume_unique=True, return_indices=True)
    a, b = ours.closes[left], theirs.closes[right]
    for place in np.flatnonzero(np.abs(a - b) > slack(a) + slack(b)).tolist():
        detail = f"{sources[0]} closes at {a[place]:.8g}, {sources[1]} at {b[place]:.8g}"
        yield Problem(file, symbol, _day(int(days[place])), What.DISAGREE, detail)


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)
