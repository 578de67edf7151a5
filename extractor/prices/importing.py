"""Price files as people have them, read, and kept in Tapecheck's own layout.

Read are downloads from Yahoo, FRED, Nasdaq.com and Stooq, plain tables of a date and a close,
and Tapecheck's own layout as CSV or Parquet. What can be read in two ways is refused.
"""

import csv
import math
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from extractor.errors import LayoutError, PricesError
from extractor.market.instruments import gazetteer
from extractor.prices.bars import is_exchange_traded
from extractor.prices.building import bar_words, impossible, slack
from extractor.prices.dates import DateReader, find_date_reader
from extractor.prices.files import NO_DAY, open_file
from extractor.prices.numbers import MISSING, NumberReader, find_number_reader
from extractor.prices.problems import Problem, What
from extractor.records import Basis

# What FRED calls its series, and the symbols they are.
FRED_SYMBOLS: Mapping[str, str] = {
    "DGS3MO": "UST3M",
    "DGS2": "UST2Y",
    "DGS5": "UST5Y",
    "DGS10": "UST10Y",
    "DGS30": "UST30Y",
    "DFEDTARU": "FEDFUNDS_UPPER",
    "DFEDTARL": "FEDFUNDS_LOWER",
    "DFF": "FEDFUNDS_EFFECTIVE",
    "EFFR": "FEDFUNDS_EFFECTIVE",
    "DCOILWTICO": "WTI_SPOT",
    "DCOILBRENTEU": "BRENT_SPOT",
    "SP500": "^GSPC",
    "NASDAQCOM": "^IXIC",
    "NASDAQ100": "^NDX",
    "DJIA": "^DJI",
    "VIXCLS": "^VIX",
    "NIKKEI225": "^N225",
    "DEXUSEU": "EURUSD",
    "DEXUSUK": "GBPUSD",
    "DEXJPUS": "USDJPY",
    "CBBTCUSD": "BTC",
    "CBETHUSD": "ETH",
}
# What Yahoo and Stooq call what goes by another name here.
YAHOO_SYMBOLS: Mapping[str, str] = {
    "GC=F": "GOLD",
    "SI=F": "SILVER",
    "CL=F": "WTI",
    "BZ=F": "BRENT",
    "NG=F": "NATGAS",
    "HG=F": "COPPER",
    "BTC-USD": "BTC",
    "ETH-USD": "ETH",
    "DX-Y.NYB": "DXY",
    "JPY=X": "USDJPY",
}
STOOQ_SYMBOLS: Mapping[str, str] = {
    "^SPX": "^GSPC",
    "^NDQ": "^IXIC",
    "^DAX": "^GDAXI",
    "^UKX": "^FTSE",
    "^NKX": "^N225",
    "^CAC": "^FCHI",
    "CL.F": "WTI",
    "GC.F": "GOLD",
    "SI.F": "SILVER",
    "CB.F": "BRENT",
    "10YUSY.B": "UST10Y",
    "2YUSY.B": "UST2Y",
    "30YUSY.B": "UST30Y",
}
WRITTEN = (
    "symbol",
    "date",
    "open",
    "high",
    "low",
    "close",
    "adj_close",
    "basis",
    "source",
    "split_factor",
)
_CLOSE_NAMES = ("close", "close/last", "last", "price", "value", "settle", "px_last", "close price")
_DATE_NAMES = ("date", "observation_date", "day", "datetime", "timestamp", "time")
_ADJ_NAMES = ("adj close", "adj_close", "adjclose", "adjusted close")
# A table copied off Yahoo's page has its headings with their explanations: "Close Close price adjusted for splits."
_EXPLAINED = (
    (re.compile(r"close\s*close price adjusted for splits\b.*", re.DOTALL), "close"),
    (re.compile(r"adj\.? close\s*adjusted close price adjusted for\b.*", re.DOTALL), "adj close"),
)
# Such a table tells of dividends and splits in rows of their own, which hold no bar.
_EVENT = re.compile(r"[\d.,:/ -]+(?:dividend|capital gains?|stock splits?|split)", re.IGNORECASE)
_NUMBER_NAMES = ("open", "high", "low", "split_factor")
_YAHOO_NAME = re.compile(r"\^?[A-Z0-9]{1,10}(?:[.=-][A-Z0-9]{1,4}){0,2}")
_STOOQ_NAME = re.compile(r"(\^?[a-z0-9]+(?:\.[a-z]|-[a-z])?)(_us|\.us)?_d", re.IGNORECASE)
_FRED_ID = re.compile(r"[A-Z][A-Z0-9]+")
_TICKER = re.compile(r"[A-Z]{1,5}(?:[.-][A-Z])?")
_DATED = re.compile(r"\d{1,4}[-/. ]?(?:\d|[a-z]{3})")
_NAME_PARTS = re.compile(r"[\s_,()]+|(?<![A-Z])-|-(?![A-Z]\b)")
# What downloads write beside the instrument's name.
_ADDED_WORDS = frozenset("historical history data prices price quotes quote daily stock etf index".split())
_SHOWN = 60
# Rows and files that a report lists before it only counts.
_LISTED = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is kept; what is missing is None. `day`, `basis` and `source` are of the bar."""

    symbol: str
    day: date
    open: float | None
    high: float | None
    low: float | None
    close: float
    adj_close: float | None
    basis: Basis
    source: str
    split_factor: float

    @property
    def key(self) -> tuple[str, Basis, str, date]:
        """What two rows must not share unless they are equal."""
        return (self.symbol, self.basis, self.source, self.day)


@dataclass(frozen=True, slots=True)
class ReadReport:
    """How a file was read.

    `layout` is tapecheck, yahoo, fred, nasdaq, stooq or plain; `n_rows` the rows that are
    kept, from `first` to `last`; `n_missing` those without a close; `skipped` those that
    could not be read, each with its reason. `note` says what the user may have to mend.
    """

    file: str
    layout: str
    date_format: str
    number_format: str
    symbols: tuple[str, ...]
    sources: tuple[str, ...]
    bases: tuple[Basis, ...]
    n_rows: int
    first: date
    last: date
    n_missing: int
    skipped: tuple[Problem, ...]
    note: str = ""

    def __str__(self) -> str:
        parts = [
            f"{self.file}: {self.layout} layout, dates {self.date_format}, {self.number_format}",
            f"{', '.join(self.symbols[:5])}{' …' if len(self.symbols) > 5 else ''}",
            f"{' and '.join(self.bases)} from {', '.join(self.sources)}",
            f"{self.n_rows} rows, {self.first} to {self.last}",
        ]
        if self.n_missing:
            parts.append(f"{self.n_missing} without a close")
        if self.skipped:
            parts.append(f"{len(self.skipped)} left out")
        if self.note:
            parts.append(self.note)
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: `written` files, new rows, rows already held, rows refused.

    Where the file could not be read, `report` is None and `error` says why.
    """

    file: str
    report: ReadReport | None
    written: tuple[Path, ...] = ()
    n_new: int = 0
    n_same: int = 0
    refused: tuple[Problem, ...] = ()
    error: str = ""

    @property
    def is_refused(self) -> bool:
        """Say that the file as a whole could not be used."""
        return self.report is None

    @property
    def n_kept(self) -> int:
        """How many of the file's rows are held now."""
        return self.n_new + self.n_same

    @property
    def n_refused(self) -> int:
        """How many of the file's rows were left out or refused."""
        return len(self.refused) + (len(self.report.skipped) if self.report else 0)

    def __str__(self) -> str:
        """One line on the file, and one for each row that was left out or refused."""
        if self.report is None:
            return self.error
        names = ", ".join(path.name for path in self.written[:_LISTED])
        more = " …" if len(self.written) > _LISTED else ""
        counts = f"{self.n_new} new, {self.n_same} held already, {len(self.refused)} refused"
        rows = [*self.report.skipped, *self.refused]
        lines = [f"{self.report} → {names}{more}: {counts}", *map(str, rows[:_LISTED])]
        if len(rows) > _LISTED:
            lines.append(f"{self.file}: {len(rows) - _LISTED} more rows like these")
        return "\n".join(lines)


