"""Bars asked for by symbol, from any number of files and folders."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pyarrow as pa

from extractor.errors import PricesError
from extractor.market.series import Series
from extractor.market.sessions import Calendar, load_calendar
from extractor.prices.building import build
from extractor.prices.files import SUFFIXES, Chunk, Rows, open_file
from extractor.prices.problems import Problem, What
from extractor.records import Bar, Basis

_TICKER = re.compile(r"[A-Z]{1,5}(?:[.-][A-Z])?")
# Symbols that look like a ticker and trade on no share exchange.
NOT_SHARES = frozenset({"BRENT", "BTC", "DXY", "ETH", "GOLD", "WTI"})

# Files that are read at one time.
_READERS = 2

# Symbols whose bars are kept from one `load` to the next. A symbol takes some 0.3 MB, and 1 ms to
# read again; the indices, rates and large shares that most articles name are fewer. Memory after
# 10,000 articles over that after 1,000: 1.03 with 128, 1.11 with 256, 1.33 without a bound.
KEPT_SYMBOLS = 128


def is_exchange_traded(symbol: str) -> bool:
    """Say whether `symbol` is an index or a plain US ticker, which have bars on sessions only."""
    if symbol.startswith("^"):
        return True
    return _TICKER.fullmatch(symbol) is not None and symbol not in NOT_SHARES


def xnys(symbol: str) -> str:  # noqa: ARG001
    """Return XNYS, the calendar where none is named."""
    return "XNYS"


class Prices:
    """Bars by symbol, read when they are first asked for, each with its source.

    `load` remembers the KEPT_SYMBOLS symbols that it was asked for last, all of its own call's,
    and which symbols are nowhere; the others are read anew when they are asked for again. What
    `series` and `bar` read by themselves stays until the next `load`.
    """

    def __init__(
        self,
        chunks: Sequence[tuple[Path, tuple[Chunk, ...]]],
        problems: Iterable[Problem] = (),
        mic_of: Callable[[str], str] = xnys,
        is_exchange_traded: Callable[[str], bool] = is_exchange_traded,
    ) -> None:
        self._files = list(chunks)
        self._problems = list(problems)
        self._mic_of = mic_of
        self._is_exchange_traded = is_exchange_traded
        self._series: dict[str, tuple[Series, ...]] = {}
        self._priced: dict[str, tuple[Series, ...]] = {}
        # Symbols with bars, the one longest unasked for first.
        self._asked: dict[str, None] = {}
        # Their problems are told once, however often they are read.
        self._checked: set[str] = set()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong so far: files at opening, bars when their symbols were loaded."""
        return tuple(self._problems)

    def symbols(self) -> tuple[str, ...]:
        """Return every symbol held, sorted; reads the symbols of all files."""
        found: set[str] = set()
        for path, chunks in list(self._files):
            try:
                found.update(symbol for chunk in chunks for symbol in chunk.symbols())
            except (pa.ArrowException, OSError) as error:
                self._leave_out(path, error)
        return tuple(sorted(found))

    def load(self, symbols: Iterable[str]) -> None:
        """Read the bars of those `symbols` that are not held, and let go of those longest unasked for."""
        asked = list(dict.fromkeys(symbols))
        for symbol in asked:
            if symbol in self._asked:
                del self._asked[symbol]
                self._asked[symbol] = None
        self._read(asked)
        n_asked = sum(symbol in self._asked for symbol in asked)
        for symbol in list(self._asked)[: -max(KEPT_SYMBOLS, n_asked)]:
            del self._asked[symbol], self._series[symbol], self._priced[symbol]

    def _read(self, symbols: Sequence[str]) -> None:
        wanted = [symbol for symbol in symbols if symbol not in self._series]
        if not wanted:
            return
        rows = self.rows(wanted)
        for symbol in wanted:
            series, problems = build(rows[symbol], self.calendar_of(symbol) if rows[symbol] else None)
            if symbol not in self._checked:
                self._checked.add(symbol)
                self._problems.extend(problems)
            self._series[symbol] = series
            self._priced[symbol] = tuple(one for one in series if one.basis is not Basis.TOTAL_RETURN)
            if series:
                self._asked[symbol] = None

    def rows(self, symbols: Iterable[str]) -> dict[str, list[Rows]]:
        """Read the rows of `symbols` as the files have them, nothing left out yet."""
        wanted = list(dict.fromkeys(symbols))
        rows: dict[str, list[Rows]] = {symbol: [] for symbol in wanted}

        def read(chunks: tuple[Chunk, ...]) -> list[Rows]:
            return [one for chunk in chunks for symbol in wanted for one in chunk.rows(symbol)]

        if all(chunk.is_decoded for _, chunks in self._files for chunk in chunks):
            # Slices of columns in memory are not worth a thread, whose own heap would be scattered with them.
            for _, chunks in self._files:
                for one in read(chunks):
                    rows[one.symbol].append(one)
            return rows
        # Decoding Parquet lets other threads run, so files are read beside each other.
        with ThreadPoolExecutor(max_workers=_READERS) as pool:
            reading = [(path, pool.submit(read, chunks)) for path, chunks in self._files]
        for path, future in reading:
            try:
                found = future.result()
            except (pa.ArrowException, OSError) as error:
                self._leave_out(path, error)
                continue
            for one in found:
                rows[one.symbol].append(one)
        # Decoding leaves Arrow with as much idle memory again as the columns that are kept.
        pa.default_memory_pool().release_unused()
        return rows

    def calendar_of(self, symbol: str) -> Calendar | None:
        """Return the calendar that binds the bars of `symbol`; None where no exchange does."""
        return load_calendar(self._mic_of(symbol)) if self._is_exchange_traded(symbol) else None

    def series(self, symbol: str) -> tuple[Series, ...]:
        """Return every series of `symbol`; none where nothing is held.

        As traded first, then split-adjusted, then total return; within a basis those with
        highs and lows first, and the longest of these.
        """
        if symbol not in self._series:
            self._read((symbol,))
        return self._series[symbol]

    def bar(self, symbol: str, day: date) -> Bar | None:
        """Return the bar of `day` from the first series that has one, never a total return.

        None means that no source holds that day.
        """
        priced = self._priced.get(symbol)
        if priced is None:
            self._read((symbol,))
            priced = self._priced[symbol]
        for series in priced:
            bar = series.get(day)
            if bar is not None:
                return bar
        return None

    def _leave_out(self, path: Path, error: Exception) -> None:
        reason = " ".join(str(error).split())[:160]
        detail = f"got {reason}; expected a whole price file; fetch or make it anew"
        self._problems.append(Problem(str(path), "", None, What.FILE, detail))
        self._files = [one for one in self._files if one[0] != path]
        if not self._files:
            raise PricesError(f"{path}: {detail}") from error


