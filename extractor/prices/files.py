"""Price files in the layout that Tapecheck keeps, as Parquet and as CSV.

Columns: symbol, date, close, and where there are more open, high, low, adj_close, basis
(as_traded where it is absent), source (the file's name), split_factor. Further columns are
not read. Rows of one symbol may stand anywhere; a file sorted by symbol is read fastest.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from extractor.errors import LayoutError, PricesError
from extractor.records import Basis

REQUIRED = ("symbol", "date", "close")
NUMBERS = ("close", "open", "high", "low", "adj_close", "split_factor")
WORDS = ("symbol", "basis", "source")
COLUMNS = (
    "symbol",
    "date",
    "open",
    "high",
    "low",
    "close",
    "adj_close",
    "volume",
    *WORDS[1:],
    "split_factor",
)
SUFFIXES = (".parquet", ".csv")
# Ordinal of 1970-01-01, where Arrow counts days from.
EPOCH = 719163
NO_DAY = np.int32(-(2**31))

_DTYPES = {f"int{bits}": f"i{bits // 8}" for bits in (8, 16, 32, 64)}
_DTYPES |= {f"uint{bits}": f"u{bits // 8}" for bits in (8, 16, 32, 64)}
_DTYPES |= {"halffloat": "f2", "float": "f4", "double": "f8", "date32[day]": "i4"}

Days = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int32]
Reader = Callable[[Sequence[str]], pa.Table]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The rows of one symbol, one basis and one source in one file, in the file's order.

    `days` are ordinals (NO_DAY: no date); every array is of that length; missing is nan.
    """

    file: str
    symbol: str
    basis: str
    source: str
    days: Days
    closes: Floats
    opens: Floats
    highs: Floats
    lows: Floats
    adj_closes: Floats
    split_factors: Floats


class Chunk:
    """A part of a file that is read at once: a Parquet row group, or a whole CSV file."""

    def __init__(self, file: str, columns: Sequence[str], read: Reader, bounds: Mapping[str, tuple[str, str]]) -> None:
        self._file = file
        self._columns = columns
        self._read = read
        self._bounds = bounds
        self._runs: dict[str, list[tuple[int, int]]] | None = None
        self._order: npt.NDArray[np.intp] | None = None
        self._arrays: dict[str, npt.NDArray[np.generic]] | None = None
        self._coded: dict[str, tuple[Codes, list[str]]] = {}

    @property
    def is_decoded(self) -> bool:
        """Say whether its columns are in memory."""
        return self._arrays is not None

    def symbols(self) -> tuple[str, ...]:
        """Return the symbols it holds."""
        return tuple(self._index())

    def rows(self, symbol: str) -> Iterator[Rows]:
        """Yield the rows of `symbol`, one record for each basis and source."""
        low, high = self._bounds.get("symbol", ("", ""))
        # Outside the statistics of the row group there is nothing to read.
        if high and not low <= symbol <= high:
            return
        for start, stop in self._index().get(symbol, ()):
            yield from self._split(symbol, start, stop)

    def _index(self) -> dict[str, list[tuple[int, int]]]:
        if self._runs is None:
            codes, values = _codes(self._read(["symbol"]).column("symbol"))
            starts = _run_starts(codes)
            if len(starts) > 2 * len(values) + 16:
                # Not sorted by symbol: rows are taken through an order that makes them so.
                self._order = np.argsort(codes, kind="stable")
                codes = codes[self._order]
                starts = _run_starts(codes)
            stops = np.append(starts[1:], len(codes))
            self._runs = {}
            for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
                if stop > start and codes[start] >= 0:
                    self._runs.setdefault(values[codes[start]], []).append((start, stop))
        return self._runs

    def _load(self) -> dict[str, npt.NDArray[np.generic]]:
        if self._arrays is None:
            constant = {name for name, (low, high) in self._bounds.items() if low == high}
            wanted = [name for name in self._columns if name != "symbol" and name not in constant]
            table = self._read(wanted)
            self._coded = {name: _codes(table.column(name)) for name in WORDS[1:] if name in wanted}
            arrays = {name: _array(table.column(name), np.nan) for name in NUMBERS if name in wanted}
            self._arrays = arrays | {"date": _array(table.column("date"), NO_DAY)}
        return self._arrays

    def _split(self, symbol: str, start: int, stop: int) -> Iterator[Rows]:
        arrays = self._load()
        places = slice(start, stop) if self._order is None else self._order[start:stop]

        def numbers(name: str, missing: float | np.int32) -> Floats:
            if name not in arrays:
                return np.full(stop - start, missing)
            return arrays[name][places].astype(np.float64)

        days = arrays["date"][places].astype(np.int32)
        days = np.where(days == NO_DAY, days, days + np.int32(EPOCH)).astype(np.int32)
        columns = [numbers(name, 1.0 if name == "split_factor" else np.nan) for name in NUMBERS]
        closes, opens, highs, lows, adj_closes, factors = columns
        for basis, source, here in self._groups(places, stop - start):
            yield Rows(
                self._file,
                symbol,
                basis,
                source,
                days[here],
                closes[here],
                opens[here],
                highs[here],
                lows[here],
                adj_closes[here],
                factors[here],
            )

    def _groups(
        self, places: slice | npt.NDArray[np.intp], size: int
    ) -> Iterator[tuple[str, str, slice | npt.NDArray[np.bool_]]]:
        key = np.zeros(size, dtype=np.int64)
        names: list[list[str]] = []
        for name, default in (("basis", Basis.AS_TRADED.value), ("source", Path(self._file).stem)):
            if name in self._coded:
                codes, values = self._coded[name]
                key = key * (len(values) + 1) + (codes[places] + 1)
                names.append([default, *values])
            else:
                names.append([self._bounds[name][0] if name in self._bounds else default])
        for code in np.unique(key).tolist():
            basis_code, source_code = divmod(code, len(names[1]))
            here = slice(None) if bool((key == code).all()) else key == code
            yield names[0][basis_code], names[1][source_code], here