def read_layout(
    path: Path, symbol: str | None = None, source: str | None = None, basis: Basis | None = None
) -> tuple[ReadReport, tuple[Row, ...]]:
    """Read a price file, and say how it was read.

    `symbol` names the instrument where the file does not, or picks one of those it holds;
    `source` and `basis` override what the layout stands for. Rows are sorted by symbol,
    basis, source and day. Raise LayoutError for a file that is not recognised or can be read
    in two ways, PricesError for one that cannot be read at all.
    """
    if path.suffix.lower() == ".parquet":
        rows, skipped, n_missing = _read_parquet(path)
        text = _Text("tapecheck", "ISO", "decimal point", rows, skipped, n_missing, "")
    else:
        text = _read_text(path, symbol)
    rows = list(text.rows)
    if symbol is not None:
        rows = _choose(path, rows, symbol)
    rows = [
        replace(row, source=source or row.source, basis=basis or row.basis) if source or basis else row for row in rows
    ]
    rows, twice = _unique(path, rows)
    if not rows:
        reason = str(text.skipped[0].detail) if text.skipped else "no row with a close"
        raise LayoutError(f"{path}: got {reason}; expected at least one bar; look into the file")
    report = ReadReport(
        file=str(path),
        layout=text.layout,
        date_format=text.dates,
        number_format=text.numbers,
        symbols=tuple(sorted({row.symbol for row in rows})),
        sources=tuple(sorted({row.source for row in rows})),
        bases=tuple(sorted({row.basis for row in rows})),
        n_rows=len(rows),
        first=min(row.day for row in rows),
        last=max(row.day for row in rows),
        n_missing=text.n_missing,
        skipped=(*text.skipped, *twice),
        note="" if basis else text.note,
    )
    return report, tuple(rows)