def open_prices(
    paths: Sequence[Path],
    mic_of: Callable[[str], str] = xnys,
    is_exchange_traded: Callable[[str], bool] = is_exchange_traded,
) -> Prices:
    """Open price files and folders of them; bars are read when they are asked for.

    `mic_of` gives the calendar of a symbol, `is_exchange_traded` whether its bars must fall
    on sessions. A file that cannot be used is a problem of the result, and an error
    (PricesError, LayoutError) when nothing usable is left.
    """
    opened: list[tuple[Path, tuple[Chunk, ...]]] = []
    problems: list[Problem] = []
    errors: list[PricesError] = []
    for path in find_files(paths):
        try:
            opened.append((path, open_file(path)))
        except PricesError as error:
            errors.append(error)
            detail = str(error).removeprefix(f"{path}: ")
            problems.append(Problem(str(path), "", None, What.FILE, detail))
    if not opened:
        raise errors[0]
    return Prices(opened, problems, mic_of, is_exchange_traded)


def find_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the price files that `paths` name, those of a folder sorted by name.

    Raise PricesError for a path that is not there, a folder without a price file, or no path.
    """
    if not paths:
        raise PricesError("got no path to prices, expected a file or folder; name one")
    return tuple(dict.fromkeys(file for path in paths for file in _files_of(Path(path))))


def _files_of(path: Path) -> Iterator[Path]:
    if path.is_dir():
        inside = sorted(
            file
            for file in path.iterdir()
            if file.suffix.lower() in SUFFIXES and file.is_file() and not file.name.startswith(".")
        )
        if not inside:
            raise PricesError(
                f"{path}: got a folder without {' or '.join(SUFFIXES)} files, expected one at least;"
                " `tapecheck prices import` makes them"
            )
        yield from inside
    elif path.exists():
        yield path
    else:
        raise PricesError(f"{path}: got no such file or folder, expected prices; mend the path")