def open_file(path: Path) -> tuple[Chunk, ...]:
    """Open a price file and return its chunks; nothing is read that can wait.

    Raise LayoutError where columns lack or have the wrong type, PricesError where the file
    cannot be read.
    """
    suffix = path.suffix.lower()
    try:
        if suffix == ".parquet":
            return tuple(_open_parquet(path))
        if suffix == ".csv":
            return (_open_csv(path),)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())[:160]
        raise PricesError(f"{path}: got {reason}; expected a whole price file; fetch or make it anew") from error
    raise LayoutError(f"{path}: got the suffix {suffix!r}, expected .parquet or .csv; name price files so")


def _open_parquet(path: Path) -> Iterator[Chunk]:
    file = pq.ParquetFile(path, memory_map=True)
    schema = file.schema_arrow
    _check_names(path, schema.names)
    for field in schema:
        _check_type(path, field)
    plain = [name for name in WORDS if name in schema.names and not pa.types.is_dictionary(schema.field(name).type)]
    if plain:
        file = pq.ParquetFile(path, memory_map=True, read_dictionary=plain)
    columns = [name for name in COLUMNS if name in schema.names and name != "volume"]
    places = {file.metadata.schema.column(i).path: i for i in range(len(file.metadata.schema))}

    def reader(group: int) -> Reader:
        return lambda names: _days(file.read_row_group(group, columns=list(names), use_threads=False))

    for group in range(file.num_row_groups):
        meta = file.metadata.row_group(group)
        bounds: dict[str, tuple[str, str]] = {}
        for name in WORDS:
            stats = meta.column(places[name]).statistics if name in places else None
            if stats is not None and stats.has_min_max and not stats.null_count and isinstance(stats.min, str):
                bounds[name] = (stats.min, stats.max)
        if meta.num_rows:
            held = [name for name in columns if not _is_empty(meta.column(places[name]))]
            yield Chunk(str(path), held, reader(group), bounds)


def _is_empty(column: pq.ColumnChunkMetaData) -> bool:
    """Say whether a column that may be absent holds nothing but nulls in this row group."""
    stats = column.statistics
    if column.path_in_schema in REQUIRED or stats is None or stats.null_count is None:
        return False
    return bool(stats.null_count == column.num_values)