def import_files(
    files: Sequence[Path],
    symbol: str | None,
    out_dir: Path,
    source: str | None = None,
    basis: Basis | None = None,
) -> tuple[Imported, ...]:
    """Read price files and merge them into `<out_dir>/<symbol>-<source>.csv`.

    A row that differs from the one held is refused and named; equal ones are counted. A file
    that cannot be used is reported and the others go on; raise the first one's error
    (PricesError, LayoutError) when none could be used. Each file is replaced as a whole.
    """
    results: list[Imported] = []
    errors: list[PricesError] = []
    for path in files:
        try:
            report, rows = read_layout(path, symbol, source, basis)
            results.append(_keep(path, report, *_possible(path, rows), out_dir))
        except PricesError as error:
            errors.append(error)
            results.append(Imported(str(path), None, error=str(error)))
    if not files:
        raise PricesError("got no file to import, expected one at least; name it")
    if len(errors) == len(files):
        raise errors[0]
    return tuple(results)


@dataclass(frozen=True, slots=True)
class _Text:
    layout: str
    dates: str
    numbers: str
    rows: list[Row]
    skipped: list[Problem]
    n_missing: int
    note: str


@dataclass(frozen=True, slots=True)
class _Table:
    """A text table: `names` are the header's in small letters, `lines` carry their number."""

    path: Path
    header: tuple[str, ...]
    names: tuple[str, ...]
    separator: str
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    is_page_copy: bool = False

    def column(self, wanted: Sequence[str]) -> int | None:
        """Return the place of the first column of these names, None where it has none."""
        return next((self.names.index(name) for name in wanted if name in self.names), None)

    def cells(self, place: int) -> list[str]:
        """Return the cells of a column, those of short lines left out."""
        return [cells[place].strip() for _, cells in self.lines if place < len(cells)]


def _read_text(path: Path, symbol: str | None) -> _Text:
    table = _read_table(path)
    layout = _layout(table)
    date_place = table.column(_DATE_NAMES)
    if date_place is None:
        raise LayoutError(
            f"{path}: got the columns {_shown(table.header)}; expected a date; name the column of days Date"
        )
    values = _value_columns(table, layout, date_place, symbol)
    dates = find_date_reader(path, table.cells(date_place), is_american=layout == "nasdaq")
    numeric = [place for _, place in values]
    numeric += [place for name in (*_NUMBER_NAMES, *_ADJ_NAMES) if (place := table.column((name,))) is not None]
    numbers = find_number_reader(path, (c for place in numeric for c in table.cells(place)), table.separator)
    rows: list[Row] = []
    skipped: list[Problem] = []
    n_missing = 0
    symbol_place = table.column(("symbol", "ticker"))
    for number, cells in table.lines:
        for fixed, place in values:
            got = _read_row(table, cells, (date_place, place, symbol_place), layout, fixed, dates, numbers)
            if isinstance(got, Row):
                rows.append(got)
            elif got:
                skipped.append(Problem(str(path), fixed, None, What.ROW, f"line {number}: {got}"))
            else:
                n_missing += 1
    notes = ["a table copied from Yahoo's page"] if table.is_page_copy else []
    if symbol is None and symbol_place is None and layout != "fred":
        notes.append(f"{values[0][0]} by the file's name")
    if layout == "stooq" and any(row.basis is Basis.SPLIT_ADJUSTED for row in rows):
        notes.append("Stooq may have taken dividends out of the closes: if so, import with the basis total_return")
    return _Text(layout, dates.name, numbers.name, rows, skipped, n_missing, "; ".join(notes))


def _read_row(
    table: _Table,
    cells: tuple[str, ...],
    places: tuple[int, int, int | None],
    layout: str,
    fixed: str,
    dates: DateReader,
    numbers: NumberReader,
) -> Row | str:
    """Return the row, or why it is left out; an empty reason where it has no close."""
    date_place, close_place, symbol_place = places
    if table.is_page_copy and any(_EVENT.fullmatch(cell.strip()) for cell in cells):
        return ""
    if max(date_place, close_place, symbol_place or 0) >= len(cells):
        return f"got {len(cells)} cells, expected {len(table.names)}"
    period = table.column(("per",))
    if layout == "stooq" and period is not None and cells[period].strip().upper() != "D":
        return f"got the period {cells[period].strip()!r}, expected D for daily bars"
    day = dates.read(cells[date_place].strip())
    if day is None:
        return f"got the date {cells[date_place].strip()!r}, expected {dates.name}"

    def number(names: Sequence[str]) -> float | None:
        place = table.column(names)
        cell = cells[place].strip() if place is not None and place < len(cells) else ""
        return None if cell.lower() in MISSING else numbers.read(cell)

    try:
        cell = cells[close_place].strip()
        if cell.lower() in MISSING:
            return ""
        close = numbers.read(cell)
        opens, highs, lows = (number((name,)) for name in ("open", "high", "low"))
        adj_close = number(_ADJ_NAMES)
        factor = number(("split_factor",)) if layout == "tapecheck" else None
    except ValueError as error:
        return str(error)
    named = cells[symbol_place].strip() if symbol_place is not None else ""
    own = fixed or (_stooq_symbol(named) if layout == "stooq" else named)
    if not own:
        return "got no symbol"
    basis_text = source = ""
    if layout == "tapecheck":
        basis_text = _cell(table, cells, "basis")
        source = _cell(table, cells, "source")
    if basis_text and basis_text not in set(Basis):
        return f"got the basis {basis_text!r}, expected {', '.join(Basis)}"
    basis = Basis(basis_text) if basis_text else _basis(layout, own)
    source = source or _source(table, layout)
    if layout == "tapecheck" and basis is Basis.TOTAL_RETURN:
        adj_close = None
    return Row(own, day, opens, highs, lows, close, adj_close, basis, source, factor or 1.0)