def _open_csv(path: Path) -> Chunk:
    import pyarrow.csv

    with path.open(encoding="utf-8-sig", newline="") as lines:
        names = next(csv.reader(lines), [])
    _check_names(path, names)
    if len(set(names)) < len(names):
        raise LayoutError(f"{path}: got a column twice in {', '.join(names)}; expected each once; remove one")
    columns = [name for name in COLUMNS if name in names and name != "volume"]
    types = {name: pa.float64() for name in NUMBERS} | {"date": pa.date32()}
    types |= {name: pa.dictionary(pa.int32(), pa.string()) for name in WORDS}
    table = pyarrow.csv.read_csv(
        path,
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=types, include_columns=columns, null_values=["", "NaN", "nan", "NA", "null", "."]
        ),
    )
    return Chunk(str(path), columns, table.select, {})


def _check_names(path: Path, names: Sequence[str]) -> None:
    lacking = [name for name in REQUIRED if name not in names]
    if lacking:
        got = ", ".join(names)[:120] or "nothing"
        raise LayoutError(
            f"{path}: got the columns {got}; expected {', '.join(REQUIRED)} and more;"
            " `tapecheck prices import` reads other layouts"
        )


def _check_type(path: Path, field: pa.Field) -> None:
    kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    if field.name in WORDS:
        is_right, wanted = is_text, "text"
    elif field.name == "date":
        is_zoned = pa.types.is_timestamp(kind) and kind.tz is not None
        is_right, wanted = (
            is_text or ((pa.types.is_date(kind) or pa.types.is_timestamp(kind)) and not is_zoned),
            "a day without a time zone",
        )
    elif field.name in NUMBERS:
        is_number = pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind)
        is_right, wanted = is_number or pa.types.is_null(kind), "numbers"
    else:
        return
    if not is_right:
        raise LayoutError(f"{path}: got {field.type} in the column {field.name}, expected {wanted}; write it anew so")


def _days(table: pa.Table) -> pa.Table:
    """Return `table` with its dates as Arrow days and its prices as floats."""
    for place, field in enumerate(table.schema):
        column = table.column(place)
        if field.name == "date" and not pa.types.is_date32(field.type):
            if pa.types.is_dictionary(field.type):
                column = column.cast(pa.string())
            table = table.set_column(place, "date", column.cast(pa.date32(), safe=False))
        elif field.name in NUMBERS and not pa.types.is_floating(field.type):
            table = table.set_column(place, field.name, column.cast(pa.float64()))
    return table


def _codes(column: pa.ChunkedArray) -> tuple[Codes, list[str]]:
    """Return a code for each row (-1: null) and the values that the codes stand for."""
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    column = column.unify_dictionaries()
    if column.num_chunks == 0:
        return np.empty(0, dtype=np.int32), []
    codes = _array(pa.chunked_array([chunk.indices for chunk in column.chunks]), -1)
    return codes.astype(np.int32, copy=False), column.chunk(0).dictionary.to_pylist()


def _array(column: pa.ChunkedArray, missing: float | np.int32) -> npt.NDArray[np.generic]:
    """Return a column of numbers as numpy, `missing` where it is null.

    Read off the buffers: Arrow's own conversions import pandas, which takes a fifth of a second.
    """
    parts = [_chunk_array(chunk, missing) for chunk in column.chunks]
    return parts[0] if len(parts) == 1 else np.concatenate(parts) if parts else np.empty(0)


def _chunk_array(chunk: pa.Array, missing: float | np.int32) -> npt.NDArray[np.generic]:
    valid, data = chunk.buffers()
    stop = chunk.offset + len(chunk)
    values = np.frombuffer(data, dtype=_DTYPES[str(chunk.type)], count=stop)[chunk.offset :]
    if not chunk.null_count:
        return values
    bits = np.unpackbits(np.frombuffer(valid, dtype=np.uint8), count=stop, bitorder="little")
    return np.where(bits[chunk.offset :] == 1, values, values.dtype.type(missing))


def _run_starts(codes: Codes) -> npt.NDArray[np.intp]:
    if len(codes) == 0:
        return np.empty(0, dtype=np.intp)
    return np.append(0, np.flatnonzero(codes[1:] != codes[:-1]) + 1)