def _cell(table: _Table, cells: tuple[str, ...], name: str) -> str:
    place = table.column((name,))
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _source(table: _Table, layout: str) -> str:
    """Return the source that a layout stands for; the header alone does not make a file Stooq's."""
    if layout == "tapecheck":
        return table.path.stem
    is_stooq = "ticker" in table.names or _STOOQ_NAME.fullmatch(_stem(table.path)) is not None
    if layout == "plain" or (layout == "stooq" and not is_stooq):
        return "imported"
    return layout


def _basis(layout: str, symbol: str) -> Basis:
    """Return what the closes of a layout are: Yahoo, Nasdaq.com and Stooq take splits out of shares."""
    is_share = _TICKER.fullmatch(symbol) is not None and symbol not in YAHOO_SYMBOLS.values()
    return Basis.SPLIT_ADJUSTED if is_share and layout in {"yahoo", "nasdaq", "stooq"} else Basis.AS_TRADED


def _read_table(path: Path) -> _Table:
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "an error"
        raise PricesError(f"{path}: got {reason.lower()}, expected a readable price file; mend the path") from error
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise LayoutError(
            f"{path}: got bytes that are not UTF-8, expected a text table; save it as CSV in UTF-8"
        ) from error
    if "\0" in text:
        raise LayoutError(f"{path}: got a binary file, expected a text table; save it as CSV in UTF-8")
    lines = text.splitlines()
    skipped = 0
    declared = ""
    while skipped < len(lines) and (not lines[skipped].strip() or lines[skipped].lower().startswith("sep=")):
        declared = lines[skipped][4:5] or declared
        skipped += 1
    if skipped == len(lines):
        raise LayoutError(f"{path}: got an empty file, expected a header and rows; fetch it anew")
    head = lines[skipped]
    separator = declared or next((mark for mark in (";", "\t", ",") if mark in head), ",")
    try:
        parsed = list(csv.reader(lines[skipped:], delimiter=separator, strict=False))
    except csv.Error as error:
        raise LayoutError(f"{path}: got {error}, expected a text table; save it as CSV in UTF-8") from error
    header = tuple(cell.strip().strip("*") for cell in parsed[0])
    written = tuple(cell.strip("<>").strip().lower() for cell in header)
    names = tuple(map(_plain_name, written))
    if not any(re.search(r"[a-z]{2}", name) for name in names) or _DATED.match(names[0]):
        raise LayoutError(f"{path}: got no header ({_shown(header)} comes first), expected names of columns; add them")
    doubled = sorted({name for name in names if name and names.count(name) > 1})
    if doubled:
        raise LayoutError(f"{path}: got the column {doubled[0]} twice, expected it once; remove one")
    body = tuple(
        (skipped + number, tuple(cells))
        for number, cells in enumerate(parsed[1:], start=2)
        if any(cell.strip() for cell in cells)
    )
    if not body:
        raise LayoutError(f"{path}: got a header and no rows, expected bars; fetch it anew")
    return _Table(path, header, names, separator, body, names != written)


def _plain_name(name: str) -> str:
    """Return a heading without the explanation that Yahoo's page has behind it."""
    return next((plain for pattern, plain in _EXPLAINED if pattern.fullmatch(name)), name)


def _layout(table: _Table) -> str:
    names = set(table.names)
    if {"symbol", "date", "close"} <= names:
        return "tapecheck"
    if {"ticker", "per", "date", "close"} <= names:
        return "stooq"
    if "close/last" in names:
        return "nasdaq"
    if "close" in names and names & set(_ADJ_NAMES):
        return "yahoo"
    if table.header[:5] == ("Date", "Open", "High", "Low", "Close") and table.header[5:] in ((), ("Volume",)):
        # Yahoo's newer downloads have this header too; the file's name tells the two apart.
        return "yahoo" if _YAHOO_NAME.fullmatch(_stem(table.path)) else "stooq"
    others = [head for head in table.header if head.lower() not in _DATE_NAMES]
    is_fred = all(head in FRED_SYMBOLS or head == "VALUE" for head in others) and bool(others)
    if table.names[0] == "observation_date" or is_fred:
        return "fred"
    return "plain"


def _value_columns(table: _Table, layout: str, date_place: int, symbol: str | None) -> tuple[tuple[str, int], ...]:
    """Return the columns that hold closes, each with its symbol (empty: a column names it)."""
    path = table.path
    if layout == "fred":
        places = [place for place in range(len(table.names)) if place != date_place]
        named = [(FRED_SYMBOLS.get(_fred_id(table, place), ""), place) for place in places]
        if symbol is not None and len(named) == 1:
            return ((symbol, named[0][1]),)
        unknown = [table.header[place] for own, place in named if not own]
        if unknown or not named:
            raise LayoutError(
                f"{path}: got the FRED series {_shown(unknown) or 'none'}, expected one that has a"
                f" symbol here ({_shown(list(FRED_SYMBOLS))}); say which with --symbol"
            )
        return tuple(named)
    place = table.column(_CLOSE_NAMES)
    if place is None:
        raise LayoutError(f"{path}: got the columns {_shown(table.header)}; expected a close; name its column Close")
    if table.column(("symbol", "ticker")) is not None:
        return (("", place),)
    found = symbol or _symbol_of_name(path, layout) or _symbol_in_name(path)
    return ((found, place),)


def _fred_id(table: _Table, place: int) -> str:
    head = table.header[place]
    stem = _stem(table.path)
    return stem if head == "VALUE" and _FRED_ID.fullmatch(stem) else head


def _symbol_of_name(path: Path, layout: str) -> str | None:
    stem = _stem(path)
    if layout == "stooq":
        match = _STOOQ_NAME.fullmatch(stem)
        return _stooq_symbol(match.group(1)) if match else None
    if layout != "yahoo" or not _YAHOO_NAME.fullmatch(stem):
        return None
    if stem.endswith("=X") and len(stem) == 8:
        return stem[:-2]
    return YAHOO_SYMBOLS.get(stem, re.sub(r"^([A-Z]{1,5})-([A-Z])$", r"\1.\2", stem))


def _symbol_in_name(path: Path) -> str:
    """Return the one symbol that the gazetteer knows in a file's name; raise LayoutError for none, or several.

    A ticker counts in capitals only, so that no word is taken for one; an index may leave away its
    caret and be small ("spx"). Words that downloads add ("Historical Data") are passed over.
    """
    names = gazetteer()
    words = [word for word in _NAME_PARTS.split(_stem(path)) if word and word.lower() not in _ADDED_WORDS]
    whole = " ".join(words)
    for candidate in (whole, f"^{whole.upper()}"):
        own = YAHOO_SYMBOLS.get(candidate, STOOQ_SYMBOLS.get(candidate, candidate))
        if own in names:
            return own
    named = {it.symbol for it in names if it.name == whole}
    named = named or {name.symbol for name in names.names() if name.text == whole and name.strength == "alias"}
    named = named or {YAHOO_SYMBOLS.get(word, word) for word in words if word == word.upper() and word in names}
    if len(named) == 1:
        return named.pop()
    got = f"the symbols {_shown(sorted(named))}" if named else "no symbol"
    raise LayoutError(
        f"{path}: got no column of symbols and {got} in the file's name, expected one such as TSLA.csv;"
        " rename it or say which with --symbol"
    )


def _stooq_symbol(text: str) -> str:
    name = text.upper().removesuffix(".US")
    return STOOQ_SYMBOLS.get(name, re.sub(r"^([A-Z]{1,5})-([A-Z])$", r"\1.\2", name))


def _stem(path: Path) -> str:
    """Return the file's name without its ending and without the (1) of a second download."""
    return re.sub(r"\s*\(\d+\)$", "", path.stem)


def _read_parquet(path: Path) -> tuple[list[Row], list[Problem], int]:
    rows: list[Row] = []
    skipped: list[Problem] = []
    n_missing = 0
    try:
        groups = [g for chunk in open_file(path) for name in chunk.symbols() for g in chunk.rows(name)]
    except (pa.ArrowException, OSError) as error:
        reason = " ".join(str(error).split())[:160]
        raise PricesError(f"{path}: got {reason}; expected a whole price file; fetch it anew") from error
    for group in groups:
        if group.basis not in set(Basis):
            detail = f"got the basis {group.basis!r}, expected {', '.join(Basis)}"
            skipped.append(Problem(str(path), group.symbol, None, What.ROW, detail))
            continue
        columns = (group.opens, group.highs, group.lows, group.closes, group.adj_closes, group.split_factors)
        for ordinal, *numbers in zip(group.days.tolist(), *(column.tolist() for column in columns), strict=True):
            opens, highs, lows, close, adj_close, factor = (None if math.isnan(n) else n for n in numbers)
            if ordinal == int(NO_DAY):
                skipped.append(Problem(str(path), group.symbol, None, What.ROW, "got no date"))
            elif close is None:
                n_missing += 1
            else:
                day = date.fromordinal(ordinal)
                basis = Basis(group.basis)
                row = (group.symbol, day, opens, highs, lows, close, adj_close, basis, group.source)
                rows.append(Row(*row, factor or 1.0))
    return rows, skipped, n_missing


def _choose(path: Path, rows: list[Row], symbol: str) -> list[Row]:
    held = sorted({row.symbol for row in rows})
    if symbol in held:
        return [row for row in rows if row.symbol == symbol]
    if len(held) == 1:
        return [replace(row, symbol=symbol) for row in rows]
    if held:
        raise LayoutError(
            f"{path}: got bars of {len(held)} symbols ({_shown(held)}), expected {symbol} among them;"
            " leave --symbol out or name one of these"
        )
    return rows


def _unique(path: Path, rows: list[Row]) -> tuple[list[Row], list[Problem]]:
    """Return the rows sorted, equal ones once; of rows that differ none is kept, and each is named."""
    by_key: dict[tuple[str, Basis, str, date], list[Row]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    kept: list[Row] = []
    problems: list[Problem] = []
    for _, same in sorted(by_key.items()):
        if all(row == same[0] for row in same):
            kept.append(same[0])
            continue
        closes = " and ".join(f"{row.close:g}" for row in same)
        detail = f"{len(same)} rows that differ, closes {closes}; none is kept"
        problems.append(Problem(str(path), same[0].symbol, same[0].day, What.DUPLICATE, detail))
    return kept, problems


def _possible(path: Path, rows: Sequence[Row]) -> tuple[list[Row], list[Problem]]:
    """Return the rows whose prices can be, and a problem for each other; only an exchange keeps prices above zero."""
    names = ("close", "open", "high", "low", "split_factor")
    columns = {name: np.array([getattr(row, name) for row in rows], dtype=np.float64) for name in names}
    close, open_, high, low, factor = columns.values()
    is_positive = np.array([is_exchange_traded(row.symbol) for row in rows], dtype=np.bool_)
    wrong = impossible(close, open_, high, low, slack(close), factor, is_positive=is_positive)
    problems: list[Problem] = []
    for place in np.flatnonzero(wrong).tolist():
        bar = bar_words(open_[place], high[place], low[place], close[place])
        has_range = bool(high[place] == high[place] or low[place] == low[place])
        expected = "low ≤ close ≤ high and prices above zero" if has_range else "prices above zero"
        detail = f"got a bar that cannot be ({bar}), expected {expected}; it is left out"
        problems.append(Problem(str(path), rows[place].symbol, rows[place].day, What.IMPOSSIBLE, detail))
    kept = [row for row, is_wrong in zip(rows, wrong.tolist(), strict=True) if not is_wrong]
    if not kept:
        raise LayoutError(f"{path}: {problems[0].detail.removesuffix('; it is left out')}; look into the file")
    return kept, problems


def _keep(
    path: Path, report: ReadReport, rows: Sequence[Row], impossible_rows: Sequence[Problem], out_dir: Path
) -> Imported:
    targets: dict[Path, list[Row]] = {}
    for row in rows:
        targets.setdefault(out_dir / file_name(row.symbol, row.source), []).append(row)
    refused = list(impossible_rows)
    n_new = n_same = 0
    for target, fresh in targets.items():
        held = read_layout(target)[1] if target.exists() else ()
        merged, new, same, conflicts = merge(str(path), held, fresh)
        refused += conflicts
        n_new += new
        n_same += same
        if tuple(merged) != held:
            _write(target, merged)
    return Imported(str(path), report, tuple(targets), n_new, n_same, tuple(refused))


def file_name(symbol: str, source: str) -> str:
    """Return the name of the file that keeps `symbol` from `source`, safe on any file system."""
    safe = re.sub(r"[^A-Za-z0-9.^=_-]", "_", f"{symbol}-{source}").lstrip(".")
    return f"{safe or '_'}.csv"


def merge(file: str, held: Sequence[Row], fresh: Sequence[Row]) -> tuple[list[Row], int, int, list[Problem]]:
    """Merge `fresh` rows into `held` ones: the rows, how many are new, how many equal, what is refused.

    What one row lacks is filled from the other. Adjusted closes change with every dividend:
    newer ones replace the held ones where they cover all of them, and are left out elsewhere.
    """
    rows = {row.key: row for row in held}
    problems: list[Problem] = []
    accepted: list[Row] = []
    n_new = n_same = 0
    for row in fresh:
        old = rows.get(row.key)
        if old is None:
            n_new += 1
        elif _agree(old, row):
            n_same += 1
        else:
            detail = f"{row.source} close {row.close:g} differs from {old.close:g} held; the held row stays"
            if old.close == row.close:
                detail = f"{row.source} open, high, low or split differ from those held; the held row stays"
            problems.append(Problem(file, row.symbol, row.day, What.REFUSED, detail))
            continue
        accepted.append(row)
    is_rebased = any(
        (old := rows.get(row.key)) is not None and not _near(old.adj_close, row.adj_close) for row in accepted
    )
    adjusted = {row.key for row in accepted if row.adj_close is not None}
    covers = all(key in adjusted for key, row in rows.items() if row.adj_close is not None)
    if is_rebased and not covers:
        detail = "adjusted closes differ from those held and do not cover them; import the whole history anew"
        problems.append(Problem(file, fresh[0].symbol, None, What.REFUSED, detail))
    for row in accepted:
        old = rows.get(row.key)
        if is_rebased:
            adj_close = row.adj_close if covers else (old.adj_close if old else None)
        else:
            adj_close = row.adj_close if old is None or old.adj_close is None else old.adj_close
        base = row if old is None else old
        rows[row.key] = replace(
            base,
            open=_first(base.open, row.open),
            high=_first(base.high, row.high),
            low=_first(base.low, row.low),
            adj_close=adj_close,
        )
    return [row for _, row in sorted(rows.items())], n_new, n_same, problems


def _agree(old: Row, new: Row) -> bool:
    pairs = ((old.open, new.open), (old.high, new.high), (old.low, new.low), (old.close, new.close))
    return all(_near(a, b) for a, b in (*pairs, (old.split_factor, new.split_factor)))


def _near(a: float | None, b: float | None) -> bool:
    """Say whether two numbers are one, the grain of a 32-bit float allowed; None agrees with all."""
    return a is None or b is None or math.isclose(a, b, rel_tol=1e-6)


def _first(a: float | None, b: float | None) -> float | None:
    return b if a is None else a


def _write(target: Path, rows: Sequence[Row]) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out, lineterminator="\n")
                writer.writerow(WRITTEN)
                writer.writerows(_cells(row) for row in rows)
            Path(name).chmod(0o644)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or "an error").lower()
        raise PricesError(f"{target}: got {reason}, expected to write it; mend the folder's rights") from error


def _cells(row: Row) -> Iterator[str]:
    yield row.symbol
    yield row.day.isoformat()
    for number in (row.open, row.high, row.low, row.close, row.adj_close):
        yield "" if number is None else repr(number)
    yield row.basis.value
    yield row.source
    yield repr(row.split_factor)


def _shown(names: Sequence[str]) -> str:
    text = ", ".join(names)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + " …"
